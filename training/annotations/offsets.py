"""Places counted in code points, as here, and in UTF-16 units, as JavaScript counts them."""

from __future__ import annotations

from documents.places import Span


def to_utf16(text: str, span: Span) -> tuple[int, int]:
    return _measure(text[: span.start]), _measure(text[: span.end])


def from_utf16(text: str, start: int, end: int) -> Span:
    """Raises ValueError for places outside the text or within a character."""
    units = text.encode("utf-16-le")
    if not 0 <= start <= end <= len(units) // 2:
        raise ValueError(f"标注的位置 [{start}, {end}) 不在文字之内（共 {len(text)} 字）")
    try:
        return Span(
            len(units[: 2 * start].decode("utf-16-le")), len(units[: 2 * end].decode("utf-16-le"))
        )
    except UnicodeDecodeError:
        raise ValueError(f"标注的位置 [{start}, {end}) 落在一个字的中间") from None


def _measure(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)
