"""Where things stand, in words: pages or lines counted from 1, cells by their printed labels."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Final

from documents.findings import Evidence, Finding, Severity
from documents.forms import load_form
from documents.places import Region, Span
from documents.report import Analysis
from documents.tables import CellKey, FormVersion, Table, TableKind
from service.exports.flags import find_cell, find_table
from service.exports.wording import TABLE_NUMBERS, name_section, name_table, squeeze

ORDER: Final[tuple[Severity, ...]] = ("error", "warning", "notice")
_LINE_END: Final = re.compile(r"\r\n|\r|\n")


class Lines:
    """Places in a text as line numbers from 1."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def number(self, place: int) -> int:
        return bisect_right(self._starts, place)


class Positions:
    """Places as the holder of the file finds them: by pages where it has some, by lines in a text,
    and else, in a Word file or a web page, by the part of the report.

    ``unit`` is 页, 行 or 部分. Lines of a text written from a file mean nothing to a reader.
    """

    def __init__(self, analysis: Analysis) -> None:
        text = not analysis.pages and analysis.source.media_type == "text/plain"
        self._lines = Lines(analysis.text) if text else None
        self._sections = analysis.sections
        self.unit = "页" if analysis.pages else "行" if text else "部分"

    def number(self, span: Span | None, regions: Iterable[Region]) -> int | str | None:
        """``3``, or ``3–4`` for what crosses a page break, or a part's name; null where it is not
        known."""
        if self._lines:
            return self._lines.number(span.start) if span else None
        if self.unit == "部分":
            return self._name_section(span)
        pages = list_pages(regions)
        return pages[0] if len(pages) == 1 else write_numbers(pages) or None

    def _name_section(self, span: Span | None) -> str | None:
        within = (s for s in self._sections if span and s.span.start <= span.start < s.span.end)
        section = next(within, None)
        return name_section(section.number) if section else None

    def name(self, span: Span | None, regions: Iterable[Region]) -> str:
        """``第 3 页``, ``第三部分``; empty where the place is not known."""
        number = self.number(span, regions)
        if not number:
            return ""
        return str(number) if self.unit == "部分" else f"第 {number} {self.unit}"


def list_pages(regions: Iterable[Region]) -> tuple[int, ...]:
    """The pages that regions lie on, each once, ascending."""
    return tuple(sorted({region.page for region in regions}))


def write_numbers(numbers: Sequence[int]) -> str:
    """Ascending numbers, runs of neighbours drawn together: ``1–3、6``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def describe_recognition(analysis: Analysis) -> str:
    """Which pages were read from their pictures; empty where none was."""
    pages = [page.number for page in analysis.pages if page.reader == "ocr"]
    which = "全部" if len(pages) == len(analysis.pages) else f"第 {write_numbers(pages)} 页"
    return f"{which}由图像识别得来" if pages else ""


def sort_findings(findings: Iterable[Finding]) -> list[Finding]:
    """The gravest first, those of one severity as they stand in the report."""
    return sorted(findings, key=lambda f: (ORDER.index(f.severity), _place(f)))


def _place(finding: Finding) -> int:
    return min((e.span.start for e in finding.evidence if e.span), default=0)


def describe_place(analysis: Analysis, evidence: Evidence, positions: Positions) -> str:
    """``第 12 行：“…”``, or the cell by its labels where the evidence is one."""
    place = positions.name(evidence.span, find_regions(analysis, evidence))
    said = describe_cell(analysis, evidence)
    if not said and (number := find_table(analysis, evidence)) is not None:
        said = name_table(analysis.tables[number])
    if said and positions.unit == "部分":
        return said  # a table's name tells its part
    if not said and (quote := quote_evidence(analysis, evidence)):
        said = f"“{quote}”"
    return "：".join(part for part in (place, said) if part)


def find_regions(analysis: Analysis, evidence: Evidence) -> tuple[Region, ...]:
    """Where the evidence stands: its own regions, else those of the cell or table it names."""
    if evidence.regions:
        return evidence.regions
    if place := find_cell(analysis, evidence):
        cell = analysis.tables[place[0]].cell(*place[1])
        return cell.regions if cell else ()
    number = find_table(analysis, evidence)
    return () if number is None else gather_regions(analysis.tables[number])


def gather_regions(table: Table) -> tuple[Region, ...]:
    """All regions of a table's cells."""
    return tuple(region for cell in table for region in cell.regions)


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
