"""``/v1/jobs``: what is being done, what was, what went wrong."""

from __future__ import annotations

import asyncio
from typing import Annotated, Final

from fastapi import APIRouter, Query, Response
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.http.callers import CallerDep
from service.http.context import Context, ContextDep
from service.http.keys import JobId, Number
from service.http.paging import CursorQuery, LimitQuery, page_rows
from service.http.shapes.base import Page
from service.http.shapes.jobs import Job
from service.http.shaping import shape_job
from service.jobs.ledger import cancel_job, count_ahead
from service.jobs.reprocessing import feed_reprocessing, resume_reprocessing
from service.jobs.uploads import restart
from service.storage.events import tell
from service.storage.faults import Conflict, Gone, NotFound
from service.storage.rows import BatchRow, DocumentRow, JobRow
from service.storage.scope import find_scope, may_see
from service.storage.terms import ENDED, JobKind, State

router = APIRouter(prefix="/v1/jobs", tags=["jobs"])
_LONGEST_WAIT: Final = 60
_LOOK_EVERY: Final = 0.1


@router.get("", summary="任务列表，新的在前")
def list_jobs(
    context: ContextDep,
    caller: CallerDep,
    state: Annotated[list[State] | None, Query()] = None,
    kind: JobKind | None = None,
    batch: Annotated[Number | None, Query(description="一次上传中各份文件的任务")] = None,
    acknowledged: bool | None = None,
    limit: LimitQuery = 50,
    cursor: CursorQuery = None,
) -> Page[Job]:
    wanted = select(JobRow)
    if state:
        wanted = wanted.where(JobRow.state.in_(state))
    if kind:
        wanted = wanted.where(JobRow.kind == kind)
    if acknowledged is not None:
        wanted = wanted.where(JobRow.acknowledged == acknowledged)
    if batch is not None:
        wanted = wanted.where(
            JobRow.id.in_(
                select(DocumentRow.job_id)
                .join(BatchRow, BatchRow.document_id == DocumentRow.id)
                .where(BatchRow.job_id == batch)
            )
        )
    with context.store.read() as session:
        rows, after = page_rows(session, wanted, JobRow.id, JobRow.id, limit, cursor, down=True)
        return Page[Job](items=[_shape(session, row) for row in rows], next_cursor=after)


@router.get("/{job_id}", summary="一项任务")
async def show_job(
    job_id: JobId,
    context: ContextDep,
    caller: CallerDep,
    response: Response,
    wait: Annotated[
        float, Query(ge=0, le=_LONGEST_WAIT, description="最多等几秒，结束了就立即回答")
    ] = 0,
) -> Job:
    loop = asyncio.get_running_loop()
    until = loop.time() + wait
    while True:
        job = await run_in_threadpool(_read, context, job_id)
        if job.state in ENDED or loop.time() >= until:
            break
        await asyncio.sleep(_LOOK_EVERY)
    if job.state not in ENDED:
        response.headers["Retry-After"] = "1"
    return job


@router.post("/{job_id}:cancel", summary="取消任务")
def cancel(job_id: JobId, context: ContextDep, caller: CallerDep) -> Job:
    with context.store.write() as session:
        find_job(session, job_id)
        cancel_job(session, job_id)
        return _shape(session, find_job(session, job_id))


@router.post("/{job_id}:retry", status_code=202, summary="重做失败或取消的任务")
def retry(job_id: JobId, context: ContextDep, caller: CallerDep, response: Response) -> Job:
    """A new job for the same document; of a batch, for those of its documents that failed; reports
    that were being read anew go on, and what failed is tried again."""
    with context.store.write() as session:
        job = find_job(session, job_id)
        if job.state not in ENDED:
            raise Conflict("任务还没有结束，不能重做。")
        if job.kind == "reprocess":
            resume_reprocessing(session, job)
            numbers = feed_reprocessing(session)
            answer = _shape(session, job)
        else:
            answer, numbers = _repeat(session, job, caller.name)
    context.queue.send(numbers)
    response.headers["Location"] = f"/v1/jobs/{answer.id}"
    return answer


def _repeat(session: Session, job: JobRow, by: str) -> tuple[Job, list[int]]:
    """The job that is to be shown, and the numbers of those for the queue."""
    again = [restart(session, document, by) for document in _find_documents(session, job)]
    if not again:
        raise Conflict("没有失败的文件，不必重做。")
    if job.kind == "batch":
        job.state, job.finished_at, job.done = "running", None, job.total - len(again)
        job.error_code = job.error_message = None
        tell(session, "job.updated", job_id=job.id)
    session.flush()
    shown = job if job.kind == "batch" else again[0]
    return _shape(session, shown), [row.id for row in again]


@router.post("/{job_id}:acknowledge", summary="知道了：不再提醒这项失败")
def acknowledge(job_id: JobId, context: ContextDep, caller: CallerDep) -> Job:
    with context.store.write() as session:
        job = find_job(session, job_id)
        job.acknowledged = True
        tell(session, "job.updated", job_id=job.id, document_id=job.document_id)
        return _shape(session, job)


def find_job(session: Session, job_id: int) -> JobRow:
    """Raises ``NotFound``, or ``Gone`` for a job that was there once. One that the session's
    caller may not see is none to him."""
    job = session.get(JobRow, job_id, populate_existing=True)
    if find_scope(session) and (job is None or not may_see(session, job_id=job_id)):
        raise NotFound("没有这项任务，或者您不能看它。")
    if job is None:
        last = session.scalar(select(func.max(JobRow.id))) or 0
        raise Gone("这项任务的记录已经清除。") if 0 < job_id < last else NotFound("没有这项任务。")
    return job


def _find_documents(session: Session, job: JobRow) -> list[DocumentRow]:
    if job.document_id is not None:
        document = session.get_one(DocumentRow, job.document_id)
        if document.state == "succeeded" and job.state == "succeeded":
            return []
        return [document]
    wanted = (
        select(DocumentRow)
        .join(BatchRow, BatchRow.document_id == DocumentRow.id)
        .where(BatchRow.job_id == job.id, DocumentRow.state.in_(("failed", "cancelled")))
    )
    return list(session.scalars(wanted))


def _read(context: Context, job_id: int) -> Job:
    with context.store.read() as session:
        return _shape(session, find_job(session, job_id))


def _shape(session: Session, job: JobRow) -> Job:
    ahead = count_ahead(session, job) if job.state == "queued" else None
    return shape_job(job, ahead)
