"""Where the headings of the form's six parts stand: at line starts, torn over two lines, or in the
middle of a text that is all on one line.

Search runs over the text without any white space, so a heading may be broken anywhere. Candidates
are judged together by ``analysis.part_headings``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, cast

from analysis.lines import Line, squeeze, view_squeezed
from analysis.scraps import read_cut_heading
from analysis.wordings import FREE, STRONG, TOP_MARKER, WEAK, read_numeral
from documents.places import Span
from documents.script import simplify
from documents.views import View

Style = Literal["part", "cn", "digit", "roman", "paren", "bare", "none", "free"]
_TABLE: Final = 60  # characters; no blank between two lines is as long
_LOOKBACK: Final = 34
_TAIL: Final = 14
_NUMERALS: Final = "一二三四五六七八九十"
_MODIFIER = re.compile(r"[^。！？；;：:，]{0,24}")
_END = re.compile(r"[。！？；;：:”」》）)\]】|]")
_LISTING = re.compile(r"[，,、；;》”」]|[和及与等]|六个?(?:部分|方面)")
_CONTINUED = re.compile(r"[，,、；;“《〈（(和及与或见按照为括含对]")
_PLAIN_MODIFIER = re.compile(
    r"(?:行政机关|本机关|本部门|[我本全][局镇乡办委县市区院]|20\d\d年?度?|政府信息公开|政务公开"
    r"|信息公开|政府|政务"
    r"|信息|网站|公开|因|被|申请|提起|行政|工作|本?年度?|的)*"
)
_PLAIN_HEADING = re.compile(
    r"[一二三四五六]\s?[、.．]\s?[^\s。，]{0,16}?(?:总体情况|主动公开政府信息|收到和处理"
    r"|复议.{0,4}行政诉讼的?情况"
    r"|存在的?主?要?问题|其[他它]需要报告)"
)
_BRACKET = re.compile(r"[（(](?![一二三四五六七八九十\d]{1,2}[）)])[^（）()。；]{2,30}[）)]")
_FIRST_DIGIT = re.compile(r"1[、．.](?!\d)")
_FIRST_ITEM = re.compile(r"[（(]一[）)]")
_CLOSING = re.compile(r"[。：:.]?")
_NOTHING = re.compile(r"(?:暂?无|没有|略)[。.]?")
_STATEMENT = re.compile(
    r"没有|未(?:发生|收到|接到|出现|产生|涉及)|(?:问题|不足|困难)(?:主要)?[是有]"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A heading of the form: the parts that it names (two where 三 and 四 are merged)."""

    parts: tuple[int, ...]
    marker: str
    style: Style
    heading: str
    span: Span
    strong: bool
    own_line: bool
    starts_line: bool

    @property
    def part(self) -> int:
        return self.parts[0]

    @property
    def numbered_right(self) -> bool:
        return read_numeral(self.marker) == self.part


def trim_holes(text: str, holes: Sequence[Span]) -> list[Span]:
    """The tables' spans in order, each ended before a heading of the form: no table runs over it,
    whatever a reader took for its last values."""
    trimmed = []
    for hole in sorted(holes):
        inside = _PLAIN_HEADING.search(text, hole.start, hole.end)
        end = inside.start() if inside and inside.start() > hole.start else hole.end
        trimmed.append(Span(hole.start, end))
    return trimmed


def find_marks(text: str, lines: Sequence[Line]) -> tuple[Mark, ...]:
    """All headings that may be those of the form's parts, in the order of the text."""
    prose = view_squeezed(text, (line.span for line in lines)).translate(simplify)
    reader = _Reader(text, prose, _place_starts(prose, lines))
    marks = [m for pattern in (STRONG, WEAK) for m in reader.read(pattern, pattern is STRONG)]
    read = {mark.span.start for mark in marks}
    rest = [line for line in lines if line.text[0] in _NUMERALS and line.span.start not in read]
    return tuple(_drop_weaker([*marks, *_read_cut(rest), *_read_free(rest)]))


