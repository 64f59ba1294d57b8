from __future__ import annotations

import json
import re
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.marks import trim_holes
from analysis.outline import Outline, read_outline
from documents.places import Span
from documents.tables import Table
from tests.analysis.layouts import LAYOUTS, STANDARD
from tests.analysis.samples import (
    ELEMENTS,
    HEADINGS,
    INTRODUCTION,
    OTHER,
    PARAGRAPHS,
    PREAMBLE,
    PROBLEMS,
    SIGNATURE,
    TITLE,
    list_body,
    list_lines,
    make_table,
    wrap,
)

SHARED = Path(__file__).parents[2].parent / "shared"


def plain(text: str) -> str:
    return re.sub(r"[\s\u200b]+", "", unicodedata.normalize("NFKC", text))


def list_numbers(outline: Outline) -> list[int]:
    """The numbers of the body's parts but the preamble."""
    return [s.number for s in outline.sections if s.number and s.location == "body"]


def list_texts(outline: Outline) -> list[str]:
    return [plain(paragraph.text) for paragraph, _ in outline.paragraphs]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_outline_is_the_same_in_every_layout(layout: str) -> None:
    outline = read_outline(LAYOUTS[layout], ())
    assert outline.is_report
    assert outline.title is not None
    assert plain(outline.title) == TITLE
    assert outline.unit is not None
    assert (outline.unit.name, outline.unit.kind) == ("云岭县白石镇人民政府", "township")
    assert outline.year == 2022
    assert list_numbers(outline) == [1, 2, 3, 4, 5, 6]
    assert (outline.signature.by, outline.signature.date) == ("云岭县白石镇人民政府", "2023-01-12")
    assert not any(heading.empty for heading in outline.headings)


EXACT = [
    name
    for name in LAYOUTS
    if name
    not in (
        "numbered list of the parts",
        "bracketed markers",
        "pinyin of a mirror",
        "traditional headings",
    )
]


@pytest.mark.parametrize("layout", EXACT)
def test_outline_has_each_paragraph_and_no_other(layout: str) -> None:
    found = read_outline(LAYOUTS[layout], ())
    expected = [plain(text) for text in PARAGRAPHS]
    assert list_texts(found) == expected
    assert [p.section for p, _ in found.paragraphs] == [0, 1, 1, 1, 1, 1, 1, 5, 6]


def test_outline_gives_the_form_its_numbers_kinds_and_markers() -> None:
    sections = read_outline(STANDARD, ()).sections
    assert [s.kind for s in sections] == [
        "preamble",
        "overview",
        "proactive",
        "requests",
        "disputes",
        "problems",
        "other",
    ]
    assert [s.marker for s in sections[1:]] == ["一、", "二、", "三、", "四、", "五、", "六、"]
    assert [s.heading for s in sections[1:]] == list(HEADINGS)
    for section in sections[1:]:
        assert section.heading_span is not None
        assert section.heading_span.cut(STANDARD) == section.heading
        assert section.span.start == section.heading_span.start


def test_outline_keeps_the_order_of_the_report() -> None:
    mixed = [TITLE, *list_body()[:8], HEADINGS[3], HEADINGS[2], *list_body()[10:]]
    assert list_numbers(read_outline("\n".join(mixed), ())) == [1, 2, 4, 3, 5, 6]


def test_outline_leaves_out_what_the_report_leaves_out() -> None:
    text = "\n".join([TITLE, HEADINGS[0], *ELEMENTS, HEADINGS[4], PROBLEMS, HEADINGS[5], OTHER])
    assert list_numbers(read_outline(text, ())) == [1, 5, 6]


