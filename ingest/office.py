"""Which word processor a packed file is from, told by what is in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from documents.errors import EncryptedInput
from documents.layout import Layout
from ingest.docx import read_docx
from ingest.odt import MEDIA_TYPE as ODT
from ingest.odt import read_odt
from ingest.packages import Package

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_WORD: Final = re.compile(rb"(?:wordprocessingml|ms-word)\.[\w.]{0,40}main\+xml")


def find_office_reader(data: bytes) -> Callable[[bytes, str], Layout] | None:
    """The reader of a DOCX or ODT, null for any other file.

    Raises ``EncryptedInput`` for a DOCX in its encrypted wrapping (MS-OFFCRYPTO 2.3.4.4),
    ``DamagedInput`` for an archive cut short, ``InputTooLarge``.
    """
    if data.startswith(_OLE) and _LOCKED in data:
        raise EncryptedInput
    if not data.startswith(_ZIP):
        return None
    package = Package.open(data)
    if package.has("mimetype"):
        kind = package.read_part("mimetype") or b""
        return read_odt if kind.startswith(ODT.encode()) else None
    types = package.read_part("[Content_Types].xml")
    if types is None:
        return read_docx if package.has("word/document.xml") else None
    return read_docx if _WORD.search(types) else None
