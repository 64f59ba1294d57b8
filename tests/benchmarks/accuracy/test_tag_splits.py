from __future__ import annotations

from benchmarks.accuracy.floors import read_floors
from benchmarks.accuracy.tag_splits import measure_held_out


def test_tag_splits_the_stored_model_is_above_its_floor() -> None:
    measured = measure_held_out()
    assert len(measured) == 2
    assert not list(read_floors().find_breaches(measured))


def test_tag_splits_strangers_have_a_floor_of_their_own() -> None:
    assert 0.9 <= read_floors().at_least["unseen voices: tags macro-F1"] < 1
