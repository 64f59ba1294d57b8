"""A table read by where its words stand on the pages, without any ruling line.

Row labels give the heights, the figures themselves and the column labels the columns; a figure
belongs to the row and the column that it stands in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise
from typing import Final

from documents.forms import Block, Row, TableForm, load_form, load_forms
from documents.layout import Layout
from documents.places import Box, Region, Span
from documents.tables import Cell, CellKey, CellState, Table
from tables.bands import find_bands, take_lines
from tables.fields import cut_fields
from tables.figures import Figure, find_figures, join_broken, list_lines
from tables.folding import fold
from tables.stream import read_stream
from tables.tokens import Token
from tables.values import scale_amount

PLACED: Final = 0.97
"""The confidence of a cell whose figure stands in its row and column and nowhere else."""
_AROUND: Final = 200  # code points before and behind a table that may hold rows of it
_MOST_FIGURES: Final = 1000  # a form has 175 cells at the most
_WIDE: Final = 4  # figures in a line that no page number or date has


def read_positions(layout: Layout, tables: Sequence[Table]) -> tuple[Table, ...]:
    """For every table the same table as its pages show it, in their order; of the other form
    where only that has a row for every line of figures.

    A cell of which the positions tell nothing is ``unreadable`` with confidence 0. A row is
    ``missing`` only where every figure around has found its place in another.
    """
    text = fold(layout.text)
    return tuple(
        _read_table(layout, text, table, _get_reach(layout, tables, k))
        for k, table in enumerate(tables)
    )


def _get_reach(layout: Layout, tables: Sequence[Table], at: int) -> Span:
    """The table's part of the text, and a little more where rows may have been left outside."""
    own = tables[at].span or Span(0, 0)
    spans = [t.span for k, t in enumerate(tables) if t.span and k != at]
    before = max((s.end for s in spans if s.end <= own.start), default=0)
    behind = min((s.start for s in spans if s.start >= own.end), default=len(layout.text))
    return Span(max(before, own.start - _AROUND), min(behind, own.end + _AROUND))


def _read_table(layout: Layout, text: str, table: Table, reach: Span) -> Table:
    assert table.form in ("v2019", "v2021")
    form = load_form(table.form).table(table.kind)
    figures = list(islice(find_figures(layout, text, reach), _MOST_FIGURES))
    tokens = read_stream(cut_fields(reach.cut(text), reach.start))
    if form.kind == "disputes":
        found: _Found = _read_across(layout, form.blocks[0], tokens, figures)
    else:
        found, homeless = _read_down(layout, form, tokens, figures)
        if len(homeless) >= _WIDE:
            # rows too many for the form may be those of the other
            other = next(own for own in load_forms() if own.version != table.form)
            rival, left = _read_down(layout, other.table(table.kind), tokens, figures)
            if len(left) + _WIDE <= len(homeless):
                form, found = other.table(table.kind), rival
    cells = tuple(
        _read_cell(layout, form, key, found) for b in form.blocks for key in b.list_keys()
    )
    return Table(table.kind, form.version, table.location, cells, table.span)


_Found = Mapping[CellKey, Figure | CellState]
"""What stands in a cell, or ``blank`` or ``missing``; cells that are not told are not in it."""


def _read_cell(layout: Layout, form: TableForm, key: CellKey, found: _Found) -> Cell:
    if key not in found:
        return Cell(*key, None, "", None, "unreadable", 0.0)
    figure = found[key]
    if not isinstance(figure, Figure):
        return Cell(*key, None, "", None, figure, PLACED)
    value = scale_amount(figure.value, form.column(key).unit)
    state = "inferred" if figure.broken and value.state == "number" else value.state
    confidence = 0.0 if state == "unreadable" else PLACED
    raw = figure.span.cut(layout.text)
    return Cell(*key, value.amount, raw, value.unit, state, confidence, figure.span)


def _read_down(
    layout: Layout, form: TableForm, tokens: Sequence[Token], figures: Sequence[Figure]
) -> tuple[dict[CellKey, Figure | CellState], list[Figure]]:
    """What stands in each cell, and the figures that found no row."""
    rows = [(block, row) for block in form.blocks for row in block.rows]
    bands = find_bands(layout, form, tokens, figures)
    widths = [len(block.columns) for block, _ in rows]
    lines, homeless = take_lines(widths, bands, figures)
    found: dict[CellKey, Figure | CellState] = {}
    for block in form.blocks:
        own = {
            row: join_broken(lines[k])
            for k, (b, row) in enumerate(rows)
            if b is block and k in lines
        }
        headers = _find_headers(layout, form, block, tokens)
        found.update(_read_block(block, own, headers))
    if not homeless:
        for k, (block, own_row) in enumerate(rows):
            if k not in lines:
                found.update((CellKey(own_row.id, c.id), "missing") for c in block.columns)
    return found, homeless


