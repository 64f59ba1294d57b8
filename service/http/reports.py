"""Many reports at once: facets of a selection, units with their years, totals of the tables."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Query
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.http.callers import CallerDep
from service.http.context import ContextDep
from service.http.paging import CursorQuery, LimitQuery, page_rows
from service.http.selection import Selection, read_selection
from service.http.shapes.base import Page
from service.http.shapes.reports import Facet, Facets, UnitReports, UnitYear
from service.storage.rows import DocumentRow, FindingRow
from service.storage.totals import Totals, add_up

router = APIRouter(prefix="/v1", tags=["reports"])
SelectionDep = Annotated[Selection, Depends(read_selection)]
_MOST_FACETS: Final = 200


@router.get("/facets", summary="选中文件的分布")
def show_facets(context: ContextDep, caller: CallerDep, selection: SelectionDep) -> Facets:
    """How many documents of the selection have each value; the most frequent values first."""
    with context.store.read() as session:
        chosen = selection.narrow(session, select(DocumentRow.id)).scalar_subquery()

        def count(column: Any) -> list[Facet]:
            wanted = (
                select(column, func.count())
                .where(DocumentRow.id.in_(chosen))
                .group_by(column)
                .order_by(func.count().desc(), column)
                .limit(_MOST_FACETS)
            )
            found = session.execute(wanted).tuples()
            return [Facet(value=value, count=number) for value, number in found]

        rules = (
            select(FindingRow.rule, func.count(FindingRow.document_id.distinct()))
            .where(
                FindingRow.document_id.in_(chosen), FindingRow.verdict.in_(("open", "confirmed"))
            )
            .group_by(FindingRow.rule)
            .order_by(func.count(FindingRow.document_id.distinct()).desc(), FindingRow.rule)
        )
        return Facets(
            unit=count(DocumentRow.unit),
            unit_kind=count(DocumentRow.unit_kind),
            year=count(DocumentRow.year),
            form=count(DocumentRow.form),
            state=count(DocumentRow.state),
            grade=count(DocumentRow.grade),
            model=count(DocumentRow.model),
            rule=[Facet(value=v, count=n) for v, n in session.execute(rules).tuples()],
        )


@router.get("/units", summary="单位和它们各年度的报告")
def list_units(
    context: ContextDep,
    caller: CallerDep,
    name: Annotated[str | None, Query(description="名称中含有的字", max_length=100)] = None,
    limit: LimitQuery = 50,
    cursor: CursorQuery = None,
) -> Page[UnitReports]:
    wanted = select(DocumentRow.unit).where(DocumentRow.unit.is_not(None)).distinct()
    if name:
        wanted = wanted.where(DocumentRow.unit.contains(name, autoescape=True))
    with context.store.read() as session:
        units, after = page_rows(session, wanted, DocumentRow.unit, DocumentRow.unit, limit, cursor)
        return Page[UnitReports](items=_gather(session, list(units)), next_cursor=after)


@router.get("/totals", summary="三张表的合计")
def show_totals(context: ContextDep, caller: CallerDep, selection: SelectionDep) -> Totals:
    """The tables of all reports in the selection added up, cell by cell and form by form, with
    what was left out or not certain. Last year's are those of the same selection with another
    ``year``."""
    with context.store.read() as session:
        return add_up(session, selection.narrow(session, select(DocumentRow.id)))


def _gather(session: Session, units: list[str]) -> list[UnitReports]:
    rows = session.scalars(
        select(DocumentRow)
        .where(DocumentRow.unit.in_(units))
        .order_by(DocumentRow.unit, DocumentRow.year, DocumentRow.id)
    ).all()
    return [
        UnitReports(
            unit=unit,
            kind=next((r.unit_kind for r in rows if r.unit == unit), None),
            reports=[
                UnitYear(
                    document_id=r.id,
                    year=r.year,
                    form=r.form,
                    state=r.state,
                    errors=r.errors,
                    warnings=r.warnings,
                )
                for r in rows
                if r.unit == unit
            ],
        )
        for unit in units
    ]
