"""Fields turned into a stream of labels, values and noise, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from tables.fields import Field
from tables.runs import ANCHOR, LONGEST_LABEL, find_label, find_value, read_run
from tables.tokens import Token
from tables.values import SIGNS

_LONGEST_VALUE: Final = 24
_EXPLAINED: Final = re.compile(
    r"(?P<label>(?:\(?[一二三四五六七八九十]{1,2}[)、.,])?[^()]{2,40})\((?:[^()]|\([^()]{0,80}\)){0,300}\)?"
)


def read_stream(fields: Iterable[Field]) -> list[Token]:
    """The tokens of the fields. A figure alone between words of prose is noise."""
    tokens: list[Token] = []
    run: list[Field] = []
    breaks: list[Token] = []
    for field in fields:
        kind, text, start, end, column = field
        if kind == "row" or kind == "line":
            (breaks if run else tokens).append(Token(kind, "", start, end, column=column))
            continue
        bordered = kind == "cell"
        value = find_value(text) if len(text) < _LONGEST_VALUE else None
        if value is not None and (bordered or value.state != "blank"):
            if run:
                if not bordered and (sign := run[-1].text) in SIGNS:
                    # 「减」 at a line's end and 「18」 on the next are one cell
                    value = find_value(sign + text) or value
                _close(run, breaks, tokens)
            tokens.append(Token("value", text, start, end, bordered, None, value, column))
        elif "(" in text and (named := _cut_explanation(text)):
            run.append(field._replace(text=named, end=start + len(named)))
        elif len(text) > LONGEST_LABEL and not ANCHOR.search(text):
            _close(run, breaks, tokens)
            tokens.append(Token("noise", text, start, end, bordered))
        else:
            if text[0] in ".、)" and not run:
                _unmask_marker(tokens, text)
            run.append(field)
    _close(run, breaks, tokens)
    return _drop_figures_of_prose(tokens)


def _cut_explanation(text: str) -> str | None:
    """The label before a bracket that explains it, as forms handed down do: 规章(设区的市以上填写).
    None where the form itself prints a bracket there."""
    explained = _EXPLAINED.fullmatch(text)
    label = find_label(explained["label"]) if explained and not find_label(text) else None
    if explained is None or label is None or "（" in label.expected[1:]:
        return None
    parts = {meaning.part for meaning in label.meanings}
    return explained["label"] if len(parts) == 1 and parts <= {"row", "column"} else None


def _close(run: list[Field], breaks: list[Token], tokens: list[Token]) -> None:
    """Reads the run into tokens, the breaks met inside it between them, and empties both."""
    if not run:
        return
    read = read_run(run)
    tokens.extend(sorted(breaks + read, key=_get_start) if breaks else read)
    run.clear()
    breaks.clear()


def _get_start(token: Token) -> int:
    return token.start


def _unmask_marker(tokens: list[Token], text: str) -> None:
    """「4」 on one line and 「.保护第三方…」 on the next: a label's number, not a figure."""
    label = find_label(text)
    if label is None:
        return
    for back in range(1, min(4, len(tokens)) + 1):
        token = tokens[-back]
        if token.kind == "value" and label.expected.startswith(f"{token.text}."):
            tokens[-back] = token._replace(kind="noise", value=None)
        if token.kind not in ("row", "line"):
            return


def _drop_figures_of_prose(tokens: list[Token]) -> list[Token]:
    """The tokens with every figure that stands between words on its line made noise."""
    for at, token in enumerate(tokens[1:-1], 1):
        loose = token.kind == "value" and not token.bordered
        if loose and tokens[at - 1].kind == tokens[at + 1].kind == "noise":
            tokens[at] = token._replace(kind="noise", value=None)
    return tokens
