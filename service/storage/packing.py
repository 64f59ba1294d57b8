"""JSON as the database keeps it: deflated, some 50 kB of a report become 6."""

from __future__ import annotations

import json
import zlib
from typing import Any, Final

_LEVEL: Final = 3


def pack(data: bytes) -> bytes:
    return zlib.compress(data, _LEVEL)


def unpack(data: bytes) -> bytes:
    return zlib.decompress(data)


def pack_value(value: Any) -> bytes:
    return pack(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def unpack_value(data: bytes) -> Any:
    return json.loads(unpack(data))
