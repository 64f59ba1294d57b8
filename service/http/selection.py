"""Which documents are meant: the filters of the board, of totals and of exports alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal

from fastapi import Depends, Query
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from service.http.keys import Number
from service.storage.rows import BatchRow, DocumentRow, FindingRow
from service.storage.search import match_documents
from service.storage.terms import Grade, State

SortKey = Literal[
    "created", "-created", "changed", "-changed", "unit", "-unit", "year", "-year", "name", "-name",
    "errors", "-errors", "warnings", "-warnings", "blanks", "-blanks",
    "boilerplate", "-boilerplate",
]  # fmt: skip
SORTS: Final[dict[str, Any]] = {
    "created": DocumentRow.id,
    "changed": DocumentRow.revision,
    "unit": func.coalesce(DocumentRow.unit, ""),
    "year": func.coalesce(DocumentRow.year, 0),
    "name": DocumentRow.name,
    "errors": DocumentRow.errors,
    "warnings": DocumentRow.warnings,
    "blanks": DocumentRow.blanks,
    "boilerplate": func.coalesce(DocumentRow.boilerplate, -1.0),
}
FormFilter = Literal["v2019", "v2021", "pre2019", "none"]


@dataclass(frozen=True, slots=True)
class Selection:
    """A condition for each field that is set; all must hold."""

    q: str | None = None
    unit: tuple[str, ...] = ()
    year: tuple[int, ...] = ()
    state: tuple[State, ...] = ()
    form: tuple[FormFilter, ...] = ()
    grade: tuple[Grade, ...] = ()
    model: tuple[str, ...] = ()
    rule: tuple[str, ...] = ()
    has_errors: bool | None = None
    is_report: bool | None = None
    job: int | None = None
    id: tuple[int, ...] = ()

    def keep(self, names: Iterable[str]) -> Selection:
        """The selection with these fields alone."""
        return Selection(**{name: getattr(self, name) for name in names})

    def narrow(self, session: Session, wanted: Select[Any]) -> Select[Any]:
        """The query over documents, with these conditions."""
        for column, values in (
            (DocumentRow.unit, self.unit),
            (DocumentRow.year, self.year),
            (DocumentRow.state, self.state),
            (DocumentRow.grade, self.grade),
            (DocumentRow.model, self.model),
            (DocumentRow.id, self.id),
        ):
            if values:
                wanted = wanted.where(column.in_(values))
        if self.form:
            wanted = wanted.where(func.coalesce(DocumentRow.form, "none").in_(self.form))
        if self.has_errors is not None:
            wanted = wanted.where((DocumentRow.errors > 0) == self.has_errors)
        if self.is_report is not None:
            wanted = wanted.where(DocumentRow.is_report == self.is_report)
        if self.rule:
            broken = select(FindingRow.document_id).where(
                FindingRow.rule.in_(self.rule), FindingRow.verdict.in_(("open", "confirmed"))
            )
            wanted = wanted.where(DocumentRow.id.in_(broken))
        if self.job is not None:
            sent = select(BatchRow.document_id).where(BatchRow.job_id == self.job)
            wanted = wanted.where(DocumentRow.id.in_(sent) | (DocumentRow.job_id == self.job))
        if self.q and self.q.strip():
            wanted = wanted.where(match_documents(session, self.q))
        return wanted


def read_selection(
    q: Annotated[
        str | None, Query(max_length=200, description="全文检索，两个字的姓名也找得到")
    ] = None,
    unit: Annotated[list[str] | None, Query(description="单位全名")] = None,
    year: Annotated[list[Number] | None, Query(description="报告年度")] = None,
    state: Annotated[list[State] | None, Query(description="处理状态")] = None,
    form: Annotated[list[FormFilter] | None, Query(description="表格版本；none 为不明")] = None,
    grade: Annotated[list[Grade] | None, Query(description="读取把握")] = None,
    model: Annotated[list[str] | None, Query(description="由哪个主题模型读出")] = None,
    rule: Annotated[list[str] | None, Query(description="有这条规则的未了问题")] = None,
    has_errors: Annotated[bool | None, Query(description="有没有未了的错误")] = None,
    is_report: Annotated[bool | None, Query(description="是不是年度报告")] = None,
    job: Annotated[Number | None, Query(description="某次上传的文件")] = None,
    id: Annotated[list[Number] | None, Query(description="指定的几份")] = None,
) -> Selection:
    return Selection(
        q,
        tuple(unit or ()),
        tuple(year or ()),
        tuple(state or ()),
        tuple(form or ()),
        tuple(grade or ()),
        tuple(model or ()),
        tuple(rule or ()),
        has_errors,
        is_report,
        job,
        tuple(id or ()),
    )


SelectionDep = Annotated[Selection, Depends(read_selection)]
