"""Ruled tables put together over page breaks, as rows of cells on one grid.

A break cuts a table between its rows or through a row; then the label of the row, or that of its
group, goes on at the top of the next page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise, takewhile
from typing import Final

from documents.forms import load_forms
from documents.places import Region
from ingest.pagelines import PageLine, build_lines
from ingest.pages import PageContent, RuledCell, RuledTable

_NEAR: Final = 3.0
_SAME_WIDTH: Final = 8.0
_SHARED: Final = 0.7
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
    shown = [c for c in contents if c.tables or lines[c.number]]
    for content in shown:
        for table in content.tables:
            if groups and _goes_on(groups[-1][-1], (content, table), lines):
                groups[-1].append((content, table))
            else:
                groups.append([(content, table)])
    return [_join(group) for group in groups]


def absorb_labels(
    contents: Sequence[PageContent], lines: Mapping[int, Sequence[PageLine]]
) -> tuple[list[PageContent], dict[int, list[PageLine]]]:
    """The pages with labels put into the cells that they ran out of: a browser writes the label of
    a merged cell that a page break cuts below the table's part on the page."""
    kept = {page: list(own) for page, own in lines.items()}
    filled: list[PageContent] = []
    for content in contents:
        last = max(content.tables, key=lambda t: t.box.bottom, default=None)
        below = [x for x in kept[content.number] if last and x.box.top > last.box.bottom - 2]
        cell = _find_open_cell(last, below) if last and below else None
        if last is None or cell is None:
            filled.append(content)
            continue
        runs = tuple(run for line in below for run in line.runs)
        cells = tuple(replace(c, runs=runs) if c is cell else c for c in last.cells)
        tables = tuple(replace(t, cells=cells) if t is last else t for t in content.tables)
        filled.append(replace(content, tables=tables))
        kept[content.number] = [x for x in kept[content.number] if x not in below]
    return filled, kept


def _find_open_cell(table: RuledTable, lines: Sequence[PageLine]) -> RuledCell | None:
    """The empty cell in the last row that the lines, together a label, stand right under."""
    if _reduce("".join(line.text for line in lines)) not in _load_labels():
        return None
    left, right = min(x.box.left for x in lines), max(x.box.right for x in lines)
    for cell in table.cells:
        within = cell.box.left - 1 <= left and right <= cell.box.right + 1
        if cell.rows[1] == len(table.ys) - 1 and within and not cell.runs:
            return cell
    return None


def _goes_on(
    upper: tuple[PageContent, RuledTable],
    lower: tuple[PageContent, RuledTable],
    lines: Mapping[int, Sequence[PageLine]],
) -> bool:
    (page, above), (next_page, below) = upper, lower
    if page is next_page:
        return False
    a, b = above.box, below.box
    # scans of one table on two pages are only about as wide
    slack = max(_SAME_WIDTH, 0.02 * (a.right - a.left))
    if abs((a.right - a.left) - (b.right - b.left)) > slack:
        return False
    if not _shares_edges(above, below):
        return False
    if any(line.box.top > a.bottom - 2 for line in lines[page.number]):
        return False
    if any(line.box.bottom < b.top + 2 for line in lines[next_page.number]):
        return False
    last = max(page.tables, key=lambda t: t.box.bottom)
    first = min(next_page.tables, key=lambda t: t.box.top)
    between = any(page.number < number < next_page.number for number in lines if lines[number])
    return last is above and first is below and not between


def _shares_edges(above: RuledTable, below: RuledTable) -> bool:
    """True where the columns of the one with fewer are made of whole columns of the other."""
    few, many = sorted((above.xs, below.xs), key=len)
    shift = many[0] - few[0]
    met = sum(any(abs(x + shift - other) <= _NEAR for other in many) for x in few)
    return met >= _SHARED * len(few)


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
        part = part[_count_repeated(rows, part) :]
        rows = _mend(rows, part) if rows and part else [*rows, *part]
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


def _count_repeated(rows: Sequence[Row], part: Sequence[Row]) -> int:
    """How many rows of the table's head a page begins with once more."""
    same = (_read_texts(own) == _read_texts(first) for own, first in zip(part, rows, strict=False))
    count = sum(1 for _ in takewhile(bool, same))
    return count if any(any(_read_texts(row)) for row in part[:count]) else 0


def _read_texts(row: Row) -> list[tuple[tuple[int, int], str]]:
    return [(cell.columns, cell.text) for cell in row]


def _mend(above: list[Row], part: Sequence[Row]) -> list[Row]:
    """The rows above a break and those below it, what the break tore put together: a label of
    which the rest stands below it, or a row whose label stands above and figures below."""
    rows = list(above)
    top = list(part[0])
    mended = False
    for k, cell in enumerate(top):
        at = _find_owner(rows, cell.columns)
        if at is None or not cell.text:
            continue
        row, place = at
        owner = rows[row][place]
        if not _is_torn(owner.text, cell.text):
            continue
        whole = replace(owner, lines=(*owner.lines, *cell.lines))
        rows[row] = (*rows[row][:place], whole, *rows[row][place + 1 :])
        top[k] = replace(cell, lines=())
        mended = True
    if mended and not any(c.text for c in top):
        return [*rows, *part[1:]]
    if mended and _complements(rows[-1], top):
        rows[-1] = tuple(
            next((c for c in top if c.columns == cell.columns and c.text), cell)
            for cell in rows[-1]
        )
        return [*rows, *part[1:]]
    return [*rows, tuple(top), *part[1:]]


def _find_owner(rows: Sequence[Row], columns: tuple[int, int]) -> tuple[int, int] | None:
    """The cell with these columns that reaches down to the last row: its row and place there."""
    for row in range(len(rows) - 1, -1, -1):
        place = next((k for k, c in enumerate(rows[row]) if c.columns == columns), None)
        if place is None:
            return None
        if rows[row][place].region is not None:
            return (row, place) if rows[row][place].text else None
    return None


def _is_torn(upper: str, lower: str) -> bool:
    """True for the two ends of one label, of which at least one is no label by itself."""
    labels = _load_labels()
    parts = _reduce(upper) in labels, _reduce(lower) in labels
    return _reduce(upper + lower) in labels and not all(parts)


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
    """The labels of rows, groups and columns of all forms, in all known wordings."""
    blocks = [b for form in load_forms() for table in form.tables for b in table.blocks]
    rows = [label for b in blocks for r in b.rows for label in (*r.path, *r.variants)]
    columns = [label for b in blocks for c in b.columns for label in (c.label, *c.variants)]
    heads = [label for b in blocks for label in (b.caption, b.corner, b.header) if label]
    return frozenset(map(_reduce, (*rows, *columns, *heads)))
