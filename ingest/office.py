"""Which reader takes a file that a word processor or a browser saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from documents.layout import Layout
from ingest.docx import read_docx
from ingest.flatdocx import read_flat_docx
from ingest.formats import Kind, find_format, refuse
from ingest.odt import read_flat_odt, read_odt
from ingest.webarchive import read_web_archive

Reader = Callable[[bytes, str], Layout]


def _read_legacy(data: bytes, name: str) -> Layout:
    from ingest.legacy import read_legacy  # others need not wait for its libraries

    return read_legacy(data, name)


READERS: Final[Mapping[Kind, Reader]] = {
    "docx": read_docx,
    "flat-docx": read_flat_docx,
    "odt": read_odt,
    "flat-odt": read_flat_odt,
    "doc": _read_legacy,
    "rtf": _read_legacy,
    "word-xml": _read_legacy,
    "web-archive": read_web_archive,
}
_OTHERS: Final[frozenset[Kind]] = frozenset({"text", "html", "pdf", "image"})


def find_office_reader(data: bytes) -> Reader | None:
    """The reader of an office file or a web archive, null for text, web pages, PDF and images.

    Raises ``UnsupportedFormat`` for a file that nothing reads, and as ``find_format`` does.
    """
    found = find_format(data)
    if found.kind in _OTHERS:
        return None
    reader = READERS.get(found.kind)
    if reader is None:
        raise refuse(found)
    return reader
