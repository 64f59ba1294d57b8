"""What is said of an office's paragraphs by models that have learnt the corpus and the office's
other bodies, but not theirs.

All of an office's labels can so be judged on, and none from memory. The corpus is learnt whole each
time: without a part of it, as in the folds that calibrate, a model would seem worse than it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from documents.narrative import TAGS, Tag
from nlp.tags import read_tagger
from training.labels import LabelledParagraph
from training.lessons import FEWEST_BODIES
from training.registry.measuring import Answers, answer
from training.tagger import (
    FittedTagger,
    Recipe,
    encode_tagger,
    fit_model,
    read_examples,
    read_truth,
)

PARTS: Final = 5


def answer_unseen(
    corpus: Sequence[LabelledParagraph],
    own: Sequence[LabelledParagraph],
    fitted: FittedTagger,
    recipe: Recipe,
) -> Answers:
    """Tags and probabilities for each own paragraph, with the calibration of ``fitted``. Parted by
    body, or by paragraph where there are fewer than three bodies."""
    rows = [*corpus, *own]
    examples = read_examples(rows, recipe)
    truth = read_truth(rows)
    parts = np.array([-1] * len(corpus) + _part(own), dtype=int)
    tags: list[frozenset[Tag]] = [frozenset()] * len(own)
    chances = np.zeros((len(own), len(TAGS)))
    for part in sorted(set(parts.tolist()) - {-1}):
        learnt = np.flatnonzero(parts != part)
        held = (np.flatnonzero(parts == part) - len(corpus)).tolist()
        model = fit_model([examples[i] for i in learnt], truth[learnt], recipe)
        tagger = read_tagger(*encode_tagger(replace(fitted, model=model)))
        answers = answer(tagger, [own[i] for i in held])
        chances[held] = answers.chances
        for i, given in zip(held, answers.tags, strict=True):
            tags[i] = given
    return Answers(tuple(tags), chances)


def _part(own: Sequence[LabelledParagraph]) -> list[int]:
    """The part of each paragraph; bodies take turns."""
    bodies = dict.fromkeys(row.organisation for row in own)
    if len(bodies) < FEWEST_BODIES:
        return [place % PARTS for place in range(len(own))]
    turns = {body: turn % PARTS for turn, body in enumerate(bodies)}
    return [turns[row.organisation] for row in own]
