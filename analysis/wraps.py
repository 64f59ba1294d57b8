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
from analysis.markers import Marker, is_bare_heading, read_marker
from analysis.wordings import is_element

_CLOSED = re.compile(r"[。！？!?…][”’\"'）)》】]*$")
_STOPPED = re.compile(r"(?:[。！？!?…；;：:.]|如下)[”’\"'）)》】]*$")
_SENTENCE = re.compile(r"[，,。；;]")
_OPENER = re.compile(
    r"[针針][对對]|下一?步|下[阶階]段|[为為]此|今[后後]|接下[来來]|存在(?:的|[问問][题題])"
    r"|主要(?:[问問][题題]|存在)|改[进進]|整改"
    r"|20\d\d\s?年度?(?:[，,]|我|将)"
)
# what begins a paragraph also where the one before lacks its stop
_ANEW = re.compile(r"20\d\d\s?年度?(?:[，,]|我|[将將])|下一?步[，,]|今年以[来來]|[针針][对對]")
# Where a page's markup sets a name or a figure apart, an extractor makes it a line of its own:
# 根据 | 《条例》 | (以下简称…) | 公开信息 | 5928 | 条，…
_TORN_END = re.compile(
    r"[《“（(〈]$|(?:[根依][据據]|按照|[从從了的和与與及为為在由于於达達是共至])$"
)
_TORN_START = re.compile(r"[，,。；;：:》”’】%％]|[（(]以下简称")
# the last word of a sentence, no answer of one word
_REST = re.compile(r"(?![无未没暂零略同否见详附已不])[\u4e00-\u9fff]{1,3}。")
_VALUE = re.compile(r"[\w.]{2,30}@|https?:|www\.|\d{3,4}[-—]\d{7}")  # of a contact's key
_UNCLOSED = re.compile(r"[（(][^（）()]{0,30}$")
_MONTH = re.compile(r"\d{1,2}月")
_FIGURE = re.compile(r"[0-9][0-9,.]{0,9}[%％]?")
# 公开信息 208 | 条，其中: a figure and its unit
_FIGURE_END = re.compile(r"[\u4e00-\u9fff]\s?[0-9][0-9,.]{0,9}$")
_UNIT_LEFT = re.compile(
    r"(?:人次|[条件次个期篇项名份场人家户处元%％]|万[条件次人元])[，。；、（(,]"
)
_NARROW: Final = 20  # columns, of a line that counts
_MARGINS: Final = (40, 110)
_LONG: Final = 50  # columns: what is shorter and stops without a stop is a heading or a list's line


@dataclass(frozen=True, slots=True)
class Wrap:
    """``margin`` in columns, null where the lines are not wrapped; ``length`` in characters, where
    they were cut by counting; ``indented`` where the first lines of paragraphs are set in."""

    margin: int | None
    indented: bool = False
    length: int | None = None

    def fills(self, row: int, line: Line) -> bool:
        """True where a row of so many columns, which ends with the line, runs to the margin."""
        if self.margin is not None and row >= self.margin - 5:
            return True
        return self.length is not None and len(line.text) + _set_in(line) >= self.length - 1


def measure_wrap(lines: Sequence[Line]) -> Wrap:
    """Whether the lines of prose are wrapped, and where: those that stop in mid-sentence mostly end
    at one margin, in columns or in characters, and hardly a line runs over it."""
    wide = [(line, width) for line in lines if (width := line.width) >= _NARROW]
    opened = [(line, width) for line, width in wide if not _CLOSED.search(line.text)]
    if len(opened) < 4:
        return Wrap(None)
    ninth = len(opened) * 9 // 10
    widths = sorted(width + _set_in(line) for line, width in opened)
    lengths = sorted(len(line.text) + _set_in(line) for line, _ in opened)
    margin, length = widths[ninth], lengths[ninth]
    over = sum(width > margin + 16 for _, width in wide)
    by_width = sum(width >= margin - 6 for width in widths)
    by_length = sum(known >= length - 2 for known in lengths)
    if (
        not _MARGINS[0] <= margin <= _MARGINS[1]
        or over > len(wide) * 0.03
        or max(by_width, by_length) < max(4, len(opened) * 0.5)
    ):
        return Wrap(None)
    set_in = sum(line.indent >= 2 for line in lines)
    return Wrap(
        margin,
        0.05 * len(lines) <= set_in <= 0.7 * len(lines),
        length if by_length >= len(opened) * 0.5 else None,
    )


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
            row = line.width + _set_in(line)
    return groups


