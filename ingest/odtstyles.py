"""What the styles of an ODT say of lists, columns and looks (OpenDocument 1.3, chapter 16)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from ingest.numbering import Level
from ingest.packages import attribute, child, children, tag

OUTLINE: Final = "outline"
DEEPEST: Final = 10
_TWIPS: Final = {"cm": 567.0, "mm": 56.7, "in": 1440.0, "pt": 20.0}
_PLACE: Final = re.compile(r"%(\d)%")
_LENGTH: Final = re.compile(r"(\d{1,4}(?:\.\d{1,6})?)(cm|mm|in|pt)")
_POSITION: Final = re.compile(r"super|sub|-|(?=[1-9])")
_FORMATS: Final = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "①, ②, ③, ...": "decimalEnclosedCircle",
    "１, ２, ３, ...": "decimalFullWidth",
    "一, 二, 三, ...": "chineseCounting",
    "壹, 贰, 叁, ...": "chineseLegalSimplified",
    "壹, 貳, 參, ...": "ideographLegalTraditional",
    "甲, 乙, 丙, ...": "ideographTraditional",
    "子, 丑, 寅, ...": "ideographZodiac",
}


@dataclass(frozen=True, slots=True)
class Styles:
    """By name: the levels of list styles, the widths of columns in twips, what is hidden or struck
    out, what is set high or low, the fonts of text."""

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    widths: dict[str, int] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    struck: set[str] = field(default_factory=set)
    shifted: dict[str, str] = field(default_factory=dict)
    fonts: dict[str, str] = field(default_factory=dict)


def read_styles(*roots: etree._Element | None) -> Styles:
    """The styles of ``content.xml`` and ``styles.xml``."""
    read = Styles()
    for root in roots:
        faces = {
            attribute(face, "name"): (attribute(face, "font-family") or "").strip("'\"")
            for face in children(child(root, "font-face-decls"), "font-face")
        }
        for group in ("automatic-styles", "styles"):
            styles = child(root, group)
            for element in () if styles is None else styles:
                kind = tag(element)
                if kind in ("list-style", "outline-style"):
                    name = OUTLINE if kind == "outline-style" else attribute(element, "name")
                    levels = {_read_depth(level): _read_level(level) for level in element}
                    read.lists.setdefault(name or "", levels)
                elif kind == "style":
                    _read_style(element, read, faces)
    return read


def _read_style(element: etree._Element, read: Styles, faces: Mapping[str | None, str]) -> None:
    name = attribute(element, "name") or ""
    column = child(element, "table-column-properties")
    if column is not None:
        read.widths[name] = _read_length(attribute(column, "column-width") or "")
    shown = child(element, "text-properties")
    if shown is None:
        return
    if attribute(shown, "display") == "none":
        read.hidden.add(name)
    if attribute(shown, "text-line-through-style") not in (None, "none"):
        read.struck.add(name)
    if font := faces.get(attribute(shown, "font-name")):
        read.fonts[name] = font
    position = _POSITION.match(attribute(shown, "text-position") or "")
    if position:
        read.shifted[name] = "subscript" if position[0] in ("sub", "-") else "superscript"


def _read_length(text: str) -> int:
    """A length in twips; 0 for one in a unit that is not known."""
    match = _LENGTH.fullmatch(text)
    return round(float(match[1]) * _TWIPS[match[2]]) if match else 0


def _read_depth(level: etree._Element) -> int:
    return min(read_number(attribute(level, "level")) or 1, DEEPEST) - 1


def _read_level(element: etree._Element) -> Level:
    """The level with its text in the manner of Word: ``%1、``."""
    style = attribute(element, "num-format") or ""
    if not style:
        return Level(style="bullet")
    depth = _read_depth(element)
    text = _PLACE.sub(r"%\1", attribute(element, "num-list-format") or "")
    if not text:
        shown = read_number(attribute(element, "display-levels")) or 1
        places = range(max(depth - shown + 1, 0), depth + 1)
        prefix, suffix = attribute(element, "num-prefix"), attribute(element, "num-suffix")
        text = (prefix or "") + ".".join(f"%{k + 1}" for k in places) + (suffix or "")
    start = read_number(attribute(element, "start-value"))
    return Level(1 if start is None else start, _FORMATS.get(style, "decimal"), text)


def read_number(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdecimal() and len(text) < 6 else None
