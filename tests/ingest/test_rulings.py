from __future__ import annotations

import cv2
import numpy as np
import pytest

from ingest.rulings import find_rulings
from ingest.walls import find_tables
from tests.ingest.ruled import DPI, draw_grid, spoil

XS, YS = (150, 500, 800, 1100), (300, 360, 420, 480)


def test_rulings_found_in_both_directions() -> None:
    rulings = find_rulings(draw_grid(XS, YS), DPI)
    assert sorted(rulings.horizontal.lines[:, 2:].mean(axis=1)) == pytest.approx(YS, abs=1)
    assert sorted(rulings.vertical.lines[:, 2:].mean(axis=1)) == pytest.approx(XS, abs=1)


def test_rulings_end_where_they_end() -> None:
    rulings = find_rulings(draw_grid(XS, YS), DPI)
    for start, end in rulings.horizontal.lines[:, :2]:
        assert start == pytest.approx(150, abs=4)
        assert end == pytest.approx(1100, abs=4)


@pytest.mark.parametrize("shade", [200, 225])
def test_rulings_pale_ones_found_in_grain(shade: int) -> None:
    rulings = find_rulings(spoil(draw_grid(XS, YS, shade=shade), 1), DPI)
    seen = [
        int(rulings.horizontal.ink[y - 3 : y + 4, 160:1090].max(axis=0).mean() * 10) for y in YS
    ]
    assert min(seen) >= 9


def test_rulings_dotted_ones_joined() -> None:
    page = draw_grid(XS, YS)
    page[:, ::6] = 255
    page[:, 1::6] = 255
    rulings = find_rulings(page, DPI)
    assert rulings.horizontal.ink[YS[1] - 1 : YS[1] + 2, 160:1090].max(axis=0).mean() > 0.9


def test_rulings_text_is_none() -> None:
    page = np.full((1754, 1240, 3), 255, dtype=np.uint8)
    random = np.random.default_rng(5)
    for y in range(200, 1500, 45):
        for x in range(150, 1090, 30):
            for _ in range(5):
                a, b = random.integers(0, 24, (2, 2))
                cv2.line(page, (x + int(a[0]), y + int(a[1])), (x + int(b[0]), y + int(b[1])), 0, 2)
    rulings = find_rulings(page, DPI)
    assert rulings.horizontal.ink.mean() < 0.005
    assert rulings.vertical.ink.mean() < 0.005
    assert find_tables(rulings) == ()


def test_rulings_seal_told_and_looked_through() -> None:
    page = draw_grid(XS, YS)
    seal = cv2.circle(np.full_like(page, 255), (650, 390), 118, (220, 40, 50), 8)
    rulings = find_rulings(np.minimum(page, seal), DPI)
    ((left, top, right, bottom),) = rulings.seals
    assert (left, top, right, bottom) == pytest.approx((528, 268, 772, 512), abs=20)
    assert sorted(rulings.horizontal.lines[:, 2:].mean(axis=1)) == pytest.approx(YS, abs=1)


def test_rulings_red_letterhead_is_no_seal() -> None:
    page = draw_grid(XS, YS)
    cv2.rectangle(page, (200, 100), (1040, 190), (220, 30, 40), -1)
    assert find_rulings(page, DPI).seals == ()
