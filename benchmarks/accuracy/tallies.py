"""What is counted: parts of a whole, and things found against things expected."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``whole``; the ratio of nothing to nothing is null."""

    part: int = 0
    whole: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.part + other.part, self.whole + other.whole)

    @property
    def ratio(self) -> float | None:
        return self.part / self.whole if self.whole else None


NO_SHARE: Final = Share()


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


def tally_equal(expected: Counter[Any], found: Counter[Any]) -> Tally:
    """Two collections of things that are either equal or not; each counts as often as it stands."""
    return Tally((expected & found).total(), expected.total(), found.total())


def tally_one(expected: object, found: object) -> Tally:
    """A single fact that was asked for."""
    return Tally(int(expected == found), 1, int(found is not None))
