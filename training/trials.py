"""How a model does on paragraphs that it has not learnt: it is fitted anew for each fold of a
division, calibrated on what the other folds' fits say, and then read as inference would read it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from documents.narrative import TAGS, Tag, TagScore
from nlp.encoder import mix_odds
from nlp.features import TagInput
from nlp.tags import score_items
from training.divisions import Division, Fold
from training.encoder.validation import choose_weight, list_items, read_truth
from training.labels import LabelledParagraph
from training.tagger import FLOOR, Calibration, fit_calibration

Matrix = NDArray[np.float64]
Scorer = Callable[[Sequence[TagInput]], Matrix]
Learner = Callable[[Sequence[LabelledParagraph]], Scorer]


@dataclass(frozen=True, slots=True)
class Answers:
    """What each paragraph of a division was given: tags with their scores by the rules of
    inference, and the probability of every tag for the paragraph as a whole, one row each."""

    tags: tuple[dict[Tag, float], ...]
    chances: Matrix

    @property
    def found(self) -> tuple[frozenset[Tag], ...]:
        return tuple(map(frozenset, self.tags))


@dataclass(frozen=True, slots=True)
class CalibratedModel:
    """A fit and its curves, as ``nlp.tags.ThemeModel`` wants it. Clauses are judged by itself or by
    ``of_clauses``, or not at all."""

    score: Scorer
    calibration: Calibration
    floor: float = FLOOR
    reads_clauses: bool = True
    of_clauses: CalibratedModel | None = None

    @property
    def thresholds(self) -> NDArray[np.float32]:
        return self.calibration.thresholds.astype(np.float32)

    def find_probabilities(self, items: Sequence[TagInput]) -> NDArray[np.float32]:
        return self.calibration.find_probabilities(self.score(items)).astype(np.float32)

    def read(self, items: Sequence[TagInput]) -> tuple[tuple[TagScore, ...], ...]:
        shown = items if self.reads_clauses else [replace(item, words=()) for item in items]
        return score_items(self, shown, self.of_clauses)


class Trial(Protocol):
    """A kind of model on all folds of a division."""

    def calibrate(self, fold: Fold) -> CalibratedModel:
        """The model that has not seen the paragraphs held in this fold."""


class SingleTrial:
    """A learner, fitted once a fold."""

    def __init__(self, learn: Learner, division: Division, *, reads_clauses: bool = True) -> None:
        self._reads_clauses = reads_clauses
        self._fits = {fold.unseen: remember(learn(fold.learnt)) for fold in division.folds}
        self._said = {
            row.id: said
            for fold in division.folds
            for row, said in zip(
                fold.held, self._fits[fold.unseen](list_items(fold.held)), strict=True
            )
        }

    def calibrate(self, fold: Fold) -> CalibratedModel:
        said = np.array([self._said[row.id] for row in fold.learnt])
        return CalibratedModel(
            self._fits[fold.unseen],
            fit_calibration(said, read_truth(fold.learnt)),
            reads_clauses=self._reads_clauses,
        )

    def find_chances(self, rows: Sequence[LabelledParagraph], by: Calibration) -> Matrix:
        """What the fits say of paragraphs they have not learnt, as probabilities on one curve."""
        return by.find_probabilities(np.array([self._said[row.id] for row in rows]))


class PairTrial:
    """Two models together: the weighted mean of their log odds, calibrated once more; clauses are
    left to the first."""

    def __init__(self, first: SingleTrial, second: SingleTrial) -> None:
        self._first, self._second = first, second

    def calibrate(self, fold: Fold) -> CalibratedModel:
        first, second = self._first.calibrate(fold), self._second.calibrate(fold)
        truth = read_truth(fold.learnt)
        ours = self._first.find_chances(fold.learnt, first.calibration)
        theirs = self._second.find_chances(fold.learnt, second.calibration)
        weight = choose_weight(ours, theirs, truth)

        def score(items: Sequence[TagInput]) -> Matrix:
            chances = first.find_probabilities(items), second.find_probabilities(items)
            return np.asarray(mix_odds(*chances, weight), dtype=np.float64)

        def score_alone(items: Sequence[TagInput]) -> Matrix:
            chances = first.find_probabilities(items)
            return np.asarray(mix_odds(chances, chances, 0.0), dtype=np.float64)

        mixed = np.asarray(mix_odds(ours, theirs, weight), dtype=np.float64)
        curves = fit_calibration(mixed, truth)
        return CalibratedModel(score, curves, of_clauses=CalibratedModel(score_alone, curves))


def answer_division(trial: Trial, division: Division) -> Answers:
    """The paragraphs to measure, fold by fold, each read by the model that has not seen it."""
    tags: list[dict[Tag, float]] = []
    chances = []
    for fold in division.asked:
        model, items = trial.calibrate(fold), list_items(fold.held)
        tags += [{s.tag: s.score for s in scores} for scores in model.read(items)]
        chances.append(model.find_probabilities(items).astype(np.float64))
    return Answers(tuple(tags), np.vstack(chances))


def remember(score: Scorer) -> Scorer:
    """The same scorer, which computes each paragraph but once."""
    known: dict[TagInput, Matrix] = {}

    def recall(items: Sequence[TagInput]) -> Matrix:
        new = [item for item in dict.fromkeys(items) if item not in known]
        if new:
            known.update(zip(new, score(new), strict=True))
        return np.array([known[item] for item in items]).reshape(-1, len(TAGS))

    return recall