def test_outline_counts_merged_parts_as_both() -> None:
    merged = "三、收到和处理政府信息公开申请情况及行政复议、行政诉讼情况"
    lines = [TITLE, HEADINGS[0], *ELEMENTS, HEADINGS[1], merged, "本年度未收到申请，无复议诉讼。"]
    lines += ["四、存在的主要问题及改进情况", PROBLEMS, "五、其他需要报告的事项", OTHER]
    assert list_numbers(read_outline("\n".join(lines), ())) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("headings", "numbers"),
    [
        (
            (
                "一、总体概述",
                "二、行政机关主动公开政府信息的情况",
                "三、行政机关收到和处理政府信息公开申报情况",
                "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
                "五、政府信息公开工作存在的主要问题及下一步工作计划",
                "六、需要报告的其他事项",
            ),
            [1, 2, 3, 4, 5, 6],
        ),
        (
            (
                "一、网站总体公开情况",
                "二、主动公开政府政府情况",
                "三、收到和处理在线游戏申请情况",
                "四、政府信息公开复议行政诉讼情况",
                "五、存在问题及改进措施",
                "六、其他需要报告事项",
            ),
            [1, 2, 3, 4, 5, 6],
        ),
        (
            (
                "一、概述",
                "二、主动公开政府信息的情况",
                "三、依申请公开政府信息办理情况",
                "四、政府信息公开的收费及减免情况",
                "五、因政府信息公开申请行政复议、提起行政诉讼的情况",
                "六、政府信息公开工作存在的主要问题及改进措施",
                "七、其他需要说明的事项",
            ),
            [1, 2, 3, 4, 5, 6],
        ),
        (("一、工作开展情况", "二、主动公开情况", "三、存在问题及下一步打算"), [1, 2, 5]),
        (("01 总体情况", "02 主动公开政府信息情况", "05 存在的主要问题及改进情况"), [1, 2, 5]),
        (
            ("PART.1 总体情况", "PART.2 主动公开政府信息情况", "Part 06 其他需要报告的事项"),
            [1, 2, 6],
        ),
        (("一、总体情况", "三、收到和处理政府信息公开申请情况", "五、存在的问题"), [1, 3, 5]),
    ],
)
def test_outline_maps_other_wordings_and_older_outlines(
    headings: tuple[str, ...], numbers: list[int]
) -> None:
    lines = ["云岭县教育局2021年政府信息公开工作年度报告"]
    for heading in headings:
        lines += [heading, "2021年，我局在这方面做了以下工作，公开信息35条。"]
    outline = read_outline("\n".join(lines), ())
    assert outline.is_report
    assert list_numbers(outline) == numbers


def test_outline_does_not_take_restarted_numbers_for_parts() -> None:
    inner = ["一、主动公开情况", "二、依申请公开情况", "三、政府信息管理情况", "四、平台建设情况"]
    lines = [TITLE, HEADINGS[0]]
    for heading in inner:
        lines += [heading, "我镇在这方面做了以下工作。"]
    lines += [*HEADINGS[1:5], PROBLEMS, HEADINGS[5], OTHER]
    outline = read_outline("\n".join(lines), ())
    assert list_numbers(outline) == [1, 2, 3, 4, 5, 6]
    assert [h.text for h in outline.headings] == inner
    assert {h.section for h in outline.headings} == {1}


def test_outline_cuts_a_page_on_one_line_at_its_arabic_numerals() -> None:
    text = (
        "石湾市文旅局2022年政府信息公开年报 一、总体情况 1.组织领导。局长负总责,专人办理。"
        "2.主动公开。发布信息389条,占比1.5成。3.监督。纳入科室考核。"
        "二、主动公开政府信息情况 五、存在的主要问题及改进情况 问题:1.解读少。2.更新慢。"
        "六、其他需要报告的事项 无"
    )
    outline = read_outline(text, ())
    assert [(p.section, p.text[:4]) for p, _ in outline.paragraphs] == [
        (1, "1.组织"),
        (1, "2.主动"),
        (1, "3.监督"),
        (5, "问题:1"),
        (6, "无"),
    ]


def test_outline_keeps_a_list_inside_a_paragraph_of_its_own_line_whole() -> None:
    text = "一、总体情况\n主要形式有:1.政府网站;2.公开栏;3.微信群。\n二、主动公开政府信息情况\n无。"
    outline = read_outline(text, ())
    assert outline.paragraphs[0][0].text.endswith("3.微信群。")


