"""PDF in: its own characters and lines where they can be trusted, its pictures where not."""

from __future__ import annotations

import hashlib
import io
from typing import Final

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page as PdfPage
from pdfplumber.utils.exceptions import PdfminerException

from documents.errors import DamagedInput, EncryptedInput, Failure, InputTooLarge
from documents.layout import Layout
from documents.report import Source
from ingest.pages import PageContent
from ingest.pagetext import write_pages
from ingest.pdfchars import build_runs, read_glyphs
from ingest.pdftables import find_tables

MEDIA_TYPE: Final = "application/pdf"
_MOST_PAGES: Final = 300


def read_pdf(data: bytes, name: str) -> Layout:
    """The layout of a PDF.

    Raises ``EncryptedInput`` for one that asks for a password, ``DamagedInput``, ``EmptyInput``,
    ``InputTooLarge`` for more than 300 pages.
    """
    try:
        pdf = pdfplumber.open(io.BytesIO(data))
    except PdfminerException as error:
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args):
            raise EncryptedInput from None
        raise DamagedInput from None
    with pdf:
        if len(pdf.pages) > _MOST_PAGES:
            raise InputTooLarge(f"文件有 {len(pdf.pages)} 页，超出 {_MOST_PAGES} 页的上限。")
        failures: list[Failure] = []
        contents = [_read_page(page) for page in pdf.pages]
    source = Source(name, MEDIA_TYPE, hashlib.sha256(data).hexdigest(), len(contents))
    return write_pages(source, contents, tuple(failures))


def _read_page(page: PdfPage) -> PageContent:
    width, height = float(page.width), float(page.height)
    glyphs = read_glyphs(page.chars, width, height)
    tables, outside = find_tables(page, glyphs)
    return PageContent(page.page_number, width, height, tuple(build_runs(outside)), tuple(tables))
