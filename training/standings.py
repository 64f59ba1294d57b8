"""Where the models stand on a division: scores with intervals, gains in pairs, how honest the
probabilities are, and what is left to a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from documents.narrative import SURE, Tag
from training.contenders import LINEAR, Contest
from training.divisions import Division
from training.encoder.validation import read_truth
from training.evaluation import NO_THEME, measure_calibration
from training.intervals import Interval, Scores, compare_scores, measure_scores
from training.labels import LabelledParagraph
from training.trials import Answers

BINS: Final = (0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 1.0)


@dataclass(frozen=True, slots=True)
class Bin:
    """Probabilities between two bounds: how many, their mean, and how many of them held."""

    low: float
    high: float
    number: int
    chance: float
    right: float


@dataclass(frozen=True, slots=True)
class Reserve:
    """What is left to a person: which share of paragraphs, and which share of the others, and of
    those left, bears all the right themes."""

    share: float
    right_above: float
    right_below: float


@dataclass(frozen=True, slots=True)
class Standing:
    """A model on a division; ``gain`` is its lead over the linear model in pairs, none for that
    model itself, ``by_fold`` its macro-F1 fold by fold."""

    model: str
    scores: Scores
    gain: Interval | None
    by_fold: tuple[tuple[str, float], ...]
    calibration_error: float
    bins: tuple[Bin, ...]
    reserve: Reserve


@dataclass(frozen=True, slots=True)
class Result:
    """All models on a division."""

    division: Division
    standings: tuple[Standing, ...]


def compare_models(contest: Contest, models: Sequence[str]) -> Result:
    """Each model, held against the linear one; raises as ``Contest.answer``."""
    usual = contest.answer(LINEAR)
    return Result(
        contest.division,
        tuple(
            measure_answers(model, contest.answer(model), usual, contest.division)
            for model in models
        ),
    )


def measure_answers(model: str, answers: Answers, usual: Answers, division: Division) -> Standing:
    """``usual`` are the answers of the linear model."""
    rows, truth = division.rows, read_truth(division.rows)
    bodies, expected = [row.organisation for row in rows], _list_tags(rows)
    gain = compare_scores(bodies, expected, usual.found, answers.found).macro
    return Standing(
        model=model,
        scores=measure_scores(bodies, expected, answers.found),
        gain=None if model == LINEAR else gain,
        by_fold=tuple(_measure_folds(answers, division)),
        calibration_error=measure_calibration(answers.chances, truth),
        bins=tuple(_fill_bins(answers.chances.ravel(), truth.ravel())),
        reserve=find_reserve(answers, expected),
    )


def find_reserve(
    answers: Answers, expected: Sequence[frozenset[Tag]], sure: float = SURE
) -> Reserve:
    """A paragraph is sure where the weakest of its tags is; one without a tag is not."""
    weakest = np.array([min(tags.values(), default=0.0) for tags in answers.tags])
    right = np.array(
        [
            want - NO_THEME == got - NO_THEME
            for want, got in zip(expected, answers.found, strict=True)
        ]
    )
    above = weakest >= sure

    def average(part: np.ndarray) -> float:
        return float(right[part].mean()) if part.any() else 1.0

    return Reserve(float((~above).mean()), average(above), average(~above))


def _measure_folds(answers: Answers, division: Division) -> Iterator[tuple[str, float]]:
    start = 0
    for fold in division.asked:
        end = start + len(fold.held)
        bodies = [row.organisation for row in fold.held]
        scores = measure_scores(bodies, _list_tags(fold.held), answers.found[start:end])
        yield fold.unseen, scores.macro.value
        start = end


def _fill_bins(chances: np.ndarray, held: np.ndarray) -> Iterator[Bin]:
    for low, high in pairwise(BINS):
        inside = (chances >= low) & ((chances < high) | (high == BINS[-1]))
        if number := int(inside.sum()):
            yield Bin(low, high, number, float(chances[inside].mean()), float(held[inside].mean()))


def _list_tags(rows: Sequence[LabelledParagraph]) -> list[frozenset[Tag]]:
    return [frozenset(row.tags) for row in rows]
