"""A row of the form, and what was read for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from documents.forms import Row
from tables.tokens import Token
from tables.values import BLANK

How = Literal["direct", "window", "sequence", "surplus", "lossy", "cut", "absent"]


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of the form and how many cells it has."""

    row: Row
    width: int


@dataclass(frozen=True, slots=True)
class RowReading:
    """``items`` are the tokens read for the row: exactly its width unless ``how`` is ``lossy``
    (fewer), ``cut`` (the first, the text ends there), ``surplus`` or ``window`` (more) or
    ``absent`` (none); ``met`` is how many values stood in the row before fillers were left out,
    ``lead`` how many of those before the items. ``fields`` is how many cells its line had, 0 where
    its end is known but not its width, -1 where nothing marks the end. ``contested`` where the
    figures may be another row's: the label stands in the table twice, as where two reports were run
    together side by side, or labels are scattered and the row beside has none. ``wrapped`` where
    figures of a second line follow those of the first: the last may be a page number in place of a
    blank that was lost."""

    row: Row
    width: int
    items: tuple[Token, ...]
    how: How
    label: Token | None = None
    met: int = 0
    lead: int = 0
    fields: int = -1
    contested: bool = False
    wrapped: bool = False

    @property
    def bordered(self) -> bool:
        return all(item.bordered for item in self.items)

    @property
    def blanks(self) -> bool:
        return any(item.value is BLANK for item in self.items)
