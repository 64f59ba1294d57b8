"""IDN-04, PUB-01."""

from __future__ import annotations

from dataclasses import replace

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


def test_deadline_takes_a_page_date_of_half_a_year_later_for_a_moved_page() -> None:
    unit: tuple[str, UnitKind] = ("平岗县水务局", "department")
    near = build_report({0: ("发布日期：2024-03-05", PREAMBLE)}, unit=unit, signed=None)
    far = build_report({0: ("发布日期：2024-11-05", PREAMBLE)}, unit=unit, signed=None)
    assert find_one(near, "late").severity == "error"
    assert find_one(far, "late").severity == "warning"


@pytest.mark.parametrize(
    ("name", "kind", "signed", "late"),
    [
        ("平岗县水务局", "department", "2019-03-29", False),
        ("平岗县水务局", "department", "2019-04-01", True),
        ("柳塘镇人民政府", "township", "2019-04-12", True),
        ("柳塘镇中心小学", "other", "2019-04-12", False),
    ],
)
def test_deadline_up_to_the_report_of_2018_is_that_of_the_old_article_31(
    name: str, kind: UnitKind, signed: str, late: bool
) -> None:
    report = build_report(unit=(name, kind), signed=signed, year=2018)
    assert ("late" in list_rules(report)) is late


def test_identity_trusts_no_name_gathered_from_the_text() -> None:
    told = (*OVERVIEW, "我乡的日常工作由信息公开协调小组办公室负责。")
    report = build_report({1: told}, unit=("信息公开协调小组办公室", "department"), signed=None)
    assert "self-reference-mismatch" in list_rules(report)
    untitled = replace(report, title=None, title_span=None)
    assert "self-reference-mismatch" not in list_rules(untitled)


@pytest.mark.parametrize(
    ("called", "foreign"),
    [
        ("现公布石桥乡人民政府2023年政府信息公开工作年度报告。", True),
        ("现公布平岗县柳塘镇2023年政府信息公开工作年度报告。", False),
        ("现公布柳塘街道2023年政府信息公开工作年度报告。", False),
        ("现公布我镇2023年政府信息公开工作年度报告。", False),
        ("按要求编制各乡镇2023年政府信息公开工作年度报告。", False),
    ],
)
def test_identity_knows_a_report_that_says_it_is_another_townships(
    called: str, foreign: bool
) -> None:
    report = build_report({0: (PREAMBLE, called)})
    assert ("self-reference-mismatch" in list_rules(report)) is foreign
