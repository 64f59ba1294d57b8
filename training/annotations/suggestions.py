"""The paragraphs of a report as rows, with what the models in use say of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from documents.narrative import Paragraph
from documents.report import Analysis
from documents.views import View
from nlp.reading import NarrativeInput, read_narrative
from training.annotations.annotation import Annotation, Origin, Review
from training.annotations.checks import SURROGATE
from training.annotations.marks import hash_text

_MARK: Final = 12  # characters of the file's SHA-256 in an id


def suggest_rows(analysis: Analysis) -> tuple[Annotation, ...]:
    """A row for each paragraph, state ``suggested``.

    An id is made of the file's hash and the text's, so that another run finds the same paragraph
    again. Raises SetupError where the models cannot be loaded."""
    paragraphs = [
        replace(p, text=SURROGATE.sub("\ufffd", p.text))
        for p in analysis.paragraphs
        if p.text.strip()
    ]
    rows = tuple(_list_rows(analysis, paragraphs))
    readings = read_narrative(
        [
            NarrativeInput(View.of(p.text), p.section, p.heading, in_body=p.location == "body")
            for p in paragraphs
        ]
    )
    return tuple(
        replace(
            row,
            tags=tuple(score.tag for score in reading.tags),
            officials=reading.officials,
            counts=reading.counts,
            placeholders=reading.placeholders,
        )
        for row, reading in zip(rows, readings, strict=True)
    )


def clear_suggestion(row: Annotation) -> Annotation:
    """The row without what a model said of it; what a person said stays."""
    if row.review.state != "suggested":
        return row
    return replace(
        row, tags=None, officials=None, counts=None, placeholders=None, review=Review("suggested")
    )


def _list_rows(analysis: Analysis, paragraphs: Sequence[Paragraph]) -> Iterator[Annotation]:
    seen: Counter[str] = Counter()
    for before, paragraph in zip([None, *paragraphs], paragraphs, strict=False):
        mark = f"{analysis.source.sha256[:_MARK]}-{hash_text(paragraph.text)}"
        seen[mark] += 1
        in_body = paragraph.location == "body"
        place = paragraph.section, paragraph.location
        follows = before is not None and (before.section, before.location) == place
        yield Annotation(
            id=mark if seen[mark] == 1 else f"{mark}-{seen[mark]}",
            text=paragraph.text,
            section=paragraph.section if in_body else None,
            heading=paragraph.heading,
            previous=before.text if before and follows else None,
            organisation=analysis.unit.name if analysis.unit else None,
            year=analysis.year,
            source=Origin(analysis.source.name, analysis.source.sha256, paragraph.span),
            review=Review("suggested", model=analysis.produced_by.models.get("tags")),
        )
