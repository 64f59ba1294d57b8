from __future__ import annotations

import codecs
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.errors import EmptyInput, InputError, InputTooLarge
from ingest.html import read_html
from ingest.source import read_source

TITLE = "云岭县白石镇2022年政府信息公开工作年度报告"
SAID = "2022年，我镇主动公开政府信息36条，未收到依申请公开的申请。"
REPORT = (
    f"<h1>{TITLE}</h1><div><p>一、总体情况</p><p>{SAID}</p>"
    "<p>二、主动公开政府信息情况</p>{table}<p>六、其他需要报告的事项</p><p>无。</p></div>"
)
TABLE = "<table><tr><td>规章</td><td>1</td></tr></table>"
SCRAPS = (
    *(
        "<table>",
        "</table>",
        "<tr>",
        "<td>",
        "</td>",
        "<td colspan=2>",
        "<td rowspan=3>",
        "<tbody>",
    ),
    *("<p>", "</p>", "<div>", "</div>", "<br>", "<pre>", "</pre>", "<b>", "<img>", "<caption>"),
    *("<script>", "</script>", "<!--", "-->", "<select>", "<a href=x.pdf>", "</a>", "<", ">"),
    *("报告", "1", "一、总体情况", "六、其他需要报告的事项", "&", "&nbsp;", "\x00"),
)


def read(page: str) -> str:
    return read_html(page.encode(), "page.html").text


def rows(table: str) -> list[str]:
    """The lines of a table that stands alone on a page."""
    return read(f"<body>{table}</body>").strip("\n").split("\n")


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("gb2312", "gb18030"),
        ("gbk", "gbk"),
        ("utf-8", "utf-8"),
        ("utf-8", "utf-8-sig"),
        ("gb2312", "utf-8"),  # what a browser saves keeps the old declaration
        ("utf-8", "gb18030"),
        ("utf-8", "utf-16"),
    ],
)
def test_html_reads_what_the_bytes_are_whatever_the_page_declares(
    charset: str, encoding: str
) -> None:
    page = f"<html><head><meta charset={charset}></head><body><p>{TITLE}</p><p>{SAID}</p></body>"
    layout = read_source(page.encode(encoding), "a.txt")
    assert layout.text == f"{TITLE}\n{SAID}\n"
    assert layout.source.media_type == "text/html"
    assert layout.failures == ()


def test_html_is_told_by_content_and_not_by_name() -> None:
    page = f"\n<!-- saved --><div><p>{SAID}</p></div>"
    assert read_source(page.encode(), "report.docx").source.media_type == "text/html"
    plain = f"{SAID}\n见<p>标签</p>".encode()
    assert read_source(plain, "report.html").source.media_type == "text/plain"


def test_html_joins_inline_text_and_breaks_at_blocks() -> None:
    page = (
        "<div>全年<span>公开</span><b>36</b>条。<br>未<!-- x -->收到。<p>其他\n  事项 a\n b</div>尾"
    )
    assert read(page) == "全年公开36条。\n未收到。\n其他事项 a b\n尾\n"


def test_html_keeps_blank_lines_indents_and_fixed_lines() -> None:
    page = "<p>\u3000\u3000甲</p><p>&nbsp;</p><p><br></p><p></p><pre>乙\n  丙  1</pre>"
    assert read(page) == "\u3000\u3000甲\n\xa0\n\n乙\n  丙  1\n"


def test_html_leaves_out_what_a_reader_does_not_see() -> None:
    page = (
        "<head><title>标题</title><style>p { color: red }</style></head>"
        "<script>'</table><p>假</p>'</script><p hidden>藏一</p><p style='DISPLAY : none'>藏二</p>"
        "<select><option>选项</option></select><p>见<span style='mso-hide:all'>藏三</span>人</p>"
    )
    assert read(page) == "见人\n"


def test_html_reads_a_report_that_only_a_script_reveals() -> None:
    page = f"<p>加载中</p><div style='display:none'>{REPORT.replace('{table}', TABLE)}</div>"
    assert TITLE in read(page)


