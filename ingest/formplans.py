"""The statutory forms laid out as arrays, and how like their labels recognised words are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from documents.forms.model import TableForm, load_forms
from documents.forms.printed import PrintedCell, lay_out_table
from ingest.rulings import Floats

Label = tuple[str, float, float]
"""What was recognised, folded, and its middle in pixels."""
_LEFT_OUT: Final = re.compile(r"[^\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class FormPlan:
    """A form as arrays: the cell at each place, and where its walls are."""

    form: TableForm
    cells: tuple[PrintedCell, ...]
    owner: NDArray[np.int_]
    across: Floats
    down: Floats
    labels: tuple[str, ...]
    header: int


@cache
def _list_plans() -> tuple[FormPlan, ...]:
    return tuple(_plan(table) for form in load_forms() for table in form.tables)


def _plan(form: TableForm) -> FormPlan:
    printed = lay_out_table(form)
    cells = tuple(cell for row in printed for cell in row)
    width = max(cell.column + cell.column_span for cell in cells)
    owner = np.zeros((len(printed), width), dtype=int)
    for number, cell in enumerate(cells):
        rows = slice(cell.row, cell.row + cell.row_span)
        owner[rows, cell.column : cell.column + cell.column_span] = number
    across = np.ones((len(printed) + 1, width))
    across[1:-1] = owner[1:] != owner[:-1]
    down = np.ones((len(printed), width + 1))
    down[:, 1:-1] = owner[:, 1:] != owner[:, :-1]
    header = min(cell.row for cell in cells if cell.role == "value")
    labels = tuple(fold_label(cell.text) for cell in cells)
    return FormPlan(form, cells, owner, across, down, labels, header)


def fold_label(text: str) -> str:
    """Its Chinese characters: numbering and punctuation are read too loosely to tell."""
    return _LEFT_OUT.sub("", text)


def choose_plans(labels: Sequence[Label]) -> list[FormPlan]:
    """Both versions of the table whose labels were read most."""
    plans = _list_plans()
    found = {plan.form.kind: 0.0 for plan in plans}
    for plan in plans:
        known = "\n".join(plan.labels)
        total = sum(fuzz.partial_ratio(text, known) >= 80 for text, _, _ in labels if len(text) > 2)
        found[plan.form.kind] = max(found[plan.form.kind], total)
    best = max(found, key=found.__getitem__)
    return [plan for plan in plans if plan.form.kind == best]


def compare_label(text: str, label: str) -> float:
    """From -1, nothing in common, to 1: the run says the label or a part of it."""
    if len(label) < 2:
        return -1.0
    if len(text) > len(label):
        return 2 * fuzz.ratio(text, label) / 100 - 1
    return 2 * fuzz.partial_ratio(text, label) / 100 - 1


def vote_for_rows(likeness: Floats, owner: NDArray[np.int_]) -> Floats:
    """What each run says for each row of the form; nothing where it is like no label at all."""
    by_row = np.array([[own[row].max() for row in owner] for own in likeness])
    known = by_row.max(axis=1) >= 0.4
    return np.asarray(np.where(known[:, None], by_row, 0.0))