def _find_headers(
    layout: Layout, form: TableForm, block: Block, tokens: Sequence[Token]
) -> dict[str, tuple[float, float]]:
    """How far each column label of the block reaches from left to right; those met once."""
    met: dict[str, list[Region]] = defaultdict(list)
    ids = {column.id for column in block.columns}
    for token in tokens:
        meaning = token.label.means(form.kind, "column") if token.label else None
        if meaning is not None and meaning.id in ids:
            met[meaning.id] += layout.locate(Span(token.start, token.end))[:1]
    return {
        column: (regions[0].box.left, regions[0].box.right)
        for column, regions in met.items()
        if regions
    }


def _read_block(
    block: Block,
    lines: Mapping[Row, Sequence[Figure]],
    headers: Mapping[str, tuple[float, float]],
) -> Iterator[tuple[CellKey, Figure | CellState]]:
    columns = [column.id for column in block.columns]
    extents = _find_extents(columns, list(lines.values()), headers)
    for row, figures in lines.items():
        placed = _place_line(columns, figures, extents)
        for column, figure in placed.items():
            yield CellKey(row.id, column), figure


def _find_extents(
    columns: Sequence[str],
    lines: Sequence[Sequence[Figure]],
    headers: Mapping[str, tuple[float, float]],
) -> list[tuple[float, float]] | None:
    """From where to where each column's figures reach: told by the rows that are full, else by
    the column labels."""
    full = [line for line in lines if len(line) == len(columns)]
    if full:
        ordered = zip(*full, strict=True)
        extents = [(min(f.box.left for f in own), max(f.box.right for f in own)) for own in ordered]
    elif len(headers) == len(columns):
        extents = [headers[column] for column in columns]
    else:
        return None
    apart = all(a[1] <= b[0] for a, b in pairwise(extents))
    return extents if apart else None


def _place_line(
    columns: Sequence[str],
    figures: Sequence[Figure],
    extents: Sequence[tuple[float, float]] | None,
) -> dict[str, Figure | CellState]:
    """The figures of one row by column; empty where they do not tell theirs."""
    if len(columns) == 1 and len(figures) < 2:
        return {columns[0]: figures[0] if figures else "blank"}
    if extents is None:
        return {}
    placed: dict[str, Figure | CellState] = dict.fromkeys(columns, "blank")
    for figure in figures:
        at = _find_column(figure, extents)
        if at is None or placed[columns[at]] != "blank":
            return {}
        placed[columns[at]] = figure
    return placed


def _find_column(figure: Figure, extents: Sequence[tuple[float, float]]) -> int | None:
    """The column in which the figure stands, or by far the nearest."""
    away = sorted(
        (max(left - figure.centre, figure.centre - right, 0.0), k)
        for k, (left, right) in enumerate(extents)
    )
    if len(away) > 1 and away[1][0] < max(2 * away[0][0], 1.0):
        return None
    return away[0][1]


def _read_across(
    layout: Layout, block: Block, tokens: Sequence[Token], figures: Sequence[Figure]
) -> dict[CellKey, Figure | CellState]:
    """The table whose rows stand side by side: one line of figures under the column labels."""
    keys = [str(key) for key in block.list_keys()]
    names = {column.id for column in block.columns}
    heads = [
        region
        for token in tokens
        if token.label is not None
        and (meaning := token.label.means("disputes", "column")) is not None
        and meaning.id in names
        and (region := _join_regions(layout.locate(Span(token.start, token.end)))) is not None
    ]
    if not heads:
        return {}
    floor = max((head.page, head.box.bottom) for head in heads)
    below = _take_block(f for f in figures if (f.page, f.middle) > floor)
    headers: dict[str, tuple[float, float]] = {}
    if len(heads) == len(keys):
        heads.sort(key=lambda head: head.box.left)
        headers = {
            key: (head.box.left, head.box.right) for key, head in zip(keys, heads, strict=True)
        }
    placed = _place_line(keys, below, _find_extents(keys, [below], headers))
    return {CellKey.parse(key): figure for key, figure in placed.items()}


def _take_block(figures: Iterable[Figure]) -> list[Figure]:
    """The figures of the first line and of those close beneath, which go on with its digits."""
    block: list[Figure] = []
    for line in list_lines(figures):
        first, last = line[0], block[-1] if block else line[0]
        if first.page != last.page or first.middle - last.middle > 2 * (
            last.box.bottom - last.box.top
        ):
            break
        block += line
    return join_broken(block)


def _join_regions(regions: Sequence[Region]) -> Region | None:
    """The box around the regions of the first one's page."""
    if not regions:
        return None
    boxes = [r.box for r in regions if r.page == regions[0].page]
    return Region(regions[0].page, Box.around(boxes))
