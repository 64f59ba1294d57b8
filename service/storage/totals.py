"""The tables of many reports added up, with what a total must not keep to itself."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import fsum
from typing import Any, Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from documents.forms import load_forms
from documents.forms.model import KINDS
from documents.tables import CellKey
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
class _Tally:
    reports: int = 0
    values: defaultdict[str, list[int | float]] = field(default_factory=lambda: defaultdict(list))
    states: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def take(self, cells: dict[str, Any]) -> None:
        self.reports += 1
        for key, (value, state, sure) in cells.items():
            self.states[key][state] += 1
            if value is not None:
                self.values[key].append(value)
                self.states[key]["doubtful"] += not sure


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
    tallies: defaultdict[tuple[str, str], _Tally] = defaultdict(_Tally)
    absent: dict[str, list[int]] = {kind: [] for kind in KINDS}
    for document_id, figures in _read_figures(session, [row.id for row in reports]):
        for kind in KINDS:
            table = figures.get(kind)
            if table and table["form"]:
                tallies[kind, table["form"]].take(table["cells"])
            else:
                absent[kind].append(document_id)
    named: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for row in reports:
        if row.unit and row.year:
            named[row.unit, row.year].append(row.id)
    return Totals(
        reports=len(reports),
        years=tuple(sorted({row.year for row in reports if row.year})),
        tables=tuple(_list_tables(tallies)),
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


def _list_tables(tallies: dict[tuple[str, str], _Tally]) -> Iterator[TableTotal]:
    for form in load_forms():
        for table in form.tables:
            if tally := tallies.get((table.kind, form.version)):
                cells = tuple(_sum_cell(key, tally) for key in table.keys())  # noqa: SIM118
                yield TableTotal(table.kind, form.version, tally.reports, cells)


def _sum_cell(key: CellKey, tally: _Tally) -> CellTotal:
    values, states = tally.values[str(key)], tally.states[str(key)]
    whole = all(isinstance(value, int) for value in values)
    return CellTotal(
        row=key.row,
        column=key.column,
        total=sum(values) if whole else round(fsum(values), 6),
        numbers=len(values),
        doubtful=states["doubtful"],
        empty=states["blank"] + states["slash"] + states["text"],
        missing=states["missing"],
        unreadable=states["unreadable"],
    )
