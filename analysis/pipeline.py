"""Bytes -> Analysis: the stages in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from analysis.legibility import is_doubtful, is_misread, read_legibility
from analysis.outline import Outline, read_outline
from analysis.provenance import locate_analysis
from analysis.wordings import read_subject
from documents.errors import Failure, SetupError
from documents.layout import Layout
from documents.narrative import Paragraph, Placeholder, are_sure
from documents.places import Span
from documents.report import Analysis, Producer, Report
from documents.script import simplify
from documents.tables import FormVersion, Location, Table
from documents.views import View
from ingest.source import read_source
from review import check_report, holds_another_report, is_fragment
from review.evidence import list_headings
from tables import read_layout_tables

_FRAGMENT: Final = "这只是报告的一部分（没有标题，各部分不全），没有检查内容是否齐全。"
_ANOTHER: Final = "文件里不止一份报告，只读了第一份；请把后面的报告分开，另存为文件再上传。"
_LAST_YEAR_WITHOUT_FORM: Final = 2018


def analyze(data: bytes, name: str) -> Analysis:
    """The structured, reviewed report in a file's bytes.

    A text that is no report comes back with ``is_report`` false and nothing read from it. Raises
    ``InputError`` where there is no text to read; what fails later is a ``Failure`` in the result.
    """
    return analyze_layout(read_source(data, name), data)


def analyze_layout(layout: Layout, data: bytes | None = None) -> Analysis:
    """The structured, reviewed report of a layout. With the ``data`` of the file, the tables of a
    PDF are read a second time, independently."""
    tables = read_layout_tables(layout, data)
    outline = read_outline(layout.text, tables)
    if not outline.is_report:
        return Analysis(
            source=layout.source,
            text=layout.text,
            is_report=False,
            failures=layout.failures,
            pages=layout.pages,
            produced_by=_name_producer(None),
        )
    tables = tuple(replace(t, location=_locate(t, outline)) for t in tables)
    report = Report(
        source=layout.source,
        text=layout.text,
        is_report=True,
        title=outline.title,
        title_span=outline.title_span,
        unit=outline.unit,
        year=outline.year,
        form=_tell_form(tables, outline),
        contact=outline.contact,
        signature=outline.signature,
        sections=outline.sections,
        headings=outline.headings,
        paragraphs=tuple(paragraph for paragraph, _ in outline.paragraphs),
        tables=tables,
        placeholders=(*_find_empty_headings(outline), *_find_blank_cells(tables)),
        pages=layout.pages,
        legibility=read_legibility(layout),
    )
    failures = layout.failures
    models: str | None = None
    try:
        report, models = _read_narrative(report, outline.paragraphs)
    except SetupError as error:
        failures = (*failures, Failure("nlp", error.code, str(error)))
    if is_fragment(report):
        failures = (*failures, Failure("analysis", "fragment", _FRAGMENT))
    if holds_another_report(report):
        failures = (*failures, Failure("analysis", "another-report", _ANOTHER))
    fields = {name: getattr(report, name) for name in Report.__dataclass_fields__}
    analysis = Analysis(
        **fields,
        findings=check_report(report),
        failures=failures,
        produced_by=_name_producer(models),
    )
    return locate_analysis(analysis, layout)


def _read_narrative(
    report: Report, paragraphs: Sequence[tuple[Paragraph, View]]
) -> tuple[Report, str]:
    """The report with what its paragraphs say, and the tagger's version. The language models are
    loaded here, not at import: a text that is no report never needs them."""
    from nlp.reading import NarrativeInput, read_narrative
    from nlp.tags import load_tagger

    tagger = load_tagger()
    readings = read_narrative(
        [
            NarrativeInput(
                view, read_subject(p.heading, p.section), p.heading, in_body=p.location == "body"
            )
            for p, view in paragraphs
        ],
        tagger,
    )
    body = [r for (p, _), r in zip(paragraphs, readings, strict=True) if p.location == "body"]
    return replace(
        report,
        paragraphs=tuple(
            replace(
                p,
                tags=r.tags,
                unsure=not are_sure(r.tags) or is_doubtful(p, report.legibility),
                boilerplate=r.boilerplate,
            )
            for (p, _), r in zip(paragraphs, readings, strict=True)
        ),
        officials=tuple(o for r in body for o in r.officials),
        counts=tuple(c for r in body for c in r.counts),
        placeholders=tuple(
            sorted(
                (
                    *report.placeholders,
                    *_find_in_heads(report),
                    *(
                        found
                        for r in readings
                        for found in r.placeholders
                        if not is_misread(found, report.legibility)
                    ),
                ),
                key=lambda placeholder: placeholder.span,
            )
        ),
    ), tagger.name


def _locate(table: Table, outline: Outline) -> Location:
    """``appendix`` for a table in a copy of the form behind the report."""
    if table.span is None:
        return "body"
    starts = [s.span.start for s in outline.sections if s.location == "appendix"]
    return "appendix" if starts and table.span.start >= min(starts) else "body"


def _tell_form(tables: Sequence[Table], outline: Outline) -> FormVersion | None:
    """The report's form is that of its first table (contract); only a report of the years before
    there was a form has none by right."""
    formal = [table for table in tables if table.kind != "other"]
    first = sorted(formal, key=lambda t: (t.location != "body", t.kind != "proactive"))
    if first:
        return first[0].form
    early = outline.year is not None and outline.year <= _LAST_YEAR_WITHOUT_FORM
    return "pre2019" if early else None


def _find_empty_headings(outline: Outline) -> Iterator[Placeholder]:
    for heading in outline.headings:
        if heading.empty and heading.location == "body":
            yield Placeholder("empty_heading", heading.text, heading.span)


def _find_in_heads(report: Report) -> Iterator[Placeholder]:
    """XX镇20xx年 in the title, （黑体三号） in a heading, where these are part of no paragraph. A
    gap there is the page's own spacing."""
    from nlp.placeholders import find_placeholders

    starts = {p.span.start for p in report.paragraphs}
    heads = sorted(span for span in list_headings(report) if span.start not in starts)
    for head in [report.title_span, *heads] if report.title_span else heads:
        for found in find_placeholders(simplify(head.cut(report.text))):
            if found.kind in ("mask", "template_text"):
                span = Span(head.start + found.start, head.start + found.end)
                yield Placeholder(found.kind, span.cut(report.text), span)


def _find_blank_cells(tables: Sequence[Table]) -> Iterator[Placeholder]:
    for table in tables:
        for cell in table.cells:
            if cell.state == "blank" and cell.sure:
                span = cell.span or table.span or Span(0, 0)
                yield Placeholder("blank_cell", cell.raw, span)


@cache
def _name_producer(tagger: str | None) -> Producer:
    try:
        own = version("gongkai")
    except PackageNotFoundError:
        own = "unknown"
    return Producer(own, {"tags": tagger} if tagger else {})
