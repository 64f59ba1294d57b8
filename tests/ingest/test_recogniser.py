from __future__ import annotations

import numpy as np
import pytest

from ingest.recogniser import Place, Reading, load_recogniser
from tests.ingest.drawn import draw_text


def test_recogniser_reads_lines_of_any_length_in_their_order() -> None:
    texts = ["7", "政府信息公开工作年度报告", "9059.95", "0"]
    looks = load_recogniser(1).recognise([draw_text(text) for text in texts])
    assert [look.free.text for look in looks] == texts
    assert all(len(look.free.scores) == len(t) for look, t in zip(looks, texts, strict=True))
    assert all(look.free.score > 0.9 for look in looks)


def test_recogniser_tells_where_characters_stand() -> None:
    picture = draw_text("本机关12件")
    (look,) = load_recogniser(1).recognise([picture])
    middles = np.array(look.free.middles) * picture.shape[1]
    assert look.free.text == "本机关12件"
    assert (np.diff(middles) > 0).all()
    assert middles == pytest.approx([35, 65, 95, 117, 134, 158], abs=9)


def test_recogniser_reads_figures_among_figures_alone() -> None:
    (look,) = load_recogniser(1).recognise([draw_text("结果")])
    assert look.free.text == "结果"
    assert set(look.figure.text) <= set("0123456789.,-—/%")


def test_recogniser_finds_lines_of_a_page() -> None:
    sheet = np.full((400, 600, 3), 255, np.uint8)
    text = draw_text("一、总体情况", margin=0)
    height, width = text.shape[:2]
    for top in (80, 240):
        sheet[top : top + height, 50 : 50 + width] = text
    found = sorted(load_recogniser(1).find_lines(sheet), key=lambda line: line.top)
    assert len(found) == 2
    for line, top in zip(found, (80, 240), strict=True):
        assert abs(line.left - 50) < 15
        assert abs(line.right - 50 - width) < 15
        assert line.top <= top + 5
        assert line.bottom >= top + height - 5


def test_recogniser_reads_nothing_where_nothing_is() -> None:
    blank = np.full((48, 96, 3), 255, np.uint8)
    recogniser = load_recogniser(1)
    (look,) = recogniser.recognise([blank])
    assert look.free == Reading()
    assert look.free.score == 0
    assert recogniser.recognise([]) == ()
    assert recogniser.find_lines(np.full((320, 320, 3), 255, np.uint8)) == ()


def test_recogniser_is_loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_recogniser(1) is load_recogniser(1)
    monkeypatch.setenv("GONGKAI_OCR_THREADS", "3")
    load_recogniser.cache_clear()
    assert load_recogniser().threads == 3
    load_recogniser.cache_clear()


def test_recogniser_place_measures() -> None:
    assert (Place(2, 3, 10, 8).width, Place(2, 3, 10, 8).height) == (8, 5)
