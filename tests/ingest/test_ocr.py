from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from ingest.ocr import read_picture
from ingest.recogniser import Look, Place, Reading, Recogniser, load_recogniser
from ingest.rulings import Picture
from tests.ingest.drawn import draw_table, draw_text

ROWS = [
    ["信息内容", "本年制发件数", "现行有效件数"],
    ["规章", "0", "13"],
    ["规范性文件", "7", "/"],
    ["行政许可", "9059.95", ""],
]


def _draw_page() -> Picture:
    table = draw_table(ROWS, [300, 260, 260])
    title = draw_text("二、主动公开政府信息情况", size=30, margin=0)
    page = np.full((700, 1100, 3), 255, np.uint8)
    page[60 : 60 + title.shape[0], 120 : 120 + title.shape[1]] = title
    page[150 : 150 + table.shape[0], 0 : table.shape[1]] = table
    return page


@pytest.mark.parametrize("turned", [False, True])
def test_ocr_reads_a_page_whichever_way_up(turned: bool) -> None:
    page = _draw_page()
    shown = np.ascontiguousarray(page[::-1, ::-1]) if turned else page
    reading = read_picture(shown, 3, 200, load_recogniser(1))
    content = reading.content
    assert reading.failures == ()
    assert (content.number, content.reader) == (3, "ocr")
    assert [run.text for run in content.runs] == ["二、主动公开政府信息情况"]
    (table,) = content.tables
    texts = ["".join(run.text for run in cell.runs) for cell in table.cells]
    assert texts == [text for row in ROWS for text in row]
    assert all(run.confidence >= 0.9 for cell in table.cells for run in cell.runs)
    point = 200 / 72
    assert content.width == pytest.approx(1100 / point, abs=5)
    assert table.box == pytest.approx((100 / point, 250 / point, 920 / point, 426 / point), abs=2)
    assert content.runs[0].box.left == pytest.approx(120 / point, abs=3)


class Scripted(Recogniser):
    """Finds the lines that a test wants and reads all of them with one score."""

    def __init__(self, lines: Sequence[Place], score: float) -> None:
        super().__init__(1)
        self.lines = tuple(lines)
        self.score = score

    def find_lines(self, picture: Picture) -> tuple[Place, ...]:
        return self.lines

    def recognise(self, crops: Sequence[Picture]) -> tuple[Look, ...]:
        text = "公开工作"
        reading = Reading(text, (self.score,) * 4, (0.1, 0.4, 0.6, 0.9))
        return tuple(Look(reading, Reading()) for _ in crops)


PAPER = np.full((600, 420, 3), 255, np.uint8)
LINES = [Place(40, top, 380, top + 20) for top in range(60, 400, 40)]


def test_ocr_unreadable_page_is_a_failure_that_names_it() -> None:
    reading = read_picture(PAPER, 4, 100, Scripted(LINES, 0.3))
    (failure,) = reading.failures
    assert (failure.stage, failure.code, failure.page) == ("ingest", "page-unreadable", 4)
    assert "4" in failure.message
    assert reading.content.runs == ()


def test_ocr_lines_hardly_read_are_left_out_and_told() -> None:
    class Partly(Scripted):
        def recognise(self, crops: Sequence[Picture]) -> tuple[Look, ...]:
            looks = super().recognise(crops)
            poor = Look(Reading("墨点墨点", (0.2,) * 4, (0.1, 0.4, 0.6, 0.9)), Reading())
            return tuple(poor if k % 2 else look for k, look in enumerate(looks))

    reading = read_picture(PAPER, 4, 100, Partly(LINES, 0.95))
    assert [run.text for run in reading.content.runs] == ["公开工作"] * 5
    assert all(run.confidence == pytest.approx(0.95) for run in reading.content.runs)
    (failure,) = reading.failures
    assert failure.code == "page-poor"


def test_ocr_blank_page_is_no_failure() -> None:
    reading = read_picture(PAPER, 1, 100, Scripted([], 0.9))
    assert reading.failures == ()
    assert reading.content.runs == ()
    assert reading.content.tables == ()
