"""The cells of a report as totals over many reports need them: small, and quick to add up."""

from __future__ import annotations

import json
import math
from typing import Final

import numpy as np

from documents.forms import load_forms
from documents.forms.model import KINDS
from documents.report import Analysis
from documents.tables import SURE, Cell, CellState
from service.storage.packing import pack

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
NUMBER: Final = np.dtype("<f8")


def encode_figures(analysis: Analysis) -> bytes:
    """Of each kind of table the first of a known form, its cells in the form's order, packed: the
    forms by kind as a line of JSON, then the values of all as 64-bit floats, little end first, NaN
    where there is none, then a letter for the state of each.

    So reports with the same tables can be laid on top of each other as they are."""
    forms = {form.version: form for form in load_forms()}
    kinds: dict[str, str] = {}
    found: list[Cell | None] = []
    for kind in KINDS:
        table = analysis.table(kind)
        if table is None or table.form not in forms:
            continue
        cells = {cell.key: cell for cell in table.cells}
        found += map(cells.get, forms[table.form].table(kind).keys())
        kinds[kind] = table.form
    values = [math.nan if c is None or c.value is None else c.value for c in found]
    head = json.dumps(kinds, separators=(",", ":")).encode()
    states = "".join(map(_tell_state, found)).encode()
    return pack(head + b"\n" + np.array(values, dtype=NUMBER).tobytes() + states)


def _tell_state(cell: Cell | None) -> str:
    if cell is None:
        return LETTERS["missing"]
    if cell.state == "number" and cell.confidence < SURE:
        return DOUBTFUL
    return LETTERS[cell.state]
