from __future__ import annotations

import pytest

from analysis.markers import is_bare_heading, read_glued_heading, read_marker
from analysis.outline import read_outline
from documents.narrative import Heading, Paragraph
from documents.tables import Table
from tests.analysis.samples import HEADINGS, OTHER, PROBLEMS, TITLE, make_table


def read(
    *lines: str, part: int = 0, tables: tuple[str, ...] = ()
) -> tuple[list[Heading], list[Paragraph]]:
    """The headings and paragraphs of a report that has these lines under one of its parts."""
    parts = [[HEADINGS[0]], [HEADINGS[1]], [HEADINGS[2]], [HEADINGS[3]], [HEADINGS[4]]]
    parts[part] += lines
    if part != 4:
        parts[4].append(PROBLEMS)
    text = "\n".join([TITLE, *(line for p in parts for line in p), HEADINGS[5], OTHER])
    holes: list[Table] = [make_table(text, said) for said in tables]
    outline = read_outline(text, holes)
    headings = [h for h in outline.headings if h.section == part + 1]
    return headings, [p for p, _ in outline.paragraphs if p.section == part + 1]


def test_headings_level_by_what_stands_open_above() -> None:
    headings, paragraphs = read(
        "（1） 主动公开",
        "1. 决策公开",
        "全年公开决策信息36条。",
        "2. 管理公开",
        "公开权责清单1份。",
        "（2） 监督保障",
        "开展培训2次。",
    )
    assert [(h.level, h.text) for h in headings] == [
        (2, "（1） 主动公开"),
        (3, "1. 决策公开"),
        (3, "2. 管理公开"),
        (2, "（2） 监督保障"),
    ]
    assert [p.heading for p in paragraphs] == ["决策公开", "管理公开", "监督保障"]


def test_headings_without_content_are_empty() -> None:
    headings, _ = read(
        "（一）主动公开",
        "1.决策公开",
        "全年公开决策信息36条。",
        "2.管理公开",
        "3.服务公开",
        "（二）依申请公开",
        "（三）监督保障",
        "开展培训2次。",
    )
    assert [h.text for h in headings if h.empty] == ["2.管理公开", "3.服务公开", "（二）依申请公开"]


def test_headings_that_end_in_a_full_stop_are_empty_where_the_next_of_their_kind_is_not() -> None:
    headings, _ = read(
        "（一）学习培训情况。全年举办培训2次。",
        "（二）系统使用情况。",
        "（三）网站维护情况。由信息中心负责日常维护。",
    )
    assert [h.text for h in headings if h.empty] == ["（二）系统使用情况"]


def test_headings_of_a_list_of_subjects_are_not_empty() -> None:
    headings, _ = read(
        "主要公开下列内容：",
        "（一）机构设置情况。",
        "（二）人事任免情况。",
        "（三）财政预算情况。包括部门预算和决算。",
    )
    assert not any(h.empty for h in headings)


def test_headings_of_a_bare_list_are_items_and_not_empty() -> None:
    headings, paragraphs = read(
        "主要做法如下：", "1.加强组织领导", "2.健全工作制度", "3.强化监督检查", "总体来看成效较好。"
    )
    assert not any(h.empty for h in headings)
    assert "1.加强组织领导" in [p.text for p in paragraphs]


def test_headings_do_not_take_the_next_of_their_list_for_content() -> None:
    headings, paragraphs = read(
        "（一）公开形式", "1、宣传栏、座谈会等形式", "2、通过电视发布部分信息", "3、公开信。"
    )
    assert [h.text for h in headings] == ["（一）公开形式"]
    assert [p.text for p in paragraphs][-2:] == ["2、通过电视发布部分信息", "3、公开信。"]


def test_headings_are_not_those_of_the_next_of_their_list() -> None:
    _, paragraphs = read(
        "（一）公开内容", "公开机构概况等信息。", "（二）围绕中心工作，重点公开民生信息。"
    )
    assert [p.heading for p in paragraphs] == ["公开内容", None]


def test_headings_end_before_the_next_on_their_line() -> None:
    headings, _ = read(
        "（一）严格发布，确保规范 一是完善内容。公开信息36条。", "（二）加强培训。开展培训2次。"
    )
    assert [h.text for h in headings] == ["（一）严格发布，确保规范", "（二）加强培训"]


def test_headings_of_bare_problems_are_items() -> None:
    headings, paragraphs = read(
        "（一）存在的主要问题",
        "1.公开意识有待增强",
        "2.公开内容不够全面",
        "（二）改进措施",
        "1.加强培训",
        part=4,
    )
    assert [h.text for h in headings] == ["（一）存在的主要问题", "（二）改进措施"]
    assert not any(h.empty for h in headings)
    assert len(paragraphs) == 3


def test_headings_above_a_table_are_not_empty() -> None:
    table = "第二十条第（一）项 规章 0 0 0"
    headings, _ = read(
        "（一）主动公开", table, "（二）依申请公开", "未收到申请。", part=1, tables=(table,)
    )
    assert not any(h.empty for h in headings)


