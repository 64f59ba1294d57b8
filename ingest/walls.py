"""Tables of a page picture: grids of rulings, and the cells between those walls that are seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ingest.rulings import Floats, Picture, Rulings

Bools = NDArray[np.bool_]

_TOUCH: Final = 0.03  # inch between the end of a ruling and the one that it meets
_LOWEST: Final = 0.07  # inch, 5 pt: rulings nearer to each other are one, drawn double
_OPEN: Final = 0.12  # inch that rulings stand out beyond the last one across them
_SEEN: Final = 0.6  # of a wall
_OPEN_SIDE: Final = 0.3  # of a border, at most
_SHORT: Final = (0.35, 0.85)  # inch; of a wall so short, for strokes of characters fill much of it
_HELD: Final = 0.75  # of its length
_CORNER: Final = 0.02  # inch
_PLAIN: Final = 0.6  # inch: no stroke of a character is so long
_LEAST: Final = 0.45  # inch, of all walls on one line: more than a stroke or two
_SMALLEST: Final = (1.5, 0.15)  # inch, width and height of a table


@dataclass(frozen=True, slots=True)
class Grid:
    """All lines that may be edges of a table's columns (``xs``) and rows (``ys``), ascending, in
    pixels. ``across[i, j]`` is the share of line ``ys[i]`` seen between ``xs[j]`` and
    ``xs[j + 1]``; ``down[i, j]`` that of ``xs[j]`` between ``ys[i]`` and ``ys[i + 1]``."""

    dpi: float
    xs: Floats
    ys: Floats
    across: Floats
    down: Floats


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


def find_grids(rulings: Rulings) -> Iterator[Grid]:
    """Rulings that hang together, as lines with what is seen of them."""
    dpi = rulings.dpi
    rows, columns = _drop_loose(rulings)
    for own_rows, own_columns in _group_touching(rows, columns, _TOUCH * dpi):
        across, down = _join_lines(own_rows, dpi), _join_lines(own_columns, dpi)
        across = _close_open_ends(across, down, dpi)
        down = _close_open_ends(down, across, dpi)
        if len(across) < 2 or len(down) < 2:
            continue
        xs, ys = (np.array([line.at for line in lines]) for lines in (down, across))
        if xs[-1] - xs[0] < _SMALLEST[0] * dpi or ys[-1] - ys[0] < _SMALLEST[1] * dpi:
            continue
        grid = Grid(
            dpi,
            xs,
            ys,
            np.array([_measure_walls(rulings.horizontal.ink, line, xs, dpi) for line in across]),
            np.array([_measure_walls(rulings.vertical.ink.T, line, ys, dpi) for line in down]).T,
        )
        yield from _part_tables(grid)


def _part_tables(grid: Grid) -> Iterator[Grid]:
    """The grid cut where neither side has a border: a heading may join the tables around it."""
    open_rows = np.flatnonzero((grid.down[:, [0, -1]] < _OPEN_SIDE).all(axis=1))
    tops, bottoms = [0, *(open_rows + 1)], [*open_rows, len(grid.ys) - 1]
    for top, bottom in zip(tops, bottoms, strict=True):
        if bottom > top and grid.ys[bottom] - grid.ys[top] >= _SMALLEST[1] * grid.dpi:
            ys, across = grid.ys[top : bottom + 1], grid.across[top : bottom + 1]
            yield Grid(grid.dpi, grid.xs, ys, across, grid.down[top:bottom])


def _drop_loose(rulings: Rulings) -> tuple[Floats, Floats]:
    """Strokes across and down without the short ones that end in the open."""
    dpi = rulings.dpi
    rows, columns = rulings.horizontal.lines, rulings.vertical.lines
    while True:
        kept_rows = _are_held(rows, columns, dpi)
        kept_columns = _are_held(columns, rows, dpi)
        if kept_rows.all() and kept_columns.all():
            return rows, columns
        rows, columns = rows[kept_rows], columns[kept_columns]


def _are_held(strokes: Floats, others: Floats, dpi: float) -> Bools:
    """True for strokes that are long, or run from one of the others to another."""
    crosses = _cross(strokes, others, _TOUCH * dpi)
    at = others[:, 2:].mean(axis=1)
    first = np.where(crosses, at[None], np.inf).min(axis=1, initial=np.inf)
    last = np.where(crosses, at[None], -np.inf).max(axis=1, initial=-np.inf)
    lengths = strokes[:, 1] - strokes[:, 0]
    return np.asarray((last - first > _HELD * lengths) | (lengths > _PLAIN * dpi))


def _cross(strokes: Floats, others: Floats, reach: float) -> Bools:
    """Which strokes meet which of those of the other direction."""
    at, place = others[:, 2:].mean(axis=1), strokes[:, 2:].mean(axis=1)
    return np.asarray(
        (at[None] > strokes[:, :1] - reach)
        & (at[None] < strokes[:, 1:2] + reach)
        & (place[:, None] > others[None, :, 0] - reach)
        & (place[:, None] < others[None, :, 1] + reach)
    )


def _group_touching(rows: Floats, columns: Floats, reach: float) -> Iterator[tuple[Floats, Floats]]:
    """Strokes across and down that are joined by meeting each other."""
    if not len(rows) or not len(columns):
        return
    meets = _cross(rows, columns, reach)
    left: Bools = np.asarray(meets.any(axis=1))
    while left.any():
        own_rows = np.zeros(len(rows), dtype=bool)
        own_rows[int(np.argmax(left))] = True
        while True:
            own_columns = meets[own_rows].any(axis=0)
            wider = np.asarray(meets[:, own_columns].any(axis=1))
            if (wider == own_rows).all():
                break
            own_rows = wider
        left &= ~own_rows
        yield rows[own_rows], columns[own_columns]


@dataclass(frozen=True, slots=True)
class _Line:
    """A ruling put together from its strokes: its mean place, its ends, and its course."""

    at: float
    start: float
    end: float
    along: Floats
    across: Floats
    assumed: bool = False

    @property
    def seen(self) -> float:
        return self.end - self.start


def _join_lines(strokes: Floats, dpi: float) -> list[_Line]:
    """Strokes at the same place across, one line each; of double lines the longer one's place."""
    order = np.argsort(strokes[:, 2:].mean(axis=1))
    strokes = strokes[order]
    places = strokes[:, 2:].mean(axis=1)
    lengths = strokes[:, 1] - strokes[:, 0]
    groups: list[list[int]] = []
    heaviest: list[int] = []
    for k in np.argsort(-lengths):
        near = [
            g for g, first in enumerate(heaviest) if abs(places[k] - places[first]) < _LOWEST * dpi
        ]
        if near:
            groups[min(near, key=lambda g: abs(places[k] - places[heaviest[g]]))].append(int(k))
        else:
            heaviest.append(int(k))
            groups.append([int(k)])
    lines = []
    for group in groups:
        first = places[group[0]]
        course = [k for k in group if abs(places[k] - first) < _TOUCH * dpi]
        own = strokes[course]
        points = np.concatenate([own[:, [0, 2]], own[:, [1, 3]]])
        points = points[np.argsort(points[:, 0])]
        at = float(np.average(places[course], weights=lengths[course]))
        start, end = float(own[:, 0].min()), float(own[:, 1].max())
        lines.append(_Line(at, start, end, points[:, 0], points[:, 1]))
    return sorted(lines, key=lambda line: line.at)


