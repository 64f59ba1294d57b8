"""JSON as the database keeps it: deflated, some 50 kB of a report become 6."""

from __future__ import annotations

import zlib
from typing import Final

_LEVEL: Final = 3


def pack(data: bytes) -> bytes:
    return zlib.compress(data, _LEVEL)


def unpack(data: bytes) -> bytes:
    return zlib.decompress(data)
