"""The ruled tables of a PDF page: its drawn lines to a grid that tiles the table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from pdfplumber.page import Page as PdfPage
from pdfplumber.table import TableFinder, merge_edges
from pdfplumber.utils.geometry import obj_to_edges

from documents.places import Box
from ingest.pages import RuledCell, RuledTable
from ingest.pdfchars import Glyph, build_runs
from ingest.pdfshapes import PageShapes, Shape, is_line

_NEAR: Final = 3.0
_STUB: Final = 4.0
_STRADDLED: Final = 0.2
_OVERFLOWS: Final = 0.5
"""The confidence in words that run over a wall: which cell they belong to is a guess."""


class _Edge(NamedTuple):
    """A drawn line: along ``at`` from ``start`` to ``stop``, horizontal lines at a height."""

    at: float
    start: float
    stop: float


def find_tables(
    page: PdfPage, shapes: PageShapes, glyphs: Sequence[Glyph]
) -> tuple[list[RuledTable], list[Glyph]]:
    """The ruled tables of two columns or more, and the characters outside them.

    Borders that a page break left out are drawn first: a browser prints none there, and the row
    would be lost without a word (pdfplumber issues 160 and 1240).
    """
    edges = list(_list_edges(shapes))
    if len(edges) < 4:
        return [], list(glyphs)
    tables: list[RuledTable] = []
    for bounds in _find_cells(page, _close_borders(edges)):
        table = _build_table(bounds)
        if table is not None:
            tables.append(table)
    tables = [t for t in tables if not any(_is_within(t, o) for o in tables if o is not t)]
    outside = list(glyphs)
    filled: list[RuledTable] = []
    for table in sorted(tables, key=lambda t: t.box.top):
        inside = [g for g in outside if _holds(table.box, g)]
        taken = {id(g) for g in inside}
        outside = [g for g in outside if id(g) not in taken]
        filled.append(RuledTable(table.xs, table.ys, tuple(_fill_cells(table, inside))))
    return filled, outside


def _list_edges(shapes: PageShapes) -> Iterator[Shape]:
    """The edges of what is drawn as a line: shaded areas have none."""
    for shape in shapes.drawn:
        if is_line(shape) or (shape.get("stroke") and shape.get("linewidth")):
            for edge in obj_to_edges(shape):
                if edge["orientation"] is not None:
                    yield edge


def _find_cells(
    page: PdfPage, edges: Sequence[Shape]
) -> Iterator[list[tuple[float, float, float, float]]]:
    settings = {
        "vertical_strategy": "explicit",
        "horizontal_strategy": "explicit",
        "explicit_vertical_lines": [e for e in edges if e["orientation"] == "v"],
        "explicit_horizontal_lines": [e for e in edges if e["orientation"] == "h"],
    }
    if min(len(v) for v in settings.values() if isinstance(v, list)) < 2:
        return
    for table in TableFinder(page, settings).tables:
        yield table.cells


def _close_borders(edges: list[Shape]) -> list[Shape]:
    joined = merge_edges(edges, _NEAR, _NEAR, _NEAR, _NEAR)
    across = [_Edge(e["top"], e["x0"], e["x1"]) for e in joined if e["orientation"] == "h"]
    down = [_Edge(e["x0"], e["top"], e["bottom"]) for e in joined if e["orientation"] == "v"]
    # what is left over where borders cross closes nothing
    across = [e for e in across if e.stop - e.start > _STUB]
    down = [e for e in down if e.stop - e.start > _STUB]
    # a page break leaves one border open at the least; a table without sides leaves all of them
    across += list(_close_ends(down, across, least=1))
    down += list(_close_ends(across, down, least=3))
    return [_draw(e.start, e.at, e.stop, e.at) for e in across] + [
        _draw(e.at, e.start, e.at, e.stop) for e in down
    ]


def _close_ends(lines: Sequence[_Edge], others: Sequence[_Edge], least: int) -> Iterator[_Edge]:
    """A line across where parallel lines end together, ``least`` of them or more without touching
    any other line, and none of them goes further."""
    ends = sorted([(e.start, e.at) for e in lines] + [(e.stop, e.at) for e in lines])
    for group in _cluster(ends):
        level = group[0][0]
        first, last = min(at for _, at in group), max(at for _, at in group)
        loose = sum(not any(_touches(o, level, at) for o in others) for _, at in group)
        crossed = any(
            e.start < level - _NEAR and e.stop > level + 2 * _NEAR and first <= e.at <= last
            for e in lines
        )
        if loose >= least and last - first > _NEAR and not crossed:
            yield _Edge(level, first - 1, last + 1)


def _touches(line: _Edge, level: float, at: float) -> bool:
    return abs(line.at - level) <= 2 * _NEAR and line.start - _NEAR <= at <= line.stop + _NEAR


def _cluster(ends: Sequence[tuple[float, float]]) -> Iterator[list[tuple[float, float]]]:
    group: list[tuple[float, float]] = []
    for end in ends:
        if group and end[0] - group[0][0] > _NEAR:
            yield group
            group = []
        group.append(end)
    if group:
        yield group


def _draw(left: float, top: float, right: float, bottom: float) -> Shape:
    return {
        "object_type": "line",
        "x0": left,
        "x1": right,
        "top": top,
        "bottom": bottom,
        "width": right - left,
        "height": bottom - top,
        "orientation": "h" if top == bottom else "v",
    }


def _build_table(bounds: Sequence[tuple[float, float, float, float]]) -> RuledTable | None:
    """The grid of the cells, with a cell for every place that the lines leave open."""
    xs = _merge_levels(x for b in bounds for x in (b[0], b[2]))
    ys = _merge_levels(y for b in bounds for y in (b[1], b[3]))
    if len(xs) < 3 or len(ys) < 2:
        return None
    cells: list[RuledCell] = []
    taken: set[tuple[int, int]] = set()
    by_size = sorted(bounds, key=lambda b: (b[2] - b[0]) * (b[3] - b[1]))
    for left, top, right, bottom in by_size:
        columns = _find_level(xs, left), _find_level(xs, right)
        rows = _find_level(ys, top), _find_level(ys, bottom)
        places = {(r, c) for r in range(*rows) for c in range(*columns)}
        if not places or places & taken:
            continue
        taken |= places
        cells.append(RuledCell(rows, columns, _bound(xs, ys, rows, columns)))
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) not in taken:
                rows, columns = (row, row + 1), (column, column + 1)
                cells.append(RuledCell(rows, columns, _bound(xs, ys, rows, columns)))
    cells.sort(key=lambda cell: (cell.rows[0], cell.columns[0]))
    return RuledTable(xs, ys, tuple(cells))


def _bound(
    xs: Sequence[float], ys: Sequence[float], rows: tuple[int, int], columns: tuple[int, int]
) -> Box:
    return Box(xs[columns[0]], ys[rows[0]], xs[columns[1]], ys[rows[1]])


def _merge_levels(levels: Iterable[float]) -> tuple[float, ...]:
    found: list[float] = []
    for level in sorted(set(levels)):
        if not found or level - found[-1] > _NEAR:
            found.append(level)
    return tuple(found)


def _find_level(levels: Sequence[float], value: float) -> int:
    return min(range(len(levels)), key=lambda k: abs(levels[k] - value))


def _is_within(table: RuledTable, other: RuledTable) -> bool:
    a, b = table.box, other.box
    return (
        b.left - _NEAR <= a.left
        and a.right <= b.right + _NEAR
        and b.top - _NEAR <= a.top
        and a.bottom <= b.bottom + _NEAR
    )


def _holds(box: Box, glyph: Glyph) -> bool:
    x, y = glyph.centre
    return box.left - 1 <= x <= box.right + 1 and box.top - 1 <= y <= box.bottom + 1


def _fill_cells(table: RuledTable, glyphs: Sequence[Glyph]) -> Iterator[RuledCell]:
    owner = {
        (row, column): k
        for k, cell in enumerate(table.cells)
        for row in range(*cell.rows)
        for column in range(*cell.columns)
    }
    inside: list[list[Glyph]] = [[] for _ in table.cells]
    for word in _cut_words(glyphs):
        places = [_place(table, owner, glyph) for glyph in word]
        whole = _straddles(word, table)
        if whole:
            middle = (word[0].left + word[-1].right) / 2
            row = _find_interval(table.ys, word[0].centre[1])
            places = [owner[row, _find_interval(table.xs, middle)]] * len(word)
        over = whole or len(set(places)) > 1
        for glyph, place in zip(word, places, strict=True):
            inside[place].append(glyph._replace(sure=glyph.sure and not over))
    for cell, own in zip(table.cells, inside, strict=True):
        runs = tuple(
            run._replace(confidence=_OVERFLOWS)
            if run.confidence == 0 and "\ufffd" not in run.text
            else run
            for run in build_runs(own)
        )
        yield RuledCell(cell.rows, cell.columns, cell.box, runs)


def _place(table: RuledTable, owner: Mapping[tuple[int, int], int], glyph: Glyph) -> int:
    x, y = glyph.centre
    return owner[_find_interval(table.ys, y), _find_interval(table.xs, x)]


def _find_interval(levels: Sequence[float], value: float) -> int:
    for k, (_, end) in enumerate(pairwise(levels)):
        if value < end:
            return k
    return len(levels) - 2


def _cut_words(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Figures and the like that are drawn in one go, and all other characters singly."""
    word: list[Glyph] = []
    for glyph in glyphs:
        if word and not _goes_on(word[-1], glyph):
            yield word
            word = []
        word.append(glyph)
    if word:
        yield word


def _goes_on(before: Glyph, glyph: Glyph) -> bool:
    narrow = all(len(g.text) == 1 and g.text in "0123456789.,-+%" for g in (before, glyph))
    size = glyph.bottom - glyph.top
    beside = abs(glyph.left - before.right) < 0.15 * size
    return narrow and beside and abs(glyph.top - before.top) < 0.3 * size


def _straddles(word: Sequence[Glyph], table: RuledTable) -> bool:
    """True where a wall goes through a figure's character: it is too wide for its cell."""
    inner = [glyph for glyph in word for x in table.xs[1:-1] if _is_cut(glyph, x)]
    return len(word) > 1 and bool(inner)


def _is_cut(glyph: Glyph, x: float) -> bool:
    margin = _STRADDLED * (glyph.right - glyph.left)
    return glyph.left + margin < x < glyph.right - margin
