"""Findings and the places they rest on: how every check of the review states its case."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from documents.findings import Evidence, Finding, Severity, name_finding
from documents.narrative import Paragraph, Section
from documents.places import Span
from documents.report import Report
from documents.rules import RULES
from documents.script import SOUND
from documents.tables import Cell, Table

MOST_PLACES: Final = 20
"""A finding lists at most so many places; its message gives the whole number."""

_QUOTE_LENGTH: Final = 60
# what a line wrap, a page break or a mirror's pinyin may put between two characters of a sentence
_GAP: Final = (
    rf"(?:{SOUND})?"
    r"\s{0,9}(?:[-—–]\s{0,3}\d{1,3}\s{0,3}[-—–])?\s{0,9}"
)


def state_finding(
    report: Report,
    rule: str,
    message: str,
    evidence: Iterable[Evidence],
    *,
    severity: Severity | None = None,
    expected: str | None = None,
    actual: str | None = None,
    advice: str = "",
) -> Finding:
    """A finding of the rule, at its usual severity unless another is given.

    Raises ``KeyError`` where the catalogue has no such rule.
    """
    places = tuple(islice(evidence, MOST_PLACES))
    return Finding(
        id=name_finding(report.source.sha256, rule, places),
        rule=rule,
        severity=severity or RULES[rule].severity,
        message=message,
        evidence=places,
        expected=expected,
        actual=actual,
        advice=advice,
    )


def point_at_cell(table: Table, cell: Cell) -> Evidence:
    return Evidence(
        span=cell.span,
        quote=cell.raw.strip(),
        cell=f"{table.kind}:{cell.row}.{cell.column}",
        regions=cell.regions,
    )


def point_at_cells(table: Table, cells: Iterable[Cell]) -> tuple[Evidence, ...]:
    return tuple(point_at_cell(table, cell) for cell in cells)


def point_at_table(report: Report, table: Table) -> Evidence:
    """The table as a whole; named by its kind where it has no place in the text."""
    quote = shorten(table.span.cut(report.text)[:200]) if table.span else ""
    return Evidence(span=table.span, quote=quote, cell=f"{table.kind}:")


def point_at_span(report: Report, span: Span) -> Evidence:
    return Evidence(span=span, quote=shorten(span.cut(report.text)))


def point_at_section(report: Report, section: Section) -> Evidence:
    """Its heading; the whole section where it has none."""
    return point_at_span(report, section.heading_span or section.span)


def point_at_title(report: Report) -> list[Evidence]:
    """The title, else the paragraph that the body begins with."""
    if report.title_span:
        return [point_at_span(report, report.title_span)]
    first = min(list_body(report), key=lambda p: p.span.start, default=None)
    return [point_at_paragraph(report, first)] if first else []


def point_at_words(report: Report, paragraph: Paragraph, start: int, end: int) -> Evidence:
    """Evidence for ``paragraph.text[start:end]``, at its place in the report's own text."""
    words = paragraph.text[start:end]
    return Evidence(span=_locate(report, paragraph, start, end), quote=shorten(words))


def point_at_paragraph(report: Report, paragraph: Paragraph) -> Evidence:
    return Evidence(span=paragraph.span, quote=shorten(paragraph.text))


def shorten(words: str, most: int = _QUOTE_LENGTH) -> str:
    """The words on one line, the middle left out where they are longer than ``most``."""
    words = " ".join(words.split())
    if len(words) <= most:
        return words
    half = most // 2
    return f"{words[:half]}……{words[-half:]}"


def list_body(report: Report, *sections: int) -> tuple[Paragraph, ...]:
    """The paragraphs of the report's body, of the sections named or of all."""
    body = [p for p in report.paragraphs if p.location == "body"]
    return tuple([p for p in body if p.section in sections] if sections else body)


def list_headings(report: Report) -> tuple[Span, ...]:
    """Where the body's headings stand, each once: those of its sections, then those below."""
    heads = [s.heading_span for s in report.sections if s.location == "body" and s.heading_span]
    heads += [h.span for h in report.headings if h.location == "body"]
    return tuple(dict.fromkeys(heads))


def list_tables(report: Report) -> Iterator[Table]:
    """The statutory tables that count, one of each kind: the body's before an appendix's."""
    kinds = dict.fromkeys(t.kind for t in report.tables if t.kind != "other")
    for kind in kinds:
        table = report.table(kind)
        if table is not None:
            yield table


def join_names(names: Sequence[str], most: int = 5) -> str:
    """``甲、乙、丙等12处``: the first few names and how many there are in all."""
    listed = "、".join(names[:most])
    return listed if len(names) <= most else f"{listed}等{len(names)}处"


def _locate(report: Report, paragraph: Paragraph, start: int, end: int) -> Span:
    """A paragraph is a cleaned form, so its words are sought again in the text as it came; the
    whole paragraph is the answer where they cannot be found."""
    raw = paragraph.span.cut(report.text)
    if raw == paragraph.text:
        return Span(paragraph.span.start + start, paragraph.span.start + end)
    words = paragraph.text[start:end].strip()
    if not words or len(words) > 400:
        return paragraph.span
    pattern = re.compile(_GAP.join(re.escape(c) for c in words if not c.isspace()))
    before = paragraph.text[:start].count(words)
    for nth, match in enumerate(pattern.finditer(raw)):
        if nth == before:
            return Span(paragraph.span.start + match.start(), paragraph.span.start + match.end())
    return paragraph.span
