"""What is counted: parts of a whole, and things found against things expected."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

from training.evaluation import Tally


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


def tally_equal(expected: Counter[Any], found: Counter[Any]) -> Tally:
    """Two collections of things that are either equal or not; each counts as often as it stands."""
    return Tally((expected & found).total(), expected.total(), found.total())


def tally_one(expected: object, found: object) -> Tally:
    """A single fact that was asked for."""
    return Tally(int(expected == found), 1, int(found is not None))
