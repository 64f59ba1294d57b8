"""Many reports at once: facets of a selection, units with their years, totals of the tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Query
from sqlalchemy import Select, func, select
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
_FACETS: Final = {
    "unit": DocumentRow.unit,
    "unit_kind": DocumentRow.unit_kind,
    "year": DocumentRow.year,
    "form": DocumentRow.form,
    "state": DocumentRow.state,
    "grade": DocumentRow.grade,
    "model": DocumentRow.model,
}


@router.get("/facets", summary="选中文件的分布")
def show_facets(context: ContextDep, caller: CallerDep, selection: SelectionDep) -> Facets:
    """How many documents of the selection have each value; the most frequent values first."""
    with context.store.read() as session:
        # one look at the documents: a query for each facet would search as many times
        rows = session.execute(selection.narrow(session, _select(*_FACETS.values()))).all()
        columns = list(zip(*rows, strict=True)) or [()] * len(_FACETS)
        counts = dict(zip(_FACETS, map(_count, columns), strict=True))
        chosen = selection.narrow(session, select(DocumentRow.id)).scalar_subquery()
        number = func.count(FindingRow.document_id.distinct())
        rules = (
            select(FindingRow.rule, number)
            .where(
                FindingRow.document_id.in_(chosen), FindingRow.verdict.in_(("open", "confirmed"))
            )
            .group_by(FindingRow.rule)
            .order_by(number.desc(), FindingRow.rule)
        )
        found = session.execute(rules).tuples()
        return Facets(**counts, rule=[Facet(value=value, count=n) for value, n in found])


def _select(*columns: Any) -> Select[Any]:
    return select(*columns)


def _count(values: Iterable[Any]) -> list[Facet]:
    """The most frequent first, of the equally frequent none before any."""
    found = sorted(Counter(values).items(), key=lambda one: (-one[1], one[0] is not None, one[0]))
    return [Facet(value=value, count=number) for value, number in found[:_MOST_FACETS]]


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
