from documents.layout import Layout
from documents.places import Box
from ingest.pdf import read_pdf
from tests.ingest.ruled import rule_sheet
from training.factory.drawing import Sheet, write_pdf


def print_figure(sheet: Sheet, figure: str, left: float = 190) -> Sheet:
    sheet.write(left, 124, figure, 9)
    return sheet


def read_sheet(sheet: Sheet) -> Layout:
    """The page with lines of text; ``/Half gs`` in it makes what follows translucent."""
    for k in range(5):
        sheet.write(72, 300 + 20 * k, "表里的数有改动的一页，前后都有别的文字")
    half = b"<< /ExtGState << /Half << /ca .4 >> >> /Font <<"
    return read_pdf(write_pdf([sheet]).replace(b"<< /Font <<", half), "a.pdf")


def tell_sure(layout: Layout, figure: str) -> bool:
    (piece,) = (p for p in layout.pieces if p.span.cut(layout.text) == figure)
    return piece.confidence > 0.9


def test_covers_hide_the_figure_under_a_white_box() -> None:
    sheet = print_figure(rule_sheet(72, 172, 272), "1749")
    sheet.shade(Box(188, 122, 212, 135), 1)
    layout = read_sheet(print_figure(sheet, "78"))
    assert "\t78\n" in layout.text
    assert tell_sure(layout, "78")


def test_covers_as_small_as_the_new_figure_hide_too() -> None:
    sheet = print_figure(rule_sheet(72, 172, 272), "3")
    sheet.shade(Box(189.5, 123, 195, 134), 1)
    layout = read_sheet(print_figure(sheet, "5", 190.5))
    assert "\t5\n" in layout.text
    assert tell_sure(layout, "5")


def test_covers_with_nothing_on_them_leave_a_doubt() -> None:
    sheet = print_figure(rule_sheet(72, 172, 272), "1749")
    sheet.shade(Box(188, 122, 212, 135), 1)
    assert not tell_sure(read_sheet(sheet), "1749")


def test_covers_hide_beside_the_lines_of_a_table() -> None:
    sheet = rule_sheet(72, 172, 272)
    sheet.write(190, 118, "1749", 12)
    sheet.shade(Box(188, 120.5, 216, 132), 1)
    sheet.rule(172, 120, 272, 120)
    layout = read_sheet(print_figure(sheet, "78"))
    assert "\t78\n" in layout.text
    assert tell_sure(layout, "78")


def test_covers_that_may_let_through_leave_a_doubt() -> None:
    sheet = print_figure(rule_sheet(72, 172, 272), "3")
    sheet.operators.append("/Half gs")
    sheet.shade(Box(189.5, 123, 195, 134), 1)
    layout = read_sheet(print_figure(sheet, "5", 190.5))
    assert not tell_sure(layout, "5")
    assert layout.pages[0].reader == "text"


def test_covers_under_the_characters_hide_nothing() -> None:
    sheet = rule_sheet(72, 172, 272)
    sheet.write(80, 104, "规章")
    sheet.shade(Box(172.5, 120.5, 271, 139), 0.9)
    layout = read_sheet(print_figure(sheet, "12"))
    assert "\t12\n" in layout.text
    assert tell_sure(layout, "12")


def test_covers_let_characters_through_that_the_page_shows() -> None:
    sheet = print_figure(rule_sheet(72, 172, 272), "12")
    sheet.operators.append("/Half gs")
    sheet.shade(Box(180, 121, 240, 139), 0.9)
    layout = read_sheet(sheet)
    assert "\t12\n" in layout.text


def test_covers_doubt_figures_that_stand_on_each_other() -> None:
    for left in (190.0, 191.0, 192.2, 193.0):
        sheet = print_figure(rule_sheet(72, 172, 272), "58")
        layout = read_sheet(print_figure(sheet, "134", left))
        (piece,) = (p for p in layout.pieces if "\ufffd" in p.span.cut(layout.text))
        assert piece.confidence < 0.5


def test_covers_do_not_doubt_a_font_that_claims_twice_its_width() -> None:
    sheet = rule_sheet(72, 172, 272)
    for k, digit in enumerate("５７３"):
        sheet.write(190 + 4.5 * k, 124, digit, 9)
    assert tell_sure(read_sheet(sheet), "５７３")
