"""A report on its way to text: planned figures and tables first, then prose, then print. Planted
defects change it between these steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from documents.narrative import PlaceholderKind
from documents.tables import CellKey, FormVersion, TableKind
from training.factory.bodies import Body
from training.factory.figures import Amount, Scale
from training.factory.grids import Draft
from training.factory.narrative import Chapter, HeadingStyle
from training.factory.voices import Passage, Voice


@dataclass(slots=True)
class TablePlan:
    """``edits`` change the drawn grid and its entries before damage and flattening."""

    form: FormVersion
    figures: dict[CellKey, Amount]
    flattening: str
    damage: tuple[str, ...] = ()
    fill: str = "zeros"
    writing: str = "plain"
    edits: list[Callable[[Random, Draft], None]] = field(default_factory=list)

    def shift(self, row: str, column: str, by: int) -> None:
        self.figures[CellKey(row, column)] += by


@dataclass(slots=True)
class ReportDraft:
    """``signed`` is month and day below the text, in the year after the report's. ``running_on``
    allows a whole section on one line, where a bare heading would not be seen."""

    body: Body
    year: int
    scale: Scale
    form: FormVersion
    voice: Voice
    heading: HeadingStyle
    tables: dict[TableKind, TablePlan]
    title: str = ""
    preamble: Passage = field(default_factory=lambda: Passage(""))
    chapters: list[Chapter] = field(default_factory=list)
    facts: dict[str, Amount] = field(default_factory=dict)
    slots: dict[str, str] = field(default_factory=dict)
    signed: tuple[int, int] | None = None
    running_on: bool = True
    appendix: list[str] = field(default_factory=list)
    placeholders: list[tuple[str, PlaceholderKind]] = field(default_factory=list)

    def chapter(self, number: int) -> Chapter:
        return next(chapter for chapter in self.chapters if chapter.number == number)
