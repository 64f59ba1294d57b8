"""What a page must know of the service."""

from __future__ import annotations

from service.http.shapes.base import Shape


class Config(Shape):
    """What a page must know before it sends something; ``file_mebibytes`` is of one document,
    ``upload_mebibytes`` of one request. ``model`` reads the themes of what comes now; null where it
    is damaged."""

    upload_mebibytes: int
    file_mebibytes: float
    pages: float
    seconds: float
    suffixes: list[str]
    workers: int
    caller: str
    role: str
    model: str | None
