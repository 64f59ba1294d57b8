"""Text fields with no value between them, read as one run.

A label torn over several lines or fields stands together again once white space is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Final

from tables.fields import Field
from tables.labels import Label, load_labels
from tables.tokens import Token
from tables.values import Value, read_value

LONGEST_LABEL: Final = 60
ANCHOR: Final = re.compile(
    r"第二十条第|信息内容|本年新收|申请人情况|勾稽关系|自然人|结果维|未经复议|行政规范性文件|对外公开总"
)
_WORD: Final = re.compile(r"\S+")
_LONGEST_WITHOUT_ANCHOR: Final = 400
# behind a label's last character what the pattern of labels leaves of its punctuation
_GLUED: Final = re.compile(r"[\"):]{0,2}(?P<figure>[-+]?\d[\d,.]*[件条元项个次]?)")


@lru_cache(maxsize=8192)
def find_label(text: str) -> Label | None:
    """The label that the whole text is."""
    return load_labels().find_whole(text) if len(text) <= LONGEST_LABEL else None


@lru_cache(maxsize=8192)
def find_value(text: str) -> Value | None:
    """The value that the whole text is; null for words."""
    value = read_value(text)
    return None if value.state == "text" else value


def read_run(fields: Sequence[Field]) -> list[Token]:
    """The tokens of a run: labels where they stand alone, all else noise."""
    whole = [find_label(field.text) for field in fields]
    if all(whole):
        return [
            Token("label", field.text, field.start, field.end, field.kind == "cell", label)
            for field, label in zip(fields, whole, strict=True)
        ]
    return _Run(fields).read()


class _Run:
    """The words of the fields joined, and where each begins in the joined text."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self.words = [word for field in fields for word in _split_words(field)]
        self.joined = "".join(word.text for word in self.words)
        # the labels' pattern knows one comma only
        self.plain = self.joined.replace("、", ",")
        lengths = accumulate((len(word.text) for word in self.words), initial=0)
        *self.starts, _ = lengths
        self.borders = {*self.starts, len(self.joined)}

    def read(self) -> list[Token]:
        if len(self.joined) > _LONGEST_WITHOUT_ANCHOR and not ANCHOR.search(self.joined):
            return [self._place_noise(word, word.text, word.start) for word in self.words]
        tokens: list[Token] = []
        done = 0
        for match in load_labels().pattern.finditer(self.plain):
            found = self.joined[slice(*match.span())]
            label = find_label(found) if match.start() >= done else None
            if label is not None and self._stands_alone(match, done):
                tokens.extend(self._leave_over(done, match.start(), tokens))
                tokens.append(self._place_label(match, label))
                done = match.end()
        tokens.extend(self._leave_over(done, len(self.joined), tokens))
        return tokens

    def _stands_alone(self, match: re.Match[str], done: int) -> bool:
        """False for a label's words inside prose: a label fills its field, touches another label,
        is followed by its figure, or is too long to be there by chance."""
        start, end = match.span()
        if end - start >= 8:
            return True
        before = start in self.borders or start == done != 0
        before = before or match.group()[0] in "(①②③" or match.group()[0].isdigit()
        if not before:
            return False
        after = end in self.borders or _GLUED.match(self.joined, end) is not None
        return after or load_labels().pattern.match(self.plain, end) is not None

    def _place_label(self, match: re.Match[str], label: Label) -> Token:
        start, end = match.span()
        first = bisect_right(self.starts, start) - 1
        last = bisect_left(self.starts, end) - 1
        opening, closing = self.words[first], self.words[last]
        return Token(
            "label",
            self.joined[start:end],
            opening.start + start - self.starts[first],
            closing.start + end - self.starts[last],
            opening.kind == "cell",
            label,
        )

    def _leave_over(self, start: int, end: int, tokens: Sequence[Token]) -> Iterator[Token]:
        """What stands between two labels, word by word."""
        last_end = tokens[-1].end if tokens else -1
        for k in range(max(0, bisect_right(self.starts, start) - 1), len(self.starts)):
            word, at = self.words[k], self.starts[k]
            low, high = max(start, at), min(end, at + len(word.text))
            if at >= end:
                return
            if low >= high:
                continue
            text = word.text[low - at : high - at]
            place = word.start + low - at
            # a figure is a cell's only where it is glued to its label: 「规章0」, 「规章:0」
            glued = _GLUED.fullmatch(text) if low == start > 0 and place == last_end else None
            value = find_value(glued["figure"]) if glued else None
            if glued and value is not None:
                begin = place + glued.start("figure")
                yield Token("value", glued["figure"], begin, place + len(text), value=value)
            else:
                yield self._place_noise(word, text, place)

    def _place_noise(self, word: Field, text: str, place: int) -> Token:
        column = word.column if text == word.text else -1
        bordered = word.kind == "cell"
        return Token("noise", text, place, place + len(text), bordered, column=column)


def _split_words(field: Field) -> list[Field]:
    """The field without the white space inside: 「规    章」 is one label."""
    if " " not in field.text and "\t" not in field.text:
        return [field]
    return [
        field._replace(
            text=word.group(), start=field.start + word.start(), end=field.start + word.end()
        )
        for word in _WORD.finditer(field.text)
    ]
