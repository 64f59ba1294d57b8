"""The table of reconsideration and litigation: fifteen values in one printed row.

PDF text scatters it: header words in any order, a group's total lines away from its parts. The
sums of the form (F4) put it together again where they leave one way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, permutations, product
from typing import Final

from documents.forms import TableForm
from tables.glued import is_glued, split_glued
from tables.headers import find_group_order
from tables.placing import PlacedRow, Placing, keep_distinct, list_amounts
from tables.rows import How, RowReading
from tables.tokens import Token
from tables.values import TEXT

_GROUP: Final = 5
_CELLS: Final = 15


def place_disputes(
    form: TableForm, tokens: Sequence[Token], *, orderly: bool, cut: bool = False
) -> tuple[PlacedRow, ...]:
    """The three groups as rows of five cells, and behind them what no cell takes as items of the
    last reading's surplus. ``orderly`` where the tables before show that this text keeps the order
    of the page; else figures one a line may stand in any order. Of a table that is ``cut`` by the
    end of the text the first cells are read."""
    items, fields = _take_row(tokens)
    every = [t for t in tokens if t.kind == "value" and not t.blank]
    if cut and len(items) < _CELLS and len(every) < _CELLS:
        bordered = bool(items) and all(item.bordered for item in items)
        return _place_first(form, items if bordered else every, orderly=orderly)
    order = find_group_order(form, tokens)
    if order != tuple(range(_GROUP)):
        if len(items) != _CELLS:
            return _place(form, [], "lossy", certain=False)
        items = [items[start + k] for start in range(0, _CELLS, _GROUP) for k in order]
        if not all(t.bordered for t in items):
            # PDF text may have scattered the header alone
            return _place(form, _keep_closing([tuple(items)]), "window", certain=False)
    dashed = any(t.text == "-" and not t.bordered for t in items)  # maybe of a page number
    whole = len(items) == _CELLS and not dashed
    kept = orderly and whole and not _may_have_slipped(items)
    if whole and (fields in (0, _CELLS) or _is_confirmed(items) or kept):
        sure = fields >= 0 or orderly or not any(t.amount for t in items)
        how: How = "direct" if sure else "lossy"
        return _place(form, [tuple(items)], how, certain=sure, fields=max(fields, 0))
    if whole and (orderly or all(t.bordered for t in items)):
        return _place(form, [tuple(items)], "window", certain=False)
    filled = [t for t in items if not t.blank]
    if len(items) > _CELLS:
        first, last = _find_filled(items)
        window = items[first : last + 1]
        if len(window) <= _CELLS:
            # the row's cells come first; blank fillers only behind them
            start = max(0, min(first, last + 1 - _CELLS))
            row = items[start : start + _CELLS]
            full = not any(t.blank for t in row)
            return _place(form, [tuple(row)], "window", certain=full and _is_confirmed(row))
        if len(window) <= _CELLS + 2:
            options = [tuple(c) for c in combinations(window, _CELLS)]
            return _place(form, _keep_closing(options), "surplus", certain=False, items=window)
    if len(every) == _CELLS:
        return _place_scattered(form, tokens, every, orderly=orderly)
    if is_glued(filled, _CELLS):
        parted = _keep_closing(list(split_glued(filled[0], _CELLS)))
        return _place(form, parted, "lossy", certain=False, items=filled)
    if 0 < len(filled) < _CELLS:
        return _place(form, list(_list_lossy(filled)), "lossy", certain=False, items=filled)
    return _place(form, [], "lossy", certain=False)


def _place_first(
    form: TableForm, items: Sequence[Token], *, orderly: bool
) -> tuple[PlacedRow, ...]:
    """The first cells of the row, as far as it goes, doubted: it may be whole and have lost one.
    Without borders a blank may have vanished, and one in front may be a filler of the header's."""
    while items and items[-1].blank:
        items = items[:-1]
    bordered = all(item.bordered for item in items)
    told = bool(items) and not items[0].blank and (bordered or orderly)
    placed: list[PlacedRow] = []
    for k, row in enumerate(form.blocks[0].rows):
        own = tuple(items[k * _GROUP : (k + 1) * _GROUP])
        how: How = "lossy" if items and not told else "direct" if len(own) == _GROUP else "cut"
        if not own:
            how = "absent"
        held = own if told else ()
        lacking = frozenset(range(len(held), _GROUP)) if told else frozenset()
        placing = (*held, *[None] * (_GROUP - len(held))) if held else ()
        reading = RowReading(row, _GROUP, held, how, contested=True)
        placed.append(PlacedRow(reading, placing, certain=False, lacking=lacking))
    return tuple(placed)


