"""Paragraphs as something to be labelled: what the model suggests, and what people have said."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.storage.faults import NotFound
from service.storage.instants import now
from service.storage.rows import ParagraphRow
from service.storage.terms import LabelState


class LabelMissing(NotFound):
    """没有这一段，可能文件已经删除或重新处理过。"""

    code = "label-missing"


@dataclass(frozen=True, slots=True)
class OfferedParagraph:
    """A paragraph of a new reading; ``annotation`` is its row in the format of labels."""

    paragraph_id: str
    margin: float
    annotation: dict[str, Any]


def read_offer(offered: Sequence[dict[str, Any]], rows: bytes) -> list[OfferedParagraph]:
    """As ``jobs.teaching.offer_paragraphs`` told it."""
    lines = rows.splitlines()
    return [
        OfferedParagraph(said["paragraph_id"], said["margin"], json.loads(line))
        for said, line in zip(offered, lines, strict=True)
    ]


def keep_paragraphs(
    session: Session, document_id: int, offered: Iterable[OfferedParagraph]
) -> None:
    """The paragraphs of a reading in place of those before; what people have labelled stays as
    they left it."""
    labelled = ParagraphRow.state != "open"
    own = ParagraphRow.document_id == document_id
    session.execute(delete(ParagraphRow).where(own, ~labelled))
    kept = set(session.scalars(select(ParagraphRow.id).where(own)))
    for paragraph in offered:
        row_id = paragraph.annotation["id"]
        if row_id in kept:
            found = session.get_one(ParagraphRow, row_id)
            found.paragraph_id, found.margin = paragraph.paragraph_id, paragraph.margin
            continue
        session.add(
            ParagraphRow(
                id=row_id,
                document_id=document_id,
                paragraph_id=paragraph.paragraph_id,
                margin=paragraph.margin,
                annotation=paragraph.annotation,
            )
        )


def find_paragraph(session: Session, row_id: str) -> ParagraphRow:
    row = session.get(ParagraphRow, row_id)
    if row is None:
        raise LabelMissing
    return row


def find_offered(session: Session, document_id: int, paragraph_id: str) -> ParagraphRow | None:
    """A paragraph of a document by its id there; none where no model has read it."""
    return session.scalar(
        select(ParagraphRow).where(
            ParagraphRow.document_id == document_id, ParagraphRow.paragraph_id == paragraph_id
        )
    )


def mark_paragraph(
    session: Session, row: ParagraphRow, state: LabelState, annotation: dict[str, Any]
) -> None:
    row.state, row.annotation, row.changed_at = state, annotation, now()
