import hashlib

import pytest

from documents.errors import DamagedInput, EmptyInput
from ingest.docx import MEDIA_TYPE, read_docx
from training.factory.office import pack_docx, pack_parts


def p(*runs: str, properties: str = "") -> str:
    inner = "".join(run if run.startswith("<") else r(f"<w:t>{run}</w:t>") for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def r(inner: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{inner}</w:r>"


def tc(*content: str, properties: str = "") -> str:
    inner = "".join(c if c.startswith("<") else p(c) for c in content) or p()
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    inner = "".join(cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def tbl(*rows: str, grid: str = "") -> str:
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def read(*body: str, numbering: str = "", styles: str = "") -> str:
    return read_docx(pack_docx("".join(body), numbering, styles), "报告.docx").text


def field_of(code: str, result: str) -> str:
    def step(kind: str) -> str:
        return r(f'<w:fldChar w:fldCharType="{kind}"/>')

    return (
        step("begin")
        + r(f"<w:instrText>{code}</w:instrText>")
        + step("separate")
        + r(f"<w:t>{result}</w:t>")
        + step("end")
    )


ACROSS = '<w:gridSpan w:val="2"/>'
DOWN = '<w:vMerge w:val="restart"/>'
ON = "<w:vMerge/>"


def test_docx_names_its_source() -> None:
    data = pack_docx(p("公开"))
    source = read_docx(data, "报告.docx").source
    assert (source.name, source.media_type) == ("报告.docx", MEDIA_TYPE)
    assert source.sha256 == hashlib.sha256(data).hexdigest()


def test_docx_writes_a_paragraph_a_line() -> None:
    assert (
        read(p("一、总体", "情况"), p(), p("全年公开12条。")) == "一、总体情况\n\n全年公开12条。\n"
    )


M1, M2 = "<m:r><m:t>1</m:t></m:r>", "<m:r><m:t>2</m:t></m:r>"


@pytest.mark.parametrize(
    ("runs", "said"),
    [
        ("<w:r><w:t>公开</w:t><w:tab/><w:t>12</w:t></w:r>", "公开 12"),
        ("<w:r><w:t>公\u00ad开\n12</w:t></w:r>", "公开 12"),
        ('<w:r><w:t>第</w:t><w:br w:type="page"/><w:t>1页</w:t></w:r>', "第1页"),
        ("<w:r><w:lastRenderedPageBreak/><w:t>公开</w:t></w:r>", "公开"),
        ("<w:r><w:t>公</w:t><w:br/><w:t>开</w:t></w:r>", "公\n开"),
        ("<w:r><w:t>公</w:t><w:softHyphen/><w:t>开</w:t></w:r>", "公开"),
        ("<w:r><w:t>3</w:t><w:noBreakHyphen/><w:t>4</w:t></w:r>", "3-4"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"),
        ('<w:r><w:sym w:font="Symbol" w:char="F033"/></w:r>', "3"),
        ('<w:r><w:sym w:font="Webdings" w:char="F033"/></w:r>', "\ufffd"),
        (field_of("PAGE", "7"), "7"),
        (field_of("IF " + field_of("DATE", "1月"), "公开"), "公开"),
        ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>公开</w:t></w:r>', "公开"),
        ("<w:hyperlink><w:r><w:t>公开网</w:t></w:r></w:hyperlink>", "公开网"),
        ("<w:sdt><w:sdtContent><w:r><w:t>公开</w:t></w:r></w:sdtContent></w:sdt>", "公开"),
        ("<w:r><w:t>公开</w:t><w:footnoteReference/></w:r>", "公开"),
        ("<m:oMath><m:r><m:t>12</m:t></m:r></m:oMath>", "12"),
        ("<w:r><w:ruby><w:rt><w:r><w:t>gong</w:t></w:r></w:rt>"
         "<w:rubyBase><w:r><w:t>公</w:t></w:r></w:rubyBase></w:ruby></w:r>", "公"),
        ("5", "5"),
        (r("<w:t>5</w:t>") + r("<w:t>1</w:t>", '<w:vertAlign w:val="superscript"/>'), "5¹"),
        (f"<m:f><m:num>{M1}</m:num><m:den>{M2}</m:den></m:f>", "1/2"),
        (f"<m:sSup><m:e>{M1}</m:e><m:sup>{M2}</m:sup></m:sSup>", "1²"),
        (r("<w:t>密</w:t>", "<w:vanish/>") + r("<w:t>公</w:t>", '<w:vanish w:val="0"/>'), "公"),
    ],
)  # fmt: skip
def test_docx_reads_runs_as_they_are_seen(runs: str, said: str) -> None:
    assert read(p(runs)) == f"{said}\n"


def test_docx_accepts_tracked_changes() -> None:
    changed = (
        "<w:ins><w:r><w:t>13</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>12</w:delText><w:t>12</w:t></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom>"
        "<w:moveTo><w:r><w:t>新</w:t></w:r></w:moveTo>"
    )
    gone = "<w:rPr><w:del/></w:rPr>"
    assert read(p("公开", changed)) == "公开13新\n"
    assert read(p("公开", properties=gone), p("信息"), p("年报")) == "公开信息\n年报\n"
    rows = tbl(tr("规章", "1"), tr("删", "9", properties="<w:del/>"), tr("处罚", "2"))
    assert read(rows) == "\n规章\t1\n处罚\t2\n\n"


def test_docx_takes_struck_text_for_deleted_and_says_so() -> None:
    body = p(r("<w:t>12</w:t>", "<w:strike/>"), r("<w:t>13</w:t>", '<w:strike w:val="0"/>'))
    layout = read_docx(pack_docx(body), "报告.docx")
    assert layout.text == "13\n"
    assert [failure.code for failure in layout.failures] == ["struck-text"]


def test_docx_hides_what_a_style_hides() -> None:
    styles = (
        '<w:style w:styleId="A"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    body = p(r("<w:t>密</w:t>", '<w:rStyle w:val="B"/>'), "公开")
    assert read(body, styles=styles) == "公开\n"


def test_docx_writes_merged_cells_in_their_first_place() -> None:
    table = tbl(
        tr(tc("甲", properties=ACROSS + DOWN), "丙"),
        tr(tc("看不见", properties=ACROSS + ON), "丁"),
        tr("1", "2", "3"),
    )
    assert read(p("上"), table, p("下")) == "上\n\n甲\t\t丙\n\t\t丁\n1\t2\t3\n\n下\n"


def test_docx_shows_a_merged_cell_that_has_nothing_above() -> None:
    table = tbl(tr(tc("（三）不予公开", properties=ON), "1"), tr(tc("", properties=ON), "2"))
    assert read(table) == "\n（三）不予公开\t1\n\t2\n\n"


def test_docx_keeps_ragged_rows_in_their_columns() -> None:
    after = tr("甲", properties='<w:gridAfter w:val="2"/>')
    before = tr("1", "2", properties='<w:gridBefore w:val="1"/>')
    assert read(tbl(after, before, tr("a", "b", "c"))) == "\n甲\t\t\n\t1\t2\na\tb\tc\n\n"


def test_docx_places_cells_by_their_widths_where_spans_are_not_told() -> None:
    def wide(text: str, width: int) -> str:
        return tc(text, properties=f'<w:tcW w:w="{width}" w:type="dxa"/>')

    grid = '<w:gridCol w:w="500"/>' * 4
    rows = [tr("a", "b", "c", "d"), tr(wide("合", 990), wide("1", 500), wide("2", 510))]
    assert read(tbl(*rows, grid=grid)) == "\na\tb\tc\td\n合\t\t1\t2\n\n"
    short = tr(wide("合", 500), wide("1", 500))
    assert read(tbl(rows[0], short, grid=grid)) == "\na\tb\tc\td\n合\t1\t\t\n\n"


def test_docx_keeps_every_cell_of_the_widest_rows() -> None:
    wide = '<w:gridSpan w:val="900"/>'
    row = tr(tc("a", properties=wide), tc("b", properties=wide), "c")
    assert read(tbl(row)) == "\na\tb\tc\n\n"


def test_docx_drops_sliver_columns() -> None:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in (900, 900, 1))
    table = tbl(tr("1", "2", ""), tr("3", tc("4", properties=ACROSS)), grid=grid)
    assert read(table) == "\n1\t2\n3\t4\n\n"


def test_docx_keeps_two_tables_in_a_row_apart() -> None:
    assert read(tbl(tr("a", "b")), tbl(tr("c", "d"))) == "\na\tb\n\n\nc\td\n\n"


def test_docx_reads_rows_and_cells_in_content_controls() -> None:
    def control(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    assert read(control(tbl(control(tr("a", control(tc("b"))))))) == "\na\tb\n\n"


def test_docx_reads_a_text_box_once() -> None:
    def box(inner: str) -> str:
        return f"<w:txbxContent>{inner}</w:txbxContent>"

    drawn = f"<w:drawing><wps:txbx>{box(p('框内'))}</wps:txbx></w:drawing>"
    old = f"<w:pict><v:textbox>{box(p('框内'))}</v:textbox></w:pict>"
    both = (
        f"<mc:AlternateContent><mc:Choice>{drawn}</mc:Choice>"
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    )
    assert read(p(r(both), "正文")) == "正文\n框内\n"
    assert read(p(r(old), "正文")) == "正文\n框内\n"


def test_docx_tells_of_parts_that_it_cannot_read() -> None:
    sheet = '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
    layout = read_docx(pack_docx(p("见下表", sheet) + p(sheet) + "<w:altChunk/>"), "报告.docx")
    assert [failure.code for failure in layout.failures] == ["part-unread", "part-unread"]
    assert "Excel" in layout.failures[0].message


def level(depth: int, style: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def item(text: str, depth: int = 0, list_id: int = 1) -> str:
    return p(
        text,
        properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>',
    )


LISTS = (
    '<w:abstractNum w:abstractNumId="7">'
    + level(0, "chineseCounting", "%1、")
    + level(1, "chineseCountingThousand", "（%2）")
    + level(2, "decimal", "%1.%3.", "<w:isLgl/>")
    + level(3, "bullet", "\uf06c")
    + "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def test_docx_shows_automatic_numbers() -> None:
    body = [
        item("总体情况"),
        item("主动公开", 1),
        item("依申请公开", 1),
        item("受理", 2),
        item("圆点", 3),
        item("主动公开情况"),
        item("机关", 1),
        item("重来", list_id=2),
        item("不编号", list_id=0),
    ]
    assert read(*body, numbering=LISTS).splitlines() == [
        "一、总体情况",
        "（一）主动公开",
        "（二）依申请公开",
        "1.1. 受理",
        "圆点",
        "二、主动公开情况",
        "（一）机关",
        "一、重来",
        "不编号",
    ]


def test_docx_numbers_by_style() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:pPr><w:numPr><w:numId w:val="1"/>'
        "</w:numPr></w:pPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="2"><w:basedOn w:val="1"/></w:style>'
    )
    styled = '<w:pStyle w:val="2"/>'
    body = [p("总体", properties=styled), p("主动", properties=styled)]
    assert read(*body, numbering=LISTS, styles=styles) == "一、总体\n二、主动\n"


def test_docx_does_not_count_a_deleted_paragraph() -> None:
    gone = item("<w:del><w:r><w:t>删</w:t></w:r></w:del>").replace(
        "<w:numPr>", "<w:rPr><w:del/></w:rPr><w:numPr>"
    )
    assert read(gone, item("总体"), numbering=LISTS) == "一、总体\n"


def test_docx_refuses_what_has_no_text() -> None:
    with pytest.raises(EmptyInput, match="图片"):
        read_docx(pack_docx(p(r("<w:drawing/>"))), "报告.docx")


@pytest.mark.parametrize(
    "document",
    [
        "",
        "<w:document",
        "<document><notes/></document>",
        '<!DOCTYPE d [<!ENTITY a "公开">]><document><body><p>&a;</p></body></document>',
        f"<document><body>{'<sdt>' * 400}{'</sdt>' * 400}</body></document>",
    ],
)
def test_docx_refuses_a_damaged_main_part(document: str) -> None:
    with pytest.raises(DamagedInput):
        read_docx(pack_parts({"word/document.xml": document}), "报告.docx")
