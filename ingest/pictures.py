"""Picture files in: PNG, JPEG, TIFF with many pages, BMP, WebP, GIF and HEIC, page by page."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil, sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from documents.errors import DamagedInput, EmptyInput, Failure, InputTooLarge
from documents.limits import load_limits
from ingest.photosets import is_set, unpack_set

_MILLION: Final = 1_000_000
_KEPT_PIXELS: Final = 24_000_000  # A4 at 500 dpi
_A4: Final = (8.27, 11.69)  # inch
_LONG_SIDES: Final = (7.0, 17.0)  # inch, from A5 to A3: else the stated resolution is a default
_TALLEST: Final = 2.0  # a picture longer than this times its width shows more than one page
_MANY: Final = ("TIFF", "HEIF")  # other formats hold frames of a film, or a phone's depth map
_SUBFILE: Final = 254  # TIFF 6.0, NewSubfileType: bit 0 marks a thumbnail
_BROKEN: Final = (
    OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, ArithmeticError,
    RuntimeError, struct.error,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OpenedPicture:
    """``image`` is RGB, height x width x 3, turned as the camera says; ``dpi`` is what the file
    states if that makes a sheet of paper, else what makes the picture as large as A4."""

    number: int
    image: NDArray[np.uint8]
    dpi: float


def open_pictures(data: bytes) -> Iterator[OpenedPicture | Failure]:
    """The pages of a picture file in order, a failure in the place of one that cannot be read.

    Raises ``EmptyInput``, ``InputTooLarge``, and ``DamagedInput`` where no page can be read.
    """
    if not data:
        raise EmptyInput
    if is_set(data):
        yield from _open_set(data)
        return
    if data[4:8] == b"ftyp":
        from pillow_heif import register_heif_opener

        register_heif_opener()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            file = Image.open(io.BytesIO(data))
        except Image.DecompressionBombError as error:
            raise InputTooLarge(_tell_size(None)) from error
        except _BROKEN as error:
            raise DamagedInput("图片不完整或已损坏，无法打开；请重新扫描或传输后再试。") from error
    with file:
        yield from _read_pages(file)


def _open_set(data: bytes) -> Iterator[OpenedPicture | Failure]:
    """Pictures that came as files of their own, each a page."""
    number, read = 0, 0
    most = int(load_limits().pages)
    for page in unpack_set(data):
        number += 1
        if number > most:
            yield _tell_left_out(most)
            return
        try:
            opened = next(open_pictures(page))
        except (DamagedInput, EmptyInput):
            yield _tell_damaged(number)
            continue
        read += 1
        yield replace(opened, number=number) if isinstance(opened, OpenedPicture) else opened
    if not read:
        raise DamagedInput("图片不完整或已损坏，无法读取；请重新扫描或传输后再试。")


def name_type(data: bytes) -> str:
    """The media type of a picture file."""
    if is_set(data):
        return "application/zip"
    if data[4:8] == b"ftyp":
        return "image/heic"
    with Image.open(io.BytesIO(data)) as file:
        return file.get_format_mimetype() or "image/unknown"


def _read_pages(file: Image.Image) -> Iterator[OpenedPicture | Failure]:
    number, read = 0, 0
    damaged: list[Failure] = []
    for frame in range(_count_frames(file)):
        most = int(load_limits().pages)
        if number == most:
            yield _tell_left_out(most)
            return
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                file.seek(frame)
                if _is_thumbnail(file):
                    continue
                number += 1
                page = _read_page(file, number)
        except (Image.DecompressionBombError, MemoryError) as error:
            raise InputTooLarge(_tell_size(None)) from error
        except _BROKEN:
            number = max(number, frame + 1)
            damaged.append(_tell_damaged(number))
            continue
        yield from damaged
        damaged = []
        read += 1
        yield page
    if not read:
        raise DamagedInput("图片不完整或已损坏，无法读取；请重新扫描或传输后再试。")
    yield from damaged


def _count_frames(file: Image.Image) -> int:
    if file.format not in _MANY:
        return 1
    try:
        return min(int(getattr(file, "n_frames", 1)), 2 * int(load_limits().pages))
    except _BROKEN:
        return 1


def _is_thumbnail(file: Image.Image) -> bool:
    tags = getattr(file, "tag_v2", None)
    return tags is not None and bool(int(tags.get(_SUBFILE, 0)) & 1)


def _read_page(file: Image.Image, number: int) -> OpenedPicture:
    width, height = file.size
    if width * height > load_limits().pixels * _MILLION:
        raise InputTooLarge(_tell_size((width, height)))
    if width * height == 0:
        raise ValueError("a picture without pixels")
    stated = file.info.get("dpi", (0, 0))
    shrink = ceil(sqrt(width * height / _KEPT_PIXELS))
    file.draft("RGB", (width // shrink, height // shrink))
    picture = ImageOps.exif_transpose(_to_rgb(file))
    if (further := ceil(sqrt(picture.width * picture.height / _KEPT_PIXELS))) > 1:
        picture = picture.reduce(further)
    scale = max(picture.size) / max(width, height)
    dpi = _trust(float(stated[0]), width, height) or _guess(width, height)
    return OpenedPicture(number, np.array(picture), dpi * scale)


def _to_rgb(file: Image.Image) -> Image.Image:
    """In eight bits a colour, on white paper where the picture is transparent."""
    if file.mode.startswith(("I", "F")):
        values = np.asarray(file, dtype=np.float64)
        top = 65_535.0 if values.max(initial=0) > 255 else 255.0
        grey = Image.fromarray((np.clip(values / top, 0, 1) * 255).astype(np.uint8))
        grey.info, picture = dict(file.info), grey
        picture.getexif().update(file.getexif())
    else:
        picture = file
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    paper = Image.new("RGBA", picture.size, "white")
    paper.alpha_composite(picture.convert("RGBA"))
    paper.getexif().update(file.getexif())
    return paper.convert("RGB")


def _trust(dpi: float, width: int, height: int) -> float | None:
    """The stated resolution, if it makes a sheet of paper of the picture."""
    if not dpi > 0:
        return None
    shortest, longest = _LONG_SIDES
    return dpi if shortest <= max(width, height) / dpi <= longest else None


def _guess(width: int, height: int) -> float:
    if height > _TALLEST * width:
        return width / _A4[0]
    return max(width, height) / _A4[1]


def _tell_left_out(most: int) -> Failure:
    return Failure("ingest", "pages-left-out", f"图片超过 {most} 页，只读了前 {most} 页。")


def _tell_damaged(number: int) -> Failure:
    message = f"第{number}页图像已损坏，无法读取；请重新扫描这一页。"
    return Failure("ingest", "page-damaged", message, number)


def _tell_size(size: tuple[int, int] | None) -> str:
    shown = f"有 {size[0]}×{size[1]} 像素" if size else "像素过多"
    return f"图片{shown}，超出 {load_limits().pixels:g} 百万像素的上限；请缩小后再试。"
