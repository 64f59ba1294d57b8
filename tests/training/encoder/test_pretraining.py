from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from nlp.characters import SPECIAL, number_characters
from training.encoder.text import Library, RunningText

torch = pytest.importorskip("torch", reason="the encoder is pretrained with torch")
pytest.importorskip("transformers", reason="the encoder is a transformers model")

from training.encoder.checkpoint import read_base  # noqa: E402
from training.encoder.pretraining import (  # noqa: E402
    Progress,
    Recipe,
    halve_windows,
    hide_words,
    keep_half,
    pretrain,
)

VOCABULARY = (*SPECIAL, *"甲乙丙丁戊己庚辛")
TINY = Recipe(layers=1, width=64, length=32, batch=8, rate=5e-3, tokens=256 * 60)


def _write_library() -> Library:
    """甲乙丙丁 over and over: what is hidden can be known."""
    numbers = np.tile(np.arange(5, 9, dtype=np.uint16), 200)
    return Library(VOCABULARY, (RunningText(numbers, numbers % 2 == 1, 1),), "0" * 64)


def test_pretraining_hides_whole_words_and_shows_the_rest() -> None:
    characters = number_characters(VOCABULARY)
    numbers = np.tile(np.arange(5, 9, dtype=np.uint16), (200, 8))
    words = numbers % 2 == 1
    batch = hide_words(numbers, words, characters, 0.25, np.random.default_rng(1))
    assert batch.shown.shape == (200, 33)
    assert (batch.shown[:, 0] == characters.start).all()
    hidden = batch.hidden[:, 1:]
    np.testing.assert_array_equal(hidden[:, 0::2], hidden[:, 1::2])  # words of two
    assert 0.2 < hidden.mean() < 0.3
    np.testing.assert_array_equal(batch.answers, numbers[hidden])
    np.testing.assert_array_equal(batch.shown[:, 1:][~hidden], numbers[~hidden])
    masked = (batch.shown[:, 1:][hidden] == characters.mask).mean()
    assert 0.75 < masked < 0.85


def test_pretraining_never_hides_the_end_of_a_paragraph() -> None:
    characters = number_characters(VOCABULARY)
    numbers = np.full((4, 7), characters.end, dtype=np.uint16)
    batch = hide_words(numbers, numbers > 0, characters, 1.0, np.random.default_rng(0))
    assert not batch.hidden.any()


def test_pretraining_halves_windows() -> None:
    numbers = np.arange(14, dtype=np.uint16).reshape(2, 7)
    halves, words = halve_windows(numbers, numbers == 3)
    assert halves.tolist() == [[0, 1, 2], [3, 4, 5], [7, 8, 9], [10, 11, 12]]
    assert words.sum() == 1


def test_pretraining_learns_and_goes_on_where_it_stopped(tmp_path: Path) -> None:
    library = _write_library()
    half = pretrain(library, replace(TINY, tokens=256 * 20), tmp_path)
    assert half.steps == 20
    assert half.loss > 1.2
    whole = pretrain(library, TINY, tmp_path)
    assert whole.steps == 60
    assert whole.loss < half.loss - 0.3
    card = json.loads((tmp_path / "pretraining.json").read_text("utf-8"))
    assert card["progress"]["tokens"] == 256 * 60
    assert pretrain(library, TINY, tmp_path) == whole  # nothing left to spend


def test_pretraining_keeps_what_fine_tuning_needs_in_half_the_room(tmp_path: Path) -> None:
    pretrain(_write_library(), replace(TINY, tokens=256), tmp_path / "whole")
    keep_half(tmp_path / "whole", tmp_path / "kept")
    base = read_base(tmp_path / "kept", ["甲乙丙"], 32)
    assert set(base.characters.numbers) == set(VOCABULARY)
    sizes = [(tmp_path / name / "model.safetensors").stat().st_size for name in ("whole", "kept")]
    assert sizes[1] < 0.6 * sizes[0]
    assert not (tmp_path / "kept" / "state.pt").exists()
    assert (tmp_path / "kept" / "pretraining.json").exists()


def test_pretraining_refuses_to_go_on_with_other_text(tmp_path: Path) -> None:
    pretrain(_write_library(), replace(TINY, tokens=256), tmp_path)
    with pytest.raises(ValueError, match="other text"):
        pretrain(replace(_write_library(), sha256="1" * 64), TINY, tmp_path)


def test_pretraining_needs_a_budget(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="budget"):
        pretrain(_write_library(), Recipe(), tmp_path)


def test_progress_is_of_the_budget_that_ends_first() -> None:
    progress = Progress(tokens=50, seconds=45)
    assert progress.find_share(Recipe(tokens=100)) == 0.5
    assert progress.find_share(Recipe(tokens=100, minutes=1)) == 0.75
    assert progress.find_share(Recipe(tokens=10)) == 1
