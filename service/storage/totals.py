"""The tables of many reports added up, with what a total must not keep to itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from documents.forms import load_form, load_forms
from documents.forms.model import KINDS
from documents.tables import CellKey, TableKind
from service.storage.figures import DOUBTFUL, LETTERS, Layout, decode_layout
from service.storage.rows import DocumentRow, FiguresRow

_Figures = npt.NDArray[Any]
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
class _Alike:
    """Reports whose figures have the same layout (``figures``)."""

    ids: list[int] = field(default_factory=list)
    figures: list[bytes] = field(default_factory=list)


@dataclass(slots=True)
class _Sums:
    """The tables of one kind and form added up: a figure for each cell, in the form's order."""

    reports: int
    totals: _Figures
    states: dict[str, _Figures]

    def add(self, other: _Sums) -> None:
        self.reports += other.reports
        self.totals = self.totals + other.totals
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
            FiguresRow.layout,
            FiguresRow.data,
        )
        .outerjoin(FiguresRow, FiguresRow.document_id == DocumentRow.id)
        .where(DocumentRow.id.in_(chosen.scalar_subquery()))
        .order_by(DocumentRow.id),
        # in parts: ten thousand rows at once set off the collector of garbage
        execution_options={"yield_per": _AT_ONCE},
    )
    unread: list[int] = []
    others: list[int] = []
    named: dict[tuple[str, int], int] = {}
    twins: dict[tuple[str, int], list[int]] = {}
    years: set[int] = set()
    alike: defaultdict[str, _Alike] = defaultdict(_Alike)
    for document_id, unit, year, is_report, layout, figures in rows.tuples():
        if figures is None:
            unread.append(document_id)
            continue
        if not is_report:
            others.append(document_id)
            continue
        group = alike[layout]
        group.ids.append(document_id)
        group.figures.append(figures)
        if year:
            years.add(year)
            if unit and (first := named.setdefault((unit, year), document_id)) != document_id:
                twins.setdefault((unit, year), [first]).append(document_id)
    sums, absent = _add_groups(alike)
    return Totals(
        reports=sum(len(group.ids) for group in alike.values()),
        years=tuple(sorted(years)),
        tables=tuple(_list_tables(sums)),
        absent=tuple(Absence(kind, tuple(sorted(ids))) for kind, ids in absent.items() if ids),
        twins=tuple(Twins(*key, tuple(ids)) for key, ids in twins.items()),
        unread=tuple(unread),
        others=tuple(others),
    )


def _add_groups(
    alike: Mapping[str, _Alike],
) -> tuple[dict[tuple[str, str], _Sums], dict[TableKind, list[int]]]:
    """The sums by kind and form, and the reports in which a kind is absent."""
    sums: dict[tuple[str, str], _Sums] = {}
    absent: dict[TableKind, list[int]] = {kind: [] for kind in KINDS}
    for said, group in alike.items():
        layout = decode_layout(said)
        for kind, found in _add_alike(layout, group.figures):
            if known := sums.get((kind, layout.forms[kind])):
                known.add(found)
            else:
                sums[kind, layout.forms[kind]] = found
        for missing in absent.keys() - layout.forms.keys():
            absent[missing] += group.ids
    return sums, absent


def _add_alike(layout: Layout, figures: Sequence[bytes]) -> Iterator[tuple[TableKind, _Sums]]:
    """Adds up reports whose figures have this layout."""
    rows = np.frombuffer(b"".join(figures), dtype=np.uint8).reshape(len(figures), -1)
    number = np.dtype(layout.type)
    cells = rows.shape[1] // (number.itemsize + 1)
    values = np.ascontiguousarray(rows[:, : cells * number.itemsize]).view(number)
    # sums of whole numbers stay whole, however narrow the numbers
    totals = values.sum(axis=0, dtype=np.int64 if number.kind == "i" else number)
    letters = rows[:, cells * number.itemsize :]
    states = {letter: (letters == ord(letter)).sum(axis=0) for letter in LETTERS.values()}
    start = 0
    for kind, form in layout.forms.items():
        own = slice(start, start + len(_list_keys(kind, form)))
        start = own.stop
        counts = {letter: n[own] for letter, n in states.items()}
        yield kind, _Sums(len(figures), totals[own], counts)


def _list_keys(kind: TableKind, form: str) -> Sequence[CellKey]:
    return load_form(form).table(kind).keys()


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
            numbers=sums.count(n, LETTERS["number"], DOUBTFUL),
            doubtful=sums.count(n, DOUBTFUL),
            empty=sums.count(n, LETTERS["blank"], LETTERS["slash"], LETTERS["text"]),
            missing=sums.count(n, LETTERS["missing"]),
            unreadable=sums.count(n, LETTERS["unreadable"]),
        )


def _round(total: float) -> int | float:
    """Amounts have six decimals at most (10,000 yuan); counts none."""
    return int(total) if total.is_integer() else round(total, 6)
