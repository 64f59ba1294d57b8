"""The sheet of paper in a photo: its outline against what it lies on."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from ingest.rulings import Floats, Picture

_LOOKED_AT: Final = 500  # pixels along the longer side
_RATIO: Final = 2**0.5  # of A4
_UNLIKE: Final = 0.15
_SLANTED: Final = 0.3  # what steep perspective may add; half a sheet is off by half
_SMALLEST: Final = 0.25  # of the picture


def find_sheet(image: Picture) -> tuple[Floats, tuple[int, int]] | None:
    """The map that makes the sheet an upright rectangle, and its size (width, height) in pixels
    of the picture; null where no sheet is seen, the picture being all page."""
    scale = min(1.0, _LOOKED_AT / max(image.shape[:2]))
    small = cv2.resize(image, None, None, scale, scale, cv2.INTER_AREA)
    corners = _find_corners(small)
    if corners is None:
        return None
    corners = (corners + 0.5) / scale - 0.5
    width, height = _measure_sides(corners)
    ratio = _find_ratio(width, height, _SLANTED)
    if ratio is not None:
        area = width * height
        width, height = (area / ratio) ** 0.5, (area * ratio) ** 0.5
    size = round(width), round(height)
    target = np.array(
        [[0, 0], [size[0] - 1, 0], [size[0] - 1, size[1] - 1], [0, size[1] - 1]], dtype=np.float32
    )
    return np.asarray(cv2.getPerspectiveTransform(corners.astype(np.float32), target), float), size


def _measure_sides(corners: Floats) -> tuple[float, float]:
    top, right, bottom, left = (
        float(np.linalg.norm(corners[i] - corners[(i + 1) % 4])) for i in range(4)
    )
    return (top + bottom) / 2, (left + right) / 2


def _find_ratio(width: float, height: float, unlike: float) -> float | None:
    """The ratio of A4's sides, upright or across, where the sheet's is about that."""
    ratios = (_RATIO, 1 / _RATIO)
    return next((r for r in ratios if abs(height / width / r - 1) < unlike), None)


def _find_corners(image: Picture) -> Floats | None:
    """Top left, top right, bottom right and bottom left corner of the largest bright sheet.

    A shadow parts a sheet in two: what is bright then has not the shape of paper, and what is a
    little darker belongs to it.
    """
    hsv = cv2.cvtColor(cv2.GaussianBlur(image, (5, 5), 0), cv2.COLOR_RGB2HSV)
    paper = np.asarray(cv2.subtract(hsv[..., 2], (hsv[..., 1] // 2).astype(np.uint8)), np.uint8)
    levels = [_split(paper)]
    levels.append(_split(paper[paper <= levels[0]]))
    found = [c for x in levels if (c := _find_outline(paper, x)) is not None]
    return next((c for unlike in (_UNLIKE, _SLANTED) for c in found if _is_paper(c, unlike)), None)


def _is_paper(corners: Floats, unlike: float) -> bool:
    return _find_ratio(*_measure_sides(corners), unlike) is not None


def _split(values: Picture) -> float:
    """The level between the dark and the bright ones of the values (Otsu's)."""
    if not values.size:
        return 0.0
    return float(cv2.threshold(values.reshape(1, -1), 0, 255, cv2.THRESH_OTSU)[0])


def _find_outline(paper: Picture, level: float) -> Floats | None:
    bright = cv2.threshold(paper, level, 255, cv2.THRESH_BINARY)[1]
    bright = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    bright = cv2.morphologyEx(bright, cv2.MORPH_OPEN, np.ones((9, 9), np.uint8))
    outlines, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not outlines:
        return None
    outline = max(outlines, key=cv2.contourArea)
    height, width = paper.shape
    if cv2.contourArea(outline) < _SMALLEST * height * width:
        return None
    hull = cv2.convexHull(outline)
    rough = _fit_quadrilateral(hull)
    if rough is None:
        return None
    corners = _refine(rough, outline.reshape(-1, 2).astype(np.float64), (width, height))
    area = abs(cv2.contourArea(corners.astype(np.float32)))
    if not 0.93 < cv2.contourArea(outline) / max(area, 1.0) < 1.07:
        return None
    return corners if _shows_background(corners, paper, level) else None


def _fit_quadrilateral(hull: Picture) -> Floats | None:
    reach = cv2.arcLength(hull, True)
    for share in np.arange(0.01, 0.11, 0.01):
        corners = cv2.approxPolyDP(hull, share * reach, True).reshape(-1, 2).astype(np.float64)
        if len(corners) == 4:
            return _order(corners)
        if len(corners) < 4:
            return None
    return None


def _order(corners: Floats) -> Floats:
    """Clockwise from the corner nearest to the top left."""
    middle = corners.mean(axis=0)
    angles = np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0])
    corners = corners[np.argsort(angles)]
    first = int(np.argmin(corners.sum(axis=1)))
    return np.roll(corners, -first, axis=0)


def _refine(corners: Floats, outline: Floats, size: tuple[int, int]) -> Floats:
    """Corners where straight lines through the outline's four sides cross."""
    sides = []
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        along = end - start
        length = max(float(np.linalg.norm(along)), 1.0)
        along = along / length
        way = (outline - start) @ along
        off = (outline - start) @ np.array([-along[1], along[0]])
        near = (np.abs(off) < 0.03 * length + 2) & (way > 0.08 * length) & (way < 0.92 * length)
        if near.sum() < 10:
            return corners
        vx, vy, x, y = cv2.fitLine(
            outline[near].astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01
        ).ravel()
        sides.append(np.array([vy, -vx, vx * y - vy * x], dtype=np.float64))
    points = [np.cross(sides[i - 1], sides[i]) for i in range(4)]
    if any(abs(p[2]) < 1e-9 for p in points):
        return corners
    return np.array([p[:2] / p[2] for p in points])


def _shows_background(corners: Floats, paper: Picture, level: float) -> bool:
    """True where at least two sides are seen with something much darker beyond them."""
    height, width = paper.shape
    middle = corners.mean(axis=0)
    seen = 0
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        share = np.linspace(0.1, 0.9, 40)[:, None]
        side = start + share * (end - start)
        out = np.array([end[1] - start[1], start[0] - end[0]])
        out = out / max(float(np.linalg.norm(out)), 1.0)
        if out @ (side.mean(axis=0) - middle) < 0:
            out = -out
        beyond = np.rint(side + 5 * out).astype(int)
        within = np.rint(side - 5 * out).astype(int)
        inside = (
            (beyond >= 0).all(axis=1)
            & (beyond < (width, height)).all(axis=1)
            & (within >= 0).all(axis=1)
            & (within < (width, height)).all(axis=1)
        )
        if inside.sum() < 20:
            continue
        step = (
            paper[within[inside][:, 1], within[inside][:, 0]].astype(int)
            - paper[beyond[inside][:, 1], beyond[inside][:, 0]]
        )
        seen += float(np.median(step)) > 25
    return seen >= 2
