"""Sections, tables, rows and columns of the forms by the names and numbers their readers know."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from documents.forms import load_form
from documents.tables import Cell, CellKey, FormVersion, Table, TableKind

TABLE_NAMES: Final[Mapping[TableKind, str]] = MappingProxyType(
    {
        "proactive": "第二部分“主动公开”表",
        "requests": "第三部分“收到和处理申请”表",
        "disputes": "第四部分“复议诉讼”表",
        "other": "其他表格",
    }
)
SECTION_NAMES: Final[Mapping[int, str]] = MappingProxyType(
    {
        1: "一、总体情况",
        2: "二、主动公开政府信息情况",
        3: "三、收到和处理政府信息公开申请情况",
        4: "四、政府信息公开行政复议、行政诉讼情况",
        5: "五、存在的主要问题及改进情况",
        6: "六、其他需要报告的事项",
    }
)
TABLE_SECTIONS: Final[Mapping[TableKind, int]] = MappingProxyType(
    {"proactive": 2, "requests": 3, "disputes": 4}
)
FORM_NAMES: Final[Mapping[FormVersion, str]] = MappingProxyType(
    {
        "v2019": "2019年试行格式（国办公开办函〔2019〕60号）",
        "v2021": "2021年格式（国办公开办函〔2021〕30号）",
        "pre2019": "2019年以前的自由格式",
    }
)
NUMERALS: Final = "〇一二三四五六七八九十"
_LONGEST: Final = 28
"""Characters of a row's label in a message: two of the form's are longer than any line."""

_MAIN_MARK = re.compile(r"\s*([一二三四五六七八九十])\s?[、.．]")
_NOTE = re.compile(r"（(?:区分处理|单位)[^）]*）$")


def name_row(table: Table, row: str) -> str:
    """The row's label as printed, with its group: ``（三）不予公开 1.属于国家秘密``."""
    return _name_rows(table.form, table.kind).get(row, row)


def name_column(table: Table, key: CellKey) -> str:
    return _name_columns(table.form, table.kind).get(key, key.column)


def name_cell(table: Table, cell: Cell) -> str:
    """``“行政许可”行“本年处理决定数量”列``"""
    row = name_row(table, cell.row)
    row = row if len(row) <= _LONGEST else f"{row[:_LONGEST]}…"
    return f"“{row}”行“{name_column(table, cell.key)}”列"


def read_number(heading: str) -> int | None:
    """The number that a main heading bears: 2 for ``二、``, null for ``（二）``."""
    mark = _MAIN_MARK.match(heading)
    return read_numeral(mark[1]) if mark else None


def read_numeral(numeral: str) -> int:
    """2 for ``二`` and for ``2``, up to 十; raises ``ValueError`` for another word."""
    return int(numeral) if numeral.isdigit() else NUMERALS.index(numeral)


def write_number(value: int | float) -> str:
    """``3985758``, ``59237.2449``: no exponent, no idle zeros."""
    return str(value) if isinstance(value, int) else f"{value:.4f}".rstrip("0").rstrip(".")


@cache
def _name_rows(form: FormVersion | None, kind: TableKind) -> Mapping[str, str]:
    rows: dict[str, str] = {}
    for version in _list_versions(form, kind):
        for block in load_form(version).table(kind).blocks:
            for row in block.rows:
                path = row.path[1:] if row.path[0].startswith("三、") else row.path
                rows.setdefault(row.id, " ".join(_NOTE.sub("", label) for label in path))
    return MappingProxyType(rows)


@cache
def _name_columns(form: FormVersion | None, kind: TableKind) -> Mapping[CellKey, str]:
    columns: dict[CellKey, str] = {}
    for version in _list_versions(form, kind):
        for block in load_form(version).table(kind).blocks:
            labels = {c.id: _NOTE.sub("", c.label) for c in block.columns}
            for key in block.list_keys():
                columns.setdefault(key, labels[key.column])
    return MappingProxyType(columns)


def _list_versions(form: FormVersion | None, kind: TableKind) -> tuple[FormVersion, ...]:
    if kind == "other":
        return ()
    return ("v2019",) if form == "v2019" else ("v2021",) if form == "v2021" else ("v2021", "v2019")
