"""Watermarks on a PDF page: words over or under its text that are no part of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any, Final

Char = Mapping[str, Any]
_SLANT: Final = 0.1
"""The tangent from which a baseline is neither level nor upright; a sheet lies askew by less."""
_LARGE: Final = 1.8  # times the size of the page's characters
_OVER: Final = 0.2
_MOST: Final = 0.2
"""The share of a page's characters above which large ones are no watermark but its text."""
_LEVEL: Final = 0.1
"""The share that is level on a page with words aslant: with less, the page itself lies askew."""
_Style = tuple[str, int]


def part_watermarks(chars: Sequence[Char]) -> tuple[list[Char], list[Char]]:
    """The page's own characters and its watermarks': words that run aslant, and large ones of a
    style that is printed over other characters. All are pdfplumber's."""
    level = [char for char in chars if not _is_slanted(char)]
    if len(level) < _LEVEL * len(chars):
        return list(chars), []
    shown = [char for char in level if not char["text"].isspace()]
    styles = _find_overprinted(shown)
    if sum(_tell_style(char) in styles for char in shown) > _MOST * len(shown):
        styles = set()
    kept = [char for char in level if _tell_style(char) not in styles]
    own = {id(char) for char in kept}
    return kept, [char for char in chars if id(char) not in own]


def _is_slanted(char: Char) -> bool:
    a, b = (abs(float(value)) for value in char["matrix"][:2])
    return min(a, b) > _SLANT * max(a, b)


def _find_overprinted(chars: Sequence[Char]) -> set[_Style]:
    """The styles of large characters that stand over others."""
    if not chars:
        return set()
    most = _LARGE * median(char["size"] for char in chars)
    large = [char for char in chars if char["size"] > most]
    small = [char for char in chars if char["size"] <= most]
    all_of = Counter(map(_tell_style, large))
    over = Counter(_tell_style(char) for char in large if _covers_any(char, small))
    return {style for style, count in over.items() if count > _OVER * all_of[style]}


def _tell_style(char: Char) -> _Style:
    return char["fontname"], round(char["size"])


def _covers_any(char: Char, others: Sequence[Char]) -> bool:
    """True where the middle of a smaller character lies in this one's place, its rim aside."""
    rim = 0.15 * char["size"]
    return any(
        char["x0"] + rim < (other["x0"] + other["x1"]) / 2 < char["x1"] - rim
        and char["top"] + rim < (other["top"] + other["bottom"]) / 2 < char["bottom"] - rim
        for other in others
    )
