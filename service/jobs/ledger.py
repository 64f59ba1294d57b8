"""The book of jobs: every change of a job's state, each one conditional on the state before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import CursorResult, func, select, update
from sqlalchemy.orm import Session, aliased

from service.storage.events import tell
from service.storage.faults import Conflict
from service.storage.instants import now
from service.storage.rows import BatchRow, DocumentRow, JobRow
from service.storage.scope import WHOLE
from service.storage.terms import ENDED, GATHERING, JobKind

MOST_ATTEMPTS: Final = 3
SILENCE: Final = timedelta(seconds=15)
"""A worker that was not heard of for so long is taken for dead."""
_SETTLED: Final = timedelta(seconds=3)
WORKER_LOST: Final = "worker-lost"


@dataclass(frozen=True, slots=True)
class Claim:
    """A job that is this worker's to do. ``attempt`` proves it when it reports back: another may
    have been given the job since."""

    job_id: int
    kind: JobKind
    attempt: int
    document_id: int | None
    request: dict[str, Any]


def add_job(
    session: Session,
    kind: JobKind,
    by: str,
    *,
    document: DocumentRow | None = None,
    name: str = "",
    request: dict[str, Any] | None = None,
) -> JobRow:
    """A queued job; to be sent to the queue after the commit."""
    job = JobRow(
        kind=kind,
        created_by=by,
        name=name or (document.name if document else ""),
        document_id=document.id if document else None,
        request=request or {},
    )
    session.add(job)
    session.flush()
    if document:
        document.job_id, document.state = job.id, "queued"
        document.error_code = document.error_message = None
        tell(session, "document.updated", document_id=document.id)
    tell(session, "job.updated", job_id=job.id, document_id=job.document_id)
    return job


def claim_job(session: Session, job_id: int, worker: str) -> Claim | None:
    """The job, if it is still to be done and nobody else has it."""
    at = now()
    if not _change(
        session,
        job_id,
        JobRow.state == "queued",
        state="running",
        worker=worker,
        attempt=JobRow.attempt + 1,
        started_at=at,
        heartbeat_at=at,
        finished_at=None,
    ):
        return None
    job = session.get_one(JobRow, job_id)
    _mark_document(session, job)
    return Claim(job.id, job.kind, job.attempt, job.document_id, job.request)


def finish_job(session: Session, claim: Claim, outcome: dict[str, Any] | None = None) -> bool:
    """False where the job is no longer the claimer's: then nothing else of it may be kept."""
    return _end(
        session,
        claim,
        state="succeeded",
        done=JobRow.total,
        outcome=outcome or {},
        error_code=None,
        error_message=None,
    )


def fail_job(session: Session, claim: Claim, code: str, message: str) -> bool:
    return _end(session, claim, state="failed", error_code=code, error_message=message)


def release_job(session: Session, claim: Claim) -> None:
    """Gives the job back undone: its worker is shutting down."""
    held = (JobRow.state == "running") & (JobRow.attempt == claim.attempt)
    if _change(session, claim.job_id, held, state="queued", attempt=JobRow.attempt - 1):
        _mark_document(session, session.get_one(JobRow, claim.job_id))


def report_progress(session: Session, claim: Claim, stage: str, done: int, total: int) -> bool:
    held = (JobRow.state == "running") & (JobRow.attempt == claim.attempt)
    return _change(
        session, claim.job_id, held, stage=stage, done=done, total=total, heartbeat_at=now()
    )


def cancel_job(session: Session, job_id: int) -> None:
    """Ends a job that has not ended. What a worker still reads for it is thrown away; of reports
    that are read anew, no more are begun.

    Raises ``Conflict`` where it has ended.
    """
    open_states = JobRow.state.in_(("queued", "running"))
    if not _change(session, job_id, open_states, state="cancelled", finished_at=now()):
        raise Conflict("任务已经结束，不能取消。")
    job = session.get_one(JobRow, job_id)
    if job.kind == "batch":
        for part in list_open_parts(session, job_id):
            cancel_job(session, part)
    _mark_document(session, job)
    tell(session, "job.finished", job_id=job_id, document_id=job.document_id)


def list_open_parts(session: Session, job_id: int) -> Sequence[int]:
    """The jobs of a batch that have not ended."""
    return session.scalars(
        select(JobRow.id)
        .join(BatchRow, BatchRow.document_id == JobRow.document_id)
        .where(BatchRow.job_id == job_id, JobRow.state.in_(("queued", "running")))
    ).all()


def beat(session: Session, worker: str) -> None:
    """The worker is alive, and so are its jobs."""
    session.execute(
        update(JobRow)
        .where(JobRow.worker == worker, JobRow.state == "running", JobRow.kind.not_in(GATHERING))
        .values(heartbeat_at=now())
    )


