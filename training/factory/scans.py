"""Printed pages as a scanner gives them: turned, noisy, faint, stamped, compressed; packed as the
image files that people send."""

from __future__ import annotations

import io
import math
import shutil
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Final, Literal

import cv2
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Pixels = NDArray[np.uint8]
"""Rows by columns by three colours, red first."""
Ink = Literal["colour", "grey", "bits"]
Turn = Literal[0, 90, 180, 270]
_POINTS: Final = 72
_WHITE: Final = (255, 255, 255)
_SEAL_RED: Final = (205, 25, 35)
_SEAL_POINTS: Final = 119.0
"""The diameter of a seal of 42 mm."""
_BLACK: Final = 0.3
_NO_DATE: Final = time.gmtime(0)
_TURNS: Final = {
    90: cv2.ROTATE_90_CLOCKWISE,
    180: cv2.ROTATE_180,
    270: cv2.ROTATE_90_COUNTERCLOCKWISE,
}


@dataclass(frozen=True, slots=True)
class ScanStyle:
    """``angle`` in degrees, clockwise; ``keystone`` how much narrower the sheet's upper edge is, as
    a share; ``blur`` and ``noise`` are deviations, in pixels and grey levels; ``ink`` is what is
    left of black; ``dropouts`` the share of spots without ink; ``quality`` that of JPEG; ``turn``
    how far the sheet lies turned clockwise."""

    dpi: int = 200
    angle: float = 0.0
    keystone: float = 0.0
    blur: float = 0.0
    noise: float = 0.0
    ink: float = 1.0
    dropouts: float = 0.0
    quality: int = 60
    colours: Ink = "colour"
    turn: Turn = 0


SCAN_200: Final = ScanStyle(200, angle=0.7, blur=0.8, noise=7.0, quality=60)
HARD_150: Final = ScanStyle(
    150, angle=-1.3, keystone=0.02, blur=0.6, noise=9.0, ink=0.6, dropouts=0.02, quality=35
)


@dataclass(frozen=True, slots=True)
class Seal:
    """A red round stamp; ``centre`` in points from the upright page's upper left corner."""

    text: str
    centre: tuple[float, float]
    strength: float = 0.75


def draw_scan_style(rng: Random) -> ScanStyle:
    """What scanners in offices are set to."""
    colours: Ink = rng.choice(("colour", "colour", "grey", "bits"))
    return ScanStyle(
        dpi=rng.choice((200, 300) if colours == "bits" else (150, 200, 200, 300)),
        angle=rng.choice((0.0, rng.uniform(-1, 1), rng.uniform(-3, 3))),
        blur=rng.uniform(0, 0.9),
        noise=rng.choice((0.0, rng.uniform(1, 8))),
        ink=rng.choice((1.0, 1.0, rng.uniform(0.6, 1.0))),
        dropouts=rng.choice((0.0, 0.0, rng.uniform(0, 0.01))),
        quality=rng.randint(35, 80),
        colours=colours,
        turn=rng.choice((0, 0, 0, 0, 90, 180, 270)),
    )


def render_pages(pdf: bytes, dpi: int, pages: Sequence[int] | None = None) -> list[Pixels]:
    """The pages, counted from 1, all where none are named, at that many pixels an inch."""
    document = pdfium.PdfDocument(pdf)
    try:
        numbers = pages or range(1, len(document) + 1)
        return [
            np.asarray(document[number - 1].render(scale=dpi / _POINTS).to_pil().convert("RGB"))
            for number in numbers
        ]
    finally:
        document.close()


def scan_page(rng: Random, page: Pixels, style: ScanStyle, seals: Sequence[Seal] = ()) -> Pixels:
    """The page as the scanner sees it."""
    for seal in seals:
        page = stamp_page(page, seal, style.dpi)
    chance = np.random.default_rng(rng.getrandbits(64))
    page = fade_ink(chance, page, style.ink, style.dropouts)
    page = shift_sheet(page, style.angle, style.keystone)
    page = soften(chance, page, style.blur, style.noise)
    return turn_page(page, style.turn)


def fade_ink(chance: np.random.Generator, page: Pixels, ink: float, dropouts: float) -> Pixels:
    if ink < 1:
        page = (255 - (255 - page.astype(np.float32)) * ink).astype(np.uint8)
    if dropouts:
        page = page.copy()
        page[chance.random(page.shape[:2]) < dropouts] = 255
    return page


def shift_sheet(page: Pixels, angle: float, keystone: float) -> Pixels:
    """Turned by a few degrees on a white ground, its upper edge narrower."""
    if not angle and not keystone:
        return page
    height, width = page.shape[:2]
    turned = cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1)
    inset = keystone * width / 2
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    shifts = np.array([(inset, 0), (-inset, 0), (0, 0), (0, 0)], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, corners + shifts)
    whole = np.vstack([turned, (0, 0, 1)]) @ matrix
    shifted = cv2.warpPerspective(
        page, whole, (width, height), flags=cv2.INTER_LINEAR, borderValue=_WHITE
    )
    return np.asarray(shifted, np.uint8)


