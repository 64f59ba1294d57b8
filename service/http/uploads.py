"""``POST /v1/documents``: files, archives, pasted text come in."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Header, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from documents.errors import EmptyInput
from documents.limits import MEBIBYTE
from service.http.callers import CallerDep
from service.http.context import Context, ContextDep
from service.http.problems import Problem
from service.http.shapes.documents import UploadReceipt
from service.http.shapes.jobs import SkippedFile
from service.http.shaping import shape_document, shape_job
from service.jobs.uploads import PASTED, File, Receipt, receive

router = APIRouter(prefix="/v1", tags=["documents"])
_MOST_FILES: Final = 2_000
_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "file": {
                            "type": "array",
                            "items": {"type": "string", "format": "binary"},
                            "description": "一个或多个文件，也可以是 ZIP 压缩包",
                        },
                        "text": {"type": "string", "description": "粘贴的报告全文"},
                        "name": {"type": "string", "description": "粘贴的文字叫什么"},
                    },
                }
            },
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["text"],
                    "properties": {"text": {"type": "string"}, "name": {"type": "string"}},
                }
            },
        },
    }
}


@router.post(
    "/documents",
    status_code=202,
    summary="上传文件或粘贴文字",
    openapi_extra=_BODY,
)
async def upload(
    request: Request,
    response: Response,
    context: ContextDep,
    caller: CallerDep,
    idempotency_key: Annotated[str | None, Header(max_length=200)] = None,
) -> UploadReceipt:
    """One file gives the job of its document; several, or an archive, a job over all of them
    (``batch``). The same bytes are one document, whoever sends them."""
    files = await _read_files(request)
    receipt = await run_in_threadpool(_receive, context, files, caller.name, idempotency_key)
    response.headers["Location"] = f"/v1/jobs/{receipt.job.id}"
    response.headers["Retry-After"] = "1"
    return UploadReceipt(
        job=shape_job(receipt.job),
        documents=[shape_document(document) for document in receipt.documents],
        known=sorted(receipt.known),
        skipped=[SkippedFile(name=s.name, code=s.code, message=s.message) for s in receipt.skipped],
    )


def _receive(context: Context, files: list[File], by: str, key: str | None) -> Receipt:
    receipt = receive(context.store, files, context.limits, by, key)
    context.queue.send(receipt.to_send)
    return receipt


async def _read_files(request: Request) -> list[File]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        files = _read_pasted(await _read_json(request))
    elif kind in ("multipart/form-data", "application/x-www-form-urlencoded"):
        async with request.form(max_files=_MOST_FILES, max_part_size=100 * MEBIBYTE) as form:
            files = await _read_form(form)
    else:
        raise Problem(
            415, "unsupported-media-type", "请用 multipart/form-data 或 application/json 上传。"
        )
    if not files:
        raise EmptyInput("没有收到文件或文字。")
    return files


async def _read_json(request: Request) -> dict[str, Any]:
    try:
        said = await request.json()
    except ValueError:  # broken JSON, or not in UTF-8
        raise Problem(400, "bad-request", "请求正文不是有效的 JSON。") from None
    if not isinstance(said, dict):
        raise Problem(400, "bad-request", "请求正文应为 JSON 对象。")
    return said


async def _read_form(form: FormData) -> list[File]:
    files = [
        File(_name(part.filename), part.content_type, await part.read())
        for part in form.getlist("file")
        if isinstance(part, UploadFile)
    ]
    return files + _read_pasted({key: form.get(key) for key in ("text", "name")})


def _read_pasted(said: dict[str, Any]) -> list[File]:
    text, name = said.get("text"), said.get("name")
    if text is None or text == "":
        return []
    if not isinstance(text, str) or not isinstance(name, str | None):
        raise Problem(422, "invalid", "text 和 name 应为文字。")
    return [File(_name(name or PASTED), "text/plain", text.encode("utf-8", "replace"))]


def _name(said: str | None) -> str:
    """A name to show: no path, no control characters, at most 200 characters."""
    plain = "".join(c for c in (said or "") if c.isprintable()).replace("\\", "/")
    return plain.rpartition("/")[2][-200:] or "未命名"
