"""The findings of one report as a readable list for a terminal, and as data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from documents.encoding import encode
from documents.findings import Finding
from documents.report import Analysis
from service.exports.places import (
    Lines,
    Positions,
    describe_place,
    find_regions,
    list_pages,
    sort_findings,
)
from service.exports.wording import (
    NOT_A_REPORT,
    SEVERITIES,
    name_failure,
    name_form,
    name_report,
    name_table,
)
from service.paint import Paint

_SIGNS: Final = {"error": "✗", "warning": "!", "notice": "·"}


def write_report(analysis: Analysis, name: str, paint: Paint) -> Iterator[str]:
    """Lines of the list on one report, an empty one at the end; ``name`` is that of the input."""
    form = f"，{name_form(analysis.form)}表格" if analysis.form else ""
    about = f"（{name_report(analysis)}{form}）" if analysis.unit else ""
    yield f"{paint(name, 'bold')}{about}"
    if not analysis.is_report:
        yield paint(f"  ! {NOT_A_REPORT}，审核结果没有意义。", "warning")
    for failure in analysis.failures:
        yield paint(f"  ! 有一部分没有读成：{name_failure(failure)}", "warning")
    positions = Positions(analysis)
    for finding in sort_findings(analysis.findings):
        yield from _write_finding(analysis, finding, positions, paint)
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
    analysis: Analysis, finding: Finding, positions: Positions, paint: Paint
) -> Iterator[str]:
    head = f"{_SIGNS[finding.severity]} {SEVERITIES[finding.severity]}"
    code = paint(f"[{finding.rule}]", "faint")
    yield f"  {paint(head, finding.severity)}　{finding.message} {code}"
    shown = finding.evidence[:3]
    for evidence in shown:
        if place := describe_place(analysis, evidence, positions):
            yield f"      {place}"
    if len(finding.evidence) > len(shown):
        yield "      ……等多处"
    if finding.expected is not None or finding.actual is not None:
        pair = (("应为", finding.expected), ("实为", finding.actual))
        yield "      " + "　".join(f"{word}：{value}" for word, value in pair if value is not None)
    if finding.advice:
        yield f"      建议：{finding.advice}"


def describe_report(analysis: Analysis, name: str) -> dict[str, Any]:
    """What a check says of one report, as data."""
    whole = json.loads(encode(analysis))
    lines = Lines(analysis.text) if analysis.source.media_type == "text/plain" else None
    for finding, said in zip(analysis.findings, whole["findings"], strict=True):
        for evidence, row in zip(finding.evidence, said["evidence"], strict=True):
            row["line"] = lines.number(evidence.span.start) if lines and evidence.span else None
            row["pages"] = list_pages(find_regions(analysis, evidence))
    kept = ("source", "is_report", "unit", "year", "form", "findings", "failures", "produced_by")
    return {
        "name": name,
        **{key: whole[key] for key in kept},
        "doubtful_cells": count_doubts(analysis),
    }
