from dataclasses import replace

import pytest

from documents.narrative import Count, Official, Paragraph, Placeholder, Section
from documents.places import Span
from documents.report import Report, Source
from documents.tables import Cell, Location, Table, TableKind

TEXT = "青石镇人民政府2023年公开信息12条。"
REPORT = Report(source=Source("甲.txt", "text/plain", "0" * 64), text=TEXT, is_report=True)


def make_cell(span: Span) -> Cell:
    return Cell("rules", "issued", 0, "0", None, "number", 1.0, span)


def place_everywhere(report: Report, span: Span) -> list[Report]:
    """The report with one thing of every kind that stands at ``span``."""
    return [
        replace(report, sections=(Section(1, "overview", "总体情况", "body", span),)),
        replace(report, paragraphs=(Paragraph("p1", 1, "公开", span),)),
        replace(report, officials=(Official("王青", "镇长", None, None, span),)),
        replace(report, counts=(Count(12, "条", "信息", False, "arabic", "12条", span),)),
        replace(report, placeholders=(Placeholder("mask", "XX", span),)),
        replace(report, tables=(Table("proactive", "v2021", "body", (make_cell(span),)),)),
    ]


def test_report_holds_spans_up_to_its_end() -> None:
    span = Span(0, len(TEXT))
    assert len({id(report) for report in place_everywhere(REPORT, span)}) == 6


@pytest.mark.parametrize("part", range(6))
def test_report_refuses_spans_outside_its_text(part: int) -> None:
    inside = place_everywhere(REPORT, Span(0, len(TEXT)))[part]
    with pytest.raises(ValueError, match="outside its text"):
        replace(inside, text=TEXT[:-1])


def make_table(kind: TableKind, location: Location) -> Table:
    return Table(kind, "v2021", location, ())


def test_report_takes_the_bodys_table_before_an_appendixs() -> None:
    copy, own = make_table("requests", "appendix"), make_table("requests", "body")
    report = replace(REPORT, tables=(copy, own, make_table("disputes", "appendix")))
    assert report.table("requests") is own
    disputes = report.table("disputes")
    assert disputes is not None
    assert disputes.location == "appendix"
    assert report.table("proactive") is None
