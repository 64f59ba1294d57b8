"""Which cells the values of a row stand in, where the flattening lost or added some.

Every placing that keeps the order is tried; the form's sums choose (F3 along the row, then F1 and
F2 down the columns, all open rows together), and only a single survivor is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from documents.forms import TableForm
from tables.glued import is_glued, split_glued
from tables.rows import RowReading
from tables.tokens import Token
from tables.values import BROKEN

_MOST_STATES: Final = 4000

Placing = tuple[Token | None, ...]
Amounts = tuple[int | float, ...]


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """One token or None for each cell of the row, in its order. ``certain`` where nothing else
    was possible; ``chosen`` where sums chose among several; else the row is only a guess. Of a row
    with several ways left, ``unknown`` are the cells on which these do not agree; ``lacking`` are
    those that the table has no column for."""

    reading: RowReading
    placing: Placing
    certain: bool
    chosen: bool = False
    unknown: frozenset[int] = frozenset()
    lacking: frozenset[int] = frozenset()


def place_rows(form: TableForm, readings: Sequence[RowReading]) -> tuple[PlacedRow, ...]:
    """A placing for every row; ``placing`` is empty where none could be told."""
    options = [_list_options(form, reading) for reading in readings]
    open_rows = [i for i, found in enumerate(options) if len(found) > 1]
    if open_rows and form.kind == "requests":
        options = _choose_by_columns(form, readings, options)
    return tuple(
        _settle(reading, found, i in open_rows)
        for i, (reading, found) in enumerate(zip(readings, options, strict=True))
    )


def spread_rows(
    readings: Sequence[RowReading], columns: Sequence[str], printed: Sequence[str]
) -> tuple[PlacedRow, ...]:
    """The rows of a table that has but the ``printed`` ones of the form's columns."""
    lacking = frozenset(k for k, column in enumerate(columns) if column not in printed)
    placed: list[PlacedRow] = []
    for reading in readings:
        items = iter(reading.items if reading.how == "direct" else ())
        placing = tuple(None if k in lacking else next(items, None) for k in range(len(columns)))
        placed.append(
            PlacedRow(reading, placing if any(placing) else (), certain=True, lacking=lacking)
        )
    return tuple(placed)


def _settle(reading: RowReading, options: list[Placing], was_open: bool) -> PlacedRow:
    if reading.how in ("direct", "sequence"):
        return PlacedRow(reading, reading.items, certain=True)
    if reading.how == "cut":
        behind = range(len(reading.items), reading.width)
        return PlacedRow(reading, options[0], certain=False, lacking=frozenset(behind))
    if reading.how == "window" and options:
        total = options[0][-1]
        telling = total is not None and total.amount > 0
        return PlacedRow(reading, options[0], certain=len(options) == 1 and telling)
    if len(options) == 1:
        certain = not was_open and reading.how != "surplus"
        return PlacedRow(reading, options[0], certain=certain, chosen=True)
    if options and reading.how == "surplus":
        return PlacedRow(reading, options[0], certain=False)
    return _agree(reading, options)


def _agree(reading: RowReading, options: list[Placing]) -> PlacedRow:
    """The cells that are the same in every placing left: often the total at least."""
    told = [set(cells) for cells in zip(*options, strict=True)]
    unknown = frozenset(k for k, tokens in enumerate(told) if len(tokens) > 1)
    if len(unknown) == len(told):
        return PlacedRow(reading, (), certain=False)
    placing = tuple(next(iter(t)) if len(t) == 1 else None for t in told)
    return PlacedRow(reading, placing, certain=False, chosen=True, unknown=unknown)


def _list_options(form: TableForm, reading: RowReading) -> list[Placing]:
    """The placings of a row that its own sum allows, those of equal amounts counted once."""
    if reading.how in ("direct", "sequence"):
        return [reading.items]
    placings: list[Placing]
    items, width = reading.items, reading.width
    if reading.how == "cut":
        return [(*items, *[None] * (width - len(items)))]
    if reading.how == "window":
        spare = len(items) - width
        placings = [tuple(items[k : k + width]) for k in range(spare + 1)]
        placings = [p for p in placings if _count_filled(p) == _count_filled(items)]
    elif reading.how == "surplus" and len(items) - width <= (2 if reading.bordered else 1):
        placings = [tuple(c) for c in combinations(items, width)]
    elif reading.how == "lossy" and items:
        placings = [
            tuple(items[places.index(k)] if k in places else None for k in range(width))
            for places in combinations(range(width), len(items))
        ]
        if is_glued(items, width):
            whole = items[0].value is not BROKEN
            placings = [*(placings if whole else ()), *split_glued(items[0], width)]
    else:
        return []
    summed = _find_row_sum(form, reading)
    if summed is not None:
        total, parts = summed
        closing = [p for p in placings if _closes(p, total, parts)]
        placings = closing if closing or reading.how != "window" else placings
    if reading.how == "window":
        return placings
    return keep_distinct(placings)


