"""The door: any file in, its layout out, the reader picked by content and never by name."""

from __future__ import annotations

from documents.layout import Layout
from ingest.formats import is_html
from ingest.html import read_html
from ingest.office import find_office_reader
from ingest.text import read_text


def read_source(data: bytes, name: str) -> Layout:
    """The layout of a file: PDF, DOCX, ODT, a web page or plain text. ``read_text`` names all
    others and raises an ``InputError`` that says what to do."""
    if b"%PDF-" in data[:1024]:
        from ingest.pdf import read_pdf  # its libraries are heavy: texts go without

        return read_pdf(data, name)
    if is_html(data):
        return read_html(data, name)
    read = find_office_reader(data) or read_text
    return read(data, name)
