"""Server-sent events: what happened to jobs and documents, resumed where a reader left off."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Header, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.sse import EventSourceResponse, ServerSentEvent
from sqlalchemy.orm import Session

from service.http.callers import CallerDep, is_still_in
from service.http.context import Context, ContextDep
from service.http.jobs import find_job
from service.http.keys import JobId, Number
from service.http.problems import Problem
from service.http.shapes.documents import Document
from service.http.shapes.jobs import Job
from service.http.shaping import shape_document, shape_job
from service.storage.events import find_last, list_events
from service.storage.rows import DocumentRow, EventRow, JobRow

router = APIRouter(prefix="/v1", tags=["events"])
_LOOK_EVERY: Final = 0.25
_NUMBER: Final = re.compile(r"[0-9]{1,10}")


def read_start(
    last_event_id: Annotated[
        str | None, Header(description="上次收到的事件号，从它之后接着发")
    ] = None,
    after: Annotated[
        Number | None, Query(description="同 Last-Event-ID；都不写则从现在开始")
    ] = None,
) -> int | None:
    """The number of the last event that the reader has had."""
    if last_event_id is None:
        return after
    if not _NUMBER.fullmatch(last_event_id):
        raise Problem(400, "event-id-invalid", "Last-Event-ID 应为事件号。")
    return int(last_event_id)


def check_job(job_id: JobId, context: ContextDep) -> int:
    """A stream that has begun can refuse nothing any more."""
    with context.store.read() as session:
        return find_job(session, job_id).id


StartDep = Annotated[int | None, Depends(read_start)]


@router.get("/events", summary="事件流", response_class=EventSourceResponse)
async def stream_events(
    request: Request, context: ContextDep, caller: CallerDep, start: StartDep
) -> AsyncIterator[ServerSentEvent]:
    """``job.updated``, ``job.finished`` with the job; ``document.updated``, ``finding.updated``
    with the document. Without a number to go on from, it begins now."""
    last = await run_in_threadpool(_find_last, context) if start is None else start
    async for event in _follow(request, context, last, None):
        yield event


@router.get("/jobs/{job_id}/events", summary="一项任务的事件流", response_class=EventSourceResponse)
async def stream_job(
    job_id: Annotated[int, Depends(check_job)],
    request: Request,
    context: ContextDep,
    caller: CallerDep,
    start: StartDep,
) -> AsyncIterator[ServerSentEvent]:
    """The job's events from its beginning; the stream ends with the job."""
    async for event in _follow(request, context, start or 0, job_id):
        yield event
        if event.event == "job.finished":
            return


async def _follow(
    request: Request, context: Context, last: int, job_id: int | None
) -> AsyncIterator[ServerSentEvent]:
    while not await request.is_disconnected() and not request.app.state.stopping.is_set():
        newest = await run_in_threadpool(context.lookout.find_last, context.store)
        if newest <= last:
            await asyncio.sleep(_LOOK_EVERY)
            continue
        if not await run_in_threadpool(is_still_in, request):
            return
        events = await run_in_threadpool(_read, context, last, job_id)
        for number, event in events:
            last = number
            yield event
        if not events:  # what happened is not for this reader
            last = newest


def _read(context: Context, last: int, job_id: int | None) -> list[tuple[int, ServerSentEvent]]:
    with context.store.read() as session:
        return [
            (row.id, ServerSentEvent(id=str(row.id), event=row.kind, data=_show(session, row)))
            for row in list_events(session, last, job_id)
        ]


def _show(session: Session, row: EventRow) -> Job | Document | dict[str, int | None]:
    """What the event is about, as it is now; of what is gone, its numbers."""
    if row.kind.startswith("job."):
        if row.job_id is not None and (job := session.get(JobRow, row.job_id)):
            return shape_job(job)
    elif row.document_id is not None and (document := session.get(DocumentRow, row.document_id)):
        return shape_document(document)
    return {"job_id": row.job_id, "document_id": row.document_id}


def _find_last(context: Context) -> int:
    with context.store.read() as session:
        return find_last(session)
