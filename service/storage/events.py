"""What happened, in order: the feed of the server-sent events."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.storage.rows import EventRow

EventKind = Literal["job.updated", "job.finished", "document.updated", "finding.updated"]
_MOST: Final = 200


def tell(
    session: Session,
    kind: EventKind,
    *,
    job_id: int | None = None,
    document_id: int | None = None,
) -> None:
    session.add(EventRow(kind=kind, job_id=job_id, document_id=document_id))


def find_last(session: Session) -> int:
    return session.scalar(select(func.max(EventRow.id))) or 0


def list_events(session: Session, after: int, job_id: int | None = None) -> Sequence[EventRow]:
    """The next events behind number ``after``, not all at once."""
    wanted = select(EventRow).where(EventRow.id > after).order_by(EventRow.id).limit(_MOST)
    if job_id is not None:
        wanted = wanted.where(EventRow.job_id == job_id)
    return session.scalars(wanted).all()
