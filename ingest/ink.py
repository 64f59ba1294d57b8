"""The ink on a page between its rulings: marks, in which cell they stand, which line they form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.recogniser import Place
from ingest.rulings import Picture

Grey = NDArray[np.uint8]

_WALL: Final = 2.0  # points on either side of a wall's place
_THIN: Final = 2.2  # points: a wall's remains, and many a 1
_CRUMB: Final = 2.5  # points
_LONG: Final = 0.8  # of the side of a cell
_CUT: Final = (0.15, 0.85)  # of the side of a cell: walls are seen whole or, if pale, not at all
_CLOSE: Final = 5.0  # points
_SPECK: Final = 1.0  # points: a full stop of the smallest print
_BRIGHT: Final = 150
_REDDISH: Final = 40
"""Levels of red of a seal, and how far they are above green and blue."""
_SEALED: Final = 0.1  # inch, squared: less red than that is no stamp
_FAINTEST: Final = 24  # grey levels below the paper


def find_red(image: Picture, dpi: float) -> Grey:
    """1 where there is red ink, as of a stamp, 0 elsewhere. ``image`` is the page, RGB."""
    other = cv2.max(image[..., 1], image[..., 2])
    excess = cv2.subtract(image[..., 0], other)
    red = np.asarray(cv2.threshold(excess, _REDDISH, 1, cv2.THRESH_BINARY)[1], dtype=np.uint8)
    return red if cv2.countNonZero(red) >= (_SEALED * dpi) ** 2 else np.zeros_like(red)


def wash_stamps(clean: Grey, red: Grey, dpi: float) -> Grey:
    """The page without red, ``clean``, freed from the shade that red ink leaves in it: what is no
    darker than that becomes paper, what is darker keeps black."""
    levels = clean[(red > 0) & (clean > _BRIGHT)]
    if not len(levels):
        return clean
    shade = 255.0 - float(np.percentile(levels, 20))
    reach = 2 * max(1, round(0.015 * dpi)) + 1
    area = cv2.dilate(red, np.ones((reach, reach), np.uint8)) > 0
    washed = clean.copy()
    depth = np.maximum(255.0 - washed[area] - shade, 0) * (255 / (255 - shade))
    washed[area] = 255 - depth.astype(np.uint8)
    return washed


def find_dark(grey: Grey, dpi: float) -> Grey:
    """1 where there is ink, 0 elsewhere: what is darker than the paper around it by a third of
    what the page's ink is."""
    reach = max(3, round(dpi / 8)) | 1
    small = cv2.resize(grey, None, None, 1 / 4, 1 / 4, cv2.INTER_AREA)
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((reach // 4 | 1,) * 2, np.uint8))
    light = cv2.resize(cv2.blur(paper, (5, 5)), grey.shape[::-1], None, 0, 0, cv2.INTER_LINEAR)
    depth = cv2.subtract(light, cv2.blur(grey, (2, 2)))
    counts = cv2.calcHist([depth], [0], None, [256], [0, 256]).ravel()
    counts[:_FAINTEST] = 0
    inked = float(counts.sum())
    deep = int(np.searchsorted(np.cumsum(counts), 0.7 * inked)) if inked else 255
    return np.asarray(cv2.threshold(depth, max(_FAINTEST, deep // 3), 1, cv2.THRESH_BINARY)[1])


def find_marks(dark: Grey, cells: Sequence[Place], dpi: float) -> list[list[Place]]:
    """Connected marks of ink within each cell, but for the walls around it, what is left of them,
    and specks smaller than a full stop."""
    point = dpi / 72
    band = max(1, round(_WALL * point))
    left = dark.copy()
    for cell in cells:
        corners = (cell.left, cell.top), (cell.right, cell.bottom)
        cv2.rectangle(left, *corners, 0, 2 * band - 1)
    stats = np.asarray(cv2.connectedComponentsWithStats(left)[2])[1:]
    w, h, area = stats[:, 2], stats[:, 3], stats[:, 4]
    big = (np.maximum(w, h) >= _SPECK * point) & (area >= (_SPECK * point) ** 2 / 2)
    kept = stats[big]
    middle = kept[:, :2] + kept[:, 2:4] / 2
    order = np.argsort(middle[:, 1], kind="stable")
    kept, middle = kept[order], middle[order]
    found = []
    for cell in cells:
        first, last = np.searchsorted(middle[:, 1], (cell.top, cell.bottom))
        inside = (middle[first:last, 0] >= cell.left) & (middle[first:last, 0] < cell.right)
        marks = [
            Place(int(a), int(b), int(a + c), int(b + d))
            for a, b, c, d, _ in kept[first:last][inside]
        ]
        found.append([m for m in marks if not _is_wall(m, cell, point)])
    return found


def _is_wall(mark: Place, cell: Place, point: float) -> bool:
    """True for what is left of a wall: beside it, and nearly as long or hardly to be seen."""
    beside, above = touches_walls(mark, cell, point)
    if not beside and not above:
        return False
    if max(mark.width, mark.height) < _CRUMB * point:
        return True
    return (beside and mark.height > _LONG * cell.height) or (
        above and mark.width > _LONG * cell.width
    )


def touches_walls(mark: Place, cell: Place, point: float) -> tuple[bool, bool]:
    """Whether a thin upright mark stands at a side wall, and a flat one at the upper or lower: it
    may be a part of that."""
    reach, thin = round(_WALL * point) + 2, _THIN * point
    beside = min(mark.left - cell.left, cell.right - mark.right) <= reach
    above = min(mark.top - cell.top, cell.bottom - mark.bottom) <= reach
    return beside and mark.width <= thin, above and mark.height <= thin


def cuts_ink(dark: Grey, cell: Place, marks: Sequence[Place], dpi: float) -> bool:
    """True where the grid may cut a character of which the marks are a part: they stand close to a
    side wall of the cell, of which no more is seen than a character is high."""
    point = dpi / 72
    band = max(1, round(_WALL * point))
    for x in (cell.left, cell.right):
        if all(m.left > x + _CLOSE * point or m.right < x - _CLOSE * point for m in marks):
            continue
        side = dark[cell.top + band : cell.bottom - band, max(x - band, 0) : x + band + 1]
        seen = float(side.any(axis=1).mean()) if side.size else 0.0
        if _CUT[0] < seen < _CUT[1]:
            return True
    return False


def measure_height(marks: Sequence[Sequence[Place]], dpi: float) -> float:
    """The height of most characters in pixels; that of a 9 point figure where nothing tells."""
    point = dpi / 72
    heights = [m.height for cell in marks for m in cell if 4 * point < m.height < 20 * point]
    return float(np.median(heights)) if heights else 6.5 * point


def join_marks(marks: Sequence[Place], size: float) -> list[list[Place]]:
    """The marks in lines, top to bottom: those that share rows stand on one line. What is neither
    as high as a character nor as wide as a dash is noise; ``size`` is the height of a figure."""
    lines: list[list[Place]] = []
    for mark in sorted(marks, key=lambda m: -m.height):
        for line in lines:
            top, bottom = line[0].top, line[0].bottom
            if min(bottom, mark.bottom) - max(top, mark.top) >= 0.5 * mark.height:
                line.append(mark)
                break
        else:
            lines.append([mark])
    seen = [
        line
        for line in lines
        if any(m.height >= 0.55 * size or m.width >= 0.35 * size for m in line)
    ]
    return sorted(seen, key=lambda line: enclose(line).top)


def split_rows(marks: Sequence[Place], tallest: float) -> list[list[Place]]:
    """The marks in rows, top to bottom, none higher than ``tallest`` unless its marks overlap."""
    rows: list[list[Place]] = []
    bottom, top = 0, 0
    for mark in sorted(marks, key=lambda m: m.top):
        if rows and (mark.top < bottom or max(bottom, mark.bottom) - top <= tallest):
            rows[-1].append(mark)
        else:
            rows.append([mark])
            top = mark.top
        bottom = max(bottom, mark.bottom) if len(rows[-1]) > 1 else mark.bottom
    return rows


def enclose(places: Sequence[Place]) -> Place:
    return Place(
        min(p.left for p in places),
        min(p.top for p in places),
        max(p.right for p in places),
        max(p.bottom for p in places),
    )


def list_glyphs(marks: Sequence[Place], size: float) -> list[Place]:
    """The characters of a figure, from left to right: marks above one another are one, and what
    is smaller than a full stop is none."""
    glyphs: list[Place] = []
    for mark in sorted(m for m in marks if max(m.width, m.height) >= 0.12 * size):
        if glyphs and glyphs[-1].right - mark.left >= 0.4 * min(mark.width, glyphs[-1].width):
            glyphs[-1] = enclose((glyphs[-1], mark))
        else:
            glyphs.append(mark)
    return glyphs
