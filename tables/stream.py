"""Fields turned into a stream of labels, values and noise, in reading order.

A label torn over several lines or fields stands together again once white space is left out, so
consecutive text fields are read as one run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from tables.fields import Field
from tables.labels import Label, load_labels
from tables.values import Value, read_value

TokenKind = Literal["label", "value", "noise", "row", "line"]
_WORD: Final = re.compile(r"\S+")
_LONGEST_LABEL: Final = 60
# 「减」 at a line's end and 「18」 on the next are one cell (增减 of the form of 2019)
_SIGNS: Final = frozenset({"增", "减", "增加", "减少", "+"})
_ANCHOR: Final = re.compile(
    r"第二十条第|信息内容|本年新收|申请人情况|勾稽关系|自然人|结果维|未经复议|行政规范性文件|对外公开总"
)
_TRAILING_FIGURE: Final = re.compile(r"[-+]?\d[\d,.]*[件条元项个次]?")


class Token(NamedTuple):
    """``start`` and ``end`` are places in the whole text; ``bordered`` where tabs or pipes stood
    around it, so that the field was a whole cell; ``column`` as in ``Field``."""

    kind: TokenKind
    text: str
    start: int
    end: int
    bordered: bool = False
    label: Label | None = None
    value: Value | None = None
    column: int = -1


@dataclass(slots=True)
class _Run:
    """Text fields not yet understood, and the breaks met between them."""

    fields: list[Field]
    breaks: list[Token]


def read_stream(fields: Iterable[Field]) -> list[Token]:
    """The tokens of the fields. A figure alone between words of prose is noise."""
    tokens: list[Token] = []
    run = _Run([], [])
    for field in fields:
        kind, text, start, end, column = field
        if kind in ("row", "line"):
            breaking = Token("row" if kind == "row" else "line", "", start, end, column=column)
            (run.breaks if run.fields else tokens).append(breaking)
            continue
        bordered = kind == "cell"
        value = _read_figure(text) if len(text) < 24 else None
        if value is not None and (bordered or value.state != "blank"):
            sign = run.fields[-1].text if run.fields and not bordered else ""
            _close(run, tokens)
            if sign in _SIGNS:
                value = _read_figure(sign + text) or value
            tokens.append(Token("value", text, start, end, bordered, None, value, column))
        elif len(text) > _LONGEST_LABEL and not _ANCHOR.search(text):
            _close(run, tokens)
            tokens.append(Token("noise", text, start, end, bordered))
        else:
            if text[0] in ".、)" and not run.fields:
                _unmask_marker(tokens)
            run.fields.append(field)
    _close(run, tokens)
    return tokens


def _unmask_marker(tokens: list[Token]) -> None:
    """「4」 on one line and 「.保护第三方…」 on the next: a label's number, not a figure."""
    at = len(tokens) - 1
    while at >= 0 and tokens[at].kind in ("row", "line"):
        at -= 1
    if at >= 0 and tokens[at].kind == "value" and len(tokens[at].text) == 1:
        tokens[at] = tokens[at]._replace(kind="noise", value=None)


@lru_cache(maxsize=8192)
def _read_figure(text: str) -> Value | None:
    value = read_value(text)
    return None if value.state == "text" else value


@lru_cache(maxsize=8192)
def _find_label(text: str) -> Label | None:
    return load_labels().find_whole(text) if len(text) <= _LONGEST_LABEL else None


def _close(run: _Run, tokens: list[Token]) -> None:
    if not run.fields:
        return
    whole = [_find_label(field.text) for field in run.fields]
    if all(whole):
        read = [
            Token("label", field.text, field.start, field.end, field.kind == "cell", label)
            for field, label in zip(run.fields, whole, strict=True)
        ]
    else:
        read = _read_run(run.fields)
    if run.breaks:
        read = sorted(read + run.breaks, key=lambda token: token.start)
    tokens.extend(read)
    run.fields, run.breaks = [], []


def _read_run(fields: list[Field]) -> list[Token]:
    """Labels found in the joined text of the fields; what is left over is noise."""
    fields = [piece for field in fields for piece in _split_words(field)]
    joined = "".join(field.text for field in fields)
    if not _ANCHOR.search(joined) and len(joined) > 400:
        return [Token("noise", f.text, f.start, f.end, f.kind == "cell") for f in fields]
    starts: list[int] = []
    at = 0
    for field in fields:
        starts.append(at)
        at += len(field.text)
    ends = {start + len(field.text) for start, field in zip(starts, fields, strict=True)}
    tokens: list[Token] = []
    done = 0
    for match in load_labels().pattern.finditer(joined):
        if match.start() < done:
            continue
        label = _find_label(match.group())
        if label is None or not _stands_alone(joined, match, set(starts), ends, done):
            continue
        tokens.extend(_leave_over(fields, starts, done, match.start(), _get_end(tokens)))
        tokens.append(_place(fields, starts, match.start(), match.end(), label))
        done = match.end()
    tokens.extend(_leave_over(fields, starts, done, len(joined), _get_end(tokens)))
    return tokens


def _get_end(tokens: list[Token]) -> int:
    return tokens[-1].end if tokens else -1


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


def _stands_alone(
    joined: str, match: re.Match[str], starts: set[int], ends: set[int], done: int
) -> bool:
    """False for a label's words inside prose: a label fills its field, touches another label,
    is followed by its figure, or is too long to be there by chance."""
    if match.end() - match.start() >= 8:
        return True
    before = match.start() in starts or match.start() == done != 0 or match.group()[0] in "(①②③"
    before = before or match.group()[0].isdigit()
    after = match.end() in ends or joined[match.end()].isdigit()
    after = after or load_labels().pattern.match(joined, match.end()) is not None
    return before and after


def _place(
    fields: list[Field], starts: list[int], start: int, end: int, label: Label | None
) -> Token:
    first = next(i for i in range(len(starts) - 1, -1, -1) if starts[i] <= start)
    last = next(i for i in range(len(starts) - 1, -1, -1) if starts[i] < end)
    return Token(
        "label" if label else "noise",
        "".join(f.text for f in fields)[start:end],
        fields[first].start + min(start - starts[first], len(fields[first].text)),
        fields[last].start + min(end - starts[last], len(fields[last].text)),
        fields[first].kind == "cell",
        label,
    )


def _leave_over(
    fields: list[Field], starts: list[int], start: int, end: int, last_end: int
) -> Iterable[Token]:
    for field, at in zip(fields, starts, strict=True):
        low, high = max(start, at), min(end, at + len(field.text))
        if low >= high:
            continue
        text = field.text[low - at : high - at]
        place = field.start + low - at
        # a figure is a cell's only where it is glued to its label: 「规章0」
        glued = low == start and low > 0 and place == last_end
        figure = _TRAILING_FIGURE.fullmatch(text) if glued else None
        value = _read_figure(text) if figure else None
        if value is not None:
            yield Token("value", text, place, place + len(text), False, None, value)
        else:
            column = field.column if text == field.text else -1
            yield Token(
                "noise", text, place, place + len(text), field.kind == "cell", column=column
            )
