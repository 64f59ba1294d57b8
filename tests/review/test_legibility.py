"""What pictures did not let us read is not held against a report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from documents.findings import Finding
from documents.places import Span
from documents.report import Legibility, Report
from documents.tables import Deviation, TableKind
from review import check_report
from review.legibility import is_slip
from tests.review.reports import build_report, build_tables

WITHOUT_FOURTH = (1, 2, 3, 5, 6)
VARIANT = Deviation("行政规范性文件", "规范性文件", Span(0, 5))


def find(report: Report, rule: str) -> Finding | None:
    return next((f for f in check_report(report) if f.rule == rule), None)


def recognise(report: Report, *doubtful: str, unread: bool = False) -> Report:
    """The report as if it had come as a picture, with lines that the recogniser doubts."""
    places = [report.text.index(line) for line in doubtful]
    spans = tuple(Span(p, p + len(d)) for p, d in zip(places, doubtful, strict=True))
    whole = (Span(0, len(report.text)),)
    return replace(report, legibility=Legibility(whole, spans, unread))


def test_legibility_calls_what_is_absent_an_error_only_where_all_was_read() -> None:
    report = build_report(order=WITHOUT_FOURTH, tables=build_tables()[:2])
    title = report.text[:8]
    said = {
        name: find(told, "section-missing")
        for name, told in {
            "typed": report,
            "clear": recognise(report),
            "doubted": recognise(report, title),
            "unread": recognise(report, unread=True),
        }.items()
    }
    severities = {name: finding and finding.severity for name, finding in said.items()}
    assert severities == {
        "typed": "error",
        "clear": "error",
        "doubted": "warning",
        "unread": "notice",
    }
    assert said["doubted"]
    assert "图像不清" in said["doubted"].message
    assert said["unread"]
    assert "没读出" in said["unread"].message


def test_legibility_keeps_other_errors_of_a_report_with_unread_pages() -> None:
    report = build_report(tables=build_tables(requests={"new_received.total": 3}))
    before = {f.id for f in check_report(report) if f.severity == "error"}
    after = {f.id for f in check_report(recognise(report, unread=True)) if f.severity == "error"}
    assert before
    assert before == after


def test_legibility_drops_wrong_words_of_doubted_lines_only() -> None:
    line = "2023年，我局公开公开了信息9条。"
    report = build_report({1: (line, "全镇明确三名信息员，年底检查一遍。")})
    assert find(report, "doubled-words")
    assert find(recognise(report, report.text[:8]), "doubled-words")
    assert not find(recognise(report, line), "doubled-words")


def test_legibility_takes_no_cut_sentence_from_a_paragraph_with_a_doubted_line() -> None:
    cut = "全镇公开信息九条。年底检查一遍公开栏。审查由党政办负责。今后对"
    report = build_report({1: (cut,)})
    assert find(report, "truncated-sentence")
    assert not find(recognise(report, "年底检查一遍公开栏"), "truncated-sentence")


def test_legibility_calls_a_recognised_gap_no_error() -> None:
    line = "全年公开信息  条。"
    report = build_report({1: (line,)}, placeholders=[("blank_figure", "公开信息  条")])
    typed, seen = find(report, "placeholder-left"), find(recognise(report), "placeholder-left")
    assert typed
    assert typed.severity == "error"
    assert seen
    assert seen.severity == "warning"


@pytest.mark.parametrize(
    ("expected", "printed"),
    [
        (
            "（二）部分公开（区分处理的，只计这一情形）",
            "（二）部分公开（区分后理的，只计这一情形）",
        ),
        ("行政规范性文件", "ti行政规范性文件"),
        ("2.申请人逾期未按收费通知要求缴纳费用", "(六)其2.申请人逾期未按收费通知要求缴纳费"),
    ],
)
def test_legibility_takes_misread_characters_of_a_label_for_slips(
    expected: str, printed: str
) -> None:
    report, deviation = build_report(), Deviation(expected, printed, Span(0, 5))
    assert is_slip(recognise(report), deviation)
    assert not is_slip(report, deviation)


def test_legibility_keeps_wordings_that_authors_use_and_other_words() -> None:
    report = recognise(build_report())
    assert not is_slip(report, VARIANT)
    assert not is_slip(report, Deviation("自然人", "公民个人", Span(0, 4)))
    assert is_slip(recognise(report, report.text[:5]), VARIANT)


def test_legibility_tells_no_variant_of_a_slip() -> None:
    table, *others = build_tables()
    kind: TableKind = "proactive"
    assert table.kind == kind
    slip = replace(table, deviations=(Deviation("行政处罚", "行政处罰款", Span(0, 5)),))
    report = build_report(tables=(slip, *others))
    assert find(report, "label-variant")
    assert not find(recognise(report), "label-variant")
