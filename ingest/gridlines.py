"""The lines of a page picture that may be edges of a table: rulings that hang together, and how
much is seen of each between the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ingest.rulings import Floats, Picture, Rulings

Bools = NDArray[np.bool_]

_TOUCH: Final = 0.03  # inch between the end of a ruling and the one that it meets
_LOWEST: Final = 0.07  # inch, 5 pt: rulings nearer to each other are one, drawn double
_OPEN: Final = 0.12  # inch that rulings stand out beyond the last one across them
_OPEN_SIDE: Final = 0.3  # of a border, at most
_HELD: Final = 0.75  # of its length
_CORNER: Final = 0.02  # inch
_PLAIN: Final = 0.6  # inch: no stroke of a character is so long
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
