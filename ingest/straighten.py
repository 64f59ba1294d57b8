"""A page picture set straight: a photo's sheet cut out, turned upright, rulings level and plumb.

All corrections are one projective map, so the picture is resampled once and text stays sharp.
Whether a page stands on its head cannot be told from its lines: the reader of its characters
turns it over where they read better so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.rulings import Floats, Picture, Strokes, read_ink, trace_strokes
from ingest.sheet import find_sheet

_WORKING: Final = 1_400  # pixels along the longer side, where directions are measured
_LARGEST: Final = 2_600  # pixels: 220 dpi of A4; recognisers gain nothing above
_A4: Final = (8.27, 11.69)  # inch
_UNEVEN: Final = 16  # grey levels between the lightest and the darkest paper


@dataclass(frozen=True, slots=True)
class Straightened:
    """``image`` is the upright page, RGB; its size is the page that regions refer to.

    ``transform`` maps homogeneous pixel coordinates of the picture as it came to those of
    ``image``; ``dpi`` is the resolution of ``image``; ``is_sheet`` tells that the sheet was seen
    against a background and cut out.
    """

    image: NDArray[np.uint8]
    dpi: float
    transform: Floats
    is_sheet: bool = False

    def turn_over(self) -> Straightened:
        """The same page turned by half."""
        height, width = self.image.shape[:2]
        half = np.array([[-1.0, 0.0, width - 1.0], [0.0, -1.0, height - 1.0], [0.0, 0.0, 1.0]])
        image = np.ascontiguousarray(self.image[::-1, ::-1])
        return Straightened(image, self.dpi, half @ self.transform, self.is_sheet)


def straighten(image: Picture, dpi: float) -> Straightened:
    """The page of a picture (RGB) of about that resolution, straight and evenly lit."""
    height, width = image.shape[:2]
    scale = min(1.0, _WORKING / max(height, width))
    small = cv2.resize(image, None, None, scale, scale, cv2.INTER_AREA) if scale < 1 else image
    to_small = _scale(small.shape[1] / width, small.shape[0] / height)
    sheet = find_sheet(small)
    if sheet is None:
        page, size = np.eye(3), (small.shape[1], small.shape[0])
    else:
        page, size = sheet
        dpi = max(size) / _A4[1] / scale
    ink, _ = read_ink(small, dpi * scale)
    grey = cv2.warpPerspective(ink, page, size, borderMode=cv2.BORDER_REPLICATE)
    level = np.linalg.inv(to_small) @ _level(grey, dpi * scale)
    return _draw(
        image, level @ page @ to_small, _outline(level, size), dpi, is_sheet=sheet is not None
    )


def _scale(x: float, y: float) -> Floats:
    """Scaling about the corner of the corner pixel: pixels have their centre at whole numbers."""
    return np.array([[x, 0.0, 0.5 * x - 0.5], [0.0, y, 0.5 * y - 0.5], [0.0, 0.0, 1.0]])


def _level(grey: Picture, dpi: float) -> Floats:
    """The map that sets a page upright (or on its head) and its rulings and lines level."""
    dark = _darkness(grey, dpi)
    skew = _find_skew(dark, (0, 1), 10.0, 1.0, 500)
    turn = _rotate(grey, skew)
    turned = _apply(turn, dark)
    skew = _find_skew(turned, (0, 1), 0.75, 0.25, 500)
    turn = _rotate(grey, skew) @ turn
    turned = _apply(turn, grey)
    across, down = trace_strokes(turned, dpi), trace_strokes(turned.T.copy(), dpi, turned=True)
    if _runs_down(turned, across, down, dpi):
        quarter = np.array([[0.0, -1.0, len(grey) - 1.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
        turn = quarter @ turn
        turned = np.ascontiguousarray(np.rot90(turned, -1))
        across, down = trace_strokes(turned, dpi), trace_strokes(turned.T.copy(), dpi, turned=True)
    skew = _find_skew(_darkness(turned, dpi), (1,), 0.3, 0.05, 1000)
    return _square(turned, across, down, dpi, np.radians(skew)) @ turn


def _apply(move: Floats, grey: Picture) -> Picture:
    size = (grey.shape[1], grey.shape[0])
    return cv2.warpPerspective(grey, move, size, borderMode=cv2.BORDER_REPLICATE)


def _rotate(grey: Picture, degrees: float) -> Floats:
    height, width = grey.shape
    centre = ((width - 1) / 2, (height - 1) / 2)
    return np.vstack([cv2.getRotationMatrix2D(centre, degrees, 1.0), [0.0, 0.0, 1.0]])


def _darkness(grey: Picture, dpi: float) -> Picture:
    """Ink in white on black, the paper's own shade taken off."""
    reach = 2 * round(0.1 * dpi) + 1
    paper = cv2.blur(cv2.dilate(grey, np.ones((5, 5), np.uint8)), (reach, reach))
    return cv2.subtract(cv2.subtract(paper, grey), np.full_like(grey, 20))


