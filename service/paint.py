"""Colours of a terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

_COLOURS: Final = {"error": "31", "warning": "33", "notice": "36", "faint": "2", "bold": "1"}

Paint = Callable[[str, str], str]
"""A text and its style in, the text as it is printed out."""


def paint_ansi(text: str, style: str) -> str:
    return f"\x1b[{_COLOURS[style]}m{text}\x1b[0m"


def paint_nothing(text: str, style: str) -> str:
    return text
