"""Whether the text that a PDF page names is the text that it shows.

A page is drawn and its ink held against its characters: a text layer may be in a wrong encoding,
lack characters that are drawn as pictures, or lie unseen over a scan.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from ctypes import c_int
from typing import Final, NamedTuple

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from pypdfium2 import raw

from documents.places import Box
from ingest.pages import RuledCell, RuledTable
from ingest.pdfchars import Glyph
from ingest.pdfshapes import PageShapes, Shape, is_line

_SCALE: Final = 2.0  # pixels to a point
_DARK: Final = 140  # of 255, in every channel: a red stamp is no text
_FAINT: Final = 24
_BAD_SHARE: Final = 0.05
_COMMON_SHARE: Final = 0.8
_MOST_HIDDEN: Final = 0.2
_CELL_INK: Final = 12  # pixels; the thinnest 1 of a table has twice as many
_PAGE_INK: Final = 2_000
_TRACES: Final = 1_000  # pixels; a line of text has several times as many
_INSET: Final = 2.5  # points between a cell's wall and what stands in it
_IMAGE_PAGE: Final = 0.5
_ENOUGH: Final = 20


class PageInk(NamedTuple):
    """A page drawn at two pixels to a point: which pixels are ``dark``, and the least of each
    one's channels."""

    dark: NDArray[np.bool_]
    least: NDArray[np.uint8]


def draw_page(page: pypdfium2.PdfPage) -> PageInk:
    picture = page.render(scale=_SCALE).to_numpy()
    blue, green, red = (picture[:, :, k] for k in range(3))
    most = np.maximum(np.maximum(blue, green), red)
    return PageInk(most < _DARK, np.minimum(np.minimum(blue, green), red))


def is_blank(ink: PageInk) -> bool:
    """True where the page shows nothing: no ink that is dark, and hardly any that is fainter but
    for the paper's own shade, as on a pale scan."""
    if ink.dark.any():
        return False
    paper = float(np.median(ink.least))
    return int((ink.least < paper - _FAINT).sum()) < _TRACES


def doubt_hidden(glyphs: Sequence[Glyph], ink: PageInk) -> tuple[list[Glyph], bool]:
    """The characters, those that nobody sees on the page unsure; and whether the drawing can be
    trusted: where many are not seen, it lacks a font."""
    seen = [g.text.isspace() or _is_seen(g, ink) for g in glyphs]
    if seen.count(False) > _MOST_HIDDEN * len(glyphs):
        return list(glyphs), False
    return [g if ok else g._replace(sure=False) for g, ok in zip(glyphs, seen, strict=True)], True


def _is_seen(glyph: Glyph, ink: PageInk) -> bool:
    """True where something is drawn at the character's place or within its size beside it, as
    another font in place of one that is not in the file may draw it."""
    size = glyph.bottom - glyph.top
    around = Box(glyph.left - size, glyph.top, glyph.right + size, glyph.bottom)
    part = ink.least[cut_place(around, ink, 0)]
    return part.size == 0 or int(part.max()) - int(part.min()) >= _FAINT


def is_misencoded(glyphs: Iterable[Glyph]) -> bool:
    """True where many characters have no name, or hardly any is one that Chinese texts use."""
    visible = [g for g in glyphs if not g.text.isspace()]
    if len(visible) < _ENOUGH:
        return False
    if sum(not g.sure for g in visible) > _BAD_SHARE * len(visible):
        return True
    words = [c for g in visible for c in g.text if ord(c) > 0x2FF or c.isalpha()]
    strange = sum(not _is_common(c) for c in words)
    return len(words) >= _ENOUGH and strange > (1 - _COMMON_SHARE) * len(words)


def _is_common(character: str) -> bool:
    """True for ASCII, punctuation and the 6,763 characters of GB 2312."""
    return (
        character.isascii()
        or len(character.encode("gb2312", "ignore")) == 2
        or not (character.isalpha())
    )


def is_scan(page: pypdfium2.PdfPage) -> bool:
    """True where a picture fills most of the page and no text is drawn over it to be seen."""
    width, height = page.get_size()
    covered = 0.0
    seen = 0
    for item in page.get_objects(max_depth=4):
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = item.get_bounds()
            covered = max(covered, abs(right - left) * abs(top - bottom))
        elif item.type == raw.FPDF_PAGEOBJ_TEXT:
            mode: c_int | int = raw.FPDFTextObj_GetTextRenderMode(item.raw)
            seen += mode not in (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
    return covered > _IMAGE_PAGE * width * height and seen < 3


def shows_more(
    ink: PageInk,
    glyphs: Sequence[Glyph],
    shapes: PageShapes,
    tables: Sequence[RuledTable],
) -> bool:
    """True where the page shows ink that no character accounts for: anywhere in a cell of a table,
    or outside tables as much as a paragraph."""
    covered = np.zeros(ink.dark.shape, dtype=bool)
    for shape in shapes.drawn:
        if shape["object_type"] == "curve" and not is_line(shape):
            continue
        covered[cut_place(_bound(shape), ink, 1.5)] = True
    for glyph in glyphs:
        if not glyph.text.isspace():
            covered[cut_place(glyph, ink, 0.25 * (glyph.bottom - glyph.top))] = True
    bare = ink.dark & ~covered
    for table in tables:
        for cell in table.cells:
            place = cut_place(cell.box, ink, -_INSET)
            if bare[place].sum() >= _CELL_INK and _has_more(cell, ink.dark[place], bare[place]):
                return True
    for image in shapes.images:
        box = _bound(image)
        area = (box.right - box.left) * (box.bottom - box.top)
        if area < _IMAGE_PAGE * ink.dark.size / _SCALE**2:
            bare[cut_place(box, ink, 1)] = False
    shown = int((ink.dark & covered).sum())
    return int(bare.sum()) > max(_PAGE_INK, 0.25 * shown)


def _has_more(cell: RuledCell, dark: NDArray[np.bool_], bare: NDArray[np.bool_]) -> bool:
    """True where the ink of a cell is more than its characters'. Where a font is not in the file,
    characters are drawn beside the places that the file says: figures are counted then."""
    text = "".join(run.text for run in cell.runs).replace(" ", "")
    if text.isdigit():
        columns = dark.any(axis=0).astype(np.int8)
        return int((np.diff(columns, prepend=0) == 1).sum()) > len(text)
    return 2 * int(bare.sum()) > int(dark.sum())


def _bound(shape: Shape) -> Box:
    return Box(shape["x0"], shape["top"], shape["x1"], shape["bottom"])


def cut_place(place: Box | Glyph, ink: PageInk, spread: float) -> tuple[slice, slice]:
    """The drawing's pixels of a place on the page, ``spread`` points wider on all sides."""
    height, width = ink.dark.shape

    def scale(value: float, most: int) -> int:
        return min(most, max(0, round(value * _SCALE)))

    return (
        slice(scale(place.top - spread, height), scale(place.bottom + spread, height)),
        slice(scale(place.left - spread, width), scale(place.right + spread, width)),
    )
