"""``/v1/documents``: the board's list, one document with its analysis, its text, its file."""

from __future__ import annotations

import json
from typing import Annotated, Final
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import func, select

from documents.report import Analysis
from service.http.callers import CallerDep
from service.http.context import ContextDep
from service.http.keys import DocumentId
from service.http.paging import CursorQuery, LimitQuery, page_rows
from service.http.selection import SORTS, SelectionDep, SortKey
from service.http.shapes.base import Page
from service.http.shapes.documents import Document, DocumentWithAnalysis
from service.http.shapes.jobs import Job
from service.http.shaping import shape_document, shape_job
from service.http.tags import write_etag
from service.jobs.reprocessing import begin_reprocessing, feed_reprocessing
from service.jobs.uploads import restart
from service.storage.documents import find_document, remove_document
from service.storage.readings import read_current, read_original
from service.storage.rows import DocumentRow

router = APIRouter(prefix="/v1/documents", tags=["documents"])
_JSON: Final = "application/json"
_HARMLESS: Final = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
}
"""What a stranger's file may do in a browser: nothing."""


@router.get("", summary="文件列表（看板）")
def list_documents(
    request: Request,
    response: Response,
    context: ContextDep,
    caller: CallerDep,
    selection: SelectionDep,
    sort: Annotated[SortKey, Query(description="按什么排，前加 - 为倒序")] = "-created",
    limit: LimitQuery = 50,
    cursor: CursorQuery = None,
    count: Annotated[bool, Query(description="也给出总数")] = False,
) -> Page[Document]:
    key = SORTS[sort.removeprefix("-")]
    with context.store.read() as session:
        chosen = selection.narrow(session, select(DocumentRow))
        total = None
        if count:
            total = session.scalar(select(func.count()).select_from(chosen.subquery()))
        rows, after = page_rows(
            session, chosen, key, DocumentRow.id, limit, cursor, down=sort.startswith("-")
        )
    url = str(request.url.include_query_params(cursor=after)) if after else None
    if url:
        response.headers["Link"] = f'<{url}>; rel="next"'
    return Page[Document](
        items=[shape_document(row) for row in rows],
        next_cursor=after,
        next_url=url,
        count=total,
    )


@router.get(
    "/{document_id}",
    summary="一份文件和它的结果",
    response_model=DocumentWithAnalysis,
)
def show_document(document_id: DocumentId, context: ContextDep, caller: CallerDep) -> Response:
    """``analysis`` is the object of the contract, with the edits of people; null until read."""
    with context.store.read() as session:
        document = find_document(session, document_id)
        shaped = shape_document(document).model_dump_json()
        analysis = read_current(session, document_id) if document.revision else b"null"
    body = shaped.encode()[:-1] + b',"analysis":' + analysis + b"}"
    return Response(body, media_type=_JSON, headers={"ETag": write_etag(document)})


@router.get(
    "/{document_id}/analysis",
    summary="结果（契约中的对象）",
    response_model=Analysis,
)
def show_analysis(
    document_id: DocumentId,
    context: ContextDep,
    caller: CallerDep,
    original: Annotated[bool, Query(description="机器读出的原样，不含人工修改")] = False,
) -> Response:
    with context.store.read() as session:
        document = find_document(session, document_id)
        data = (read_original if original else read_current)(session, document_id)
    return Response(data, media_type=_JSON, headers={"ETag": write_etag(document)})


@router.get(
    "/{document_id}/text",
    summary="报告全文",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
def show_text(document_id: DocumentId, context: ContextDep, caller: CallerDep) -> Response:
    """The one text that all spans count in, in code points."""
    with context.store.read() as session:
        find_document(session, document_id)
        text: str = json.loads(read_current(session, document_id))["text"]
    return Response(text, media_type="text/plain; charset=utf-8", headers=_HARMLESS)


@router.get(
    "/{document_id}/file",
    summary="原始文件",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {"schema": {"format": "binary"}}}}},
)
def show_file(document_id: DocumentId, context: ContextDep, caller: CallerDep) -> Response:
    with context.store.read() as session:
        document = find_document(session, document_id)
    data = context.store.blobs.read(document.sha256)
    return Response(
        data,
        media_type="application/octet-stream",
        headers=_HARMLESS | {"Content-Disposition": attach(document.name)},
    )


@router.post("/{document_id}:reprocess", status_code=202, summary="重新处理")
def reprocess(
    document_id: DocumentId, context: ContextDep, caller: CallerDep, response: Response
) -> Job:
    """Reads the file anew. The edits and verdicts of people stay."""
    with context.store.write() as session:
        job = shape_job(restart(session, find_document(session, document_id), caller.name))
    context.queue.send([job.id])
    response.headers["Location"] = f"/v1/jobs/{job.id}"
    return job


@router.post(":reprocess", status_code=202, summary="用在用的模型重新识别选中的报告")
def reprocess_selection(
    context: ContextDep, caller: CallerDep, selection: SelectionDep, response: Response
) -> Job:
    """Reads those reports of the selection anew that another model has read; the edits and verdicts
    of people stay. Asked again, it takes none twice: the job that has them is told again, and where
    nothing is left a job over 0 documents."""
    with context.store.write() as session:
        chosen = selection.narrow(session, select(DocumentRow.id))
        row = begin_reprocessing(session, chosen, caller.name)
        numbers = feed_reprocessing(session)
        job = shape_job(row)
    context.queue.send(numbers)
    response.headers["Location"] = f"/v1/jobs/{job.id}"
    return job


@router.delete("/{document_id}", status_code=204, summary="删除文件和有关它的一切")
def delete(document_id: DocumentId, context: ContextDep, caller: CallerDep) -> None:
    with context.store.write() as session:
        digest = remove_document(session, document_id)
    context.store.blobs.remove(digest)


def attach(name: str) -> str:
    """The header under which a browser saves a file by its name."""
    return f"attachment; filename*=UTF-8''{quote(name, safe='')}"
