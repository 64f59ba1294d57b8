"""Findings as a readable list for a terminal, and as data."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from documents.encoding import encode
from documents.findings import Finding, Severity
from documents.report import Analysis
from service.exports.places import ORDER, Lines, describe_place, sort_findings
from service.exports.wording import (
    NOT_A_REPORT,
    SEVERITIES,
    name_form,
    name_report,
    name_table,
)
from service.intake import Outcome, Reading, Refusal

SCHEMA: Final = "gongkai/check/1"
_COLOURS: Final = {"error": "31", "warning": "33", "notice": "36", "faint": "2", "bold": "1"}
_SIGNS: Final = {"error": "✗", "warning": "!", "notice": "·"}

Paint = Callable[[str, str], str]


def paint_ansi(text: str, style: str) -> str:
    return f"\x1b[{_COLOURS[style]}m{text}\x1b[0m"


def paint_nothing(text: str, style: str) -> str:
    return text


def write_list(outcomes: Sequence[Outcome], paint: Paint) -> Iterator[str]:
    """Lines of the list, grouped by report, and a summary line at the end."""
    for outcome in outcomes:
        if isinstance(outcome, Refusal):
            head = paint(outcome.input.name, "bold")
            yield f"{head}\n  {paint('✗ 未能处理', 'error')}　{outcome.message}\n"
        else:
            yield from _write_report(outcome, paint)
    yield _write_summary(outcomes, paint)


def _write_report(reading: Reading, paint: Paint) -> Iterator[str]:
    analysis = reading.analysis
    form = f"，{name_form(analysis.form)}表格" if analysis.form else ""
    about = f"（{name_report(analysis)}{form}）" if analysis.unit else ""
    yield f"{paint(reading.input.name, 'bold')}{about}"
    if not analysis.is_report:
        yield paint(f"  ! {NOT_A_REPORT}，审核结果没有意义。", "warning")
    for failure in analysis.failures:
        page = f"第 {failure.page} 页：" if failure.page else ""
        yield paint(f"  ! 有一部分没有读成：{page}{failure.message}", "warning")
    lines = Lines(analysis.text)
    for finding in sort_findings(analysis.findings):
        yield from _write_finding(analysis, finding, lines, paint)
    if analysis.is_report:
        yield from _write_verdict(analysis, paint)
    yield ""


def _write_verdict(analysis: Analysis, paint: Paint) -> Iterator[str]:
    """What the silence of the rules is worth: a cell that was not read for sure was not judged."""
    doubts = count_doubts(analysis)
    if doubts:
        cells = "、".join(f"{table} {number} 格" for table, number in doubts.items())
        yield paint(f"  ? 没有读准：{cells}，涉及的合计未作判断，请对照原文。", "warning")
    if not analysis.findings:
        yield "  ✓ 其余没有发现问题" if doubts else "  ✓ 没有发现问题"


def count_doubts(analysis: Analysis) -> dict[str, int]:
    """How many cells of each table, by its Chinese name, cannot be vouched for."""
    doubts = {name_table(t): sum(not cell.sure for cell in t) for t in analysis.tables}
    return {table: number for table, number in doubts.items() if number}


def _write_finding(
    analysis: Analysis, finding: Finding, lines: Lines, paint: Paint
) -> Iterator[str]:
    head = f"{_SIGNS[finding.severity]} {SEVERITIES[finding.severity]}"
    code = paint(f"[{finding.rule}]", "faint")
    yield f"  {paint(head, finding.severity)}　{finding.message} {code}"
    shown = finding.evidence[:3]
    for evidence in shown:
        if place := describe_place(analysis, evidence, lines):
            yield f"      {place}"
    if len(finding.evidence) > len(shown):
        yield "      ……等多处"
    if finding.expected is not None or finding.actual is not None:
        pair = (("应为", finding.expected), ("实为", finding.actual))
        yield "      " + "　".join(f"{word}：{value}" for word, value in pair if value is not None)
    if finding.advice:
        yield f"      建议：{finding.advice}"


def count_findings(analysis: Analysis) -> Counter[Severity]:
    return Counter(finding.severity for finding in analysis.findings)


def _count_all(readings: Iterable[Reading]) -> Counter[Severity]:
    return sum((count_findings(r.analysis) for r in readings), Counter())


def _write_summary(outcomes: Sequence[Outcome], paint: Paint) -> str:
    readings = [o for o in outcomes if isinstance(o, Reading)]
    total = _count_all(readings)
    said = "、".join(
        paint(f"{SEVERITIES[s]} {total[s]} 条", s) if total[s] else f"{SEVERITIES[s]} 0 条"
        for s in ORDER
    )
    tail = ""
    if strangers := sum(not r.analysis.is_report for r in readings):
        tail += f"；{strangers} 份似乎不是年度报告"
    if refusals := len(outcomes) - len(readings):
        tail += f"；{refusals} 份未能处理"
    return f"共 {len(outcomes)} 份：{said}{tail}"


def encode_check(outcomes: Sequence[Outcome]) -> str:
    """The check as one JSON object: ``reports``, ``failed`` and ``summary``."""
    readings = [o for o in outcomes if isinstance(o, Reading)]
    total = _count_all(readings)
    data = {
        "schema": SCHEMA,
        "reports": [_describe_report(r) for r in readings],
        "failed": [
            {"name": o.input.name, "code": o.code, "message": o.message}
            for o in outcomes
            if isinstance(o, Refusal)
        ],
        "summary": {
            "inputs": len(outcomes),
            "failed": len(outcomes) - len(readings),
            "not_reports": sum(not r.analysis.is_report for r in readings),
            **{str(severity): total[severity] for severity in ORDER},
        },
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _describe_report(reading: Reading) -> dict[str, Any]:
    whole = json.loads(encode(reading.analysis))
    lines = Lines(reading.analysis.text)
    for finding in whole["findings"]:
        for evidence in finding["evidence"]:
            span = evidence["span"]
            evidence["line"] = lines.number(span[0]) if span else None
    kept = ("source", "is_report", "unit", "year", "form", "findings", "failures", "produced_by")
    return {
        "name": reading.input.name,
        **{key: whole[key] for key in kept},
        "doubtful_cells": count_doubts(reading.analysis),
    }
