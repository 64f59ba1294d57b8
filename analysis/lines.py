"""The raw text as lines of prose: tables cut out, white space and leftovers of conversion cleaned.

A line is what stands between two line breaks, or between a line break and a table: in a text that
is all on one line a table ends a line, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from documents.places import Span
from documents.script import SOUND
from documents.views import View

_BREAK = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_EDGE: Final = (
    " \t\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
    "\u3000\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2066\u2067"
    "\u2068\u2069\ufeff\xad\x00"
)
# zero width, direction marks
_UNSEEN: Final = r"\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\xad\x00"
_NOISE = re.compile(
    rf"(?=[{_UNSEEN}\[&(（\-—–－])(?:"  # so that it fails fast
    rf"[{_UNSEEN}]+"
    r"|\[bookmark:[^\]\n]{0,60}\]"  # what Word's bookmarks leave (standard.md 9.5)
    r"|&(?:nbsp|emsp|ensp|zwnj);"
    rf"|{SOUND}"
    r"|(?<=\s)[-—–－]{1,2}\s?\d{1,3}\s?[-—–－]{1,2}(?=\s))"  # a page number inside a line
)
# - 总体情况, • 依申请公开, ## 一、总体情况: what a list or a heading of a page becomes
_BULLET = re.compile(
    r"(?:[·*][ \t\xa0\u3000]+(?=[^\s·*])"
    r"|(?:[•●▪■◆◇□▶►★☆※➢➤✦✓\uf06c\uf06e\uf075\uf0a7\uf0b7\uf0d8\uf0fc]|○(?![一二三四五六七八九零〇年]))"
    r"[ \t\xa0\u3000]*(?=[^\s●○■□◆◇★☆])"
    r"|(?:[-–—]|#{1,6})[ \t]+(?=[^\s\d]))"
)
_PAIRS: Final = {"*": ("**", "**"), "【": ("【", "】")}  # what makes a heading of a line
_BLANK = re.compile(f"[{''.join(c for c in _EDGE if c.isspace() and c != ' ')}]")
_SPACED = re.compile(rf"\s+|{_NOISE.pattern}")


@dataclass(frozen=True, slots=True)
class Line:
    """``span`` is the raw line without white space at its ends, ``text`` its cleaned form.

    ``indent`` counts the white space before it, a wide one twice; ``fresh`` where it follows a
    table or begins the text of another line's section, and so cannot go on with a sentence;
    ``listed`` where a bullet stood before it, which is no part of it."""

    span: Span
    text: str
    indent: int = 0
    fresh: bool = False
    listed: bool = False

    @property
    def width(self) -> int:
        """Columns on the page: two for a Chinese character, one for a Latin one."""
        return len(self.text.encode("gb18030", "replace"))


def view_pieces(text: str, pieces: Iterable[Span]) -> View:
    """The cleaned view of pieces of the raw text: noise out, every blank a plain space."""
    view = View.of_pieces(text, pieces).drop(_NOISE)
    if not _BLANK.search(view.text):
        return view
    return view.translate(lambda said: _BLANK.sub(" ", said))


def view_squeezed(text: str, pieces: Iterable[Span]) -> View:
    """The cleaned view of pieces of the raw text without any white space."""
    return View.of_pieces(text, pieces).drop(_SPACED)


def squeeze(text: str) -> str:
    """Without any white space, for comparing."""
    return "".join(text.split())


def read_lines(text: str, holes: Sequence[Span] = ()) -> tuple[Line, ...]:
    """The lines of the text outside the holes (the tables' spans), blank ones left out."""
    lines: list[Line] = []
    for start, end, fresh in _list_stretches(text, holes):
        for match in _BREAK.finditer(text, start, end):
            line = cut_line(text, match.start(), match.end(), fresh=fresh)
            if line is not None:
                lines.append(line)
                fresh = False
    return tuple(lines)


def cut_line(text: str, start: int, end: int, *, fresh: bool = False) -> Line | None:
    """The line at ``text[start:end]``; null where nothing but white space stands there."""
    raw = text[start:end]
    body = raw.lstrip(_EDGE)
    if body.startswith("?") and body[1:2] != "。":
        body = body.lstrip("?" + _EDGE)  # what a mirror makes of a wide blank
    lead = raw[: len(raw) - len(body)]
    body = body.rstrip(_EDGE).removesuffix("?/p>")
    start += len(lead)
    bullet = _BULLET.match(body)
    if bullet:
        start, body = start + bullet.end(), body[bullet.end() :]
    if body[:1] in _PAIRS:
        first, last = _PAIRS[body[0]]
        inner = body[len(first) : -len(last)]
        if body == first + inner + last and first not in inner and last not in inner:
            start, body = start + len(first), inner
    cleaned = _BLANK.sub(" ", _NOISE.sub("", body)).strip()
    if not cleaned:
        return None
    indent = len(lead) + lead.count("\u3000") + lead.count("\t")
    return Line(Span(start, start + len(body)), cleaned, indent, fresh, listed=bullet is not None)


def _list_stretches(text: str, holes: Sequence[Span]) -> Iterable[tuple[int, int, bool]]:
    place = 0
    for hole in sorted(holes):
        if hole.start > place:
            yield place, hole.start, place > 0
        place = max(place, hole.end)
    if place < len(text):
        yield place, len(text), place > 0
