"""IDN-02, IDN-03."""

from __future__ import annotations

from dataclasses import replace

import pytest

from documents.report import Report
from tests.review.reports import OVERVIEW, PREAMBLE, build_report, find_one, list_rules


def test_years_compares_the_period_with_the_title() -> None:
    report = build_report({0: (PREAMBLE.replace("2023", "2022"),)})
    assert "2022年1月1日" in find_one(report, "year-mismatch").message


def test_years_asks_for_the_whole_year() -> None:
    report = build_report({0: (PREAMBLE.replace("12月31日", "11月30日"),)})
    assert find_one(report, "period-missing").severity == "error"
    none = build_report({0: ("根据有关规定，现公布本报告。",)})
    assert find_one(none, "period-missing").severity == "notice"


@pytest.mark.parametrize(
    ("sentence", "mismatch"),
    [
        ("2022年，我镇公开信息86条。", True),
        ("2024年，我镇公开信息86条。", True),
        ("2022年，我镇全面落实《政府信息公开条例》，较好地完成了任务。", True),
        ("2022年，我镇公开信息70条，2023年公开86条。", False),
        ("2022年我镇公开信息86条，较上年增加9条。", False),
        ("2022年以来，我镇持续公开。", False),
        ("2024年，我镇将继续公开预算。", False),
        ("按照2022年印发的目录公开。", False),
        ("本报告是柳塘镇2022年政府信息公开工作年度报告。", True),
        ("上年已发布2022年政府信息公开工作年度报告。", False),
    ],
)
def test_years_doubts_work_told_of_another_year(sentence: str, mismatch: bool) -> None:
    report = build_report({1: (*OVERVIEW, sentence)})
    assert ("year-mismatch" in list_rules(report)) is mismatch


@pytest.mark.parametrize(
    ("signed", "mismatch"),
    [("2023-01-16", True), ("2023-12-29", False), ("2024-01-16", False), ("2022-01-16", True)],
)
def test_years_compares_the_signature_with_the_title(signed: str, mismatch: bool) -> None:
    assert ("year-mismatch" in list_rules(build_report(signed=signed))) is mismatch


def test_years_reads_a_period_with_a_comma() -> None:
    period = "统计期限自2022年1月1日起，至2022年12月31日止。"
    finding = find_one(build_report({0: (period,)}), "year-mismatch")
    assert finding.actual == "2022年1月1日起，至2022年12月31日"


def test_years_knows_the_year_of_the_bodys_own_sentence() -> None:
    told = build_report({1: (*OVERVIEW, "2022年，柳塘镇在县委领导下公开信息12条。")})
    assert find_one(told, "year-mismatch").actual == "2022年"
    compared = build_report({1: (*OVERVIEW, "2022年，柳塘镇公开信息80条，今年比上年多6条。")})
    assert "year-mismatch" not in list_rules(compared)


@pytest.mark.parametrize("words", ["统计期：2023-01-01至2023-12-31。", "统计时段为2023年全年。"])
def test_years_takes_any_words_for_the_period(words: str) -> None:
    assert "period-missing" not in list_rules(build_report({0: (words,)}))


def _untitled(report: Report) -> Report:
    return replace(report, title=None, title_span=None)


@pytest.mark.parametrize(
    ("section", "sentence", "mismatch"),
    [
        (1, "在网站公开2022年政府信息公开工作年度报告1份。", False),
        (1, "通过公告栏公开了《柳塘镇2022年政府信息公开工作年度报告》。", False),
        (1, "年初编制2022年政府信息公开工作年度报告，听取各村意见。", False),
        (0, "依照规定编制柳塘镇2022年政府信息公开工作年度报告。", True),
        (0, "现公布《柳塘镇2022年政府信息公开工作年度报告》。", True),
        (1, "现将柳塘镇2022年政府信息公开年度工作报告公布如下。", True),
    ],
)
def test_years_know_an_earlier_report_from_this_one(
    section: int, sentence: str, mismatch: bool
) -> None:
    told = {0: (PREAMBLE, sentence)} if section == 0 else {1: (*OVERVIEW, sentence)}
    assert ("year-mismatch" in list_rules(build_report(told))) is mismatch


