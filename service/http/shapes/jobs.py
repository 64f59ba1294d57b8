"""Jobs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from service.http.shapes.base import Fault, Shape
from service.storage.terms import JobKind, State


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
