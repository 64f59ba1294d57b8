"""A table read by where its words stand on the pages, without any ruling line.

Row labels give the heights, the figures themselves and the column labels the columns; a figure
belongs to the row and the column that it stands in.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import groupby, islice, pairwise
from typing import Final, NamedTuple

from documents.forms import Block, Row, TableForm, load_form, load_forms
from documents.layout import Layout
from documents.places import Box, Region, Span
from documents.tables import Cell, CellKey, CellState, Table, TableKind
from tables.anchors import find_anchors
from tables.fields import cut_fields
from tables.folding import fold
from tables.labels import reduce_label
from tables.rows import FormRow
from tables.runs import find_label, find_value
from tables.stream import read_stream
from tables.tokens import Token
from tables.values import BROKEN, Value, scale_amount

PLACED: Final = 0.97
"""The confidence of a cell whose figure stands in its row and column and nowhere else."""
_AROUND: Final = 200  # code points before and behind a table that may hold rows of it
_WORD: Final = re.compile(r"\S+")
_PART: Final = re.compile(r"\S+(?: \S+)*")  # what stands between wide gaps
_LONGEST_LINE: Final = 200  # of a table; prose is of no interest
_MOST_FIGURES: Final = 1000  # a form has 175 cells at the most
_GAP: Final = 4  # code points between the two lines of one cell
_NEAR: Final = 1.2  # heights of a figure between it and its row's label
_WIDE: Final = 4  # figures in a line that no page number or date has
_CLOSE: Final = 2.0  # heights of a figure between two lines of one cell
_FEW: Final = 3  # labels that must bear out the order of the lines
_LEAST_AGREEMENT: Final = 0.9
_LEAST_WEIGHT: Final = 1
_FILLED_WEIGHT: Final = 4


class Figure(NamedTuple):
    """A figure, slash or the like, and where it stands; ``broken`` where its digits go on in a
    second line, as in a cell too narrow for them."""

    text: str
    span: Span
    page: int
    box: Box
    value: Value
    broken: bool = False

    @property
    def middle(self) -> float:
        return (self.box.top + self.box.bottom) / 2

    @property
    def height(self) -> float:
        return self.box.bottom - self.box.top

    @property
    def centre(self) -> float:
        return (self.box.left + self.box.right) / 2


class Band(NamedTuple):
    """The part of a page where the label of the form's ``row``, counted from 0, stands."""

    row: int
    page: int
    top: float
    bottom: float


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
    figures = list(islice(_find_figures(layout, text, reach), _MOST_FIGURES))
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


def _find_figures(layout: Layout, text: str, reach: Span) -> Iterator[Figure]:
    """The words of the pieces that are figures and their like, with wide gaps around them or
    nothing but figures."""
    for piece in layout.find_pieces(reach):
        if piece.span.length > _LONGEST_LINE:
            continue
        for part in _PART.finditer(text, piece.span.start, piece.span.end):
            words = [Span(word.start(), word.end()) for word in _WORD.finditer(text, *part.span())]
            values = [find_value(word.cut(text)) for word in words]
            if all(values):
                for word, value in zip(words, values, strict=True):
                    assert value is not None
                    box = piece.cut(word).box
                    yield Figure(word.cut(text), word, piece.region.page, box, value)


def _join_broken(line: Iterable[Figure]) -> list[Figure]:
    """The figures of a row from left to right, those whose digits stand in several lines as one."""
    stacks: list[list[Figure]] = []
    right = 0.0
    for figure in sorted(line, key=_get_left):
        if stacks and figure.page == stacks[-1][0].page and figure.box.left < right:
            stacks[-1].append(figure)
            right = max(right, figure.box.right)
        else:
            stacks.append([figure])
            right = figure.box.right
    return [reduce(_join, sorted(stack, key=_get_top)) for stack in stacks]


def _join(upper: Figure, lower: Figure) -> Figure:
    text = upper.text + lower.text
    beneath = 0 <= lower.middle - upper.box.bottom <= lower.height
    stacked = beneath and upper.value is not BROKEN
    value = (find_value(text) if stacked else None) or BROKEN
    close = 0 <= lower.span.start - upper.span.end <= _GAP
    span = upper.span.join(lower.span) if close else upper.span
    box = Box(
        min(upper.box.left, lower.box.left),
        upper.box.top,
        max(upper.box.right, lower.box.right),
        lower.box.bottom,
    )
    return Figure(text, span, upper.page, box, value, broken=True)


