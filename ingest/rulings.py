"""The ruling lines of a page picture: where they run, and how much of them is seen.

A ruling is thinner than a stroke of text is long: across it the picture is bright, dark, bright
within a millimetre, and it stays so for longer than a character is wide. The test is local, so a
grey hairline on a shaded page is found as a black one on white.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

Picture = MatLike
Floats = NDArray[np.float64]

_THICKEST: Final = 0.05  # inch: 3.6 pt, two doubled hairlines among them
_SHORTEST: Final = 0.15  # inch: the lowest row that holds a line of text
_SPECKLE: Final = 0.025  # inch: a break that JPEG or a dry pen leaves in a line
_BESIDE: Final = 0.045  # inch: nearer than the text of a cell comes to its borders
_LONG: Final = 1.0  # inch
_UPRIGHT_LONG: Final = 0.32  # inch: characters do not run on downwards
_BUSY: Final = (0.4, 0.3)  # share of a side that may be ink, of long and of short pieces
_WHOLE: Final = 0.9  # of a long piece that is seen without a gap
_SCATTER: Final = 0.014  # inch, of a ruling's ink about its line: half of what a thick one has
_BEND: Final = 0.003  # of its length
_CLEAR: Final = 10  # grey levels that long rulings stand out by: no need to look for paler ones
_EVENED: Final = 0.1  # inch
_FAINT_SHORTEST: Final = 0.7  # inch
_FAINTEST: Final = 8  # grey levels below the paper
_SEAL: Final = (0.6, 3.0)  # inch: an official seal measures 3.8 to 4.5 cm, a private one 1.6 cm


@dataclass(frozen=True, slots=True)
class Strokes:
    """Straight pieces of rulings of one direction, as they are seen.

    ``lines`` has a row for each: where it begins and ends along its direction, and its place
    across it at both ends, in pixels. ``ink`` is 1 where such a piece runs, 0 elsewhere.
    """

    lines: Floats
    ink: Picture


@dataclass(frozen=True, slots=True)
class Rulings:
    """``seals`` are the boxes (left, top, right, bottom) of red seals, in pixels."""

    dpi: float
    horizontal: Strokes
    vertical: Strokes
    seals: tuple[tuple[int, int, int, int], ...] = ()


def find_rulings(image: Picture, dpi: float) -> Rulings:
    """The rulings of an upright page picture (RGB, height x width x 3) of that resolution."""
    ink, seals = read_ink(image, dpi)
    return Rulings(dpi, trace_strokes(ink, dpi), trace_strokes(_turn(ink), dpi, turned=True), seals)


def read_ink(
    image: Picture, dpi: float
) -> tuple[NDArray[np.uint8], tuple[tuple[int, int, int, int], ...]]:
    """The page in grey without what is stamped on it in red, and where seals are.

    Red ink is as bright as paper in the red channel; where nothing is red the grey is kept, for
    a line drawn in blue is darker in it.
    """
    red = cv2.extractChannel(image, 0)
    other = cv2.max(cv2.extractChannel(image, 1), cv2.extractChannel(image, 2))
    grey = np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    excess = cv2.threshold(cv2.subtract(red, other), 40, 1, cv2.THRESH_BINARY)[1]
    if cv2.countNonZero(excess) < (0.1 * dpi) ** 2:
        return grey, ()
    reach = 2 * max(1, round(0.01 * dpi)) + 1
    stamped = cv2.dilate(excess, np.ones((reach, reach), np.uint8))
    # thin ink lets the red of dense ink be brighter than itself, never darker
    paper = float(np.percentile(red[excess > 0], 60))
    cv2.copyTo(cv2.convertScaleAbs(red, None, 255 / max(paper, 1.0)), stamped, grey)
    return grey, _find_seals(excess, dpi)


def _find_seals(red: Picture, dpi: float) -> tuple[tuple[int, int, int, int], ...]:
    """Boxes of round or square red shapes; a red letterhead is wide, a red rule thin."""
    step = max(1, round(dpi / 25))
    height, width = red.shape
    small = cv2.resize(
        red * 255, (width // step + 1, height // step + 1), None, 0, 0, cv2.INTER_AREA
    )
    joined = cv2.morphologyEx(
        (small > 20).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8)
    )
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    least, most = (size * dpi / step for size in _SEAL)
    return tuple(
        (int(x * step), int(y * step), int((x + w) * step), int((y + h) * step))
        for x, y, w, h, _ in stats[1:]
        if least <= min(w, h) and max(w, h) <= most and max(w, h) <= 2 * min(w, h)
    )


def _turn(image: Picture) -> Picture:
    return np.ascontiguousarray(image.T)


def trace_strokes(grey: Picture, dpi: float, *, turned: bool = False) -> Strokes:
    """The pieces of rulings that run along the rows of ``grey``, a few degrees off at most.

    ``turned`` tells that ``grey`` is the page's transpose: its ``ink`` is turned back.
    """
    lines, ink, contrast = _trace(grey, dpi, turned=turned)
    long = lines[:, 1] - lines[:, 0] > _LONG * dpi
    if not long.any() or np.median(contrast[long]) < _CLEAR:
        faint, pale, _ = _trace(grey, dpi, turned=turned, faint=True)
        lines, ink = np.concatenate([lines, faint]), cv2.max(ink, pale)
    return Strokes(lines, _turn(ink) if turned else ink)


def _trace(
    grey: Picture, dpi: float, *, turned: bool, faint: bool = False
) -> tuple[Floats, Picture, Floats]:
    """Long pieces are found even where they are as faint as the paper's grain: over their length
    that evens out."""
    hat = _stand_out(grey, dpi, round(_EVENED * dpi) if faint else 5)
    seen = cv2.threshold(hat, _choose_level(hat, faint=faint), 1, cv2.THRESH_BINARY)[1]
    seen = cv2.dilate(seen, np.ones((3, 1), np.uint8))
    bridge = 2 * max(1, round(_SPECKLE * dpi / 2)) + 1
    joined = cv2.morphologyEx(seen, cv2.MORPH_CLOSE, np.ones((1, bridge), np.uint8))
    shortest = round((_FAINT_SHORTEST if faint else _SHORTEST) * dpi)
    ink = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((1, shortest), np.uint8))
    return _fit_lines(ink, seen, hat, dpi, turned=turned, faint=faint)


def _stand_out(grey: Picture, dpi: float, length: int) -> Picture:
    """How much darker than the paper above and below it each pixel is, evened over ``length``."""
    along = cv2.blur(grey, (length, 1))
    reach = 2 * round(_THICKEST * dpi / 2) + 1
    closed = cv2.morphologyEx(along, cv2.MORPH_CLOSE, np.ones((reach, 1), np.uint8))
    return cv2.subtract(closed, along)


def _choose_level(hat: Picture, *, faint: bool) -> float:
    """Above the paper's grain: of a page, far less than a quarter is ink."""
    counts = np.cumsum(cv2.calcHist([hat], [0], None, [256], [0, 256]).ravel())
    grain = int(np.searchsorted(counts, 0.75 * counts[-1]))
    return max(_FAINTEST / 2, 2 * grain) if faint else max(_FAINTEST, 2.5 * grain)


