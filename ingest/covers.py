"""Characters that something was painted over later, as when a figure is corrected in a PDF: a
white box over the old one, the new one on top (ISO 32000, 8.2: what is painted later hides)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final, NamedTuple

import numpy as np
import pypdfium2
from pdfminer.layout import LTChar, LTContainer, LTCurve, LTImage, LTRect
from pdfplumber.page import Page as PdfPage
from pypdfium2 import raw

from documents.places import Box
from ingest.pdfchars import UNREADABLE, Glyph
from ingest.pdfsound import PageInk, cut_place

Char = Mapping[str, Any]
_THIN: Final = 3.0  # points; what is thinner is a line
_EVEN: Final = 24  # of 255: a place with less contrast shows no character
_TESTED: Final = 0.5
"""The share of a character's place that must be free of later ones to tell whether it is seen."""
_RIM: Final = 0.75  # points: a table's line may run along a cover's edge
_MOST: Final = 0.2
_FAR: Final = 0.3
_CLOSE: Final = 0.7
"""The shares of a character's width on which another stands too: one that the file writes
elsewhere, and its neighbour there, as a font may claim twice the width that it takes."""
_LEVEL: Final = 0.5
_BAND: Final = 5.0  # points


class _Cover(NamedTuple):
    """A filled rectangle or a picture, painted after so many of the page's characters."""

    box: Box
    after: int


def part_covered(
    page: PdfPage, drawn: pypdfium2.PdfPage, frame: Box, ink: PageInk
) -> tuple[list[Char], list[Box]]:
    """The page's characters (pdfplumber's) without those that something opaque was painted over and
    others printed on that; and the places that were painted over and nothing printed, or where it
    could not be told whether it is opaque."""
    chars: list[Char] = list(page.chars)
    covers = [cover for cover in _list_covers(page, frame) if cover.after]
    if not covers:
        return chars, []
    places = np.array([_place(char, frame) for char in chars])
    visible = np.array([not char["text"].isspace() for char in chars])
    across, along = places[:, 0::2].mean(axis=1), places[:, 1::2].mean(axis=1)
    hidden = np.zeros(len(chars), dtype=bool)
    unsure: list[Box] = []
    for box, after in covers:
        inside = (box.left < across) & (across < box.right)
        inside &= (box.top < along) & (along < box.bottom)
        under, over = inside[:after].nonzero()[0], after + inside[after:].nonzero()[0]
        under, over = under[visible[under]], over[visible[over]]
        seen = _is_seen(box, places[under], places[over], ink) if len(under) else True
        if seen:
            continue
        if len(over):
            hidden[under] = True
        if not len(over) or (seen is None and _is_translucent(drawn)):
            unsure.append(box)
    if hidden.sum() > _MOST * len(chars):  # the drawing lacks a font
        return chars, []
    return [char for char, gone in zip(chars, hidden, strict=True) if not gone], unsure


def _list_covers(page: PdfPage, frame: Box) -> Iterator[_Cover]:
    met = {"rect": 0, "curve": 0, "image": 0}
    drawn = 0
    for item in _walk(page.layout):
        if isinstance(item, LTChar):
            drawn += 1
            continue
        kind = _tell_kind(item)
        if kind is None:
            continue
        met[kind] += 1
        if drawn and min(item.width, item.height) > _THIN and (kind == "image" or item.fill):
            shape = page.objects[kind][met[kind] - 1]
            if kind != "curve" or _is_square(shape):
                left, top, right, bottom = _place(shape, frame)
                yield _Cover(Box(left, top, right, bottom), drawn)


def _walk(items: Iterable[Any]) -> Iterator[Any]:
    """What the page paints, in that order; pdfplumber lists each kind in it too."""
    for item in items:
        if isinstance(item, LTContainer):
            yield from _walk(item)
        else:
            yield item


