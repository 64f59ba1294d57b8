"""Lines of prose on pages: in reading order, without running heads, joined to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from documents.places import Box
from ingest.pages import PageContent, Run, count_spaces, group_lines

_MARGIN: Final = 0.1
"""The share of a page's height, at either end, in which running heads stand."""
_LEVEL: Final = 12.0  # points
_PAGE_NUMBER: Final = re.compile(
    r"[-—–－―·•\s]*第?\s*\d{1,3}\s*页?[-—–－―·•\s]*"
    r"|第?\s*\d{1,3}\s*页?\s*[,，/／|]?\s*共?\s*\d{1,3}\s*页?"
    r"|(?i:page|p\.?)\s*\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?"
)
_FIGURE: Final = re.compile(r"\d+")
_INDENT: Final = 1.2
_SHORT: Final = 1.6
_APART: Final = 1.55  # line pitches
_ENOUGH: Final = 6  # lines from which a page's own margins can be told
_WORD: Final = re.compile(r"[A-Za-z0-9.,%:/@_-]{2,40}")
_NARROW: Final = 15  # a body of text is wider, in sizes of a character
_HEADING: Final = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、](?!\d)"
)


@dataclass(frozen=True, slots=True)
class PageLine:
    """Runs on one line of a page, from left to right; ``gaps`` are the spaces before each."""

    page: int
    runs: tuple[Run, ...]
    gaps: tuple[int, ...]
    box: Box

    @property
    def text(self) -> str:
        return "".join(" " * g + r.text for r, g in zip(self.runs, self.gaps, strict=True))

    @property
    def size(self) -> float:
        return self.box.bottom - self.box.top


def build_lines(page: int, runs: Sequence[Run]) -> list[PageLine]:
    """The runs in lines, top to bottom."""
    return [_build_line(page, line) for line in group_lines(runs, lambda run: run.box)]


def _build_line(page: int, runs: Sequence[Run]) -> PageLine:
    gaps = (0, *(count_spaces(before.box, run.box) for before, run in pairwise(runs)))
    return PageLine(page, tuple(runs), gaps, Box.around([run.box for run in runs]))


def list_lines(contents: Sequence[PageContent]) -> dict[int, list[PageLine]]:
    """The lines outside tables by page, without running heads and page numbers: what stands at a
    page's edge and is a page number, or comes again at that height of another page, its figures
    aside."""
    lines = {c.number: build_lines(c.number, c.runs) for c in contents}
    at_edges = [
        (k, line, _FIGURE.sub("#", re.sub(r"\s+", "", line.text)))
        for content in contents
        for k, line in enumerate(lines[content.number])
        if _is_at_edge(content, line)
    ]
    dropped: set[tuple[int, int]] = set()
    for k, line, said in at_edges:
        outermost = k in (0, len(lines[line.page]) - 1)
        again = any(
            other.page != line.page and what == said and abs(other.box.top - line.box.top) < _LEVEL
            for _, other, what in at_edges
        )
        if again or (outermost and _PAGE_NUMBER.fullmatch(line.text.strip())):
            dropped.add((line.page, k))
    return {
        page: [line for k, line in enumerate(own) if (page, k) not in dropped]
        for page, own in lines.items()
    }


def _is_at_edge(content: PageContent, line: PageLine) -> bool:
    if line.box.bottom < _MARGIN * content.height:
        return all(line.box.bottom <= t.box.top + 2 for t in content.tables)
    if line.box.top > (1 - _MARGIN) * content.height:
        return all(line.box.top >= t.box.bottom - 2 for t in content.tables)
    return False


@dataclass(frozen=True, slots=True)
class Measure:
    """The body of the text: the ``left`` and ``right`` ends of its full lines, the ``size`` of its
    characters and the ``pitch`` of its lines, all in points; ``right`` is 0 where too few lines
    tell."""

    left: float = 0.0
    right: float = 0.0
    size: float = 0.0
    pitch: float = 0.0


def measure_pages(lines: Mapping[int, Sequence[PageLine]]) -> dict[int, Measure]:
    """Each page's body; a page with few lines of prose takes that of all pages."""
    whole = _measure([line for own in lines.values() for line in own])
    return {page: _measure(own) if len(own) >= _ENOUGH else whole for page, own in lines.items()}


def _measure(lines: Sequence[PageLine]) -> Measure:
    boxes = [line.box for line in lines]
    if len(boxes) < 3:
        return Measure()
    widest = max(b.right - b.left for b in boxes)
    full = [b for b in boxes if b.right - b.left > 0.85 * widest]
    pitches = [
        below.box.top - above.box.top
        for above, below in pairwise(lines)
        if above.page == below.page and below.box.top > above.box.top
    ]
    size = median(line.size for line in lines)
    if widest < _NARROW * size:
        return Measure()
    return Measure(
        min(b.left for b in full),
        median(b.right for b in full),
        size,
        median(pitches) if pitches else 2 * size,
    )


def join_paragraphs(
    lines: Sequence[PageLine], measures: Mapping[int, Measure]
) -> Iterator[list[PageLine]]:
    """The lines in paragraphs, told by where they begin and end: a line set in begins one, a line
    that stops short of the margin ends one."""
    group: list[PageLine] = []
    for line in lines:
        if group and not _goes_on(group, line, measures):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _goes_on(group: Sequence[PageLine], line: PageLine, measures: Mapping[int, Measure]) -> bool:
    before = group[-1]
    here, above = measures[line.page], measures[before.page]
    if 0 in (here.right, above.right) or max(before.size, line.size) > 1.4 * min(
        before.size, line.size
    ):
        return False
    if line.box.left > here.left + _INDENT * here.size:
        return False
    if line.page == before.page and line.box.top - before.box.top > _APART * here.pitch:
        return False
    if len(group) == 1 and _is_heading(before) and before.box.left < above.left + above.size / 2:
        # a heading that is not set in ends with its line, unless that is full
        return before.box.right > above.right - above.size / 2
    return before.box.right > above.right - _measure_room(line, above.size)


def _measure_room(line: PageLine, size: float) -> float:
    """What may be left of a full line before this one: less than this one's first word needs."""
    word = _WORD.match(line.text)
    return max(_SHORT * size, 0.55 * size * (word.end() if word else 0) + 0.6 * size)


def _is_heading(line: PageLine) -> bool:
    return _HEADING.match(line.text) is not None and len(line.text) < 30
