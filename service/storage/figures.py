"""The cells of a report as totals over many reports need them: small, and quick to add up."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

import numpy as np

from documents.forms import load_forms
from documents.forms.model import KINDS
from documents.report import Analysis
from documents.tables import SURE, Cell, CellState, TableKind

LETTERS: Final[dict[CellState, str]] = {
    "number": "n",
    "inferred": "d",
    "blank": "b",
    "slash": "s",
    "text": "t",
    "missing": "m",
    "unreadable": "u",
}
DOUBTFUL: Final = "d"
"""A figure that was not read for sure, in whatever state."""
_TYPES: Final = ("<i2", "<i4", "<f8")
"""From the narrowest: most reports have no figure above 32,767, and then half of the bytes that are
read for a total are spared twice over."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How the bytes of a report's figures are to be read: the forms by kind of table, and the
    numpy type of the values. Reports of one layout can be laid on top of each other."""

    forms: dict[TableKind, str]
    type: str


def encode_layout(layout: Layout) -> str:
    return json.dumps({"type": layout.type, "forms": layout.forms}, separators=(",", ":"))


def decode_layout(said: str) -> Layout:
    told = json.loads(said)
    return Layout(told["forms"], told["type"])


def encode_figures(analysis: Analysis) -> tuple[str, bytes]:
    """The layout, and of each kind of table the first of a known form, its cells in the form's
    order: the values of all, 0 where there is none, then a letter for the state of each."""
    forms = {form.version: form for form in load_forms()}
    kinds: dict[TableKind, str] = {}
    found: list[Cell | None] = []
    for kind in KINDS:
        table = analysis.table(kind)
        if table is None or table.form not in forms:
            continue
        cells = {cell.key: cell for cell in table.cells}
        found += map(cells.get, forms[table.form].table(kind).keys())
        kinds[kind] = table.form
    values = [0 if cell is None else cell.amount for cell in found]
    letters = "".join(map(_tell_state, found)).encode()
    type_ = next(one for one in _TYPES if _fits(values, one))
    data = np.array(values, dtype=type_).tobytes() + letters
    return encode_layout(Layout(kinds, type_)), data


def _fits(values: list[int | float], type_: str) -> bool:
    if type_ == _TYPES[-1]:
        return True
    bounds = np.iinfo(type_)
    return all(v == int(v) and bounds.min <= v <= bounds.max for v in values)


def _tell_state(cell: Cell | None) -> str:
    if cell is None:
        return LETTERS["missing"]
    if cell.state == "number" and cell.confidence < SURE:
        return DOUBTFUL
    return LETTERS[cell.state]
