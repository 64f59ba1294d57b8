"""What stands in the cells of the three tables: CEL-01 to CEL-06, SEM-01, SEM-03.

Only cells that were surely read are held against a report.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from documents.findings import Finding
from documents.forms import load_form
from documents.report import Report, Unit
from documents.tables import Cell, CellState, Table
from review.evidence import (
    list_body,
    list_tables,
    point_at_cells,
    point_at_span,
    point_at_table,
    state_finding,
)
from review.extent import is_from_picture
from review.labels import TABLE_NAMES, name_cell, write_number

_FEE_LIMIT: Final = {"township": 1_000, "county": 10_000_000, "department": 1_000_000}
"""万元 from which a fee looks typed in 元 (CEL-06 gives the township's; the others are a hundred
thousand million yuan and ten thousand million, beyond any county's or department's fees)."""

_COUNTY_BUREAU: Final = re.compile(r"[县旗].{2,12}(?:局|委员会|中心)$")
_OF_LAND: Final = re.compile(r"自然资源|国土|规划|住房|建设|城乡|税务|财政")
_COUNTY_BUREAU_FEE: Final = 100_000
"""万元 that no bureau of a county collects but those of land and building: a thousand million."""

_SIGNED = re.compile(r"^\s*(?:增加?|减少?|新增)\s*\d")
"""增加4 in a cell of 增/减 tells its number, whether or not the reading took it."""

_OWN_TOWNSHIP = re.compile(r"我镇(?!街)|我乡(?![镇村土愁里亲情])|我街道|我局")
_COUNTING_UNITS: Final = frozenset("件条次个项宗份")


def check_cells(report: Report) -> Iterator[Finding]:
    tables = tuple(list_tables(report))
    for table in tables:
        yield from _check_empty(report, table)
        yield from _check_values(report, table)
        yield from _check_surplus(report, table)
    proactive = report.table("proactive")
    if proactive is not None:
        yield from _check_fee(report, proactive)
        yield from _check_rules(report, proactive)
    yield from _check_all_zero(report, tables)


def _check_empty(report: Report, table: Table) -> Iterator[Finding]:
    """CEL-01, CEL-02: one finding a table, for a form left open has 175 blanks."""
    name = TABLE_NAMES[table.kind]
    states = Counter(c.state for c in table)
    # of a table that was cut in its head no value is known, and blanks are parts of its labels
    if states["missing"] and not states["number"] and not states["slash"]:
        return
    blanks = [c for c in table if c.state == "blank" and c.sure]
    if blanks:
        message = f"{name}有{len(blanks)}格为空{_name_some(table, blanks)}。"
        if len(blanks) == len(table.cells):
            message = f"{name}{len(blanks)}格全部为空，没有读到任何数字。"
        yield state_finding(
            report,
            "cell-blank",
            message,
            point_at_cells(table, blanks),
            expected="0或实际数",
            actual="空",
            advice="没有发生的填“0”，不要留空；如原文有数而摘录丢失，请补上原文。",
        )
    elif _is_mostly_blank(table, states) and not is_from_picture(report):
        yield state_finding(
            report,
            "cell-blank",
            f"{name}{len(table.cells)}格中有{states['blank']}格为空，只填了{states['number']}个数。",
            [point_at_table(report, table)],
            expected="0或实际数",
            actual="空",
            advice="没有发生的填“0”，不要留空；如原文有数而摘录丢失，请补上原文。",
        )
    slashes = [c for c in table if c.state == "slash" and c.sure]
    if slashes:
        yield state_finding(
            report,
            "cell-slash",
            f"{name}有{len(slashes)}格以“{slashes[0].raw.strip()}”代替数字"
            f"{_name_some(table, slashes)}。",
            point_at_cells(table, slashes),
            expected="0或实际数",
            actual=slashes[0].raw.strip(),
            advice="没有发生的填“0”。",
        )


def _is_mostly_blank(table: Table, states: Counter[CellState]) -> bool:
    """True where half of the cells are blank beside numbers, and every cell was found: how many are
    blank is sure even where it is not which."""
    if states["missing"] or states["unreadable"] or states["inferred"] or not states["number"]:
        return False
    return states["blank"] * 2 >= len(table.cells)


def _name_some(table: Table, cells: Sequence[Cell]) -> str:
    """``：甲、乙`` for up to three cells, ``，如甲、乙、丙`` for more."""
    names = "、".join(name_cell(table, c) for c in cells[:3])
    return f"：{names}" if len(cells) <= 3 else f"，如{names}"


def _check_values(report: Report, table: Table) -> Iterator[Finding]:
    """CEL-03, CEL-05 (F5): counts are whole numbers from 0; only 增/减 may be negative."""
    if table.form not in ("v2019", "v2021"):
        return
    form = load_form(table.form).table(table.kind)
    for cell in table:
        if not (cell.value or cell.state == "text") or not cell.sure:
            continue
        fault = ""
        if cell.state == "text" and not _SIGNED.match(cell.raw):
            fault = "不是数字"
        elif cell.value:
            if cell.value < 0 and not form.column(cell.key).signed:
                fault = "是负数"
            elif cell.value != int(cell.value) and not form.column(cell.key).decimal:
                fault = "不是整数"
            elif cell.unit in _COUNTING_UNITS:
                yield _describe_value(report, table, cell, "数字后带有单位", noted=True)
        if fault:
            yield _describe_value(report, table, cell, fault)


def _describe_value(
    report: Report, table: Table, cell: Cell, fault: str, *, noted: bool = False
) -> Finding:
    return state_finding(
        report,
        "cell-not-number",
        f"{TABLE_NAMES[table.kind]}{name_cell(table, cell)}填“{cell.raw.strip()}”，{fault}。",
        point_at_cells(table, [cell]),
        severity="notice" if noted else None,
        expected="不小于0的整数",
        actual=cell.raw.strip(),
        advice="表格内只填数字。" if noted else "请核对后改填数字。",
    )


def _check_surplus(report: Report, table: Table) -> Iterator[Finding]:
    """CEL-04. Softened where a cell beside it was not surely read: the value may be its own."""
    if not table.surplus:
        return
    sure = all(cell.sure for cell in table)
    values = "、".join(f"“{span.cut(report.text).strip()}”" for span in table.surplus[:5])
    filled = sum(cell.state in ("number", "blank", "slash", "text") for cell in table)
    yield state_finding(
        report,
        "cell-surplus",
        f"{TABLE_NAMES[table.kind]}比格式多出{len(table.surplus)}个数值：{values}"
        + ("。" if sure else "，也可能是摘录错位。"),
        (point_at_span(report, span) for span in table.surplus),
        severity=None if sure else "warning",
        expected=f"{len(table.cells)}格",
        actual=f"{filled + len(table.surplus)}个数值",
        advice="请核对是否多填一格，或各格是否错位。",
    )


def _check_fee(report: Report, table: Table) -> Iterator[Finding]:
    """CEL-06: yuan typed into a cell of ten thousand yuan."""
    fee = table.cell("admin_fee", "fee_amount")
    if fee is None or not fee.sure or not fee.value:
        return
    limit = _find_fee_limit(report.unit) if report.unit else None
    if fee.unit != "元" and (limit is None or fee.value < limit):
        return
    yield state_finding(
        report,
        "amount-unit-slip",
        f"{TABLE_NAMES['proactive']}行政事业性收费填{write_number(fee.value)}"
        f"{fee.unit or '万元'}，本格单位是万元，疑似把“元”当作“万元”填写。",
        point_at_cells(table, [fee]),
        expected=f"{write_number(fee.value / 10_000)}万元（如原数以元计）",
        actual=f"{write_number(fee.value)}{fee.unit or '万元'}",
        advice="请按“万元”换算后重新填写。",
    )


def _find_fee_limit(unit: Unit) -> int | None:
    of_county = unit.kind == "department" and _COUNTY_BUREAU.search(unit.name)
    if of_county and not _OF_LAND.search(unit.name):
        return _COUNTY_BUREAU_FEE
    return _FEE_LIMIT.get(unit.kind)


def _check_rules(report: Report, table: Table) -> Iterator[Finding]:
    """SEM-01 (F13): counties, townships and local departments have no power to make 规章.

    Silent about the office of a government that has it, which may count that government's own."""
    unit = report.unit or _read_self(report)
    if unit is None or unit.kind not in ("county", "township", "department"):
        return
    if unit.kind == "department" and (
        "办公" in unit.name or unit.name.startswith(("国家", "中国", "中华", "国务院"))
    ):
        return
    made = [c for c in table if c.row == "rules" and c.sure and c.value]
    if made:
        listed = "、".join(f"{name_cell(table, c)}{write_number(c.amount)}" for c in made)
        yield state_finding(
            report,
            "rules-without-power",
            f"{unit.name}没有规章制定权，而{TABLE_NAMES['proactive']}{listed}。",
            point_at_cells(table, made),
            expected="0",
            actual=write_number(max(c.amount for c in made)),
            advice="规章只由国务院部门、省级和设区的市（自治州）人民政府制定；"
            "请核对是否应填入“行政规范性文件”。",
        )


def _read_self(report: Report) -> Unit | None:
    """A township that names itself by 我镇 only."""
    words = {word for p in list_body(report) for word in _OWN_TOWNSHIP.findall(p.text)}
    return Unit("乡镇、街道", "township") if words and "我局" not in words else None


def _check_all_zero(report: Report, tables: tuple[Table, ...]) -> Iterator[Finding]:
    """SEM-03, when all three tables were read and hold nothing but zeros."""
    if len(tables) < 3 or any(c.value for table in tables for c in table):
        return
    cells = [cell for table in tables for cell in table]
    if any(not c.sure or c.state in ("missing", "text") for c in cells):
        return
    if not all(any(c.value == 0 for c in table) for table in tables):
        return
    yield state_finding(
        report,
        "all-zero",
        f"三张表共{len(cells)}格全部为零（或空），全年没有任何数据。",
        (point_at_table(report, t) for t in tables),
        actual="0",
        advice="请核对是否漏填；确无发生的可以不改。",
    )