@pytest.mark.parametrize(
    ("lines", "heading"),
    [
        (("（一）工作机制。充实和调整领导小组，明确专人负责。",), "工作机制"),
        (("（一）主动公开情况：全年公开36条，其中网站20条。",), "主动公开情况"),
        (("(一)主动公开方面2022年,我镇公开信息86条。",), "主动公开方面"),
        (("一是加强领导，落实责任。成立领导小组，由镇长任组长。",), "加强领导，落实责任"),
        (("（一）主动公开情况。", "2022年我镇公开信息86条，内容涉及财政预算。"), "主动公开情况"),
        (("（一）主动公开", "2022年我镇公开信息86条。"), "主动公开"),
        (("主动公开", "2022年我镇公开信息86条，内容涉及财政预算。"), "主动公开"),
        (("（一）主动公开 我镇2022年公开信息86条。",), "主动公开"),
        (("1.公开意识有待增强，个别单位更新不够及时。",), None),
        (("2022年，我镇公开信息86条。",), None),
    ],
)
def test_headings_go_with_their_paragraphs(lines: tuple[str, ...], heading: str | None) -> None:
    _, paragraphs = read(*lines)
    assert [p.heading for p in paragraphs] == [heading]
    assert paragraphs[0].text == lines[-1]


@pytest.mark.parametrize(
    ("said", "style", "rest"),
    [
        ("（一）主动", "cn_paren", "主动"),
        ("( 一 ) 主动", "cn_paren", "主动"),
        ("（1） 主动", "digit_paren", "主动"),
        ("1. 主动", "digit", "主动"),
        ("1、主动", "digit", "主动"),
        ("一、主动", "cn", "主动"),
        ("①主动", "circled", "主动"),
        ("一是主动", "ordinal", "主动"),
        ("第一，主动", "ordinal", "主动"),
        ("一)主动", "cn_right", "主动"),
        (")主动", "cn_right", "主动"),
        ("㈠主动", "cn_paren", "主动"),
        ("?。ㄒ唬┲鲃", "cn_paren", "鲃"),
        ("第二部分 主动", "part", "主动"),
    ],
)
def test_headings_markers_are_read(said: str, style: str, rest: str) -> None:
    marker = read_marker(said)
    assert marker is not None
    assert marker.style == style
    assert said[marker.end :] == rest


@pytest.mark.parametrize("said", ["2022年", "1.5万条", "一般", "3件", "主动公开", ""])
def test_headings_markers_are_not_figures(said: str) -> None:
    assert read_marker(said) is None


def test_headings_are_bare_without_a_sentence() -> None:
    assert is_bare_heading("2. 管理公开（权责清单、清单动态调整、监管情况）")
    assert is_bare_heading("（三）制度建设情况，机构、人员情况")
    assert is_bare_heading("监督保障")
    assert not is_bare_heading("（一）公开：全年36条")
    assert not is_bare_heading("（一）不够。将改进")
    assert not is_bare_heading("加强领导")


@pytest.mark.parametrize(
    ("lines", "headings", "paragraphs"),
    [
        (
            ("（一）主动公开政府信息的情况。", "1.公开数量。全年公开信息36条。"),
            ["（一）主动公开政府信息的情况", "1.公开数量"],
            ["1.公开数量。全年公开信息36条。"],
        ),
        (
            ("（二）完善制度，使公开更加规范。", "一是修订制度。二是公布制度。"),
            ["（二）完善制度，使公开更加规范", "一是修订制度"],
            ["一是修订制度。二是公布制度。"],
        ),
        (
            ("（一）公开的数量；", "全年共公开政府信息36条。"),
            ["（一）公开的数量"],
            ["全年共公开政府信息36条。"],
        ),
        (
            ("（一）公开的形式", "政府网站。", "（二）不公开的理由是什么。", "没有。"),
            ["（一）公开的形式", "（二）不公开的理由是什么"],
            ["政府网站。", "没有。"],
        ),
        (
            ("㈠建立健全工作机制", "成立领导小组，定期召开会议。"),
            ["㈠建立健全工作机制"],
            ["成立领导小组，定期召开会议。"],
        ),
    ],
)
def test_headings_that_end_in_a_stop(
    lines: tuple[str, ...], headings: list[str], paragraphs: list[str]
) -> None:
    found, told = read(*lines)
    assert [h.text for h in found] == headings
    assert [p.text for p in told] == paragraphs


def test_headings_are_no_items_of_a_list_of_sentences() -> None:
    lines = ("一是加强日常管理。", "二是创新公开方式。", "三是及时报送信息。")
    found, told = read(*lines, "今后我乡将继续努力做好各项公开工作。")
    assert not found
    assert len(told) == 4
    found, _ = read("（一）全年公开信息36条。", "其中通过政府网站公开的有12条信息。")
    assert not found


def test_headings_that_go_on_with_the_parts_numbers_stand_above() -> None:
    found, told = read(
        "（一）申请情况",
        "没有申请。",
        "四、人员和收支情况",
        "（一）人员情况",
        "专职人员1名。",
        part=2,
    )
    assert [h.text for h in found] == ["（一）申请情况", "四、人员和收支情况", "（一）人员情况"]
    assert [p.text for p in told] == ["没有申请。", "专职人员1名。"]


def read_excerpt(*lines: str) -> tuple[list[str], list[str]]:
    outline = read_outline("\n".join([TITLE, HEADINGS[0], *lines]), [])
    return [h.text for h in outline.headings], [p.text for p, _ in outline.paragraphs]


def test_headings_where_the_text_breaks_off_are_no_paragraphs() -> None:
    headings, paragraphs = read_excerpt("公开信息36条。", "1. 围绕重点公开")
    assert (headings, paragraphs) == (["1. 围绕重点公开"], ["公开信息36条。"])
    headings, paragraphs = read_excerpt("公开信息36条。", "（一）2021年公开信息36")
    assert (headings, len(paragraphs)) == ([], 2)


def test_headings_glued_end_at_the_first_stop() -> None:
    said = "（二）建立“一站式”通道。我乡始终坚持。"
    marker = read_marker(said)
    assert marker is not None
    place = read_glued_heading(said, marker)
    assert place is not None
    assert said[slice(*place)] == "建立“一站式”通道"