def test_outline_keeps_a_copy_of_the_form_apart() -> None:
    copy = "\n（文字描述）\n".join(HEADINGS)
    text = f"{STANDARD}\n附件：\n政府信息公开工作年度报告格式模板\n{copy}\n（文字描述）"
    outline = read_outline(text, ())
    assert list_numbers(outline) == [1, 2, 3, 4, 5, 6]
    assert outline.signature.date == "2023-01-12"
    appended = [s for s in outline.sections if s.location == "appendix"]
    assert [(s.number, s.kind) for s in appended] == [(None, "appendix")] * 6
    assert [s.heading for s in appended] == list(HEADINGS)
    assert {p.text for p, _ in outline.paragraphs if p.location == "appendix"} == {"（文字描述）"}


def test_outline_cuts_tables_out_of_the_prose() -> None:
    table = "第二十条第（一）项 信息内容 本年制发件数 规章 0 0 0 行政规范性文件 1 0 3"
    text = " ".join([TITLE, *list_body()[:8], table, *list_body()[8:], *SIGNATURE])
    outline = read_outline(text, [make_table(text, table)])
    assert list_numbers(outline) == [1, 2, 3, 4, 5, 6]
    assert list_texts(outline) == [plain(said) for said in PARAGRAPHS[1:]]


def test_outline_finds_contact() -> None:
    contact = "如有疑问，请与白石镇党政办联系（地址：云岭县白石镇中街8号，电话：0830－1234567，"
    contact += "邮编：646000，电子邮箱：baishi@example.com，网址：www.example.gov.cn）。"
    outline = read_outline(wrap(STANDARD.replace(PREAMBLE, PREAMBLE + contact), 28), ())
    assert outline.contact.address == "云岭县白石镇中街8号"
    assert outline.contact.phone == "0830-1234567"
    assert outline.contact.postcode == "646000"
    assert outline.contact.email == "baishi@example.com"
    assert outline.contact.website == "www.example.gov.cn"


def test_outline_without_a_title_names_the_body_from_its_text() -> None:
    lines = [*list_lines()[1:-2]]
    lines[0] = "本报告由云岭县红石镇人民政府编制。" + PREAMBLE
    outline = read_outline("\n".join(lines), ())
    assert outline.is_report
    assert outline.title is None
    assert outline.unit is not None
    assert outline.unit.name == "云岭县红石镇人民政府"
    assert outline.year == 2022


def test_outline_reads_a_body_without_year_in_its_title() -> None:
    text = STANDARD.replace("2022年政府信息公开工作", "202年政府信息公开工作", 1)
    outline = read_outline(text, ())
    assert outline.year == 2022
    assert outline.unit is not None
    assert outline.unit.name == "云岭县白石镇人民政府"


def test_outline_reads_the_body_from_a_cover() -> None:
    cover = "政府信息公开工作年度报告\n（2022年度）\n白石县水利局\n2023年1月\n目录\n"
    outline = read_outline(cover + "\n".join([*HEADINGS, *list_body()]), ())
    assert outline.unit is not None
    assert (outline.unit.name, outline.unit.kind) == ("白石县水利局", "department")
    assert list_texts(outline) == [plain(said) for said in PARAGRAPHS[1:]]


def test_outline_leaves_the_colon_behind_a_heading_out() -> None:
    text = "\n".join(
        [TITLE, "一、总体情况：2022年，我乡公开36条。", "六、其他需要报告的事项：无。"]
    )
    outline = read_outline(text, ())
    assert [p.text for p, _ in outline.paragraphs] == ["2022年，我乡公开36条。", "无。"]


PIECES = st.sampled_from(
    [
        *list_lines(),
        *("1.公开不够", "（二）", "附件：", "-3-", "\u3000\u3000一是公开。", "总体情况", "1975"),
        *("[bookmark: x]", "主动公开政府信息情况", "𠀀公开\u200b", "|公开|", "2022", "公开，"),
    ]
)
GAPS = st.sampled_from(["\n", "\r\n", "\n\n", " ", "", "\t", "\f", "\u3000"])


