"""The letter that returns a report to its unit."""

from __future__ import annotations

from datetime import date
from typing import Final

from fastapi import APIRouter, Response
from sqlalchemy import select

from service.exports.letter import write_letter
from service.exports.personal import mask_personal
from service.http.context import ContextDep
from service.http.documents import attach
from service.http.keys import DocumentId
from service.http.personal import MASKED, PersonalDep
from service.storage.documents import find_document
from service.storage.readings import load_current
from service.storage.rows import FindingRow

router = APIRouter(prefix="/v1", tags=["exports"])
_DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TO_MEND: Final = ("open", "confirmed")


@router.get(
    "/documents/{document_id}/letter.docx",
    summary="退回修改意见",
    response_class=Response,
    responses={200: {"content": {_DOCX: {"schema": {"type": "string", "format": "binary"}}}}},
)
def export_letter(
    document_id: DocumentId,
    context: ContextDep,
    shows: PersonalDep,
) -> Response:
    """What the unit has to mend, as a Word file: the findings that nobody has dismissed or called
    mended."""
    with context.store.read() as session:
        document = find_document(session, document_id)
        analysis = load_current(session, document_id)
        wanted = select(FindingRow.finding_id).where(
            FindingRow.document_id == document_id, FindingRow.verdict.in_(_TO_MEND)
        )
        open_ids = set(session.scalars(wanted))
    name = document.name
    if not shows:
        analysis = mask_personal(analysis)
        name = f"{analysis.source.name}{MASKED}"
    letter = write_letter(
        analysis, (f for f in analysis.findings if f.id in open_ids), date.today()
    )
    headers = {"Content-Disposition": attach(f"退回意见-{name}.docx")}
    return Response(letter, media_type=_DOCX, headers=headers)
