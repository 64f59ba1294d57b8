"""Ruled pages drawn for the tests of straightening, rulings, tables and forms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.rulings import Floats, Picture
from ingest.walls import PictureTable
from training.factory.drawing import Sheet

DPI = 150
PAGE = (1240, 1754)
Span = tuple[int, int, int, int]


def draw_grid(
    xs: Sequence[int], ys: Sequence[int], spans: Iterable[Span] = (), shade: int = 0
) -> Picture:
    """A4 at 150 dpi with a ruled table; ``spans`` are merged: rows, then columns, half-open."""
    page = np.full((PAGE[1], PAGE[0], 3), 255, dtype=np.uint8)
    for y in ys:
        cv2.line(page, (xs[0], y), (xs[-1], y), (shade,) * 3, 2)
    for x in xs:
        cv2.line(page, (x, ys[0]), (x, ys[-1]), (shade,) * 3, 2)
    for top, bottom, left, right in spans:
        inner = (slice(ys[top] + 3, ys[bottom] - 2), slice(xs[left] + 3, xs[right] - 2))
        page[inner] = 255
    return page


def rule_sheet(*walls: float) -> Sheet:
    """A page of a PDF with two ruled rows, 20 points high each, and walls at these places."""
    sheet = Sheet()
    for x in walls:
        sheet.rule(x, 100, x, 140)
    for y in (100, 120, 140):
        sheet.rule(walls[0], y, walls[-1], y)
    return sheet


def list_spans(table: PictureTable) -> list[Span]:
    return [(*cell.rows, *cell.columns) for cell in table.cells]


def rotate(page: Picture, degrees: float) -> tuple[Picture, Floats]:
    """The page turned about its middle, and the map of its pixels."""
    height, width = page.shape[:2]
    move = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1), [0, 0, 1]])
    return warp(page, move), move


def warp(page: Picture, move: Floats) -> Picture:
    size = (page.shape[1], page.shape[0])
    return cv2.warpPerspective(page, move, size, borderValue=(255, 255, 255))


def spoil(page: Picture, seed: int, grain: float = 6) -> Picture:
    """The page with a scanner's grain."""
    noise = np.random.default_rng(seed).normal(0, grain, page.shape[:2])
    spoiled = np.clip(page.astype(np.float32) + noise[..., None], 0, 255)
    return np.asarray(spoiled, dtype=np.uint8)


def move_points(points: Sequence[tuple[float, float]], move: Floats) -> NDArray[np.float64]:
    moved = cv2.perspectiveTransform(np.array([points], dtype=np.float64), move)[0]
    return np.asarray(moved, dtype=np.float64)
