"""What must be known of a Word 97 to 2003 file before a converter opens it (MS-DOC)."""

from __future__ import annotations

import io
from struct import error as StructError
from struct import unpack_from
from typing import Final

from olefile import OleFileIO

from documents.errors import DamagedInput, EncryptedInput, UnsupportedFormat

_WORD_97: Final = 0xA5EC
_OLDER: Final = frozenset({0xA5DC, 0xA5DB, 0xA697, 0xA699})
_ENCRYPTED: Final = 0x0100  # fEncrypted (MS-DOC 2.5.2)
_FIRST_TABLE: Final = 0x0200  # fWhichTblStm
# where the FIB tells of the fields of the text and of text boxes: fcPlcfFldMom, fcPlcfFldTxbx
# (MS-DOC 2.5.6)
_FIELD_LISTS: Final = (0x011A, 0x0262)
_FIELD_BEGIN: Final = 0x13
_FORMULA: Final = 0x22
# flt of the fields that a converter computes anew (MS-DOC 2.9.90): references, document
# properties, counts, dates, SEQ, INCLUDETEXT, LINK and DDE
_COMPUTED: Final = frozenset(
    {0x03, 0x0A, 0x0C, *range(0x0E, 0x1E), 0x1F, 0x20, 0x21, 0x25, 0x2D, 0x2E, 0x38, 0x40}
    | {0x41, 0x42, 0x44, 0x48, 0x55}
)


def freeze_fields(data: bytes) -> bytes:
    """The file with its computed fields marked as of a kind that converters leave as they are.

    A date that Word keeps up to date would else be read as today's, a reference as an error.
    Raises ``EncryptedInput``, ``DamagedInput``, and ``UnsupportedFormat`` for files older than
    Word 97, which no one can check here.
    """
    file = io.BytesIO(data)
    try:
        with OleFileIO(file, write_mode=True) as compound:
            main = compound.openstream("WordDocument").read()
            mark, flags = unpack_from("<H8xH", main)
            if mark in _OLDER:
                raise UnsupportedFormat(
                    "这是 Word 6.0 或 95 写的文件，不能直接读取；"
                    "请用 Word 或 WPS 打开它，另存为 .docx 再试。"
                )
            if mark != _WORD_97 or len(main) < compound.get_size("WordDocument"):
                raise DamagedInput
            if flags & _ENCRYPTED:
                raise EncryptedInput
            name = "1Table" if flags & _FIRST_TABLE else "0Table"
            table = bytearray(compound.openstream(name).read())
            frozen = bytes(table)
            for place in _FIELD_LISTS:
                start, size = unpack_from("<II", main, place)
                _freeze(table, start, size)
            if table != frozen:
                compound.write_stream(name, bytes(table))
            return file.getvalue()
    except (OSError, ValueError, IndexError, StructError):
        raise DamagedInput from None


def _freeze(table: bytearray, start: int, size: int) -> None:
    """A list of fields is n + 1 places of four bytes, then n marks of two (MS-DOC 2.8.25)."""
    count = max(min(size, len(table) - start) - 4, 0) // 6
    for mark in range(start + 4 * (count + 1), start + 4 + 6 * count, 2):
        if table[mark] & 0x1F == _FIELD_BEGIN and table[mark + 1] in _COMPUTED:
            table[mark + 1] = _FORMULA
