from __future__ import annotations

from dataclasses import replace

from documents.places import Span
from documents.report import Report
from documents.tables import Deviation
from review import check_report
from review.mirrors import read_simplified
from tests.review.narrated import narrate
from tests.review.reports import build_report, list_rules

_SIMPLIFIED, _TRADITIONAL = (
    "开长镇众号过报请复议讼员发条办财审对检查纳馆补贴两个没级换后台操齐统计期数为处费训务阴银项",
    "開長鎮眾號過報請復議訟員發條辦財審對檢查納館補貼兩個沒級換後臺操齊統計期數為處費訓務陰銀項",
)
_CONVERTED = str.maketrans(_SIMPLIFIED, _TRADITIONAL)


def _convert(report: Report) -> Report:
    """What a mirror makes of it: the parts that the review reads, in traditional characters."""
    return replace(
        report,
        text=report.text.translate(_CONVERTED),
        sections=tuple(
            replace(s, heading=s.heading.translate(_CONVERTED)) for s in report.sections
        ),
        paragraphs=tuple(replace(p, text=p.text.translate(_CONVERTED)) for p in report.paragraphs),
    )


def test_mirrors_of_clean_reports_raise_no_alarm() -> None:
    report = build_report()
    assert _convert(report).text != report.text
    assert list_rules(_convert(report)) == list_rules(report) == []


def test_mirrors_are_quoted_as_printed() -> None:
    said = "全镇公开信息12条，其中财政信息15条。"
    report = _convert(narrate(said, name="柳塘镇", kind="township"))
    (finding,) = (f for f in check_report(report) if f.rule == "parts-exceed-whole")
    assert finding.evidence[0].quote == "全鎮公開信息12條，其中財政信息15條"
    assert finding.evidence[0].span == Span(0, len(said) - 1)
    assert finding.expected == "不超过12条"


def test_mirrors_sounds_do_not_blur_the_place() -> None:
    raw = "全鎮(zhèn)公開信息12條，其中財(cái)政信息15條。"
    report = narrate("全鎮公開信息12條，其中財政信息15條。", name="柳塘镇", kind="township")
    (paragraph,) = report.paragraphs
    report = replace(report, text=raw, paragraphs=(replace(paragraph, span=Span(0, len(raw))),))
    (finding,) = (f for f in check_report(report) if f.rule == "parts-exceed-whole")
    assert finding.evidence[0].span == Span(0, len(raw) - 1)
    assert finding.evidence[0].quote == "全鎮公開信息12條，其中財政信息15條"


def test_mirrors_labels_are_no_variants() -> None:
    told = (
        Deviation("4.无正当理由大量反复申请", "4.無正當理由大量反覆申請", Span(0, 1)),
        Deviation("结果维持", "結果維護", Span(0, 1)),
    )
    report = _convert(build_report())
    tables = tuple(replace(t, deviations=told) for t in report.tables if t.kind == "requests")
    plain = read_simplified(replace(report, tables=tables))
    assert [d.printed for t in plain.tables for d in t.deviations] == ["結果維護"]


def test_mirrors_are_few() -> None:
    report = build_report()
    assert read_simplified(report) is report
