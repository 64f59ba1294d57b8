"""Groups: the values between one label and the next."""

from __future__ import annotations

from tables import read_tables
from tables.anchors import choose_chain, find_anchors
from tables.groups import Group, find_lead, take_groups
from tests.tables.test_anchors import ROWS, read


def take(text: str) -> list[Group]:
    tokens = read(text)
    anchors = choose_chain(find_anchors(ROWS, "requests", tokens), tokens)
    return take_groups(ROWS, anchors, tokens)


def list_texts(group: Group) -> list[str]:
    return [item.text for item in group.items]


def test_groups_leave_out_the_fillers_before_the_next_label() -> None:
    first, second = take("1.属于国家秘密\t1\t\t3\n\t\t2.重复申请\t4\t5\t6\n")
    assert list_texts(first) == ["1", "", "3"]
    assert list_texts(second) == ["4", "5", "6"]
    assert first.fields == 4


def test_groups_take_figures_above_their_labels_for_the_label_below() -> None:
    figures = "1 2 3 4 5 6 21\n"
    first, second = take(
        "自然人 总计\n" + figures + "1.属于国家秘密\n" + figures + "2.其他法律行政法规禁止公开\n"
    )
    assert list_texts(first) == list_texts(second) == figures.split()
    assert find_lead([], []) == []


def test_groups_keep_words_in_place_of_a_figure() -> None:
    (group,) = take("\t\t1.属于国家秘密\t0\t0\t详见附件\t0\t0\t0\t0\n")
    assert [item.value.state for item in group.items if item.value] == [
        *["number"] * 2,
        "text",
        *["number"] * 4,
    ]


def test_groups_take_no_page_number_behind_a_row_of_cells() -> None:
    first, _ = take("1.属于国家秘密\t0\t0\t0\t0\t0\t0\t0\n\n5\n\n2.重复申请\t0\t0\t0\t0\t0\t0\t0\n")
    assert list_texts(first) == ["0"] * 7


def test_groups_set_values_of_unknown_labels_aside() -> None:
    (group,) = take("1.属于国家秘密\t1\t0\t0\t0\t0\t0\t1\n认不出来的\t2\t0\t0\t0\t0\t0\t2\n")
    assert list_texts(group) == ["1", "0", "0", "0", "0", "0", "1"]
    assert [token.text for token in group.spare] == ["2", "0", "0", "0", "0", "0", "2"]


def test_groups_go_on_where_each_line_is_one_cell() -> None:
    text = "信息内容 |\n规章 |\n0 |\n0 |\n|\n|\n行政规范性文件 |\n5 |\n1 |\n8 |\n|\n行政许可 |\n"
    (table,) = read_tables(text)
    assert table.cells[2].sure
    cells = [(cell.value, cell.state) for cell in table.cells[:6]]
    assert cells[:3] == [(0, "number"), (0, "number"), (None, "blank")]
    assert cells[3:] == [(5, "number"), (1, "number"), (8, "number")]


def test_groups_end_at_a_line_of_borders_where_each_line_is_one_cell() -> None:
    # a blank that spans six columns, the total, and what the merged cells left
    text = (
        "1.属于国家秘密 |\n|\n3 |\n||||||\n2.其他法律行政法规禁止公开 |\n|\n0 |\n||||||\n"
        "3.危及“三安全一稳定” |\n1 |\n|\n|\n|\n|\n|\n1 |\n"
    )
    first, second, third = take(text + "|\n" * 8)
    assert list_texts(first) == ["", "3"]
    assert list_texts(second) == ["", "0"]
    assert list_texts(third)[:7] == ["1", "", "", "", "", "", "1"]


def test_groups_know_a_row_of_cells_that_ends_in_a_line_of_borders() -> None:
    (group,) = take("1.属于国家秘密 |\n|\n|\n0 |\n||\n" + "|\n" * 9)
    assert list_texts(group) == ["", "", "0"]
    assert group.fields == 0
