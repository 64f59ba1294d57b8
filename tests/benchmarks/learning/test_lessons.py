from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from benchmarks.learning import lessons
from benchmarks.learning.lessons import Classroom
from benchmarks.learning.office import draw_batch, read_office, shuffle_labels
from nlp.tags import read_tagger
from tests.training.registry.office import fit_small, read_small_corpus, read_small_set
from training.tagger import Validation, fit_tagger, validate


@cache
def validate_small() -> Validation:
    return validate(read_small_corpus())


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Classroom:
    champion = read_tagger(*fit_small())
    monkeypatch.setattr(lessons, "read_corpus", read_small_corpus)
    monkeypatch.setattr(lessons, "read_frozen", read_small_set)
    monkeypatch.setattr(lessons, "read_champion", lambda: champion)
    monkeypatch.setattr(lessons, "read_validation", validate_small)
    return Classroom(read_office().rest, tmp_path / "kept")


def test_lessons_a_batch_is_learnt_as_by_train(room: Classroom) -> None:
    batch = draw_batch(read_office().pool, 100, draw=0)
    outcome = room.teach(batch)
    assert outcome.learnt + outcome.held == len(batch)
    assert {c.on for c in outcome.comparisons} == {"builtin", "own"}
    assert outcome.find_gain("own") is not None
    assert outcome.asked != room.start().asked
    assert len(outcome.asked) == len(room.asked)
    assert len(outcome.frozen) == len(read_small_set().rows)


def test_lessons_the_gate_refuses_a_shuffled_batch(room: Classroom) -> None:
    batch = draw_batch(read_office().pool, 100, draw=0)
    assert room.teach(shuffle_labels(batch, 1.0, draw=0)).objections


def test_lessons_kept_outcomes_are_not_learnt_again(
    room: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = draw_batch(read_office().pool, 30, draw=1)
    outcome = room.teach_all(batch)
    assert outcome.learnt == len(batch)

    def fail(*given: object, **named: object) -> None:
        raise AssertionError("learnt again")

    monkeypatch.setattr(lessons, fit_tagger.__name__, fail)
    assert room.teach_all(batch) == outcome
    with pytest.raises(AssertionError, match="learnt again"):
        room.teach_all(batch[1:])