def _tell_kind(item: object) -> str | None:
    if isinstance(item, LTRect):
        return "rect"
    if isinstance(item, LTImage):
        return "image"
    return "curve" if type(item) is LTCurve else None


def _is_square(curve: Char) -> bool:
    """True where each of its points is a corner of its box."""
    return all(
        min(abs(x - curve["x0"]), abs(x - curve["x1"])) < 1
        and min(abs(y - curve["top"]), abs(y - curve["bottom"])) < 1
        for x, y in curve["pts"]
    )


def _place(shape: Char, frame: Box) -> tuple[float, float, float, float]:
    return (
        shape["x0"] - frame.left,
        shape["top"] - frame.top,
        shape["x1"] - frame.left,
        shape["bottom"] - frame.top,
    )


def _is_seen(cover: Box, under: np.ndarray, over: np.ndarray, ink: PageInk) -> bool | None:
    """Whether the page shows any of the characters ``under`` a cover where none stands ``over``
    it; none where these leave too little of each to tell. Both are rows of a box each."""
    inner = np.add(cover, (_RIM, _RIM, -_RIM, -_RIM))
    under = np.hstack([np.maximum(under[:, :2], inner[:2]), np.minimum(under[:, 2:], inner[2:])])
    free = np.ones(ink.least.shape, dtype=bool)
    for row in over:
        free[cut_place(Box(*row), ink, 0.5)] = False
    tested = False
    for row in under:
        place = cut_place(Box(*row), ink, 0)
        bare = ink.least[place][free[place]]
        if bare.size and bare.size > _TESTED * free[place].size:
            tested = True
            if int(bare.max()) - int(bare.min()) >= _EVEN:
                return True
    return False if tested else None


def _is_translucent(page: pypdfium2.PdfPage) -> bool:
    """True where anything filled on the page lets through what is under it."""
    return any(
        raw.FPDFPageObj_HasTransparency(item.raw)
        for item in page.get_objects(max_depth=4)
        if item.type in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE)
    )


def doubt_overprinted(glyphs: Sequence[Glyph], unsure: Sequence[Box]) -> list[Glyph]:
    """The characters, unsure those that stand on one another and those in ``unsure`` places.

    Of digits on one another nothing is left to read: each reader puts the two figures together in
    the same way, and they would bear each other out.
    """
    doubted = {
        k
        for k, glyph in enumerate(glyphs)
        for box in unsure
        if box.left < glyph.centre[0] < box.right and box.top < glyph.centre[1] < box.bottom
    }
    double = _find_overprinted(glyphs)
    return [
        g._replace(text=UNREADABLE, sure=False)
        if k in double and g.text.isdecimal()
        else g._replace(sure=False)
        if k in double or k in doubted
        else g
        for k, g in enumerate(glyphs)
    ]


def _find_overprinted(glyphs: Sequence[Glyph]) -> set[int]:
    """The places in the list of those that share ground with the next from left to right on a line;
    a line is what has its middle in two bands of the page, one below the other."""
    bands: dict[int, list[tuple[float, int]]] = {}
    for k, glyph in enumerate(glyphs):
        if glyph.text.isalnum():
            band = int((glyph.top + glyph.bottom) / (2 * _BAND))
            bands.setdefault(band, []).append((glyph.left, k))
            bands.setdefault(band + 1, []).append((glyph.left, k))
    found: set[int] = set()
    for line in bands.values():
        line.sort()
        for (_, i), (left, j) in pairwise(line):
            one = glyphs[i]
            if left < one.right and _overlap(one, glyphs[j], _CLOSE if abs(i - j) == 1 else _FAR):
                found |= {i, j}
    return found


def _overlap(one: Glyph, other: Glyph, least: float) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    along = min(one.bottom, other.bottom) - max(one.top, other.top)
    width = min(one.right - one.left, other.right - other.left)
    height = min(one.bottom - one.top, other.bottom - other.top)
    return across > least * width and along > _LEVEL * height
