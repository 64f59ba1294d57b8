"""The cells of all forms as the columns of one list, and which of them a total may not trust."""

from __future__ import annotations

from dataclasses import dataclass

from documents.forms import Column, load_forms
from documents.forms.model import KINDS
from documents.tables import SURE, Cell, CellKey, FormVersion, TableKind


@dataclass(frozen=True, slots=True)
class Figure:
    """A column of the summary: one cell of a table, in the forms that have it."""

    kind: TableKind
    key: CellKey
    row_label: str
    column: Column
    versions: tuple[FormVersion, ...]


def list_figures() -> tuple[Figure, ...]:
    """The cells of all forms in the printed order; what only one form has stands beside the
    other's."""
    return tuple(figure for kind in KINDS for figure in _merge_forms(kind))


def _merge_forms(kind: TableKind) -> list[Figure]:
    merged: list[Figure] = []
    for form in load_forms():
        table = form.table(kind)
        at = 0
        for key in table.keys():  # noqa: SIM118
            place = next((i for i, f in enumerate(merged) if f.key == key), None)
            row_label, column = " › ".join(table.row(key.row).path), table.column(key)
            versions: tuple[FormVersion, ...] = (form.version,)
            if place is None:
                merged.insert(at, Figure(kind, key, row_label, column, versions))
            else:
                at, versions = place, merged[place].versions + versions
                merged[place] = Figure(kind, key, row_label, column, versions)
            at += 1
    return merged


def is_doubtful(cell: Cell, column: Column) -> bool:
    """A value that stands in a total although its reading, or an amount's unit, is not certain.

    采购总金额 has no unit in the 2019 form: its totals always want a look (standard.md 3.1).
    """
    if cell.value is None:
        return False
    if cell.state == "inferred" or cell.confidence < SURE:
        return True
    unit = cell.unit or column.unit
    return column.decimal and cell.value != 0 and (unit is None or unit != column.unit)
