"""STR-01, STR-03."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.review.reports import HEADINGS, build_report, build_table, find_one, list_rules


def test_missing_sections_name_those_missing_between_others() -> None:
    finding = find_one(build_report(order=(1, 5, 6)), "section-missing")
    assert finding.severity == "error"
    for number in (2, 3, 4):
        assert HEADINGS[number][1] in finding.message


def test_missing_sections_missing_at_the_end_may_be_lost_with_an_excerpt() -> None:
    whole = build_report({4: ("没有发生复议和诉讼。",)}, order=(1, 2, 3, 4), signed=None)
    cut = build_report({4: ("没有发生复议和",)}, order=(1, 2, 3, 4), signed=None)
    for report, severity in ((whole, "warning"), (cut, "notice")):
        finding = find_one(report, "section-missing")
        assert finding.severity == severity
        assert "正文到第四部分为止" in finding.message


def test_missing_sections_printed_but_not_recognised_are_not_missing() -> None:
    report = build_report({3: ("四、行政复议、行政诉讼情况",)}, order=(1, 2, 3, 5, 6))
    assert "section-missing" not in list_rules(report)


def test_missing_sections_may_be_merged() -> None:
    report = build_report(
        order=(1, 2, 3, 5, 6), headings={3: "三、收到和处理申请以及行政复议、行政诉讼情况"}
    )
    assert "合并" in find_one(report, "section-missing").message


@pytest.mark.parametrize("year", [2017, 2018])
def test_missing_sections_were_not_prescribed_before_2019(year: int) -> None:
    rules = list_rules(build_report(order=(1, 6), year=year, signed=None))
    assert "section-missing" not in rules


def test_missing_sections_without_a_table_are_a_warning_unless_they_refer_to_an_annex() -> None:
    tables = [build_table("proactive"), build_table("requests")]
    assert find_one(build_report(tables=tables), "table-missing").severity == "warning"
    referred = build_report({4: ("具体数据见附件。",)}, tables=tables)
    assert find_one(referred, "table-missing").severity == "error"


def test_missing_sections_without_any_table_are_one_finding() -> None:
    finding = find_one(build_report(tables=()), "table-missing")
    assert len(finding.evidence) == 3


def test_missing_sections_accept_a_table_that_stands_in_the_appendix() -> None:
    tables = [
        build_table(kind, location="appendix") for kind in ("proactive", "requests", "disputes")
    ]
    assert "table-missing" not in list_rules(build_report(tables=tables))


def test_missing_sections_all_unread_are_one_warning() -> None:
    bare = replace(build_report(order=(), signed=None), sections=())
    assert find_one(bare, "section-missing").severity == "warning"


def test_missing_sections_in_front_of_a_part_of_a_report_are_one_notice() -> None:
    part = build_report({0: ()}, order=(3, 4, 5), signed=None)
    part = replace(part, title=None, title_span=None)
    finding = find_one(part, "section-missing")
    assert finding.severity == "notice"
    assert finding.message.endswith("正文从第三部分起到第五部分为止。")
    assert find_one(build_report(order=(3, 4, 5, 6)), "section-missing").severity == "error"


def test_missing_sections_are_not_asked_of_an_old_report_without_a_year() -> None:
    old = replace(build_report(order=(1, 6), year=2012, signed="2013-02-01"), year=None)
    old = replace(old, text=old.text.replace("2023", "2012"))
    assert "section-missing" not in list_rules(old)
    new = replace(build_report(order=(1, 6)), year=None)
    assert "section-missing" in list_rules(new)


def test_missing_tables_may_come_behind_the_last_heading() -> None:
    cut = build_report(order=(1, 2, 3), tables=[build_table("proactive")], signed=None)
    assert "table-missing" not in list_rules(cut)
    signed = build_report(order=(1, 2, 3), tables=[build_table("proactive")])
    assert "table-missing" in list_rules(signed)


def test_missing_tables_of_an_annex_that_a_cut_text_names_are_a_warning() -> None:
    report = build_report({4: ("见附件",)}, order=(1, 4), tables=(), signed=None)
    assert find_one(report, "table-missing").severity == "warning"


def test_missing_sections_behind_an_unsigned_first_half_may_be_lost_at_a_full_stop() -> None:
    for order, signed, severity in (
        ((1, 2), None, "notice"),
        ((1, 2), "2024-01-10", "warning"),
        ((1, 2, 3, 4, 5), None, "warning"),
    ):
        report = build_report({2: ("各村公开栏更换了内容。",)}, order=order, signed=signed)
        assert find_one(report, "section-missing").severity == severity


@pytest.mark.parametrize("end", ["另设“便民角”", "公开栏更换了内容。 2.", "更换了内容。（二）"])
def test_missing_sections_of_a_text_that_ends_in_a_name_or_a_bare_number_are_cut(end: str) -> None:
    report = build_report({5: (end,)}, order=(1, 2, 3, 4, 5), signed=None)
    assert find_one(report, "section-missing").severity == "notice"


def test_missing_sections_under_titles_of_their_own_are_no_error() -> None:
    report = build_report(order=(1, 3, 4, 5, 6), empty_headings=[(1, "二、全年公开工作")])
    finding = find_one(report, "section-missing")
    assert finding.severity == "warning"
    assert finding.actual == "“二、全年公开工作”"


def test_missing_sections_are_not_asked_of_an_undated_report_with_a_part_on_fees() -> None:
    parts = {1: ("公开信息十二条。",), 3: ("没有收到申请。",)}
    for title, asked in (("三、公开机构人员及经费情况", False), ("三、其他做法", True)):
        report = build_report({0: (), **parts}, order=(2, 3), headings={3: title}, signed=None)
        text = report.text.replace("2023", "    ")
        assert "2" not in text
        old = replace(report, text=text, year=None, form=None, title=None, paragraphs=())
        assert ("section-missing" in list_rules(old)) is asked
