"""LNG-09."""

from __future__ import annotations

import pytest

from tests.review.reports import OVERVIEW, build_report, find_all, find_one, list_rules

MEASURES = (
    "下一步，由财政所补齐惠农补贴栏目，三月份集中培训村级信息员，年底由党政办逐村检查公开栏。"
)


@pytest.mark.parametrize(
    ("problems", "wrong"),
    [
        ("一是栏目更新不及时；二是信息员不熟悉后台。", False),
        ("二是栏目更新不及时；三是信息员不熟悉后台。", True),
        ("一是栏目更新不及时；三是信息员不熟悉后台。", True),
        ("一是栏目更新不及时；二是没有目录；二是信息员不熟悉后台。", True),
        ("一是栏目更新不及时；二则没有目录；三是信息员不熟悉后台。", False),
        ("一是栏目更新不及时；二是没有目录。措施：一是补齐栏目；二是编好目录。", False),
        ("栏目更新不及时，十二是个小数目，信息员不熟悉后台。", False),
    ],
)
def test_numbering_counts_on_from_one(problems: str, wrong: bool) -> None:
    assert ("numbering-wrong" in list_rules(build_report({5: (problems, MEASURES)}))) is wrong


def test_numbering_looks_at_sub_headings() -> None:
    good = build_report(empty_headings=[(1, "（一）主动公开"), (1, "（二）申请办理")])
    bad = build_report(empty_headings=[(1, "（一）主动公开"), (1, "（三）申请办理")])
    assert "numbering-wrong" not in list_rules(good)
    assert "numbering-wrong" in list_rules(bad)


def test_numbering_of_two_headings_may_not_be_the_same() -> None:
    twice = build_report(empty_headings=[(1, "一、全年工作"), (1, "二、主要做法")])
    assert find_one(twice, "numbering-wrong").actual == "“一、”"
    nested = build_report(empty_headings=[(1, "（一）全年工作"), (4, "四、复议"), (4, "五、诉讼")])
    assert [f.actual for f in find_all(nested, "numbering-wrong")] == ["“四、”"]


def test_numbering_counts_an_item_that_stands_as_a_heading() -> None:
    items = ("二是按时答复申请。", "三是检查公开栏。")
    report = build_report({1: (*OVERVIEW, *items)}, empty_headings=[(1, "一是主动公开。")])
    assert "numbering-wrong" not in list_rules(report)


def test_numbering_of_free_parts_counts_on() -> None:
    parts = [(1, "一、主动公开"), (1, "三、收费情况")]
    free = build_report(order=(1,), year=2016, headings={1: "总体情况"}, empty_headings=parts)
    assert find_one(free, "numbering-wrong").expected == "“二、”"
    assert "numbering-wrong" not in list_rules(build_report(empty_headings=[(5, "七、附则")]))
