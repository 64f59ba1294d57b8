"""What the styles of an ODT say of lists, columns and looks (OpenDocument 1.3, chapter 16)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
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
class Look:
    """What a style says of text, null where it leaves it to what it is based on or stands in.
    ``position`` is superscript, subscript or ""."""

    hidden: bool | None = None
    struck: bool | None = None
    position: str | None = None
    font: str | None = None

    @property
    def unseen(self) -> bool:
        return bool(self.hidden or self.struck)

    def over(self, outer: Look) -> Look:
        """The look of what has this style where all around has the outer look."""
        return Look(
            outer.hidden if self.hidden is None else self.hidden,
            outer.struck if self.struck is None else self.struck,
            outer.position if self.position is None else self.position,
            outer.font if self.font is None else self.font,
        )


PLAIN: Final = Look()


@dataclass(frozen=True, slots=True)
class Styles:
    """By name: the levels of list styles, the widths of columns in twips, the looks of text;
    ``unlisted`` are the paragraphs taken out of all lists."""

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    widths: dict[str, int] = field(default_factory=dict)
    looks: dict[str, Look] = field(default_factory=dict)
    unlisted: set[str] = field(default_factory=set)


def read_styles(*roots: etree._Element | None) -> Styles:
    """The styles of ``content.xml`` and ``styles.xml``."""
    read = Styles()
    elements: dict[str, etree._Element] = {}
    fonts: dict[str, str] = {}
    for root in roots:
        for face in children(child(root, "font-face-decls"), "font-face"):
            family = (attribute(face, "font-family") or "").strip("'\"")
            fonts.setdefault(attribute(face, "name") or "", family)
        for group in ("automatic-styles", "styles"):
            styles = child(root, group)
            for element in () if styles is None else styles:
                kind = tag(element)
                name = attribute(element, "name") or ""
                if kind in ("list-style", "outline-style"):
                    levels = {_read_depth(level): _read_level(level) for level in element}
                    read.lists.setdefault(OUTLINE if kind == "outline-style" else name, levels)
                elif kind == "style":
                    elements.setdefault(name, element)
    for name, element in elements.items():
        column = child(element, "table-column-properties")
        if column is not None:
            read.widths[name] = _read_length(attribute(column, "column-width") or "")
        look = PLAIN
        bases = list(_list_bases(element, elements))
        lists = (attribute(base, "list-style-name") for base in bases)
        if next((own for own in lists if own is not None), None) == "":
            read.unlisted.add(name)
        for base in bases:
            look = look.over(_read_look(child(base, "text-properties"), fonts))
        if look != PLAIN:
            read.looks[name] = look
    return read


def _list_bases(
    element: etree._Element, elements: Mapping[str, etree._Element]
) -> Iterator[etree._Element]:
    """The style and those that it is based on, the nearest first."""
    base: etree._Element | None = element
    for _ in range(DEEPEST):
        if base is None:
            return
        yield base
        base = elements.get(attribute(base, "parent-style-name") or "")


def _read_look(properties: etree._Element | None, fonts: Mapping[str, str]) -> Look:
    if properties is None:
        return PLAIN
    shown = attribute(properties, "display")
    line = attribute(properties, "text-line-through-style")
    place = attribute(properties, "text-position")
    position = _POSITION.match(place or "")
    name = "subscript" if position and position[0] in ("sub", "-") else "superscript"
    return Look(
        hidden=None if shown is None else shown == "none",
        struck=None if line is None else line != "none",
        position=None if place is None else name if position else "",
        font=fonts.get(attribute(properties, "font-name") or ""),
    )


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
