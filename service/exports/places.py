"""Where a finding rests, in words: lines counted from 1, cells by their printed labels."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import Final

from documents.findings import Evidence, Finding, Severity
from documents.forms import load_form
from documents.report import Analysis
from documents.tables import CellKey, FormVersion, TableKind
from service.exports.flags import find_cell, find_table
from service.exports.wording import TABLE_NUMBERS, name_table, squeeze

ORDER: Final[tuple[Severity, ...]] = ("error", "warning", "notice")
_LINE_END: Final = re.compile(r"\r\n|\r|\n")


class Lines:
    """Places in a text as line numbers from 1."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def number(self, place: int) -> int:
        return bisect_right(self._starts, place)


def sort_findings(findings: Iterable[Finding]) -> list[Finding]:
    """The gravest first, those of one severity as they stand in the report."""
    return sorted(findings, key=lambda f: (ORDER.index(f.severity), _place(f)))


def _place(finding: Finding) -> int:
    return min((e.span.start for e in finding.evidence if e.span), default=0)


def describe_place(analysis: Analysis, evidence: Evidence, lines: Lines) -> str:
    """``第 12 行：“…”``, or the cell by its labels where the evidence is one."""
    parts: list[str] = []
    if evidence.span:
        parts.append(f"第 {lines.number(evidence.span.start)} 行")
    if cell := describe_cell(analysis, evidence):
        parts.append(cell)
    elif (number := find_table(analysis, evidence)) is not None:
        parts.append(name_table(analysis.tables[number]))
    elif quote := quote_evidence(analysis, evidence):
        parts.append(f"“{quote}”")
    return "：".join(parts)


def quote_evidence(analysis: Analysis, evidence: Evidence) -> str:
    return squeeze(evidence.quote or (evidence.span.cut(analysis.text) if evidence.span else ""))


def describe_cell(analysis: Analysis, evidence: Evidence) -> str:
    """``表三“（一）予以公开”×“自然人”＝15``; empty where the evidence is no cell."""
    place = find_cell(analysis, evidence)
    if place is None:
        return ""
    number, key = place
    table = analysis.tables[number]
    row, column = label_cell(table.form, table.kind, key)
    value = squeeze(evidence.quote, 20)
    return f"{TABLE_NUMBERS[table.kind]}“{row}”×“{column}”{f'＝{value}' if value else ''}"


def label_cell(version: FormVersion | None, kind: TableKind, key: CellKey) -> tuple[str, str]:
    """The printed labels of a cell's row and column; its ids where no form has it."""
    if version not in ("v2019", "v2021") or kind == "other":
        return key.row, key.column
    form = load_form(version).table(kind)
    if key not in form.keys():  # noqa: SIM118
        return key.row, key.column
    return form.row(key.row).label, form.column(key).label
