"""Messages between processes: a head of JSON and a body of bytes. Nothing is ever unpickled."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import Any, BinaryIO, Final

Head = Mapping[str, Any]
_LENGTHS: Final = struct.Struct("!IQ")
_LARGEST: Final = 1 << 30
"""Bytes of a body. What claims more comes from a process that is out of its mind."""


def write_frame(stream: BinaryIO, head: Head, body: bytes = b"") -> None:
    """Raises ``OSError`` where nobody reads any more."""
    said = json.dumps(head).encode()
    stream.write(_LENGTHS.pack(len(said), len(body)) + said)
    stream.write(body)
    stream.flush()


def read_frame(stream: BinaryIO) -> tuple[dict[str, Any], bytes]:
    """Raises ``EOFError`` where the stream ends, ``ValueError`` for what is no frame."""
    head, body = _LENGTHS.unpack(_read_whole(stream, _LENGTHS.size))
    if max(head, body) > _LARGEST:
        raise ValueError(f"a frame of {head} + {body} bytes")
    said = json.loads(_read_whole(stream, head))
    if not isinstance(said, dict):
        raise ValueError("a frame's head is an object")
    return said, _read_whole(stream, body)


def _read_whole(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data
