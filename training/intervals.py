"""How far a score is to be believed: F1 a tag and macro-F1 with bootstrap intervals by body.

Paragraphs of one body resemble each other, so that whole bodies are drawn, with replacement, and
not paragraphs (Efron and Tibshirani 1993, chapter 8). Two taggers are compared in pairs: both are
measured on the same draws. The same input gives the same figures.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from documents.narrative import TAGS, Tag
from training.evaluation import THEMES

DRAWS: Final = 10_000
LEVEL: Final = 0.95
_THEMES: Final = [TAGS.index(tag) for tag in THEMES]
_COUNTS: Final = 3  # right, expected, found
Tags = Sequence[Set[Tag]]
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure on the paragraphs as they are, and between which bounds it lies when drawn anew."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Scores:
    """F1 of each tag that occurs, in the order of ``TAGS``, and their mean over the 13 themes; or
    what they are higher with one tagger than with another."""

    macro: Interval
    by_tag: tuple[tuple[Tag, Interval], ...]


def measure_scores(
    bodies: Sequence[str], expected: Tags, found: Tags, level: float = LEVEL
) -> Scores:
    """F1 in [0, 1] with intervals; the sequences run over the same paragraphs.

    Raises ValueError for sequences of different length."""
    f1, present = _draw_f1(_count(bodies, expected, found))
    by_tag = np.where(present, f1, np.nan)
    return _summarize(by_tag, _average(f1, present), (level, level))


def compare_scores(
    bodies: Sequence[str],
    expected: Tags,
    before: Tags,
    after: Tags,
    level: float = LEVEL,
    tag_level: float | None = None,
) -> Scores:
    """By how much ``after`` is better than ``before``, in pairs; ``tag_level`` is the level of the
    intervals of single tags, where many of them are looked at.

    A draw without the tag shows no difference: what speaks from one or two bodies only is never
    certain. Raises ValueError for sequences of different length."""
    old, old_present = _draw_f1(_count(bodies, expected, before))
    new, new_present = _draw_f1(_count(bodies, expected, after))
    present = old_present | new_present
    gained = new - old  # both 1 where the tag is absent
    gained[0] = np.where(present[0], gained[0], np.nan)
    macro = _average(new, present) - _average(old, present)
    return _summarize(gained, macro, (level, tag_level or level))


def _count(bodies: Sequence[str], expected: Tags, found: Tags) -> Numbers:
    """Right, expected and found, a row a body; the columns run over the tags three times."""
    rows = {body: row for row, body in enumerate(dict.fromkeys(bodies))}
    counts = np.zeros((len(rows), _COUNTS, len(TAGS)))
    for body, want, got in zip(bodies, expected, found, strict=True):
        for kind, tags in enumerate((want & got, want, got)):
            counts[rows[body], kind, [TAGS.index(tag) for tag in tags]] += 1
    return counts.reshape(len(rows), -1)


def _draw_f1(counts: Numbers) -> tuple[Numbers, NDArray[np.bool_]]:
    """F1 a tag, and whether the tag occurs: the first row of all bodies as they are, then of each
    draw. A tag that is neither expected nor found counts 1."""
    size = max(len(counts), 1)
    draws = np.random.default_rng(0).multinomial(len(counts), [1 / size] * size, size=DRAWS)
    weights = np.vstack([np.ones(len(counts)), draws[:, : len(counts)]])
    right, expected, found = np.moveaxis(
        (weights @ counts).reshape(len(weights), _COUNTS, len(TAGS)), 1, 0
    )
    present = expected + found > 0
    return np.where(present, 2 * right / np.maximum(expected + found, 1), 1.0), present


def _average(f1: Numbers, present: NDArray[np.bool_]) -> Numbers:
    """Macro-F1 over the themes that occur, a draw."""
    themes, occurring = f1[:, _THEMES], present[:, _THEMES]
    number = occurring.sum(axis=1)
    means: Numbers = np.where(number, (themes * occurring).sum(axis=1) / np.maximum(number, 1), 1.0)
    return means


def _summarize(by_tag: Numbers, macro: Numbers, levels: tuple[float, float]) -> Scores:
    def bound(figures: Numbers, level: float) -> Interval:
        tail = (1 - level) / 2
        low, high = np.nanquantile(figures[1:], [tail, 1 - tail])
        return Interval(float(figures[0]), float(low), float(high))

    return Scores(
        bound(macro, levels[0]),
        tuple(
            (tag, bound(by_tag[:, i], levels[1]))
            for i, tag in enumerate(TAGS)
            if not np.isnan(by_tag[0, i])
        ),
    )
