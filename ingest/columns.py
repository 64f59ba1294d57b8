"""Pages set in two columns, or two pages on one sheet: their parts in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Final

from documents.places import Box
from ingest.pages import PageContent, RuledTable, Run, group_lines

_MIDDLE: Final = (0.38, 0.62)  # of the page's width, where the gutter is
_STEP: Final = 2.0  # points
_GAP: Final = re.compile(" {3,}")
_NARROWEST: Final = 12  # of a column, in sizes of a character
_FULL: Final = 0.6  # of its column's width, from which a line is one of running text
_FIRST: Final = (2, 8)
"""How many such lines either column and both together must have at the least ..."""
_FURTHER: Final = (1, 3)
"""... and where another page of the file is set in columns."""
_TRAILING: Final = 2  # lines below both columns that stand on the left
_FOOT: Final = 0.9  # of the page's height, below which its number stands
_MOST_CUT: Final = 0.2
"""The share of a column's lines that may have gaps in them: those of a table without rulings do."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A table, or a stretch of a run without wide gaps, and the ``run`` that it is of."""

    box: Box
    table: RuledTable | None = None
    run: Run | None = None


def part_columns(pages: Sequence[PageContent]) -> list[PageContent]:
    """The pages in parts that are read one after another: what runs over a page's whole width, and
    between that the left and the right column. A page in one column is a part."""
    parts = [part for page in pages for part in _part_page(page, _FIRST)]
    if len(parts) == len(pages):
        return parts
    return [part for page in pages for part in _part_page(page, _FURTHER)]


def _part_page(page: PageContent, least: tuple[int, int]) -> list[PageContent]:
    items = [*_list_stretches(page.runs), *(_Item(t.box, table=t) for t in page.tables)]
    gutter = _find_gutter(page.width, items)
    if gutter is None:
        return [page]
    parts: list[PageContent] = []
    plain: list[_Item] = []
    for band, below in _cut_bands(items, gutter):
        left = [item for item in band if item.box.right <= gutter]
        right = [item for item in band if item.box.left >= gutter]
        after: list[_Item] = []
        if below and below[0].box.top < _FOOT * page.height:
            after = _list_trailing(left, right)
            left = [item for item in left if item not in after]
        if _are_columns(left, right, least):
            parts += _gather(page, plain, gutter)
            parts += [*_gather(page, left, gutter), *_gather(page, right, gutter)]
            plain = [*after, *below]
        else:
            plain += [*band, *below]
    return [*parts, *_gather(page, plain, gutter)] if parts else [page]


def _list_trailing(left: Sequence[_Item], right: Sequence[_Item]) -> list[_Item]:
    """The few lines below both columns that are a heading of what runs over the page below: short,
    or set apart. The left column itself may well be a line longer."""
    if not right:
        return []
    end = max(item.box.bottom for item in right)
    after = [item for item in left if item.box.top > end]
    above = [item.box.bottom for item in left if item.box.top <= end]
    if not after or not above or len(after) > _TRAILING:
        return []
    first = min(after, key=lambda item: item.box.top)
    apart = first.box.top - max(above) > 1.5 * (first.box.bottom - first.box.top)
    full = _FULL * _measure_width(left)
    short = all(item.box.right - item.box.left <= full for item in after)
    return after if apart or short else []


def _list_stretches(runs: Iterable[Run]) -> Iterator[_Item]:
    for run in runs:
        start = 0
        if len(run.edges) == len(run.text) + 1:
            for gap in _GAP.finditer(run.text):
                yield _Item(_bound(run, start, gap.start()), run=run)
                start = gap.end()
            yield _Item(_bound(run, start, len(run.text)), run=run)
        else:
            yield _Item(run.box, run=run)


def _bound(run: Run, start: int, stop: int) -> Box:
    return Box(run.edges[start], run.box.top, run.edges[stop], run.box.bottom)


def _find_gutter(width: float, items: Sequence[_Item]) -> float | None:
    """The middle of the widest strip about the page's middle that least is written over; none
    where too little stands beside it."""
    low, high = (share * width for share in _MIDDLE)
    places = [low + _STEP * k for k in range(int((high - low) / _STEP) + 1)]
    counts = [sum(_crosses(item.box, x) for item in items) for x in places]
    if not items or 2 * min(counts) > len(items):
        return None
    best: list[float] = []
    strip: list[float] = []
    for x, count in zip(places, counts, strict=True):
        strip = [*strip, x] if count == min(counts) else []
        best = max(best, strip, key=len)
    return (best[0] + best[-1]) / 2


def _crosses(box: Box, x: float) -> bool:
    return box.left < x < box.right


def _cut_bands(items: Sequence[_Item], gutter: float) -> Iterator[tuple[list[_Item], list[_Item]]]:
    """What stands between items that run over the gutter, and the item below it."""
    band: list[_Item] = []
    for item in sorted(items, key=lambda i: i.box.top + i.box.bottom):
        if _crosses(item.box, gutter):
            yield band, [item]
            band = []
        else:
            band.append(item)
    yield band, []


def _are_columns(left: Sequence[_Item], right: Sequence[_Item], least: tuple[int, int]) -> bool:
    """True for running text and tables that stand beside each other."""
    if not (left and right and _is_text(left) and _is_text(right)):
        return False
    counts = _count_full(left), _count_full(right)
    tops = [min(i.box.top for i in side) for side in (left, right)]
    ends = [max(i.box.bottom for i in side) for side in (left, right)]
    return max(tops) < min(ends) and min(counts) >= least[0] and sum(counts) >= least[1]


def _is_text(items: Sequence[_Item]) -> bool:
    """True for lines one below the other, each in one piece."""
    lines = [item for item in items if item.table is None]
    if not lines:
        return True
    size = median(i.box.bottom - i.box.top for i in lines)
    rows = group_lines(lines, lambda item: item.box)
    cut = sum(len(row) > 1 for row in rows)
    return _measure_width(items) >= _NARROWEST * size and cut <= _MOST_CUT * len(rows)


def _measure_width(items: Sequence[_Item]) -> float:
    return max(i.box.right for i in items) - min(i.box.left for i in items)


def _count_full(items: Sequence[_Item]) -> int:
    """How many lines fill their column, a table's rows among them."""
    full = _FULL * _measure_width(items)
    return sum(
        len(item.table.ys) - 1 if item.table else item.box.right - item.box.left > full
        for item in items
    )


def _gather(page: PageContent, items: Sequence[_Item], gutter: float) -> list[PageContent]:
    """The part of a page that the items make, if there are any."""
    if not items:
        return []
    boxes: dict[int, tuple[Run, list[Box]]] = {}
    for item in items:
        if item.run is not None:
            boxes.setdefault(id(item.run), (item.run, []))[1].append(item.box)
    runs = tuple(_cut_run(run, Box.around(own), gutter) for run, own in boxes.values())
    tables = tuple(item.table for item in items if item.table is not None)
    return [replace(page, runs=runs, tables=tables)]


def _cut_run(run: Run, box: Box, gutter: float) -> Run:
    """The run, or where it goes on over the gutter, its part in the box."""
    if box == run.box or not _crosses(run.box, gutter) or not run.edges:
        return run
    start = min(range(len(run.text)), key=lambda k: abs(run.edges[k] - box.left))
    stop = min(range(start, len(run.text) + 1), key=lambda k: abs(run.edges[k] - box.right))
    return Run(run.text[start:stop], box, run.edges[start : stop + 1], run.confidence)
