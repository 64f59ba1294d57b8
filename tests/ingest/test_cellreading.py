from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest

from documents.places import Box
from ingest.cellreading import PageInk, build_run, fill_tables
from ingest.ink import find_dark
from ingest.looks import Finding
from ingest.pages import RuledCell, RuledTable
from ingest.recogniser import Look, Place, Reading, Recogniser
from ingest.rulings import Picture

DPI = 144.0


def _say(text: str, score: float = 0.99) -> Reading:
    return Reading(
        text, (score,) * len(text), tuple((k + 0.5) / len(text) for k in range(len(text)))
    )


class Scripted(Recogniser):
    """Says what a test wants of a crop, by its size and darkness; counts the crops."""

    def __init__(self, say: Callable[[Picture], Look]) -> None:
        super().__init__(1)
        self.say = say
        self.seen: list[int] = []

    def recognise(self, crops: Sequence[Picture]) -> tuple[Look, ...]:
        self.seen.append(len(crops))
        return tuple(self.say(crop) for crop in crops)


def _page(*figures: Place) -> PageInk:
    """A page of 200 x 100 points with blocks of ink."""
    image = np.full((200, 400, 3), 255, np.uint8)
    for x in (40, 200, 360):
        image[20:101, x - 1 : x + 1] = 0
    for y in (20, 60, 100):
        image[y - 1 : y + 1, 40:361] = 0
    for figure in figures:
        image[figure.top : figure.bottom, figure.left : figure.right] = 0
    clean = image[..., 0].copy()
    return PageInk(image, clean, clean, find_dark(clean, DPI), np.zeros_like(clean), DPI)


def _table() -> RuledTable:
    xs, ys = (20.0, 100.0, 180.0), (10.0, 30.0, 50.0)
    cells = tuple(
        RuledCell((r, r + 1), (c, c + 1), Box(xs[c], ys[r], xs[c + 1], ys[r + 1]))
        for r in range(2)
        for c in range(2)
    )
    return RuledTable(xs, ys, cells)


ONE = Place(110, 30, 116, 46)
TWO = Place(270, 70, 278, 86)


def test_cellreading_cells_without_ink_have_no_run() -> None:
    recogniser = Scripted(lambda crop: Look(_say("1"), _say("1")))
    (table,) = fill_tables(_page(ONE), [_table()], {}, recogniser)
    assert [len(cell.runs) for cell in table.cells] == [1, 0, 0, 0]
    (run,) = table.cells[0].runs
    assert run.text == "1"
    assert run.confidence > 0.9
    assert run.box.left <= 55 <= 58 <= run.box.right


def test_cellreading_looks_at_figures_twice_and_at_words_once() -> None:
    def say(crop: Picture) -> Look:
        return Look(_say("其他"), _say("0")) if crop.shape[1] > 60 else Look(_say("1"), _say("1"))

    page = _page(ONE, Place(240, 30, 320, 46))
    recogniser = Scripted(say)
    found = {Place(236, 26, 324, 50): Look(_say("其他"), _say("0"))}
    (table,) = fill_tables(page, [_table()], found, recogniser)
    assert recogniser.seen == [1, 1, 0]
    assert [cell.runs[0].text for cell in table.cells[:2]] == ["1", "其他"]
    assert table.cells[1].runs[0].confidence == pytest.approx(0.99)


def test_cellreading_looks_that_differ_leave_the_cell_unsure() -> None:
    answers = iter([Look(_say("6"), _say("6")), Look(_say("8"), _say("8"))])
    recogniser = Scripted(lambda crop: next(answers))
    (table,) = fill_tables(_page(ONE), [_table()], {}, recogniser)
    assert table.cells[0].runs[0].confidence < 0.9


def test_cellreading_line_over_a_wall_is_read_again_in_parts() -> None:
    page = _page(Place(184, 30, 190, 46), Place(210, 30, 218, 46))
    recogniser = Scripted(lambda crop: Look(_say("1"), _say("1")))
    found = {Place(178, 24, 224, 52): Look(_say("1|1"), _say("111"))}
    (table,) = fill_tables(page, [_table()], found, recogniser)
    assert [cell.runs[0].text for cell in table.cells[:2]] == ["1", "1"]
    assert recogniser.seen == [2, 2, 0]


