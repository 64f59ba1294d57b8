"""Sentences are ours, places and persons invented."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.errors import ModelDamaged, ModelMissing
from nlp.person_glance import BITS, MODEL, SEEN, hash_surroundings, load_glance

TEXTS = st.text("由乡长王海任组，。 ·a𠀀\ue000", min_size=1, max_size=30)


def test_person_glance_sees_where_a_name_begins() -> None:
    text = "由镇长刘志强任组长，全年公开信息十二条。"
    chances = load_glance().score(text)
    assert chances.argmax() == text.index("刘志强")
    assert chances[text.index("全年") :].max() < 0.05


@given(TEXTS)
def test_person_glance_gives_each_character_a_chance(text: str) -> None:
    chances = load_glance().score(text)
    assert chances.shape == (len(text),)
    assert ((chances >= 0) & (chances <= 1)).all()


@given(TEXTS, TEXTS)
def test_person_glance_sees_three_characters_to_each_side(text: str, other: str) -> None:
    seen = hash_surroundings(text)
    assert seen.shape == (len(SEEN), len(text))
    assert seen.max() < 2**BITS
    near = max(0, len(text) - 3)
    assert np.array_equal(hash_surroundings(text + other)[:, :near], seen[:, :near])
    assert np.array_equal(hash_surroundings(other + text)[:, len(other) + 2 :], seen[:, 2:])


def test_person_glance_tells_apart_what_stands_before_and_behind() -> None:
    assert len({tuple(hash_surroundings(text)[:, 2]) for text in ("甲乙丙丁", "丁乙丙甲")}) == 2


def test_person_glance_is_refused_when_missing_or_damaged(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        load_glance(tmp_path / "glance.json")
    card = Path(shutil.copy(MODEL, tmp_path))
    weights = Path(shutil.copy(MODEL.with_suffix(".npz"), tmp_path))
    stored = weights.read_bytes()
    weights.write_bytes(stored[:-1] + bytes([stored[-1] ^ 1]))
    with pytest.raises(ModelDamaged):
        load_glance(card)
    weights.write_bytes(stored)
    card.write_text(json.dumps(json.loads(card.read_text("utf-8")) | {"intercept": None}))
    with pytest.raises(ModelDamaged):
        load_glance(card)
