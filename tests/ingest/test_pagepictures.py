import io
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pypdfium2
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from pillow_heif import register_heif_opener

from documents.narrative import Paragraph
from documents.places import Box, Region, Span
from documents.report import Page, PageReader, Report, Source
from ingest.pagepictures import PagePicture, render_pages

WIDTH, HEIGHT = 300, 400


def build_report(*readers: PageReader, boxes: tuple[Box, ...] = ()) -> Report:
    regions = tuple(Region(1, box) for box in boxes)
    return Report(
        source=Source("报告.pdf", "application/pdf", "0" * 64, len(readers)),
        text="文",
        is_report=True,
        pages=tuple(Page(n, WIDTH, HEIGHT, reader) for n, reader in enumerate(readers, 1)),
        paragraphs=(Paragraph("p0", 1, "文", Span(0, 1), regions=regions),),
    )


def draw_page(*boxes: Box, scale: int = 2) -> Image.Image:
    """White paper with black boxes, places in points."""
    page = Image.new("RGB", (WIDTH * scale, HEIGHT * scale), "white")
    draw = ImageDraw.Draw(page)
    for box in boxes:
        draw.rectangle([side * scale for side in box], "black")
    return page


def write_pdf(*pages: Image.Image) -> bytes:
    file = io.BytesIO()
    pages[0].save(file, "PDF", save_all=True, append_images=pages[1:], resolution=144)
    return file.getvalue()


register_heif_opener()


def write_file(kind: str) -> Callable[..., bytes]:
    def write(*pages: Image.Image) -> bytes:
        file = io.BytesIO()
        more = {"save_all": True, "append_images": pages[1:]} if pages[1:] else {}
        pages[0].save(file, kind, **more)
        return file.getvalue()

    return write


def measure_dark(picture: PagePicture, box: Box) -> float:
    """The share of dark dots in a box in points."""
    image: NDArray[np.uint8] = np.array(Image.open(io.BytesIO(picture.data)).convert("L"))
    scale = image.shape[1] / WIDTH
    left, top, right, bottom = (round(side * scale) for side in box)
    return float((image[top:bottom, left:right] < 128).mean())


def test_pagepictures_show_what_a_region_names() -> None:
    box = Box(40, 300, 90, 320)
    (picture,) = render_pages(write_pdf(draw_page(box)), build_report("text"))
    assert picture.media_type == "image/webp"
    assert measure_dark(picture, box) > 0.95
    assert measure_dark(picture, Box(0, 0, WIDTH, 290)) == 0


def test_pagepictures_show_the_crop_box_as_a_viewer_does() -> None:
    pdf = pypdfium2.PdfDocument(write_pdf(draw_page(Box(40, 300, 90, 320))))
    pdf[0].set_cropbox(0, 0, WIDTH, HEIGHT - 100)
    file = io.BytesIO()
    pdf.save(file)
    report = replace(build_report("text"), pages=(Page(1, WIDTH, HEIGHT - 100),))
    (picture,) = render_pages(file.getvalue(), report)
    assert measure_dark(picture, Box(40, 200, 90, 220)) > 0.95


def test_pagepictures_stop_at_the_limit() -> None:
    data = write_pdf(*[draw_page(Box(40, 40, 90, 60))] * 3)
    pictures = render_pages(data, build_report("text", "text", "text"), most=2)
    assert [picture.page for picture in pictures] == [1, 2]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 nothing more", b"\x89PNG\r\n\x1a\nbroken"])
def test_pagepictures_of_what_is_no_picture_are_none(data: bytes) -> None:
    assert render_pages(data, build_report("text")) == ()


def test_pagepictures_leave_out_pages_that_the_file_lacks() -> None:
    data = write_pdf(draw_page(Box(40, 40, 90, 60)))
    pictures = render_pages(data, build_report("text", "text"))
    assert [picture.page for picture in pictures] == [1]


LINES = tuple(
    Box(40 + 9 * i, top, 46 + 9 * i, top + 8)
    for top, count in ((50, 24), (70, 24), (90, 20), (110, 6))
    for i in range(count)
)
"""Lines of characters at the head of a page."""


@pytest.mark.parametrize("write", [write_pdf, write_file("PNG"), write_file("HEIF")])
@pytest.mark.parametrize("turned", [0, 180])
def test_pagepictures_of_scans_stand_as_they_were_read(
    turned: int, write: Callable[..., bytes]
) -> None:
    page = draw_page(*LINES, scale=3).rotate(turned)
    report = build_report("ocr", boxes=tuple(box for box in LINES if box.top < 100))
    (picture,) = render_pages(write(page), report)
    assert measure_dark(picture, Box(40, 50, 250, 60)) > 0.3
    assert measure_dark(picture, Box(0, 200, WIDTH, HEIGHT)) == 0


def test_pagepictures_of_scans_set_straight_another_way_are_left_out() -> None:
    page = draw_page(*LINES, scale=3).crop((0, 0, WIDTH * 3, HEIGHT * 2))
    assert render_pages(write_pdf(page), build_report("ocr")) == ()


def test_pagepictures_show_each_frame_of_a_picture_file() -> None:
    pages = [draw_page(*LINES, scale=3)] * 3
    report = build_report("ocr", "ocr", "ocr", boxes=LINES)
    unread = replace(report, pages=report.pages[::2])
    pictures = render_pages(write_file("TIFF")(*pages), unread)
    assert [picture.page for picture in pictures] == [1, 3]
