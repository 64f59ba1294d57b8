"""STR-10, and reports behind the first."""

from __future__ import annotations

import pytest

from review import holds_another_report
from tests.review.reports import build_report, build_table, find_one, list_rules

FORM = (
    "政府信息公开工作年度报告格式模板",
    "一、总体情况",
    "（文字描述）",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "五、存在的主要问题及改进情况",
)


def test_template_behind_the_body_is_found() -> None:
    report = build_report(
        appendix=FORM,
        tables=[build_table("requests", {"new_received.total": 1}, location="appendix")],
    )
    assert "填在模板里" in find_one(report, "template-appended").message


def test_template_is_not_another_report_behind_the_first() -> None:
    behind = ("柳塘镇2022年政府信息公开工作年度报告", *(x for x in FORM[1:] if "文字" not in x))
    figures = {"new_received.total": 1}
    body, copy = (
        build_table("requests", figures),
        build_table("requests", figures, location="appendix"),
    )
    another = build_report(appendix=behind, tables=[body, copy])
    assert holds_another_report(another)
    assert "template-appended" not in list_rules(another)
    assert not holds_another_report(build_report(appendix=FORM, tables=[body, copy]))
    assert "template-appended" in list_rules(build_report(appendix=FORM, tables=[body]))


def test_template_is_not_any_annex() -> None:
    report = build_report(appendix=("附件：2023年柳塘镇公开目录清单", "主动公开事项"))
    assert "template-appended" not in list_rules(report)


@pytest.mark.parametrize(
    "said",
    [
        "根据《政府信息公开工作年度报告格式》编制。",
        "根據《政府信息公開工作年度報告格式（試行）》編製。",
    ],
)
def test_template_is_not_a_report_that_names_its_form(said: str) -> None:
    behind = ("柳塘镇2022年政府信息公开工作年度报告", said, *FORM[1:2], *FORM[3:])
    tables = [build_table("requests", {"new_received.total": 1}, location="appendix")]
    tables.append(build_table("requests", {"new_received.total": 2}))
    report = build_report(appendix=behind, tables=tables)
    assert holds_another_report(report)
    assert "template-appended" not in list_rules(report)