def _close_open_ends(lines: list[_Line], crossing: list[_Line], dpi: float) -> list[_Line]:
    """The lines, with one where the outer ones of those that cross them stand out beyond the first
    or the last: a table that comes from the page before may have no upper border."""
    if not lines or len(crossing) < 2:
        return lines
    left, right = crossing[0], crossing[-1]
    span = np.array([left.at, right.at])
    closed = list(lines)
    for beyond, ends in (
        (lines[0].at - _OPEN * dpi, (left.start, right.start)),
        (lines[-1].at + _OPEN * dpi, (left.end, right.end)),
    ):
        out = all(end < beyond if beyond < lines[0].at else end > beyond for end in ends)
        if out and abs(ends[0] - ends[1]) < _OPEN * dpi:
            course = np.full(2, sum(ends) / 2)
            closed.append(_Line(course[0], left.at, right.at, span, course, assumed=True))
    return sorted(closed, key=lambda line: line.at)


def _measure_walls(ink: Picture, line: _Line, edges: Floats, dpi: float) -> Floats:
    """What share of the line is seen between each two edges, or next to one of them if that is
    less: a stroke of a character ends short of the rulings."""
    if line.assumed:
        return np.ones(len(edges) - 1)
    height, width = ink.shape
    reach, corner = max(2, round(0.012 * dpi)), max(2, round(_CORNER * dpi))
    along = np.arange(width)
    course = np.rint(np.interp(along, line.along, line.across)).astype(int)
    seen = np.zeros(width, dtype=bool)
    for away in range(-reach, reach + 1):
        seen |= ink[np.clip(course + away, 0, height - 1), along] > 0
    total = np.concatenate([[0], np.cumsum(seen)])

    def share(starts: Floats, ends: Floats) -> Floats:
        first = np.clip(np.rint(starts).astype(int), 0, width - 1)
        last = np.clip(np.rint(ends).astype(int), first + 1, width)
        return np.asarray((total[last] - total[first]) / (last - first))

    starts, ends = edges[:-1] + 2, edges[1:] - 1
    corners = share(starts, starts + corner), share(ends - corner, ends)
    return np.minimum(share(starts, ends), np.minimum(*corners))


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
