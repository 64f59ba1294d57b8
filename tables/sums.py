"""Which of a form's sums the cells of a table close."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Set

from documents.forms import Sum, TableForm
from documents.tables import Cell, CellKey

Amounts = Mapping[CellKey, int | float]


def closes(equation: Sum, amounts: Amounts) -> bool:
    left = sum(amounts.get(key, 0) for key in equation.left)
    return abs(left - sum(amounts.get(key, 0) for key in equation.right)) < 1e-6


def tells(equation: Sum, amounts: Amounts) -> bool:
    """False for a sum of nothing but 0, which closes whatever was lost."""
    return any(amounts.get(key, 0) for key in equation.cells)


def find_unread(cells: Iterable[Cell]) -> frozenset[CellKey]:
    """The cells of which nobody knows the figure, or whether they are there at all."""
    return frozenset(cell.key for cell in cells if cell.state in ("unreadable", "missing"))


def count_proofs(
    form: TableForm, amounts: Amounts, unread: Set[CellKey] = frozenset()
) -> Counter[CellKey]:
    """How many sums that tell something each cell closes: a misread figure breaks every one. A sum
    with an unread member proves nothing: its figure may have been taken for another's."""
    return Counter(
        key
        for equation in form.sums
        if tells(equation, amounts) and closes(equation, amounts)
        if unread.isdisjoint(equation.cells)
        for key in equation.cells
    )


def find_broken(equations: Iterable[Sum], amounts: Amounts) -> tuple[Sum, ...]:
    """The sums that do not close."""
    return tuple(equation for equation in equations if not closes(equation, amounts))
