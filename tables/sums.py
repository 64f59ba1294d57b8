"""Which of a form's sums the cells of a table close."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from documents.forms import Sum, TableForm
from documents.tables import CellKey

Amounts = Mapping[CellKey, int | float]


def closes(equation: Sum, amounts: Amounts) -> bool:
    left = sum(amounts.get(key, 0) for key in equation.left)
    return abs(left - sum(amounts.get(key, 0) for key in equation.right)) < 1e-6


def tells(equation: Sum, amounts: Amounts) -> bool:
    """False for a sum of nothing but 0, which closes whatever was lost."""
    return any(amounts.get(key, 0) for key in equation.cells)


def count_proofs(form: TableForm, amounts: Amounts) -> Counter[CellKey]:
    """How many sums that tell something each cell closes: a misread figure breaks every one."""
    return Counter(
        key
        for equation in form.sums
        if tells(equation, amounts) and closes(equation, amounts)
        for key in equation.cells
    )


def find_broken(equations: Iterable[Sum], amounts: Amounts) -> tuple[Sum, ...]:
    """The sums that do not close."""
    return tuple(equation for equation in equations if not closes(equation, amounts))
