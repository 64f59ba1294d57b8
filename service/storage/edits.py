"""A person's change of a report: written down for good, and the report reviewed anew with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from documents.encoding import decode
from documents.report import Analysis
from service.storage.editing import (
    describe_cell,
    describe_mentions,
    find_cell,
    find_paragraph,
    restore_cell,
    review_anew,
    set_cell,
    set_mentions,
    set_tags,
)
from service.storage.mentions import Layers
from service.storage.readings import keep_current, load_current, read_original
from service.storage.rows import DocumentRow, EditRow
from service.storage.terms import EditKind


@dataclass(frozen=True, slots=True)
class Edit:
    """What somebody changed, from what to what."""

    kind: EditKind
    target: str
    before: dict[str, Any]
    after: dict[str, Any]
    by: str


def edit_cell(
    session: Session,
    document: DocumentRow,
    target: str,
    value: int | float | None,
    state: str,
    by: str,
) -> Analysis:
    """The report with the cell's new value; raises ``CellMissing``, ``Conflict``, ``NotRead``."""
    analysis = load_current(session, document.id)
    changed = set_cell(analysis, target, value, state)
    before, after = (describe_cell(find_cell(a, target)[1]) for a in (analysis, changed))
    return _keep(session, document, Edit("cell", target, before, after, by), changed)


def undo_cell(session: Session, document: DocumentRow, target: str, by: str) -> Analysis:
    """The report with the cell as it was read, whatever people have made of it."""
    analysis = load_current(session, document.id)
    original = decode(read_original(session, document.id))
    changed = restore_cell(analysis, target, original)
    before, after = (describe_cell(find_cell(a, target)[1]) for a in (analysis, changed))
    edit = Edit("cell", target, before, after | {"restored": True}, by)
    return _keep(session, document, edit, changed)


def edit_tags(
    session: Session, document: DocumentRow, paragraph_id: str, tags: list[str], by: str
) -> Analysis:
    """The report with the paragraph's tags; raises ``ParagraphMissing``, ``Conflict``."""
    analysis = load_current(session, document.id)
    changed = set_tags(analysis, paragraph_id, tags)
    before, after = (
        {"tags": [score.tag for score in find_paragraph(a, paragraph_id).tags]}
        for a in (analysis, changed)
    )
    return _keep(session, document, Edit("tags", paragraph_id, before, after, by), changed)


def edit_mentions(
    session: Session, document: DocumentRow, paragraph_id: str, layers: Layers, by: str
) -> Analysis:
    """The report with these mentions in the paragraph, by places of its own text; a layer that is
    null stays. Raises ``ParagraphMissing``, ``Conflict``."""
    analysis = load_current(session, document.id)
    changed = set_mentions(analysis, paragraph_id, layers)
    before, after = (describe_mentions(a, paragraph_id, layers) for a in (analysis, changed))
    return _keep(session, document, Edit("mentions", paragraph_id, before, after, by), changed)


def list_edits(session: Session, document_id: int) -> list[EditRow]:
    """The newest first."""
    wanted = select(EditRow).where(EditRow.document_id == document_id).order_by(EditRow.id.desc())
    return list(session.scalars(wanted))


def _keep(session: Session, document: DocumentRow, edit: Edit, changed: Analysis) -> Analysis:
    reviewed = review_anew(changed)
    session.add(
        EditRow(
            document_id=document.id,
            kind=edit.kind,
            target=edit.target,
            before=edit.before,
            after=edit.after,
            by=edit.by,
        )
    )
    session.flush()
    counted = select(func.count()).where(EditRow.document_id == document.id)
    document.edits = session.scalar(counted) or 0
    keep_current(session, document, reviewed)
    return reviewed
