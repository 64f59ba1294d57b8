from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.rulings import find_rulings
from ingest.straighten import straighten
from ingest.walls import find_tables, join_cells
from tests.ingest.ruled import DPI, Span, draw_grid, list_spans, rotate, spoil


@st.composite
def draw_tables(draw: st.DrawFn) -> tuple[list[int], list[int], list[Span]]:
    """Edges of a table and one merged block of its cells."""
    widths = draw(st.lists(st.integers(80, 150), min_size=3, max_size=7))
    heights = draw(st.lists(st.integers(34, 110), min_size=3, max_size=12))
    xs = [int(x) for x in 120 + np.cumsum([0, *widths])]
    ys = [int(y) for y in 250 + np.cumsum([0, *heights])]
    top = draw(st.integers(0, len(heights) - 2))
    left = draw(st.integers(0, len(widths) - 2))
    return xs, ys, [(top, top + 2, left, left + 1)]


def list_cells(xs: list[int], ys: list[int], spans: list[Span]) -> list[Span]:
    free = [
        (r, r + 1, c, c + 1)
        for r in range(len(ys) - 1)
        for c in range(len(xs) - 1)
        if not any(t <= r < b and x <= c < y for t, b, x, y in spans)
    ]
    return sorted([*free, *spans], key=lambda span: (span[0], span[2]))


@settings(max_examples=15)
@given(draw_tables(), st.floats(-3, 3), st.integers(0, 99))
def test_walls_same_grid_out_as_drawn(
    table: tuple[list[int], list[int], list[Span]], degrees: float, seed: int
) -> None:
    xs, ys, spans = table
    page, _ = rotate(draw_grid(xs, ys, spans), degrees)
    straight = straighten(spoil(page, seed), DPI)
    (found,) = find_tables(find_rulings(straight.image, straight.dpi))
    assert list_spans(found) == list_cells(xs, ys, spans)
    assert np.diff(found.xs) == pytest.approx(np.diff(xs), abs=2)
    assert np.diff(found.ys) == pytest.approx(np.diff(ys), abs=2)


@settings(max_examples=15)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3), st.integers(0, 40)), max_size=6))
def test_walls_breaks_in_lines_change_nothing(breaks: list[tuple[int, int, int]]) -> None:
    xs, ys = [150, 390, 620, 860, 1100], list(range(300, 601, 60))
    page = draw_grid(xs, ys)
    for row, column, at in breaks:
        x = xs[column] + 50 + at
        page[ys[row] - 3 : ys[row] + 4, x : x + 40] = 255
    (found,) = find_tables(find_rulings(page, DPI))
    assert list_spans(found) == list_cells(xs, ys, [])


def test_walls_strokes_in_cells_are_none() -> None:
    xs, ys = [150, 390, 620, 860, 1100], list(range(300, 601, 60))
    page = draw_grid(xs, ys)
    cv2.line(page, (480, 315), (480, 345), (0, 0, 0), 3)
    cv2.line(page, (700, 450), (800, 450), (0, 0, 0), 3)
    (found,) = find_tables(find_rulings(page, DPI))
    assert list_spans(found) == list_cells(xs, ys, [])


def test_walls_table_without_upper_border_is_closed() -> None:
    xs, ys = [150, 390, 620, 860, 1100], list(range(300, 601, 60))
    page = draw_grid(xs, ys)
    page[297:304] = np.where(np.arange(1240)[:, None] % 1240 == -1, 0, page[310:317])
    (found,) = find_tables(find_rulings(page, DPI))
    assert len(found.ys) == len(ys)
    assert found.ys[0] == pytest.approx(297, abs=6)


def test_walls_double_lines_are_one() -> None:
    xs, ys = [150, 390, 620, 860, 1100], list(range(300, 601, 60))
    page = draw_grid(xs, ys)
    for y in ys:
        cv2.line(page, (xs[0], y + 6), (xs[-1], y + 6), (0, 0, 0), 1)
    (found,) = find_tables(find_rulings(page, DPI))
    assert list_spans(found) == list_cells(xs, ys, [])


def test_walls_frame_is_no_table() -> None:
    assert find_tables(find_rulings(draw_grid([150, 1100], [300, 900]), DPI)) == ()


def test_walls_two_tables_from_top_to_bottom() -> None:
    upper = draw_grid([150, 600, 1100], [300, 360, 420])
    lower = draw_grid([150, 500, 800, 1100], [700, 760, 820])
    tables = find_tables(find_rulings(np.minimum(upper, lower), DPI))
    assert [len(table.xs) for table in tables] == [3, 4]


@settings(max_examples=60)
@given(st.integers(1, 6), st.integers(1, 6), st.randoms(use_true_random=False))
def test_walls_joined_cells_tile_the_grid(height: int, width: int, random: object) -> None:
    choose = np.random.default_rng(hash(random) % 2**32)
    across = choose.random((height + 1, width)) < 0.6
    down = choose.random((height, width + 1)) < 0.6
    covered = np.zeros((height, width), dtype=int)
    for top, bottom, left, right in join_cells(across, down):
        covered[top:bottom, left:right] += 1
    assert (covered == 1).all()
