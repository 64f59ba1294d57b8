"""Learns from a few lines in a moment: that it learns and is kept, not how well it sees."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from documents.errors import ModelDamaged
from documents.places import Span
from nlp.person_glance import BITS, Glance, load_glance
from training.person_glance import GlanceRecipe, read_places, store_glance, train_glance
from training.person_lines import PersonLine

NAMED = tuple(
    PersonLine(f"由{post}{name}任组长。", (Span(3, 3 + len(name)),), name)
    for post in ("镇长", "局长")
    for name in ("刘志强", "何清", "欧阳文静")
)
NOBODY = tuple(PersonLine(f"由{post}任组长。", (), post) for post in ("镇长", "局长"))


def test_person_glance_learns_where_names_begin() -> None:
    recipe = GlanceRecipe(passes=4, variations=20, filled=0)
    glance = train_glance(NAMED, NOBODY, recipe)
    assert glance.score("由镇长何清任组长。")[3] > 0.5
    assert glance.score("由镇长任组长。").max() < 0.5
    again = train_glance(NAMED, NOBODY, recipe)
    assert np.array_equal(glance.weights, again.weights)


def test_person_glance_reads_every_place_of_every_line() -> None:
    lines = (NAMED[0], PersonLine("", (), ""), NOBODY[0])
    seen, begins = read_places(lines)
    assert seen.shape == (len(NAMED[0].text) + len(NOBODY[0].text), 2**BITS)
    assert begins.nonzero()[0].tolist() == [3]


def test_person_glance_is_stored_as_it_is(tmp_path: Path) -> None:
    card = tmp_path / "glance.json"
    weights = np.linspace(-3, 3, 2**BITS).astype(np.float16).astype(np.float32)
    store_glance(Glance(weights, -1.5), {"name": "tiny"}, card)
    stored = load_glance(card)
    assert np.array_equal(stored.weights, weights)
    assert stored.intercept == -1.5

    store_glance(Glance(weights[:8], 0.0), {}, tmp_path / "small.json")
    with pytest.raises(ModelDamaged):
        load_glance(tmp_path / "small.json")
