"""The cells of a report as totals over many reports need them: small, and quick to add up."""

from __future__ import annotations

from typing import Any, Final

from documents.forms import load_forms
from documents.forms.model import KINDS
from documents.report import Analysis
from documents.tables import SURE, Cell, CellState
from service.storage.packing import pack_value

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


def encode_figures(analysis: Analysis) -> bytes:
    """``{kind: {"form": …, "values": […], "states": "nnb…"}}``, packed: of each kind of table the
    first of a known form, its cells in the form's order, a letter for the state of each."""
    forms = {form.version: form for form in load_forms()}
    found: dict[str, Any] = {}
    for kind in KINDS:
        table = analysis.table(kind)
        if table is None or table.form not in forms:
            continue
        cells = {cell.key: cell for cell in table.cells}
        ordered = [cells.get(key) for key in forms[table.form].table(kind).keys()]  # noqa: SIM118
        found[kind] = {
            "form": table.form,
            "values": [cell.value if cell else None for cell in ordered],
            "states": "".join(map(_tell_state, ordered)),
        }
    return pack_value(found)


def _tell_state(cell: Cell | None) -> str:
    if cell is None:
        return LETTERS["missing"]
    if cell.state == "number" and cell.confidence < SURE:
        return DOUBTFUL
    return LETTERS[cell.state]