def _find_filled(items: Sequence[Token]) -> tuple[int, int]:
    places = [k for k, t in enumerate(items) if not t.blank]
    return (places[0], places[-1]) if places else (0, 0)


def _is_confirmed(items: Sequence[Token]) -> bool:
    """True where no value can have slipped in or out: all are figures, and a shift by one would
    break more sums than are broken."""
    groups = _split(tuple(items))
    closed = [g for g in groups if _closes(g)]
    telling = [g for g in closed if list_amounts(g)[-1]]
    figures = all(t.value is not None and t.value.state == "number" for t in items)
    return figures and (len(closed) == len(groups) or (len(closed) == 2 and len(telling) == 2))


def _may_have_slipped(items: Sequence[Token]) -> bool:
    """True where fewer sums would be broken had one value slipped in and another been lost."""
    broken = _count_broken(items)
    if not broken:
        return False
    for at in range(_CELLS):
        rest: list[Token | None] = [*items[:at], *items[at + 1 :]]
        for blank in range(_CELLS):
            if _count_broken([*rest[:blank], None, *rest[blank:]]) < broken:
                return True
    return False


def _count_broken(values: Sequence[Token | None]) -> int:
    return sum(not _closes(group) for group in _split(tuple(values)))


def _take_row(tokens: Sequence[Token]) -> tuple[list[Token], int]:
    """The values behind the last label up to the end of their row, and how many fields the row
    had: 0 where only its end is known, -1 where not even that. Figures without borders are a row
    only where they share a line."""
    last = max((k for k, t in enumerate(tokens) if t.kind == "label"), default=-1)
    items: list[Token] = []
    row_over = False
    fields = -1
    for at, token in enumerate(tokens[last + 1 :], last + 1):
        if token.kind == "noise" and token.bordered and not row_over:
            if items or (at + 1 < len(tokens) and tokens[at + 1].kind == "value"):
                items.append(token._replace(kind="value", value=TEXT))
        elif token.kind == "row":
            told = not row_over and any(not i.blank for i in items)
            if told or len(items) == _CELLS:  # a data row may be blank throughout
                row_over, fields = True, max(token.column, 0)
            elif len(items) < _CELLS:
                items.clear()  # fillers at the end of the header
        elif token.kind == "value":
            if token.blank and (row_over or not token.bordered):
                continue
            items.append(token)
    first = next((k for k, t in enumerate(items) if not t.blank), 0)
    if len(items) > _CELLS and first:
        # tab-only cells of the header rows stand before the data row
        spare = min(first, len(items) - _CELLS)
        items = items[spare:]
    if items and not all(t.bordered for t in items):
        lines = [t.start for t in tokens if t.kind == "line"]
        fields = -1 if any(items[0].start < at < items[-1].start for at in lines) else 0
    return items, fields


def _split(values: Placing) -> list[Placing]:
    return [tuple(values[k : k + _GROUP]) for k in range(0, _CELLS, _GROUP)]


def _closes(group: Placing) -> bool:
    *parts, _ = list_amounts(group)
    total = group[-1]
    if total is None or total.blank:
        return not any(parts)
    return abs(sum(parts) - total.amount) < 1e-6


def _keep_closing(options: Sequence[Placing]) -> list[Placing]:
    return keep_distinct(o for o in options if all(_closes(g) for g in _split(o)))


def _list_lossy(filled: Sequence[Token]) -> Iterator[Placing]:
    """Placings of fewer than fifteen values that close all three sums, at most two of them."""
    found: dict[tuple[int | float | None, ...], Placing] = {}
    count = len(filled)
    for a, b in combinations(range(count + 1), 2):
        parts = (filled[:a], filled[a:b], filled[b:])
        if any(len(p) > _GROUP for p in parts):
            continue
        groups = [list(_list_group(p)) for p in parts]
        for choice in product(*groups):
            values = tuple(t for group in choice for t in group)
            found.setdefault(tuple(t.amount if t else None for t in values), values)
            if len(found) > 1:
                yield from found.values()
                return
    yield from found.values()


