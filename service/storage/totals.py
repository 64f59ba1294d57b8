"""The tables of many reports added up, with what a total must not keep to itself."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from documents.forms import load_forms
from documents.forms.model import KINDS
from documents.tables import CellKey, TableKind
from service.storage.figures import DOUBTFUL, LETTERS, NUMBER
from service.storage.packing import unpack
from service.storage.rows import CurrentRow, DocumentRow

_Figures = npt.NDArray[Any]


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
class _Alike:
    """Reports that have the same tables, and their figures (``figures``) without the head."""

    ids: list[int] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)


@dataclass(slots=True)
class _Sums:
    """The tables of one kind and form added up: a figure for each cell, in the form's order."""

    reports: int
    totals: _Figures
    numbers: _Figures
    states: dict[str, _Figures]

    def add(self, other: _Sums) -> None:
        self.reports += other.reports
        self.totals = self.totals + other.totals
        self.numbers = self.numbers + other.numbers
        self.states = {letter: n + other.states[letter] for letter, n in self.states.items()}

    def count(self, cell: int, *letters: str) -> int:
        return sum(int(self.states[letter][cell]) for letter in letters)


def add_up(session: Session, chosen: Select[Any]) -> Totals:
    """``chosen`` selects the ids of documents."""
    rows = session.execute(
        select(
            DocumentRow.id,
            DocumentRow.unit,
            DocumentRow.year,
            DocumentRow.is_report,
            CurrentRow.figures,
        )
        .outerjoin(CurrentRow, CurrentRow.document_id == DocumentRow.id)
        .where(DocumentRow.id.in_(chosen.scalar_subquery()))
        .order_by(DocumentRow.id)
    )
    unread: list[int] = []
    others: list[int] = []
    named: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    years: set[int] = set()
    alike: defaultdict[bytes, _Alike] = defaultdict(_Alike)
    for document_id, unit, year, is_report, figures in rows.tuples():
        if figures is None:
            unread.append(document_id)
            continue
        if not is_report:
            others.append(document_id)
            continue
        head, _, body = unpack(figures).partition(b"\n")
        group = alike[head]
        group.ids.append(document_id)
        group.bodies.append(body)
        if year:
            years.add(year)
            if unit:
                named[unit, year].append(document_id)
    sums, absent = _add_groups(alike)
    return Totals(
        reports=sum(len(group.ids) for group in alike.values()),
        years=tuple(sorted(years)),
        tables=tuple(_list_tables(sums)),
        absent=tuple(Absence(kind, tuple(sorted(ids))) for kind, ids in absent.items() if ids),
        twins=tuple(Twins(*key, tuple(ids)) for key, ids in named.items() if len(ids) > 1),
        unread=tuple(unread),
        others=tuple(others),
    )


def _add_groups(
    alike: Mapping[bytes, _Alike],
) -> tuple[dict[tuple[str, str], _Sums], dict[TableKind, list[int]]]:
    """The sums by kind and form, and the reports in which a kind is absent."""
    sums: dict[tuple[str, str], _Sums] = {}
    absent: dict[TableKind, list[int]] = {kind: [] for kind in KINDS}
    for head, group in alike.items():
        forms: dict[TableKind, str] = json.loads(head)
        for kind, found in _add_alike(forms, group.bodies):
            if known := sums.get((kind, forms[kind])):
                known.add(found)
            else:
                sums[kind, forms[kind]] = found
        for missing in absent.keys() - forms.keys():
            absent[missing] += group.ids
    return sums, absent


def _add_alike(
    forms: Mapping[TableKind, str], bodies: Sequence[bytes]
) -> Iterator[tuple[TableKind, _Sums]]:
    """Adds up reports that have the same tables."""
    rows = np.frombuffer(b"".join(bodies), dtype=np.uint8).reshape(len(bodies), -1)
    cells = rows.shape[1] // (NUMBER.itemsize + 1)
    values = np.ascontiguousarray(rows[:, : -cells or None]).view(NUMBER)
    totals, numbers = np.nansum(values, axis=0), np.isfinite(values).sum(axis=0)
    letters = rows[:, -cells or None :]
    states = {letter: (letters == ord(letter)).sum(axis=0) for letter in LETTERS.values()}
    start = 0
    for kind, form in forms.items():
        own = slice(start, start + len(_list_keys(kind, form)))
        start = own.stop
        counts = {letter: n[own] for letter, n in states.items()}
        yield kind, _Sums(len(bodies), totals[own], numbers[own], counts)


def _list_keys(kind: TableKind, form: str) -> Sequence[CellKey]:
    return next(f for f in load_forms() if f.version == form).table(kind).keys()


def _list_tables(sums: Mapping[tuple[str, str], _Sums]) -> Iterator[TableTotal]:
    for form in load_forms():
        for table in form.tables:
            if found := sums.get((table.kind, form.version)):
                cells = tuple(_list_cells(table.keys(), found))
                yield TableTotal(table.kind, form.version, found.reports, cells)


def _list_cells(keys: Sequence[CellKey], sums: _Sums) -> Iterator[CellTotal]:
    for n, key in enumerate(keys):
        yield CellTotal(
            row=key.row,
            column=key.column,
            total=_round(float(sums.totals[n])),
            numbers=int(sums.numbers[n]),
            doubtful=sums.count(n, DOUBTFUL),
            empty=sums.count(n, LETTERS["blank"], LETTERS["slash"], LETTERS["text"]),
            missing=sums.count(n, LETTERS["missing"]),
            unreadable=sums.count(n, LETTERS["unreadable"]),
        )


def _round(total: float) -> int | float:
    """Amounts have six decimals at most (10,000 yuan); counts none."""
    return int(total) if total.is_integer() else round(total, 6)
