"""The columns of a table in the order in which its header prints them.

Sites and bodies move columns about, leave the totals out, or repeat a merged label for each cell it
covers. Only a header whose labels stand in one line tells the order of the cells below it: PDF text
scatters the cells of a header.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Final

from rapidfuzz import fuzz

from documents.forms import Block, TableForm, load_forms
from documents.tables import TableKind
from tables.labels import reduce_label
from tables.rows import RowReading
from tables.tokens import Token

_GROUP: Final = "*"  # stands for the columns under a label that spans them

_COUNTED: Final = re.compile(r"[^\W\d_]{2,14}(?:数量?|金额)")
_ALIKE: Final = 60.0
_LEAST_CLOSED: Final = 3  # rows that bear out where the total stands


@dataclass(frozen=True, slots=True)
class Header:
    """``order`` are the ids of the columns as one line prints them, empty where none tells it;
    ``named`` are all that the header names, in reading order; ``bordered`` where the line is cells;
    ``words`` are those that name nothing of the form."""

    order: tuple[str, ...]
    named: tuple[str, ...]
    bordered: bool = False
    words: tuple[str, ...] = ()


def find_header(kind: TableKind, block: Block, tokens: Sequence[Token], end: int) -> Header:
    """The header of a block whose first row begins at the place ``end`` of the text."""
    above: list[Token] = []
    for token in reversed([t for t in tokens if t.start < end]):
        if token.filled:
            break
        above.append(token)
    lines = [
        [(name, t.bordered) for t in line if (name := _name_column(kind, block, t))]
        for apart, line in groupby(reversed(above), key=lambda t: t.kind in ("row", "line"))
        if not apart
    ]
    named = tuple(name for line in lines for name, _ in line if name != _GROUP)
    words = tuple(t.text for t in reversed(above) if t.kind == "noise")
    wanted = {column.id for column in block.columns}
    for line in reversed(lines):
        order = tuple(name for name, _ in line)
        if set(order) == wanted and not _runs_on(block, order):
            return Header(order, named, all(bordered for _, bordered in line))
    for upper, lower in pairwise(lines):
        order = _join_lines([n for n, _ in upper], [n for n, _ in lower])
        if set(order) == wanted and len(order) == len(wanted):
            return Header(order, named, all(b for _, b in (*upper, *lower)))
    return Header((), named, words=words)


def _name_column(kind: TableKind, block: Block, token: Token) -> str | None:
    if token.label is None:
        return None
    columns = {column.id for column in block.columns}
    for meaning in token.label.meanings:
        if meaning.kind == kind and meaning.part == "column" and meaning.id in columns:
            return meaning.id
        if meaning.part == "corner" and meaning.id == block.column_group:
            return _GROUP
    return None


def _runs_on(block: Block, order: Sequence[str]) -> bool:
    """True for a header of two lines on one: the columns that one label spans come last."""
    spanned = block.grouped_columns
    above = tuple(column.id for column in block.columns if column.id not in spanned)
    return bool(spanned) and tuple(order) == above + spanned


def _join_lines(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    """The columns of two lines, those of the lower under the label that spans them."""
    if _GROUP not in upper or set(upper) & set(lower):
        return ()
    at = upper.index(_GROUP)
    return (*upper[:at], *lower, *(name for name in upper[at + 1 :] if name != _GROUP))


def order_cells(
    form: TableForm, tokens: Sequence[Token], readings: Sequence[RowReading]
) -> tuple[RowReading, ...]:
    """The readings with their cells in the form's order, where the header prints another."""
    ordered: list[RowReading] = []
    rest = iter(readings)
    # where figures lie away from their labels, the labels of the header are scattered too
    orderly = all(row.how == "direct" for row in readings)
    for block in form.blocks:
        rows = [next(rest) for _ in block.rows]
        starts = [row.label.start for row in rows if row.label]
        columns = tuple(column.id for column in block.columns)
        header = find_header(form.kind, block, tokens, min(starts, default=0))
        if not header.order and _leads_with_total(rows, columns):
            header = Header((columns[-1], *columns[:-1]), header.named)
        if _names_others(block, header):
            # columns of the body's own: which of the form's they are nobody can say
            ordered += (replace(row, contested=True) for row in rows)
        elif not header.order and orderly and _is_out_of_order(header.named, block):
            ordered += (replace(row, contested=row.contested or _tells(row)) for row in rows)
        elif not header.order or header.order == columns:
            ordered += rows
        elif len(header.order) > len(columns):
            ordered += (_merge_repeated(row, header, columns) for row in rows)
        else:
            ordered += _move(rows, header, columns)
    return tuple(ordered)


def _names_others(block: Block, header: Header) -> bool:
    """True where the header has a figure's name that no column of any form is called, nor nearly,
    and names fewer of the block's own columns than there are. One column alone is what its row
    says, whatever it is called."""
    if not 1 < len(block.columns) > len(set(header.named)):
        return False
    return any(_COUNTED.fullmatch(word) and _is_foreign(word) for word in header.words)


