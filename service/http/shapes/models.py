"""Models."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from service.http.shapes.base import Shape


class ModelVersion(Shape):
    """A version of the tagger; ``card`` says what it learnt and how it did, null for the built-in
    one; ``fault`` why it cannot be read."""

    name: str
    aliases: list[str]
    fault: str | None
    card: dict[str, Any] | None


class ModelEvent(Shape):
    at: datetime
    act: str
    version: str
    why: list[str]


class Models(Shape):
    champion: str
    challenger: str | None
    former: list[str]
    versions: list[ModelVersion]
    history: list[ModelEvent]
    trainable: bool
    reviewed: int


class Promotion(Shape):
    """``objections`` say why it was refused."""

    version: str
    promoted: bool
    comparisons: list[dict[str, Any]]
    objections: list[str]
    notes: list[str]


class ChangedParagraph(Shape):
    document_id: int
    unit: str | None
    year: int | None
    paragraph_id: str
    text: str
    before: list[str]
    after: list[str]


class Preview(Shape):
    """What another model would say otherwise, of the ``paragraphs`` that were looked at."""

    paragraphs: int
    changes: list[ChangedParagraph]
