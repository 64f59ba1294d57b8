"""Printed pages as a phone sees them: from aslant, in uneven light, on a table."""

from __future__ import annotations

import io
from dataclasses import dataclass
from random import Random
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from training.factory.scans import Pixels, Turn, soften, turn_page

_DESKS: Final = ((92, 68, 48), (130, 104, 80), (70, 74, 80), (178, 170, 158), (38, 36, 36))


@dataclass(frozen=True, slots=True)
class PhotoStyle:
    """``dpi`` is that of the sheet in the middle of the picture; ``slant`` how far its corners are
    moved, as a share of its size; ``bend`` the height of its wave, likewise; ``dark`` how much less
    light the darkest corner gets; ``shadow`` how much a hand's shadow takes; ``angle`` in degrees;
    ``desk`` the colour around the sheet."""

    dpi: int = 220
    slant: float = 0.03
    bend: float = 0.0
    angle: float = 0.0
    dark: float = 0.35
    shadow: float = 0.0
    blur: float = 0.7
    noise: float = 4.0
    quality: int = 80
    desk: tuple[int, int, int] = _DESKS[0]
    turn: Turn = 0


def draw_photo_style(rng: Random) -> PhotoStyle:
    return PhotoStyle(
        dpi=rng.choice((170, 200, 220, 250)),
        slant=rng.uniform(0.01, 0.05),
        bend=rng.choice((0.0, 0.0, rng.uniform(0.002, 0.008))),
        angle=rng.uniform(-3, 3),
        dark=rng.uniform(0.1, 0.5),
        shadow=rng.choice((0.0, rng.uniform(0.2, 0.5))),
        blur=rng.uniform(0.4, 1.0),
        noise=rng.uniform(2, 7),
        quality=rng.randint(55, 90),
        desk=rng.choice(_DESKS),
        turn=rng.choice((0, 0, 0, 90, 270)),
    )


def photograph_page(rng: Random, page: Pixels, style: PhotoStyle) -> Pixels:
    """The sheet on its desk, a little larger than the page."""
    chance = np.random.default_rng(rng.getrandbits(64))
    height, width = page.shape[:2]
    size = (round(width * 1.12), round(height * 1.1))
    desk = np.empty((size[1], size[0], 3), np.float32)
    desk[:] = style.desk
    desk += _make_grain(chance, size)[..., None]
    columns, rows = _bend_sheet(page, style.bend, chance)
    sheet = cv2.remap(page, columns, rows, cv2.INTER_LINEAR, borderValue=(255, 255, 255))
    matrix = _slant_sheet(chance, (width, height), size, style)
    seen = cv2.warpPerspective(sheet, matrix, size, flags=cv2.INTER_AREA)
    blank = np.full((height, width), 255, np.uint8)
    cover = cv2.warpPerspective(blank, matrix, size, flags=cv2.INTER_LINEAR)[..., None] / 255
    picture = np.asarray(seen * cover + desk * (1 - cover), np.float32)
    light = _make_light(chance, size, style)
    picture = np.clip(picture * light[..., None], 0, 255)
    softened = soften(chance, picture.astype(np.uint8), style.blur, style.noise)
    return turn_page(softened, style.turn)


def _bend_sheet(
    page: Pixels, bend: float, chance: np.random.Generator
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Where each pixel of the bent sheet comes from: a wave across, as of paper that was folded."""
    height, width = page.shape[:2]
    columns, rows = np.meshgrid(
        np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32)
    )
    phase = chance.uniform(0, np.pi)
    wave = bend * height * np.sin(columns / width * np.pi * 1.3 + phase)
    return columns, (rows + wave).astype(np.float32)


def _slant_sheet(
    chance: np.random.Generator, sheet: tuple[int, int], size: tuple[int, int], style: PhotoStyle
) -> NDArray[np.float64]:
    width, height = sheet
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    moved = corners + chance.uniform(-1, 1, (4, 2)) * style.slant * width
    turn = np.deg2rad(style.angle)
    turned = np.array([(np.cos(turn), np.sin(turn)), (-np.sin(turn), np.cos(turn))])
    placed = (moved - (width / 2, height / 2)) @ turned + (size[0] / 2, size[1] / 2)
    return np.asarray(cv2.getPerspectiveTransform(corners, placed.astype(np.float32)))


def _make_light(
    chance: np.random.Generator, size: tuple[int, int], style: PhotoStyle
) -> NDArray[np.float32]:
    """Full light in one corner, the least in the one across, and a soft shadow over one side."""
    width, height = size
    across = np.linspace(0, 1, width, dtype=np.float32)[None, :]
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    across, down = (side if chance.random() < 0.5 else 1 - side for side in (across, down))
    light = 1 - style.dark * (across + down) / 2
    if style.shadow:
        edge = chance.uniform(0.3, 0.7) + 0.3 * (down - 0.5)
        light = light * (1 - style.shadow / (1 + np.exp(-(across - edge) * 30)))
    return np.asarray(light, np.float32)


def _make_grain(chance: np.random.Generator, size: tuple[int, int]) -> NDArray[np.float32]:
    """The desk's own pattern, long streaks as of wood."""
    streaks = chance.normal(0, 14, (size[1], 8)).astype(np.float32)
    return np.asarray(cv2.resize(streaks, size, interpolation=cv2.INTER_LINEAR))


def pack_photo(picture: Pixels, quality: int) -> bytes:
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "JPEG", quality=quality)
    return file.getvalue()
