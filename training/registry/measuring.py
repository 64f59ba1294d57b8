"""The sets that models are judged on, and what a model makes of them.

No model answers a paragraph that it has learnt: the bodies of the corpus that are held out
(``training.split``) none has met, and of the reviewed paragraphs of a place those that a version
has learnt are answered by models that had not (``training.crossvalidation``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from documents.narrative import TAGS, Tag
from nlp.features import TagInput
from nlp.segmenter import load_segmenter
from nlp.tags import Tagger
from training.annotations.annotation import Annotation
from training.evaluation import TagMeasure, measure_calibration, measure_tags
from training.intervals import Interval, Numbers, Scores, measure_scores
from training.labels import LabelledParagraph
from training.lessons import FEWEST_BODIES, describe_row
from training.split import hash_rows, read_held_out

SetName = Literal["builtin", "own"]
_BINS = 10


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Paragraphs to judge models on."""

    name: SetName
    rows: tuple[LabelledParagraph, ...]

    @property
    def bodies(self) -> int:
        return len({row.organisation for row in self.rows})

    @property
    def units(self) -> tuple[str, ...]:
        """What intervals are drawn by: the body, or the paragraph where there are few bodies."""
        by_body = self.bodies >= FEWEST_BODIES
        return tuple(row.organisation if by_body else row.id for row in self.rows)

    @property
    def tags(self) -> tuple[frozenset[Tag], ...]:
        return tuple(frozenset(row.tags) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Answers:
    """What a tagger gives each paragraph: its tags, and the probabilities they were chosen by."""

    tags: tuple[frozenset[Tag], ...]
    chances: Numbers


@dataclass(frozen=True, slots=True)
class TagScore:
    """A tag on a set; ``expected`` and ``found`` count paragraphs."""

    tag: Tag
    precision: float
    recall: float
    f1: Interval
    expected: int
    found: int


@dataclass(frozen=True, slots=True)
class Confusion:
    """So many paragraphs of the one tag were given the other; null is no tag."""

    expected: Tag | None
    found: Tag | None
    paragraphs: int


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Probabilities of about the same height: their mean, and how many of them held."""

    chance: float
    right: float
    number: int


@dataclass(frozen=True, slots=True)
class SetScores:
    """A model on a set; ``sha256`` are the first digits of the set's."""

    name: SetName
    sha256: str
    paragraphs: int
    bodies: int
    macro_f1: Interval
    tags: tuple[TagScore, ...]
    confusion: tuple[Confusion, ...]
    calibration: tuple[CalibrationBin, ...]
    calibration_error: float


def read_builtin_set() -> HeldOut:
    return HeldOut("builtin", read_held_out())


def gather_own_set(labelled: Iterable[Annotation], known: Iterable[Annotation] = ()) -> HeldOut:
    """The labelled paragraphs, less those ``known``. Where a text was labelled anew, the first
    given counts."""
    texts = {row.text for row in known}
    rows = {row.text: row for row in reversed(tuple(labelled)) if row.text not in texts}
    return HeldOut("own", tuple(map(describe_row, reversed(rows.values()))))


def answer(tagger: Tagger, rows: Sequence[LabelledParagraph]) -> Answers:
    """Inference as an analysis would run it, rules and all."""
    cut = load_segmenter().cut
    items = [
        TagInput(tuple(cut(row.text)), row.text, row.section, row.heading, row.previous)
        for row in rows
    ]
    tags = tuple(frozenset(score.tag for score in scores) for scores in tagger.score(items))
    return Answers(tags, tagger.find_probabilities(items).astype(np.float64))


def measure_set(answers: Answers, test: HeldOut) -> SetScores:
    expected = test.tags
    scores = measure_scores(test.units, expected, answers.tags)
    truth = np.array([[tag in tags for tag in TAGS] for tags in expected])
    return SetScores(
        name=test.name,
        sha256=hash_rows(test.rows),
        paragraphs=len(test.rows),
        bodies=test.bodies,
        macro_f1=scores.macro,
        tags=tuple(_list_tags(scores, measure_tags(expected, answers.tags))),
        confusion=_count_confusions(expected, answers.tags),
        calibration=_bin_chances(answers.chances, truth),
        calibration_error=measure_calibration(answers.chances, truth),
    )


def _list_tags(scores: Scores, measures: Sequence[TagMeasure]) -> Iterable[TagScore]:
    intervals = dict(scores.by_tag)
    for m in measures:
        if m.tag in intervals:
            yield TagScore(m.tag, m.precision, m.recall, intervals[m.tag], m.expected, m.found)


def _count_confusions(
    expected: Sequence[frozenset[Tag]], found: Sequence[frozenset[Tag]]
) -> tuple[Confusion, ...]:
    """Each tag missed against each that was given wrongly in its paragraph, the most first."""
    counts: Counter[tuple[Tag | None, Tag | None]] = Counter()
    for want, got in zip(expected, found, strict=True):
        if want != got:
            counts.update((m, w) for m in want - got or {None} for w in got - want or {None})
    ranked = sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))
    return tuple(Confusion(missed, wrong, number) for (missed, wrong), number in ranked)


def _bin_chances(chances: Numbers, truth: np.ndarray) -> tuple[CalibrationBin, ...]:
    places = np.minimum((chances * _BINS).astype(int), _BINS - 1)
    return tuple(
        CalibrationBin(
            float(chances[places == i].mean()), float(truth[places == i].mean()), int(number)
        )
        for i, number in enumerate(np.bincount(places.ravel(), minlength=_BINS))
        if number
    )
