"""Revisions as entity tags: who changes something says which state of it he has seen."""

from __future__ import annotations

from typing import Annotated

from fastapi import Header

from service.http.problems import Problem
from service.storage.faults import RevisionMismatch
from service.storage.rows import DocumentRow

IfMatch = Annotated[str | None, Header(description="上次读到的 ETag；别人在此期间改过，就不会覆盖")]


def write_etag(document: DocumentRow) -> str:
    return f'"{document.revision}"'


def check_etag(document: DocumentRow, said: str | None) -> None:
    """Raises ``RevisionMismatch``, or ``Problem`` where none was sent."""
    if said is None:
        raise Problem(428, "if-match-missing", "修改时请带上 If-Match（上次读到的 ETag）。")
    seen = [tag.strip().removeprefix("W/") for tag in said.split(",")]
    if write_etag(document) not in seen and "*" not in seen:
        raise RevisionMismatch
