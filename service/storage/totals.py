"""The tables of many reports added up, with what a total must not keep to itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from documents.forms import load_forms
from documents.forms.model import KINDS
from documents.tables import CellKey
from service.storage.figures import DOUBTFUL, LETTERS
from service.storage.packing import unpack_value
from service.storage.rows import CurrentRow, DocumentRow

_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class CellTotal:
    """``total`` is the sum of the ``numbers`` that were read, of which ``doubtful`` were not read
    for sure; ``empty`` counts blanks, slashes and text, ``missing`` cells that a report left out
    and ``unreadable`` those that could not be read: none of them is taken for 0."""

    row: str
    column: str
    total: int | float
    numbers: int
    doubtful: int
    empty: int
    missing: int
    unreadable: int


@dataclass(frozen=True, slots=True)
class TableTotal:
    """One kind of table in one form; ``reports`` have it."""

    kind: str
    form: str
    reports: int
    cells: tuple[CellTotal, ...]


@dataclass(frozen=True, slots=True)
class Absence:
    """Reports of the selection that have no such table, or one of no known form."""

    kind: str
    document_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Twins:
    """Several reports of one unit and year: their figures stand in the totals more than once."""

    unit: str
    year: int
    document_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """``unread`` are documents of the selection without a result, ``others`` no reports; neither
    is in the totals."""

    reports: int
    years: tuple[int, ...]
    tables: tuple[TableTotal, ...]
    absent: tuple[Absence, ...]
    twins: tuple[Twins, ...]
    unread: tuple[int, ...]
    others: tuple[int, ...]


@dataclass(slots=True)
class _Stack:
    """The tables of one kind and form, a row a report."""

    values: list[list[int | float | None]] = field(default_factory=list)
    states: list[str] = field(default_factory=list)


def add_up(session: Session, chosen: Select[Any]) -> Totals:
    """``chosen`` selects the ids of documents."""
    rows = session.execute(
        select(
            DocumentRow.id,
            DocumentRow.unit,
            DocumentRow.year,
            DocumentRow.is_report,
            DocumentRow.revision,
        )
        .where(DocumentRow.id.in_(chosen.scalar_subquery()))
        .order_by(DocumentRow.id)
    ).all()
    reports = [row for row in rows if row.is_report]
    stacks: defaultdict[tuple[str, str], _Stack] = defaultdict(_Stack)
    absent: dict[str, list[int]] = {kind: [] for kind in KINDS}
    for document_id, figures in _read_figures(session, [row.id for row in reports]):
        for kind in KINDS:
            if table := figures.get(kind):
                stack = stacks[kind, table["form"]]
                stack.values.append(table["values"])
                stack.states.append(table["states"])
            else:
                absent[kind].append(document_id)
    named: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for row in reports:
        if row.unit and row.year:
            named[row.unit, row.year].append(row.id)
    return Totals(
        reports=len(reports),
        years=tuple(sorted({row.year for row in reports if row.year})),
        tables=tuple(_list_tables(stacks)),
        absent=tuple(Absence(kind, tuple(ids)) for kind, ids in absent.items() if ids),
        twins=tuple(Twins(*key, tuple(ids)) for key, ids in named.items() if len(ids) > 1),
        unread=tuple(row.id for row in rows if not row.revision),
        others=tuple(row.id for row in rows if row.revision and not row.is_report),
    )


def _read_figures(session: Session, ids: Sequence[int]) -> Iterator[tuple[int, dict[str, Any]]]:
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        wanted = select(CurrentRow.document_id, CurrentRow.figures).where(
            CurrentRow.document_id.in_(some)
        )
        for document_id, figures in session.execute(wanted).tuples():
            yield document_id, unpack_value(figures)


def _list_tables(stacks: Mapping[tuple[str, str], _Stack]) -> Iterator[TableTotal]:
    for form in load_forms():
        for table in form.tables:
            if stack := stacks.get((table.kind, form.version)):
                cells = tuple(_sum_cells(table.keys(), stack))
                yield TableTotal(table.kind, form.version, len(stack.states), cells)


def _sum_cells(keys: Sequence[CellKey], stack: _Stack) -> Iterator[CellTotal]:
    values = np.array(stack.values, dtype=np.float64)  # null becomes nan
    sums = np.nansum(values, axis=0).tolist()
    numbers = np.isfinite(values).sum(axis=0).tolist()
    letters = np.frombuffer("".join(stack.states).encode(), dtype=np.uint8)
    letters = letters.reshape(len(stack.states), len(keys))

    def count(*states: str) -> list[int]:
        found: list[int] = np.isin(letters, [ord(s) for s in states]).sum(axis=0).tolist()
        return found

    doubtful, missing = count(DOUBTFUL), count(LETTERS["missing"])
    unreadable = count(LETTERS["unreadable"])
    empty = count(LETTERS["blank"], LETTERS["slash"], LETTERS["text"])
    for n, key in enumerate(keys):
        yield CellTotal(
            row=key.row,
            column=key.column,
            total=_round(sums[n]),
            numbers=numbers[n],
            doubtful=doubtful[n],
            empty=empty[n],
            missing=missing[n],
            unreadable=unreadable[n],
        )


def _round(total: float) -> int | float:
    """Amounts have six decimals at most (10,000 yuan); counts none."""
    return int(total) if total.is_integer() else round(total, 6)
