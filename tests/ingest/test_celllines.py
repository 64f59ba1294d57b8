from __future__ import annotations

from ingest.celllines import cut_lines
from ingest.recogniser import Place

SIZE = 18.0
LEFT, RIGHT = Place(0, 0, 100, 40), Place(100, 0, 200, 40)


def _figure(left: int, top: int = 10) -> Place:
    return Place(left, top, left + 10, top + 18)


def test_celllines_line_over_a_wall_is_cut() -> None:
    marks = [[_figure(70), _figure(84)], [_figure(110)]]
    (left,), (right,) = cut_lines([LEFT, RIGHT], marks, [Place(64, 5, 128, 33)], SIZE)
    assert left.marks == (_figure(70), _figure(84))
    assert right.marks == (_figure(110),)
    assert left.crop.right <= 100 <= right.crop.left
    assert (left.crop.left, right.crop.right) == (64, 128)


def test_celllines_figure_that_the_detector_missed_is_a_line() -> None:
    (own,) = cut_lines([LEFT], [[_figure(40)]], [], SIZE)
    (line,) = own
    assert line.marks == (_figure(40),)
    assert line.crop == Place(35, 5, 55, 33)


def test_celllines_sign_beside_a_found_line_belongs_to_it() -> None:
    minus = Place(20, 18, 27, 20)
    (own,) = cut_lines([LEFT], [[minus, _figure(32)]], [Place(30, 6, 46, 32)], SIZE)
    assert [line.marks for line in own] == [(_figure(32), minus)]
    assert own[0].crop.left <= 20


def test_celllines_speck_alone_is_no_line() -> None:
    assert cut_lines([LEFT], [[Place(40, 20, 43, 23)]], [], SIZE) == [[]]


def test_celllines_crumbs_of_a_faint_figure_are_a_line() -> None:
    crumbs = [Place(40, 11, 44, 13), Place(46, 16, 49, 20), Place(40, 23, 45, 26)]
    ((line,),) = cut_lines([LEFT], [crumbs], [], SIZE)
    assert line.ink == Place(40, 11, 49, 26)
    assert cut_lines([Place(0, 0, 100, 90)], [[crumbs[0], Place(80, 70, 83, 73)]], [], SIZE) == [[]]


def test_celllines_line_without_black_ink_is_kept_where_its_middle_stands() -> None:
    (left, right) = cut_lines([LEFT, RIGHT], [[], []], [Place(30, 10, 120, 30)], SIZE)
    assert [(line.crop, line.marks) for line in left] == [(Place(30, 10, 98, 30), ())]
    assert right == []


def test_celllines_two_lines_stand_one_below_the_other() -> None:
    cell = Place(0, 0, 100, 80)
    boxes = [Place(10, 42, 60, 66), Place(10, 8, 60, 34)]
    (own,) = cut_lines([cell], [[_figure(20, 12), _figure(20, 46)]], boxes, SIZE)
    assert [line.ink.top for line in own] == [12, 46]


def test_celllines_vertical_label_is_read_a_character_a_line() -> None:
    cell = Place(0, 0, 40, 200)
    marks = [Place(10, top, 32, top + 21) for top in (10, 40, 70)]
    (own,) = cut_lines([cell], [marks], [Place(6, 4, 36, 96)], SIZE)
    assert [line.marks for line in own] == [(m,) for m in marks]


def test_celllines_touching_characters_of_a_vertical_label_are_parted() -> None:
    cell = Place(0, 0, 40, 200)
    (own,) = cut_lines([cell], [[Place(10, 10, 32, 94)]], [Place(6, 4, 36, 98)], SIZE)
    assert [(line.ink.top, line.ink.bottom) for line in own] == [(10, 38), (38, 66), (66, 94)]


def test_celllines_neighbours_show_no_character_twice() -> None:
    boxes = [Place(10, 6, 52, 34), Place(20, 6, 80, 34)]
    (own,) = cut_lines([LEFT], [[_figure(14), _figure(48)]], boxes, SIZE)
    assert [(line.crop.left, line.crop.right) for line in own] == [(10, 36), (36, 80)]


def test_celllines_boxes_that_share_a_character_are_one_line() -> None:
    left, right = Place(30, 10, 40, 28), Place(36, 12, 46, 28)
    boxes = [Place(10, 6, 36, 34), Place(37, 6, 60, 34)]
    (own,) = cut_lines([LEFT], [[_figure(14), left, right]], boxes, SIZE)
    assert [line.crop for line in own] == [Place(10, 6, 60, 34)]
    assert sorted(own[0].marks) == [_figure(14), left, right]


def test_celllines_tight_lines_stay_two() -> None:
    cell = Place(0, 0, 100, 80)
    boxes = [Place(10, 8, 60, 38), Place(10, 22, 60, 52)]
    (own,) = cut_lines([cell], [[_figure(20, 12), _figure(20, 31)]], boxes, SIZE)
    assert [line.ink.top for line in own] == [12, 31]
