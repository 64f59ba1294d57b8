from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from documents.narrative import TAGS
from nlp.tags import MODEL, load_tagger
from tests.training.registry.office import invent, invent_set, read_small_set
from training.evaluation import average_f1
from training.registry.measuring import (
    Answers,
    HeldOut,
    answer,
    measure_set,
)
from training.tagger import measure_tagger


def test_measuring_answers_are_those_of_inference() -> None:
    test = read_small_set()
    scores = measure_set(answer(load_tagger(MODEL), test.rows), test)
    plain = measure_tagger(load_tagger(MODEL), test.rows)
    assert scores.macro_f1.value == pytest.approx(average_f1(plain))
    assert {row.tag: (row.expected, row.found) for row in scores.tags} == {
        m.tag: (m.expected, m.found) for m in plain
    }
    assert scores.bodies == len({row.organisation for row in test.rows})
    assert sum(row.number for row in scores.calibration) == len(test.rows) * len(TAGS)
    assert all(abs(row.chance - row.right) < 0.5 for row in scores.calibration if row.number > 20)


def test_measuring_confusions_pair_what_was_missed_with_what_was_given() -> None:
    first = replace(invent_set().rows[0], tags=("主动公开", "平台建设"))
    second = replace(invent_set().rows[1], tags=("宣传培训",))
    test = HeldOut("own", (first, second))
    answers = Answers(
        (frozenset({"平台建设", "其他"}), frozenset({"宣传培训", "引言"})),
        np.full((2, len(TAGS)), 0.01),
    )
    confused = {(c.expected, c.found): c.paragraphs for c in measure_set(answers, test).confusion}
    assert confused == {("主动公开", "其他"): 1, (None, "引言"): 1}


def test_measuring_draws_paragraphs_where_bodies_are_few() -> None:
    rows = invent_set(bodies=2).rows
    assert len(set(HeldOut("own", rows).units)) == len(rows)
    assert len(set(invent_set().units)) == 40


def test_measuring_an_honest_model_has_no_calibration_error() -> None:
    contender = invent("甲", invent_set())
    answers = answer(contender.tagger, invent_set().rows)
    sure = Answers(answers.tags, np.where(answers.chances > 0.5, 1.0, 0.0))
    scores = measure_set(sure, invent_set())
    assert scores.calibration_error == 0
    assert [(row.chance, row.right) for row in scores.calibration] == [(0, 0), (1, 1)]
