import pytest
from hypothesis import given
from hypothesis import strategies as st

from tables.fields import LATE, cut_fields
from tables.folding import fold


def show(text: str) -> list[tuple[str, str]]:
    return [(field.kind, field.text) for field in cut_fields(text)]


def list_cells(text: str) -> list[str]:
    return [field.text for field in cut_fields(text) if field.kind == "cell"]


@given(st.text("规章0 1\t\n|-", max_size=80), st.integers(0, 50))
def test_fields_stand_where_they_say(text: str, start: int) -> None:
    fields = list(cut_fields(text, start))
    for field in fields:
        quoted = text[field.start - start : field.end - start]
        assert "".join(quoted.split()) == "".join(field.text.split())
    starts = [field.start for field in fields if field.kind in ("cell", "word")]
    assert starts == sorted(starts)


@given(st.lists(st.lists(st.sampled_from(("规章", "0", "12", "")), min_size=3, max_size=6)))
def test_fields_of_tab_rows_are_their_cells(rows: list[list[str]]) -> None:
    rows = [["首", *row, "尾"] for row in rows]
    text = "".join("\t".join(row) + "\n" for row in rows)
    assert list_cells(text) == [cell for row in rows for cell in row]
    widths = [field.column for field in cut_fields(text) if field.kind == "row"]
    assert widths == [len(row) for row in rows]


def test_fields_without_borders_are_words_and_lines() -> None:
    assert show("规章 0 12\n") == [("word", "规章"), ("word", "0"), ("word", "12"), ("line", "")]


def test_fields_of_pipes_leave_the_edges_out() -> None:
    for line in ("| 规章 | 0 | |\n", "规章 | 0 | |\n"):
        assert show(line) == [("cell", "规章"), ("cell", "0"), ("cell", ""), ("row", "")]


def test_fields_count_the_cells_of_their_line() -> None:
    fields = list(cut_fields("规章\t0\t\t2\n"))
    assert [f.column for f in fields] == [0, 1, 2, 3, 4]


def test_fields_of_one_cell_a_line_begin_with_a_tab() -> None:
    assert show("\t规章\n\t0\n\t\n\n") == [
        ("cell", "规章"),
        ("cell", "0"),
        ("cell", ""),
        ("row", ""),
    ]


def test_fields_go_on_over_a_line_break() -> None:
    assert list_cells("\t本年新\n制作数量\n\t规章\n") == ["本年新制作数量", "规章"]


def test_fields_take_a_figure_behind_its_tab_for_late() -> None:
    late, zero = ([f for f in cut_fields(f"\t\n{n}\n\t1\n") if f.text == n] for n in ("7", "0"))
    assert [f.column for f in late] == [LATE]
    assert [f.column for f in zero] != [LATE]


def test_fields_leave_page_numbers_and_rules_out() -> None:
    for line in ("- 3 -", "第 3 页 共 9 页", "Page 3 - 9", "P. 3", "3/9", "| --- | --- |", "-----"):
        assert show(f"规章\t0\n{line}\n") == [("cell", "规章"), ("cell", "0"), ("row", "")]


def test_fields_of_several_figures_under_one_border_are_words() -> None:
    assert show("规章\t0 1 2\n")[1:4] == [("word", "0"), ("word", "1"), ("word", "2")]
    assert show("规章\t1 234 567\n")[1] == ("cell", "1 234 567")


def test_fields_end_a_row_at_an_empty_line() -> None:
    assert show("\t0\n\n\t1\n") == [("cell", "0"), ("row", ""), ("cell", "1")]


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("(一)予以公开:12,2,1,1,1,0,17", ["12", "2", "1", "1", "1", "0", "17"]),
        ("(二)部分公开(区分处理的,只计这一情形):4,,0,-,0,0,5", ["4", "", "0", "-", "0", "0", "5"]),
        ("一、本年新收;31;4;1;2;3;0;41", ["31", "4", "1", "2", "3", "0", "41"]),
        ("行政规范性文件,1,0,4", ["1", "0", "4"]),
        ("行政事业性收费,311.06", ["311.06"]),
    ],
)
def test_fields_of_a_row_written_as_a_list(line: str, cells: list[str]) -> None:
    assert list_cells(line) == cells
    assert show(line)[0][0] == "word"
    assert show(line)[-1] == ("row", "")


def test_fields_of_a_header_written_as_a_list() -> None:
    assert list_cells("结果维持,结果纠正,,其他结果") == ["结果维持", "结果纠正", "", "其他结果"]
    assert list_cells("行政许可,行政处罚,其他工作") == []


def test_fields_of_a_list_without_a_label() -> None:
    assert list_cells("1 ; 0 ; 0 ; 2 ; 3" + " ; 0" * 10) == [*"10023", *"0" * 10]


@pytest.mark.parametrize(
    "line", ["收到申请1,234,567件", "共 12,345,678,901", "规章 1, 2", "1,234", "规章,1,234,567"]
)
def test_fields_of_figures_with_commas_are_no_list(line: str) -> None:
    assert list_cells(line) == []


def test_fields_pass_over_the_number_of_a_heading() -> None:
    assert show("03 收到和处理\n") == [("word", "收到和处理"), ("line", "")]
    assert show("0 1\n") == [("word", "0"), ("word", "1"), ("line", "")]


def test_fields_of_a_row_keep_the_blanks_that_are_marked() -> None:
    line = "（一）予以公开 6 1 &nbsp; &nbsp; &nbsp; &nbsp; 7\n"
    assert show(fold(line)) == [
        ("word", "(一)予以公开"),
        *(("cell", text) for text in ("6", "1", "", "", "", "", "7")),
        ("row", ""),
    ]
    assert list_cells(fold("2 &nbsp; &nbsp; &nbsp; 2\n")) == ["2", "", "", "", "2"]


@pytest.mark.parametrize(
    "line", ["&nbsp; &nbsp; 一、总体情况", "全年公开 &nbsp; 条信息", "规章&nbsp;&nbsp;0"]
)
def test_fields_take_other_hard_blanks_for_white_space(line: str) -> None:
    words = line.replace("&nbsp;", " ").split()
    assert show(fold(line)) == [*(("word", fold(word)) for word in words), ("line", "")]


def test_fields_of_a_cell_a_line_end_at_the_next_rows_label() -> None:
    text = "一、本年新收\n\t22\n\t26\n二、上年结转\n\t1\n"
    assert list_cells(text) == ["22", "26", "1"]
    assert ("word", "二、上年结转") in show(text)
