"""``/v1/documents/{id}/tables`` and ``cells``: the statutory tables, and their correction."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response

from documents.report import Analysis
from documents.tables import CellKey, Table
from service.http.callers import Caller, CallerDep
from service.http.context import Context, ContextDep
from service.http.findings import list_found
from service.http.keys import DocumentId
from service.http.shapes.edits import CellEdit, EditedReport, EditRecord
from service.http.shaping import shape_document
from service.http.tags import IfMatch, check_etag, write_etag
from service.storage.documents import find_document
from service.storage.editing import CellMissing, find_cell, name_cell
from service.storage.edits import edit_cell, list_edits, undo_cell
from service.storage.readings import load_current

router = APIRouter(prefix="/v1/documents/{document_id}", tags=["cells"])
TablePath = Annotated[
    str, Path(description="表的种类（proactive、requests、disputes），或在 tables 中的序号")
]
KeyPath = Annotated[str, Path(description="行.列，如 out.granted.total")]


@router.get("/tables", summary="法定表格")
def show_tables(
    document_id: DocumentId, context: ContextDep, caller: CallerDep, response: Response
) -> list[Table]:
    """As the contract's ``tables``, with the corrections of people."""
    with context.store.read() as session:
        response.headers["ETag"] = write_etag(find_document(session, document_id))
        return list(load_current(session, document_id).tables)


@router.patch("/cells/{table}/{key}", summary="改一格，立即重算勾稽关系")
def patch_cell(
    document_id: DocumentId,
    table: TablePath,
    key: KeyPath,
    edit: CellEdit,
    context: ContextDep,
    caller: CallerDep,
    response: Response,
    if_match: IfMatch = None,
) -> EditedReport:
    """``raw`` stays what the report prints; the cell's confidence becomes 1. All findings of the
    report as it now is come back."""
    return _change(context, caller, document_id, table, key, if_match, response, edit)


@router.delete("/cells/{table}/{key}", summary="撤销对一格的修改，恢复机器读数")
def restore(
    document_id: DocumentId,
    table: TablePath,
    key: KeyPath,
    context: ContextDep,
    caller: CallerDep,
    response: Response,
    if_match: IfMatch = None,
) -> EditedReport:
    return _change(context, caller, document_id, table, key, if_match, response, None)


@router.get("/edits", summary="修改记录，新的在前")
def show_edits(document_id: DocumentId, context: ContextDep, caller: CallerDep) -> list[EditRecord]:
    with context.store.read() as session:
        find_document(session, document_id)
        return [EditRecord.model_validate(row) for row in list_edits(session, document_id)]


def _change(
    context: Context,
    caller: Caller,
    document_id: int,
    table: str,
    key: str,
    if_match: str | None,
    response: Response,
    edit: CellEdit | None,
) -> EditedReport:
    with context.store.write() as session:
        document = find_document(session, document_id)
        check_etag(document, if_match)
        target = _name_target(load_current(session, document_id), table, key)
        if edit:
            state = edit.state or ("blank" if edit.value is None else "number")
            analysis = edit_cell(session, document, target, edit.value, state, caller.name)
        else:
            analysis = undo_cell(session, document, target, caller.name)
        response.headers["ETag"] = write_etag(document)
        return EditedReport(
            document=shape_document(document),
            cell=find_cell(analysis, target)[1],
            findings=list_found(session, document_id, analysis),
        )


def _name_target(analysis: Analysis, table: str, key: str) -> str:
    """The cell as edits name it; raises ``CellMissing``. A kind means its first table in the
    body."""
    if table.isdecimal():
        number = int(table)
    else:
        first = analysis.table(table)  # type: ignore[arg-type]
        number = analysis.tables.index(first) if first else len(analysis.tables)
    if number >= len(analysis.tables):
        raise CellMissing
    return name_cell(analysis, number, CellKey.parse(key))
