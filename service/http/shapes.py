"""The JSON of the API, as the client reads it too: plain values, moments in ISO 8601."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from documents.report import Analysis
from service.storage.terms import Grade, JobKind, State

Item = TypeVar("Item")


class Shape(BaseModel):
    model_config = ConfigDict(frozen=True, from_attributes=True)


class Page(Shape, Generic[Item]):
    """A page of a list; ``next_cursor`` is null at its end."""

    items: list[Item]
    next_cursor: str | None = None
    next_url: str | None = None
    count: int | None = None


class Fault(Shape):
    code: str
    message: str


class Progress(Shape):
    """How far a job is: ``done`` of ``total``."""

    stage: str | None
    done: int
    total: int


class SkippedFile(Shape):
    name: str
    code: str
    message: str


class Job(Shape):
    id: int
    kind: JobKind
    state: State
    name: str
    document_id: int | None
    created_at: datetime
    created_by: str
    started_at: datetime | None
    finished_at: datetime | None
    heartbeat_at: datetime | None
    wait_seconds: float | None
    run_seconds: float | None
    attempt: int
    max_attempts: int
    queue_position: int | None = None
    progress: Progress
    result_url: str | None
    error: Fault | None
    outcome: dict[str, Any]
    skipped: list[SkippedFile]
    acknowledged: bool


class Document(Shape):
    """A file and what the board shows of its report."""

    id: int
    url: str
    name: str
    sha256: str
    media_type: str | None
    size: int
    created_at: datetime
    created_by: str
    changed_at: datetime
    revision: int
    state: State
    job_id: int | None
    error: Fault | None
    is_report: bool | None
    title: str | None
    unit: str | None
    unit_kind: str | None
    year: int | None
    form: str | None
    pages: int | None
    grade: Grade | None
    errors: int
    warnings: int
    notices: int
    blanks: int
    doubts: int
    gaps: int
    boilerplate: float | None
    edits: int


class UploadReceipt(Shape):
    """What became of an upload; ``known`` are the documents that had come before."""

    job: Job
    documents: list[Document]
    known: list[int]
    skipped: list[SkippedFile]


class DocumentWithAnalysis(Document):
    """``analysis`` is the object of the contract; null until the document is read."""

    analysis: Analysis | None
