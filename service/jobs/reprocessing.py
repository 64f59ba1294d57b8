"""Reports that another model than the one in use has read, read anew: a job over all of them.

It hands them out a few at a time, so that what somebody sends meanwhile does not wait behind
thousands. Which of them are waiting is in the database (``BatchRow.part_id``): whoever looks next
goes on, in whatever process.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Select,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session

from documents.errors import GongkaiError
from nlp.stored import BUILTIN, find_champion, find_models
from service.jobs.ledger import settle_batch
from service.jobs.uploads import restart
from service.storage.events import tell
from service.storage.faults import Conflict
from service.storage.instants import now
from service.storage.rows import BatchRow, DocumentRow, JobRow
from service.storage.scope import find_scope
from service.storage.terms import ENDED

_AHEAD: Final = 8
"""Reports of a job that are queued or being read at a time: enough for two machines of four."""
_RUNNING: Final = (JobRow.kind == "reprocess") & (JobRow.state == "running")


def name_model() -> str:
    """The model in use, as documents call the one that read them. Raises ``ModelDamaged``."""
    champion = find_champion(find_models())
    return _name_builtin() if champion == BUILTIN else champion


@cache
def _name_builtin() -> str:
    from nlp.tags import MODEL

    return str(json.loads(MODEL.read_bytes())["name"])


def begin_reprocessing(session: Session, chosen: Select[Any], by: str) -> JobRow:
    """A job over those of the documents (``chosen`` selects ids) that the model in use has not
    read; what is no report is left alone. Those that wait in such a job already are not taken
    twice: where no others are left, the job is that one. Raises ``ModelDamaged``, and ``Conflict``
    where that one is somebody else's."""
    waiting = (
        select(BatchRow.document_id)
        .join(JobRow, JobRow.id == BatchRow.job_id)
        .where(_RUNNING, BatchRow.part_id.is_(None))
    )
    model = name_model()
    wanted = [
        DocumentRow.id.in_(chosen.scalar_subquery()),
        DocumentRow.is_report.is_(True),
        _is_unread(model),
    ]
    if scope := find_scope(session):
        wanted.append(DocumentRow.id.in_(scope.select_documents()))
    count = select(func.count(DocumentRow.id)).where(*wanted)
    number = session.scalar(count.where(DocumentRow.id.not_in(waiting))) or 0
    if number == 0 and session.scalar(count):
        own = select(JobRow).where(_RUNNING, JobRow.created_by == by).order_by(JobRow.id.desc())
        if known := session.scalars(own).first():
            return known
        raise Conflict("别人已经安排重新识别这些报告。")
    job = JobRow(kind="reprocess", state="running", created_by=by, started_at=now())
    job.name, job.request = f"重新识别 {number} 份", {"model": model}
    session.add(job)
    session.flush()
    newest_first = func.row_number().over(order_by=DocumentRow.id.desc())
    session.execute(
        insert(BatchRow).from_select(
            ["job_id", "document_id", "position"],
            select(literal(job.id), DocumentRow.id, newest_first).where(
                *wanted, DocumentRow.id.not_in(waiting)
            ),
        )
    )
    tell(session, "job.updated", job_id=job.id)
    settle_batch(session, job)
    return job


def resume_reprocessing(session: Session, job: JobRow) -> None:
    """Goes on with a job that was cancelled, and tries again what failed in it; raises
    ``Conflict`` where nothing of it is left."""
    done = select(JobRow.id).where(JobRow.state.in_(("queued", "running", "succeeded")))
    left = (BatchRow.job_id == job.id) & or_(
        BatchRow.part_id.is_(None), BatchRow.part_id.not_in(done)
    )
    if not session.scalar(select(exists().where(left))):
        raise Conflict("没有剩下的文件，不必重做。")
    session.execute(update(BatchRow).where(left).values(part_id=None))
    job.state, job.finished_at, job.error_code, job.error_message = "running", None, None, None
    settle_batch(session, job)


def is_hungry(session: Session) -> bool:
    """Whether a running job has handed out so few that it is worth while to hand out more."""
    running = session.scalars(select(JobRow).where(_RUNNING)).all()
    return any(_count_under_way(session, job) <= _AHEAD // 2 for job in running)


def feed_reprocessing(session: Session) -> list[int]:
    """Hands out the next reports of each running job; the numbers of their jobs, for the queue."""
    jobs = session.scalars(
        # who holds one is just doing what is to be done
        select(JobRow).where(_RUNNING).order_by(JobRow.id).with_for_update(skip_locked=True)
    ).all()
    fed: list[int] = []
    for job in jobs:
        try:
            fed += _feed(session, job, name_model())
        except GongkaiError as error:  # without a model they would be read worse than they were
            job.state, job.finished_at = "failed", now()
            job.error_code, job.error_message = error.code, str(error)
            tell(session, "job.finished", job_id=job.id)
    return fed


def _feed(session: Session, job: JobRow, model: str) -> list[int]:
    waiting = (BatchRow.job_id == job.id) & BatchRow.part_id.is_(None)
    # somebody else has had them read since, or will
    read = select(DocumentRow.id).where(DocumentRow.state == "succeeded", ~_is_unread(model))
    session.execute(
        delete(BatchRow)
        .where(waiting, BatchRow.document_id.in_(read))
        .execution_options(synchronize_session=False)
    )
    queued = select(DocumentRow.id).where(DocumentRow.state == "queued")
    theirs = select(DocumentRow.job_id).where(DocumentRow.id == BatchRow.document_id)
    session.execute(
        update(BatchRow)
        .where(waiting, BatchRow.document_id.in_(queued))
        .values(part_id=theirs.scalar_subquery())
        .execution_options(synchronize_session=False)
    )
    following = session.execute(
        select(BatchRow, DocumentRow)
        .join(DocumentRow, DocumentRow.id == BatchRow.document_id)
        .where(waiting, DocumentRow.state.in_(ENDED))
        .order_by(BatchRow.position)
        .limit(max(0, _AHEAD - _count_under_way(session, job)))
        .with_for_update(of=DocumentRow, skip_locked=True)
        .execution_options(populate_existing=True)
    ).tuples()
    fed = []
    for row, document in following.all():
        row.part_id = restart(session, document, job.created_by).id
        fed.append(row.part_id)
    session.flush()
    settle_batch(session, job)
    return fed


def _count_under_way(session: Session, job: JobRow) -> int:
    """Those handed out (``part_id`` is set) that had not ended when the job was last settled."""
    handed_out = select(func.count(BatchRow.part_id)).where(BatchRow.job_id == job.id)
    return max(0, (session.scalar(handed_out) or 0) - job.done)


def _is_unread(model: str) -> ColumnElement[bool]:
    return func.coalesce(DocumentRow.model, "") != model
