"""Results as files: of one document, or of a whole selection."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Query, Response
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from starlette.responses import StreamingResponse

from documents.encoding import decode, encode
from service.exports.personal import mask_personal
from service.exports.rows import write_rows
from service.http.context import Context, ContextDep
from service.http.documents import attach
from service.http.keys import DocumentId
from service.http.personal import MASKED, PersonalDep
from service.http.problems import Problem
from service.http.selection import Selection, SelectionDep
from service.jobs.questions import join
from service.storage.documents import find_document
from service.storage.packing import unpack
from service.storage.readings import read_current
from service.storage.rows import CurrentRow, DocumentRow

router = APIRouter(prefix="/v1", tags=["exports"])
FileKind = Literal["json", "xlsx", "html", "md", "csv"]
CollectionKind = Literal["jsonl", "xlsx", "csv"]
_MEDIA_TYPES: Final[dict[str, str]] = {
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}
_MOST_IN_A_BOOK: Final = 2_000
_AT_ONCE: Final = 100
_BINARY: Final = {"*/*": {"schema": {"type": "string", "format": "binary"}}}
_REPORT: Final = {"application/json": {"schema": {"$ref": "#/components/schemas/Analysis"}}}


@router.get(
    "/documents/{document_id}/export",
    summary="导出一份",
    response_class=Response,
    responses={200: {"content": _BINARY | _REPORT}},
)
def export_document(
    document_id: DocumentId,
    context: ContextDep,
    shows: PersonalDep,
    format: Annotated[FileKind, Query(description="文件格式")] = "xlsx",
) -> Response:
    """The report with the edits of people, as ``gongkai structure`` writes it."""
    with context.store.read() as session:
        document = find_document(session, document_id)
        encoded = read_current(session, document_id)
    original, name = context.store.blobs.read(document.sha256), document.name
    if not shows:
        # pictures of pages would show what the text hides
        masked = replace(mask_personal(decode(encoded)), pages=())
        encoded, original, name = encode(masked), b"", f"{masked.source.name}{MASKED}"
    if format == "csv":
        data = "".join(write_rows([decode(encoded)])).encode("utf-8-sig")
    else:
        data = _render(context, name, encoded, original, format)
    return Response(data, headers=_name(f"{name}.{format}"), media_type=_MEDIA_TYPES[format])


@router.get(
    "/export",
    summary="导出选中的全部",
    response_class=Response,
    responses={200: {"content": _BINARY}},
)
def export_selection(
    context: ContextDep,
    shows: PersonalDep,
    selection: SelectionDep,
    format: Annotated[CollectionKind, Query(description="文件格式")] = "xlsx",
) -> Response:
    """A workbook with summary, totals and findings; or a line a report; or a line a cell."""
    headers = _name(f"gongkai{'' if shows else MASKED}.{format}")
    if format == "xlsx":
        data = _collect(context, selection, shows=shows)
        return Response(data, headers=headers, media_type=_MEDIA_TYPES[format])
    lines = _write_lines(context, selection, format, shows=shows)
    return StreamingResponse(lines, headers=headers, media_type=_MEDIA_TYPES[format])


def _render(context: Context, name: str, encoded: bytes, original: bytes, format: str) -> bytes:
    question, body = join({"kind": "render", "rendering": format, "name": name}, encoded, original)
    return context.desk.ask(question, body)[1]


def _collect(context: Context, selection: Selection, *, shows: bool) -> bytes:
    with context.store.read() as session:
        wanted = selection.narrow(session, select(DocumentRow.id))
        count = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
        if count > _MOST_IN_A_BOOK:
            raise Problem(
                413,
                "selection-too-large",
                f"选中了 {count} 份，一个工作簿最多 {_MOST_IN_A_BOOK} 份；请缩小范围，或导出 CSV。",
            )
        body = b"\n".join(_read_all(session, selection, shows=shows))
    return context.desk.ask({"kind": "collect"}, body)[1]


def _write_lines(
    context: Context, selection: Selection, format: str, *, shows: bool
) -> Iterator[bytes]:
    with context.store.read() as session:
        if format == "jsonl":
            for encoded in _read_all(session, selection, shows=shows):
                yield encoded + b"\n"
            return
        yield "\ufeff".encode()
        found = _read_all(session, selection, shows=shows)
        for line in write_rows(decode(encoded) for encoded in found):
            yield line.encode()


def _read_all(session: Session, selection: Selection, *, shows: bool) -> Iterator[bytes]:
    """The analyses of the selection, as they stand, a few at a time; ``shows`` persons or not."""
    ids = session.scalars(
        selection.narrow(session, select(DocumentRow.id)).order_by(DocumentRow.id)
    ).all()
    for start in range(0, len(ids), _AT_ONCE):
        wanted = (
            select(CurrentRow.data)
            .where(CurrentRow.document_id.in_(ids[start : start + _AT_ONCE]))
            .order_by(CurrentRow.document_id)
        )
        for data in map(unpack, session.scalars(wanted)):
            yield data if shows else encode(mask_personal(decode(data)))


def _name(name: str) -> dict[str, str]:
    return {"Content-Disposition": attach(name), "X-Content-Type-Options": "nosniff"}
