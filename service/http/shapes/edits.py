"""What people change in a report, and the report with it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from documents.narrative import Count, Official, Paragraph, Placeholder, Tag
from documents.tables import Cell
from service.http.shapes.base import Change, Shape
from service.http.shapes.documents import Document
from service.http.shapes.findings import JudgedFinding
from service.storage.terms import EditKind

_LARGEST: Final = 10**15
"""No figure of a report comes near it; beyond, a browser would round."""


class CellEdit(Change):
    """``value`` alone will do: a number, or null for a blank; ``state`` tells slashes and text."""

    value: (
        Annotated[int, Field(strict=True, ge=-_LARGEST, le=_LARGEST)]
        | Annotated[float, Field(strict=True, ge=-_LARGEST, le=_LARGEST)]
        | None
    ) = None
    state: Literal["number", "blank", "slash", "text"] | None = None


class TagsEdit(Change):
    tags: list[Tag] = Field(max_length=15)


class EditedReport(Shape):
    """The cell as it now is, and the findings of the report with it."""

    document: Document
    cell: Cell
    findings: list[JudgedFinding]


class EditedParagraph(Shape):
    document: Document
    paragraph: Paragraph


class EditRecord(Shape):
    """Who changed what, when, from what to what."""

    id: int
    kind: EditKind
    target: str
    before: dict[str, Any]
    after: dict[str, Any]
    by: str
    at: datetime


class Mentions(Shape):
    officials: list[Official]
    counts: list[Count]
    placeholders: list[Placeholder]
