"""Tables of a page picture: the cells between those walls of a grid that are seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from ingest.gridlines import Bools, Grid, find_grids
from ingest.rulings import Floats, Rulings

_SEEN: Final = 0.6  # of a wall
_SHORT: Final = (0.35, 0.85)  # inch; of a wall so short, for strokes of characters fill much of it
_LEAST: Final = 0.45  # inch, of all walls on one line: more than a stroke or two


@dataclass(frozen=True, slots=True)
class PictureCell:
    """Half-open ranges of rows and columns of its table, and its box in pixels."""

    rows: tuple[int, int]
    columns: tuple[int, int]
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PictureTable:
    """Edges of columns and rows in pixels, ascending; cells row by row, tiling the table.

    ``grid`` is what was seen, with lines that were left out as false.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[PictureCell, ...]
    grid: Grid


def find_tables(rulings: Rulings) -> tuple[PictureTable, ...]:
    """The tables of a page from top to bottom; a frame around a single cell is none."""
    return tuple(
        sorted(
            (table for grid in find_grids(rulings) if (table := read_grid(grid)) is not None),
            key=lambda table: (table.ys[0], table.xs[0]),
        )
    )


def read_grid(grid: Grid) -> PictureTable | None:
    """The cells of a grid by what is seen of its walls; null for less than two cells."""
    rows, columns = _choose_lines(grid)
    if len(rows) < 2 or len(columns) < 2:
        return None
    spans = join_cells(*_find_walls(grid, rows, columns))
    if len(spans) < 2:
        return None
    return build_table(grid, tuple(grid.xs[columns].tolist()), tuple(grid.ys[rows].tolist()), spans)


def build_table(
    grid: Grid,
    xs: tuple[float, ...],
    ys: tuple[float, ...],
    spans: Sequence[tuple[int, int, int, int]],
) -> PictureTable:
    """A table of spans: first row, row after the last, first column, column after the last."""
    cells = tuple(
        PictureCell((top, bottom), (left, right), (xs[left], ys[top], xs[right], ys[bottom]))
        for top, bottom, left, right in sorted(spans, key=lambda span: (span[0], span[2]))
    )
    return PictureTable(xs, ys, cells, grid)


def _find_walls(grid: Grid, rows: Sequence[int], columns: Sequence[int]) -> tuple[Bools, Bools]:
    """Which of the chosen lines are walls between which others, across and down."""

    def tell(seen: Floats, places: Floats, lines: Sequence[int], edges: Sequence[int]) -> Bools:
        short = np.diff(places[list(edges)]) < _SHORT[0] * grid.dpi
        least = np.where(short, _SHORT[1], _SEEN)
        return np.asarray(gather_walls(seen, places, lines, edges) >= least)

    return (
        tell(grid.across, grid.xs, rows, columns),
        tell(grid.down.T, grid.ys, columns, rows).T,
    )


def _measure_length(walls: Bools, edges: Floats) -> Floats:
    """How much of each line is wall."""
    return np.asarray(walls @ np.diff(edges))


def gather_walls(
    seen: Floats, places: Floats, lines: Sequence[int], edges: Sequence[int]
) -> Floats:
    """The shares of ``lines`` seen between chosen ``edges``, from those between all of them."""
    lengths = np.diff(places)
    weighted = np.concatenate(
        [np.zeros((len(seen), 1)), np.cumsum(seen * lengths, axis=1)], axis=1
    )[list(lines)]
    reach = np.maximum(np.diff(places[list(edges)]), 1e-9)
    return np.asarray(np.diff(weighted[:, list(edges)], axis=1) / reach)


def _choose_lines(grid: Grid) -> tuple[list[int], list[int]]:
    """The lines that are a wall somewhere: strokes of characters reach no other line."""
    rows, columns = list(range(len(grid.ys))), list(range(len(grid.xs)))
    while len(rows) > 1 and len(columns) > 1:
        across, down = _find_walls(grid, rows, columns)
        across, down = (
            _measure_length(walls, places) >= np.minimum(_LEAST * grid.dpi, 0.45 * np.ptp(places))
            for walls, places in ((across, grid.xs[columns]), (down.T, grid.ys[rows]))
        )
        if across.all() and down.all():
            break
        rows = [row for row, kept in zip(rows, across, strict=True) if kept]
        columns = [column for column, kept in zip(columns, down, strict=True) if kept]
    return rows, columns


def join_cells(across: Bools, down: Bools) -> list[tuple[int, int, int, int]]:
    """Places of a grid joined where no wall is between them, to rectangles that tile it.

    ``across`` has a row more than the grid, ``down`` a column more; outer walls are taken as
    there. Gives first row, row after the last, first column, column after the last.
    """
    height, width = len(down), across.shape[1]
    owner = {(r, c): (r, r + 1, c, c + 1) for r in range(height) for c in range(width)}

    def join(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> None:
        """Both, and all that the rectangle around them cuts."""
        waiting = [one, other]
        top, bottom, left, right = one
        while waiting:
            span = waiting.pop()
            top, bottom = min(top, span[0]), max(bottom, span[1])
            left, right = min(left, span[2]), max(right, span[3])
            around = (top, bottom, left, right)
            cut = {owner[r, c] for r in range(top, bottom) for c in range(left, right)}
            waiting = [s for s in cut if not _holds(around, s)]
        for r in range(top, bottom):
            for c in range(left, right):
                owner[r, c] = (top, bottom, left, right)

    for r in range(height):
        for c in range(width):
            if r + 1 < height and not across[r + 1, c] and owner[r, c] != owner[r + 1, c]:
                join(owner[r, c], owner[r + 1, c])
            if c + 1 < width and not down[r, c + 1] and owner[r, c] != owner[r, c + 1]:
                join(owner[r, c], owner[r, c + 1])
    return sorted(set(owner.values()))


def _holds(outer: tuple[int, int, int, int], inner: tuple[int, int, int, int]) -> bool:
    return (
        outer[0] <= inner[0]
        and inner[1] <= outer[1]
        and outer[2] <= inner[2]
        and inner[3] <= outer[3]
    )
