"""DUP-05."""

from __future__ import annotations

from tests.review.reports import OVERVIEW, build_report, find_one, list_rules

SENTENCE = "各村把惠农补贴名单贴到村口，由组长逐户核对以后再报财政所存档。"


def test_repeated_finds_a_sentence_said_twice_in_a_section() -> None:
    report = build_report({1: (OVERVIEW[0] + SENTENCE, *OVERVIEW[1:], "此外，" + SENTENCE)})
    finding = find_one(report, "repeated-sentence")
    assert [e.quote for e in finding.evidence] == [SENTENCE[:-1]] * 2
    first, second = (e.span for e in finding.evidence)
    assert first is not None
    assert second is not None
    assert first.end < second.start


def test_repeated_finds_a_long_run_that_ends_differently() -> None:
    one = "遵照依规公开、真实准确、方便群众、讲求实际成效的工作原则，由专人负责。"
    two = "遵照依规公开、真实准确、方便群众、讲求实际成效的工作要求认真落实。"
    assert "repeated-sentence" in list_rules(build_report({1: (*OVERVIEW, one, two)}))


def test_repeated_ignores_names_formulas_and_what_must_be_stated_twice() -> None:
    for words in (
        "严格执行《柳塘镇政府信息公开保密审查和三级审核发布实施办法（试行）》。",
        "坚持以习近平新时代中国特色社会主义思想为指导。",
        "本年度没有因政府信息公开申请行政复议或者提起行政诉讼的案件发生。",
        "柳塘镇人民政府公开信息。",
    ):
        report = build_report({1: (*OVERVIEW, "甲。" + words, "乙。" + words)})
        assert "repeated-sentence" not in list_rules(report), words


def test_repeated_takes_no_name_title_or_line_of_dots_for_a_sentence() -> None:
    name = "石岭生态旅游经济开发区综合行政执法监督管理服务中心"
    acts = (f"{name}公开信息12条。", f"{name}答复申请3件。")
    index = ("石岭开发区二〇二三年度政务公开各项工作进展",) * 2
    dots = ("一、总体情况......................................1。",) * 2
    for lines in (acts, index, dots):
        assert "repeated-sentence" not in list_rules(build_report({1: (*OVERVIEW, *lines)}))


def test_repeated_does_not_compare_across_sections() -> None:
    report = build_report({1: (*OVERVIEW, SENTENCE), 6: (SENTENCE, "未收取信息处理费。")})
    assert "repeated-sentence" not in list_rules(report)
