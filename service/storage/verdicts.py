"""What people said of findings, and which findings are still open."""

from __future__ import annotations

import hashlib
from collections import Counter

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from documents.findings import Finding
from documents.report import Analysis
from service.storage.events import tell
from service.storage.faults import NotFound
from service.storage.rows import DocumentRow, FindingRow, VerdictRow
from service.storage.terms import Verdict

_COUNTED: tuple[Verdict, ...] = ("open", "confirmed")


def hash_inputs(finding: Finding, analysis: Analysis) -> str:
    """Of all that the finding rests on, the cells' values too: a verdict on it holds as long as
    this is the same."""
    cells = {
        f"{t.kind}:{c.key}": (c.value, c.state) for t in reversed(analysis.tables) for c in t.cells
    }
    said = (
        (finding.rule, finding.message, finding.expected, finding.actual),
        [(e.quote, e.cell, cells.get(e.cell or "")) for e in finding.evidence],
    )
    return hashlib.sha256(repr(said).encode()).hexdigest()


def keep_findings(session: Session, document: DocumentRow, analysis: Analysis) -> None:
    """The findings of the review in place of those before; what people said of them holds where
    their inputs are the same."""
    session.execute(delete(FindingRow).where(FindingRow.document_id == document.id))
    latest = find_latest(session, document.id)
    for position, finding in enumerate(analysis.findings):
        inputs = hash_inputs(finding, analysis)
        said = latest.get(finding.id)
        session.add(
            FindingRow(
                document_id=document.id,
                finding_id=finding.id,
                position=position,
                rule=finding.rule,
                severity=finding.severity,
                message=finding.message,
                inputs=inputs,
                verdict=said.verdict if said and said.inputs == inputs else "open",
            )
        )
    count_findings(session, document)


def count_findings(session: Session, document: DocumentRow) -> None:
    session.flush()
    wanted = (
        select(FindingRow.severity, func.count())
        .where(FindingRow.document_id == document.id, FindingRow.verdict.in_(_COUNTED))
        .group_by(FindingRow.severity)
    )
    counts = Counter(dict(session.execute(wanted).tuples().all()))
    document.errors, document.warnings = counts["error"], counts["warning"]
    document.notices = counts["notice"]


def find_latest(session: Session, document_id: int) -> dict[str, VerdictRow]:
    """The last word on each finding that somebody spoke of."""
    rows = session.scalars(
        select(VerdictRow).where(VerdictRow.document_id == document_id).order_by(VerdictRow.id)
    )
    return {row.finding_id: row for row in rows}


def give_verdict(
    session: Session, document_id: int, finding_id: str, verdict: Verdict, reason: str, by: str
) -> FindingRow:
    """Raises ``NotFound`` where the review has no such finding any more."""
    finding = session.get(FindingRow, (document_id, finding_id))
    if finding is None:
        raise NotFound("没有这条问题，可能重新审核后已经不存在。")
    session.add(
        VerdictRow(
            document_id=document_id,
            finding_id=finding_id,
            inputs=finding.inputs,
            verdict=verdict,
            reason=reason,
            by=by,
        )
    )
    finding.verdict = verdict
    count_findings(session, session.get_one(DocumentRow, document_id))
    tell(session, "finding.updated", document_id=document_id)
    return finding
