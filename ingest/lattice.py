"""A table of a page picture fitted to the statutory form that it shows.

Where rulings are faint or strokes of characters pass for rulings, the plain grid has a column too
many or a wall too few, and every figure beyond it shifts. The form is known: its rows, columns
and merged cells are laid on the lines that were seen so that walls stand where rulings are and
printed labels lie in their cells. The labels decide: without them nothing is fitted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from documents.forms.model import TableForm
from ingest.formplans import (
    FormPlan,
    Label,
    choose_plans,
    compare_label,
    fold_label,
    vote_for_rows,
)
from ingest.gridlines import Bools, Grid
from ingest.laying import Laying, Step, add_up, find_path
from ingest.pages import Run
from ingest.rulings import Floats
from ingest.walls import PictureTable, build_table, gather_walls

_FALSE: Final = 2.0  # what a line costs that is seen all along and not the form's
_WALL: Final = 1.5  # weight of a line's walls against a label
_LABELLED: Final = 0.75  # share of the labels that must lie in their cells
_PLAIN: Final = 0.4  # share of a line seen across the table: characters never fill so much
_AGAINST: Final = 0.2  # share of labels that may be misread beside a line that was not seen
_WALLED: Final = 0.9  # share of the walls that must be as the form has them
_FEWEST: Final = 3  # labels
_MEANT: Final = 0.2  # likeness of a label to the form's at which it is that one
_SURE: Final = 0.98  # score at which the form's other version need not be tried


@dataclass(frozen=True, slots=True)
class FittedTable:
    """``rows`` are the form's printed rows that the table's rows show, null for rows that are not
    the form's; ``score`` from 0 to 1 tells how many labels and walls are where the form has them.
    """

    table: PictureTable
    form: TableForm
    rows: tuple[int | None, ...]
    score: float


def snap_to_form(table: PictureTable, runs: Sequence[Run]) -> FittedTable | None:
    """The table with the rows, columns and merged cells of the form that it shows, a part of it
    or all; null where no form fits.

    ``runs`` are what was recognised on the page, boxes in pixels of the same picture.
    """
    xs, ys = table.grid.xs, table.grid.ys
    labels = [
        (text, (run.box.left + run.box.right) / 2, (run.box.top + run.box.bottom) / 2)
        for run in runs
        if len(text := fold_label(run.text)) >= 2
    ]
    labels = [n for n in labels if xs[0] < n[1] < xs[-1] and ys[0] < n[2] < ys[-1]]
    if len(labels) < _FEWEST:
        return None
    best: FittedTable | None = None
    for plan in choose_plans(labels):
        fit = _fit(table.grid, plan, labels)
        if fit is not None and (best is None or fit.score > best.score):
            best = fit
        if best is not None and best.score >= _SURE:
            break
    return best


def _fit(grid: Grid, plan: FormPlan, labels: Sequence[Label]) -> FittedTable | None:
    likeness = np.array(
        [[compare_label(text, label) for label in plan.labels] for text, _, _ in labels]
    )
    votes = vote_for_rows(likeness, plan.owner)
    seen = grid
    rows: Laying | None = None
    columns: Laying | None = None
    for _ in range(2):
        rows = _fit_rows(grid, plan, labels, votes, columns)
        if rows is None:
            return None
        grid, rows = _insert_rows(grid, rows, labels, votes)
        columns = _fit_columns(grid, plan, labels, likeness, rows)
        if columns is None:
            return None
        grid, columns = _insert_columns(grid, columns)
    assert rows is not None
    assert columns is not None
    return _build(grid, seen, plan, labels, likeness, rows, columns)


def _fit_rows(
    grid: Grid, plan: FormPlan, labels: Sequence[Label], votes: Floats, columns: Laying | None
) -> Laying | None:
    lines, count = len(grid.ys), len(plan.owner)
    place = np.searchsorted(grid.ys, [y for _, _, y in labels])
    says = add_up(votes, place, lines)
    widths = np.diff(grid.xs)
    seen = grid.across @ widths / widths.sum()
    if columns is None:
        expected = plan.across.mean(axis=1)
        agrees = 1 - 2 * np.abs(expected[:, None] - seen[None])
    else:
        edges = [columns[0].start, *(step.stop for step in columns)]
        own = gather_walls(grid.across, grid.xs, range(lines), edges)
        share = np.diff(grid.xs[edges]) / np.ptp(grid.xs[edges])
        agrees = ((2 * plan.across - 1) * share) @ (2 * own - 1).T
        down = gather_walls(grid.down.T, grid.ys, edges, range(lines))[:, :]
        inner = (2 * plan.down - 1)[:, 1:-1] @ (2 * down - 1)[1:-1] / max(1, len(edges) - 2)
        tall = np.diff(grid.ys) / np.median(np.diff(grid.ys))
        for parts, said in enumerate(says, 1):
            windows = np.lib.stride_tricks.sliding_window_view(inner, parts, axis=0).max(axis=2)
            said[:, 1:] += np.cumsum(windows * tall, axis=1) / 2
    return find_path(count, lines, says, _WALL * agrees, _FALSE * seen, header=plan.header)


def _fit_columns(
    grid: Grid, plan: FormPlan, labels: Sequence[Label], likeness: Floats, rows: Laying
) -> Laying | None:
    lines, count = len(grid.xs), plan.owner.shape[1]
    known = [step for step in rows if step.parts == 1]
    if not known:
        return None
    votes = np.zeros((len(labels), count))
    for vote, (_, _, y), own in zip(votes, labels, likeness, strict=True):
        step = next((s for s in known if grid.ys[s.start] < y < grid.ys[s.stop]), None)
        if step is not None:
            vote[:] = np.maximum(own[plan.owner[step.part]], -0.5)
    says = add_up(votes, np.searchsorted(grid.xs, [x for _, x, _ in labels]), lines)
    edges = np.array([[step.start, step.stop] for step in known])
    lengths = np.concatenate(
        [np.zeros((lines, 1)), np.cumsum(grid.down.T * np.diff(grid.ys), axis=1)], axis=1
    )
    heights = np.diff(grid.ys[edges], axis=1)[:, 0]
    seen = (lengths[:, edges[:, 1]] - lengths[:, edges[:, 0]]) / heights
    share = heights / heights.sum()
    expected = (2 * plan.down[[step.part for step in known]] - 1) * share[:, None]
    agrees = expected.T @ (2 * seen - 1).T
    weight = max(3.0, len(known) / 2)
    return find_path(count, lines, says, weight * agrees, weight * (seen @ share), header=None)


def _insert_rows(
    grid: Grid, rows: Laying, labels: Sequence[Label], votes: Floats
) -> tuple[Grid, Laying]:
    """The grid with the form's lines that were not seen, between the labels of their rows."""
    places: dict[Step, list[float]] = {step: [] for step in rows}
    steps: list[Step] = []
    for step in rows:
        top, bottom = float(grid.ys[step.start]), float(grid.ys[step.stop])
        inside = [n for n, (_, _, y) in enumerate(labels) if top < y < bottom]
        centres = [
            [labels[n][2] for n in inside if votes[n].argmax() == row and votes[n, row] > 0.4]
            for row in range(step.part, step.part + step.parts)
        ]
        for k in range(1, step.parts):
            even = top + (bottom - top) * k / step.parts
            above, below = centres[k - 1], centres[k]
            apart = above and below and max(above) < min(below)
            places[step].append((max(above) + min(below)) / 2 if apart else even)
    ys = np.sort(np.concatenate([grid.ys, *places.values()]))
    moved = np.searchsorted(ys, grid.ys)
    for step in rows:
        start, stop = int(moved[step.start]), int(moved[step.stop])
        if step.parts < 2:
            steps.append(Step(start, stop, step.part, step.parts))
            continue
        inner = sorted(places[step])
        cuts = [start, *(int(np.searchsorted(ys, place)) for place in inner), stop]
        steps += [Step(cuts[k], cuts[k + 1], step.part + k, 1) for k in range(len(cuts) - 1)]
    return _refine(grid, grid.xs, ys), tuple(steps)


