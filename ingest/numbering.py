"""Automatic numbering: which number each paragraph shows, and the lists of a DOCX (ISO 29500-1,
17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from ingest.numerals import write_number
from ingest.packages import attribute, child, children

_DEEPEST: Final = 9
_PLACE: Final = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """``restart`` is the level, counted from 1, whose next number sets this one back; 0 for
    never."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False


@dataclass(frozen=True, slots=True)
class NumberedList:
    """``of`` names the counters: lists of one definition count on together."""

    of: str
    levels: dict[int, Level]
    restarts: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class Numbering:
    """Counts while the paragraphs are read in order."""

    lists: dict[str, NumberedList] = field(default_factory=dict)
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    restarted: set[tuple[str, int]] = field(default_factory=set)

    def number(self, list_id: str, depth: int) -> str:
        """What stands before the next paragraph of that list and depth, "" where nothing does."""
        own = self.lists.get(list_id)
        if own is None or depth not in own.levels:
            return ""
        counts = self.counters.setdefault(own.of, {})
        if depth in own.restarts and (list_id, depth) not in self.restarted:
            self.restarted.add((list_id, depth))
            counts[depth] = own.restarts[depth] - 1
        counts[depth] = counts.get(depth, own.levels[depth].start - 1) + 1
        for deeper, level in own.levels.items():
            if deeper > depth and (level.restart is None or 0 < depth + 1 <= level.restart):
                counts.pop(deeper, None)
        return self._write(own, depth, counts)

    def set(self, of: str, depth: int, number: int) -> None:
        """The next paragraph of that depth is to have the number."""
        self.counters.setdefault(of, {})[depth] = number - 1

    def _write(self, own: NumberedList, depth: int, counts: dict[int, int]) -> str:
        level = own.levels[depth]
        if level.style == "bullet":
            return ""

        def write(match: re.Match[str]) -> str:
            shown = int(match[1]) - 1
            other = own.levels.get(shown, Level())
            return write_number(
                counts.get(shown, other.start), "decimal" if level.legal else other.style
            )

        return _PLACE.sub(write, level.text)


def read_numbering(
    root: etree._Element | None, style_lists: dict[str, tuple[str | None, int]]
) -> Numbering:
    """The lists of ``numbering.xml``. ``style_lists`` gives the list that a style names, for the
    definitions that only point to a style."""
    abstract = {attribute(e, "abstractNumId") or "": e for e in children(root, "abstractNum")}
    uses: dict[str, str] = {}
    for num in children(root, "num"):
        points = child(num, "abstractNumId")
        if points is not None:
            uses[attribute(num, "numId") or ""] = attribute(points, "val") or ""
    numbering = Numbering()
    for num in children(root, "num"):
        name = attribute(num, "numId") or ""
        of = uses.get(name, "")
        definition = abstract.get(of)
        link = child(definition, "numStyleLink")
        if link is not None:
            linked, _ = style_lists.get(attribute(link, "val") or "", (None, 0))
            of = uses.get(linked or "", of)
            definition = abstract.get(of)
        levels = {_read_depth(e): _read_level(e) for e in children(definition, "lvl")}
        restarts: dict[int, int] = {}
        for override in children(num, "lvlOverride"):
            depth = _read_depth(override)
            if (own := child(override, "lvl")) is not None:
                levels[depth] = _read_level(own)
            start = _read_int(child(override, "startOverride"))
            if start is not None:
                restarts[depth] = start
        numbering.lists[name] = NumberedList(of, levels, restarts)
    return numbering


def _read_level(element: etree._Element) -> Level:
    start = _read_int(child(element, "start"))
    style = child(element, "numFmt")
    text = child(element, "lvlText")
    legal = child(element, "isLgl")
    return Level(
        start=1 if start is None else start,
        style=(attribute(style, "val") if style is not None else None) or "decimal",
        text=(attribute(text, "val") if text is not None else None) or "",
        restart=_read_int(child(element, "lvlRestart")),
        legal=legal is not None and attribute(legal, "val") not in ("0", "false", "off"),
    )


def _read_depth(element: etree._Element) -> int:
    depth = attribute(element, "ilvl") or "0"
    return min(int(depth), _DEEPEST) if depth.isdecimal() else 0


def _read_int(element: etree._Element | None) -> int | None:
    text = attribute(element, "val") if element is not None else None
    return int(text) if text is not None and text.isdecimal() and len(text) < 6 else None
