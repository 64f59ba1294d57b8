"""Fits the paragraph tagger on the corpus: ``python -m training.tagger``.

One linear model a tag over wording and context (``nlp.features``). Scores become probabilities by
a logistic curve fitted on scores that the model gave to paragraphs of organisations it had not
seen (Platt 1999), and on the same scores a threshold is chosen for each tag. Both fold into the
weights, so that inference needs numpy only. The same corpus gives the same files.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.svm import LinearSVC

from documents.narrative import TAGS, Tag
from nlp.features import (
    TagInput,
    cut_clauses,
    read_characters,
    read_context,
    read_pairs,
    read_signs,
    read_words,
)
from nlp.segmenter import load_segmenter
from nlp.stored import hash_bytes
from nlp.tags import MODEL, SCHEMA, Tagger, choose_tags, read_tagger
from training.evaluation import (
    NO_THEME,
    TagMeasure,
    average_f1,
    measure_calibration,
    measure_tags,
    print_measures,
)
from training.labels import LabelledParagraph, hash_corpus
from training.split import read_held_out, read_learnt
from training.vocabulary import Example, Vocabulary, find_vocabulary

Matrix = NDArray[np.float64]
Block = Literal[
    "words", "pairs", "characters", "signs", "section", "heading", "previous", "lead", "cues"
]
MARKS: Final[Mapping[str, Block]] = {
    "§": "section",
    "¶": "heading",
    "↑": "previous",
    "^": "lead",
    "?": "cues",
}
WORDING: Final[Mapping[Block, Callable[[TagInput], Iterable[str]]]] = {
    "words": read_words,
    "pairs": lambda item: read_pairs(read_words(item)),
    "characters": lambda item: read_characters(item.text),
    "signs": lambda item: read_signs(item.text),
}
FOLDS: Final = 5
FLOOR: Final = 0.05
THRESHOLDS: Final = np.arange(0.5, 0.61, 0.02)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to fit. ``section`` and ``context`` are what the section, and any other feature of the
    context, count against a paragraph's whole wording of length 1. Every paragraph is learnt a
    second time with the weight ``blind`` and without its section, heading and predecessor, lest
    the model believe a wrong heading. Every clause of a paragraph with a single tag, a theme, is
    learnt with the weight ``clause`` as being on that theme. Single paragraphs, written for hard
    cases and for the general wording that the whole narratives have little of, count ``single``
    times, and those that the user has labelled ``own`` times. Headings, first words and
    predecessors that only these have count ``manner`` times as much as others. ``without`` leaves
    blocks of features out and is for comparisons only, since inference reads them all."""

    learner: Literal["logistic", "svm"] = "svm"
    cost: float = 0.3
    section: float = 1.0
    context: float = 0.15
    seen_in: int = 2
    blind: float = 0.5
    clause: float = 0.3
    single: float = 1.0
    own: float = 3.0
    manner: float = 2.7
    without: frozenset[Block] = frozenset()

    def find_trust(self, row: LabelledParagraph) -> float:
        """What a paragraph counts in learning."""
        return self.own if row.is_own else 1.0 if row.in_report else self.single

    def weigh_context(self, feature: str, is_usual: bool) -> float:
        """What a feature of the context counts that others than the user have too, or not."""
        if MARKS[feature[0]] == "section":
            return self.section
        return self.context if is_usual else self.context * self.manner


@dataclass(frozen=True, slots=True)
class LinearModel:
    """A separating plane a tag; ``weights`` has a row a feature and a column a tag. ``planes`` are
    what scikit-learn fitted."""

    vocabulary: Vocabulary
    weights: Matrix
    intercepts: Matrix
    planes: tuple[Any, ...] = field(repr=False, compare=False)

    def score(self, examples: Sequence[Example]) -> Matrix:
        """Signed distances, one row an example and one column a tag."""
        return np.asarray(self.vocabulary.read_matrix(examples) @ self.weights) + self.intercepts


