"""The door: any file in, its layout out, the reader picked by content and never by name."""

from __future__ import annotations

from collections.abc import Callable

from documents.layout import Layout
from ingest.formats import Format, find_format, refuse

Reader = Callable[[bytes, str], Layout]


def read_source(data: bytes, name: str) -> Layout:
    """The layout of a file of any format that has a reader.

    Raises ``InputError``: ``UnsupportedFormat`` names the format and says what to do,
    ``DamagedInput``, ``EncryptedInput``, ``EmptyInput``, ``InputTooLarge``, ``UnreadableText``.
    """
    return _find_reader(find_format(data))(data, name)


def _find_reader(found: Format) -> Reader:
    """Readers are imported when their turn comes: one kind of file need not wait for the
    libraries of all the others."""
    match found.kind:
        case "text":
            from ingest.text import read_text as read
        case "html":
            from ingest.html import read_html as read
        case "web-archive":
            from ingest.webarchive import read_web_archive as read
        case "docx":
            from ingest.docx import read_docx as read
        case "flat-docx":
            from ingest.flatdocx import read_flat_docx as read
        case "odt":
            from ingest.odt import read_odt as read
        case "flat-odt":
            from ingest.odt import read_flat_odt as read
        case "doc" | "rtf" | "word-xml":
            from ingest.legacy import read_legacy as read
        case "pdf":
            from ingest.pdf import read_pdf as read
        case "image":
            from ingest.scans import read_scan as read
        case _:
            raise refuse(found)
    return read
