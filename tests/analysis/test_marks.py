from __future__ import annotations

import pytest

from analysis.lines import read_lines
from analysis.marks import Mark, find_marks, trim_holes
from analysis.part_headings import choose_headings
from documents.places import Span


def read(text: str) -> tuple[Mark, ...]:
    return choose_headings(find_marks(text, read_lines(text))).body


@pytest.mark.parametrize(
    ("heading", "part", "marker"),
    [
        ("一、总体情况", 1, "一、"),
        ("1、 总体情况", 1, "1、"),
        ("第一部分 总体情况", 1, "第一部分"),
        ("（一）总体情况", 1, "（一）"),
        ("总体情况", 1, ""),
        ("、总体情况", 1, "、"),
        ("一、政府信息公开工作总体情况", 1, "一、"),
        ("二、主动公开政府信息情况", 2, "二、"),
        ("二、行政机关主动公开政府信息的情况", 2, "二、"),
        ("三、收到和处理政府信息公开申请情况", 3, "三、"),
        ("三、收到与办理政府信息公开申请的情况", 3, "三、"),
        ("四、政府信息公开行政复议、行政诉讼情况", 4, "四、"),
        ("四、政府信息公开行政复议及行政诉讼情况", 4, "四、"),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", 4, "四、"),
        ("五、存在的主要问题及改进情况", 5, "五、"),
        ("五、存在的问题和下一步工作打算", 5, "五、"),
        ("五、主要问题及改进措施", 5, "五、"),
        ("六、其他需要报告的事项", 6, "六、"),
        ("六、其它需要说明的事项", 6, "六、"),
        ("六、其他应报告的事项", 6, "六、"),
    ],
)
def test_marks_read_wordings_and_markers(heading: str, part: int, marker: str) -> None:
    (mark,) = read(f"前一段的话说完了。\n{heading}\n2022年，本单位的情况如下。")
    assert (mark.parts, mark.marker, mark.heading) == ((part,), marker, heading)


@pytest.mark.parametrize(
    "text",
    [
        "报告包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况六个部分。",
        "报告包括：一、总体情况；二、主动公开政府信息情况；三、其他需要报告的事项。",
        "由一、总体情况，二、主动公开政府信息情况，六、其他需要报告的事项等六部分组成。",
        "我局总体情况良好。\n主动公开政府信息情况较好，群众满意。",
        "2022年，收到和处理政府信息公开申请情况平稳。",
        "",
    ],
)
def test_marks_are_not_words_in_a_sentence(text: str) -> None:
    assert read(text) == ()


def test_marks_stand_inside_a_line_behind_a_table() -> None:
    text = "二、主动公开政府信息情况 规章 0 0 0三、收到和处理政府信息公开申请情况 无"
    assert [mark.part for mark in read(text)] == [2, 3]


def test_marks_end_a_table_that_runs_over_them() -> None:
    text = "总计 0 0 0\n五、存在的主要问题及改进情况\n工作中还有2点不足。"
    holes = [Span(0, len(text) - 4), Span(0, 6)]
    assert trim_holes(text, holes) == [Span(0, 6), Span(0, text.index("五"))]


def test_marks_may_be_broken_over_lines() -> None:
    text = "我局没有收费。\n四、政府信息公开行政复\n议、行政诉讼情况\n没有。"
    (mark,) = read(text)
    assert mark.span.cut(text) == "四、政府信息公开行政复\n议、行政诉讼情况"


def test_marks_leave_out_a_bracket_that_a_table_took_away() -> None:
    (mark,) = read("三、收到和处理政府信息公开申请情况 （\n总计 0 0 0")
    assert mark.heading == "三、收到和处理政府信息公开申请情况"


@pytest.mark.parametrize(
    ("text", "marker", "part"),
    [
        ("四、2020年没有因政府信息公开产生的行政复议和行政诉讼情况。", "四、", 4),
        ("五、存在的不足是:网络条件有限,网上公开受众少。", "五、", 5),
    ],
)
def test_marks_of_a_statement_are_its_numeral(text: str, marker: str, part: int) -> None:
    found = [mark for mark in read(text) if mark.part == part]
    assert [mark.heading for mark in found] == [marker]


@pytest.mark.parametrize("rest", [" 无", " 无。", "略"])
def test_marks_leave_out_the_nothing_that_follows_on_their_line(rest: str) -> None:
    assert read(f"六、其他需要报告的事项{rest}")[-1].heading == "六、其他需要报告的事项"


def test_marks_find_a_heading_that_lost_its_numeral_behind_a_table() -> None:
    table = "\t".join(str(n) for n in range(60))
    text = f"二、主动公开政府信息情况\n{table}\n收到和处理政府信息公开申请情况\n{table}\n"
    holes = [Span(text.index("0"), text.index("59") + 2)]
    found = find_marks(text, read_lines(text, trim_holes(text, holes)))
    assert [(mark.part, mark.marker) for mark in found] == [(2, "二、"), (3, "")]


def test_marks_end_before_a_sentence_on_the_same_line() -> None:
    marks = read(
        "五、存在的主要问题及改进情况\n更新慢。\n六、其他需要报告的事项 未收取信息处理费。"
    )
    assert [m.heading for m in marks] == ["五、存在的主要问题及改进情况", "六、其他需要报告的事项"]


def list_parts(text: str) -> list[tuple[int, str]]:
    return [(mark.part, mark.heading) for mark in read(text)]


@pytest.mark.parametrize(
    "heading", ["一、概述（2019年工作情况）", "一、總體情況(2019年)", "一 概述"]
)
def test_marks_may_have_a_bracket_or_lack_a_point(heading: str) -> None:
    text = f"{heading} 全年公开信息。" if "（" in heading else f"{heading}\n全年公开信息。"
    assert list_parts(text) == [(1, heading)]


def test_marks_are_no_points_of_a_paragraph() -> None:
    text = "一、总体情况\n一是主动公开情况。\n公开信息12条。\n二是依申请公开情况。\n没有收到。"
    assert list_parts(text) == [(1, "一、总体情况")]