@settings(max_examples=120)
@given(st.lists(st.tuples(PIECES, GAPS), max_size=30), st.data())
def test_outline_spans_hold(pieces: list[tuple[str, str]], data: st.DataObject) -> None:
    text = "".join(piece + gap for piece, gap in pieces)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    holes = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    tables = [Table("requests", "v2021", "body", (), hole) for hole in holes]
    outline = read_outline(text, tables)
    holes = trim_holes(text, holes)
    taken: list[Span] = []
    for paragraph, view in outline.paragraphs:
        assert paragraph.span.end <= len(text)
        assert paragraph.text == view.text
        assert paragraph.text == paragraph.text.strip()
        assert paragraph.text
        assert plain(paragraph.text) == plain(
            "".join(text[view.origin(n)] for n in range(len(view.text)))
        )
        assert view.span == paragraph.span
        taken.append(paragraph.span)
    assert taken == sorted(taken)
    assert not any(a.overlaps(b) for a, b in pairwise(taken))
    assert not any(span.overlaps(hole) for span in taken for hole in holes if hole.length)
    for section in outline.sections:
        assert section.span.end <= len(text)
    for heading in outline.headings:
        assert heading.span.end <= len(text)
        assert plain(heading.text) in plain(heading.span.cut(text)).replace("[bookmark:x]", "")
    assert len({p.id for p, _ in outline.paragraphs}) == len(outline.paragraphs)


@pytest.mark.skipif(not SHARED.exists(), reason="the shared reports are not here")
@pytest.mark.parametrize("number", range(5))
def test_outline_of_real_reports(number: int) -> None:
    path = next(iter((SHARED / "gold").glob(f"00{number}_*.json")))
    gold = json.loads(path.read_text("utf-8"))
    text = (SHARED / gold["file"]).read_text("utf-8")
    outline = read_outline(text, _find_tables(text))
    assert outline.is_report
    assert outline.unit is not None
    assert outline.unit.name == gold["unit"]
    assert outline.unit.kind == "township"
    assert outline.year == gold["year"]
    assert list_numbers(outline) == gold["sections"]
    texts = list_texts(outline)
    for paragraph in gold["paragraphs"]:
        start = plain(paragraph["start"])
        assert any(said.startswith(start) for said in texts), start
    quotes = [plain(p["quote"]) for p in gold["placeholders"] if p["kind"] == "empty_heading"]
    empty = [plain(heading.text) for heading in outline.headings if heading.empty]
    assert len(empty) == len(quotes)
    assert all(said.startswith(quote) for said, quote in zip(empty, quotes, strict=True))


def _find_tables(text: str) -> list[Table]:
    """The three tables by what begins them and the heading behind them."""
    found: list[Table] = []
    for start, end in (
        ("第二十条第", "三、收到和处理"),
        ("本列数据的勾稽", "四、政府信息公开行政复议"),
        ("行政复议\n", "五、存在的主要问题"),
        ("行政复议\t", "五、存在的主要问题"),
    ):
        low = text.find(start)
        high = text.find(end, low)
        while low >= 0 and text[low - 1] in "\t（(":
            low -= 1
        if low >= 0 and high >= 0:
            cut = text[low:high].removesuffix("[bookmark: _GoBack]").rstrip()
            found.append(Table("other", None, "body", (), Span(low, low + len(cut))))
    return found


def test_outline_names_and_numbers_at_the_head_are_no_prose() -> None:
    lines = list_lines()[1:]
    head = ("云岭县水利局", "云岭府〔2023〕1号", "云岭县人民政府办公室:", "2023112日)")
    outline = read_outline("\n".join([*head, *lines]), [])
    assert list_texts(outline)[0] == plain(PREAMBLE)


