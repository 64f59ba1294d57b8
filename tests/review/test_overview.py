"""STR-05 to STR-07, STR-09."""

from __future__ import annotations

from dataclasses import replace

import pytest

from documents.narrative import TagScore
from documents.report import Report
from tests.review.reports import OVERVIEW, PREAMBLE, build_report, find_one, list_rules


def test_overview_names_the_elements_it_leaves_out() -> None:
    report = build_report(
        {1: ("2023年，柳塘镇公开各类信息86条，由党政办逐条审核，纳入年度考核。",)}
    )
    finding = find_one(report, "element-missing")
    assert "依申请公开、政府信息公开平台建设" in finding.message


def test_overview_elements_may_stand_in_another_section() -> None:
    report = build_report({1: (OVERVIEW[0], OVERVIEW[2]), 3: ("本年度没有收到申请。",)})
    assert "element-missing" not in list_rules(report)


def test_overview_of_a_government_reports_assessment() -> None:
    told = (OVERVIEW[0], OVERVIEW[1], "全镇明确三名信息员，发布前由党政办逐条审核，并检查公开栏。")
    assert "考核" in find_one(build_report({1: told}), "element-missing").message
    bureau = build_report({1: told}, unit=("平岗县水务局", "department"))
    assert "element-missing" not in list_rules(bureau)


def test_overview_without_any_work_is_empty() -> None:
    report = build_report({1: ("现将有关情况报告如此。",)})
    assert find_one(report, "overview-empty").severity == "warning"


def test_overview_on_one_line_with_its_preamble_is_not_empty() -> None:
    line = PREAMBLE + "".join(OVERVIEW) + "各村公开栏每月更换一次内容。" * 30
    assert "overview-empty" not in list_rules(build_report({0: (), 1: (line,)}))


def test_overview_told_under_another_heading_is_not_empty() -> None:
    report = build_report({1: ("现将有关情况报告如此。",), 2: OVERVIEW})
    assert "overview-empty" not in list_rules(report)


STREETS = "全镇硬化村道十二公里，新修水渠三条，改造危桥两座，" * 5 + "群众出行更加方便。"


@pytest.mark.parametrize(
    ("paragraph", "off_topic"),
    [
        (STREETS, True),
        (
            "开展主题党日，慰问困难党员，清运村口垃圾，拆除残垣断壁，栽植绿化苗木，村容村貌明显改善。",
            True,
        ),
        (
            "发布公告十二条。" + STREETS.replace("村道", "道路").replace("两座", "两座，清扫垃圾"),
            True,
        ),
        (STREETS.replace("方便。", "方便，结果在公示栏公布。"), False),
        ("便民服务中心设查阅点，全年接待查阅二十人次，复印目录三份，并由专人负责解释说明。", False),
        ("明确一名分管同志和两名工作人员，做到事有人管、责有人负。", False),
    ],
)
def test_overview_notices_work_off_the_subject(paragraph: str, off_topic: bool) -> None:
    report = build_report({1: (*OVERVIEW, paragraph)})
    assert ("off-topic" in list_rules(report)) is off_topic


def test_overview_cut_off_at_a_full_stop_leaves_nothing_out() -> None:
    cut = build_report({1: (OVERVIEW[0],)}, order=(1,), signed=None)
    assert "element-missing" not in list_rules(cut)


def test_overview_of_2018_owes_no_results_of_assessment() -> None:
    told = (OVERVIEW[0], OVERVIEW[1], "全镇明确三名信息员，发布前由党政办逐条审核，并检查公开栏。")
    for year, due in ((2018, False), (2019, True)):
        report = build_report({1: told}, year=year, signed=None)
        assert ("element-missing" in list_rules(report)) is due


def test_overview_of_a_few_facts_is_called_short_and_not_without_work() -> None:
    finding = find_one(build_report({1: ("全年主动公开信息86条。",)}), "overview-empty")
    assert "只写了12字" in finding.message


def test_overview_notices_business_that_only_mentions_a_platform() -> None:
    business = "全年发放养老金三百万元，新增参保二百人，工伤待遇全部在新平台上核发，群众少跑了路。"
    assert "off-topic" in list_rules(build_report({1: (*OVERVIEW, business)}))
    one = "惠农政策平台上新增参保服务，由专人每周更新一次，各村同步张贴，群众在家就能看到。"
    assert "off-topic" not in list_rules(build_report({1: (*OVERVIEW, one)}))


def _tag(report: Report, words: str, *tags: TagScore) -> Report:
    """The report with those tags on the paragraphs that hold the words."""
    return replace(
        report,
        paragraphs=tuple(
            replace(p, tags=tags) if words in p.text else p for p in report.paragraphs
        ),
    )


def test_overview_that_names_its_basis_and_its_catalogue_is_no_preamble() -> None:
    told = (
        "2023年，柳塘镇按照《政府信息公开条例》要求编制了公开目录，及时公开机构概况、财政预算、民政"
        "救助等内容，1至12月向县政府网站报送信息74条。"
    )
    report = build_report({1: (told,)})
    assert "overview-empty" not in list_rules(_tag(report, told, TagScore("主动公开", 0.98)))


def test_overview_of_slogans_is_empty_unless_the_tagger_sees_work() -> None:
    told = (
        "本年度，柳塘镇秉持公正便民原则，扎实推进工作，通过完善工作机制、拓宽公开渠道，"
        "全力保障公众权利。"
    )
    report = build_report({1: (told,)})
    finding = find_one(_tag(report, told, TagScore("其他", 0.9)), "overview-empty")
    assert "套话" in finding.message
    assert "overview-empty" not in list_rules(_tag(report, told, TagScore("平台建设", 0.8)))


def test_overview_trusts_a_sure_theme_of_the_field() -> None:
    group = (
        "各股室和各村也相应成立领导小组，主要同志负总责，抓党建的同志具体抓，抓安全生产的同志配合抓，"
        "一级抓一级，层层抓落实，年初有安排、年中有调度、年底有交账，形成了上下一齐动手的局面。"
        "各项工作有人管、有人问。"
    )
    report = build_report({1: (*OVERVIEW, group)})
    assert "off-topic" in list_rules(_tag(report, group, TagScore("主动公开", 0.95)))
    assert "off-topic" not in list_rules(_tag(report, group, TagScore("组织领导", 0.95)))
