"""Ruled tables put together over page breaks, as rows of cells on one grid.

A break cuts a table between its rows or through a row; then the label of the row, or that of its
group, goes on at the top of the next page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Final

from documents.forms import load_forms
from documents.places import Region
from ingest.pagelines import PageLine, build_lines
from ingest.pages import PageContent, RuledTable

_NEAR: Final = 3.0
_SAME_WIDTH: Final = 8.0
_TWIPS: Final = 20  # to a point
_LOOSE: Final = re.compile(r"[\s\"“”‘’、，,.．:：/()（）;；]+")


@dataclass(frozen=True, slots=True)
class PagedCell:
    """A cell's columns, half-open, and its lines. Where a cell is merged downwards, the rows below
    have a cell without lines and region in its place."""

    columns: tuple[int, int]
    lines: tuple[PageLine, ...] = ()
    region: Region | None = None

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)


Row = tuple[PagedCell, ...]


@dataclass(frozen=True, slots=True)
class PagedTable:
    """A table whose first part stands on ``page`` with its upper edge at ``top``. ``widths`` are
    those of its columns in twips."""

    page: int
    top: float
    rows: tuple[Row, ...]
    widths: tuple[int, ...]


def join_tables(
    contents: Sequence[PageContent], lines: Mapping[int, Sequence[PageLine]]
) -> list[PagedTable]:
    """The tables of all pages; one that ends a page and one that begins the next with the same
    outer edges are one. ``lines`` are those outside tables, by page."""
    groups: list[list[tuple[PageContent, RuledTable]]] = []
    for content in contents:
        for table in content.tables:
            if groups and _goes_on(groups[-1][-1], (content, table), lines):
                groups[-1].append((content, table))
            else:
                groups.append([(content, table)])
    return [_join(group) for group in groups]


def _goes_on(
    upper: tuple[PageContent, RuledTable],
    lower: tuple[PageContent, RuledTable],
    lines: Mapping[int, Sequence[PageLine]],
) -> bool:
    (page, above), (next_page, below) = upper, lower
    if next_page.number != page.number + 1:
        return False
    a, b = above.box, below.box
    # scans of one table on two pages are only about as wide
    slack = max(_SAME_WIDTH, 0.02 * (a.right - a.left))
    if abs((a.right - a.left) - (b.right - b.left)) > slack:
        return False
    if any(line.box.top > a.bottom - 2 for line in lines[page.number]):
        return False
    if any(line.box.bottom < b.top + 2 for line in lines[next_page.number]):
        return False
    last = max(page.tables, key=lambda t: t.box.bottom)
    first = min(next_page.tables, key=lambda t: t.box.top)
    return last is above and first is below


def _join(parts: Sequence[tuple[PageContent, RuledTable]]) -> PagedTable:
    """One grid on the edges of all parts."""
    content, first = parts[0]
    shifted = [
        (page, table, [x - table.xs[0] + first.xs[0] for x in table.xs]) for page, table in parts
    ]
    edges: list[float] = []
    for x in sorted(x for _, _, xs in shifted for x in xs):
        if not edges or x - edges[-1] > _NEAR:
            edges.append(x)
    rows: list[Row] = []
    for page, table, xs in shifted:
        place = [_find_nearest(edges, x) for x in xs]
        place[-1] = len(edges) - 1
        part = [_read_row(page.number, table, place, row) for row in range(len(table.ys) - 1)]
        rows = [*rows[:-1], *_mend(rows[-1], part)] if rows and part else [*rows, *part]
    widths = tuple(round((b - a) * _TWIPS) for a, b in pairwise(edges))
    return PagedTable(content.number, first.box.top, tuple(rows), widths)


def _find_nearest(edges: Sequence[float], x: float) -> int:
    return min(range(len(edges)), key=lambda k: abs(edges[k] - x))


def _read_row(page: int, table: RuledTable, place: Sequence[int], row: int) -> Row:
    return tuple(
        PagedCell(
            (place[cell.columns[0]], place[cell.columns[1]]),
            tuple(build_lines(page, cell.runs)) if cell.rows[0] == row else (),
            Region(page, cell.box) if cell.rows[0] == row else None,
        )
        for cell in sorted(table.cells, key=lambda c: c.columns)
        if cell.rows[0] <= row < cell.rows[1] and place[cell.columns[0]] < place[cell.columns[1]]
    )


def _mend(last: Row, part: Sequence[Row]) -> Iterator[Row]:
    """The last row above a break and those below it, what the break tore put together: a label of
    which the rest stands below it, or a row whose label stands above and figures below."""
    top = list(part[0])
    upper = list(last)
    for k, cell in enumerate(upper):
        at = next((i for i, c in enumerate(top) if c.columns == cell.columns and c.text), None)
        if at is None or not cell.text:
            continue
        whole = _reduce(cell.text + top[at].text)
        labels = _load_labels()
        if whole in labels and (
            _reduce(cell.text) not in labels or _reduce(top[at].text) not in labels
        ):
            upper[k] = replace(cell, lines=(*cell.lines, *top[at].lines))
            top[at] = replace(top[at], lines=())
    mended = upper != list(last)
    if mended and not any(c.text for c in top):
        yield tuple(upper)
        yield from part[1:]
        return
    if mended and _complements(upper, top):
        yield tuple(
            next((c for c in top if c.columns == cell.columns and c.text), cell) for cell in upper
        )
        yield from part[1:]
        return
    yield tuple(upper)
    yield tuple(top)
    yield from part[1:]


def _complements(upper: Sequence[PagedCell], top: Sequence[PagedCell]) -> bool:
    """True where the row below has text only where the row above has none, in the same cells."""
    filled = {c.columns for c in upper if c.text}
    places = {c.columns for c in upper}
    below = {c.columns for c in top if c.text}
    figures = any(c.text.strip().isdigit() for c in upper)
    return bool(below) and below <= places and not below & filled and not figures


def _reduce(text: str) -> str:
    return _LOOSE.sub("", text)


@cache
def _load_labels() -> frozenset[str]:
    """The labels of rows and groups of all forms, in all known wordings."""
    return frozenset(
        _reduce(label)
        for form in load_forms()
        for table in form.tables
        for block in table.blocks
        for row in block.rows
        for label in (*row.path, *row.variants)
    )