def soften(chance: np.random.Generator, page: Pixels, blur: float, noise: float) -> Pixels:
    if blur:
        page = np.asarray(cv2.GaussianBlur(page, (0, 0), blur), np.uint8)
    if noise:
        # a sensor's noise, alike in all colours
        grain = chance.normal(0, noise, page.shape[:2]).astype(np.float32)
        page = np.clip(page + grain[..., None], 0, 255).astype(np.uint8)
    return page


def turn_page(page: Pixels, turn: Turn) -> Pixels:
    return np.asarray(cv2.rotate(page, _TURNS[turn]), np.uint8) if turn else page


def stamp_page(page: Pixels, seal: Seal, dpi: int) -> Pixels:
    """What is printed shows through: the colours multiply."""
    scale = dpi / _POINTS
    layer = draw_seal(seal.text, round(_SEAL_POINTS * scale))
    ground = Image.new("L", (page.shape[1], page.shape[0]), 0)
    left, top = (round(at * scale - layer.width / 2) for at in seal.centre)
    ground.paste(layer, (left, top))
    cover = np.asarray(ground, np.float32)[..., None] / 255 * seal.strength
    red = np.array(_SEAL_RED, np.float32) / 255
    return (page * (1 - cover * (1 - red))).astype(np.uint8)


def draw_seal(text: str, size: int) -> Image.Image:
    """Ring, star and the body's name along the ring, white on black, ``size`` pixels wide."""
    large = size * 2
    layer = Image.new("L", (large, large), 0)
    draw = ImageDraw.Draw(layer)
    edge, middle = large // 28, large / 2
    draw.ellipse((edge, edge, large - edge, large - edge), outline=255, width=edge)
    star = [
        (
            middle + math.sin(math.pi * corner / 5) * large * (0.16, 0.062)[corner % 2],
            middle - math.cos(math.pi * corner / 5) * large * (0.16, 0.062)[corner % 2],
        )
        for corner in range(10)
    ]
    draw.polygon(star, fill=255)
    path = find_font_file()
    if path is not None:
        font = ImageFont.truetype(path, round(large * 0.115))
        spread = min(260.0, 24.0 * len(text))
        for place, character in enumerate(text):
            angle = -spread / 2 + spread * (place + 0.5) / len(text)
            tile = Image.new("L", (large, large), 0)
            ImageDraw.Draw(tile).text((middle, large * 0.14), character, 255, font, anchor="mm")
            tile = tile.rotate(-angle, Image.Resampling.BILINEAR)
            layer.paste(255, (0, 0), tile)
    return layer.resize((size, size), Image.Resampling.LANCZOS)


def find_font_file(family: str = "Noto Serif CJK SC") -> str | None:
    """The file of an installed font; null where fontconfig or the font is not there."""
    program = shutil.which("fc-match")
    if program is None:
        return None
    asked = [program, "-f", "%{family}\t%{file}", f"{family}:lang=zh-cn"]
    names, _, path = subprocess.run(
        asked, capture_output=True, text=True, check=True
    ).stdout.partition("\t")
    return path if family in names.split(",") else None


def pack_pages(pages: Sequence[Pixels], style: ScanStyle, suffix: str) -> bytes:
    """A ``.pdf`` with an image a page, or a ``.tiff``, ``.png`` or ``.jpg``; the latter two take
    one page. Raises ``ValueError`` for another suffix or more pages than it takes."""
    images = [convert_ink(Image.fromarray(page), style) for page in pages]
    first, rest = images[0], images[1:]
    if suffix not in (".pdf", ".tiff", ".png", ".jpg") or (rest and suffix in (".png", ".jpg")):
        raise ValueError(f"{len(pages)} pages do not go into a file {suffix}")
    bits = style.colours == "bits"
    quality = {} if bits else {"quality": style.quality}
    dots = (style.dpi, style.dpi)
    file = io.BytesIO()
    if suffix == ".pdf":
        dates = {"creationDate": _NO_DATE, "modDate": _NO_DATE}
        whole = {"save_all": True, "append_images": rest, "resolution": style.dpi}
        first.save(file, "PDF", **whole, **dates, **quality)
    elif suffix == ".tiff":
        packed = {"compression": "group4" if bits else "jpeg", "dpi": dots}
        first.save(file, "TIFF", save_all=True, append_images=rest, **packed, **quality)
    elif suffix == ".png":
        first.save(file, "PNG", dpi=dots)
    else:
        grey = first.convert("L") if bits else first
        grey.save(file, "JPEG", quality=style.quality, dpi=dots)
    return file.getvalue()


def convert_ink(image: Image.Image, style: ScanStyle) -> Image.Image:
    if style.colours == "colour":
        return image
    grey = image.convert("L")
    if style.colours == "grey":
        return grey
    # what is blacker than a part of the ink counts as black, or faint strokes would be lost
    level = 255 * (1 - _BLACK * style.ink)
    return grey.point(lambda shade: 255 if shade > level else 0, "1")