def _list_group(values: Sequence[Token]) -> Iterator[Placing]:
    """A group's placings with its total in place and closing; an empty group is one of them."""
    if not values:
        yield (None,) * _GROUP
        return
    for places in combinations(range(_GROUP - 1), len(values) - 1):
        row: list[Token | None] = [None] * _GROUP
        for place, token in zip((*places, _GROUP - 1), values, strict=True):
            row[place] = token
        if _closes(tuple(row)):
            yield tuple(row)


def _place_scattered(
    form: TableForm, tokens: Sequence[Token], values: Sequence[Token], *, orderly: bool
) -> tuple[PlacedRow, ...]:
    """Fifteen values with header words between them: three runs of four parts, and three totals."""
    in_order = tuple(values)
    if all(_closes(g) for g in _split(in_order)):
        told = orderly or not any(t.amount for t in values)
        return _place(form, [in_order], "sequence" if told else "lossy", certain=False)
    found: dict[tuple[tuple[int | float, ...], ...], list[Placing]] = {}
    for starts in combinations(range(_CELLS - 3), 3):
        if starts[1] - starts[0] < 4 or starts[2] - starts[1] < 4:
            continue
        runs = [tuple(values[s : s + 4]) for s in starts]
        inside = {k for s in starts for k in range(s, s + 4)}
        totals = [values[k] for k in range(_CELLS) if k not in inside]
        for order in permutations(totals):
            groups = [(*run, total) for run, total in zip(runs, order, strict=True)]
            if all(_closes(g) for g in groups):
                key = tuple(list_amounts(g) for g in groups)
                found.setdefault(key, list(groups))
    if len(found) != 1:
        return _place(form, [], "lossy", certain=False, items=values)
    named = _name_runs(form, tokens, next(iter(found.values())))
    options = [tuple(t for group in named for t in group)] if named else []
    return _place(form, options, "lossy", certain=False, items=values)


def _name_runs(
    form: TableForm, tokens: Sequence[Token], groups: list[Placing]
) -> list[Placing] | None:
    """The runs in the form's order, each named by group labels between it and the one before."""
    order = [row.id for row in form.blocks[0].rows]
    named: dict[str, Placing] = {}
    last = 0
    rest: list[Placing] = []
    for group in groups:
        start = group[0].start if group[0] else 0
        between = [
            m.id
            for t in tokens
            if last <= t.start < start and t.label
            for m in t.label.meanings
            if m.part == "group" and m.id in order and m.id not in named
        ]
        last = max(t.end for t in group[:4] if t)
        if between:
            named[between[0]] = group
        else:
            rest.append(group)
    free = [name for name in order if name not in named]
    if len(rest) > 1:
        return None
    named.update(zip(free, rest, strict=True))
    return [named[name] for name in order]


def _place(
    form: TableForm,
    options: Sequence[Placing],
    how: How,
    *,
    certain: bool,
    items: Sequence[Token] = (),
    fields: int = -1,
) -> tuple[PlacedRow, ...]:
    single = len(options) == 1
    groups: list[Placing] = _split(options[0]) if single else [(), (), ()]
    rows = form.blocks[0].rows
    # which of several zeros, blanks and words is the surplus one, sums cannot tell
    chosen = single and not (how == "surplus" and any(_is_no_figure(t) for t in items))
    placed: list[PlacedRow] = []
    for row, group in zip(rows, groups, strict=True):
        held = tuple(t for t in group if t is not None)
        reading = RowReading(row, _GROUP, held, how, None, len(items) or len(held), 0, fields)
        placed.append(PlacedRow(reading, group, certain and single, chosen=chosen))
    if how == "surplus":
        taken = {t.start for group in groups for t in group if t}
        spare = tuple(t for t in items if t.start not in taken)
        last = placed[-1].reading
        extended = RowReading(
            last.row, last.width, (*last.items, *spare), "surplus", None, last.met
        )
        placed[-1] = PlacedRow(extended, placed[-1].placing, certain=False, chosen=chosen)
    return tuple(placed)


def _is_no_figure(token: Token) -> bool:
    return token.value is None or token.value.state != "number"
