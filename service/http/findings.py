"""Findings and what people say of them: confirmed, dismissed with a reason, mended."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.findings import Severity
from documents.report import Analysis
from documents.rules import RULES
from service.http.callers import CallerDep
from service.http.context import ContextDep
from service.http.keys import DocumentId, Number
from service.http.paging import CursorQuery, LimitQuery, page_rows
from service.http.problems import Problem
from service.http.shapes.base import Page
from service.http.shapes.findings import (
    FoundFinding,
    GivenVerdict,
    JudgedFinding,
    RuleShape,
    VerdictEdit,
)
from service.http.tags import write_etag
from service.storage.documents import find_document
from service.storage.readings import load_current
from service.storage.rows import DocumentRow, FindingRow, VerdictRow
from service.storage.terms import Verdict
from service.storage.verdicts import find_latest, give_verdict

router = APIRouter(prefix="/v1", tags=["findings"])


@router.get("/documents/{document_id}/findings", summary="一份报告的问题和处理意见")
def show_findings(
    document_id: DocumentId, context: ContextDep, caller: CallerDep, response: Response
) -> list[JudgedFinding]:
    with context.store.read() as session:
        response.headers["ETag"] = write_etag(find_document(session, document_id))
        return list_found(session, document_id, load_current(session, document_id))


@router.put("/documents/{document_id}/findings/{finding_id}/verdict", summary="给出处理意见")
def put_verdict(
    document_id: DocumentId,
    finding_id: str,
    edit: VerdictEdit,
    context: ContextDep,
    caller: CallerDep,
) -> JudgedFinding:
    """It holds for later runs too, as long as what the finding rests on is the same. A dismissal
    needs a reason; ``open`` takes a verdict back."""
    if edit.verdict == "dismissed" and not edit.reason.strip():
        raise Problem(422, "reason-missing", "忽略一条问题时请写明理由。")
    with context.store.write() as session:
        find_document(session, document_id)
        give_verdict(
            session, document_id, finding_id, edit.verdict, edit.reason.strip(), caller.name
        )
        session.flush()
        found = list_found(session, document_id, load_current(session, document_id))
    return next(finding for finding in found if finding.id == finding_id)


@router.get("/documents/{document_id}/findings/{finding_id}/verdicts", summary="意见的历史")
def show_verdicts(
    document_id: DocumentId, finding_id: str, context: ContextDep, caller: CallerDep
) -> list[GivenVerdict]:
    with context.store.read() as session:
        find_document(session, document_id)
        wanted = (
            select(VerdictRow)
            .where(VerdictRow.document_id == document_id, VerdictRow.finding_id == finding_id)
            .order_by(VerdictRow.id.desc())
        )
        return [_shape_verdict(row) for row in session.scalars(wanted)]


@router.get("/findings", summary="所有报告的问题")
def list_findings(
    context: ContextDep,
    caller: CallerDep,
    rule: Annotated[list[str] | None, Query()] = None,
    severity: Annotated[list[Severity] | None, Query()] = None,
    verdict: Annotated[list[Verdict] | None, Query(description="默认只看未处理的")] = None,
    unit: Annotated[list[str] | None, Query()] = None,
    year: Annotated[list[Number] | None, Query()] = None,
    limit: LimitQuery = 50,
    cursor: CursorQuery = None,
) -> Page[FoundFinding]:
    wanted = (
        select(FindingRow)
        .join(DocumentRow, DocumentRow.id == FindingRow.document_id)
        .where(FindingRow.verdict.in_(verdict or ("open",)))
    )
    for column, values in (
        (FindingRow.rule, rule),
        (FindingRow.severity, severity),
        (DocumentRow.unit, unit),
        (DocumentRow.year, year),
    ):
        if values:
            wanted = wanted.where(column.in_(values))
    with context.store.read() as session:
        rows, after = page_rows(
            session,
            wanted,
            FindingRow.document_id,
            FindingRow.finding_id,
            limit,
            cursor,
            down=True,
        )
        numbers = {row.document_id for row in rows}
        documents = {
            d.id: d for d in session.scalars(select(DocumentRow).where(DocumentRow.id.in_(numbers)))
        }
    return Page[FoundFinding](
        items=[
            FoundFinding(
                document_id=row.document_id,
                unit=documents[row.document_id].unit,
                year=documents[row.document_id].year,
                id=row.finding_id,
                rule=row.rule,
                title=name_rule(row.rule),
                severity=row.severity,
                message=row.message,
                verdict=row.verdict,
            )
            for row in rows
        ],
        next_cursor=after,
    )


@router.get("/rules", summary="审核规则")
def list_rules(caller: CallerDep) -> list[RuleShape]:
    return [
        RuleShape(code=r.code, title=r.title, severity=r.severity, criterion=r.criterion)
        for r in RULES.values()
    ]


def list_found(session: Session, document_id: int, analysis: Analysis) -> list[JudgedFinding]:
    """The findings of the review in their order, each with the last word on it."""
    rows = {
        row.finding_id: row
        for row in session.scalars(select(FindingRow).where(FindingRow.document_id == document_id))
    }
    latest = find_latest(session, document_id)
    return [
        JudgedFinding(
            id=f.id,
            rule=f.rule,
            title=name_rule(f.rule),
            severity=f.severity,
            message=f.message,
            advice=f.advice,
            expected=f.expected,
            actual=f.actual,
            evidence=list(f.evidence),
            verdict=rows[f.id].verdict,
            last=_shape_verdict(latest[f.id], rows[f.id].inputs) if f.id in latest else None,
        )
        for f in analysis.findings
        if f.id in rows
    ]


def name_rule(code: str) -> str:
    return RULES[code].title if code in RULES else code


def _shape_verdict(row: VerdictRow, inputs: str | None = None) -> GivenVerdict:
    return GivenVerdict(
        verdict=row.verdict,
        reason=row.reason,
        by=row.by,
        at=row.at,
        outdated=inputs is not None and inputs != row.inputs,
    )
