"""What happened, in order: the feed of the server-sent events."""

from __future__ import annotations

import time
from collections.abc import Sequence
from threading import Lock
from typing import Final, Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.storage.rows import EventRow
from service.storage.scope import WHOLE
from service.storage.store import Store

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


class Lookout:
    """How far the events go, looked up some times a second for all who wait for the next."""

    _EVERY: Final = 0.2

    def __init__(self) -> None:
        self._lock = Lock()
        self._last = 0
        self._next = 0.0

    def find_last(self, store: Store) -> int:
        with self._lock:
            if time.monotonic() >= self._next:
                with store.read() as session:
                    self._last = find_last(session)
                self._next = time.monotonic() + self._EVERY
            return self._last


def find_last(session: Session) -> int:
    return session.scalar(select(func.max(EventRow.id)), execution_options=WHOLE) or 0


def list_events(session: Session, after: int, job_id: int | None = None) -> Sequence[EventRow]:
    """The next events behind number ``after``, not all at once."""
    wanted = select(EventRow).where(EventRow.id > after).order_by(EventRow.id).limit(_MOST)
    if job_id is not None:
        wanted = wanted.where(EventRow.job_id == job_id)
    return session.scalars(wanted).all()