def test_html_keeps_the_text_of_conditional_comments_that_browsers_show() -> None:
    assert read("<p><![if !supportLists]>一、<![endif]>总体情况<o:p></o:p></p>") == "一、总体情况\n"


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", ["a\tb", "c\td"]),
        ("<table><tr><td colspan=2>a<td>b<tr><td>c<td>d<td>e</table>", ["a\t\tb", "c\td\te"]),
        (
            "<table><tr><td rowspan=2>a<td>b<td>c<tr><td colspan=2>d<tr><td>e<td>f<td>g</table>",
            ["a\tb\tc", "\td\t", "e\tf\tg"],
        ),
        # a span past the last row, and one that never ends
        ("<table><tr><td rowspan=9>a<td>b<tr><td>c</table>", ["a\tb", "\tc"]),
        ("<table><tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d</table>", ["a\tb", "\tc", "\td"]),
        # no cell is merged beyond its row group
        (
            "<table><tbody><tr><td rowspan=3>a<td>b<tbody><tr><td>c<td>d</table>",
            ["a\tb", "c\td"],
        ),
        # columns that no cell needs are none
        ("<table><tr><td colspan=1000>a<tr><td colspan=6>b<td>c</table>", ["a\t", "b\tc"]),
        ("<table><tr><td colspan=x>a<td colspan=-3>b<tr><td>c<td>d</table>", ["a\tb", "c\td"]),
        ("<table><tr><td>本年新<br>制作<p>数量</p><td>&nbsp;</table>", ["本年新制作数量\t"]),
        ("<table><form><tr><td>a<td>b</form><tr><td>c<td>d</table>", ["a\tb", "c\td"]),
        ("<table><tr><td>a<td hidden>x<td>b<tr><td>c<td>d</table>", ["a\tb", "c\td"]),
        ("<table><tr><td>a<td>b<tr style='display:none'><td>x<td>y</table>", ["a\tb"]),
        # the row by which Word keeps the widths of columns
        ("<table><tr><td colspan=2>a<td>b<tr height=0><td><td><td></table>", ["a\tb"]),
        ("<table><td>a<td>b<tr><td>c<td>d</table>", ["a\tb", "c\td"]),
        ("<table><caption>表一</caption><tr><td>a<td>b</table>", ["表一", "", "a\tb"]),
        (
            "<table><tr><td>a<td><table><tr><td>0</table><tr><td>c<td>d</table>",
            ["a\t0", "c\td"],
        ),
    ],
)
def test_html_puts_cells_on_the_true_grid(table: str, expected: list[str]) -> None:
    assert rows(table) == expected


def test_html_opens_tables_that_lay_out_the_page() -> None:
    prose = "<p>一、总体情况</p><p>" + SAID * 5 + "</p>"
    page = f"<table><tr><td>栏目<td>{prose}{TABLE}<tr><td colspan=2>版权</table>"
    assert read(page).split("\n") == [
        *("栏目", "一、总体情况", SAID * 5, "", "规章\t1", "", "版权", "")
    ]


def test_html_keeps_columns_beside_a_row_of_prose() -> None:
    table = f"<table><tr><td rowspan=3>a<td>b<tr><td>{SAID * 5}<tr><td>c</table>"
    assert rows(table) == ["a\tb", "", SAID * 5, "", "\tc"]


def test_html_finds_the_report_among_the_chrome() -> None:
    page = (
        "<body><ul><li><a href=/>首页</a><li><a href=/z>政务公开</a><li><a href=/n>年报</a></ul>"
        f"<div><p>当前位置：首页</p>{REPORT.replace('{table}', TABLE)}"
        "<div class=related><a href=1>2020年政府信息公开工作年度报告</a></div></div>"
        "<footer>主办：白石镇人民政府</footer></body>"
    )
    text = read(page)
    assert text.startswith(("当前位置", TITLE))
    assert text.endswith("\n六、其他需要报告的事项\n无。\n")
    assert "规章\t1" in text