def test_outline_values_below_their_keys_are_no_prose() -> None:
    lines = list_lines()
    page = ("公开方式:", "主动公开", "公开范围：", "面向社会", "我要打印", "文章分享")
    outline = read_outline("\n".join([lines[0], *page, *lines[1:]]), [])
    assert list_texts(outline)[0] == plain(PREAMBLE)


def test_outline_preamble_that_begins_with_the_titles_words_keeps_them() -> None:
    said = "云岭县2010年政府信息公开工作年度报告（以下简称年报）依照有关规定编制。"
    lines = list_lines()
    outline = read_outline("\n".join([said, *lines[2:]]), [])
    assert list_texts(outline)[0].startswith(plain(said))
    assert (outline.title, outline.unit and outline.unit.name) == (None, "云岭县")


def test_outline_metadata_glued_before_the_preamble_is_cut_off() -> None:
    lines = list_lines()
    lines[1] = f"发布时间：2023-01-12 10:00 来源：云岭县白石镇 {PREAMBLE}"
    outline = read_outline("\n".join(lines), [])
    assert list_texts(outline)[0] == plain(PREAMBLE)


def test_outline_items_on_one_line_are_paragraphs() -> None:
    text = (
        f"{TITLE}\n现将2022年工作报告如下： 一、2022年工作完成情况及成效"
        " （一）机构方面。成立领导小组。"
        " （二）公开方面。 1、主动公开。公开信息86条。 2、依申请公开。全年没有收到。"
    )
    assert list_texts(read_outline(text, []))[1:] == [
        plain("（一）机构方面。成立领导小组。"),
        plain("1、主动公开。公开信息86条。"),
        plain("2、依申请公开。全年没有收到。"),
    ]


def test_outline_first_element_glued_to_the_introduction_begins_a_paragraph() -> None:
    text = f"{TITLE}\n{HEADINGS[0]}\n根据规定公布本报告。（一）主动公开。公开信息86条。"
    assert list_texts(read_outline(text, []))[1:] == [plain("（一）主动公开。公开信息86条。")]


def test_outline_parts_that_the_form_does_not_have_begin_paragraphs_on_one_line() -> None:
    text = (
        f"{TITLE}\n现报告如下。 一、主动公开政府信息情况全年公开信息86条。 二、申请公开信息办理情况"
        "我镇没有收到申请。 三、收费及减免情况20xx年没有收费。 四、存在的主要问题公开不够及时。"
    )
    outline = read_outline(text, [])
    assert [h.text for h in outline.headings] == ["二、申请公开信息办理情况", "三、收费及减免情况"]
    assert list_texts(outline)[2:4] == [
        plain("二、申请公开信息办理情况我镇没有收到申请。"),
        plain("三、收费及减免情况20xx年没有收费。"),
    ]


def test_outline_keeps_a_small_figure_that_markup_set_apart() -> None:
    text = f"{TITLE}\n{HEADINGS[0]}\n全年累计公开信息\n86\n条，比上年多\n12\n条。"
    assert list_texts(read_outline(text, [])) == [plain("全年累计公开信息86条，比上年多12条。")]


def test_outline_last_section_ends_where_the_page_begins_again() -> None:
    text = "\n".join([*list_lines()[:-3], "打印本页 关闭窗口"])
    sections = [s for s in read_outline(text, []).sections if s.number == 6]
    assert sections[0].span.cut(text).strip() == HEADINGS[5]


def test_outline_end_of_a_cut_title_is_no_prose() -> None:
    outline = read_outline("\n".join(["工作年度报告", PREAMBLE, *list_body()]), ())
    assert list_texts(outline)[0] == plain(PREAMBLE)


def test_outline_first_item_where_the_text_breaks_off_begins_a_paragraph() -> None:
    text = "\n".join([TITLE, f"{HEADINGS[0]} {INTRODUCTION}（一）健全工作机制。明确专人"])
    assert list_texts(read_outline(text, ()))[-1] == "(一)健全工作机制。明确专人"
