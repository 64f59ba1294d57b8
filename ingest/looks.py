"""Two looks at a figure, and what its ink looks like: how far a reading is to be trusted.

The networks' own scores are no measure of that: a slash is read as 1 with 0.98, a small minus as
a point with 0.96. So a figure is read from two different crops, and the shapes of its marks must
not speak against it: as many as it has characters, points low, dashes in the middle, a 1 upright.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import cv2
import numpy as np

from ingest.celllines import CellLine
from ingest.ink import Grey, list_glyphs
from ingest.recogniser import Look, Place, Reading
from ingest.rulings import Picture

_LIKE_FIGURES: Final = frozenset(
    "0123456789.,-—/%OoQDlI|ZzSsBbgqcCTJiLnU〇○。口□一丨ノ丿、，．－―–·•:：'`’‘!！／％~～_＿ \\"
)
_DIGITS: Final = frozenset("0123456789")
_DASHES: Final = frozenset("-—－―–─_一~～")
_LIKE_SLASHES: Final = frozenset("/／1lI!丿ノ八乙")
_AGREED: Final = 0.97
_DOUBTED: Final = 0.6
UNREAD: Final = "□"
"""Stands for ink that nobody could read."""
_SLANT: Final = 0.22
_SLASH: Final = 0.3
"""Widths over heights: a 1 in italics leans by no more than the first, a slash by the second."""


class Finding(NamedTuple):
    """What a line says and how sure that is, from 0 to 1."""

    text: str
    confidence: float
    middles: tuple[float, ...] = ()


def is_like_figure(text: str) -> bool:
    """True where all characters are those of figures or are read in their place."""
    return all(c in _LIKE_FIGURES for c in text)


def cut_again(grey: Grey, line: CellLine, cell: Place, size: float) -> Picture:
    """The line's ink in a frame of paper, wider than the detector's and without walls or stamps:
    ``grey`` is the page without red."""
    ink = line.ink
    tall = max(ink.height, size)
    up = round((1.7 * tall - ink.height) / 2)
    aside = round(0.8 * tall)
    wish = Place(ink.left - aside, ink.top - up, ink.right + aside, ink.bottom + up)
    wall = round(0.3 * size)
    inner = Place(
        max(wish.left, min(cell.left + wall, ink.left - 1), 0),
        max(wish.top, min(cell.top + wall, ink.top - 1), 0),
        min(wish.right, max(cell.right - wall, ink.right + 1), grey.shape[1]),
        min(wish.bottom, max(cell.bottom - wall, ink.bottom + 1), grey.shape[0]),
    )
    part = grey[inner.top : inner.bottom, inner.left : inner.right]
    paper = int(np.percentile(part, 80))
    framed = cv2.copyMakeBorder(
        part,
        max(0, inner.top - wish.top),
        max(0, wish.bottom - inner.bottom),
        max(0, inner.left - wish.left),
        max(0, wish.right - inner.right),
        cv2.BORDER_CONSTANT,
        value=paper,
    )
    return np.asarray(cv2.cvtColor(framed, cv2.COLOR_GRAY2RGB), dtype=np.uint8)


def weigh_figure(first: Look, second: Look, line: CellLine, dark: Grey, size: float) -> Finding:
    """What a line in a cell for figures says, from two looks and the shapes of its marks.

    Both looks and the shapes must speak for a reading that is to be surer than 0.9. So 2,234 of
    2,235 cells were right on pages at 120 to 200 dpi with noise, faint ink, blur and stamps; single
    looks were wrong with scores of 0.98.
    """
    a, b = first.figure, second.figure
    strokes = read_strokes(line, dark, size)
    if strokes:
        said = {c for look in (first, second) for c in look.free.text + look.figure.text}
        seen = said & (_LIKE_SLASHES if strokes == "/" else _DASHES)
        return Finding(strokes, _AGREED if seen else _DOUBTED)
    best = max(a, b, key=lambda reading: reading.score)
    if a.text == b.text and a.text:
        chance = (1 - a.score) * (1 - b.score)
        sound = check_shapes(a.text, line, dark, size)
        return Finding(a.text, 1 - chance if sound else min(_DOUBTED, best.score), best.middles)
    if not best.text:
        best = max(first.free, second.free, key=lambda reading: reading.score)
    return Finding(best.text or UNREAD, min(_DOUBTED, best.score) / 2, best.middles)


def doubt(finding: Finding) -> Finding:
    return finding._replace(confidence=min(finding.confidence, _DOUBTED))


def weigh_words(first: Reading, second: Reading) -> Finding:
    """What a line of words, or of words and figures, says, from two looks."""
    a, b = score_words(first), score_words(second)
    best = first if a >= b else second
    if first.text == second.text and first.text:
        return Finding(best.text, 1 - (1 - a) * (1 - b), best.middles)
    return Finding(best.text or UNREAD, min(_DOUBTED, max(a, b)), best.middles)


def read_words(reading: Reading) -> Finding:
    return Finding(reading.text or UNREAD, score_words(reading), reading.middles)


def score_words(reading: Reading) -> float:
    """The least sure character's score, but for punctuation: forms of it are told apart by
    nothing but their width."""
    scores = [
        score
        for said, score in zip(reading.text, reading.scores, strict=True)
        if said.isalnum() or said in "%％□"
    ]
    return min(scores, default=reading.score)


def check_shapes(text: str, line: CellLine, dark: Grey, size: float) -> bool:
    """False where the marks speak against the reading of a figure."""
    glyphs = list_glyphs(line.marks, size)
    if not glyphs or not text:
        return False
    tall = max(g.height for g in glyphs)
    bottom = max(g.bottom for g in glyphs)
    if len(glyphs) != len(text):
        # touching figures are one mark, as wide as they are together
        count = sum(max(1, round(g.width / (0.72 * tall))) for g in glyphs)
        return len(glyphs) < len(text) and abs(count - len(text)) <= len(text) // 4
    for said, glyph in zip(text, glyphs, strict=True):
        lift = (bottom - (glyph.top + glyph.bottom) / 2) / tall
        if said in ".," and (lift > 0.3 or glyph.height > 0.55 * tall):
            return False
        if said == "-" and (lift < 0.3 or glyph.height > 0.4 * tall):
            return False
        if said in _DIGITS and glyph.height < 0.7 * tall:
            return False
        if said == "1" and measure_slant(glyph, dark) > _SLANT:
            return False
    return tall >= 0.6 * size


def read_strokes(line: CellLine, dark: Grey, size: float) -> str:
    """A dash, dashes or a slash by its shape alone; empty where the marks are something else."""
    glyphs = list_glyphs(line.marks, size)
    if glyphs and all(g.height <= 0.4 * g.width and g.height <= 0.4 * size for g in glyphs):
        return "".join(_name_dash(g, size) for g in glyphs)
    if len(glyphs) == 1 and glyphs[0].height >= 0.6 * size and _is_slash(glyphs[0], dark):
        return "/"
    return ""


def _name_dash(glyph: Place, size: float) -> str:
    if glyph.width < 0.9 * size:
        return "-"
    return "—" * max(1, round(glyph.width / (1.5 * size)))


def _is_slash(glyph: Place, dark: Grey) -> bool:
    """True for one straight stroke that leans to the right."""
    ys, xs = np.nonzero(dark[glyph.top : glyph.bottom, glyph.left : glyph.right])
    if len(ys) < 5 or np.ptp(ys) == 0:
        return False
    slope, start = np.polyfit(ys, xs, 1)
    off = np.abs(xs - start - slope * ys)
    return bool(-slope > _SLASH and np.percentile(off, 95) < 0.15 * glyph.height)


def measure_slant(glyph: Place, dark: Grey) -> float:
    """How far a mark leans to the right, over its height."""
    part = dark[glyph.top : glyph.bottom, glyph.left : glyph.right].astype(np.int64)
    third = max(1, glyph.height // 3)
    xs = np.arange(glyph.width)
    top, bottom = part[:third].sum(axis=0), part[-third:].sum(axis=0)
    if not top.any() or not bottom.any():
        return 0.0
    lean = (xs @ top) / top.sum() - (xs @ bottom) / bottom.sum()
    return float(lean / max(1, glyph.height - third))
