"""Tables of a web page: which rows are data, and where each cell stands on the true grid."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from lxml.etree import _Element, iterwalk

from ingest.grids import Grid, GridCell, write_blocks

CELLS: Final = ("td", "th")
_WIDEST_SPAN: Final = 1000
"""Of a ``colspan``; ``_TALLEST_SPAN`` of a ``rowspan`` (HTML Standard, 4.9.11)."""
_TALLEST_SPAN: Final = 65_534
_MOST_COLUMNS: Final = 100
_MOST_PLACES: Final = 100_000


@dataclass(frozen=True, slots=True)
class WebRow:
    """``group`` is the row group: no cell is merged beyond it (HTML Standard, 4.9.12)."""

    group: _Element
    cells: tuple[_Element, ...]


Place = tuple[int, int, _Element | None]
"""A cell and the grid columns that it covers, half-open."""


class _Hanging(NamedTuple):
    """A cell that goes on in the rows below, ``left`` of them."""

    start: int
    stop: int
    left: int


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row's places from left to right; a null where a cell from above goes on."""

    cells: tuple[Place, ...]


class SpansRefused(Exception):
    """The table's spans would make a grid beyond all measure."""


def find_frames(root: _Element) -> set[_Element]:
    """The cells that hold a table of several cells: they lay out the page. Linear time."""
    frames: set[_Element] = set()
    cells: list[_Element] = []
    tables: list[list[int]] = []  # of each open table: its cells, the tables in it
    for event, element in iterwalk(root, events=("start", "end"), tag=("table", *CELLS)):
        is_table = element.tag == "table"
        if event == "start":
            if is_table:
                tables.append([0, 0])
            else:
                cells.append(element)
                if tables:
                    tables[-1][0] += 1
        elif not is_table:
            cells.pop()
        else:
            own, inner = tables.pop()
            if tables:
                tables[-1][1] += 1
            if cells and (own > 1 or inner):
                frames.add(cells[-1])
    return frames


def list_rows(
    table: _Element, is_left_out: Callable[[_Element], bool]
) -> Iterator[WebRow | _Element | str]:
    """The rows in order, and between them what stands in the table outside of any cell.

    Cells without a row make one, as browsers do."""
    stray: list[_Element] = []
    stack: list[tuple[_Element, _Element] | str] = [(table, table)]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            if item.strip():
                yield item
            continue
        element, group = item
        if is_left_out(element):
            continue
        if element.tag in CELLS:
            stray.append(element)
            continue
        if stray:
            yield WebRow(group, tuple(stray))
            stray = []
        if element.tag == "tr":
            yield WebRow(group, tuple(_list_cells(element, is_left_out)))
        elif element.tag == "caption" or (element.tag == "table" and element is not table):
            yield element
        else:
            if element.tag in ("thead", "tbody", "tfoot"):
                group = element
            for child in reversed(element):
                if child.tail:
                    stack.append(child.tail)
                if isinstance(child.tag, str):
                    stack.append((child, group))
            if element.text:
                stack.append(element.text)
    if stray:
        yield WebRow(table, tuple(stray))


def _list_cells(row: _Element, is_left_out: Callable[[_Element], bool]) -> Iterator[_Element]:
    stack = [row]
    while stack:
        element = stack.pop()
        if element.tag in CELLS:
            yield element
        elif element.tag != "table":
            children = [child for child in element if isinstance(child.tag, str)]
            stack += [child for child in reversed(children) if not is_left_out(child)]


def place_rows(rows: Sequence[WebRow]) -> list[PlacedRow]:
    """The rows on the table's grid, by the HTML Standard's algorithm for forming a table.

    Raises ``SpansRefused`` for a grid of more columns or places than any report's table has."""
    placed: list[PlacedRow] = []
    hanging: list[_Hanging] = []
    edges: set[int] = set()
    places = 0
    group: _Element | None = None
    for row in rows:
        if row.group is not group:
            hanging, group = [], row.group
        cells, hanging = _place_row(row, hanging)
        edges.update(edge for start, stop, _ in cells for edge in (start, stop))
        places += len(cells)
        if len(edges) > _MOST_COLUMNS + 1 or places > _MOST_PLACES:
            raise SpansRefused
        placed.append(PlacedRow(tuple(cells)))
    return placed


def _place_row(row: WebRow, hanging: Sequence[_Hanging]) -> tuple[list[Place], list[_Hanging]]:
    """The row's places from left to right, and what of them and of ``hanging`` goes on below."""
    cells: list[Place] = []
    below: list[_Hanging] = []
    waiting = list(reversed(hanging))
    column = 0

    def pass_hanging() -> None:
        nonlocal column
        while waiting and waiting[-1].start <= column:
            above = waiting.pop()
            cells.append((above.start, above.stop, None))
            column = above.stop
            if above.left > 1:
                below.append(above._replace(left=above.left - 1))

    for cell in row.cells:
        pass_hanging()
        stop = column + (_read_span(cell, "colspan", _WIDEST_SPAN) or 1)
        if waiting:  # where cells would overlap, an error of the page, the upper one stays whole
            stop = min(stop, waiting[-1].start)
        cells.append((column, stop, cell))
        down = _read_span(cell, "rowspan", _TALLEST_SPAN) or _TALLEST_SPAN
        if down > 1:
            below.append(_Hanging(column, stop, down - 1))
        column = stop
    while waiting:
        column = waiting[-1].start
        pass_hanging()
    return cells, below


def _read_span(cell: _Element, name: str, most: int) -> int:
    said = cell.get(name, "1").strip()
    return min(int(said[:6]), most) if said.isascii() and said.isdigit() else 1


def write_rows(rows: Sequence[PlacedRow], read_cell: Callable[[_Element], str]) -> list[str]:
    """The lines of consecutive data rows, an empty line before and after."""
    grid = Grid(
        tuple(
            tuple(
                GridCell(start, stop, (read_cell(cell),) if cell is not None else ())
                for start, stop, cell in row.cells
            )
            for row in rows
        )
    )
    return write_blocks((grid,)).removesuffix("\n").split("\n")
