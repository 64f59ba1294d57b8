from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfplumber.page import Page

from documents.errors import DamagedInput, EmptyInput
from documents.layout import Layout
from documents.places import Box
from documents.tables import TableKind
from ingest import ocr
from ingest.pages import PageContent, Run
from ingest.pdf import read_pdf
from ingest.rulings import Picture
from tables import read_tables
from tests.ingest.ruled import rule_sheet
from training.factory.drawing import Sheet, TableStyle, draw_table, write_pdf
from training.factory.office import OfficeTable, make_office_report

KINDS: tuple[TableKind, ...] = ("proactive", "requests", "disputes")


def read_sheets(*sheets: Sheet) -> Layout:
    return read_pdf(write_pdf(sheets), "a.pdf")


def write_lines(sheet: Sheet, *lines: str, top: float = 80.0, left: float = 72.0) -> None:
    for k, line in enumerate(lines):
        sheet.write(left, top + 20 * k, line, 12)


@pytest.mark.parametrize("form", ["v2019", "v2021"])
@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize("torn", [False, True])
@pytest.mark.parametrize("open_breaks", [False, True])
def test_pdf_tables_are_whole_wherever_the_page_breaks(
    form: str, number: int, torn: bool, open_breaks: bool
) -> None:
    report = make_office_report(Random(11), "v2019" if form == "v2019" else "v2021")
    table = [b for b in report.blocks if isinstance(b, OfficeTable)][number]
    gold = report.gold["tables"][KINDS[number]]
    style = TableStyle(open_breaks=open_breaks)
    for row in (1, table.rows // 2, table.rows - 1):
        upper, lower = Sheet(), Sheet()
        draw_table([(upper, 60), (lower, 60)], table, [row], style, torn=torn)
        upper.write(290, 810, "- 1 -")
        lower.write(290, 810, "- 2 -")
        (read,) = read_tables(read_sheets(upper, lower).text)
        found = {str(cell.key): cell.value for cell in read}
        assert {key: found[key] for key in gold} == gold


def test_pdf_joins_lines_to_paragraphs_over_pages() -> None:
    first, second = Sheet(), Sheet()
    full = "本年度共公开各类信息若干条其中通过门户网站公开的占大多数并且" * 2
    write_lines(first, "一、总体情况", top=60)
    write_lines(first, "　　" + full[:32], *[full[:34]] * 3, top=700)
    write_lines(second, full[:34], "到此为止。", "　　" + full[:32], full[:20], top=60)
    lines = read_sheets(first, second).text.splitlines()
    assert lines[0] == "一、总体情况"
    assert lines[1] == full[:32] + full[:34] * 4 + "到此为止。"
    assert lines[2] == full[:32] + full[:20]


def test_pdf_leaves_out_running_heads_and_page_numbers() -> None:
    sheets = [Sheet() for _ in range(3)]
    for number, sheet in enumerate(sheets, 1):
        sheet.write(72, 30, "某县人民政府办公室文件")
        write_lines(sheet, f"第{number}段正文在这里，内容各不相同。", "其后一行。", top=100)
        sheet.write(280, 800, f"— {number} —")
    text = read_sheets(*sheets).text
    assert "文件" not in text
    assert "—" not in text
    assert text.count("正文") == 3


def test_pdf_places_every_piece_on_its_page() -> None:
    first, second = Sheet(), Sheet()
    write_lines(first, "第一页的话。")
    write_lines(second, "第二页的话。", left=100)
    layout = read_sheets(first, second)
    at = layout.text.index("第二页")
    (region,) = layout.locate(layout.pieces[1].span)
    assert region.page == 2
    assert layout.pieces[1].span.start == at
    assert region.box == pytest.approx(Box(100, 80, 172, 92), abs=3)


def test_pdf_gives_empty_cells_a_place() -> None:
    sheet = rule_sheet(72, 172, 272)
    sheet.write(80, 104, "规章")
    sheet.write(180, 124, "12")
    layout = read_sheets(sheet)
    assert layout.text == "\n规章\t\n\t12\n\n"
    empty = [p for p in layout.pieces if not p.span.length]
    assert [p.region.box for p in empty] == [Box(172, 100, 272, 120), Box(72, 120, 172, 140)]


def test_pdf_keeps_figures_apart_that_a_wall_parts() -> None:
    sheet = rule_sheet(72, 100, 113, 150)
    sheet.write(102, 104, "12", 9)
    sheet.write(115, 104, "34", 9)
    assert "12\t34" in read_sheets(sheet).text


@pytest.mark.parametrize("left", [102, 103.5])
def test_pdf_doubts_a_figure_that_runs_over_a_wall(left: float) -> None:
    sheet = rule_sheet(72, 100, 120, 150)
    sheet.write(left, 104, "123456", 9)
    pieces = [p for p in read_sheets(sheet).pieces if p.span.length]
    assert all(piece.confidence < 0.9 for piece in pieces)


def read_nothing(image: Picture, number: int, dpi: float) -> ocr.PictureReading:
    run = Run("图像里的字", Box(72, 80, 132, 92))
    return ocr.PictureReading(PageContent(number, 595, 842, (run,), (), "ocr"))


@pytest.fixture
def recogniser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "read_picture", read_nothing)


