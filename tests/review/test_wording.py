"""LNG-01 to LNG-05."""

from __future__ import annotations

import pytest

from documents.findings import Finding
from review.phrases import load_phrases
from tests.review.reports import OVERVIEW, build_report, find_all, find_one, list_rules


def find_in(sentence: str, rule: str, year: int = 2023) -> list[Finding]:
    return find_all(build_report({1: (*OVERVIEW, sentence)}, year=year, signed=None), rule)


@pytest.mark.parametrize(
    "sentence",
    [
        "开展政府信息公开公开工作宣传。",
        "群众满意率满意率达到九成。",
        "对公开公开目录逐项核对。",
        "进一步进一步完善制度。",
        "群众可通过可以通过热线反映。",
        "目录2023年2023年修订。",
        "新制度的的出台受到欢迎。",
        "认真认真落实各项要求。",
        "进一步提升提升政府工作透明度。",
        "对信息信息员逐一谈话。",
        "全年政务政务信息更新及时。",
        "解读《医疗共济保障保障机制办法》。",
    ],
)
def test_doubled_finds_words_written_twice(sentence: str) -> None:
    assert len(find_in(sentence, "doubled-words")) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "进一步规范流程，进一步明确责任。",
        "把台账一张张核对，逐项逐条落实，做到常态化常态抓。",
        "认认真真办好家家户户关心的方方面面。",
        "坚持公开、公开、再公开。",
        "按要求标明主动公开公开属性。",
        "落实市场主体主体责任。",
        "支持中小企业创业创新。",
        "推进电子政务政务服务融合。",
        "建立监测预测预警机制。",
        "推动使用信用信息。",
        "县人民政府政府信息公开指南已更新。",
        "一步一步推进，一个一个解决。",
        "与群众研究研究、商量商量。",
        "印发《柳塘镇服务服务业办法》。",
        "达到了公开的目的的确不易。",
        "动员动员再动员，部署部署再部署。",
        "落实政府信息信息员制度。",
        "健全政府网站网站群监测机制。",
        "可登录县政府网站下载下载地址在首页下方。",
        "政务服务服务事项全部上墙。",
        "镇党委、政府政府信息公开意识增强。",
    ],
)
def test_doubled_lets_lawful_doublings_stand(sentence: str) -> None:
    assert find_in(sentence, "doubled-words") == []


def test_doubled_points_at_the_words_across_a_line_wrap() -> None:
    report = build_report({1: (*OVERVIEW, "开展政府信息公开公开工作宣传。")})
    finding = find_one(report, "doubled-words")
    place = finding.evidence[0].span
    assert place is not None
    assert place.cut(report.text) == "公开公开"


@pytest.mark.parametrize(
    ("sentence", "cut"),
    [
        ("没有因此提起行政诉的案件。", True),
        ("没有因此提起行政诉讼的案件。", False),
        ("遵照及时便民的基本原认真公开。", True),
        ("全年公开信息260余。", True),
        ("全年公开信息260余条。", False),
        ("依法办理行政复议、行政复核。", False),
        ("做到上传的内容不,经过两人核对。", True),
        ("分清哪些内容不公开。", False),
        ("及时更新机构和职责目录进。村务栏另行张贴。", True),
        ("把村务目录进一步做细，逐步推进。", False),
        ("扎实做好信息公开工，方便群众。", True),
    ],
)
def test_truncated_knows_words_that_were_cut(sentence: str, cut: bool) -> None:
    assert bool(find_in(sentence, "truncated-sentence")) is cut


def test_truncated_finds_a_paragraph_that_breaks_off_before_a_heading() -> None:
    broken = "全镇公开信息八十六条。年底检查各村公开栏，并对不合格的"
    assert len(find_in(broken, "truncated-sentence")) == 1
    leading = "全镇公开信息八十六条。现将各村公开栏检查的有关情况报告如下，"
    assert find_in(leading, "truncated-sentence") == []


def test_truncated_finds_a_period_without_its_dates() -> None:
    broken = "现公布全镇年度报告，其中所列数据的统计期限自"
    assert [f.severity for f in find_in(broken, "truncated-sentence")] == ["warning"]
    assert find_in("各村公开栏每月更换一次内容，并注明张贴时间", "truncated-sentence") == []


def test_truncated_notices_a_missing_full_stop_among_sentences() -> None:
    bare = "全镇公开信息八十六条。年底检查各村公开栏。发现的问题已督促有关单位限期整"
    found = find_in(bare, "truncated-sentence")
    assert [f.severity for f in found] == ["notice"]
    assert find_in("坚持公开为民，发布各类便民信息，方便群众办事", "truncated-sentence") == []


