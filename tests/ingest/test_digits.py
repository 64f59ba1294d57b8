import io
from collections.abc import Mapping
from typing import Any

import pdfplumber
import pypdfium2
import pytest

from ingest import digits
from ingest.digits import misname_digits
from ingest.pdfshapes import find_frame
from ingest.pdfsound import draw_page
from training.factory.drawing import Sheet, write_pdf

FIGURES = ("1749", "203", "5866", "97", "4310", "2658")
LIES = str.maketrans("0123456789", "3091742856")


def check_digits(names: Mapping[int, int], *lines: str) -> bool:
    """Whether digits are called by wrong names on a page of those lines, their names changed."""
    sheet = Sheet()
    for k, line in enumerate(lines):
        sheet.write(72, 80 + 20 * k, line, 9.5)
        sheet.rule(60, 78 + 20 * k, 300, 78 + 20 * k)
    data = write_pdf([sheet])
    with pdfplumber.open(io.BytesIO(data)) as pdf, pypdfium2.PdfDocument(data) as drawn:
        page = pdf.pages[0]
        chars: list[dict[str, Any]] = [
            char | {"text": char["text"].translate(names)} for char in page.chars
        ]
        return misname_digits(chars, find_frame(page), drawn[0], draw_page(drawn[0]))


def test_digits_of_wrong_names_are_found() -> None:
    assert check_digits(LIES, "公开件数如下", *FIGURES)


@pytest.mark.parametrize("pair", ["17", "58", "03", "29"])
def test_digits_are_found_where_two_change_places(pair: str) -> None:
    swapped = str.maketrans(pair, pair[::-1])
    assert check_digits(swapped, *(pair[0] + pair[1] + str(k) for k in range(6)))


def test_digits_of_right_names_need_no_recogniser(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(figures: object, page: object) -> bool:
        raise AssertionError("the recogniser is slow to load")

    monkeypatch.setattr(digits, "_read_otherwise", fail)
    assert not check_digits({}, "公开件数如下", *FIGURES)
    assert not check_digits({}, "没有数的一页")


def test_digits_that_only_look_odd_are_read_as_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digits, "_MARGIN", -2.0)
    assert not check_digits({}, *FIGURES)