def test_cellreading_ink_that_nobody_reads_is_a_run_without_confidence() -> None:
    recogniser = Scripted(lambda crop: Look(Reading(), Reading()))
    (table,) = fill_tables(_page(ONE), [_table()], {}, recogniser)
    (run,) = table.cells[0].runs
    assert run.text
    assert run.confidence == 0


def test_cellreading_figure_at_a_wall_is_unsure() -> None:
    at_wall = Place(45, 30, 48, 46)
    recogniser = Scripted(lambda crop: Look(_say("1"), _say("1")))
    (table,) = fill_tables(_page(at_wall), [_table()], {}, recogniser)
    assert table.cells[0].runs[0].confidence < 0.9


def test_cellreading_line_in_other_than_black_ink_is_unsure() -> None:
    recogniser = Scripted(lambda crop: Look(Reading(), Reading()))
    place = Place(90, 30, 130, 50)
    found = {place: Look(_say("12"), _say("12"))}
    (table,) = fill_tables(_page(), [_table()], found, recogniser)
    assert table.cells[0].runs[0].text == "12"
    assert table.cells[0].runs[0].confidence < 0.9
    found = {place: Look(_say("w", 0.3), _say("1", 0.3))}
    (table,) = fill_tables(_page(), [_table()], found, recogniser)
    assert table.cells[0].runs == ()


def test_cellreading_a_numeral_that_counts_rows_is_no_dash() -> None:
    dash, two = Place(110, 37, 126, 39), Place(110, 70, 126, 86)

    def say(crop: Picture) -> Look:
        dark = (crop[..., 0] < 128).sum()
        return Look(_say("一"), _say("—")) if dark < 100 else Look(_say("二"), _say("2"))

    (table,) = fill_tables(_page(dash, two), [_table()], {}, Scripted(say))
    assert [cell.runs[0].text for cell in (table.cells[0], table.cells[2])] == ["一", "二"]
    (alone,) = fill_tables(_page(dash), [_table()], {}, Scripted(say))
    assert alone.cells[0].runs[0].text == "—"


def test_cellreading_run_parts_its_characters_between_their_middles() -> None:
    run = build_run(Finding("12件", 0.95, (0.2, 0.4, 0.8)), Box(10, 0, 60, 10))
    assert run.edges == pytest.approx((10, 25, 40, 60))
    assert run.confidence == 0.95
    assert build_run(Finding("□", 0.0), Box(10, 0, 60, 10)).edges == ()


def test_cellreading_figure_under_a_stamp_is_sure_only_if_it_reads_the_same_with_it() -> None:
    plain = _page(ONE)
    red = np.zeros_like(plain.clean)
    red[30:46, 100:130] = 1
    page = replace(plain, red=red)
    one, four = Look(_say("1"), _say("1")), Look(_say("4"), _say("4"))
    (table,) = fill_tables(page, [_table()], {}, Scripted(lambda crop: one))
    assert table.cells[0].runs[0].confidence > 0.9
    answers = iter([one, one, four])
    (table,) = fill_tables(page, [_table()], {}, Scripted(lambda crop: next(answers)))
    assert table.cells[0].runs[0].text == "1"
    assert table.cells[0].runs[0].confidence < 0.9
    word = Look(_say("县"), Reading())
    (table,) = fill_tables(page, [_table()], {}, Scripted(lambda crop: word))
    assert table.cells[0].runs[0].confidence < 0.9


def test_cellreading_stamp_over_a_line_is_taken_off() -> None:
    image = np.full((40, 60, 3), (210, 60, 70), np.uint8)
    clean = np.full((40, 60), 240, np.uint8)
    stamped = np.zeros_like(clean)
    stamped[:, :30] = 1
    page = PageInk(image, clean, clean, clean, stamped, DPI)
    assert (page.cut(Place(10, 10, 40, 30)) == 240).all()
    assert (page.cut(Place(35, 10, 60, 30)) == (210, 60, 70)).all()
