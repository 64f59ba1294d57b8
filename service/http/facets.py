"""``/v1/facets``: how the documents of a selection are spread. A facet is counted under all filters
but its own, so that the values beside the chosen one show what choosing them would give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any, Final

from fastapi import APIRouter
from sqlalchemy import Select, func, literal_column, null, select, union_all
from sqlalchemy.orm import Session

from service.http.callers import CallerDep
from service.http.context import ContextDep
from service.http.selection import Selection, SelectionDep
from service.http.shapes.reports import Facet, Facets
from service.storage.rows import DocumentRow, FindingRow

router = APIRouter(prefix="/v1", tags=["reports"])
_MOST: Final = 200
_FEW: Final[dict[str, Any]] = {
    "unit_kind": DocumentRow.unit_kind,
    "year": DocumentRow.year,
    "form": DocumentRow.form,
    "state": DocumentRow.state,
    "grade": DocumentRow.grade,
    "model": DocumentRow.model,
}
"""Those with few values, counted together: of a year and a form and the others at once, there are
some hundreds at most."""
_FILTERS: Final = tuple(field.name for field in fields(Selection))
_FACETED: Final = (*(name for name in _FEW if name in _FILTERS), "unit", "rule")


@router.get("/facets", summary="选中文件的分布")
def show_facets(context: ContextDep, caller: CallerDep, selection: SelectionDep) -> Facets:
    """How many documents have each value; the most frequent values first. Each facet under all
    filters but its own: of a year, ``year`` counts the other years too. What is chosen stands in
    its facet, with 0 documents too."""
    with context.store.read() as session:
        together, units, rules = _count(session, selection)
    few = {
        name: _tally(
            ((row[place], row[-1]) for row in together if _is_chosen(row, selection, besides=name)),
            _list_chosen(selection, name),
        )
        for place, name in enumerate(_FEW)
    }
    return Facets(unit=_tally(units, selection.unit), rule=_tally(rules, selection.rule), **few)


def _count(
    session: Session, selection: Selection
) -> tuple[list[Sequence[Any]], list[tuple[Any, int]], list[tuple[Any, int]]]:
    """The values of the few facets together, units, rules, each with its number of documents. In
    one statement, so that what is not faceted (a search) is looked for once."""
    others = selection.keep(name for name in _FILTERS if name not in _FACETED)
    found = others.narrow(session, select(DocumentRow.id)).cte("found")

    def narrow(wanted: Any, besides: Iterable[str]) -> Select[Any]:
        kept = selection.keep(name for name in _FACETED if name not in besides)
        return kept.narrow(session, wanted.where(DocumentRow.id.in_(select(found.c.id))))

    none = [null()] * len(_FEW)
    documents, distinct = func.count(DocumentRow.id), func.count(DocumentRow.id.distinct())
    few = select(literal_column("'few'"), *_FEW.values(), null(), null(), documents)
    unit: Any = select(literal_column("'unit'"), *none, DocumentRow.unit, null(), documents)
    rule: Any = (
        select(literal_column("'rule'"), *none, null(), FindingRow.rule, distinct)
        .join(FindingRow, FindingRow.document_id == DocumentRow.id)
        .where(FindingRow.verdict.in_(("open", "confirmed")))
    )
    rows: Sequence[Sequence[Any]] = session.execute(
        union_all(
            narrow(few, _FEW).group_by(*_FEW.values()),
            narrow(unit, ("unit",)).group_by(DocumentRow.unit),
            narrow(rule, ("rule",)).group_by(FindingRow.rule),
        )
    ).all()
    return (
        [(*row[1:-3], row[-1]) for row in rows if row[0] == "few"],
        [(row[-3], row[-1]) for row in rows if row[0] == "unit"],
        [(row[-2], row[-1]) for row in rows if row[0] == "rule"],
    )


def _is_chosen(row: Sequence[Any], selection: Selection, besides: str) -> bool:
    """Whether the values are among those that the filters choose, all filters but one."""
    for value, name in zip(row, _FEW, strict=False):
        chosen = _list_chosen(selection, name)
        if name != besides and chosen and value not in chosen:
            return False
    return True


def _list_chosen(selection: Selection, name: str) -> Sequence[Any]:
    """The values that a filter chooses, as the documents have them; all where it chooses none."""
    if name == "form":
        return [None if form == "none" else form for form in selection.form]
    return getattr(selection, name) if name in _FILTERS else ()


def _tally(counted: Iterable[tuple[Any, int]], chosen: Sequence[Any]) -> list[Facet]:
    """The most frequent first, of the equally frequent none before any; what is chosen in any
    case."""
    counts: Counter[Any] = Counter(dict.fromkeys(chosen, 0))
    for value, number in counted:
        counts[value] += number
    found = sorted(counts.items(), key=lambda one: (-one[1], one[0] is not None, one[0]))
    return [
        Facet(value=value, count=number)
        for place, (value, number) in enumerate(found)
        if place < _MOST or value in chosen
    ]
