import cv2
import numpy as np
import pytest

from ingest.rulings import Picture
from ingest.sheet import find_sheet

CORNERS = [(60, 40), (560, 60), (590, 780), (40, 760)]


def draw_photo(desk: int, shadow: float = 1.0, corners: list[tuple[int, int]] = CORNERS) -> Picture:
    """A sheet on a desk, its left half in a shadow of that strength."""
    photo = np.full((830, 640, 3), desk, np.uint8)
    cv2.fillPoly(photo, [np.array(corners, np.int32)], (235, 235, 235))
    light = np.ones((1, 640, 1))
    light[:, :300] = shadow
    return np.asarray(photo * light, np.uint8)


@pytest.mark.parametrize(("desk", "shadow"), [(60, 1.0), (20, 0.6), (25, 0.45)])
def test_sheet_is_found_whole_in_a_shadow_too(desk: int, shadow: float) -> None:
    found = find_sheet(draw_photo(desk, shadow))
    assert found is not None
    move, (width, height) = found
    assert height / width == pytest.approx(2**0.5, abs=0.01)
    for corner, place in zip(CORNERS, [(0, 0), (1, 0), (1, 1), (0, 1)], strict=True):
        x, y, scale = move @ np.array([*corner, 1.0])
        assert (x / scale / width, y / scale / height) == pytest.approx(place, abs=0.02)


def test_sheet_of_another_shape_than_paper_is_none() -> None:
    strip = [(60, 300), (580, 300), (580, 520), (60, 520)]
    assert find_sheet(draw_photo(40, corners=strip)) is None


def test_sheet_that_fills_the_picture_is_none() -> None:
    assert find_sheet(np.full((800, 600, 3), 240, np.uint8)) is None
