"""Documents by their number."""

from __future__ import annotations

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from service.storage.events import tell
from service.storage.faults import Gone, NotFound
from service.storage.rows import DocumentRow
from service.storage.scope import find_scope, may_see
from service.storage.search import forget_document
from service.storage.store import writes


def find_document(session: Session, document_id: int) -> DocumentRow:
    """The document, held until the end of the transaction where that writes. Raises ``NotFound``,
    or ``Gone`` for one that was deleted. One that the session's caller may not see is none to
    him."""
    document = session.get(DocumentRow, document_id, with_for_update=writes(session) or None)
    if find_scope(session) and (document is None or not may_see(session, document_id=document_id)):
        raise NotFound("没有这份文件，或者您不能看它。")
    if document is None:
        last = session.scalar(select(func.max(DocumentRow.id))) or 0
        raise (Gone("这份文件已经删除。") if 0 < document_id < last else NotFound("没有这份文件。"))
    return document


def remove_document(session: Session, document_id: int) -> str:
    """Removes all that is stored of it; the digest of its file, to be removed after the commit."""
    digest = find_document(session, document_id).sha256
    forget_document(session, document_id)
    session.execute(delete(DocumentRow).where(DocumentRow.id == document_id))
    tell(session, "document.updated", document_id=document_id)
    return digest
