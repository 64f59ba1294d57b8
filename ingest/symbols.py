"""What looks of characters mean: signs of a symbol font, raised and lowered figures, lines through
a text."""

from __future__ import annotations

from typing import Final

from documents.errors import Failure

_PRIVATE: Final = range(0xF000, 0xF100)
_WINGDINGS: Final = {
    0x52: "☑",
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "□",
    0x72: "□",
    0xA1: "○",
    0xA8: "□",
    0xFB: "×",
    0xFC: "√",
    0xFD: "☒",
    0xFE: "☑",
    **{0x81 + k: chr(0x2460 + k) for k in range(10)},
    **{0x8C + k: chr(0x2776 + k) for k in range(10)},
}
_WINGDINGS_2: Final = {0x50: "√", 0x4F: "×", 0x52: "☑", 0x51: "☒", 0xA3: "□", 0x54: "☒"}
_SYMBOL: Final = {
    0xA3: "≤",
    0xB1: "±",
    0xB3: "≥",
    0xB4: "×",
    0xB7: "·",
    0xB8: "÷",
    0xB9: "≠",
    **{code: chr(code) for code in range(0x20, 0x40)},
}
_FONTS: Final = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
_SHIFTED: Final = {
    "superscript": str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"),
    "subscript": str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋"),
}
STRUCK: Final = Failure(
    "ingest", "struck-text", "文件里有加了删除线的文字，已当作删去；请核对是否应当保留。"
)
UNKNOWN: Final = "\ufffd"


def read_symbol(font: str, code: str) -> str:
    """The character that a ``w:sym`` shows; U+FFFD for a sign of a font that is not known, so
    that what stands there is not taken for nothing."""
    try:
        place = int(code, 16)
    except ValueError:
        return UNKNOWN
    if place in _PRIVATE or place < 0x100:
        return _FONTS.get(font.lower(), {}).get(place & 0xFF, UNKNOWN)
    return chr(place) if place <= 0x10FFFF and not 0xD800 <= place < 0xE000 else UNKNOWN


def shift(text: str, position: str | None) -> str:
    """Figures set high or low as such characters: a 5 with the mark of note 1 is no 51."""
    signs = _SHIFTED.get(position or "")
    return text.translate(signs) if signs else text
