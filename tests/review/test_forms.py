"""TPL-01 to TPL-05."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from documents.places import Span
from documents.report import Page, Report
from documents.tables import Deviation, FormVersion
from tests.review.reports import (
    OVERVIEW,
    Value,
    build_report,
    build_table,
    build_tables,
    find_all,
    find_one,
    list_rules,
)


def test_forms_must_be_those_of_the_year() -> None:
    report = build_report(tables=build_tables(form="v2019"))
    assert len(find_all(report, "form-year-mismatch")) == 2
    assert "form-year-mismatch" not in list_rules(build_report())


def test_forms_are_judged_table_by_table() -> None:
    tables = [build_table("proactive"), build_table("requests", form="v2019")]
    finding = find_one(build_report(tables=tables), "form-year-mismatch")
    assert "第三部分" in finding.message


def test_forms_read_only_in_part_are_not_judged() -> None:
    table = build_table("requests", form="v2019")
    half = [replace(c, state="missing", value=None) if n % 2 else c for n, c in enumerate(table)]
    report = build_report(tables=[replace(table, cells=tuple(half))])
    assert not {"form-year-mismatch", "row-missing"} & set(list_rules(report))


@pytest.mark.parametrize(
    ("words", "year", "outdated"),
    [
        ("依据国办公开办函〔2019〕60号编制", 2023, True),
        ("依据国办公开办函[2019]60号编制", 2023, True),
        ("依据国办公开办函〔2019〕60号编制", 2020, False),
        ("依据国办公开办函〔2021〕30号编制", 2023, False),
        ("按照县财函〔2019〕60号要求", 2023, False),
        ("根据《政府信息公开条例》（国务院令第492号）", 2023, True),
        ("根据《政府信息公开条例》（国务院令第711号）", 2023, False),
        ("落实《2021年政务公开工作要点》", 2023, True),
        ("落实《2022年政务公开工作要点》", 2023, False),
    ],
)
def test_forms_know_which_basis_is_outdated(words: str, year: int, outdated: bool) -> None:
    report = build_report({1: (words + "。", *OVERVIEW)}, year=year)
    assert ("basis-outdated" in list_rules(report)) is outdated


def test_forms_report_labels_that_differ_but_not_torn_ones() -> None:
    table = build_table("disputes")
    place = Span(0, 4)
    wrong = Deviation("结果维持", "结果维护", place)
    torn = Deviation(
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "（二）部分公开", place
    )
    report = build_report(tables=[*build_tables()[:2], replace(table, deviations=(wrong, torn))])
    finding = find_one(report, "label-variant")
    assert (finding.expected, finding.actual) == ("结果维持", "结果维护")
    assert len(finding.evidence) == 1
    quiet = build_report(tables=[*build_tables()[:2], replace(table, deviations=(torn,))])
    assert "label-variant" not in list_rules(quiet)


def test_forms_name_missing_rows_only_where_the_rest_was_surely_read() -> None:
    table = build_table("requests")
    cells = tuple(
        replace(c, state="missing", value=None, raw="") if c.row == "out.unable.unclear" else c
        for c in table
    )
    report = build_report(tables=[replace(table, cells=cells)])
    finding = find_one(report, "row-missing")
    assert "“（四）无法提供 3.补正后申请内容仍不明确”" in finding.message
    unsure = (replace(cells[0], confidence=0.4), *cells[1:])
    assert "row-missing" not in list_rules(build_report(tables=[replace(table, cells=unsure)]))


def _print_table(words: str, form: FormVersion, cells: Mapping[str, Value] | None = None) -> Report:
    """A report whose first table stands in the text as those words."""
    table = build_table("proactive", cells, form=form)
    report = build_report({2: (words,)})
    start = report.text.index(words)
    printed = replace(table, span=Span(start, start + len(words)))
    return replace(report, tables=(printed, *report.tables[1:]))


def test_forms_of_a_table_that_was_cut_are_known_by_its_labels() -> None:
    lost: dict[str, Value] = {
        f"{row}.{column}": "missing"
        for row in ("licence", "other_external_service", "penalty", "coercion")
        for column in ("items_prev", "items_delta", "decisions")
    }
    words = (
        "信息内容 | 本年新 制作数量 | 本年新公开数量 | 对外公开总数量 | 规章 | 0 | 0 | 0 | 行政许"
    )
    assert find_one(_print_table(words, "v2019", lost), "form-year-mismatch").severity == "error"
    few = _print_table("规章 | 0 | 0 | 0 | 行政许", "v2019", lost)
    assert "form-year-mismatch" not in list_rules(few)


def test_forms_find_a_column_named_like_its_neighbour_or_cut_by_a_letter() -> None:
    right = (
        "本年制发件数 本年废止件数 现行有效\n件数 本年处理决定数量 本年处理决定数量"
        " 本年收费金额（单位：万元）"
    )
    assert "label-variant" not in list_rules(_print_table(right, "v2021"))
    twice = right.replace("本年废止件数", "本年制发件数")
    finding = find_one(_print_table(twice, "v2021"), "label-variant")
    assert (finding.expected, finding.actual) == ("本年废止件数", "本年制发件数")
    cut = right.replace("现行有效\n件数", "现行有效件")
    assert find_one(_print_table(cut, "v2021"), "label-variant").actual == "现行有效件"
    photographed = _print_table(cut, "v2021")
    photographed = replace(photographed, pages=(Page(1, 595, 842, "ocr"),))
    assert "label-variant" not in list_rules(photographed)


def test_forms_hold_no_label_against_a_report_that_ends_in_it() -> None:
    report = build_report(signed=None)
    cut = Span(len(report.text) - 7, len(report.text) - 1)
    label = Deviation("属于四类过程性信息", "属于四类过程性信", cut)
    table = replace(report.tables[1], deviations=(label,))
    cut_off = replace(report, tables=(report.tables[0], table, report.tables[2]))
    assert "label-variant" not in list_rules(cut_off)


def test_placeholders_are_grouped_when_equal() -> None:
    report = build_report(
        {1: (*OVERVIEW, "主动公开信息  条，XX镇公众号推送  条。")},
        placeholders=[("blank_figure", "信息  条"), ("mask", "XX镇"), ("blank_figure", "信息  条")],
    )
    findings = find_all(report, "placeholder-left")
    assert [f.actual for f in findings] == ["信息 条", "XX镇"]
    assert "2处" in findings[0].message


def test_placeholders_of_an_appended_template_are_one_finding() -> None:
    report = build_report(
        appendix=("（文字描述）", "（简要说明）"),
        placeholders=[("template_text", "（文字描述）"), ("template_text", "（简要说明）")],
    )
    assert "附件模板中" in find_one(report, "placeholder-left").message


def test_placeholders_leave_headings_and_cells_to_their_own_rules() -> None:
    report = build_report(
        placeholders=[("blank_cell", "柳塘镇"), ("empty_heading", "一、总体情况")]
    )
    assert "placeholder-left" not in list_rules(report)


def test_forms_only_note_the_long_labels_in_short() -> None:
    label = "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
    table = build_table("requests")
    short = Deviation(label, "②逾期不缴费", Span(0, 4))
    other = Deviation(label, "2.申报费用没有缴", Span(0, 4))
    for deviation, severity in ((short, "notice"), (other, "warning")):
        tables = build_tables()
        spoilt = replace(table, deviations=(deviation,))
        finding = find_one(build_report(tables=[tables[0], spoilt, tables[2]]), "label-variant")
        assert finding.severity == severity
        assert len(finding.message) < 80


def test_forms_cite_an_outdated_basis_once() -> None:
    basis = "根据《政府信息公开工作年度报告格式（试行）》（国办公开办函〔2019〕60号）编制。"
    finding = find_one(build_report({0: (basis,)}), "basis-outdated")
    assert finding.actual == "公开办函〔2019〕60号"


def test_forms_find_a_column_with_a_wrong_word_but_not_one_cut_by_the_end() -> None:
    head = "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
    wrong = head + "信息内容 | 本年处里决定数量 | ||\n行政许可 | 0 | ||\n"
    finding = find_one(_print_table(wrong, "v2021"), "label-variant")
    assert (finding.expected, finding.actual) == ("本年处理决定数量", "本年处里决定数量")
    words = "第二十条第（一）项 |\n信息内容 | 本年制发件 |"
    cut = build_report({2: (words,)}, order=(1, 2), signed=None)
    start = cut.text.index(words)
    table = replace(cut.tables[0], span=Span(start, start + len(words)))
    assert "label-variant" not in list_rules(replace(cut, tables=(table,)))
