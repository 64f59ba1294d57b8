"""What may be learnt from: paragraphs whose tags a person has reviewed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from training.annotations.annotation import Annotation
from training.labels import LabelledParagraph

UNKNOWN: Final = "未知"


def list_examples(annotations: Iterable[Annotation]) -> tuple[LabelledParagraph, ...]:
    """The reviewed rows with tags, in order; suggestions, skipped ones and rows without tags teach
    nothing. A row without an organisation goes by its file, so that no report is ever divided
    between what is learnt and what is held out; without a year it has year 0."""
    return tuple(
        LabelledParagraph(
            id=row.id,
            text=row.text,
            tags=row.tags,
            section=row.section,
            heading=row.heading,
            previous=row.previous,
            organisation=row.organisation or (row.source.sha256 if row.source else row.id),
            province=row.province or UNKNOWN,
            voice=row.voice or UNKNOWN,
            year=row.year or 0,
        )
        for row in annotations
        if row.review.state == "reviewed" and row.tags is not None
    )