def _find_skew(
    dark: Picture, sides: tuple[int, ...], reach: float, step: float, longer: int
) -> float:
    """Degrees, counted as OpenCV does, by which to turn the page so that lines of text and
    rulings fall into rows: then the sums along ``sides`` (1: of rows, 0: of columns) jump the
    most. ``longer`` is the size in pixels at which they are looked at."""
    scale = min(1.0, longer / max(dark.shape))
    small = cv2.resize(dark, None, None, scale, scale, cv2.INTER_AREA)

    def measure(degrees: float) -> float:
        turned = cv2.warpAffine(small, _rotate(small, degrees)[:2], small.shape[::-1])
        sums = [cv2.reduce(turned, side, cv2.REDUCE_SUM, None, cv2.CV_32S) for side in sides]
        return float(sum(np.square(np.diff(p.ravel() / 1e3)).sum() for p in sums))

    count = round(reach / step)
    tried = sorted((step * k for k in range(-count, count + 1)), key=abs)
    return max(tried, key=measure)


def _runs_down(grey: Picture, across: Strokes, down: Strokes, dpi: float) -> bool:
    """True where lines of text run down the picture: there characters touch their neighbours
    above and below before those at their sides."""
    dark = cv2.threshold(_darkness(grey, dpi), 5, 1, cv2.THRESH_BINARY)[1]
    rules = cv2.dilate(cv2.max(across.ink, down.ink), np.ones((3, 3), np.uint8))
    long = _keep_long(rules, dpi)
    text = cv2.subtract(dark, long)
    reach = 2 * round(0.025 * dpi) + 1
    left = [
        cv2.connectedComponents(cv2.morphologyEx(text, cv2.MORPH_CLOSE, np.ones(k, np.uint8)))[0]
        for k in ((1, reach), (reach, 1))
    ]
    return left[1] < 0.95 * left[0]


