"""What a field turns out to be: a label of a form, a value, or neither."""

from __future__ import annotations

from typing import Literal, NamedTuple

from tables.labels import Label
from tables.values import Value

TokenKind = Literal["label", "value", "noise", "row", "line"]


class Token(NamedTuple):
    """``start`` and ``end`` are places in the whole text; ``bordered`` where tabs or pipes stood
    around it, so that the field was a whole cell; ``column`` as in ``Field``."""

    kind: TokenKind
    text: str
    start: int
    end: int
    bordered: bool = False
    label: Label | None = None
    value: Value | None = None
    column: int = -1

    @property
    def blank(self) -> bool:
        return self.value is not None and self.value.state == "blank"

    @property
    def amount(self) -> int | float:
        """The figure in sums, where blanks, slashes and words count as 0."""
        return (self.value and self.value.amount) or 0

    @property
    def filled(self) -> bool:
        """True for a value that is not a blank cell."""
        return self.value is not None and self.value.state != "blank"
