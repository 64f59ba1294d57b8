import numpy as np
import pytest

from documents.places import Box
from ingest import ocr
from ingest.ocr import PictureReading
from ingest.pages import PageContent, RuledCell, RuledTable, Run
from ingest.pdf import read_pdf
from ingest.picturetables import find_pictured, holds_table, insert_pictured
from ingest.rulings import Picture
from tests.ingest.drawn import draw_table, draw_text
from training.factory.drawing import Sheet, write_pdf

PLACE = Box(72, 200, 472, 320)


def draw_form() -> Picture:
    return draw_table([["项目", "自然人", "总计"]] + [["办结", "3", "3"]] * 4, [200, 180, 180])


def make_table(box: Box, text: str) -> RuledTable:
    middle = (box.left + box.right) / 2
    left = RuledCell((0, 1), (0, 1), Box(box.left, box.top, middle, box.bottom))
    right = RuledCell(
        (0, 1), (1, 2), Box(middle, box.top, box.right, box.bottom), (Run(text, box),)
    )
    return RuledTable((box.left, middle, box.right), (box.top, box.bottom), (left, right))


def test_picturetables_tell_tables_from_other_pictures() -> None:
    assert holds_table(draw_form(), 200)
    assert not holds_table(draw_text("公开信息若干条"), 200)
    assert not holds_table(draw_table([["一格"]], [500], 400), 200)


def test_picturetables_are_found_among_the_places_of_a_page() -> None:
    page = np.full((2339, 1654, 3), 255, np.uint8)
    form = draw_form()
    page[500 : 500 + form.shape[0], 200 : 200 + form.shape[1]] = form
    box = Box(*(side * 72 / 200 for side in (200, 500, 200 + form.shape[1], 500 + form.shape[0])))
    elsewhere = Box(72, 500, 400, 700)
    assert find_pictured(page, 200, [elsewhere, box]) == [box]


def test_picturetables_are_put_among_the_print_of_their_page() -> None:
    printed = PageContent(1, 600, 800, (Run("上文", Box(72, 80, 96, 92)),))
    inside = Box(150, 450, 850, 600)
    pictured = PageContent(
        1,
        1200,
        1600,
        (Run("上义", Box(144, 160, 192, 184)), Run("表", Box(200, 620, 220, 640), (200, 220), 0.9)),
        (make_table(inside, "3"), make_table(Box(144, 1200, 500, 1300), "9")),
        "ocr",
    )
    page = insert_pictured(printed, pictured, [PLACE])
    assert [run.text for run in page.runs] == ["上文", "表"]
    assert (page.runs[1].box, page.runs[1].edges) == (Box(100, 310, 110, 320), (100, 110))
    (table,) = page.tables
    assert table.box == Box(75, 225, 425, 300)
    assert table.cells[1].runs[0].box == table.box
    assert (page.width, page.reader) == (600, "ocr")


@pytest.mark.parametrize("captioned", [False, True])
def test_pdf_reads_a_table_that_is_a_picture_between_its_lines(
    monkeypatch: pytest.MonkeyPatch, *, captioned: bool
) -> None:
    def read(image: Picture, number: int, dpi: float) -> PictureReading:
        height, width = image.shape[0] * 72 / dpi, image.shape[1] * 72 / dpi
        return PictureReading(PageContent(number, width, height, (), (make_table(PLACE, "3"),)))

    monkeypatch.setattr(ocr, "read_picture", read)
    grey = draw_form()[:, :, 0]
    sheet = Sheet()
    sheet.show(grey.shape[1], grey.shape[0], grey.tobytes(), PLACE)
    sheet.write(72, 160, "三、收到和处理政府信息公开申请情况", 12)
    sheet.write(72, 400, "四、政府信息公开行政复议情况", 12)
    if captioned:
        sheet.write(80, 240, "图上本来就有文字层的一张图片", 8)
    layout = read_pdf(write_pdf([sheet]), "报告.pdf")
    heads = "三、收到和处理政府信息公开申请情况\n", "四、政府信息公开行政复议情况\n"
    if captioned:
        assert layout.pages[0].reader == "text"
    else:
        assert layout.text == f"{heads[0]}\n\t3\n\n{heads[1]}"
        assert layout.pages[0].reader == "ocr"