class _Reader:
    """Reads candidates off the squeezed text and judges each by what stands around it."""

    def __init__(self, text: str, prose: View, starts: Sequence[int]) -> None:
        self.text, self.prose, self.starts = text, prose, starts
        self.edges = {*starts, len(prose.text)}
        self.nested = self._find_nested()

    def read(self, pattern: re.Pattern[str], strong: bool) -> Iterable[Mark]:
        listed_until = -1
        for match in pattern.finditer(self.prose.text):
            part = int((match.lastgroup or "p0")[1:])
            found = self._find_start(match.start(), part)
            if found is None:
                continue
            start, marker, style, starts_line = found
            over = self._pass_bracket(match.end())
            end, own_line = self._find_end(over)
            if self.prose.text[end - 1] in "（(":
                end -= 1  # of a remark that a table took away
            listed = not own_line and bool(_LISTING.match(self.prose.text, over))
            if not starts_line and (listed or 0 <= start - listed_until <= 2):
                listed_until = match.end()
                continue
            if not self._is_heading(over, end, strong, style, starts_line, own_line, listed):
                continue
            if marker and _STATEMENT.search(self.prose.text, start, end):
                # 四、本年度没有行政复议和诉讼的情况。 is text under a numeral.
                end, own_line = start + len(marker), False
            span = self.prose.locate(start, end)
            heading = " ".join(self.text[span.start : span.end].split())
            parts = (part, *self._read_merged(match.end(), end, part))
            yield Mark(parts, marker, style, heading, span, strong, own_line, starts_line)

    def _find_start(self, anchor: int, part: int) -> tuple[int, str, Style, bool] | None:
        """Where the heading begins: at its marker, or at a line start where it has none."""
        said = self.prose.text
        low = max(0, anchor - _LOOKBACK, self._find_table_end(anchor))
        best: tuple[int, str, Style, bool] | None = None
        for match in TOP_MARKER.finditer(said, low, anchor + 1):  # the next character is looked at
            if match.end() > anchor or not _MODIFIER.fullmatch(said, match.end(), anchor):
                continue
            starts_line = match.start() in self.edges
            if match.lastgroup == "digit" and match.start() > self.nested and not starts_line:
                continue
            style = cast(Style, match.lastgroup)
            if starts_line or self._opens(match, style, part):
                best = (match.start(), match[0], style, starts_line)
        if best is not None:
            return best
        start = self.starts[bisect_right(self.starts, anchor) - 1]
        # A preamble's list of the parts, wrapped, puts one of them on a line of its own.
        if (
            start < low
            or self._goes_on(start)
            or not _PLAIN_MODIFIER.fullmatch(said, start, anchor)
        ):
            return None
        return start, "", "none", True

    def _find_nested(self) -> int:
        """Where, behind the first （一）, 1. can only be an item below it: the text's end where 1.
        came first."""
        said = self.prose.text
        first = next((m.start() for m in _FIRST_ITEM.finditer(said) if self._is_open(m)), None)
        if first is None:
            return len(said)
        above = next((m.start() for m in _FIRST_DIGIT.finditer(said) if self._is_open(m)), first)
        return first if above >= first else len(said)

    def _is_open(self, marker: re.Match[str]) -> bool:
        """True where the marker stands at the beginning of a line or of a sentence."""
        place = marker.start()
        if place in self.edges or _END.match(self.prose.text, place - 1):
            return True
        return self.prose.origin(place) - self.prose.origin(place - 1) > 1

    def _find_table_end(self, anchor: int) -> int:
        """Where the prose begins again behind a table, if the anchor stands in its first line: no
        heading reaches over a table."""
        start = self.starts[bisect_right(self.starts, anchor) - 1]
        if start == 0:
            return 0
        gap = self.prose.origin(start) - self.prose.origin(start - 1)
        return start if gap > _TABLE else 0

    def _pass_bracket(self, end: int) -> int:
        """Behind an explanation in brackets that belongs to the heading (概述（2017年情况）)."""
        bracket = None if end in self.edges else _BRACKET.match(self.prose.text, end)
        return bracket.end() if bracket else end

    def _find_end(self, end: int) -> tuple[int, bool]:
        """Where the heading ends, and whether its line ends with it."""
        said = self.prose.text
        for place in range(end, min(len(said), end + _TAIL) + 1):
            if place in self.edges:
                rest = said[end:place]
                if _NOTHING.fullmatch(rest):
                    return end, False
                if not rest or _CLOSING.fullmatch(rest):
                    return end, True
                if rest.endswith("。") and len(rest) > 4 and self._breaks_off(end):
                    return end, False  # 六、其他需要报告的事项 未收取信息处理费。
                return (
                    (place, True)
                    if not _END.search(rest[:-1]) and "，" not in rest
                    else (end, False)
                )
        return end, False

    def _opens(self, marker: re.Match[str], style: Style, part: int) -> bool:
        """True where a heading may begin inside a line: behind a sentence, a table or a blank, and
        behind anything but the middle of a sentence where its number is the part's own."""
        if style not in ("part", "cn", "digit"):
            return False
        place = marker.start()
        if place == 0 or _END.match(self.prose.text, place - 1):
            return True
        if self.prose.origin(place) - self.prose.origin(place - 1) > 1:
            return True
        own = style != "digit" and read_numeral(marker[0]) == part
        return own and not self._goes_on(place)

    def _goes_on(self, place: int) -> bool:
        """True where the words before the place want to go on with it."""
        return place > 0 and bool(_CONTINUED.match(self.prose.text, place - 1))

    def _is_heading(
        self,
        over: int,
        end: int,
        strong: bool,
        style: Style,
        starts_line: bool,
        own_line: bool,
        listed: bool,
    ) -> bool:
        if style == "none":
            return strong and own_line and end == over
        if style == "bare" or not strong:
            return (
                starts_line and own_line
                if style == "bare"
                else (own_line or (not listed and self._breaks_off(over)))
            )
        return own_line or not listed

    def _breaks_off(self, end: int) -> bool:
        """True where a blank, a stop or a figure follows: the heading is over."""
        said = self.prose.text
        if end >= len(said) or said[end] in "。：:" or said[end].isdigit():
            return True
        return self.prose.origin(end) - self.prose.origin(end - 1) > 1

    def _read_merged(self, start: int, end: int, part: int) -> tuple[int, ...]:
        """Part 四 in a heading of part 三 (layouts.md 2, order i)."""
        if part != 3 or start >= end:
            return ()
        return (4,) if re.search(r"复议|诉讼", self.prose.text[start:end]) else ()


