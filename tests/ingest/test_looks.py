from __future__ import annotations

import cv2
import numpy as np
import pytest

from ingest.celllines import CellLine
from ingest.ink import Grey, find_dark, find_marks
from ingest.looks import (
    UNREAD,
    check_shapes,
    cut_again,
    doubt,
    is_like_figure,
    read_strokes,
    read_words,
    score_words,
    weigh_figure,
    weigh_words,
)
from ingest.recogniser import Look, Place, Reading
from tests.ingest.drawn import draw_text

SIZE = 21.0
CELL = Place(0, 0, 400, 90)


def _say(text: str, score: float = 0.99) -> Reading:
    return Reading(
        text, (score,) * len(text), tuple((k + 0.5) / len(text) for k in range(len(text)))
    )


def _look(text: str, score: float = 0.99, free: str | None = None) -> Look:
    return Look(_say(text if free is None else free, score), _say(text, score))


def _draw(text: str) -> tuple[CellLine, Grey]:
    """A line drawn in a cell, with its ink."""
    grey = cv2.cvtColor(draw_text(text, size=30, margin=25), cv2.COLOR_RGB2GRAY)
    page = np.full((90, 400), 255, np.uint8)
    page[: grey.shape[0], : grey.shape[1]] = grey
    dark = find_dark(page, 200)
    (marks,) = find_marks(dark, [CELL], 200)
    return CellLine(CELL, tuple(marks)), dark


@pytest.mark.parametrize("text", ["0", "7", "11", "386.42", "-4", "1,024", "96171.6"])
def test_looks_shapes_speak_for_a_figure(text: str) -> None:
    assert check_shapes(text, *_draw(text), SIZE)


@pytest.mark.parametrize(
    ("drawn", "said"),
    [
        ("-53", ".53"),
        ("38.4", "384"),
        ("12", "1"),
        ("1", "11"),
        ("/", "1"),
        ("5.3", "5-3"),
        ("-", "1"),
    ],
)
def test_looks_shapes_speak_against_a_wrong_reading(drawn: str, said: str) -> None:
    assert not check_shapes(said, *_draw(drawn), SIZE)


def test_looks_shapes_speak_against_a_reading_without_ink() -> None:
    assert not check_shapes("1", CellLine(CELL, ()), np.zeros((90, 400), np.uint8), SIZE)


@pytest.mark.parametrize(
    ("drawn", "told"), [("/", "/"), ("-", "-"), ("—", "—"), ("1", ""), ("7", ""), ("-4", "")]
)
def test_looks_strokes_are_told_by_their_shape(drawn: str, told: str) -> None:
    assert read_strokes(*_draw(drawn), SIZE) == told


def test_looks_that_agree_are_surer_than_either() -> None:
    finding = weigh_figure(_look("386", 0.95), _look("386", 0.9), *_draw("386"), SIZE)
    assert finding.text == "386"
    assert finding.confidence == pytest.approx(1 - 0.05 * 0.1)
    assert len(finding.middles) == 3


@pytest.mark.parametrize(
    ("first", "second", "drawn"),
    [
        (_look("6", 0.97), _look("8", 0.99), "8"),
        (_look("384"), _look("384"), "38.4"),
        (_look("1", 0.98), _look("1", 0.97), "—"),
        (_look(".53", 0.96), _look(".53", 0.9), "-53"),
        (_look("0", free="结"), _look("", free="结"), "结"),
    ],
)
def test_looks_that_differ_or_that_shapes_gainsay_are_unsure(
    first: Look, second: Look, drawn: str
) -> None:
    assert weigh_figure(first, second, *_draw(drawn), SIZE).confidence < 0.9


def test_looks_more_probable_reading_stands() -> None:
    assert weigh_figure(_look("6", 0.7), _look("8", 0.9), *_draw("8"), SIZE).text == "8"


def test_looks_ink_that_nobody_can_read_is_never_blank() -> None:
    nothing = Look(Reading(), Reading())
    finding = weigh_figure(nothing, nothing, *_draw("8"), SIZE)
    assert (finding.text, finding.confidence) == (UNREAD, 0)
    assert read_words(Reading()) == (UNREAD, 0, ())
    assert weigh_words(Reading(), Reading()) == (UNREAD, 0, ())


def test_looks_slash_is_no_1_however_sure_the_network() -> None:
    finding = weigh_figure(_look("1", 0.98), _look("1", 0.98), *_draw("/"), SIZE)
    assert finding.text == "/"
    assert finding.confidence >= 0.9


def test_looks_dash_is_no_numeral() -> None:
    finding = weigh_figure(_look("—", free="一"), _look("-", free="一"), *_draw("—"), SIZE)
    assert finding.text == "—"
    assert finding.confidence >= 0.9


def test_looks_words_are_as_sure_as_their_least_sure_character() -> None:
    reading = Reading("（一）予", (0.4, 0.99, 0.5, 0.8), (0.1, 0.3, 0.5, 0.8))
    assert score_words(reading) == 0.8
    assert score_words(_say("——", 0.6)) == 0.6
    assert weigh_words(reading, reading).confidence == pytest.approx(1 - 0.2**2)
    assert weigh_words(reading, _say("（一）子", 0.7)).confidence < 0.9
    assert weigh_words(reading, _say("（一）子", 0.7)).text == "（一）予"


def test_looks_doubt_lowers_only() -> None:
    sure = weigh_figure(_look("386"), _look("386"), *_draw("386"), SIZE)
    assert doubt(sure).confidence < 0.9
    assert doubt(sure._replace(confidence=0.1)).confidence == 0.1


def test_looks_figures_and_what_is_read_for_them() -> None:
    assert is_like_figure("O")
    assert is_like_figure("1,024.5")
    assert is_like_figure("一")
    assert not is_like_figure("10件")
    assert not is_like_figure("结果")


def test_looks_second_crop_has_no_walls_and_paper_around() -> None:
    page = np.full((90, 400), 250, np.uint8)
    page[:, :3] = page[:, -3:] = page[:3] = page[-3:] = 0
    page[40:61, 10:24] = 30
    line = CellLine(CELL, (Place(10, 40, 24, 61),))
    crop = cut_again(page, line, CELL, SIZE)
    assert crop.shape[0] == pytest.approx(1.7 * SIZE, abs=2)
    assert crop.shape[1] >= 14 + 1.5 * SIZE
    border = np.concatenate([crop[0], crop[-1], crop[:, 0], crop[:, -1]])
    assert (border == 250).all()
    assert crop.min() == 30
