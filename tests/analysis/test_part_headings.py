from __future__ import annotations

import pytest

from analysis.lines import read_lines
from analysis.marks import Mark, find_marks
from analysis.part_headings import choose_headings


def read(text: str) -> tuple[Mark, ...]:
    return choose_headings(find_marks(text, read_lines(text))).body


def list_parts(text: str) -> list[tuple[int, str]]:
    return [(mark.part, mark.heading) for mark in read(text)]


def test_part_headings_prefer_the_top_level_to_sub_headings() -> None:
    text = "一、总体情况\n（一）主动公开政府信息情况\n公开36条。\n二、主动公开政府信息情况\n见下。"
    assert [mark.marker for mark in read(text)] == ["一、", "二、"]


def test_part_headings_fill_gaps_by_looser_wording_in_order_only() -> None:
    text = "一、概述\n好。\n二、主动公开政府信息情况\n好。\n"
    text += "三、依申请公开情况\n无。\n四、存在的问题\n少。"
    assert [mark.part for mark in read(text)] == [1, 2, 3, 5]


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        # what stands where the form has one or two is that, whatever its words
        (
            ["一、强化组织", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"],
            [1, 2, 3],
        ),
        (["一、總體情況", "二、公開重點工作", "三、收到和處理政府信息公開申請情況"], [1, 2, 3]),
        (["一、工作部署", "二、公开内容", "三、收到和处理政府信息公开申请情况"], [1, 2, 3]),
        # open government as a whole
        (["一、2023年政务公开工作情况", "二、主动公开情况"], [1, 2]),
        (["一、总体情况", "二、政府信息公开具体情况", "三、存在的不足"], [1, 2, 5]),
        (["一、概述", "二、组织领导", "三、主动公开政府信息情况"], [1, 2]),
        # items of a list are no parts
        (["一、概述", "1、主动公开政府信息的情况", "二、工作措施", "三、存在的主要问题"], [1, 5]),
        (["一、概述", "二、行政复议、诉讼和申诉情况", "无。"], [1, 4]),
    ],
)
def test_part_headings_go_by_the_number_where_the_words_are_free(
    lines: list[str], parts: list[int]
) -> None:
    assert [mark.part for mark in read("\n".join(lines))] == parts


def test_part_headings_are_no_items_of_a_list() -> None:
    text = (
        "一、总体情况\n（一）主动公开\n1.更新指南2次。\n5.主动公开政府信息情况：公开信息12条。"
        "\n二、主动公开政府信息情况"
    )
    assert list_parts(text) == [(1, "一、总体情况"), (2, "二、主动公开政府信息情况")]


def test_part_headings_below_an_item_are_items_also_on_one_line() -> None:
    text = (
        "现报告如下： 一、2021年工作完成情况及成效 （一）机构方面。成立领导小组。 （二）公开方面。"
        " 1、公开信息12条。 4、因政府信息公开申请行政复议、提起行政诉讼的情况。全年没有。"
    )
    assert list_parts(text) == [(1, "一、2021年工作完成情况及成效")]


def test_part_headings_of_chinese_numerals_outrank_digits() -> None:
    text = (
        "一、总体情况\n4.政府信息公开行政复议、行政诉讼情况\n没有。\n"
        "四、政府信息公开行政复议、行政诉讼情况\n没有。"
    )
    assert list_parts(text)[1:] == [(4, "四、政府信息公开行政复议、行政诉讼情况")]


def test_part_headings_cut_off_at_the_end_are_read_in_their_order_only() -> None:
    text = "一、总体情况\n公开信息2条。\n四、政府信息公开行政复议、行政诉讼情况\n没有。\n"
    assert list_parts(f"{text}五、存在的主")[2:] == [(5, "五、存在的主")]
    assert len(list_parts(f"{text}三、收到")) == 2


def test_part_headings_cut_off_early_need_the_part_before() -> None:
    above = "二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n四、政府信息公"
    assert list_parts(above)[-1] == (4, "四、政府信息公")
    assert list_parts("一、概述\n公开信息2条。\n四、政府信息公") == [(1, "一、概述")]
