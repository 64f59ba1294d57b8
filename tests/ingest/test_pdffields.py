import io

import pdfplumber
import pypdfium2
import pytest

from ingest.pdf import read_pdf
from ingest.pdffields import print_fields
from tests.ingest.ruled import rule_sheet
from training.factory.drawing import Sheet, write_pdf


def draw_form(kind: str) -> Sheet:
    sheet = rule_sheet(72, 172, 272)
    sheet.write(80, 104, "规章")
    sheet.write(80, 124, "行政许可")
    sheet.annotate(kind, 180, 104, "12")
    sheet.annotate(kind, 180, 124, "345")
    return sheet


@pytest.mark.parametrize("kind", ["Widget", "FreeText"])
def test_pdffields_are_read_as_what_the_page_shows(kind: str) -> None:
    layout = read_pdf(write_pdf([Sheet(), draw_form(kind)]), "表.pdf")
    assert layout.text == "\n规章\t12\n行政许可\t345\n\n"
    assert layout.pages[1].reader == "text"


def test_pdffields_print_no_remarks_of_readers() -> None:
    sheet = draw_form("FreeText")
    sheet.annotate("Highlight", 300, 300, "请核对")
    printed = print_fields(pypdfium2.PdfDocument(write_pdf([sheet])))
    assert printed is not None
    with pdfplumber.open(io.BytesIO(printed)) as pdf:
        assert "345" in pdf.pages[0].extract_text()
        assert "请核对" not in pdf.pages[0].extract_text()


def test_pdffields_leave_other_files_alone() -> None:
    sheet = Sheet()
    sheet.annotate("Highlight", 300, 300, "请核对")
    assert print_fields(pypdfium2.PdfDocument(write_pdf([sheet]))) is None
    assert print_fields(pypdfium2.PdfDocument(write_pdf([Sheet()]))) is None
