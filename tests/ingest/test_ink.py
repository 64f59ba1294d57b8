from __future__ import annotations

import cv2
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.ink import (
    Grey,
    cuts_ink,
    enclose,
    find_dark,
    find_marks,
    find_red,
    join_marks,
    list_glyphs,
    measure_height,
    split_rows,
    touches_walls,
    wash_stamps,
)
from ingest.recogniser import Place

DPI = 200.0
SIZE = 18.0


def _paper() -> Grey:
    return np.full((400, 400), 250, np.uint8)


def test_ink_dark_is_what_is_darker_than_the_paper_around() -> None:
    page = _paper()
    page[:, 200:] = 180  # a shaded half
    page[100:120, 100:110] = 40
    page[100:120, 300:310] = 40
    page[300:320, 100:110] = 235  # a stain
    dark = find_dark(page, DPI)
    assert dark[105:115, 102:108].all()
    assert dark[105:115, 302:308].all()
    assert not dark[295:325, 90:120].any()
    assert not dark[200:280, 20:180].any()


def test_ink_dark_is_found_where_all_ink_is_faint() -> None:
    page = _paper()
    page[100:120, 100:110] = 190
    assert find_dark(page, DPI)[105:115, 102:108].all()


def test_ink_marks_belong_to_cells_and_walls_to_none() -> None:
    dark = np.zeros((100, 220), np.uint8)
    for x in (10, 110, 210):
        cv2.line(dark, (x, 10), (x, 90), 1, 3)
    for y in (10, 90):
        cv2.line(dark, (10, y), (210, y), 1, 3)
    dark[40:58, 50:60] = 1
    dark[40:58, 150:160] = 1
    dark[70, 160] = 1  # a speck
    cells = [Place(10, 10, 110, 90), Place(110, 10, 210, 90)]
    assert find_marks(dark, cells, DPI) == [[Place(50, 40, 60, 58)], [Place(150, 40, 160, 58)]]


def test_ink_of_a_wall_beside_its_place_is_no_mark() -> None:
    dark = np.zeros((100, 120), np.uint8)
    dark[10:90, 17:19] = 1
    assert find_marks(dark, [Place(10, 10, 110, 90)], DPI) == [[]]


def test_ink_like_a_1_at_a_wall_stays_a_mark() -> None:
    dark = np.zeros((100, 120), np.uint8)
    dark[40:58, 17:20] = 1
    cell = Place(10, 10, 110, 90)
    ((mark,),) = find_marks(dark, [cell], DPI)
    assert mark == Place(17, 40, 20, 58)
    assert touches_walls(mark, cell, DPI / 72) == (True, False)
    assert touches_walls(Place(50, 40, 53, 58), cell, DPI / 72) == (False, False)


def test_ink_of_a_figure_on_a_wall_that_is_none_is_cut() -> None:
    cell = Place(10, 10, 110, 70)
    half, far = [Place(96, 30, 104, 52)], [Place(50, 30, 60, 52)]
    dark = np.zeros((100, 120), np.uint8)
    assert not cuts_ink(dark, cell, half, DPI)
    dark[30:52, 96:116] = 1
    assert cuts_ink(dark, cell, half, DPI)
    assert not cuts_ink(dark, cell, far, DPI)
    dark[:, 110] = 1
    assert not cuts_ink(dark, cell, half, DPI)


def test_ink_height_is_that_of_most_marks() -> None:
    marks = [[Place(0, 0, 9, 18), Place(9, 0, 18, 18), Place(0, 0, 200, 190)], [Place(0, 0, 8, 2)]]
    assert measure_height(marks, DPI) == 18
    assert measure_height([], 72) == 6.5


def test_ink_lines_are_marks_that_share_rows() -> None:
    six, minus, dot = Place(30, 20, 40, 38), Place(18, 28, 26, 30), Place(42, 35, 45, 38)
    below, speck, dash = Place(30, 60, 40, 78), Place(80, 90, 83, 97), Place(90, 50, 100, 52)
    lines = join_marks([speck, below, dot, minus, six, dash], SIZE)
    assert lines == [[six, dot, minus], [dash], [below]]


def test_ink_rows_of_a_vertical_label() -> None:
    top, under = Place(0, 0, 20, 6), Place(0, 12, 20, 18)  # two strokes of one character
    second = Place(0, 26, 20, 46)
    assert split_rows([second, under, top], 23) == [[top, under], [second]]


def test_ink_glyphs_of_a_figure() -> None:
    five, dot = Place(0, 0, 10, 18), Place(12, 15, 15, 18)
    roof, floor = Place(18, 0, 28, 8), Place(19, 10, 28, 18)  # a broken 5
    assert list_glyphs([dot, floor, five, roof], SIZE) == [five, dot, Place(18, 0, 28, 18)]


@settings(max_examples=60)
@given(
    st.lists(
        st.builds(
            lambda x, y, w, h: Place(x, y, x + w, y + h),
            st.integers(0, 200),
            st.integers(0, 200),
            st.integers(1, 30),
            st.integers(1, 30),
        ),
        min_size=1,
        max_size=20,
    ),
    st.floats(5, 50),
)
def test_ink_rows_hold_each_mark_once(marks: list[Place], tallest: float) -> None:
    rows = split_rows(marks, tallest)
    assert sorted(m for row in rows for m in row) == sorted(marks)
    assert enclose([enclose(row) for row in rows]) == enclose(marks)


def test_ink_under_a_stamp_is_kept_and_the_stamp_washed_out() -> None:
    image = np.full((200, 200, 3), 250, np.uint8)
    cv2.circle(image, (100, 100), 70, (210, 60, 70), 12)
    cv2.circle(image, (100, 100), 30, (210, 60, 70), -1)
    image[90:110, 95:103] = (50, 20, 20)
    clean = image[..., 0].copy()
    red = find_red(image, DPI)
    assert red[100, 30]
    assert not red[10, 10]
    washed = wash_stamps(clean, red, DPI)
    assert washed[100, 98] < 80
    assert washed[100, 120] > 245
    assert washed[100, 30] > 245
    assert (clean[100, 30], clean[100, 120]) == (210, 210)


def test_ink_page_without_stamps_is_not_washed() -> None:
    image = np.full((50, 50, 3), 250, np.uint8)
    red = find_red(image, DPI)
    assert not red.any()
    assert (wash_stamps(image[..., 0], red, DPI) == 250).all()
