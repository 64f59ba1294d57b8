"""The words that the faces use for what the data names in code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from documents.errors import Failure
from documents.findings import Finding, Severity
from documents.narrative import Count, Official, Placeholder, PlaceholderKind
from documents.report import Analysis, UnitKind
from documents.rules import RULES
from documents.tables import CellState, FormVersion, Table, TableKind

SEVERITIES: Final[Mapping[Severity, str]] = {"error": "错误", "warning": "警告", "notice": "提示"}
FORMS: Final[Mapping[FormVersion, str]] = {
    "v2019": "2019年版",
    "v2021": "2021年版",
    "pre2019": "2019年以前的旧格式",
}
TABLE_NUMBERS: Final[Mapping[TableKind, str]] = {
    "proactive": "表二",
    "requests": "表三",
    "disputes": "表四",
    "other": "其他表",
}
TABLE_TITLES: Final[Mapping[TableKind, str]] = {
    "proactive": "主动公开政府信息情况",
    "requests": "收到和处理政府信息公开申请情况",
    "disputes": "政府信息公开行政复议、行政诉讼情况",
    "other": "其他表格",
}
UNIT_KINDS: Final[Mapping[UnitKind, str]] = {
    "province": "省级政府",
    "city": "市级政府",
    "county": "县级政府",
    "township": "乡镇、街道",
    "department": "部门",
    "other": "其他",
}
PLACEHOLDERS: Final[Mapping[PlaceholderKind, str]] = {
    "blank_figure": "数字空缺",
    "mask": "以符号代替",
    "template_text": "模板文字未删",
    "empty_heading": "标题下无内容",
    "blank_cell": "单元格空白",
}
STATES: Final[Mapping[CellState, str]] = {
    "number": "数字",
    "blank": "报告此格空白",
    "slash": "报告此格以斜杠等符号代替数字",
    "text": "报告此格不是数字",
    "missing": "报告中没有这一格",
    "inferred": "原文空格已丢失，此数由勾稽关系推得",
    "unreadable": "无法确定此格读数",
}
NOT_A_REPORT: Final = "这似乎不是政府信息公开工作年度报告"

SECTION_NUMBERS: Final = "〇一二三四五六"


def name_report(analysis: Analysis) -> str:
    """``某县人民政府 2023 年``, or the file's name where the report does not say."""
    if analysis.unit is None:
        return analysis.source.name
    return f"{analysis.unit.name} {analysis.year} 年" if analysis.year else analysis.unit.name


def name_table(table: Table) -> str:
    place = "（附件）" if table.location == "appendix" else ""
    number = "" if table.kind == "other" else f"{TABLE_NUMBERS[table.kind]} "
    return f"{number}{TABLE_TITLES[table.kind]}{place}"


def name_form_of(table: Table) -> str:
    return "自拟" if table.kind == "other" else name_form(table.form)


def name_form(version: FormVersion | None) -> str:
    return FORMS[version] if version else "未能识别"


def name_section(number: int | None) -> str:
    """``第一部分`` … ``第六部分``; what stands before them and behind them by its own name."""
    if number is None:
        return "附件"
    return f"第{SECTION_NUMBERS[number]}部分" if 1 <= number <= 6 else "引言"


def name_rule(finding: Finding) -> str:
    rule = RULES.get(finding.rule)
    return rule.title if rule else finding.rule


def name_failure(failure: Failure) -> str:
    """What could not be read, with its page where the message does not name it."""
    named = f"第{failure.page}页" in failure.message.replace(" ", "")
    if failure.page is None or named:
        return failure.message
    return f"第 {failure.page} 页：{failure.message}"


def write_figure(value: int | float | None) -> str:
    """Digits as a reader writes them: no exponent, no trailing ``.0``."""
    if value is None:
        return ""
    if isinstance(value, float) and not value.is_integer():
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return str(int(value))


def write_count(count: Count) -> str:
    about = "约 " if count.approximate else ""
    return f"{about}{write_figure(count.value)} {count.unit or ''}".rstrip()


def name_official(official: Official) -> str:
    said = "，".join(part for part in (official.post, official.role) if part)
    return f"人员：{official.name}（{said}）" if said else f"人员：{official.name}"


def list_gaps(analysis: Analysis) -> tuple[Placeholder, ...]:
    """What was left open in the narrative; blank cells are shown in their tables."""
    return tuple(gap for gap in analysis.placeholders if gap.kind != "blank_cell")


def squeeze(text: str, limit: int = 60) -> str:
    """White space as single blanks, cut in the middle where it is longer than ``limit``."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    half = (limit - 1) // 2
    return f"{text[:half]}…{text[-half:]}"
