"""The three statutory tables as read from a report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from documents.places import Region, Span

TableKind = Literal["proactive", "requests", "disputes", "other"]
FormVersion = Literal["v2019", "v2021", "pre2019"]
Location = Literal["body", "appendix"]
CellState = Literal["number", "blank", "slash", "text", "missing", "inferred", "unreadable"]

SURE: Final = 0.9
"""From this confidence on a cell is vouched for; below it, every face must show the doubt."""


class CellKey(NamedTuple):
    """A cell of a form; written ``row.column`` (rows may contain dots, columns never)."""

    row: str
    column: str

    def __str__(self) -> str:
        return f"{self.row}.{self.column}"

    @classmethod
    def parse(cls, text: str) -> CellKey:
        row, _, column = text.rpartition(".")
        return cls(row, column)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the form, listed also when the report left it out.

    ``value`` is null unless the state is ``number`` or ``inferred``. ``raw`` is the text as it
    stands in the report. ``confidence`` is about the reading, never about the report.
    """

    row: str
    column: str
    value: int | float | None
    raw: str
    unit: str | None
    state: CellState
    confidence: float
    span: Span | None = None
    regions: tuple[Region, ...] = ()

    def __post_init__(self) -> None:
        if (self.value is not None) != (self.state in ("number", "inferred")):
            raise ValueError(f"a cell in state {self.state} cannot have the value {self.value}")

    @property
    def key(self) -> CellKey:
        return CellKey(self.row, self.column)

    @property
    def sure(self) -> bool:
        """True where the reading can be vouched for: only then may a sum be held against it."""
        return self.confidence >= SURE and self.state not in ("unreadable", "inferred")

    @property
    def amount(self) -> int | float:
        """The value in sums: blanks and slashes count as 0 (standard.md chapter 6)."""
        return self.value if self.value is not None else 0


@dataclass(frozen=True, slots=True)
class Deviation:
    """A label that the report prints otherwise than the form does."""

    expected: str
    printed: str
    span: Span


@dataclass(frozen=True, slots=True)
class Table:
    """One statutory table. ``cells`` follow the form's order, each cell of the form once.

    ``surplus`` are values in the table that no cell of the form takes; ``deviations`` are labels
    that differ from the form by more than width, white space and punctuation.
    """

    kind: TableKind
    form: FormVersion | None
    location: Location
    cells: tuple[Cell, ...]
    span: Span | None = None
    deviations: tuple[Deviation, ...] = ()
    surplus: tuple[Span, ...] = ()

    def __iter__(self) -> Iterator[Cell]:
        return iter(self.cells)

    def cell(self, row: str, column: str) -> Cell | None:
        return next((c for c in self.cells if c.row == row and c.column == column), None)
