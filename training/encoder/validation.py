"""How good an encoder is where it has learnt nothing, and what follows from that: the calibration
of its scores, thresholds, and what it counts beside the linear model.

Everything is chosen on paragraphs of organisations that the scoring model had not seen; figures
are taken with choices that were made without the fold they are applied to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import log_loss
from sklearn.model_selection import GroupKFold

from documents.narrative import TAGS, Tag
from nlp.encoder import mix_odds
from nlp.features import TagInput
from nlp.segmenter import load_segmenter
from training.evaluation import TagMeasure, measure_calibration, measure_tags
from training.labels import LabelledParagraph
from training.tagger import Calibration, fit_calibration

Matrix = NDArray[np.float64]
Scorer = Callable[[Sequence[TagInput]], Matrix]
PARTS: Final = 5
WEIGHTS: Final = np.arange(0, 1.01, 0.1)


@dataclass(frozen=True, slots=True)
class Scored:
    """What a model says of each paragraph, and of each of its clauses."""

    whole: Matrix
    clauses: tuple[Matrix, ...]

    def keep(self, places: NDArray[np.int64]) -> Scored:
        return Scored(self.whole[places], tuple(self.clauses[place] for place in places))


@dataclass(frozen=True, slots=True)
class Validated:
    """A calibration chosen on unseen paragraphs, and what it is worth there."""

    calibration: Calibration
    measures: tuple[TagMeasure, ...]
    calibration_error: float


@dataclass(frozen=True, slots=True)
class Fold:
    """Places of the paragraphs that are learnt from and of those that are held back."""

    learnt: NDArray[np.int64]
    held: NDArray[np.int64]


def list_items(rows: Sequence[LabelledParagraph]) -> list[TagInput]:
    """The paragraphs as inference meets them."""
    cut = load_segmenter().cut
    return [
        TagInput(tuple(cut(row.text)), row.text, row.section, row.heading, row.previous)
        for row in rows
    ]


def read_truth(rows: Sequence[LabelledParagraph]) -> NDArray[np.bool_]:
    """One row a paragraph, one column a tag."""
    return np.array([[tag in row.tags for tag in TAGS] for row in rows])


def find_folds(rows: Sequence[LabelledParagraph], folds: int) -> tuple[Fold, ...]:
    """Folds without an organisation in common; where one is asked for, it holds back a part in
    ``PARTS``."""
    groups = [row.organisation for row in rows]
    cut = GroupKFold(PARTS if folds == 1 else folds).split(groups, groups=groups)
    return tuple(Fold(*pair) for pair in islice(cut, folds))


def score_unseen(
    items: Sequence[TagInput], folds: Sequence[Fold], fit: Callable[[Fold], Scorer]
) -> Scored:
    """Each paragraph scored by a model that was fitted without its fold, and none of its clauses;
    zeros for those that no fold holds."""
    whole = np.zeros((len(items), len(TAGS)))
    for fold in folds:
        whole[fold.held] = fit(fold)([items[i] for i in fold.held])
    return Scored(whole, (whole[:0],) * len(items))


def validate(scored: Scored, truth: NDArray[np.bool_], folds: Sequence[Fold]) -> Validated:
    """Calibrate on everything; measure each fold with a calibration from the others."""
    chances = np.zeros(truth.shape)
    found: list[frozenset[Tag]] = [frozenset()] * len(truth)
    for fold in folds:
        others = fit_calibration(scored.whole[fold.learnt], truth[fold.learnt])
        chances[fold.held] = others.find_probabilities(scored.whole[fold.held])
        cuts = [others.find_probabilities(scored.clauses[i]) for i in fold.held]
        tags = others.choose_tags(chances[fold.held], cuts)
        for i, chosen in zip(fold.held, tags, strict=True):
            found[i] = chosen
    expected = [
        frozenset(tag for tag, holds in zip(TAGS, row, strict=True) if holds) for row in truth
    ]
    return Validated(
        fit_calibration(scored.whole, truth),
        measure_tags(expected, found),
        measure_calibration(chances, truth),
    )


def choose_weight(linear: Matrix, encoder: Matrix, truth: NDArray[np.bool_]) -> float:
    """What the encoder's probabilities count beside the linear model's: the tenth with the lowest
    log loss."""
    losses = [
        log_loss(truth.ravel(), 1 / (1 + np.exp(-mix_odds(linear, encoder, weight).ravel())))
        for weight in WEIGHTS
    ]
    return float(WEIGHTS[int(np.argmin(losses))].round(1))


def mix_scored(
    linear: Scored, encoder: Scored, calibrations: tuple[Calibration, Calibration], weight: float
) -> Scored:
    """Both models together, on the scale of log odds; the clauses by the linear one."""
    first, second = calibrations

    def mix(one: Matrix, other: Matrix) -> Matrix:
        return np.asarray(mix_odds(one, other, weight), dtype=np.float64)

    clauses = map(first.find_probabilities, linear.clauses)
    return Scored(
        mix(first.find_probabilities(linear.whole), second.find_probabilities(encoder.whole)),
        tuple(mix(chances, chances) for chances in clauses),
    )
