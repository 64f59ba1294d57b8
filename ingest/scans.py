"""Picture files in: scans and photographs of a report, read page by page."""

from __future__ import annotations

import hashlib

from documents.errors import EmptyInput, Failure
from documents.layout import Layout
from documents.report import Source
from ingest.ocr import read_picture
from ingest.pages import PageContent
from ingest.pagetext import write_pages
from ingest.pictures import OpenedPicture, name_type, open_pictures


def read_scan(data: bytes, name: str) -> Layout:
    """The layout of a picture file; pages that cannot be read are failures.

    Raises ``EmptyInput`` where no page shows any character, ``DamagedInput``, ``InputTooLarge``.
    """
    contents: list[PageContent] = []
    failures: list[Failure] = []
    for page in open_pictures(data):
        if isinstance(page, OpenedPicture):
            reading = read_picture(page.image, page.number, page.dpi)
            contents.append(reading.content)
            failures += reading.failures
        else:
            failures.append(page)
    if not failures and not any(c.runs or c.tables for c in contents):
        raise EmptyInput("图片里没有认出文字；请确认它是报告的扫描件或照片，并换用更清晰的。")
    source = Source(name, name_type(data), hashlib.sha256(data).hexdigest(), len(contents))
    return write_pages(source, contents, tuple(failures))
