from __future__ import annotations

import pytest

from analysis.lines import read_lines
from analysis.scraps import drop_scraps, is_table_scrap, read_cut_heading
from documents.places import Span


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("一、总", 1),
        ("一、概", 1),
        ("二、主动公开政", 2),
        ("三、收到", 3),
        ("三、收到和處理政府", 3),
        ("四、政府信息公开行政复", 4),
        ("五、存在的主", 5),
        ("六、其他需", 6),
        ("六、政府信息公开工作存在的", 5),
        ("五、因政府信息公开申请行", 4),
    ],
)
def test_scraps_read_a_cut_heading(line: str, part: int) -> None:
    assert read_cut_heading(line) == part


@pytest.mark.parametrize(
    "line",
    [
        "五、存在的主要困难是人手不够。",
        "二、政府信息公开工作",
        "三、存",
        "（五）存在的主",
        "一、加强组织领导",
        "四、政府信息公开的收费及减免",
        "五、",
    ],
)
def test_scraps_do_not_guess_a_heading(line: str) -> None:
    assert read_cut_heading(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "第二十条第(六)",
        "第二十條",
        "| 科研机",
        "2.其他法律行政法规",
        "(本",
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）申",
        "主动公开政府信息情况 | |||",
        "| 本年(2022)处理决定",
    ],
)
def test_scraps_tell_pieces_of_a_table(line: str) -> None:
    assert is_table_scrap(line)


@pytest.mark.parametrize("line", ["无", "无。", "全年公开规章2件", "行政许可12条", "未收到申请"])
def test_scraps_are_no_statements(line: str) -> None:
    assert not is_table_scrap(line)


def keep(text: str, parts: list[tuple[int, int]], holes: list[Span]) -> list[str]:
    lines = read_lines(text, holes)
    return [line.text for line in drop_scraps(lines, parts, holes, ends=True)]


def test_scraps_behind_a_table_and_at_the_end_are_dropped() -> None:
    text = "行政许可\n表\n科研\n机\n全年收到申请2件。\n目"
    assert keep(text, [(3, 0)], [Span(5, 6)]) == ["行政许可", "全年收到申请2件。"]
    assert keep(text, [(1, 0)], [Span(5, 6)])[1:] == ["科研", "机", "全年收到申请2件。"]


def test_scraps_right_above_a_table_are_dropped_where_they_are_its_articles() -> None:
    assert keep("全年公开。\n第二十条第\n表\n运行正常。", [(2, 0)], [Span(12, 13)]) == [
        "全年公开。",
        "运行正常。",
    ]


@pytest.mark.parametrize(
    ("text", "part", "kept"),
    [
        ("公开信息2条。\n（一）", 1, ["公开信息2条。"]),
        ("公开信息2条。\n（三）重", 1, ["公开信息2条。"]),
        ("公开信息2条。\n一是完善评", 1, ["公开信息2条。", "一是完善评"]),
        ("公开信息2条。\n第二十条第（", 1, ["公开信息2条。"]),
        ("无", 6, ["无"]),
        ("略", 4, ["略"]),
        ("正常", 6, ["正常"]),
    ],
)
def test_scraps_at_the_end_are_words_or_not(text: str, part: int, kept: list[str]) -> None:
    assert keep(text, [(part, 0)], []) == kept
