"""What a review says of a report."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from documents.places import Region, Span

Severity = Literal["error", "warning", "notice"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place that a finding rests on; ``cell`` is ``kind:row.column`` where it is a cell."""

    span: Span | None = None
    quote: str = ""
    cell: str | None = None
    regions: tuple[Region, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """``message`` says what is wrong and ``advice`` what to do, both in Chinese for the user."""

    id: str
    rule: str
    severity: Severity
    message: str
    evidence: tuple[Evidence, ...]
    expected: str | None = None
    actual: str | None = None
    advice: str = ""


def name_finding(source_sha256: str, rule: str, evidence: tuple[Evidence, ...]) -> str:
    """A finding's id: the same for the same source, rule and evidence, so that a person's verdict
    survives another run."""
    said = "|".join(f"{e.cell or ''}:{tuple(e.span or ())}:{e.quote}" for e in evidence)
    return hashlib.sha256(f"{source_sha256}|{rule}|{said}".encode()).hexdigest()[:16]
