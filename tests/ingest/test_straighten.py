from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.rulings import Floats, Picture
from ingest.straighten import Straightened, straighten
from tests.ingest.ruled import DPI, draw_grid, move_points, rotate, spoil, warp

XS = (150, 400, 560, 720, 880, 1100)
YS = tuple(range(300, 1300, 60))


def measure_slopes(page: Straightened, move: Floats) -> list[float]:
    """How far the table's sides are from level and plumb, in degrees."""
    corners = [(XS[0], YS[0]), (XS[-1], YS[0]), (XS[-1], YS[-1]), (XS[0], YS[-1])]
    a, b, c, d = move_points(corners, page.transform @ move)
    level = [np.degrees(np.arctan2(*(q - p)[::-1])) for p, q in ((a, b), (d, c))]
    plumb = [np.degrees(np.arctan2(*(q - p))) for p, q in ((a, d), (b, c))]
    return [float(min(abs(s), 180 - abs(s))) for s in (*level, *plumb)]


def add_lines_of_text(page: Picture) -> Picture:
    """Short bars in rows, as characters stand in lines."""
    for y in range(1360, 1660, 40):
        for x in range(150, 1100, 20):
            cv2.rectangle(page, (x, y), (x + 12, y + 14), (0, 0, 0), 2)
    return page


@settings(max_examples=12)
@given(st.floats(-5, 5), st.integers(0, 99))
def test_straighten_turns_level(degrees: float, seed: int) -> None:
    page, move = rotate(add_lines_of_text(draw_grid(XS, YS)), degrees)
    assert max(measure_slopes(straighten(spoil(page, seed), DPI), move)) < 0.05


@settings(max_examples=8)
@given(st.lists(st.floats(-0.015, 0.015), min_size=8, max_size=8))
def test_straighten_takes_keystone_away(shifts: list[float]) -> None:
    page = add_lines_of_text(draw_grid(XS, YS))
    height, width = page.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    moved = corners + np.array(shifts, dtype=np.float32).reshape(4, 2) * (width, height)
    move = np.asarray(cv2.getPerspectiveTransform(corners, moved.astype(np.float32)), float)
    assert max(measure_slopes(straighten(warp(page, move), DPI), move)) < 0.1


@pytest.mark.parametrize("quarters", [1, 3])
def test_straighten_sets_pages_upright(quarters: int) -> None:
    page = np.rot90(add_lines_of_text(draw_grid(XS, YS)), quarters)
    upright = straighten(np.ascontiguousarray(page), DPI).image
    assert upright.shape[0] > upright.shape[1]


def test_straighten_leaves_a_straight_page_alone() -> None:
    page = add_lines_of_text(draw_grid(XS, YS))
    straight = straighten(page, DPI)
    assert straight.image.shape == page.shape
    assert (straight.image == page).all()
    assert straight.dpi == pytest.approx(DPI)


def test_straighten_empty_page_stays() -> None:
    page = np.full((1754, 1240, 3), 255, dtype=np.uint8)
    assert straighten(page, DPI).image.shape == page.shape


def test_straighten_cuts_the_sheet_out_of_a_photo() -> None:
    page = add_lines_of_text(draw_grid(XS, YS))
    height, width = page.shape[:2]
    seen = np.array([[180, 150], [1290, 200], [1350, 1700], [120, 1760]], dtype=np.float32)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    move = np.asarray(cv2.getPerspectiveTransform(corners, seen), dtype=float)
    photo = np.asarray(cv2.warpPerspective(page, move, (1500, 1900), borderValue=(70, 60, 50)))
    straight = straighten(spoil(photo, 3), 160)
    assert straight.is_sheet
    assert straight.image.shape[0] / straight.image.shape[1] == pytest.approx(2**0.5, rel=0.02)
    assert straight.dpi == pytest.approx(straight.image.shape[0] / 11.69, rel=0.02)
    assert max(measure_slopes(straight, move)) < 0.1


def test_straighten_evens_light_out() -> None:
    page = add_lines_of_text(draw_grid(XS, YS))
    shade = np.linspace(0.5, 1, page.shape[1])[None, :, None]
    light = straighten((page * shade).astype(np.uint8), DPI).image
    assert np.ptp(light[1340, 100:1140].mean(axis=1)) < 20


def test_straighten_draws_large_pages_smaller() -> None:
    page = cv2.resize(add_lines_of_text(draw_grid(XS, YS)), None, None, 3, 3)
    straight = straighten(page, 3 * DPI)
    assert max(straight.image.shape) <= 2600
    assert straight.dpi == pytest.approx(
        3 * DPI * straight.image.shape[0] / page.shape[0], rel=1e-3
    )


def test_straighten_transform_maps_to_the_image() -> None:
    page, _ = rotate(draw_grid(XS, YS), 2)
    cv2.circle(page, (700, 1500), 12, (0, 0, 0), -1)
    straight = straighten(page, DPI)
    ((x, y),) = move_points([(700, 1500)], straight.transform)
    assert straight.image[round(y), round(x)].max() < 60


def test_straighten_turned_over_twice_is_the_same() -> None:
    straight = straighten(draw_grid(XS, YS), DPI)
    again = straight.turn_over().turn_over()
    assert (again.image == straight.image).all()
    assert np.allclose(again.transform, straight.transform)