def _fit_lines(
    ink: Picture, seen: Picture, hat: Picture, dpi: float, *, turned: bool, faint: bool
) -> tuple[Floats, Picture, Floats]:
    """A straight line through each connected piece that is thin and has paper at both sides,
    weighed by its darkness; and those pieces alone. Strokes of characters stand among others."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink)
    width, height = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    ys, xs = np.nonzero(ink)
    of = labels[ys, xs]

    def add(values: MatLike) -> Floats:
        return np.bincount(of, values, count).astype(np.float64)

    pixels = np.maximum(np.bincount(of, None, count), 1)
    beside = max(2, round(_BESIDE * dpi))
    sides = [seen[np.clip(ys + away, 0, len(ink) - 1), xs] for away in (-beside, beside)]
    busy = np.maximum(*(add(side.astype(np.float64)) / pixels for side in sides))
    kept = height <= 1.5 * _THICKEST * dpi + 0.05 * width
    kept[0] = False
    left = stats[:, cv2.CC_STAT_LEFT].astype(np.float64)
    x, y, weight = xs - left[of], ys.astype(np.float64), hat[ys, xs] + 1e-3
    total = np.maximum(add(weight), 1e-9)
    mx, my = add(weight * x) / total, add(weight * y) / total
    spread = add(weight * x * x) / total - mx * mx
    slope = (add(weight * x * y) / total - mx * my) / np.maximum(spread, 1e-9)
    away = y - my[of] - slope[of] * (x - mx[of])
    scatter = np.sqrt(add(weight * away * away) / total)
    kept &= scatter <= _SCATTER * dpi + _BEND * width
    long = width > (_UPRIGHT_LONG if turned else _LONG) * dpi
    whole = add((np.abs(away) <= 0.5) * seen[ys, xs]) / np.maximum(width, 1) >= _WHOLE
    kept &= (busy <= np.where(long, *_BUSY)) | (whole & long & (not faint))
    ends = my - slope * mx, my + slope * (width - 1 - mx)
    lines = np.stack([left, left + width - 1, *ends], axis=1)
    ink[ys[~kept[of]], xs[~kept[of]]] = 0
    return np.asarray(lines[kept]), ink, (total / pixels)[kept]
