"""IDN-02 to IDN-04, PUB-01."""

from __future__ import annotations

import pytest

from documents.report import UnitKind
from tests.review.reports import OVERVIEW, PREAMBLE, build_report, find_one, list_rules


@pytest.mark.parametrize(
    ("name", "kind", "words", "wrong"),
    [
        ("柳塘镇人民政府", "township", "推进我街道公开工作", "我街道"),
        ("柳塘镇人民政府", "township", "推进我乡公开工作", "我乡"),
        ("柳塘镇人民政府", "township", "我局高度重视", "我局"),
        ("柳塘镇人民政府", "township", "我镇、我县、我市均已部署", None),
        ("柳塘镇人民政府", "township", "我委托第三方开展测评", None),
        ("柳塘镇人民政府", "township", "会上提出“我局要带头公开”", None),
        ("河西区长桥街道办事处", "township", "我街道落实我区部署", None),
        ("河西区长桥街道办事处", "township", "我镇落实部署", "我镇"),
        ("平岗县水务局", "department", "我县统一部署，我局落实", None),
        ("平岗县水务局", "department", "我镇落实部署", "我镇"),
        ("平岗县发展和改革委员会", "department", "我局落实部署", "我局"),
        ("平岗县人民政府", "county", "我县各部门", None),
        ("平岗县人民政府", "county", "我镇各部门", "我镇"),
        ("云溪市人民政府", "city", "我县各部门", "我县"),
        ("石岭经济开发区管理委员会", "other", "我局、我镇", None),
    ],
)
def test_identity_knows_how_a_body_calls_itself(
    name: str, kind: UnitKind, words: str, wrong: str | None
) -> None:
    report = build_report({1: (*OVERVIEW, words + "。")}, unit=(name, kind))
    if wrong is None:
        assert "self-reference-mismatch" not in list_rules(report)
    else:
        assert find_one(report, "self-reference-mismatch").actual == wrong


def test_identity_compares_the_period_with_the_title() -> None:
    report = build_report({0: (PREAMBLE.replace("2023", "2022"),)})
    assert "2022年1月1日" in find_one(report, "year-mismatch").message


def test_identity_asks_for_the_whole_year() -> None:
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
def test_identity_doubts_work_told_of_another_year(sentence: str, mismatch: bool) -> None:
    report = build_report({1: (*OVERVIEW, sentence)})
    assert ("year-mismatch" in list_rules(report)) is mismatch


@pytest.mark.parametrize(
    ("signed", "mismatch"),
    [("2023-01-16", True), ("2023-12-29", False), ("2024-01-16", False), ("2022-01-16", True)],
)
def test_identity_compares_the_signature_with_the_title(signed: str, mismatch: bool) -> None:
    assert ("year-mismatch" in list_rules(build_report(signed=signed))) is mismatch


@pytest.mark.parametrize(
    ("name", "kind", "signed", "late"),
    [
        ("平岗县水务局", "department", "2024-01-31", False),
        ("平岗县水务局", "department", "2024-02-01", True),
        ("平岗县人民政府", "county", "2024-03-31", False),
        ("平岗县人民政府", "county", "2024-04-01", True),
        ("平岗县人民政府办公室", "department", "2024-03-11", False),
        ("柳塘镇人民政府", "township", "2024-08-01", False),
        ("石岭经济开发区管理委员会", "other", "2024-08-01", False),
        ("平岗县水务局", "department", None, False),
        ("平岗县水务局", "department", "2024-02-31", False),
    ],
)
def test_deadline_is_that_of_article_49(
    name: str, kind: UnitKind, signed: str | None, late: bool
) -> None:
    report = build_report(unit=(name, kind), signed=signed)
    assert ("late" in list_rules(report)) is late


def test_deadline_takes_a_page_date_of_later_years_for_a_moved_page() -> None:
    unit: tuple[str, UnitKind] = ("平岗县水务局", "department")
    near = build_report({0: ("发布日期：2024-03-05", PREAMBLE)}, unit=unit, signed=None)
    far = build_report({0: ("发布日期：2026-03-05", PREAMBLE)}, unit=unit, signed=None)
    assert find_one(near, "late").severity == "error"
    assert find_one(far, "late").severity == "warning"


def test_identity_reads_a_period_with_a_comma() -> None:
    period = "统计期限自2022年1月1日起，至2022年12月31日止。"
    finding = find_one(build_report({0: (period,)}), "year-mismatch")
    assert finding.actual == "2022年1月1日起，至2022年12月31日"


def test_identity_knows_the_year_of_the_bodys_own_sentence() -> None:
    told = build_report({1: (*OVERVIEW, "2022年，柳塘镇在县委领导下公开信息12条。")})
    assert find_one(told, "year-mismatch").actual == "2022年"
    compared = build_report({1: (*OVERVIEW, "2022年，柳塘镇公开信息80条，今年比上年多6条。")})
    assert "year-mismatch" not in list_rules(compared)


@pytest.mark.parametrize("words", ["统计期：2023-01-01至2023-12-31。", "统计时段为2023年全年。"])
def test_identity_takes_any_words_for_the_period(words: str) -> None:
    assert "period-missing" not in list_rules(build_report({0: (words,)}))
