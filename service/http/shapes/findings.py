"""Findings, verdicts, rules."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from documents.findings import Evidence, Severity
from service.http.shapes.base import Change, Shape
from service.storage.terms import Verdict


class VerdictEdit(Change):
    verdict: Verdict
    reason: str = Field(default="", max_length=1_000)


class GivenVerdict(Shape):
    """``outdated`` where what the finding rests on has changed since."""

    verdict: Verdict
    reason: str
    by: str
    at: datetime
    outdated: bool = False


class JudgedFinding(Shape):
    """A finding of the contract, with the verdict that holds and the last one given."""

    id: str
    rule: str
    title: str
    severity: Severity
    message: str
    advice: str
    expected: str | None
    actual: str | None
    evidence: list[Evidence]
    verdict: Verdict
    last: GivenVerdict | None


class FoundFinding(Shape):
    """A finding in a list over many documents."""

    document_id: int
    unit: str | None
    year: int | None
    id: str
    rule: str
    title: str
    severity: Severity
    message: str
    verdict: Verdict


class RuleShape(Shape):
    code: str
    title: str
    severity: Severity
    criterion: str
