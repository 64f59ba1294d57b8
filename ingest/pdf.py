"""PDF in: its own characters and lines where they can be trusted, its pictures where not."""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Final

import pdfplumber
import pypdfium2
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page as PdfPage
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from documents.errors import DamagedInput, EmptyInput, EncryptedInput, Failure, InputTooLarge
from documents.layout import Layout
from documents.limits import load_limits
from documents.places import Box
from documents.report import Source
from ingest.covers import doubt_overprinted, part_covered
from ingest.digits import misname_digits
from ingest.pages import PageContent
from ingest.pagetext import write_pages
from ingest.pdfchars import Glyph, build_runs, is_upright, read_glyphs
from ingest.pdffields import print_fields
from ingest.pdfshapes import PageShapes, find_frame, read_shapes
from ingest.pdfsound import doubt_hidden, draw_page, is_blank, is_misencoded, is_scan, shows_more
from ingest.pdftables import find_tables
from ingest.watermarks import part_watermarks

if TYPE_CHECKING:
    from ingest.ocr import PictureReading

# what pdfminer says of a font's missing box concerns nobody who uploads a file
logging.getLogger("pdfminer").setLevel(logging.ERROR)
MEDIA_TYPE: Final = "application/pdf"
_DPI: Final = 200.0
_LEAST_DPI: Final = 150.0
_MOST_DPI: Final = 300.0
_WIDE: Final = 0.35
_HIGH: Final = 0.04
"""The shares of a page's sides from which a picture on it may be a table."""
_CAPTION: Final = 12  # characters


def read_pdf(data: bytes, name: str) -> Layout:
    """The layout of a PDF.

    Raises ``EncryptedInput`` for one that asks for a password, ``DamagedInput``, ``EmptyInput``
    where no page shows anything, ``InputTooLarge`` for too many pages (``Limits``).
    """
    failures: list[Failure] = []
    with ExitStack() as opened:
        pdf, drawn = _open(data, opened)
        if len(pdf.pages) > (most := load_limits().pages):
            raise InputTooLarge(f"文件有 {len(pdf.pages)} 页，超出 {most:g} 页的上限。")
        written = pdf
        if (printed := print_fields(drawn)) is not None:
            written, drawn = _open(printed, opened)
        contents = [
            _read_page(page, written.pages[k], drawn[k], failures)
            for k, page in enumerate(pdf.pages)
        ]
    if not failures and not any(c.runs or c.tables for c in contents):
        raise EmptyInput("PDF 里没有可读的文字。")
    source = Source(name, MEDIA_TYPE, hashlib.sha256(data).hexdigest(), len(contents))
    return write_pages(source, contents, tuple(failures))


def _open(data: bytes, opened: ExitStack) -> tuple[PDF, pypdfium2.PdfDocument]:
    try:
        pdf = opened.enter_context(pdfplumber.open(io.BytesIO(data)))
        return pdf, opened.enter_context(pypdfium2.PdfDocument(data))
    except PdfminerException as error:
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args):
            raise EncryptedInput from None
        raise DamagedInput from None
    except pypdfium2.PdfiumError:
        raise DamagedInput from None


def _read_page(
    page: PdfPage, written: PdfPage, drawn: pypdfium2.PdfPage, failures: list[Failure]
) -> PageContent:
    """The page by its characters, or by its picture where these are not what it shows.

    ``written`` is the page with its fields filled in: the lines around them are no table's.
    """
    number = page.page_number
    frame = find_frame(page)
    width, height = frame.right - frame.left, frame.bottom - frame.top
    ink = draw_page(drawn)
    try:
        shown, unsure = part_covered(written, drawn, frame, ink)
        chars, marks = part_watermarks(shown)
        upright = 2 * sum(map(is_upright, chars)) >= len(chars)
        glyphs, over = read_glyphs(chars, frame), read_glyphs(marks, frame)
        shapes = read_shapes(page, frame)
    except Exception as error:
        failures.append(
            _fail(number, f"的文字层无法解析（{type(error).__name__}），已改为识别图像")
        )
        upright, chars, glyphs, over, unsure = False, [], [], [], []
        shapes = PageShapes([], [])
    glyphs, trusted = doubt_hidden(glyphs, ink)
    if not glyphs and is_blank(ink):
        return PageContent(number, width, height, ())
    sound = bool(glyphs) and upright and not is_misencoded(glyphs) and not is_scan(drawn)
    # not before: a recogniser would read two figures on each other as one, and be sure of it
    glyphs = doubt_overprinted(glyphs, unsure)
    tables, outside = find_tables(page, shapes, glyphs)
    if sound and trusted:
        doubted = {(g.left, g.top) for g in glyphs if not g.sure}
        alone = [c for c in chars if (c["x0"] - frame.left, c["top"] - frame.top) not in doubted]
        sound = not misname_digits(alone, frame, drawn, ink)
    if sound and trusted:
        sound = not shows_more(ink, [*glyphs, *over], shapes, tables)
    if not sound:
        reading = _recognise_page(shapes, drawn, number)
        failures.extend(reading.failures)
        return reading.content
    content = PageContent(number, width, height, tuple(build_runs(outside)), tuple(tables))
    if places := _list_bare_pictures(shapes, glyphs, content):
        from ingest.picturetables import find_pictured, insert_pictured

        picture = drawn.render(scale=_LEAST_DPI / 72, rev_byteorder=True).to_numpy()
        if pictured := find_pictured(picture, _LEAST_DPI, places):
            reading = _recognise_page(shapes, drawn, number)
            failures.extend(reading.failures)
            return insert_pictured(content, reading.content, pictured)
    return content


def _list_bare_pictures(
    shapes: PageShapes, glyphs: Sequence[Glyph], page: PageContent
) -> list[Box]:
    """Where pictures stand that are large enough for a table and have no text printed on them."""
    boxes = [Box(i["x0"], i["top"], i["x1"], i["bottom"]) for i in shapes.images]
    return [
        box
        for box in boxes
        if box.right - box.left > _WIDE * page.width
        and box.bottom - box.top > _HIGH * page.height
        and sum(_is_in(glyph, box) for glyph in glyphs) < _CAPTION
    ]


def _is_in(glyph: Glyph, box: Box) -> bool:
    x, y = glyph.centre
    return box.left < x < box.right and box.top < y < box.bottom


def _recognise_page(shapes: PageShapes, drawn: pypdfium2.PdfPage, number: int) -> PictureReading:
    """The page read from its picture, drawn as finely as the scan in it is."""
    from ingest.ocr import read_picture  # the recogniser's models are heavy

    finest = max((i["srcsize"][0] * 72 / max(i["width"], 1) for i in shapes.images), default=_DPI)
    dpi = min(max(finest, _LEAST_DPI), _MOST_DPI)
    picture = drawn.render(scale=dpi / 72, rev_byteorder=True).to_numpy()
    return read_picture(picture, number, dpi)


def _fail(page: int, said: str) -> Failure:
    return Failure("ingest", "text-layer-unreadable", f"第 {page} 页{said}，请对照原件。", page)
