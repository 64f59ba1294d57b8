"""How well tags are found: precision, recall and F1 a tag, and how honest the scores are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from documents.narrative import TAGS, Tag

NO_THEME: Final[frozenset[Tag]] = frozenset({"引言", "其他"})
THEMES: Final[tuple[Tag, ...]] = tuple(tag for tag in TAGS if tag not in NO_THEME)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many things were expected, found, and found rightly."""

    right: int = 0
    expected: int = 0
    found: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.right + other.right, self.expected + other.expected, self.found + other.found
        )

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.expected + self.found) if self.expected + self.found else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TagMeasure(Tally):
    """The paragraphs that bear the tag."""

    tag: Tag


def measure_tags(expected: Sequence[Set[Tag]], found: Sequence[Set[Tag]]) -> tuple[TagMeasure, ...]:
    """One measure a tag, in the order of ``TAGS``; the sequences run over the same paragraphs."""
    pairs = list(zip(expected, found, strict=True))
    return tuple(
        TagMeasure(
            tag=tag,
            right=sum(tag in want and tag in got for want, got in pairs),
            expected=sum(tag in want for want, _ in pairs),
            found=sum(tag in got for _, got in pairs),
        )
        for tag in TAGS
    )


def average_f1(measures: Iterable[TagMeasure], tags: Iterable[Tag] = THEMES) -> float:
    """Macro-F1 over ``tags``, those that are neither expected nor found left out."""
    wanted = set(tags)
    scores = [m.f1 for m in measures if m.tag in wanted and m.expected + m.found]
    return sum(scores) / len(scores) if scores else 1.0


def measure_calibration(
    chances: NDArray[np.float64], truth: NDArray[np.bool_], bins: int = 10
) -> float:
    """Expected calibration error in [0, 1]: by how much, on average, the share of right tags
    among scores of about the same height differs from that height. Scores below 0.05 are left
    out: they are the large majority, and right without merit."""
    spoken = chances >= 0.05
    chances, truth = chances[spoken], truth[spoken]
    if not chances.size:
        return 0.0
    places = np.minimum((chances * bins).astype(int), bins - 1)
    gaps = np.bincount(places, chances - truth, minlength=bins)
    return float(np.abs(gaps).sum() / chances.size)


def print_measures(measures: Sequence[TagMeasure]) -> None:
    """A line a tag, and the mean of the themes."""
    for m in measures:
        mark = "  (no theme)" if m.tag in NO_THEME else ""
        print(
            f"{m.f1:.3f}  precision {m.precision:.3f}  recall {m.recall:.3f}"
            f"  of {m.expected:3d}  {m.tag}{mark}"
        )
    print(f"macro-F1 {average_f1(measures):.3f}")