def sweep(session: Session, *, queue_empty: bool) -> Sequence[int]:
    """The jobs to send to the queue anew: those whose worker was lost, and with an empty queue
    those that it has lost. A job that cost several workers fails."""
    lost = session.scalars(
        select(JobRow).where(
            JobRow.state == "running",
            JobRow.kind.not_in(GATHERING),
            JobRow.heartbeat_at < now() - SILENCE,
        )
    ).all()
    again: list[int] = []
    for job in lost:
        claim = Claim(job.id, "structure", job.attempt, job.document_id, {})
        if job.attempt >= MOST_ATTEMPTS:
            fail_job(
                session, claim, WORKER_LOST, f"处理程序先后 {job.attempt} 次意外中止，已放弃。"
            )
        elif _change(
            session,
            job.id,
            (JobRow.state == "running") & (JobRow.attempt == job.attempt),
            state="queued",
        ):
            _mark_document(session, session.get_one(JobRow, job.id, populate_existing=True))
            again.append(job.id)
    if queue_empty:
        forgotten = select(JobRow.id).where(
            JobRow.state == "queued", JobRow.created_at < now() - _SETTLED
        )
        again += [i for i in session.scalars(forgotten.order_by(JobRow.id)) if i not in again]
    return again


def count_ahead(session: Session, job: JobRow) -> int:
    """How many queued jobs are older."""
    older = select(func.count()).where(JobRow.state == "queued", JobRow.id < job.id)
    return session.scalar(older, execution_options=WHOLE) or 0


def _end(session: Session, claim: Claim, **values: Any) -> bool:
    held = (JobRow.state == "running") & (JobRow.attempt == claim.attempt)
    if not _change(session, claim.job_id, held, finished_at=now(), **values):
        return False
    job = session.get_one(JobRow, claim.job_id, populate_existing=True)
    _mark_document(session, job)
    tell(session, "job.finished", job_id=job.id, document_id=job.document_id)
    return True


def _change(session: Session, job_id: int, condition: Any, **values: Any) -> bool:
    changed = session.execute(
        update(JobRow)
        .where(JobRow.id == job_id, condition)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    assert isinstance(changed, CursorResult)
    if not changed.rowcount:
        return False
    session.expire_all()
    tell(session, "job.updated", job_id=job_id)
    return True


def _mark_document(session: Session, job: JobRow) -> None:
    """A document is in the state of its last job, and a batch in that of its documents."""
    if job.document_id is None:
        return
    document = session.get_one(DocumentRow, job.document_id, with_for_update=True)
    if document.job_id == job.id:
        document.state = job.state
        document.error_code, document.error_message = job.error_code, job.error_message
        document.changed_at = now()
        tell(session, "document.updated", document_id=document.id)
    if job.state in ENDED:
        session.flush()
        _close_batches(session, job.document_id)


def _close_batches(session: Session, document_id: int) -> None:
    batches = session.scalars(
        select(JobRow)
        .join(BatchRow, BatchRow.job_id == JobRow.id)
        .where(BatchRow.document_id == document_id, JobRow.state == "running")
        # two that end at once would each count without the other
        .with_for_update(of=JobRow)
        .execution_options(populate_existing=True)
    ).all()
    for batch in batches:
        settle_batch(session, batch)


def settle_batch(session: Session, batch: JobRow) -> None:
    """Counts what became of a batch's documents, and ends it where all have ended."""
    states = _count_states(session, batch)
    batch.total = sum(states.values())
    batch.done = sum(states.get(state, 0) for state in ENDED)
    failed = states.get("failed", 0)
    if failed:
        batch.error_code = "parts-failed"
        batch.error_message = f"{batch.total} 份中有 {failed} 份未能处理。"
    if batch.done < batch.total:
        tell(session, "job.updated", job_id=batch.id)
        return
    batch.state = "failed" if batch.total and not states.get("succeeded") else "succeeded"
    batch.finished_at = now()
    tell(session, "job.finished", job_id=batch.id)


def _count_states(session: Session, batch: JobRow) -> dict[str | None, int]:
    """How many documents of an upload are in each state; of reports that are read anew, how many
    of the jobs that do so, null for those that wait."""
    part = aliased(JobRow)
    state: Any = part.state if batch.kind == "reprocess" else DocumentRow.state
    wanted = select(state, func.count()).select_from(BatchRow).where(BatchRow.job_id == batch.id)
    if batch.kind == "reprocess":
        wanted = wanted.outerjoin(part, part.id == BatchRow.part_id)
    else:
        wanted = wanted.join(DocumentRow, DocumentRow.id == BatchRow.document_id)
    return dict(session.execute(wanted.group_by(state)).tuples().all())
