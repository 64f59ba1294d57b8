"""What a PDF page draws beside its characters, in the frame that a viewer shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from pdfplumber.page import Page as PdfPage

from documents.places import Box

Shape = dict[str, Any]
_THIN: Final = 3.0


class PageShapes(NamedTuple):
    """Lines, rectangles and curves, and pictures: pdfplumber's objects, moved into the frame."""

    drawn: list[Shape]
    images: list[Shape]


def find_frame(page: PdfPage) -> Box:
    """The part of the page that is shown (the crop box, ISO 32000, 14.11.2), where pdfplumber
    counts it."""
    left, top, right, bottom = (float(side) for side in page.cropbox)
    outer = page.bbox
    return Box(max(left, outer[0]), max(top, outer[1]), min(right, outer[2]), min(bottom, outer[3]))


def read_shapes(page: PdfPage, frame: Box) -> PageShapes:
    drawn = [*page.lines, *page.rects, *page.curves]
    images = list(page.images)
    if frame.left or frame.top:
        drawn = [move_shape(shape, frame) for shape in drawn]
        images = [move_shape(shape, frame) for shape in images]
    return PageShapes(drawn, images)


def move_shape(shape: Mapping[str, Any], frame: Box) -> Shape:
    """The object with its places counted from the frame's top left."""
    moved = dict(shape)
    for side in ("x0", "x1"):
        moved[side] -= frame.left
    for side in ("top", "bottom"):
        moved[side] -= frame.top
    if "pts" in moved:
        moved["pts"] = [(x - frame.left, y - frame.top) for x, y in moved["pts"]]
    return moved


def is_line(shape: Mapping[str, Any]) -> bool:
    """True for what is as thin as a line; the outline of a figure is not."""
    return bool(min(shape["width"], shape["height"]) <= _THIN)