@pytest.mark.usefixtures("recogniser")
def test_pdf_reads_the_picture_where_text_lies_unseen_over_a_scan() -> None:
    sheet = Sheet()
    sheet.show(60, 84, bytes([255] * 2000 + [0] * 1040 + [255] * 2000))
    sheet.write(72, 80, "看不见的文字层，多半是错的", mode=3)
    layout = read_sheets(sheet)
    assert layout.text == "图像里的字\n"
    assert [page.reader for page in layout.pages] == ["ocr"]


@pytest.mark.usefixtures("recogniser")
def test_pdf_reads_the_picture_where_a_cell_shows_more_than_its_characters() -> None:
    sheet = rule_sheet(72, 172, 272)
    write_lines(sheet, "有文字层的一页，表里的数却是画出来的", top=60)
    sheet.write(80, 104, "规章")
    sheet.operators += [f"{x} 726 m {x + 3} 738 l {x + 6} 726 l f" for x in (200, 208, 216)]
    assert read_sheets(sheet).text == "图像里的字\n"


@pytest.mark.usefixtures("recogniser")
def test_pdf_reads_the_picture_where_the_text_is_in_a_wrong_encoding() -> None:
    sheet = Sheet()
    write_lines(sheet, "\ue123\ue124\ue125\ue126" * 8, "鈥滃厤璐斁鍥存潯浠朵粬鐨勬眰" * 3)
    assert read_sheets(sheet).text == "图像里的字\n"


@pytest.mark.usefixtures("recogniser")
@pytest.mark.parametrize("turned", ["content", "page", "both"])
def test_pdf_reads_the_picture_where_the_page_stands_on_its_head(turned: str) -> None:
    sheet = Sheet()
    write_lines(sheet, "三、收到和处理政府信息公开申请情况", "本年度收到申请12件。")
    if turned != "page":
        sheet.operators.insert(0, f"-1 0 0 -1 {sheet.width} {sheet.height} cm")
    data = write_pdf([sheet])
    if turned != "content":
        data = data.replace(b"/MediaBox", b"/Rotate 180 /MediaBox")
    layout = read_pdf(data, "a.pdf")
    assert [page.reader for page in layout.pages] == ["text" if turned == "both" else "ocr"]


@pytest.mark.usefixtures("recogniser")
def test_pdf_reads_the_picture_where_the_text_cannot_be_parsed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(page: Page) -> None:
        raise ValueError("no such font")

    monkeypatch.setattr(Page, "chars", property(fail))
    sheet = Sheet()
    write_lines(sheet, "文字层坏了的一页")
    layout = read_sheets(sheet)
    assert layout.text == "图像里的字\n"
    assert [failure.code for failure in layout.failures] == ["text-layer-unreadable"]


def test_pdf_refuses_what_is_no_whole_file() -> None:
    whole = write_pdf([Sheet()])
    with pytest.raises(DamagedInput):
        read_pdf(whole[:40], "a.pdf")
    with pytest.raises(EmptyInput):
        read_pdf(whole, "a.pdf")


@settings(max_examples=15)
@given(st.lists(st.text("甲乙丙丁戊0123456789。", min_size=1, max_size=20), min_size=1, max_size=8))
def test_pdf_gives_back_every_character(lines: list[str]) -> None:
    sheet = Sheet()
    write_lines(sheet, *lines, top=200)
    layout = read_sheets(sheet)
    assert sorted(layout.text.replace("\n", "")) == sorted("".join(lines))
    for piece in layout.pieces:
        assert "\n" not in piece.span.cut(layout.text)
