"""Many reports at once: units with their years, totals of the tables."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from sqlalchemy import select
from sqlalchemy.orm import Session

from service.http.callers import CallerDep
from service.http.context import ContextDep
from service.http.paging import CursorQuery, LimitQuery, page_rows
from service.http.selection import SelectionDep
from service.http.shapes.base import Page
from service.http.shapes.reports import UnitReports, UnitYear
from service.storage.rows import DocumentRow
from service.storage.totals import Totals, add_up

router = APIRouter(prefix="/v1", tags=["reports"])


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
