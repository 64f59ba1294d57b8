"""The characters of a PDF page as runs: what the page shows, in the order that a reader sees."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from documents.places import Box
from documents.radicals import RADICALS
from ingest.pages import Run, count_spaces, group_lines

UNREADABLE: Final = "\ufffd"
_SLIM: Final = 0.05


class Glyph(NamedTuple):
    """One character where it stands. ``sure`` is false where the file does not say which it is, or
    nobody sees it."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    sure: bool = True

    @property
    def box(self) -> Box:
        return Box(self.left, self.top, self.right, self.bottom)

    @property
    def centre(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


def read_glyphs(chars: Iterable[Mapping[str, Any]], frame: Box) -> list[Glyph]:
    """The characters in the frame of the page, in the file's order; those drawn twice, as a poor
    man's bold, once. Radicals (browsers print them) become the characters that they look like."""
    width, height = frame.right - frame.left, frame.bottom - frame.top
    glyphs: list[Glyph] = []
    seen: dict[tuple[str, int, int], Glyph] = {}
    for char in chars:
        text, left, right = char["text"], char["x0"] - frame.left, char["x1"] - frame.left
        top, bottom = char["top"] - frame.top, char["bottom"] - frame.top
        if not (0 <= (left + right) / 2 <= width and 0 <= (top + bottom) / 2 <= height):
            continue
        plain = _name_character(text)
        if right - left < _SLIM * (bottom - top) and not plain.isascii():
            right = left + (bottom - top)  # a font that does not tell the widths of its characters
        glyph = Glyph(plain, left, top, right, bottom, UNREADABLE not in plain)
        if not plain.isspace():
            x, y = round(left / 4), round(top / 4)
            near = (seen.get((plain, x + i, y + j)) for i in (-1, 0, 1) for j in (-1, 0, 1))
            if any(other and _is_double(glyph, other) for other in near):
                continue
            seen[plain, x, y] = glyph
        glyphs.append(glyph)
    return glyphs


def is_upright(char: Mapping[str, Any]) -> bool:
    """True for a character (pdfplumber's) that stands neither on its side nor on its head: pdfminer
    calls the latter upright, and its line would be read from the last character to the first."""
    return bool(char["upright"] and char["matrix"][0] > 0)


def _is_double(one: Glyph, other: Glyph) -> bool:
    limit = 0.25 * max(one.right - one.left, 1.0)
    return abs(one.left - other.left) < limit and abs(one.top - other.top) < limit


def _name_character(text: str) -> str:
    if len(text) == 1:
        code = ord(text)
        if code in RADICALS:
            return RADICALS[code]
        if 0xE000 <= code <= 0xF8FF or (code < 32 and text not in "\t\n\r"):
            return UNREADABLE
        return " " if text.isspace() else text
    if text.startswith("(cid:"):
        return UNREADABLE
    return unicodedata.normalize("NFKC", text)


def build_runs(glyphs: Sequence[Glyph]) -> Iterator[Run]:
    """A run for each line of the characters, with the gaps in it written as spaces."""
    for line in group_lines(glyphs, lambda glyph: glyph.box):
        while line and line[0].text.isspace():
            line.pop(0)
        while line and line[-1].text.isspace():
            line.pop()
        if line:
            yield _build_run(line)


def _build_run(line: Sequence[Glyph]) -> Run:
    text: list[str] = []
    edges: list[float] = []
    before: Glyph | None = None
    for glyph in line:
        if before is not None and not (before.text.isspace() or glyph.text.isspace()):
            count = count_spaces(before.box, glyph.box)
            text.append(" " * count)
            edges += [before.right + (glyph.left - before.right) * k / count for k in range(count)]
        step = (glyph.right - glyph.left) / len(glyph.text)
        text.append(glyph.text)
        edges += [glyph.left + step * k for k in range(len(glyph.text))]
        before = glyph
    edges.append(line[-1].right)
    box = Box.around([g.box for g in line if not g.text.isspace()])
    confidence = 1.0 if all(g.sure for g in line) else 0.0
    return Run("".join(text), box, tuple(round(e, 2) for e in edges), confidence)
