"""The audit trail: who did what, when. What was changed from what to what stands with the thing
itself (edits, verdicts); the trail says that it was done, and who took reports out."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from service.storage.rows import AuditRow

_LONGEST: Final = 500


def record(
    session: Session,
    by: str,
    act: str,
    address: str | None,
    document_id: int | None = None,
    **detail: Any,
) -> None:
    kept = {name: _shorten(value) for name, value in detail.items() if value not in (None, "", [])}
    session.add(AuditRow(by=by, act=act, address=address, document_id=document_id, detail=kept))


def select_trail(by: str | None, act: str | None, document_id: int | None) -> Select[Any]:
    wanted = select(AuditRow)
    if by:
        wanted = wanted.where(AuditRow.by == by)
    if act:
        wanted = wanted.where(AuditRow.act == act)
    if document_id is not None:
        wanted = wanted.where(AuditRow.document_id == document_id)
    return wanted


def _shorten(value: Any) -> Any:
    return value[:_LONGEST] if isinstance(value, str) else value
