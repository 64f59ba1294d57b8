"""Labels."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from documents.narrative import Tag
from service.http.shapes.base import Change, Shape
from service.storage.terms import LabelState


class MarkShape(Change):
    """Words with a label: ``official``, ``count``, ``blank_figure``, ``mask``, ``template_text``;
    ``span`` counts code points of the paragraph's text."""

    label: str
    span: tuple[int, int]


class Labelling(Change):
    tags: list[Tag] = Field(max_length=15)
    marks: list[MarkShape] | None = None
    state: Literal["reviewed", "skipped"] = "reviewed"


class LabelItem(Shape):
    """A paragraph to be labelled, or labelled; ``annotation`` is the row of ``labels/1``."""

    id: str
    document_id: int
    paragraph_id: str
    margin: float
    state: LabelState
    annotation: dict[str, Any]


class LabelQueue(Shape):
    items: list[LabelItem]
    open: int
    reviewed: int
    skipped: int


class LabelEntry(Shape):
    name: str | None
    rows: int
    reviewed: int


class LabelCounts(Shape):
    rows: int
    states: dict[str, int]
    tags: list[LabelEntry]
    layers: list[LabelEntry]
    bodies: list[LabelEntry]


class LabelImport(Shape):
    effects: dict[str, int]
    faults: list[str]
    notes: list[str]
    written: bool