@dataclass(frozen=True, slots=True)
class Calibration:
    """The logistic curve a tag that turns distances into probabilities, and where to cut;
    ``curves`` are what scikit-learn fitted."""

    slopes: Matrix
    offsets: Matrix
    thresholds: Matrix
    curves: tuple[Any, ...] = field(repr=False, compare=False)

    def find_probabilities(self, distances: Matrix) -> Matrix:
        chances: Matrix = 1 / (1 + np.exp(-(distances * self.slopes + self.offsets)))
        return chances

    def choose_tags(self, chances: Matrix, clauses: Sequence[Matrix]) -> tuple[frozenset[Tag], ...]:
        """The tags that hold for each paragraph, given also the chances of its clauses; what a
        heading names is left out of account."""
        thresholds = self.thresholds.tolist()
        return tuple(
            frozenset(TAGS[i] for i in choose_tags(whole, cut.tolist(), thresholds, FLOOR))
            for whole, cut in zip(chances.tolist(), clauses, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Validation:
    """The curves of a corpus, and how a model does on organisations that it has not seen;
    ``chances`` are what it gave each paragraph when it had not."""

    calibration: Calibration
    chances: Matrix
    measures: tuple[TagMeasure, ...]
    calibration_error: float


@dataclass(frozen=True, slots=True)
class FittedTagger:
    """A model with its calibration, and how such a model did in validation."""

    model: LinearModel
    calibration: Calibration
    measures: tuple[TagMeasure, ...]
    calibration_error: float
    corpus_hash: str
    corpus_size: int

    @property
    def macro_f1(self) -> float:
        return average_f1(self.measures)


def fit_tagger(
    corpus: tuple[LabelledParagraph, ...],
    recipe: Recipe = Recipe(),
    progress: Callable[[int, int], None] = lambda done, steps: None,
    own: tuple[LabelledParagraph, ...] = (),
    known: Validation | None = None,
) -> FittedTagger:
    """Validate and calibrate on the corpus, unless ``known`` is what came of it, and fit on the
    corpus and the user's ``own`` paragraphs. These do not move the curves: a handful of them shifts
    thresholds by chance. ``progress`` is told after each of the steps."""
    validation = known or validate(corpus, recipe, progress)
    everything = (*corpus, *own)
    model = fit_model(read_examples(everything, recipe), read_truth(everything), recipe)
    progress(FOLDS + 2, FOLDS + 2)
    return FittedTagger(
        model=model,
        calibration=validation.calibration,
        measures=validation.measures,
        calibration_error=validation.calibration_error,
        corpus_hash=hash_corpus(everything),
        corpus_size=len(everything),
    )


def validate(
    corpus: tuple[LabelledParagraph, ...],
    recipe: Recipe = Recipe(),
    progress: Callable[[int, int], None] = lambda done, steps: None,
) -> Validation:
    """Cross-validate by organisation, and calibrate on the unseen scores.

    Scores and thresholds come from the same held-out distances; ``measures`` are for that reason
    taken with thresholds that were chosen without the fold they are applied to.
    """
    steps = FOLDS + 2
    examples = read_examples(corpus, recipe)
    progress(1, steps)
    truth = read_truth(corpus)
    folds = list(GroupKFold(FOLDS).split(examples, groups=[row.organisation for row in corpus]))
    distances = np.zeros(truth.shape)
    of_clauses: list[Matrix] = [distances[:0]] * len(corpus)
    for step, (learnt, held) in enumerate(folds, start=2):
        model = fit_model([examples[i] for i in learnt], truth[learnt], recipe)
        distances[held] = model.score([examples[i] for i in held])
        for i in held:
            of_clauses[i] = model.score(examples[i].clauses)
        progress(step, steps)
    chances = np.zeros(truth.shape)
    found: list[Set[Tag]] = [frozenset()] * len(corpus)
    for learnt, held in folds:
        others = fit_calibration(distances[learnt], truth[learnt])
        chances[held] = others.find_probabilities(distances[held])
        cuts = [others.find_probabilities(of_clauses[i]) for i in held]
        for i, tags in zip(held, others.choose_tags(chances[held], cuts), strict=True):
            found[i] = tags
    return Validation(
        calibration=fit_calibration(distances, truth),
        chances=chances,
        measures=measure_tags([frozenset(row.tags) for row in corpus], found),
        calibration_error=measure_calibration(chances, truth),
    )


def read_truth(rows: Sequence[LabelledParagraph]) -> NDArray[np.bool_]:
    """Which tags each paragraph bears: a row a paragraph, a column a tag."""
    return np.array([[tag in row.tags for tag in TAGS] for row in rows], dtype=bool)


def read_examples(corpus: Iterable[LabelledParagraph], recipe: Recipe = Recipe()) -> list[Example]:
    """The paragraphs as features, less the blocks that the recipe leaves out."""
    cut = load_segmenter().cut
    return [
        replace(
            read_example(
                TagInput(tuple(cut(row.text)), row.text, row.section, row.heading, row.previous),
                recipe.without,
            ),
            trust=recipe.find_trust(row),
            is_own=row.is_own,
        )
        for row in corpus
    ]


def read_example(item: TagInput, without: Set[Block] = frozenset()) -> Example:
    """A paragraph and its clauses as features, less these blocks."""
    context = (f for f in read_context(item) if MARKS[f[0]] not in without)
    wording = chain.from_iterable(
        read(item) for block, read in WORDING.items() if block not in without
    )
    clauses = tuple(read_example(clause, without) for clause in cut_clauses(item))
    return Example(frozenset(wording), frozenset(context), clauses)


def fit_model(examples: Sequence[Example], truth: NDArray[np.bool_], recipe: Recipe) -> LinearModel:
    """One plane a tag; a tag that all or none of the examples bear cannot be learnt."""
    vocabulary = find_vocabulary(examples, recipe.seen_in, recipe.weigh_context)
    blind = [example.hide_place() for example in examples]
    alone = _find_single_themes(truth) if recipe.clause else []
    clauses = list(chain.from_iterable(examples[i].clauses for i in alone))
    matrix = vocabulary.read_matrix([*examples, *blind, *clauses])
    told = np.repeat(truth[alone], [len(examples[i].clauses) for i in alone], axis=0)
    truth = np.vstack([truth, truth, told])
    trust = np.array([example.trust for example in examples])
    trust = np.concatenate([trust, trust * recipe.blind, np.full(len(clauses), recipe.clause)])
    planes = tuple(_fit_plane(matrix, truth[:, i], trust, recipe) for i in range(len(TAGS)))
    return LinearModel(
        vocabulary,
        weights=np.column_stack([plane.coef_[0] for plane in planes]),
        intercepts=np.array([plane.intercept_[0] for plane in planes]),
        planes=planes,
    )


def fit_calibration(distances: Matrix, truth: NDArray[np.bool_]) -> Calibration:
    """Curve and threshold a tag, from distances of paragraphs that the model had not learnt."""
    curves = tuple(
        LogisticRegression(C=100, solver="newton-cholesky").fit(distances[:, [i]], truth[:, i])
        for i in range(len(TAGS))
    )
    slopes = np.array([curve.coef_[0, 0] for curve in curves])
    offsets = np.array([curve.intercept_[0] for curve in curves])
    chances = 1 / (1 + np.exp(-(distances * slopes + offsets)))
    thresholds = [_choose_threshold(chances[:, i], truth[:, i]) for i in range(len(TAGS))]
    return Calibration(slopes, offsets, np.array(thresholds), curves)


def measure_tagger(tagger: Tagger, rows: Sequence[LabelledParagraph]) -> tuple[TagMeasure, ...]:
    """What inference itself, rules and all, makes of labelled paragraphs."""
    cut = load_segmenter().cut
    items = [
        TagInput(tuple(cut(row.text)), row.text, row.section, row.heading, row.previous)
        for row in rows
    ]
    found = [{score.tag for score in scores} for scores in tagger.score(items)]
    return measure_tags([frozenset(row.tags) for row in rows], found)


def write_tagger(fitted: FittedTagger, path: Path = MODEL) -> None:
    """Write ``path`` (JSON) and the arrays beside it."""
    card, stored = encode_tagger(fitted)
    path.parent.mkdir(exist_ok=True)
    path.with_suffix(".npz").write_bytes(stored)
    path.write_bytes(card)


def encode_tagger(fitted: FittedTagger) -> tuple[bytes, bytes]:
    """The two files that inference reads: JSON, and the arrays in half precision (no pickle)."""
    model, calibration = fitted.model, fitted.calibration
    buffer = BytesIO()
    np.savez_compressed(
        buffer,
        vocabulary=np.frombuffer("\n".join(model.vocabulary.rows).encode(), dtype=np.uint8),
        importance=model.vocabulary.importance.astype(np.float16),
        weights=(model.weights * calibration.slopes).astype(np.float16),
        intercepts=(model.intercepts * calibration.slopes + calibration.offsets).astype(np.float32),
    )
    stored = buffer.getvalue()
    card: dict[str, Any] = {
        "schema": SCHEMA,
        "name": f"tags-{fitted.corpus_hash[:12]}",
        "tags": TAGS,
        "thresholds": dict(zip(TAGS, calibration.thresholds.round(2).tolist(), strict=True)),
        "floor": FLOOR,
        "corpus": {"sha256": fitted.corpus_hash, "paragraphs": fitted.corpus_size},
        "held_out": {
            "macro_f1": round(fitted.macro_f1, 3),
            "calibration_error": round(fitted.calibration_error, 3),
            "f1": {m.tag: round(m.f1, 3) for m in fitted.measures},
        },
        "sha256": hash_bytes(stored),
    }
    return (json.dumps(card, ensure_ascii=False, indent=1) + "\n").encode(), stored


def _find_single_themes(truth: NDArray[np.bool_]) -> list[int]:
    """Places of the paragraphs that bear one tag alone, and that a theme."""
    themes = [tag not in NO_THEME for tag in TAGS]
    return np.flatnonzero((truth.sum(axis=1) == 1) & truth[:, themes].any(axis=1)).tolist()


def _fit_plane(matrix: csr_matrix, truth: NDArray[np.bool_], trust: Matrix, recipe: Recipe) -> Any:
    plane: Any = LinearSVC(C=recipe.cost, random_state=0)
    if recipe.learner == "logistic":
        plane = LogisticRegression(C=recipe.cost, solver="liblinear", random_state=0)
    return plane.fit(matrix, truth, sample_weight=trust)


def _choose_threshold(chances: Matrix, truth: NDArray[np.bool_]) -> float:
    """The cut with the best F1 after smoothing over its neighbours, against lucky single cuts."""
    found = chances[:, None] >= THRESHOLDS
    f1 = 2 * (found & truth[:, None]).sum(axis=0) / np.maximum(found.sum(axis=0) + truth.sum(), 1)
    smooth = np.convolve(np.pad(f1, 1, mode="edge"), [0.25, 0.5, 0.25], mode="valid")
    return float(THRESHOLDS[smooth.argmax()])


def main() -> None:
    fitted = fit_tagger(read_learnt())
    write_tagger(fitted)
    print(f"{fitted.corpus_size} paragraphs, {len(fitted.model.vocabulary.rows):,} features")
    print("cross-validated by organisation:")
    print_measures(fitted.measures)
    print(f"calibration error {fitted.calibration_error:.3f}")
    held_out = read_held_out()
    print(f"held out, {len(held_out)} paragraphs:")
    print_measures(measure_tagger(read_tagger(*encode_tagger(fitted)), held_out))


if __name__ == "__main__":
    main()
