"""The door: any file in, its layout out, the reader picked by content and never by name."""

from __future__ import annotations

from documents.layout import Layout
from ingest.text import read_text


def read_source(data: bytes, name: str) -> Layout:
    """The layout of a file. Plain text is what is read today; ``read_text`` names all others and
    raises an ``InputError`` that says what to do."""
    return read_text(data, name)
