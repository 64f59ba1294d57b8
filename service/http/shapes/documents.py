"""Documents, and what an upload answers."""

from __future__ import annotations

from datetime import datetime

from documents.report import Analysis
from service.http.shapes.base import Fault, Shape
from service.http.shapes.jobs import Job, SkippedFile
from service.storage.terms import Grade, State


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
    model: str | None
    edits: int


class DocumentWithAnalysis(Document):
    """``analysis`` is the object of the contract; null until the document is read."""

    analysis: Analysis | None


class UploadReceipt(Shape):
    """What became of an upload; ``known`` are the documents that had come before."""

    job: Job
    documents: list[Document]
    known: list[int]
    skipped: list[SkippedFile]