def _runs_into(group: Sequence[Line], marker: Marker) -> bool:
    """True where a full line's sentence goes on with 一是 or 1.: a list inside a sentence."""
    said = group[-1].text
    if marker.style not in ("ordinal", "digit") or _CLOSED.search(said) or said[-1] in "：:":
        return False
    first = read_marker(group[0].text)
    return said[-1] not in "；;" or first is None or first.style != marker.style


def _set_in(line: Line) -> int:
    """The columns that a paragraph's first line is set in by; a page's own margin is more."""
    return line.indent if line.indent <= 4 else 0


def _goes_on(group: Sequence[Line], line: Line, wrap: Wrap, row: int) -> bool:
    previous = group[-1]
    if line.listed:
        return False
    if previous.text[-1] in ":：" and _VALUE.match(line.text):
        return True
    if _REST.match(line.text) and not _STOPPED.search(previous.text):
        return not _is_numbered_heading(previous)
    if wrap.margin is None:
        return _breaks_off(previous, line)
    full = wrap.fills(row, previous)
    marker = read_marker(line.text)
    if marker is not None and not (full and _runs_into(group, marker)):
        return False
    if len(group) == 1 and not full and is_bare_heading(previous.text):
        return False
    if wrap.indented and line.indent >= 2:
        return False
    if full:
        # A full line that ends a sentence mostly goes on; it cannot be told but by what follows.
        return not (_CLOSED.search(previous.text) and _OPENER.match(line.text))
    if row + line.width <= wrap.margin + 4:
        closed = _CLOSED.search(previous.text)
        return not closed or (len(group) > 1 and not _OPENER.match(line.text))
    return not _STOPPED.search(previous.text) and (
        wrap.indented or row >= wrap.margin * 0.5 or previous.text.endswith(("，", "、", ","))
    )


def _breaks_off(previous: Line, line: Line) -> bool:
    """True where a paragraph stops in mid-sentence and the next line goes on with it."""
    if _is_torn(previous, line):
        return True
    if _STOPPED.search(previous.text) or read_marker(line.text) is not None:
        return False
    if line.indent >= 2 and previous.indent < 2:
        return False
    comma = previous.text.endswith(("，", "、", ","))
    if not comma and (_ANEW.match(line.text) or _is_numbered_heading(previous)):
        return False
    if _FIGURE_END.search(previous.text) and _UNIT_LEFT.match(line.text):
        return True
    if comma:
        return previous.width >= 20
    return previous.width >= _LONG and bool(_SENTENCE.search(previous.text))


def _is_torn(previous: Line, line: Line) -> bool:
    """True where the two lines are pieces of one sentence whatever their length."""
    said, more = previous.text, line.text
    if _STOPPED.search(said) or _is_numbered_heading(previous):
        return False
    if _FIGURE.fullmatch(said):
        return begins_with_unit(more) or bool(_TORN_START.match(more))
    if more[0] in "）)":
        return bool(_UNCLOSED.search(said)) and not is_element(more[1:])
    marker = read_marker(said)
    if _FIGURE.fullmatch(more) or _TORN_START.match(more):
        return len(said) > 4 and (marker is None or marker.style == "cn_right")
    if said.endswith("年") and _MONTH.match(more):
        return True
    return bool(_TORN_END.search(said)) and read_marker(more) is None


def begins_with_unit(said: str) -> bool:
    """True for a line that a figure on the line before belongs to."""
    return bool(_UNIT_LEFT.match(said))


def _is_numbered_heading(line: Line) -> bool:
    marker = read_marker(line.text)
    return marker is not None and marker.style in ("cn", "cn_paren") and is_bare_heading(line.text)
