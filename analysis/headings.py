"""Headings below the parts, their levels, and which of them have nothing under them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from analysis.markers import MarkerStyle
from analysis.wordings import is_element
from documents.places import Span
from documents.script import simplify

_HIGHEST: Final = 2
_YEAR = re.compile(r"20\d\d年度?")
_ITEM = re.compile(r"[，,、\d《]|[无未]|没有|不存在")
_SUBJECT = ("情况", "情況")
_LONGEST = 20  # characters of a heading that the text may break off in


@dataclass(frozen=True, slots=True)
class Item:
    """A heading, a paragraph that begins with one (``glued``), or a plain paragraph (no style).

    ``words`` are the heading's without its marker, ``number`` is the marker's; ``level`` 2 is next
    below the part's own. ``listed`` is the numbering of a plain paragraph."""

    span: Span
    style: MarkerStyle | None = None
    words: str = ""
    number: int | None = None
    glued: bool = False
    level: int = 0
    empty: bool = False
    listed: MarkerStyle | None = None

    @property
    def bare(self) -> bool:
        return self.style is not None and not self.glued


def rank_items(
    items: Sequence[Item], holes: Sequence[Span], end: int, *, cut: bool = False
) -> list[Item]:
    """The items of one part with their levels, and its empty headings marked.

    A style of numbering lies below all those that opened before it and are still open, whatever it
    looks like: ``（1）`` may stand above ``1.``. A bare heading without content is *empty* only
    where that is plain: it is one of the form's elements, or others numbered like it do have
    content, below them or on their line. Else it is an item of a list, and becomes a paragraph.
    ``end`` ends the part, which is ``cut`` where the text breaks off there: what would have stood
    under its last heading is lost.
    """
    leveled = _level(items)
    starts = [hole.start for hole in holes]
    filled = [_has_content(leveled, number, starts, end) for number in range(len(leveled))]
    told = _find_told_styles(leveled, filled)
    ranked: list[Item] = []
    last = len(leveled) - 1
    for number, item in enumerate(leveled):
        if not item.bare or filled[number] or (cut and number == last and _is_cut(item)):
            ranked.append(item)
        elif is_element(item.words) or item.style in told or _is_skipped(leveled, number):
            ranked.append(replace(item, empty=True))
        else:
            ranked.append(Item(item.span))
    return ranked


def _is_skipped(items: Sequence[Item], number: int) -> bool:
    """3、软件开发情况 before 4、网站维护情况。由…负责: the next of its kind has content."""
    item, *following = items[number : number + 2]
    return bool(
        following
        and following[0].glued
        and following[0].style == item.style
        and item.words.endswith(_SUBJECT)
        and following[0].words.endswith(_SUBJECT)
    )


def _is_cut(item: Item) -> bool:
    """True for the beginning of a heading, not of an item in a list, where the text breaks off."""
    if item.style == "ordinal" or len(item.words) > _LONGEST:
        return False
    return not _ITEM.search(simplify(_YEAR.sub("", item.words)))


def _level(items: Sequence[Item]) -> list[Item]:
    open_styles: list[MarkerStyle] = []
    leveled: list[Item] = []
    for item in items:
        if item.style is None:
            leveled.append(item)
            continue
        if item.style == "cn" and item.style not in open_styles and (item.number or 1) > 1:
            open_styles.clear()  # it goes on with the numbers of the parts
        if item.style in open_styles:
            del open_styles[open_styles.index(item.style) + 1 :]
        else:
            open_styles.append(item.style)
        leveled.append(replace(item, level=_HIGHEST + len(open_styles) - 1))
    return leveled


def _has_content(items: Sequence[Item], number: int, holes: Sequence[int], end: int) -> bool:
    item = items[number]
    if not item.bare:
        return True
    following = items[number + 1] if number + 1 < len(items) else None
    stop = following.span.start if following else end
    if bisect_left(holes, item.span.end) < bisect_left(holes, stop):
        return True
    if following is None:
        return False
    if following.style is None:
        return following.listed != item.style  # else the next of the same list
    return following.level > item.level


def _find_told_styles(items: Sequence[Item], filled: Sequence[bool]) -> set[MarkerStyle]:
    """The styles of which a heading, and not the last of its row, has content: in a list of bare
    items only the last can seem to have some."""
    told: set[MarkerStyle] = set()
    open_filled: dict[MarkerStyle, int] = {}
    for item, has in zip(items, filled, strict=True):
        if not item.bare or item.style is None:
            continue
        if open_filled.get(item.style) == item.level:
            told.add(item.style)
        if has:
            open_filled[item.style] = item.level
    return told
