"""The door: any file in, its layout out, the reader picked by content and never by name."""

from __future__ import annotations

from documents.layout import Layout
from ingest.formats import find_format, refuse
from ingest.html import read_html
from ingest.office import READERS
from ingest.text import read_text


def read_source(data: bytes, name: str) -> Layout:
    """The layout of a file of any format that has a reader.

    Raises ``InputError``: ``UnsupportedFormat`` names the format and says what to do,
    ``DamagedInput``, ``EncryptedInput``, ``EmptyInput``, ``InputTooLarge``, ``UnreadableText``.
    """
    found = find_format(data)
    if found.kind == "text":
        return read_text(data, name)
    if found.kind == "html":
        return read_html(data, name)
    # their libraries are heavy: a text goes without
    if found.kind == "pdf":
        from ingest.pdf import read_pdf

        return read_pdf(data, name)
    if found.kind == "image":
        from ingest.scans import read_scan

        return read_scan(data, name)
    reader = READERS.get(found.kind)
    if reader is None:
        raise refuse(found)
    return reader(data, name)
