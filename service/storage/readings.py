"""What was read from a document, and how it stands after the edits of people."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.encoding import decode, encode
from documents.report import Analysis
from service.storage.board import describe_report
from service.storage.editing import apply_edits
from service.storage.events import tell
from service.storage.faults import Conflict, NotFound
from service.storage.figures import encode_figures
from service.storage.instants import now
from service.storage.packing import pack, unpack
from service.storage.paragraphs import OfferedParagraph, keep_paragraphs
from service.storage.rows import CurrentRow, DocumentRow, EditRow, FiguresRow, ReadingRow
from service.storage.search import index_document
from service.storage.verdicts import keep_findings


class NotRead(Conflict):
    """这份文件还没有处理完，暂时没有结果。"""

    code = "not-read"


def keep_reading(
    session: Session,
    document_id: int,
    job_id: int,
    analysis: Analysis,
    encoded: bytes,
    offered: Sequence[OfferedParagraph] = (),
) -> None:
    """A new reading, which takes the place of the one before; the edits of people stay on it, and
    so does what they said of its paragraphs."""
    document = session.get_one(DocumentRow, document_id, with_for_update=True)
    reading = ReadingRow(
        document_id=document_id,
        job_id=job_id,
        produced_by={
            "version": analysis.produced_by.version,
            "models": dict(analysis.produced_by.models),
        },
        data=pack(encoded),
    )
    session.add(reading)
    session.flush()
    edits = session.scalars(
        select(EditRow).where(EditRow.document_id == document_id).order_by(EditRow.id)
    ).all()
    keep_current(session, document, apply_edits(analysis, edits), reading.id)
    keep_paragraphs(session, document_id, offered)
    index_document(
        session,
        document_id,
        "\n".join((analysis.title or "", analysis.source.name, analysis.text)),
    )


def keep_current(
    session: Session, document: DocumentRow, analysis: Analysis, reading_id: int | None = None
) -> None:
    """The analysis as it now stands, with all that lists show of it; a new revision."""
    data = pack(encode(analysis))
    layout, figures = encode_figures(analysis)
    current = session.get(CurrentRow, document.id)
    if current is None:
        assert reading_id is not None
        current = CurrentRow(document_id=document.id, reading_id=reading_id)
        session.add(current)
    current.reading_id = reading_id or current.reading_id
    current.data = data
    session.merge(FiguresRow(document_id=document.id, layout=layout, data=figures))
    document.revision += 1
    document.changed_at = now()
    describe_report(document, analysis)
    keep_findings(session, document, analysis)
    tell(session, "document.updated", document_id=document.id)


def read_current(session: Session, document_id: int) -> bytes:
    """The JSON of the analysis as it stands; raises ``NotRead``, or ``NotFound``."""
    data = session.scalar(select(CurrentRow.data).where(CurrentRow.document_id == document_id))
    if data is None:
        if session.get(DocumentRow, document_id) is None:
            raise NotFound("没有这份文件。")
        raise NotRead
    return unpack(data)


def load_current(session: Session, document_id: int) -> Analysis:
    return decode(read_current(session, document_id))


def read_original(session: Session, document_id: int) -> bytes:
    """The JSON of the last reading, without edits; raises ``NotRead``."""
    data = session.scalar(
        select(ReadingRow.data)
        .join(CurrentRow, CurrentRow.reading_id == ReadingRow.id)
        .where(CurrentRow.document_id == document_id)
    )
    if data is None:
        raise NotRead
    return unpack(data)
