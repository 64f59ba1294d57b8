"""What a person may see of what is stored: a condition that every query is given.

It is not left to the routes. A store that is narrowed to a scope adds the condition to whatever
its reading sessions select, in subqueries, joins and counts too; who changes something finds it
by its number first (``find_document``, ``jobs.find_job``), and these ask ``may_see``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, event, false, or_, select
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria
from sqlalchemy.sql import Select

from service.storage.rows import (
    BatchRow,
    CurrentRow,
    DocumentRow,
    EditRow,
    EventRow,
    FiguresRow,
    FindingRow,
    JobRow,
    ParagraphRow,
    ReadingRow,
    SenderRow,
    VerdictRow,
)

EVERYTHING: Final = "*"
WHOLE: Final[dict[str, Any]] = {"whole": True}
"""Execution options of a query over everything: a number that tells nothing of what it counts."""
_PARTS: Final[tuple[Any, ...]] = (
    CurrentRow,
    FiguresRow,
    ReadingRow,
    EditRow,
    FindingRow,
    ParagraphRow,
    VerdictRow,
    BatchRow,
)
_KEY: Final = "scope"


@dataclass(frozen=True, slots=True)
class Scope:
    """Reports of ``units`` (a full name, or a beginning with ``*`` behind it), and whatever
    ``name`` has sent."""

    name: str
    units: tuple[str, ...]

    def select_documents(self) -> Select[tuple[int]]:
        """The numbers of the documents in it; over tables, where no other condition is added."""
        table = DocumentRow.__table__.c
        sent = SenderRow.__table__.c
        mine = select(sent.document_id).where(sent.name == self.name)
        named = or_(false(), *(_match(table.unit, unit) for unit in self.units))
        return select(table.id).where(named | table.id.in_(mine))

    def select_jobs(self) -> Select[tuple[int]]:
        table = JobRow.__table__.c
        seen = table.document_id.in_(self.select_documents())
        return select(table.id).where(seen | (table.created_by == self.name))

    def list_conditions(self) -> Iterator[tuple[Any, ColumnElement[bool]]]:
        """The condition for each kind of row that tells of documents."""
        documents, jobs = self.select_documents(), self.select_jobs()
        yield DocumentRow, DocumentRow.id.in_(documents)
        for row in _PARTS:
            yield row, row.document_id.in_(documents)
        yield JobRow, JobRow.id.in_(jobs)
        yield EventRow, EventRow.document_id.in_(documents) | EventRow.job_id.in_(jobs)


def build_scope(name: str, units: Iterable[str]) -> Scope | None:
    """None for whoever may see everything."""
    chosen = tuple(units)
    return None if EVERYTHING in chosen else Scope(name, chosen)


def mark_session(session: Session, scope: Scope | None) -> None:
    """Notes for whom the session is, so that ``may_see`` knows."""
    session.info[_KEY] = scope


def narrow_session(session: Session, scope: Scope) -> None:
    """From now on the session selects what is in the scope, and nothing else."""
    options = [
        with_loader_criteria(row, condition, include_aliases=True)
        for row, condition in scope.list_conditions()
    ]

    def add_conditions(state: ORMExecuteState) -> None:
        if state.is_select and not state.is_column_load and "whole" not in state.execution_options:
            state.statement = state.statement.options(*options)

    event.listen(session, "do_orm_execute", add_conditions)


def find_scope(session: Session) -> Scope | None:
    """None for who sees everything."""
    scope: Scope | None = session.info.get(_KEY)
    return scope


def may_see(session: Session, *, document_id: int | None = None, job_id: int | None = None) -> bool:
    """Whether the document, or the job, is in the session's scope."""
    scope = find_scope(session)
    if scope is None:
        return True
    chosen = scope.select_jobs() if document_id is None else scope.select_documents()
    number = job_id if document_id is None else document_id
    found = chosen.where(chosen.selected_columns[0] == number)
    return session.scalar(found) is not None


def _match(column: ColumnElement[Any], unit: str) -> ColumnElement[bool]:
    if unit.endswith(EVERYTHING):
        return column.startswith(unit.removesuffix(EVERYTHING), autoescape=True)
    return column == unit
