"""The kinds of models that are compared, by name, and their answers on a division.

``linear`` is the tagger as it is fitted for use; the next differ from it in what they name.
``encoder`` needs a pretrained checkpoint, ``both`` is linear and encoder together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from documents.narrative import TAGS
from nlp.features import TagInput
from training.divisions import Division
from training.encoder.validation import list_items, read_truth
from training.labels import LabelledParagraph
from training.tagger import (
    MARKS,
    Block,
    Recipe,
    fit_model,
    read_example,
)
from training.trials import (
    Answers,
    Learner,
    Matrix,
    PairTrial,
    Scorer,
    SingleTrial,
    Trial,
    answer_division,
)
from training.vocabulary import Example

LINEAR, ENCODER, BOTH = "linear", "encoder", "both"
RECIPES: Final[Mapping[str, Recipe]] = {
    LINEAR: Recipe(),
    "words": Recipe(without=frozenset({"pairs", "characters", "signs"})),
    "characters": Recipe(without=frozenset({"words", "pairs", "signs"})),
    "logistic": Recipe(learner="logistic", cost=10),
    "no section": Recipe(without=frozenset({"section"})),
    "no neighbours": Recipe(without=frozenset({"heading", "previous"})),
    "no context": Recipe(without=frozenset(MARKS.values())),
    "no clauses": Recipe(clause=0),
}
MODELS: Final = (*RECIPES, ENCODER, BOTH)


class BaseMissing(ValueError):
    """The encoder cannot be fine-tuned without a pretrained checkpoint."""


@dataclass
class Contest:
    """One division, and who takes part. What one model needs of another is fitted once; answers
    are kept in ``folder`` where one is given, and read from there."""

    division: Division
    base: Path | None = None
    folder: Path | None = None
    _trials: dict[str, SingleTrial] = field(default_factory=dict)

    def answer(self, model: str) -> Answers:
        """Raises KeyError for a name that is none of ``MODELS``, BaseMissing where a checkpoint
        is needed and none was given."""
        kept = self.folder and self.folder / f"{self.division.sha256}-{model}.npz"
        if kept and kept.exists():
            return _read_answers(kept)
        answers = answer_division(self._prepare(model), self.division)
        if kept:
            kept.parent.mkdir(parents=True, exist_ok=True)
            _write_answers(answers, kept)
        return answers

    def _prepare(self, model: str) -> Trial:
        if model == BOTH:
            return PairTrial(self._fit(LINEAR), self._fit(ENCODER))
        return self._fit(model)

    def _fit(self, model: str) -> SingleTrial:
        if model not in self._trials:
            learn = self._find_learner(model)
            self._trials[model] = SingleTrial(learn, self.division, reads_clauses=model != ENCODER)
        return self._trials[model]

    def _find_learner(self, model: str) -> Learner:
        if model != ENCODER:
            return learn_linear(RECIPES[model])
        if not self.base:
            raise BaseMissing
        return learn_encoder(self.base)


def learn_linear(recipe: Recipe) -> Learner:
    """A plane a tag, by this recipe."""

    def learn(rows: Sequence[LabelledParagraph]) -> Scorer:
        examples = [
            replace(_read_example(item, recipe.without), trust=recipe.find_trust(row))
            for item, row in zip(list_items(rows), rows, strict=True)
        ]
        model = fit_model(examples, read_truth(rows), recipe)
        return lambda items: model.score([_read_example(item, recipe.without) for item in items])

    return learn


def learn_encoder(base: Path) -> Learner:
    """The checkpoint in ``base``, fine-tuned."""
    from training.encoder.finetuning import Recipe as Tuning
    from training.encoder.finetuning import fit_network

    def learn(rows: Sequence[LabelledParagraph]) -> Scorer:
        tuning = Tuning()
        weigh = Recipe(single=tuning.single, own=tuning.own).find_trust
        trust = np.array([weigh(row) for row in rows])
        return fit_network(base, list_items(rows), read_truth(rows), trust, tuning).score

    return learn


@cache
def _read_example(item: TagInput, without: frozenset[Block]) -> Example:
    return read_example(item, without)


def _write_answers(answers: Answers, path: Path) -> None:
    scores = np.array([[tags.get(tag, -1.0) for tag in TAGS] for tags in answers.tags])
    np.savez_compressed(
        path, scores=scores.astype(np.float32), chances=answers.chances.astype(np.float32)
    )


def _read_answers(path: Path) -> Answers:
    with np.load(path, allow_pickle=False) as arrays:
        scores: Matrix = arrays["scores"].astype(np.float64)
        chances: Matrix = arrays["chances"].astype(np.float64)
    tags = tuple(
        {tag: float(score) for tag, score in zip(TAGS, row, strict=True) if score >= 0}
        for row in scores
    )
    return Answers(tags, chances)