def _insert_columns(grid: Grid, columns: Laying) -> tuple[Grid, Laying]:
    turned = Grid(grid.dpi, grid.ys, grid.xs, grid.down.T, grid.across.T)
    turned, path = _insert_rows(turned, columns, (), np.zeros((0, 1)))
    return Grid(turned.dpi, turned.ys, turned.xs, turned.down.T, turned.across.T), path


def _refine(grid: Grid, xs: Floats, ys: Floats) -> Grid:
    """The grid with more rows; of lines put in, nothing is known."""
    old = np.searchsorted(ys, grid.ys)
    across = np.full((len(ys), len(xs) - 1), 0.5)
    across[old] = grid.across
    middle = (ys[:-1] + ys[1:]) / 2
    down = grid.down[np.clip(np.searchsorted(grid.ys, middle) - 1, 0, len(grid.down) - 1)]
    return Grid(grid.dpi, xs, ys, across, down)


def _build(
    grid: Grid,
    seen: Grid,
    plan: FormPlan,
    labels: Sequence[Label],
    likeness: Floats,
    rows: Laying,
    columns: Laying,
) -> FittedTable | None:
    """The cells of the rows and columns found, if labels and walls bear them out; ``seen`` is the
    grid without lines that were put in."""
    order = [step.part for step in rows if step.parts]
    if len(order) < len(rows):
        return None  # the plain grid knows what a foreign row holds
    ys = [rows[0].start, *(step.stop for step in rows)]
    xs = [columns[0].start, *(step.stop for step in columns)]
    across, down = _plan_walls(plan, order)
    walled = 1 - _compare_walls(grid, xs, ys, across, down)
    right, wrong = _count_labels(grid, xs, ys, labels, likeness, plan.owner[order])
    told = right.sum() + wrong.sum()
    if told < _FEWEST or right.sum() < _LABELLED * told or walled < _WALLED:
        return None
    edges = down.any(axis=0)
    for lines, known, wanted, side in (
        (grid.xs[xs], seen.xs, edges, 0),
        (grid.ys[ys], seen.ys, across.any(axis=1), 1),
    ):
        put_in = wanted & ~np.isin(lines, known)
        if not _are_borne_out(put_in, right.sum(axis=side), wrong.sum(axis=side)):
            return None
    if _leaves_out(grid.across, grid.xs, ys) or _leaves_out(grid.down.T, grid.ys, xs):
        return None
    spans = _list_spans(across, down)
    places = tuple(grid.xs[xs][edges].tolist()), tuple(grid.ys[ys].tolist())
    score = float(min(right.sum() / told, walled))
    return FittedTable(build_table(grid, *places, spans), plan.form, tuple(order), score)


