"""What the confidence of recognised characters means for the cells read from them.

A recogniser is as sure of a wrong digit as of a right one at times, and a lone digit that it
overlooks leaves a cell that looks blank. What it cannot do by chance is to misread so that the
form's sums still close.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from documents.forms import load_form
from documents.layout import Layout
from documents.tables import Cell, Table
from tables.sums import count_proofs, find_broken, find_unread
from tables.values import NOUGHT

CLEAR: Final = 0.98
"""From this confidence on a recogniser's word stands against a sum that does not close."""
CONFIRMED: Final = 0.95
SUSPECT: Final = 0.8
EMPTY: Final = 0.95
UNSEEN: Final = 0.6
_LEAST: Final = {1: 0.7, 2: 0.5}
"""How clear a figure must at least be where so many sums hold it."""


def weigh_table(layout: Layout, table: Table) -> Table:
    """The table with no cell surer than the characters that it was read from; unchanged where
    no character of it was recognised in a picture.

    A doubtful figure is sure again where sums hold it that close over figures other than 0, and
    no other doubt was there; where a sum does not close, its members are in doubt if any of them
    was not clear, for then it may be the reading's fault.
    """
    pictured = {page.number for page in layout.pages if page.reader == "ocr"}
    if table.span is None or not pictured.intersection(_list_pages(layout, table)):
        return table
    assert table.form in ("v2019", "v2021")
    form = load_form(table.form).table(table.kind)
    clearness = {cell.key: _read_clearness(layout, cell, pictured) for cell in table}
    amounts = {cell.key: cell.amount for cell in table}
    proofs = count_proofs(form, amounts, find_unread(table))
    cells = {cell.key: _weigh(cell, clearness[cell.key], proofs[cell.key]) for cell in table}
    for equation in find_broken(form.sums, amounts):
        if min(clearness[key] for key in equation.cells) < CLEAR:
            for key in equation.cells:
                cells[key] = _cap(cells[key], SUSPECT)
    return replace(table, cells=tuple(cells.values()))


def _list_pages(layout: Layout, table: Table) -> set[int]:
    assert table.span is not None
    return {piece.region.page for piece in layout.find_pieces(table.span)}


def _read_clearness(layout: Layout, cell: Cell, pictured: set[int]) -> float:
    """The confidence of the least clear piece of the cell. Where nothing was recognised, a ruled
    cell without ink is empty; of any other place nobody can say that nothing is there."""
    if cell.span is None:
        return UNSEEN
    if cell.state == "blank":
        return EMPTY if layout.find_empty(cell.span) is not None else UNSEEN
    pieces = list(layout.find_pieces(cell.span))
    return min((p.confidence if p.region.page in pictured else 1.0 for p in pieces), default=UNSEEN)


def _weigh(cell: Cell, clearness: float, proofs: int) -> Cell:
    if cell.raw.strip() == NOUGHT:
        return _cap(cell, min(clearness, SUSPECT))  # it may be a ring or the hole of a punch
    held = proofs > 0 and clearness >= _LEAST[min(proofs, 2)]
    if held and cell.state == "number" and cell.sure:
        return replace(cell, confidence=max(CONFIRMED, min(cell.confidence, clearness)))
    if cell.state == "text":
        return _cap(cell, SUSPECT)
    return _cap(cell, clearness)


def _cap(cell: Cell, confidence: float) -> Cell:
    return replace(cell, confidence=min(cell.confidence, confidence))
