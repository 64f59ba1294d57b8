from __future__ import annotations

import pytest

from analysis.lines import read_lines
from analysis.wraps import Wrap, join_lines, measure_wrap
from tests.analysis.samples import PREAMBLE, PROBLEMS, wrap

LONG = PREAMBLE + PROBLEMS
PARAGRAPHS = [LONG, PREAMBLE, PROBLEMS * 3]


def join(text: str) -> list[str]:
    lines = read_lines(text)
    return ["".join(line.text for line in g) for g in join_lines(lines, measure_wrap(lines))]


def test_wraps_measure_the_margin() -> None:
    lines = read_lines(wrap("\n".join(PARAGRAPHS), 28, page=999))
    measured = measure_wrap(lines)
    assert measured.margin is not None
    assert 50 <= measured.margin <= 56
    assert not measured.indented


def test_wraps_leave_whole_paragraphs_alone() -> None:
    text = "\n".join(PARAGRAPHS)
    assert measure_wrap(read_lines(text)).margin is None
    assert join(text) == PARAGRAPHS


def test_wraps_join_indented_paragraphs() -> None:
    said = ["全年公开信息，" * 8 + "共计36条。", "开展培训，" * 9 + "共计2次。", "没有收费。"]
    text = wrap("\n".join("\u3000\u3000" + paragraph for paragraph in said), 28, page=999)
    assert join(text) == said


def test_wraps_join_rows_cut_at_punctuation() -> None:
    row = "在日常工作基础上按季度开展政务新媒体专项检查督促整改"
    cut = "省市联动制作\n“全面推进政务公开”\n专题专栏并且更新，"
    text = f"{row}\n{row}\n{cut}\n{row}\n{row}\n{row}到位。"
    assert len(join(text)) == 1


def test_wraps_join_a_sentence_broken_elsewhere() -> None:
    first = "全年乡村两级通过网站、公众号、宣传栏等多种渠道，累计公开各类政府信息共计 1975"
    assert join(f"{first}\n\n条，比上年增加。\n（二）依申请公开") == [
        first + "条，比上年增加。",
        "（二）依申请公开",
    ]


def test_wraps_do_not_join_a_list_of_short_lines() -> None:
    lines = ["公开渠道：", "政府网站:发布信息120条", "微信公众号:推送文章86篇", "宣传栏:更新12期"]
    assert join("\n".join(lines)) == lines


def test_wraps_a_short_last_row_ends_its_paragraph_before_the_next_year() -> None:
    row = "我镇政府信息公开工作还存在一些问题如公开内容较少更新慢"
    plan = "2022年我镇将从以下方面加以改进一是及时更新公开"
    text = f"{row}\n{row}\n{row}\n少等。\n{plan}\n{row}\n{row}。"
    assert [said[:5] for said in join(text)] == [row[:5], "2022年"]


def test_wraps_let_bullets_begin_lines() -> None:
    text = "\n".join(
        (
            "◆回应关切：热线工单2341件（办结2320件，结转21件），按月通报满意率98.2%",
            "◆考核评议：社会评议1次，发放问卷200份，回收187份",
            "◆培训：4场",
        )
    )
    assert join(text) == [line.lstrip("◆") for line in text.split("\n")]


def test_wraps_join_a_figure_and_its_unit() -> None:
    assert join("通过微信公众号公开 208\n条，其中原创12条。") == [
        "通过微信公众号公开 208条，其中原创12条。"
    ]
    assert len(join("公众号公开 208\n条例学习4次。")) == 2


def test_wraps_do_not_join_a_heading_or_another_year() -> None:
    heading = "二、建立健全信息公开制度，认真开展公开指南和公开目录编制工作"
    closing = "全乡累计公开信息65条。其中网上公开信息20条，占30%，其余在公开栏公开，占70%"
    for first, second in (
        (heading, "根据工作要求，我办编制了指南。"),
        (closing, "2011年，我们将继续努力。"),
    ):
        assert len(join_lines(list(read_lines(f"{first}\n{second}")), Wrap(None))) == 2


@pytest.mark.parametrize(
    "lines",
    [
        ("根据《", "中华人民共和国政府信息公开条例》编制。"),
        ("本报告根据《条例》", "(以下简称《规定》", ")和上级要求", "，由我镇编制。"),
        ("全镇累计公开信息", "5928", "条，全文电子化率达", "90.3%", "，高于上年。"),
        ("自2009年", "5月1日起，开展公开工作。"),
        ("按照", "《条例》规定，成立了领导小组。"),
        ("设立了", "50个受理点", "；开辟了查阅中心。"),
    ],
)
def test_wraps_join_what_markup_tore(lines: tuple[str, ...]) -> None:
    assert len(join_lines(list(read_lines("\n".join(lines))), Wrap(None))) == 1


@pytest.mark.parametrize(
    "lines",
    [
        ("依托平台公开信息（含微信", ")政府信息管理情况"),
        ("（一）公开的形式", "《公报》共印发3期。"),
        ("加强对公开工作的", "（二）完善制度"),
        ("全年没有收到申请。", "《指南》已更新。"),
        ("公开信息36条", "、总体情况"),
    ],
)
def test_wraps_leave_apart_what_is_no_sentence(lines: tuple[str, ...]) -> None:
    assert len(join_lines(list(read_lines("\n".join(lines))), Wrap(None))) == 2


def test_wraps_join_a_contact_s_value_to_its_key() -> None:
    text = "如有疑问，请与我局办公室联系，电话：12345678，电邮：\nyl@example.gov.cn。"
    assert join(text) == [text.replace("\n", "")]
    assert len(join("电话：\n全年公开信息12条。")) == 2


def test_wraps_give_a_sentence_its_last_word_back() -> None:
    assert join("二是信息公开存在不及时\n现象。专栏更新滞后。") == [
        "二是信息公开存在不及时现象。专栏更新滞后。"
    ]
    assert len(join("（二）收费情况\n无。")) == 2