def _plan_walls(plan: FormPlan, order: Sequence[int]) -> tuple[Bools, Bools]:
    """The walls that the form has around these of its rows, across and down."""
    owner = plan.owner[order]
    outer = np.ones((1, owner.shape[1]), bool)
    across = np.vstack([outer, owner[1:] != owner[:-1], outer])
    apart = [b != a + 1 for a, b in pairwise(order)]
    across[1:-1][apart] = True
    return across, plan.down[order] > 0


def _compare_walls(
    grid: Grid, xs: Sequence[int], ys: Sequence[int], across: Bools, down: Bools
) -> float:
    """What share of the inner walls is seen where the form has none, or not seen where it has."""
    off_across = np.abs(across - gather_walls(grid.across, grid.xs, ys, xs))
    off_down = np.abs(down - gather_walls(grid.down.T, grid.ys, xs, ys).T)
    return float(np.concatenate([off_across[1:-1].ravel(), off_down[:, 1:-1].ravel()]).mean())


def _count_labels(
    grid: Grid,
    xs: Sequence[int],
    ys: Sequence[int],
    labels: Sequence[Label],
    likeness: Floats,
    owner: NDArray[np.int_],
) -> tuple[Floats, Floats]:
    """How many labels stand in each place that are those of the form there, and how many not."""
    right, wrong = np.zeros(owner.shape), np.zeros(owner.shape)
    for (_, x, y), own in zip(labels, likeness, strict=True):
        r = int(np.searchsorted(grid.ys[ys], y)) - 1
        c = int(np.searchsorted(grid.xs[xs], x)) - 1
        if 0 <= r < owner.shape[0] and 0 <= c < owner.shape[1]:
            said = right if own[owner[r, c]] > _MEANT else wrong
            said[r, c] += 1
    return right, wrong


def _are_borne_out(put_in: Bools, right: Floats, wrong: Floats) -> bool:
    """A line that was put in is believed only where labels at both of its sides bear it out."""
    beside = put_in[:-1] | put_in[1:]
    return bool(right[beside].all() and (wrong[beside] <= _AGAINST * right[beside]).all())


def _list_spans(across: Bools, down: Bools) -> list[tuple[int, int, int, int]]:
    """The cells between walls: first row, row after the last, first column, column after the last.

    The rows shown may be all of those that a column's edge does not part: such an edge is none.
    """
    number = np.cumsum(down.any(axis=0)) - 1
    height, width = len(down), across.shape[1]
    spans = []
    for r, c in zip(*np.nonzero(across[:-1] & down[:, :-1]), strict=True):
        bottom, end = r + 1, c + 1
        while bottom < height and not across[bottom, c]:
            bottom += 1
        while end < width and not down[r, end]:
            end += 1
        spans.append((int(r), int(bottom), int(number[c]), int(number[end])))
    return spans


def _leaves_out(seen: Floats, places: Floats, used: Sequence[int]) -> bool:
    """True where a line that is plainly a ruling has no place in the form as fitted."""
    share = seen @ np.diff(places) / np.ptp(places)
    return any(share[line] > _PLAIN for line in range(used[0], used[-1]) if line not in used)
