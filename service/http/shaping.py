"""Rows as the JSON of the API."""

from __future__ import annotations

from service.http.shapes.base import Fault
from service.http.shapes.documents import Document
from service.http.shapes.jobs import Job, Progress
from service.jobs.ledger import MOST_ATTEMPTS
from service.storage.rows import DocumentRow, JobRow
from service.storage.terms import GATHERING


def shape_job(row: JobRow, queue_position: int | None = None) -> Job:
    wait = (row.started_at - row.created_at).total_seconds() if row.started_at else None
    ended = row.finished_at or row.heartbeat_at
    run = (ended - row.started_at).total_seconds() if row.started_at and ended else None
    values = {name: getattr(row, name) for name in Job.model_fields if hasattr(row, name)}
    return Job.model_validate(
        values
        | {
            "wait_seconds": wait,
            "run_seconds": run,
            "max_attempts": MOST_ATTEMPTS,
            "queue_position": queue_position,
            "progress": Progress(stage=row.stage, done=row.done, total=row.total),
            "result_url": _find_result(row),
            "error": _shape_fault(row.error_code, row.error_message),
        }
    )


def shape_document(row: DocumentRow) -> Document:
    values = {name: getattr(row, name) for name in Document.model_fields if hasattr(row, name)}
    return Document.model_validate(
        values
        | {
            "url": f"/v1/documents/{row.id}",
            "error": _shape_fault(row.error_code, row.error_message),
        }
    )


def _find_result(row: JobRow) -> str | None:
    if row.kind in GATHERING:
        return f"/v1/documents?job={row.id}"
    if row.document_id is not None and row.state == "succeeded":
        return f"/v1/documents/{row.document_id}"
    return None


def _shape_fault(code: str | None, message: str | None) -> Fault | None:
    return Fault(code=code, message=message or "") if code else None