def test_truncated_takes_no_caption_for_a_sentence() -> None:
    told = "全镇公开信息86条。其中公众号41条。 图3：柳塘镇公众号首页"
    report = build_report({1: (OVERVIEW[1], OVERVIEW[2], told)})
    assert "truncated-sentence" not in list_rules(report)


def test_doubled_finds_words_in_a_heading() -> None:
    report = build_report(empty_headings=[(1, "（五）健全监督保障保障机制")])
    finding = find_one(report, "doubled-words")
    assert finding.evidence[0].span is not None
    assert finding.evidence[0].span.cut(report.text) == finding.actual == "保障保障"


def test_truncated_does_not_judge_the_end_of_an_excerpt() -> None:
    report = build_report(
        {6: ("全镇公开信息八十六条。年底检查各村公开栏，并对不合格的",)}, signed=None
    )
    assert "truncated-sentence" not in list_rules(report)


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("有1件转结至下年度办理。", "结转"),
        ("土地流转结果已公开。", None),
        ("根据条例（国务院令第711条）编制。", "711号"),
        ("做到有章可寻。", "有章可循"),
        ("累计积累公开经验。", None),
        ("公开栏更新10此。", "次"),
        ("办理了10件，此外无申请。", None),
        ("保障知情全、参与权。", "知情权"),
        ("走向常态话、规范话。", "常态化 规范化"),
        ("收集常态话题。", None),
        ("接受检察院督促检察机关办案情况。", None),
        ("畅通依申请公天渠道。", "公开"),
        ("受理以申请公开3件。", "依申请公开"),
        ("公民可以申请公开信息。", None),
        ("县政府办公公开信息。", None),
        ("全年累公开12条。", "累计公开"),
        ("悖离群众意愿、提高公信度。", None),
        ("紧跟新形势。", None),
        ("组织机构建全，分工明确。", "健全"),
        ("由市里创建全国文明城市，各社区建全民健身点。", None),
        ("办事指南和机构概括均已更新。", "机构概况"),
        ("不公开过程性性信息。", "过程性"),
        ("有1件转结2024年。", "结转"),
        ("把好审核这一关健环节。", "关键"),
        ("村级机关健全了公开栏。", None),
        ("着力丰富政策解读形势，制作图解。", "形式"),
        ("向群众解读形势，丰富生活。", None),
        ("依据《政府信息公开体例》编制。", "公开条例"),
    ],
)
def test_typos_are_only_words_that_are_never_right(sentence: str, right: str | None) -> None:
    found = find_in(sentence, "typo")
    assert " ".join(f.expected or "" for f in found) == (right or "")


def test_typos_are_one_finding_a_word() -> None:
    finding = find_in("统一布署后，各村再布署。", "typo")[0]
    assert "共2处" in finding.message
    assert len(finding.evidence) == 2


def test_typos_take_a_confused_time_word_for_a_notice() -> None:
    assert find_in("截止2023年12月底，公开12条。", "typo")[0].severity == "notice"
    assert find_in("申请已于当日截止。", "typo") == []


def test_typos_list_no_word_that_its_own_pattern_misses_or_its_correction_holds() -> None:
    for typo in load_phrases().typos:
        assert typo.wrong != typo.right
        assert not typo.pattern.search(typo.right), typo


@pytest.mark.parametrize(
    ("sentence", "year", "outdated"),
    [
        ("公开精准扶贫资金使用情况。", 2023, True),
        ("公开精准扶贫资金使用情况。", 2019, False),
        ("巩固精准扶贫成果。", 2023, False),
        ("做好疫情防控信息公开。", 2023, False),
        ("做好疫情防控信息公开。", 2024, True),
        ("深入学习贯彻党的十九大精神。", 2023, True),
        ("深入学习贯彻党的十九大、二十大精神。", 2023, False),
        ("深入学习贯彻党的十九大精神。", 2020, False),
        ("政府信息公开是一项全新的工作。", 2023, True),
    ],
)
def test_outdated_goes_by_the_year_of_the_report(sentence: str, year: int, outdated: bool) -> None:
    assert bool(find_in(sentence, "outdated-phrase", year)) is outdated


def test_doubled_quotes_no_more_than_the_clause() -> None:
    (found,) = find_in("公开情况如下。全年公开公开政府信息九条，另有解读。", "doubled-words")
    assert found.message.startswith("“全年公开公开政府信息九条”")