def _keep_long(ink: Picture, dpi: float) -> Picture:
    """Of the rulings, those too large to be strokes of characters."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink)
    long = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) > 0.6 * dpi
    long[0] = False
    return np.asarray(long[labels], dtype=np.uint8)


def _square(grey: Picture, across: Strokes, down: Strokes, dpi: float, slope: float) -> Floats:
    """The map under which lines across meet far off to the side and lines down far below.

    Lines through one point have slopes that are linear in their distance from each other: two
    numbers for each direction, found from all strokes at once.
    """
    height, width = grey.shape
    centre = np.array([(width - 1) / 2, (height - 1) / 2])
    half = max(width, height) / 2
    rows = _fit_pencil(_keep_rules(across, dpi), centre, half, slope)
    columns = _fit_pencil(_keep_rules(down, dpi), centre[::-1], half, -rows[0])
    # vanishing points of both, in coordinates from the centre, half the longer side being 1
    far_right = np.array([1.0, rows[0], -rows[1]])
    far_down = np.array([columns[0], 1.0, -columns[1]])
    horizon = np.cross(far_right, far_down)
    flat = np.eye(3)
    flat[2] = horizon / horizon[2]
    shear = np.eye(3)
    shear[:2, :2] = np.linalg.inv([[1.0, columns[0]], [rows[0], 1.0]])
    norm = np.array([[1 / half, 0, -centre[0] / half], [0, 1 / half, -centre[1] / half], [0, 0, 1]])
    return np.asarray(np.linalg.inv(norm) @ shear @ flat @ norm)


def _keep_rules(strokes: Strokes, dpi: float) -> Floats:
    """The lines of strokes that are no part of characters."""
    lines = strokes.lines
    return lines[lines[:, 1] - lines[:, 0] > 0.4 * dpi]


def _fit_pencil(lines: Floats, centre: Floats, half: float, slope: float) -> tuple[float, float]:
    """Slope at the centre and its change over half a page, of lines weighed by their length.

    ``slope`` is what the lines of text say of the slope at the centre. Lines across are described
    by (x, y), lines down by (y, x), ``centre`` likewise.
    """
    length = np.maximum(lines[:, 1] - lines[:, 0], 1.0)
    slopes = (lines[:, 3] - lines[:, 2]) / length
    middle = (lines[:, 2] + lines[:, 3]) / 2
    places = middle + slopes * (centre[0] - (lines[:, 0] + lines[:, 1]) / 2) - centre[1]
    known = np.stack([np.ones_like(places), places / half], axis=1)
    # a stroke's slope is off by half a pixel over its length, longer ones have more pixels too
    sure = np.square(length / 0.5) * length / 100
    prior = np.diag([1 / 0.002**2, 1 / 0.005**2])
    found = np.array([slope, 0.0])
    weight = sure
    for _ in range(8):
        normal = (known * weight[:, None]).T @ known + prior
        right = (known * weight[:, None]).T @ slopes + prior @ [slope, 0.0]
        found = np.linalg.solve(normal, right)
        off = (slopes - known @ found) * np.sqrt(sure)
        weight = sure / (1 + np.square(off / 4)) ** 2
    return float(found[0]), float(found[1])


def _outline(move: Floats, size: tuple[int, int]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a picture of that size when moved."""
    width, height = size
    corners = np.array([[[0, 0], [width - 1, 0], [width - 1, height - 1], [0, height - 1]]], float)
    moved = cv2.perspectiveTransform(corners, move)[0]
    (left, top), (right, bottom) = moved.min(axis=0), moved.max(axis=0)
    return float(left), float(top), float(right), float(bottom)


def _draw(
    image: Picture,
    moves: Floats,
    outline: tuple[float, float, float, float],
    dpi: float,
    *,
    is_sheet: bool,
) -> Straightened:
    """The picture moved, at its own resolution or what is of use of it, and evenly lit."""
    left, top, right, bottom = outline
    size = max(right - left, bottom - top) + 1
    zoom = min(1.0, _LARGEST / size)
    away = np.array([[1.0, 0.0, -left], [0.0, 1.0, -top], [0.0, 0.0, 1.0]])
    transform = _scale(zoom, zoom) @ away @ moves
    canvas = (round((right - left + 1) * zoom), round((bottom - top + 1) * zoom))
    source, move = image, transform
    if zoom < 0.75:
        shrink = zoom * 1.3
        source = cv2.resize(image, None, None, shrink, shrink, cv2.INTER_AREA)
        ratio = _scale(source.shape[1] / image.shape[1], source.shape[0] / image.shape[0])
        move = transform @ np.linalg.inv(ratio)
    if source.shape[1::-1] != canvas or np.abs(_shift(move, canvas)).max() > 0.3:
        source = cv2.warpPerspective(
            source, move, canvas, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
        )
    return Straightened(_even_light(source), dpi * zoom, transform, is_sheet)


def _shift(move: Floats, size: tuple[int, int]) -> Floats:
    """How far each corner of a picture of that size moves, in pixels."""
    width, height = size
    corners = np.array([[[0, 0], [width, 0], [width, height], [0, height]]], dtype=np.float64)
    return np.asarray(cv2.perspectiveTransform(corners, move) - corners)


def _even_light(image: Picture) -> NDArray[np.uint8]:
    """The picture divided by its paper's light, where shadows or lamps make that uneven."""
    small = cv2.resize(image, None, None, 1 / 8, 1 / 8, cv2.INTER_AREA)
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    paper = cv2.blur(paper, (15, 15))
    light = cv2.cvtColor(paper, cv2.COLOR_RGB2GRAY)
    if np.subtract(*np.percentile(light, (95, 5))) < _UNEVEN:
        return np.asarray(image, dtype=np.uint8)
    full = cv2.resize(paper, image.shape[1::-1], None, 0, 0, cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(image, full, None, 245), dtype=np.uint8)
