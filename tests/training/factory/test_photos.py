import io
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from PIL import Image

from training.factory.photos import PhotoStyle, draw_photo_style, pack_photo, photograph_page
from training.factory.scans import Pixels

STRAIGHT = PhotoStyle(slant=0.0, dark=0.0, blur=0.0, noise=0.0, desk=(90, 60, 40))


def make_sheet() -> Pixels:
    sheet = np.full((300, 200, 3), 255, np.uint8)
    sheet[148:152, 20:180] = 0
    return sheet


def find_sheet(picture: Pixels) -> Pixels:
    """Per row, how many pixels of the picture are paper; the desk is browner than any paper."""
    return np.asarray((picture[..., 2] > 150).sum(axis=1), np.uint8)


def find_rule(picture: Pixels, column: int) -> int:
    middle = picture[100:230, column].max(axis=1)
    return 100 + int(middle.argmin())


def test_photos_show_the_sheet_on_its_desk() -> None:
    picture = photograph_page(Random(0), make_sheet(), STRAIGHT)
    assert picture.shape == (330, 224, 3)
    widths = find_sheet(picture)
    assert widths[165 - 30] == pytest.approx(200, abs=3)
    assert widths[3] == 0


def test_photos_follow_from_their_seed() -> None:
    style = draw_photo_style(Random(5))
    first, again = (photograph_page(Random(1), make_sheet(), style) for _ in range(2))
    assert np.array_equal(first, again)


def test_photos_slant_moves_corners() -> None:
    slanted = photograph_page(Random(3), make_sheet(), replace(STRAIGHT, slant=0.06))
    widths = find_sheet(slanted)[30:300]
    assert np.ptp(widths) > 3


def test_photos_bend_lines() -> None:
    flat = photograph_page(Random(3), make_sheet(), STRAIGHT)
    bent = photograph_page(Random(3), make_sheet(), replace(STRAIGHT, bend=0.02))
    columns = range(40, 185, 8)
    assert np.ptp([find_rule(flat, column) for column in columns]) <= 1
    assert np.ptp([find_rule(bent, column) for column in columns]) >= 4


@pytest.mark.parametrize("style", [replace(STRAIGHT, dark=0.5), replace(STRAIGHT, shadow=0.5)])
def test_photos_light_is_uneven(style: PhotoStyle) -> None:
    picture = photograph_page(Random(0), make_sheet(), style)
    paper = picture[40:140, 40:180].max(axis=2)
    assert np.ptp(paper) > 40


def test_photos_lie_on_their_side() -> None:
    picture = photograph_page(Random(0), make_sheet(), replace(STRAIGHT, turn=90))
    assert picture.shape == (224, 330, 3)


def test_photos_are_jpeg_files() -> None:
    data = pack_photo(make_sheet(), 60)
    with Image.open(io.BytesIO(data)) as image:
        assert (image.format, image.size) == ("JPEG", (200, 300))
