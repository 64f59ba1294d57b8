"""Does section six report the fees for information? FEE-01 to FEE-03, formulas F11 and F12.

国办函〔2020〕109号 lets a body charge for information from 2021 on; the reports since then say
what was charged, even where nothing was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from documents.findings import Evidence, Finding
from documents.report import Report
from documents.tables import Cell, Table, TableKind
from review.evidence import (
    list_body,
    point_at_cells,
    point_at_section,
    point_at_words,
    state_finding,
)
from review.extent import is_section_whole, read_prose
from review.labels import name_cell, write_number

_SINCE: Final = 2021
_MENTION = re.compile(
    r"信息处理费|信息公开处理费|收费通知|(?:收取|产生|发生)[^。；，]{0,12}费"
    r"|(?:无|未|没有|不|零|公开)(?:(?!事业性)[^。；，]){0,8}收费(?!标准|项目|目录|清单|站|公路|许可|政策)"
)
_BARE_NONE = re.compile(r"(?:暂无|没有|无)(?:其他(?:需要)?报告(?:的)?事项)?[。.]?")
_NONE = re.compile(r"(?:未|没有|无|不|零)[^。；，]{0,6}(?:收取|收费|产生|发出|发生)")
_COLLECTED = re.compile(
    r"(?:(?<!应)(?<!未)收取|实收)(?!通知)[^。；，,]{0,14}?(?P<amount>\d[\d,，]{0,12}(?:\.\d{1,4})?)\s{0,2}(?P<ten>万)?元"
)
_ROUNDING: Final = 100
"""元: a fee printed with two decimals of 万元 is rounded to a hundred yuan (F11)."""


class _Place(NamedTuple):
    table: Table
    cell: Cell

    def point(self) -> tuple[Evidence, ...]:
        return point_at_cells(self.table, [self.cell])


def check_fees(report: Report) -> Iterator[Finding]:
    if report.year is None or report.year < _SINCE:
        return
    told = [p.text for p in list_body(report)]
    told += [s.heading for s in report.sections if s.number == 6]
    mentioned = any("费" in words and _MENTION.search(words) for words in told)
    unpaid = _find_cell(report, "requests", "out.other.fee_unpaid", "total")
    if not mentioned:
        yield from _check_unmentioned(report, unpaid)
        return
    if unpaid is not None and unpaid.cell.value:
        yield from _check_denied(report, unpaid)
    yield from _check_amount(report)


def _check_unmentioned(report: Report, unpaid: _Place | None) -> Iterator[Finding]:
    section = next((s for s in report.sections if s.number == 6 and s.location == "body"), None)
    if section is None or not is_section_whole(report, 6):
        return
    said_none = _BARE_NONE.fullmatch(read_prose(report, 6).strip()) is not None
    message = "第六部分没有报告信息处理费收取情况（没有收取的也应写明）。"
    evidence = [point_at_section(report, section)]
    if unpaid is not None and unpaid.cell.value:
        message = (
            f"{name_cell(unpaid.table, unpaid.cell)}填{write_number(unpaid.cell.amount)}，"
            "说明发出过收费通知，但第六部分没有报告信息处理费。"
        )
        evidence += unpaid.point()
    yield state_finding(
        report,
        "fee-unreported",
        message,
        evidence,
        # a bare 无 is an answer that the form accepts (FEE-05)
        severity="notice" if said_none and len(evidence) == 1 else None,
        expected="发出收费通知的件数和总金额、实际收取的总金额",
        actual="只写“无”" if said_none else "未提及",
        advice="请在第六部分补写本年度信息处理费情况，例如“本年度未收取信息处理费”。",
    )


def _check_denied(report: Report, unpaid: _Place) -> Iterator[Finding]:
    """F12: an application ended for an unpaid fee presupposes a notice of the fee."""
    for paragraph in list_body(report):
        for mention in _MENTION.finditer(paragraph.text):
            clause = paragraph.text[max(0, mention.start() - 12) : mention.end()]
            if "通知" in clause and _NONE.search(clause):
                yield state_finding(
                    report,
                    "fee-unreported",
                    f"文中称没有发出收费通知，而{name_cell(unpaid.table, unpaid.cell)}"
                    f"填{write_number(unpaid.cell.amount)}。",
                    (
                        point_at_words(report, paragraph, mention.start(), mention.end()),
                        *unpaid.point(),
                    ),
                    expected=write_number(unpaid.cell.amount),
                    actual="0",
                    advice="请核对收费通知件数，改正文字或表格。",
                )
                return


def _check_amount(report: Report) -> Iterator[Finding]:
    """F11: the fees for information are part of all 行政事业性收费."""
    fee = _find_cell(report, "proactive", "admin_fee", "fee_amount")
    if fee is None or fee.cell.value is None:
        return
    most = fee.cell.value * 10_000
    for paragraph in list_body(report, 6):
        if "信息处理费" not in paragraph.text:
            continue
        for match in _COLLECTED.finditer(paragraph.text):
            yuan = float(match["amount"].replace(",", "").replace("，", ""))
            yuan *= 10_000 if match["ten"] else 1
            clause = paragraph.text[max(0, match.start() - 10) : match.start()]
            if yuan > most + _ROUNDING and not re.search(r"累计|历年|应|拟", clause):
                evidence: tuple[Evidence, ...] = (
                    point_at_words(report, paragraph, match.start(), match.end()),
                    *fee.point(),
                )
                yield state_finding(
                    report,
                    "fee-unreported",
                    f"第六部分写收取信息处理费{write_number(yuan)}元，"
                    f"超过第二部分行政事业性收费{write_number(fee.cell.value)}万元；"
                    "信息处理费属于行政事业性收费。",
                    evidence,
                    expected=f"不超过{write_number(most)}元",
                    actual=f"{write_number(yuan)}元",
                    advice="请核对表中行政事业性收费是否已计入信息处理费。",
                )
                return


def _find_cell(report: Report, kind: TableKind, row: str, column: str) -> _Place | None:
    table = report.table(kind)
    cell = table.cell(row, column) if table else None
    return _Place(table, cell) if table and cell and cell.sure else None
