"""``/v1/forms``: the statutory forms as data, and as they are printed."""

from __future__ import annotations

import json
from functools import cache
from typing import Literal

from fastapi import APIRouter

from documents.forms import Form, load_form, load_forms
from documents.forms.printed import Role, lay_out_table
from service.forms import encode_forms
from service.http.callers import CallerDep
from service.http.shapes.base import Shape

router = APIRouter(prefix="/v1/forms", tags=["forms"])


class FormColumn(Shape):
    id: str
    label: str
    unit: str | None
    variants: list[str]


class FormRow(Shape):
    id: str
    path: list[str]
    variants: list[str]


class FormBlock(Shape):
    id: str
    caption: str | None
    columns: list[FormColumn]
    rows: list[FormRow]


class FormSum(Shape):
    """``left`` added up are ``right`` added up; ``rule`` is the finding where they are not."""

    rule: str
    left: list[str]
    right: list[str]


class Printed(Shape):
    """A cell of the printed table; one with a ``key`` holds a figure, others their text."""

    role: Role
    row: int
    column: int
    text: str
    key: str | None
    row_span: int
    column_span: int


class FormTable(Shape):
    kind: str
    caption: str
    blocks: list[FormBlock]
    sums: list[FormSum]
    printed: list[list[Printed]]


class FormShape(Shape):
    version: str
    years: list[int]
    tables: list[FormTable]


@router.get("", summary="法定表格的格式")
def list_forms(caller: CallerDep) -> list[FormShape]:
    return [_shape(form) for form in load_forms()]


@router.get("/{version}", summary="一版格式")
def show_form(version: Literal["v2019", "v2021"], caller: CallerDep) -> FormShape:
    return _shape(load_form(version))


@cache
def _shape(form: Form) -> FormShape:
    (described,) = json.loads(encode_forms((form,)))
    for table in described["tables"]:
        table["printed"] = [
            [
                {
                    "role": cell.role,
                    "row": cell.row,
                    "column": cell.column,
                    "text": cell.text,
                    "key": str(cell.key) if cell.key else None,
                    "row_span": cell.row_span,
                    "column_span": cell.column_span,
                }
                for cell in row
            ]
            for row in lay_out_table(form.table(table["kind"]))
        ]
    return FormShape.model_validate(described)
