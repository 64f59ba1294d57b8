"""The cells of reports as lines of CSV, one a cell: for those who count with tools of their own."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from documents.report import Analysis
from documents.tables import Table
from service.exports.places import label_cell

HEADS: Final = (
    "单位", "年度", "文件", "表", "表格版本", "位置", "行", "列", "行名", "列名",
    "数值", "状态", "原文", "单位名称", "把握",
)  # fmt: skip
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def write_rows(analyses: Iterable[Analysis]) -> Iterator[str]:
    """The head first; a line for each cell of each table."""
    yield _write(HEADS)
    for analysis in analyses:
        for table in analysis.tables:
            for line in _list_cells(analysis, table):
                yield _write(line)


def _list_cells(analysis: Analysis, table: Table) -> Iterator[tuple[object, ...]]:
    for cell in table.cells:
        row_label, column_label = _label(table.form, table.kind, cell.key)
        yield (
            analysis.unit.name if analysis.unit else "",
            analysis.year or "",
            analysis.source.name,
            table.kind,
            table.form or "",
            table.location,
            cell.row,
            cell.column,
            row_label,
            column_label,
            "" if cell.value is None else cell.value,
            cell.state,
            cell.raw,
            cell.unit or "",
            round(cell.confidence, 3),
        )


_label = cache(label_cell)


def _write(values: Iterable[object]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([_disarm(value) for value in values])
    return line.getvalue()


def _disarm(value: object) -> object:
    """A text that a spreadsheet would take for a formula is marked as text."""
    if isinstance(value, str) and value.startswith(_FORMULA) and not _is_number(value):
        return f"'{value}"
    return value


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