def _read_cut(lines: Sequence[Line]) -> Iterable[Mark]:
    """Lines that begin a part's heading and were cut off."""
    for line in lines:
        if part := read_cut_heading(line.text):
            marker = TOP_MARKER.match(squeeze(line.text))
            said = marker[0] if marker else ""
            yield Mark((part,), said, "cn", line.text, line.span, False, True, True)


def _read_free(lines: Sequence[Line]) -> Iterable[Mark]:
    """Lines numbered 一、 or 二、 that are a heading, whatever its words."""
    for line in lines:
        if line.text[0] in _NUMERALS[:2] and (match := FREE.fullmatch(line.text)):
            part = (_NUMERALS.index(line.text[0]) + 1,)
            yield Mark(part, match["marker"], "free", line.text, line.span, False, True, True)


def _place_starts(prose: View, lines: Sequence[Line]) -> list[int]:
    """Where the lines begin in the squeezed text, which is also where those before them end."""
    places: list[int] = []
    last = len(prose.starts) - 1
    for line in lines:
        run = max(0, bisect_right(prose.origins, line.span.start) - 1)
        place = prose.starts[run] + max(0, line.span.start - prose.origins[run])
        places.append(min(place, prose.starts[run + 1] if run < last else len(prose.text)))
    return places


def _drop_weaker(marks: list[Mark]) -> Iterable[Mark]:
    """In the order of the text, a weak reading of what is read strongly left out."""
    last: Mark | None = None
    for mark in sorted(marks, key=lambda m: (m.span.start, not m.strong)):
        if last is not None and mark.span.overlaps(last.span):
            continue
        last = mark
        yield mark
