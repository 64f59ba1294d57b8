"""Lines that a page's width or a page's end broke, put together again.

A text is *wrapped* where most of its lines run to the same right margin, as a PDF's or a flip
book's do. Elsewhere a line is a paragraph, save where it plainly stops in mid-sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from analysis.lines import Line
from analysis.markers import is_bare_heading, read_marker

_CLOSED = re.compile(r"[。！？!?…][”’\"'）)》】]*$")
_STOPPED = re.compile(r"[。！？!?…；;：:.][”’\"'）)》】]*$")
_SENTENCE = re.compile(r"[，,。；;]")
_OPENER = re.compile(
    r"针对|下一?步|下阶段|为此|今后|接下来|存在(?:的|问题)|主要(?:问题|存在)|改进|整改|20\d\d\s?年度?[，,]"
)
_NARROW: Final = 20  # columns, of a line that counts
_MARGINS: Final = (30, 110)
_LONG: Final = 50  # columns: what is shorter and stops without a stop is a heading or a list's line


@dataclass(frozen=True, slots=True)
class Wrap:
    """``margin`` in columns, null where the lines are not wrapped; ``indented`` where the first
    lines of its paragraphs are set in."""

    margin: int | None
    indented: bool


def measure_wrap(lines: Sequence[Line]) -> Wrap:
    """Whether the lines of prose are wrapped, and where: lines that stop in mid-sentence all end
    near one margin, and hardly a line runs over it."""
    wide = [line for line in lines if line.width >= _NARROW]
    opened = sorted(line.width for line in wide if not _CLOSED.search(line.text))
    if len(opened) < 4:
        return Wrap(None, False)
    margin = opened[len(opened) * 9 // 10]
    full = [line for line in wide if abs(line.width - margin) <= 6]
    over = sum(line.width > margin + 16 for line in wide)
    open_ended = sum(not _CLOSED.search(line.text) for line in full)
    if (
        not _MARGINS[0] <= margin <= _MARGINS[1]
        or over > len(wide) * 0.03
        or len(full) < max(4, len(wide) * 0.3)
        or open_ended < len(full) * 0.6
    ):
        return Wrap(None, False)
    set_in = sum(line.indent >= 2 for line in lines)
    return Wrap(margin, 0.05 * len(lines) <= set_in <= 0.7 * len(lines))


def join_lines(lines: Sequence[Line], wrap: Wrap) -> list[list[Line]]:
    """The lines in groups, one a paragraph or a heading."""
    groups: list[list[Line]] = []
    row = 0  # columns of the printed row so far: some readers cut a row at its punctuation
    for line in lines:
        if groups and not line.fresh and _goes_on(groups[-1], line, wrap, row):
            whole = row + line.width
            row = whole if wrap.margin and whole <= wrap.margin + 4 else line.width
            groups[-1].append(line)
        else:
            groups.append([line])
            row = line.width
    return groups


def _goes_on(group: Sequence[Line], line: Line, wrap: Wrap, row: int) -> bool:
    previous = group[-1]
    if wrap.margin is None:
        return _breaks_off(previous, line)
    full = row >= wrap.margin - 5
    marker = read_marker(line.text)
    if marker is not None and not (
        marker.style in ("ordinal", "digit") and full and not _STOPPED.search(previous.text)
    ):
        return False
    if len(group) == 1 and not full and is_bare_heading(previous.text):
        return False
    if wrap.indented and line.indent >= 2 and previous.indent < line.indent:
        return False
    if full:
        # A full line that ends a sentence mostly goes on; it cannot be told but by what follows.
        return not (_CLOSED.search(previous.text) and _OPENER.match(line.text))
    if row + line.width <= wrap.margin + 4:
        return not _CLOSED.search(previous.text) or len(group) > 1
    return not _STOPPED.search(previous.text) and (
        row >= wrap.margin * 0.6 or previous.text.endswith(("，", "、", ","))
    )


def _breaks_off(previous: Line, line: Line) -> bool:
    """True where a paragraph stops in mid-sentence and the next line goes on with it."""
    if _STOPPED.search(previous.text) or read_marker(line.text) is not None:
        return False
    if line.indent >= 2 and previous.indent < 2:
        return False
    if previous.text.endswith(("，", "、", ",")):
        return previous.width >= 20
    return previous.width >= _LONG and bool(_SENTENCE.search(previous.text))
