import hashlib

import pytest

from documents.errors import DamagedInput, EmptyInput, EncryptedInput, InputTooLarge
from ingest import odt
from ingest.odt import FLAT_TYPE, MEDIA_TYPE, read_odt
from ingest.source import read_source
from training.factory.office import pack_odt, pack_parts


def read(*body: str, automatic: str = "", styles: str = "") -> str:
    return read_odt(pack_odt("".join(body), automatic, styles), "报告.odt").text


def p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<table:table-cell {properties}>{p(text)}</table:table-cell>"


def row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "style")
)
COVERED = "<table:covered-table-cell/>"


def test_odt_names_its_source() -> None:
    data = pack_odt(p("公开"))
    source = read_odt(data, "报告.odt").source
    assert (source.name, source.media_type) == ("报告.odt", MEDIA_TYPE)
    assert source.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        ("公开<text:tab/>12", "公开 12"),
        ('公开<text:s text:c="2"/>12', "公开  12"),
        ("\n  公开\n  <text:span> 信息</text:span>\n", "公开 信息"),
        ("公<text:line-break/>开", "公\n开"),
        ("公<text:soft-page-break/>开\u00ad了", "公开了"),
        ("公开<text:note><text:note-body><text:p>注</text:p></text:note-body></text:note>", "公开"),
        ("<text:a>公开网</text:a>", "公开网"),
        (
            "<text:ruby><text:ruby-base>公</text:ruby-base>"
            "<text:ruby-text>gong</text:ruby-text></text:ruby>",
            "公",
        ),
        ('<text:span text:style-name="H">密</text:span>公', "公"),
    ],
)
def test_odt_reads_text_as_it_is_seen(inner: str, said: str) -> None:
    hidden = (
        '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    )
    assert read(p(inner), automatic=hidden) == f"{said}\n"


def test_odt_tells_figures_set_high_and_struck_out() -> None:
    automatic = "".join(
        f'<style:style style:name="{name}"><style:text-properties {look}/></style:style>'
        for name, look in (
            ("H", 'style:text-position="super 58%"'),
            ("L", 'style:text-position="sub 58%"'),
            ("N", 'style:text-position="0% 100%"'),
            ("S", 'style:text-line-through-style="solid"'),
        )
    )
    spans = "".join(f'<text:span text:style-name="{name}">1</text:span>' for name in "HLNS")
    layout = read_odt(pack_odt(p("5" + spans), automatic), "报告.odt")
    assert layout.text == "5¹₁1\n"
    assert [failure.code for failure in layout.failures] == ["struck-text"]


@pytest.mark.parametrize(
    ("paragraph", "span", "said"),
    [
        ('text:display="none"', "", ""),
        ('text:display="none"', 'text:display="true"', "2\n"),
        ('style:text-line-through-style="solid"', "", "\n"),
        ('style:text-line-through-style="solid"', 'style:text-line-through-style="none"', "2\n"),
        ('style:text-position="super 58%"', "", "¹²\n"),
        ('style:text-position="super 58%"', 'style:text-position="0% 100%"', "¹2\n"),
    ],
)
def test_odt_sees_looks_of_whole_paragraphs(paragraph: str, span: str, said: str) -> None:
    automatic = (
        f'<style:style style:name="B"><style:text-properties {paragraph}/></style:style>'
        '<style:style style:name="P" style:parent-style-name="B"/>'
        f'<style:style style:name="T"><style:text-properties {span}/></style:style>'
    )
    inner = '1<text:span text:style-name="T">2</text:span>'
    body = f'<text:p text:style-name="P">{inner}</text:p>'
    assert read(body, p("后"), automatic=automatic) == f"{said}后\n"


def test_odt_shows_the_signs_of_symbol_fonts() -> None:
    faces = "".join(
        f'<style:font-face style:name="{name}" svg:font-family="{family}"/>'
        for name, family in (("W1", "Wingdings"), ("W2", "&apos;Wingdings 2&apos;"), ("S", "宋体"))
    )
    automatic = "".join(
        f'<style:style style:name="T{name}"><style:text-properties style:font-name="{name}"/>'
        "</style:style>"
        for name in ("W1", "W2", "S")
    )
    spans = "".join(
        f'<text:span text:style-name="T{name}">甲{sign}</text:span>'
        for name, sign in (("W1", "\uf0fe"), ("W2", "\uf050"), ("W1", "\uf02f"))
    )
    content = (
        f'<office:document-content {NAMESPACES} xmlns:svg="s"><office:font-face-decls>{faces}'
        f"</office:font-face-decls><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{p(spans)}</office:text></office:body>"
        "</office:document-content>"
    )
    assert read_odt(pack_parts({"content.xml": content}), "a").text == "甲☑甲√甲\ufffd\n"


def test_odt_reads_one_that_is_a_single_file() -> None:
    content = (
        f'<?xml version="1.0"?><office:document {NAMESPACES}'
        ' office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles>'
        f"{LISTS}</office:automatic-styles><office:body><office:text>{enlist(p('总体'))}"
        "</office:text></office:body></office:document>"
    ).encode()
    layout = read_source(content, "a.xml")
    assert layout.text == "一、总体\n"
    assert layout.source.media_type == FLAT_TYPE
    assert layout.source.sha256 == hashlib.sha256(content).hexdigest()


def test_odt_leaves_deleted_text_out() -> None:
    deleted = f"<text:tracked-changes><text:changed-region>{p('旧')}</text:changed-region>"
    assert read(deleted + "</text:tracked-changes>", p("新<text:change/>年")) == "新年\n"


def test_odt_writes_merged_cells_in_their_first_place() -> None:
    spans = 'table:number-columns-spanned="2" table:number-rows-spanned="2"'
    table = (
        "<table:table><table:table-header-rows>"
        + row(cell("甲", spans), COVERED, cell("丙"))
        + "</table:table-header-rows>"
        + row('<table:covered-table-cell table:number-columns-repeated="2"/>', cell("丁"))
        + row(cell("0", 'table:number-columns-repeated="3"'))
        + "</table:table>"
    )
    assert read(p("上"), table, p("下")) == "上\n\n甲\t\t丙\n\t\t丁\n0\t0\t0\n\n下\n"


def test_odt_stops_at_cells_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(odt, "_MOST_CELLS", 500)
    many = row(cell("0", 'table:number-columns-repeated="999"'))
    with pytest.raises(InputTooLarge):
        read(f"<table:table>{many}</table:table>")


def test_odt_reads_sections_and_text_boxes() -> None:
    box = "<draw:frame><draw:text-box>" + p("框内") + "</draw:text-box></draw:frame>"
    hidden = f'<text:section text:display="none">{p("密")}</text:section>'
    assert read(f"<text:section>{p('正文' + box)}</text:section>", hidden) == "正文\n框内\n"


LEVELS = (
    '<text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..."'
    ' style:num-suffix="、"/>'
    '<text:list-level-style-number text:level="2" style:num-format="1" style:num-prefix="("'
    ' style:num-suffix=")" text:start-value="3"/>'
    '<text:list-level-style-number text:level="3" style:num-format="1" text:display-levels="2"/>'
    '<text:list-level-style-bullet text:level="4" text:bullet-char="•"/>'
)
LISTS = f'<text:list-style style:name="L">{LEVELS}</text:list-style>'


def enlist(*items: str, more: str = "") -> str:
    inner = "".join(f"<text:list-item>{item}</text:list-item>" for item in items)
    return f'<text:list text:style-name="L" {more}>{inner}</text:list>'


def nest(*items: str) -> str:
    inner = "".join(f"<text:list-item>{item}</text:list-item>" for item in items)
    return f"<text:list>{inner}</text:list>"


def test_odt_shows_automatic_numbers() -> None:
    body = [
        enlist(p("总体") + nest(p("主动") + nest(p("数量") + nest(p("点"))), p("申请"))),
        p("正文"),
        enlist(p("申请"), more='text:continue-numbering="true"'),
        enlist(p("另起"), more='xml:id="x"'),
        enlist(p("接着"), more='text:continue-list="x"'),
    ]
    assert read(*body, automatic=LISTS).splitlines() == [
        "一、总体",
        "(3)主动",
        "3.1 数量",
        "点",
        "(4)申请",
        "正文",
        "二、申请",
        "一、另起",
        "二、接着",
    ]


def test_odt_numbers_headings_by_the_outline() -> None:
    outline = (
        '<text:outline-style><text:outline-level-style text:level="1"'
        ' style:num-format="一, 二, 三, ..." style:num-list-format="%1%、"/></text:outline-style>'
    )
    heading = '<text:h text:outline-level="1">{}</text:h>'
    unlisted = heading.replace("<text:h", '<text:h text:style-name="P"').format("不编号")
    automatic = (
        '<style:style style:name="B" style:list-style-name=""/>'
        '<style:style style:name="P" style:parent-style-name="B"/>'
    )
    body = [heading.format("总体"), p("正文"), unlisted, heading.format("公开")]
    lines = read(*body, automatic=automatic, styles=outline).splitlines()
    assert lines == ["一、总体", "正文", "不编号", "二、公开"]


def test_odt_takes_a_number_that_is_written_out() -> None:
    item = enlist(p("<text:number>（五）</text:number>其他"))
    assert read(item, automatic=LISTS) == "（五）其他\n"


def test_odt_refuses_what_it_cannot_read() -> None:
    with pytest.raises(EmptyInput):
        read_odt(pack_odt(p(" ")), "a.odt")
    with pytest.raises(DamagedInput):
        read_odt(pack_parts({"content.xml": "<a/>"}), "a.odt")
    manifest = "<manifest:encryption-data manifest:checksum=''/>"
    with pytest.raises(EncryptedInput):
        read_odt(pack_parts({"META-INF/manifest.xml": manifest}), "a.odt")
