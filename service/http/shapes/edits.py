"""What people change in a report, and the report with it."""

from __future__ import annotations

from collections.abc import Sequence
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
_MOST: Final = 500
"""Mentions of a kind in one paragraph; the longest have some dozens."""


class CellEdit(Change):
    """``value`` alone will do: a number, or null for a blank; ``state`` tells slashes and text."""

    value: (
        Annotated[int, Field(strict=True, ge=-_LARGEST, le=_LARGEST)]
        | Annotated[float, Field(strict=True, ge=-_LARGEST, le=_LARGEST)]
        | None
    ) = None
    state: Literal["number", "blank", "slash", "text"] | None = None


Words = Annotated[str, Field(max_length=200)]
Place = Annotated[tuple[int, int], Field(description="在报告文字中的位置，按字（码点）计")]


class OfficialEdit(Change):
    """What is left out is read from the words, or stays as it was read."""

    span: Place
    name: Annotated[str, Field(min_length=1, max_length=50)] | None = None
    post: Words | None = None
    role: Words | None = None
    group: Words | None = None


class CountEdit(Change):
    """What is left out is read from the words, or stays as it was read."""

    span: Place
    value: (
        Annotated[int, Field(strict=True, ge=-_LARGEST, le=_LARGEST)]
        | Annotated[float, Field(strict=True, ge=-_LARGEST, le=_LARGEST)]
        | None
    ) = None
    unit: Words | None = None
    measure: Words | None = None
    approximate: bool | None = None
    scope: Words | None = None


class PlaceholderEdit(Change):
    span: Place
    kind: Literal["blank_figure", "mask", "template_text"]


MentionEdit = OfficialEdit | CountEdit | PlaceholderEdit


class ParagraphEdit(Change):
    """All tags of the paragraph, all its officials, all its counts, all its placeholders, each
    where it is given; what is left out stays."""

    tags: list[Tag] | None = Field(default=None, max_length=15)
    officials: list[OfficialEdit] | None = Field(default=None, max_length=_MOST)
    counts: list[CountEdit] | None = Field(default=None, max_length=_MOST)
    placeholders: list[PlaceholderEdit] | None = Field(default=None, max_length=_MOST)

    @property
    def marks(self) -> dict[str, Sequence[MentionEdit] | None]:
        """Its mentions by layer."""
        return {
            "officials": self.officials,
            "counts": self.counts,
            "placeholders": self.placeholders,
        }


class EditedReport(Shape):
    """The cell as it now is, and the findings of the report with it."""

    document: Document
    cell: Cell
    findings: list[JudgedFinding]


class Mentions(Shape):
    officials: list[Official]
    counts: list[Count]
    placeholders: list[Placeholder]


class EditedParagraph(Shape):
    """The paragraph as it now is, and the mentions of the whole report."""

    document: Document
    paragraph: Paragraph
    mentions: Mentions


class EditRecord(Shape):
    """Who changed what, when, from what to what. Of mentions, ``before`` and ``after`` have the
    paragraph's ``text`` and the layers that were changed, by places of that text."""

    id: int
    kind: EditKind
    target: str
    before: dict[str, Any]
    after: dict[str, Any]
    by: str
    at: datetime