def test_html_keeps_prose_and_dates_that_stand_outside_of_the_report_s_box() -> None:
    body = REPORT.replace("{table}", TABLE)
    page = f"<div>{body}</div><div class=footer><p>{SAID}</p></div><p>2023年1月10日</p><p>版权</p>"
    text = read(page)
    assert text.count(SAID) == 2
    assert "2023年1月10日" in text


def test_html_keeps_links_that_stand_within_the_report() -> None:
    links = "<ul>" + "".join(f"<li><a href={n}>第{n}号文件</a>" for n in range(4)) + "</ul>"
    text = read(REPORT.replace("{table}", links) + links.replace("文件", "链接"))
    assert "第3号文件" in text
    assert "第3号链接" not in text


def test_html_keeps_a_page_without_a_report_whole() -> None:
    assert read("<div>通知</div><div>各镇：请报送年报。</div>") == "通知\n各镇：请报送年报。\n"


def test_html_says_where_a_picture_stands_for_a_table() -> None:
    icon = "<img src=/images/icon_pdf.gif>"
    assert not read_html(REPORT.replace("{table}", TABLE + icon).encode(), "a").failures
    data = "<img src='data:image/png;base64,iconlogo'>"
    for embedded in ("<img src=/icons/W01.png?a=1>", "<iframe src=b.html></iframe>", data):
        failures = read_html(REPORT.replace("{table}", embedded).encode(), "a").failures
        assert [failure.code for failure in failures] == ["picture-not-read"]
        assert "二、主动公开政府信息情况" in failures[0].message


def test_html_names_the_attachments_of_a_page_that_holds_no_report() -> None:
    link = f"<a href='./P01.docx'>{TITLE}.docx</a><a href='/help.html'>帮助</a>"
    layout = read_html(f"<h1>{TITLE}</h1><p>附件：{link}</p>".encode(), "a")
    assert [failure.code for failure in layout.failures] == ["attachment-not-fetched"]
    assert f"{TITLE}.docx" in layout.failures[0].message
    assert read_html((REPORT.replace("{table}", TABLE) + link).encode(), "a").failures == ()


def test_html_refuses_spans_beyond_measure() -> None:
    row = "".join(f"<td colspan={n}>{n}" for n in range(1, 300))
    layout = read_html(f"<body>甲<table>注<tr>{row}<tr><td>乙</table>丙".encode(), "a")
    assert [failure.code for failure in layout.failures] == ["table-too-large"]
    assert layout.text.startswith("甲\n注\n1\n2\n")
    assert layout.text.endswith("乙\n丙\n")


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 40_000 + "深",
        "<b>" * 35_000 + "</i>" * 35_000,
        "<table><tr><td>" * 20_000 + "深",
    ],
)
def test_html_refuses_a_large_page_nested_without_end(page: str) -> None:
    with pytest.raises(InputTooLarge, match="嵌套过深"):
        read(page)


def test_html_reads_a_small_page_however_deep() -> None:
    assert read("<div>" * 2_000 + "深") == "深\n"
    assert read("<p><font>行" * 500).count("行\n") == 500


@pytest.mark.parametrize("page", ["<html>", "<html><body></body></html>", "<body>&nbsp;</body>"])
def test_html_refuses_a_page_without_text(page: str) -> None:
    with pytest.raises(EmptyInput):
        read(page)


def test_html_survives_null_bytes_and_prologs() -> None:
    page = '<?xml version="1.0" encoding="gb2312"?><html><body><p>公\x00开' + SAID * 9 + "</p>"
    assert read(page) == f"公开{SAID * 9}\n"


@settings(max_examples=120)
@given(st.lists(st.sampled_from(SCRAPS), max_size=60))
def test_html_never_fails_but_with_an_input_error(parts: list[str]) -> None:
    with suppress(InputError):
        layout = read_html("".join(parts).encode(), "a")
        assert layout.text.endswith("\n")


def test_html_follows_a_byte_order_mark() -> None:
    page = f"<html><body>{SAID}</body></html>"
    data = codecs.BOM_UTF16_BE + page.encode("utf-16-be")
    assert read_source(data, "a").text == f"{SAID}\n"
