"""What is kept for how long. Documents stay for good unless ``GONGKAI_KEEP_DAYS`` says otherwise;
what only tells of work that was done goes by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.people.accounts import RESERVED
from service.people.trail import record
from service.storage.documents import find_document, remove_document
from service.storage.instants import now
from service.storage.rows import DocumentRow, EventRow, JobRow, KeptKeyRow
from service.storage.terms import ENDED

JOBS: Final = timedelta(days=90)
EVENTS: Final = timedelta(days=7)
"""No reader comes back for an event after so long; keys of repeated requests go with them."""
_AT_ONCE: Final = 100


def tidy(session: Session, keep_days: int) -> list[str]:
    """Removes what is too old; the digests of the files to be removed after the commit. Documents
    some at a time, each with a line in the audit trail: the rest is for the next round. 0 keeps
    them all."""
    at = now()
    session.execute(delete(EventRow).where(EventRow.at < at - EVENTS))
    session.execute(delete(KeptKeyRow).where(KeptKeyRow.at < at - EVENTS))
    last = select(DocumentRow.job_id).where(DocumentRow.job_id.is_not(None))
    session.execute(
        delete(JobRow).where(
            JobRow.state.in_(ENDED), JobRow.finished_at < at - JOBS, JobRow.id.not_in(last)
        )
    )
    if not keep_days:
        return []
    old = (
        select(DocumentRow.id)
        .where(
            DocumentRow.created_at < at - timedelta(days=keep_days), DocumentRow.state.in_(ENDED)
        )
        .limit(_AT_ONCE)
    )
    return [_remove(session, document_id, keep_days) for document_id in session.scalars(old).all()]


def _remove(session: Session, document_id: int, keep_days: int) -> str:
    name = find_document(session, document_id).name
    record(session, RESERVED, "retention.remove", None, document_id, name=name, days=keep_days)
    return remove_document(session, document_id)