def test_years_of_universities_are_school_years() -> None:
    words = "本报告为2023至2024学年度报告，统计期限为2023年9月1日至2024年8月31日。"
    report = build_report({0: (words,), 1: (*OVERVIEW, "2024年，我校公开信息16条。")})
    assert not {"year-mismatch", "period-missing"} & set(list_rules(report))


def test_years_gathered_from_the_text_are_held_against_nothing() -> None:
    told = {0: (), 1: (*OVERVIEW, "2022年，我镇公开信息86条。")}
    assert "year-mismatch" in list_rules(build_report(told))
    assert "year-mismatch" not in list_rules(_untitled(build_report(told)))
    stated = _untitled(build_report({**told, 0: (PREAMBLE,)}))
    assert find_one(stated, "year-mismatch").message.startswith("本报告为2023年报告")


def test_years_ask_for_a_period_only_where_the_preamble_would_stand() -> None:
    assert "period-missing" in list_rules(build_report({0: ()}))
    assert "period-missing" not in list_rules(_untitled(build_report({0: ()})))
    begun = _untitled(build_report({0: ("编制本报告，如有疑问请来电。",)}))
    assert "period-missing" in list_rules(begun)
    old = build_report({0: ()}, year=2015, signed=None)
    assert "period-missing" not in list_rules(old)
    cut = build_report({0: ("依据有关规定，编制本报告。",)}, order=(), signed=None)
    assert "period-missing" not in list_rules(replace(cut, sections=()))


@pytest.mark.parametrize(
    "words", ["数据自2023年11日至2023年1231日。", "所列数字统计时限为202311日到1231。"]
)
def test_years_read_a_period_that_lost_characters(words: str) -> None:
    assert "period-missing" not in list_rules(build_report({0: (words,)}))


def test_years_point_at_the_first_paragraph_where_no_title_stands() -> None:
    report = build_report({0: ("根据《条例》编制本报告，如有疑问请与党政办联系。",)})
    report = replace(report, title=None, title_span=None)
    assert find_one(report, "period-missing").evidence[0].span is not None


@pytest.mark.parametrize(
    "period",
    ["20231月1日起至202312月31日止", "202311日至20231231日", "2023年11日到2023年1231日"],
)
def test_years_say_that_a_date_lost_characters(period: str) -> None:
    report = build_report({0: (f"本报告所列数据的统计期限自{period}。",)})
    finding = find_one(report, "characters-lost")
    assert finding.severity == "notice"
    assert finding.actual == period.removesuffix("止")
    assert "year-mismatch" not in list_rules(report)


@pytest.mark.parametrize(
    "period", ["2023.1.1至2023.12.31", "2023年1月至12月", "20230101至20231231"]
)
def test_years_take_no_short_date_for_a_torn_one(period: str) -> None:
    report = build_report({0: (f"本报告所列数据的统计期限自{period}。",)})
    assert "characters-lost" not in list_rules(report)


def test_years_compare_torn_dates_that_agree_with_the_title() -> None:
    report = build_report({0: ("本报告所列数据的统计期限自202211日至20221231日。",)})
    assert find_one(report, "year-mismatch").severity == "error"
    differing = build_report({0: ("本报告所列数据的统计期限自202211日至20231231日。",)})
    assert "year-mismatch" not in list_rules(differing)


@pytest.mark.parametrize(
    ("words", "lost"),
    [
        ("现向社会公布2023平岗县柳塘镇人民政府信息公开工作情况报告。", True),
        ("现向社会公布2023年平岗县柳塘镇人民政府信息公开工作情况报告。", False),
        ("现向社会公布2023年度柳塘镇信息公开工作年度报告。", False),
    ],
)
def test_years_miss_the_word_for_year_before_a_body(words: str, lost: bool) -> None:
    rules = list_rules(build_report({0: (PREAMBLE, words)}))
    assert ("characters-lost" in rules) is lost


@pytest.mark.parametrize(("year", "severity"), [(2018, "notice"), (2023, "error")])
def test_years_before_the_form_may_close_their_figures_early(year: int, severity: str) -> None:
    words = f"本报告数据的统计期限为{year}年1月1日至{year}年12月20日。"
    report = build_report({0: (words,)}, year=year, signed=None)
    assert find_one(report, "period-missing").severity == severity
