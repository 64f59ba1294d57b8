from __future__ import annotations

import lzma
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from nlp.characters import SPECIAL, number_characters
from training.encoder import text
from training.encoder.text import cut_lines, draw_windows, list_lines, read_library
from training.labels import LabelledParagraph

ROW = LabelledParagraph(
    id="one",
    text="公开政府信息20条。",
    tags=("主动公开",),
    section=1,
    heading="（一）主动公开",
    previous=None,
    organisation="甲县",
    province="江西",
    voice="county",
    year=2023,
)


def _write_register(folder: Path, lines: list[str]) -> None:
    folder.mkdir()
    (folder / "laws.txt.xz").write_bytes(lzma.compress("\n".join(lines).encode()))


def test_text_begins_words_where_jieba_does() -> None:
    characters = number_characters((*SPECIAL, *"公开政府信息0条。"))
    numbers, words = cut_lines(["公开政府信息20条。"], characters)
    assert numbers.tolist() == [5, 6, 7, 8, 9, 10, 11, 12, 13, characters.end]
    assert words.tolist() == [True, False, True, False, True, False, True, True, True, True]


def test_text_of_corpora_has_each_heading_once() -> None:
    rows = [ROW, replace(ROW, text="二。"), replace(ROW, text="三。", heading=None)]
    assert list(list_lines(rows)) == ["（一）主动公开", "公开政府信息20条。", "二。", "三。"]


def test_text_is_kept_and_named_by_what_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text, "read_learnt", lambda: (ROW,))
    _write_register(tmp_path / "register", ["第一条 公开政府信息。", "第二条 政府公开。"])
    first = read_library(tmp_path / "register", tmp_path / "kept")
    again = read_library(tmp_path / "register", tmp_path / "kept")
    assert first.vocabulary[:5] == SPECIAL
    assert "政" in first.vocabulary
    assert "乙" not in first.vocabulary
    assert first.sha256 == again.sha256
    assert [t.turns for t in first.texts] == [1, text.TURNS["corpora"]]
    for one, other in zip(first.texts, again.texts, strict=True):
        np.testing.assert_array_equal(one.characters, other.characters)
    _write_register(tmp_path / "other", ["第三条 乙。"])
    assert read_library(tmp_path / "other", tmp_path / "kept").sha256 != first.sha256


def test_text_register_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_library(tmp_path, tmp_path)


def test_text_windows_are_pieces_of_the_text_as_often_as_its_turns() -> None:
    numbers = np.arange(100, dtype=np.uint16)
    running = text.RunningText(numbers, numbers % 2 == 0, turns=3)
    windows, words = draw_windows([running], 10, np.random.default_rng(0))
    assert len(windows) in range(27, 31)
    for window, begins in zip(windows, words, strict=True):
        np.testing.assert_array_equal(window, np.arange(window[0], window[0] + 10))
        np.testing.assert_array_equal(begins, window % 2 == 0)
