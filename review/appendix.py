"""What stands behind the body: a template of the form, STR-10, or another report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from documents.findings import Finding
from documents.patterns import compile_late
from documents.report import Report
from documents.script import simplify
from review.evidence import point_at_section, state_finding
from review.extent import find_body_end

_TEMPLATE_WORDS = re.compile(
    r"模板|样表|文字描述|格式(?:（试行）|\(试行\))?\s*$|报告格式(?!.{0,6}》)|填报说明", re.MULTILINE
)
_HEADINGS: Final = tuple(
    compile_late(rf"(?m)^.{{0,6}}{words}.{{0,24}}$")
    for words in ("总体情况", "主动公开", "收到和处理", "行政复议", "存在", "其他需要报告")
)
"""The parts of the form, each on a line of its own."""

_MOST_OF_THEM: Final = 4


def check_template(report: Report) -> Iterator[Finding]:
    """STR-10: a second set of the form's headings, or the word 模板, behind the body."""
    text = _cut_appendix(report)
    repeated = _count_headings(text)
    if repeated < _MOST_OF_THEM and not (_TEMPLATE_WORDS.search(text) and repeated >= 2):
        return
    if holds_another_report(report):
        return
    filled = _list_filled(report) == {"appendix"}
    yield state_finding(
        report,
        "template-appended",
        "正文之后附有一份报告格式模板"
        + ("，表格数据填在模板里而不在正文里。" if filled else "。"),
        (point_at_section(report, s) for s in report.sections if s.location == "appendix"),
        expected="只有一份六个部分的正文",
        actual=f"模板中又有{repeated}个部分标题",
        advice="请删去模板" + ("，把表格移到正文第二、三、四部分。" if filled else "。"),
    )  # fmt: skip


def holds_another_report(report: Report) -> bool:
    """True where most of the form's parts stand once more behind the body, with figures in both
    copies of its tables: another year's report, or another body's."""
    parts = sum(section.location == "appendix" for section in report.sections)
    return (
        parts >= _MOST_OF_THEM
        and not _TEMPLATE_WORDS.search(_cut_appendix(report))
        and _list_filled(report) == {"body", "appendix"}
    )


def _cut_appendix(report: Report) -> str:
    ends = [s.span.end for s in report.sections if s.location == "appendix"]
    return simplify(report.text[find_body_end(report) : max(ends, default=0)])


def _count_headings(text: str) -> int:
    """How many parts of the form have a line of their own as a heading."""
    return sum(heading.search(text) is not None for heading in _HEADINGS)


def _list_filled(report: Report) -> set[str]:
    return {t.location for t in report.tables if any(c.value is not None for c in t)}