def keep_distinct(placings: Iterable[Placing]) -> list[Placing]:
    """The first placing of each row of amounts; a cell without a token is none of 0."""
    distinct: dict[tuple[int | float | None, ...], Placing] = {}
    for placing in placings:
        distinct.setdefault(tuple(t.amount if t else None for t in placing), placing)
    return list(distinct.values())


def _count_filled(items: Sequence[Token | None]) -> int:
    return sum(t is not None and t.filled for t in items)


def _find_row_sum(form: TableForm, reading: RowReading) -> tuple[int, tuple[int, ...]] | None:
    """Places of the total and of its parts within the row, where the form sums along rows."""
    for equation in form.sums:
        if equation.left[0].row == reading.row.id and len({k.row for k in equation.cells}) == 1:
            columns = [c.id for b in form.blocks for c in b.columns]
            return columns.index(equation.left[0].column), tuple(
                columns.index(k.column) for k in equation.right
            )
    return None


def _closes(placing: Placing, total: int, parts: tuple[int, ...]) -> bool:
    at_total = placing[total]
    if at_total is None or not at_total.filled:
        return False
    parts_sum = sum(token.amount for k in parts if (token := placing[k]))
    return abs(parts_sum - at_total.amount) < 1e-6


def list_amounts(placing: Placing) -> Amounts:
    """What the cells count in sums, an empty one 0."""
    return tuple(token.amount if token else 0 for token in placing)


def _choose_by_columns(
    form: TableForm, readings: Sequence[RowReading], options: list[list[Placing]]
) -> list[list[Placing]]:
    """The placings that take part in some way of closing every column sum at once."""
    signs = _read_signs(form)
    rows = [r.row.id for r in readings]
    usable = [
        equation for equation in signs if all(options[rows.index(r)] for r in equation if r in rows)
    ]
    if not usable:
        return options
    width = readings[0].width

    def effect(row: str, placing: Placing) -> Amounts:
        amounts = list_amounts(placing)
        return tuple(e.get(row, 0) * amounts[k] for e in usable for k in range(width))

    effects = [
        [effect(row, p) for p in found] if any(row in e for e in usable) else []
        for row, found in zip(rows, options, strict=True)
    ]
    start = tuple(sum(e[0][d] for e in effects if len(e) == 1) for d in range(len(usable) * width))
    open_rows = [i for i, e in enumerate(effects) if len(e) > 1]
    open_rows.sort(key=lambda i: len(effects[i]))
    viable = _find_viable(start, [effects[i] for i in open_rows])
    if viable is None:
        return options
    chosen = list(options)
    for i, kept in zip(open_rows, viable, strict=True):
        chosen[i] = [options[i][k] for k in sorted(kept)]
    return chosen


def _read_signs(form: TableForm) -> list[Mapping[str, int]]:
    """The form's column sums, each as row -> +1 on its left side or -1 on its right."""
    found: list[Mapping[str, int]] = []
    for equation in form.sums:
        if len({k.column for k in equation.cells}) == 1:
            signs = {k.row: 1 for k in equation.left} | {k.row: -1 for k in equation.right}
            if signs not in found:
                found.append(signs)
    return found


def _find_viable(start: Amounts, effects: list[list[Amounts]]) -> list[set[int]] | None:
    """For each open row the placings on some path from ``start`` to all sums closed; None where
    there are too many ways to look at, or none at all."""
    forward: list[set[Amounts]] = [{start}]
    for choices in effects:
        reached = {
            tuple(a + b for a, b in zip(state, effect, strict=True))
            for state in forward[-1]
            for effect in choices
        }
        if len(reached) > _MOST_STATES:
            return None
        forward.append(reached)
    goal = tuple(0 for _ in start)
    if goal not in forward[-1]:
        return None
    backward: set[Amounts] = {goal}
    viable: list[set[int]] = []
    for states, choices in zip(reversed(forward[:-1]), reversed(effects), strict=True):
        kept: set[int] = set()
        before: set[Amounts] = set()
        for state in states:
            for k, effect in enumerate(choices):
                if tuple(a + b for a, b in zip(state, effect, strict=True)) in backward:
                    kept.add(k)
                    before.add(state)
        viable.append(kept)
        backward = before
    return viable[::-1]
