from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from operator import eq

import numpy as np
from numpy.typing import NDArray

from documents.narrative import TAGS
from nlp.features import TagInput
from training.divisions import Division, Fold
from training.labels import LabelledParagraph
from training.trials import Learner, PairTrial, Scorer, SingleTrial, answer_division, remember

PARTS = ("甲", "乙", "丙")


def make_rows(part: str) -> tuple[LabelledParagraph, ...]:
    """Each tag twice, named in so many words."""
    return tuple(
        LabelledParagraph(
            id=f"{part}{tag}{number}",
            text=f"{tag}，第{number}条，{part}",
            tags=(tag,),
            section=1,
            heading=None,
            previous=None,
            organisation=f"{part}镇",
            province="安徽",
            voice="township",
            year=2020,
        )
        for tag in TAGS
        for number in range(2)
    )


def make_division() -> Division:
    rows = {part: make_rows(part) for part in PARTS}
    folds = tuple(
        Fold(part, tuple(r for p in PARTS if p != part for r in rows[p]), rows[part])
        for part in PARTS
    )
    return Division("parts", folds, folds)


def learn_first_words(calls: list[int], noise: float = 0.0) -> Learner:
    """A learner that knows the answer from the text; ``calls`` are how many it was asked for."""

    def learn(rows: Sequence[LabelledParagraph]) -> Scorer:
        known = {row.text for row in rows}

        def score(items: Sequence[TagInput]) -> NDArray[np.float64]:
            assert not known & {item.text for item in items}, "asked for what it has learnt"
            calls.append(len(items))
            drawn = np.random.default_rng(0).normal(0, noise, (len(items), len(TAGS)))
            named = [item.text.partition("，")[0] for item in items]
            said = [[2.0 * (tag == name) - 1 for tag in TAGS] for name in named]
            return np.array(said).reshape(-1, len(TAGS)) + drawn

        return score

    return learn


def test_trials_find_what_a_perfect_learner_knows() -> None:
    division = make_division()
    answers = answer_division(SingleTrial(learn_first_words([]), division), division)
    assert [*answers.found] == [frozenset(row.tags) for row in division.rows]
    assert answers.chances.shape == (len(division.rows), len(TAGS))
    held = np.array([[tag in row.tags for tag in TAGS] for row in division.rows])
    assert answers.chances[held].min() > 0.9 > 0.1 > answers.chances[~held].max()


def test_trials_compute_each_paragraph_once() -> None:
    calls: list[int] = []
    division = make_division()
    answer_division(SingleTrial(learn_first_words(calls), division), division)
    assert sum(calls) == len(division.rows)


def test_trials_pair_asks_the_second_where_the_first_is_not_sure() -> None:
    division = make_division()
    good = SingleTrial(learn_first_words([], noise=0.01), division)
    poor = SingleTrial(learn_first_words([], noise=5.0), division)
    expected = [frozenset(row.tags) for row in division.rows]
    assert [*answer_division(PairTrial(good, poor), division).found] == expected
    alone, helped = (
        sum(map(eq, answer_division(trial, division).found, expected))
        for trial in (poor, PairTrial(poor, good))
    )
    assert alone < helped <= len(expected)


def watch(learn: Learner, asked: list[str]) -> Learner:
    """The learner, and the texts its fits are asked for."""

    def learn_watched(rows: Sequence[LabelledParagraph]) -> Scorer:
        score = learn(rows)

        def score_watched(items: Sequence[TagInput]) -> NDArray[np.float64]:
            asked.extend(item.text for item in items)
            return score(items)

        return score_watched

    return learn_watched


def test_trials_ask_for_clauses_who_reads_them() -> None:
    tail = "，全年按要求逐项开展有关工作并如期完成；" * 4
    folds = tuple(
        Fold(
            fold.unseen,
            tuple(replace(row, text=row.text + tail) for row in fold.learnt),
            tuple(replace(row, text=row.text + tail) for row in fold.held),
        )
        for fold in make_division().folds
    )
    division = Division("parts", folds, folds)
    whole = {row.text for row in division.rows}
    first: list[str] = []
    second: list[str] = []
    reads = SingleTrial(watch(learn_first_words([]), first), division)
    answer_division(reads, division)
    assert set(first) > whole
    other = SingleTrial(watch(learn_first_words([]), second), division, reads_clauses=False)
    answer_division(other, division)
    answer_division(PairTrial(reads, other), division)
    assert set(second) == whole


def test_trials_remember_nothing_of_no_paragraphs() -> None:
    assert remember(lambda items: np.zeros((len(items), len(TAGS))))([]).shape == (0, len(TAGS))
