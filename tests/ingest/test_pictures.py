from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from documents.errors import DamagedInput, EmptyInput, Failure, InputTooLarge
from documents.limits import Limits
from ingest import pictures
from ingest.pictures import OpenedPicture, open_pictures


def save(picture: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def draw_sheet(width: int = 413, height: int = 585) -> Image.Image:
    sheet = Image.new("RGB", (width, height), "white")
    sheet.paste((0, 0, 0), (20, 20, 120, 60))
    return sheet


def open_one(data: bytes) -> OpenedPicture:
    (page,) = open_pictures(data)
    assert isinstance(page, OpenedPicture)
    return page


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP", "WEBP", "GIF", "HEIF"])
def test_pictures_formats_alike(kind: str) -> None:
    if kind == "HEIF":
        from pillow_heif import register_heif_opener

        register_heif_opener()
    page = open_one(save(draw_sheet(), kind))
    assert page.image.shape == (585, 413, 3)
    assert page.image.dtype == np.uint8
    assert page.image[40, 60].max() < 60
    assert page.image[300, 300].min() > 240


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "CMYK", "I;16"])
def test_pictures_modes_become_rgb(mode: str) -> None:
    if mode == "I;16":
        grey = np.asarray(draw_sheet().convert("L")).astype(np.uint16) * 257
        data = save(Image.fromarray(grey), "TIFF")
    else:
        data = save(draw_sheet().convert(mode), "TIFF" if mode == "CMYK" else "PNG")
    page = open_one(data)
    assert page.image[40, 60].max() < 40
    assert page.image[300, 300].min() > 240


def test_pictures_transparency_is_paper() -> None:
    clear = Image.new("RGBA", (300, 400), (0, 0, 0, 0))
    assert open_one(save(clear, "PNG")).image.min() == 255


def test_pictures_turned_as_the_camera_says() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    page = open_one(save(draw_sheet(), "JPEG", exif=exif))
    assert page.image.shape == (413, 585, 3)
    assert page.image[60, 585 - 40].max() < 60


def test_pictures_stated_resolution_kept() -> None:
    assert open_one(save(draw_sheet(1654, 2339), "PNG", dpi=(200, 200))).dpi == pytest.approx(
        200, abs=0.1
    )


def test_pictures_implausible_resolution_is_a4() -> None:
    page = open_one(save(draw_sheet(3024, 4032), "JPEG", dpi=(72, 72)))
    assert page.dpi == pytest.approx(4032 / 11.69)
    assert open_one(save(draw_sheet(2339, 1654), "PNG")).dpi == pytest.approx(2339 / 11.69)


def test_pictures_large_ones_reduced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "_KEPT_PIXELS", 100_000)
    page = open_one(save(draw_sheet(1000, 1414), "PNG"))
    assert page.image.shape[0] * page.image.shape[1] <= 100_000
    assert page.dpi == pytest.approx(page.image.shape[0] / 11.69)


def test_pictures_too_large_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "load_limits", lambda: Limits(pixels=0.1))
    with pytest.raises(InputTooLarge, match="413×585"):
        open_one(save(draw_sheet(), "PNG"))


def test_pictures_pages_of_a_tiff_in_order() -> None:
    first, second = draw_sheet(), draw_sheet(500, 300)
    data = save(first, "TIFF", save_all=True, append_images=[second])
    shapes = [page.image.shape for page in open_pictures(data) if isinstance(page, OpenedPicture)]
    assert shapes == [(585, 413, 3), (300, 500, 3)]


def test_pictures_bad_page_is_a_failure() -> None:
    noise = Image.fromarray(
        np.random.default_rng(0).integers(0, 255, (200, 300, 3), dtype=np.uint8)
    )
    data = bytearray(
        save(noise, "TIFF", save_all=True, append_images=[noise, noise], compression="tiff_lzw")
    )
    middle = len(data) // 2
    data[middle - 500 : middle + 500] = b"\xff" * 1000
    pages = list(open_pictures(bytes(data)))
    assert [type(page) for page in pages] == [OpenedPicture, Failure, OpenedPicture]
    assert isinstance(pages[1], Failure)
    assert pages[1].page == 2


def test_pictures_too_many_pages_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "load_limits", lambda: Limits(pages=2))
    sheet = draw_sheet(50, 70)
    pages = list(open_pictures(save(sheet, "TIFF", save_all=True, append_images=[sheet] * 2)))
    assert isinstance(pages[-1], Failure)
    assert pages[-1].code == "pages-left-out"
    assert len(pages) == 3


def test_pictures_empty_refused() -> None:
    with pytest.raises(EmptyInput):
        list(open_pictures(b""))


@settings(max_examples=40)
@given(st.sampled_from(["PNG", "JPEG", "TIFF", "BMP", "WEBP"]), st.floats(0.02, 0.9))
def test_pictures_cut_short_never_crash(kind: str, share: float) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (60, 80, 3), dtype=np.uint8)
    data = save(Image.fromarray(noise), kind)
    with pytest.raises(DamagedInput):
        list(open_pictures(data[: int(len(data) * share)]))


@settings(max_examples=40)
@given(st.binary(min_size=1, max_size=200))
def test_pictures_junk_is_damaged(junk: bytes) -> None:
    with pytest.raises(DamagedInput):
        list(open_pictures(b"\x89PNG\r\n\x1a\n" + junk))
