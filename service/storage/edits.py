"""A person's change of a report: written down for good, and the report reviewed anew with it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from documents.encoding import decode
from documents.report import Analysis
from service.storage.editing import (
    describe_cell,
    find_cell,
    find_paragraph,
    restore_cell,
    review_anew,
    set_cell,
    set_tags,
)
from service.storage.readings import keep_current, load_current, read_original
from service.storage.rows import DocumentRow, EditRow
from service.storage.terms import EditKind


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
    return _keep(session, document, "cell", target, analysis, changed, by)


def undo_cell(session: Session, document: DocumentRow, target: str, by: str) -> Analysis:
    """The report with the cell as it was read, whatever people have made of it."""
    analysis = load_current(session, document.id)
    original = decode(read_original(session, document.id))
    changed = restore_cell(analysis, target, original)
    return _keep(session, document, "cell", target, analysis, changed, by, restored=True)


def edit_tags(
    session: Session, document: DocumentRow, paragraph_id: str, tags: list[str], by: str
) -> Analysis:
    """The report with the paragraph's tags; raises ``ParagraphMissing``, ``Conflict``."""
    analysis = load_current(session, document.id)
    changed = set_tags(analysis, paragraph_id, tags)
    return _keep(session, document, "tags", paragraph_id, analysis, changed, by)


def list_edits(session: Session, document_id: int) -> list[EditRow]:
    """The newest first."""
    wanted = select(EditRow).where(EditRow.document_id == document_id).order_by(EditRow.id.desc())
    return list(session.scalars(wanted))


def _keep(
    session: Session,
    document: DocumentRow,
    kind: EditKind,
    target: str,
    before: Analysis,
    after: Analysis,
    by: str,
    *,
    restored: bool = False,
) -> Analysis:
    reviewed = review_anew(after)
    said = _describe(after, kind, target)
    session.add(
        EditRow(
            document_id=document.id,
            kind=kind,
            target=target,
            before=_describe(before, kind, target),
            after=said | {"restored": True} if restored else said,
            by=by,
        )
    )
    session.flush()
    counted = select(func.count()).where(EditRow.document_id == document.id)
    document.edits = session.scalar(counted) or 0
    keep_current(session, document, reviewed)
    return reviewed


def _describe(analysis: Analysis, kind: EditKind, target: str) -> dict[str, Any]:
    if kind == "cell":
        return describe_cell(find_cell(analysis, target)[1])
    return {"tags": [score.tag for score in find_paragraph(analysis, target).tags]}