def _read_down(
    layout: Layout, form: TableForm, tokens: Sequence[Token], figures: Sequence[Figure]
) -> tuple[dict[CellKey, Figure | CellState], list[Figure]]:
    """What stands in each cell, and the figures that found no row."""
    rows = [(block, row) for block in form.blocks for row in block.rows]
    bands = _find_bands(layout, form, tokens, figures)
    widths = [len(block.columns) for block, _ in rows]
    lines, homeless = _take_in_order(widths, bands, figures) or _take_by_label(
        widths, bands, figures
    )
    found: dict[CellKey, Figure | CellState] = {}
    for block in form.blocks:
        own = {
            row: _join_broken(lines[k])
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


def _take_in_order(
    widths: Sequence[int], bands: Sequence[Band], figures: Sequence[Figure]
) -> tuple[dict[int, list[Figure]], list[Figure]] | None:
    """The rows of a wide table by the order of its lines, if there is a line for each and hardly a
    label stands beside another row's; and the figures that are left."""
    least = min(widths) // 2 + 1
    if least < _WIDE:
        return None
    lines: list[list[Figure]] = []
    left: list[Figure] = []
    for line in _list_lines(figures):
        if len(line) < least:
            left += line
        else:
            lines.append(line)
    if len(lines) != len(widths):
        return None
    homeless = [figure for figure in left if not _go_on_beneath(figure, lines)]
    beside = [
        band.row == row
        for row, line in enumerate(lines)
        for band in bands
        if any(_covers(band, figure) for figure in line)
    ]
    if len(beside) < _FEW or sum(beside) < _LEAST_AGREEMENT * len(beside):
        return None
    return dict(enumerate(lines)), homeless


def _go_on_beneath(figure: Figure, lines: Sequence[list[Figure]]) -> bool:
    """Adds to the nearest line a figure so close that it may be the rest of one of its own."""
    near = [
        line
        for line in lines
        if line[0].page == figure.page
        and abs(line[0].middle - figure.middle) <= _CLOSE * figure.height
    ]
    if near:
        min(near, key=lambda line: abs(line[0].middle - figure.middle)).append(figure)
    return bool(near)


def _take_by_label(
    widths: Sequence[int], bands: Sequence[Band], figures: Sequence[Figure]
) -> tuple[dict[int, list[Figure]], list[Figure]]:
    """The figures of the rows whose labels stand beside them, and the figures that are left."""
    lines: dict[int, list[Figure]] = {band.row: [] for band in bands}
    homeless: list[Figure] = []
    for figure in figures:
        row = _find_row(figure, bands)
        if row is None:
            homeless.append(figure)
        else:
            lines[row].append(figure)
    homeless = _fill_gaps(widths, bands, homeless, lines)
    for band in bands:
        # a figure that may be the row's is nobody's: then the row cannot be told
        if any(_is_beside(band, figure) for figure in homeless):
            lines.pop(band.row, None)
    return lines, homeless


def _find_bands(
    layout: Layout, form: TableForm, tokens: Sequence[Token], figures: Sequence[Figure]
) -> list[Band]:
    """The heaviest chain of row labels that follow each other down the pages as they do in the
    form; a label beside figures weighs most."""
    rows = [FormRow(row, len(b.columns)) for b in form.blocks for row in b.rows]
    found = [
        bands
        for row, label in _list_labels(layout, rows, form.kind, tokens)
        if (bands := list(_list_bands(layout, row, label)))
    ]
    found.sort(key=lambda bands: bands[0][1:])
    best: list[tuple[int, int]] = []
    for k, bands in enumerate(found):
        filled = any(_covers(band, figure) for band in bands for figure in figures)
        before = [(best[j][0], j) for j in range(k) if found[j][0].row < bands[0].row]
        score, link = max(before, default=(0, -1))
        best.append((score + (_FILLED_WEIGHT if filled else _LEAST_WEIGHT), link))
    chain: list[Band] = []
    at = max(range(len(best)), key=lambda k: best[k][0], default=-1)
    while at >= 0:
        chain = found[at] + chain
        at = best[at][1]
    return chain


def _list_labels(
    layout: Layout, rows: Sequence[FormRow], kind: TableKind, tokens: Sequence[Token]
) -> Iterator[tuple[int, Span]]:
    """The row labels of the text, and those that are whole lines on their page, as where the text
    has several labels in one cell."""
    known: set[int] = set()
    for anchor in find_anchors(rows, kind, tokens):
        known.add(anchor.row)
        yield anchor.row, Span(tokens[anchor.at].start, tokens[anchor.at].end)
    places = {form_row.row.id: k for k, form_row in enumerate(rows)}
    if not tokens or len(known) == len(rows):
        return
    lines = layout.find_pieces(Span(tokens[0].start, tokens[-1].end))
    for piece in islice(lines, _MOST_FIGURES):
        label = find_label(fold(piece.span.cut(layout.text)))
        meaning = label.means(kind, "row") if label else None
        row = places.get(meaning.id) if meaning else None
        if row is not None and row not in known:
            yield row, piece.span


def _list_bands(layout: Layout, row: int, span: Span) -> Iterator[Band]:
    """The label's band on each page that it stands on, brackets of the next label aside."""
    regions = [
        piece.cut(span)
        for piece in layout.find_pieces(span)
        if reduce_label(
            layout.text[max(span.start, piece.span.start) : min(span.end, piece.span.end)]
        )
    ]
    for page, group in groupby(regions, key=lambda region: region.page):
        own = [region.box for region in group]
        yield Band(row, page, min(box.top for box in own), max(box.bottom for box in own))


def _covers(band: Band, figure: Figure) -> bool:
    return band.page == figure.page and band.top <= figure.middle <= band.bottom


def _is_beside(band: Band, figure: Figure) -> bool:
    """True where the figure stands at the label's height or not far from it."""
    return band.page == figure.page and _get_gap(band, figure) <= _NEAR * figure.height


def _get_gap(band: Band, figure: Figure) -> float:
    return max(band.top - figure.middle, figure.middle - band.bottom, 0.0)


def _find_row(figure: Figure, bands: Iterable[Band]) -> int | None:
    """The row whose label stands at the figure's height, or by far the nearest to it."""
    away = sorted((_get_gap(b, figure), b.row) for b in bands if _is_beside(b, figure))
    if not away or any(
        row != away[0][1] and gap < max(2 * away[0][0], 0.2) for gap, row in away[1:]
    ):
        return None
    return away[0][1]


def _fill_gaps(
    widths: Sequence[int],
    bands: Sequence[Band],
    homeless: Sequence[Figure],
    lines: dict[int, list[Figure]],
) -> list[Figure]:
    """Gives whole lines of figures to the rows whose labels were not recognised, where between two
    known rows there are as many of either; returns the figures that are left."""
    left = _list_lines(homeless)
    ends = [Band(-1, 0, 0.0, 0.0), *bands, Band(len(widths), sys.maxsize, 0.0, 0.0)]
    for upper, lower in pairwise(ends):
        rows = range(upper.row + 1, lower.row)
        between = [
            line
            for line in left
            if (upper.page, upper.bottom) < (line[0].page, line[0].middle) < (lower.page, lower.top)
        ]
        fits = [len(_join_broken(line)) for line in between] == [widths[row] for row in rows]
        if rows and fits:
            lines.update(zip(rows, between, strict=True))
            left = [line for line in left if line not in between]
    return [figure for line in left for figure in line]


def _list_lines(figures: Iterable[Figure]) -> list[list[Figure]]:
    """The figures that stand at one height, from the top down."""
    lines: list[list[Figure]] = []
    for figure in sorted(figures, key=_get_height):
        last = lines[-1][0] if lines else None
        if last is not None and last.page == figure.page and figure.box.top < last.middle:
            lines[-1].append(figure)
        else:
            lines.append([figure])
    return lines


def _get_height(figure: Figure) -> tuple[int, float]:
    return figure.page, figure.middle


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


def _get_left(figure: Figure) -> float:
    return figure.box.left


def _get_top(figure: Figure) -> float:
    return figure.box.top


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
    for line in _list_lines(figures):
        first, last = line[0], block[-1] if block else line[0]
        if first.page != last.page or first.middle - last.middle > 2 * (
            last.box.bottom - last.box.top
        ):
            break
        block += line
    return _join_broken(block)


def _join_regions(regions: Sequence[Region]) -> Region | None:
    """The box around the regions of the first one's page."""
    if not regions:
        return None
    boxes = [r.box for r in regions if r.page == regions[0].page]
    return Region(
        regions[0].page,
        Box(
            min(b.left for b in boxes),
            min(b.top for b in boxes),
            max(b.right for b in boxes),
            max(b.bottom for b in boxes),
        ),
    )
