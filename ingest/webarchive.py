"""Web pages saved with all that belongs to them in one file: MHT (RFC 2557)."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Final

from documents.errors import EmptyInput, InputError
from documents.layout import Layout
from documents.report import Source
from ingest.html import read_html

MEDIA_TYPE: Final = "multipart/related"
_PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})


def read_web_archive(data: bytes, name: str) -> Layout:
    """The layout of the page that says most: the report may stand in a frame of the page that was
    saved. Raises as ``read_html`` does, and ``EmptyInput`` where there is no page."""
    from email import message_from_bytes  # archives only: others need not wait for it

    layouts: list[Layout] = []
    refusal: InputError = EmptyInput("网页存档里没有网页，没有可读的文字。")
    for part in message_from_bytes(data).walk():
        page = part.get_payload(decode=True) if part.get_content_type() in _PAGES else None
        if not isinstance(page, bytes):
            continue
        try:
            layouts.append(read_html(page, name))
        except InputError as error:
            refusal = error
    if not layouts:
        raise refusal
    longest = max(layouts, key=lambda layout: len(layout.text))
    return replace(longest, source=Source(name, MEDIA_TYPE, hashlib.sha256(data).hexdigest()))
