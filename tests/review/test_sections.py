"""STR-01, STR-02, STR-11."""

from __future__ import annotations

from dataclasses import replace

from documents.places import Span
from tests.review.reports import build_report, find_one, list_rules


def test_sections_out_of_order_are_told_once() -> None:
    finding = find_one(build_report(order=(1, 3, 2, 4, 6, 5)), "section-order")
    assert "主动公开" in finding.message
    assert (finding.expected, finding.actual) == (
        "一、二、三、四、五、六",
        "一、三、二、四、六、五",
    )


def test_sections_with_nothing_under_their_heading_are_empty() -> None:
    finding = find_one(build_report({6: ()}), "section-empty")
    assert finding.evidence[0].quote == "六、其他需要报告的事项"
    assert "section-empty" not in list_rules(build_report({6: ("无。",)}))


def test_sections_may_speak_on_the_line_of_their_heading() -> None:
    report = build_report({6: ()}, headings={6: "六、其他需要报告的事项 没有其他需要报告的事项。"})
    assert "section-empty" not in list_rules(report)


def test_sections_empty_at_the_end_of_the_text_are_a_warning() -> None:
    assert find_one(build_report({6: ()}, signed=None), "section-empty").severity == "warning"
    begun = build_report({5: ()}, order=(1, 2, 3, 4, 5), signed=None)
    assert "section-empty" not in list_rules(begun)


def test_sections_are_empty_beside_the_buttons_of_a_page() -> None:
    report = build_report({6: ()}, signed=None)
    buttons = "打印本页  关闭窗口\n分享到：\n"
    section = report.sections[-1]
    longer = replace(section, span=Span(section.span.start, section.span.end + len(buttons)))
    report = replace(report, text=report.text + buttons, sections=(*report.sections[:-1], longer))
    assert find_one(report, "section-empty").severity == "warning"


def test_sections_are_numbered_with_chinese_numerals() -> None:
    report = build_report(headings={1: "1、总体情况"})
    assert find_one(report, "numbering-wrong").actual == "“1、”"
    shifted = build_report(headings={4: "五、政府信息公开行政复议、行政诉讼情况"})
    assert find_one(shifted, "numbering-wrong").expected == "“四、”"
    own = build_report(order=(2, 3), headings={2: "一、主动公开情况", 3: "二、依申请公开情况"})
    assert "numbering-wrong" not in list_rules(own)
    late = build_report({0: ("一、概述",)}, headings={1: "二、总体情况", 2: "三、主动公开情况"})
    assert "总体情况”应为“一、”" in find_one(late, "numbering-wrong").message
    lost = build_report(headings={1: "总体情况"})
    assert "numbering-wrong" not in list_rules(lost)


def test_headings_without_text_are_listed_in_one_finding() -> None:
    report = build_report(
        empty_headings=[(1, "（一）管理公开"), (1, "（二）服务公开")],
        placeholders=[("empty_heading", "（一）管理公开")],
    )
    finding = find_one(report, "empty-heading")
    assert "2个小标题" in finding.message
    assert [e.quote for e in finding.evidence] == ["（一）管理公开", "（二）服务公开"]


def test_headings_at_the_very_end_may_have_lost_their_text() -> None:
    report = build_report({6: ()}, empty_headings=[(6, "（一）收费情况")], signed=None)
    assert "empty-heading" not in list_rules(report)
