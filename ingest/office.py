"""Which reader takes a file that a word processor or a browser saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from documents.layout import Layout
from ingest.docx import read_docx
from ingest.flatdocx import read_flat_docx
from ingest.formats import Kind
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