@lru_cache(maxsize=512)
def _is_foreign(word: str) -> bool:
    known = _list_column_labels()
    torn = any(word in label for label in known)
    return not torn and all(fuzz.ratio(word, label) < _ALIKE for label in known)


@lru_cache(maxsize=1)
def _list_column_labels() -> tuple[str, ...]:
    columns = (c for f in load_forms() for t in f.tables for b in t.blocks for c in b.columns)
    return tuple({reduce_label(name) for c in columns for name in (c.label, *c.variants)})


def _is_out_of_order(named: Sequence[str], block: Block) -> bool:
    """True where the columns are named once each, in lines of their own, and not as in the form."""
    columns = tuple(column.id for column in block.columns)
    within = block.grouped_columns or columns
    once = len(named) == len(columns) and set(named) == set(columns)
    return once and tuple(name for name in named if name in within) != within


def _merge_repeated(row: RowReading, header: Header, columns: Sequence[str]) -> RowReading:
    """The row with one cell for each label that the header repeats, if its figures repeat too."""
    runs = [len(list(run)) for _, run in groupby(header.order)]
    if len(runs) != len(columns) or len(row.items) != len(header.order):
        return row
    items = tuple(_take_first(row.items, runs))
    return replace(row, items=items, how="direct") if len(items) == row.width else row


def _take_first(items: Sequence[Token], runs: Sequence[int]) -> Iterator[Token]:
    start = 0
    for length in runs:
        if len({item.text for item in items[start : start + length]}) == 1:
            yield items[start]
        start += length


def _move(rows: Sequence[RowReading], header: Header, columns: Sequence[str]) -> list[RowReading]:
    """The rows with their cells put where the header says. Without borders it is the header that
    may be scattered, and of a moved total the sums along the rows know better."""
    places = [header.order.index(column) for column in columns]
    told = header.bordered
    if columns[-1] == "total" and places[-1] != len(places) - 1:
        here, there = (_count_closed(rows, at) for at in (len(places) - 1, places[-1]))
        told = there > here or (told and there == here)
    if not told:
        return [replace(row, contested=row.contested or _tells(row)) for row in rows]
    moved: list[RowReading] = []
    for row in rows:
        if row.how in ("direct", "sequence"):
            items = tuple(row.items[place] for place in places)
            contested = row.contested or (row.how == "sequence" and _tells(row))
            moved.append(replace(row, items=items, contested=contested))
        else:
            how = row.how if row.how == "absent" else "lossy"
            moved.append(replace(row, items=(), how=how))
    return moved


def _leads_with_total(rows: Sequence[RowReading], columns: Sequence[str]) -> bool:
    """True where the sums along the rows close with the total in front and never behind."""
    if columns[-1] != "total":
        return False
    return _count_closed(rows, 0) >= _LEAST_CLOSED and not _count_closed(rows, len(columns) - 1)


def _tells(row: RowReading) -> bool:
    """False for a row of nothing but 0, which reads alike in any order."""
    return any(item.amount for item in row.items)


def _count_closed(rows: Sequence[RowReading], total: int) -> int:
    """How many whole rows add up to the figure at that place, rows of nothing but 0 aside."""
    amounts = [[i.amount for i in row.items] for row in rows if len(row.items) == row.width]
    return sum(row[total] > 0 and abs(2 * row[total] - sum(row)) < 1e-6 for row in amounts)


def find_printed(
    form: TableForm, tokens: Sequence[Token], readings: Sequence[RowReading]
) -> tuple[str, ...]:
    """The columns of a table that leaves the totals out, or has nothing else; else none.

    Its header must name just those, or nothing, and its rows have as many figures."""
    (block, *others) = form.blocks
    columns = tuple(column.id for column in block.columns)
    met = [len(row.items) for row in readings if row.items]
    starts = [row.label.start for row in readings if row.label]
    if others or columns[-1] != "total" or not starts or len(met) < len(readings) / 2:
        return ()
    named = set(find_header(form.kind, block, tokens, min(starts)).named)
    for printed in (columns[:-1], columns[-1:]):
        told = named == set(printed) or (not named and len(printed) == 1)
        if told and set(met) == {len(printed)}:
            return printed
    return ()


def find_group_order(form: TableForm, tokens: Sequence[Token]) -> tuple[int, ...]:
    """Where in its group the table of disputes prints each column of the form, counted from 0, if
    all groups print them alike; else the form's own order."""
    block = form.blocks[0]
    columns = [column.id for column in block.columns]
    width = len(columns)
    named = [name for t in tokens if (name := _name_column(form.kind, block, t))]
    groups = {tuple(named[k : k + width]) for k in range(0, len(named), width)}
    if len(named) == width * len(block.rows) and len(groups) == 1 and set(named) == set(columns):
        order = groups.pop()
        return tuple(order.index(column) for column in columns)
    return tuple(range(width))
