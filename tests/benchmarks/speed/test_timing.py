"""The arithmetic of the timings, on a clock that the test holds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from benchmarks.speed.growth import Growth
from benchmarks.speed.timing import fit_slope, time_in_turns


class _Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def read(self) -> float:
        return self.now

    def spend(self, *seconds: float) -> Callable[[], None]:
        turns = iter(seconds)

        def run() -> None:
            self.now += next(turns)

        return run


def test_timing_takes_medians_and_leaves_the_first_round_out() -> None:
    clock = _Clock()
    contenders = {"slow": clock.spend(90, 3, 9, 4), "fast": clock.spend(90, 1, 1, 2)}
    assert time_in_turns(contenders, 3, clock.read) == {"slow": 4, "fast": 1}


def test_timing_slope_is_that_of_the_line() -> None:
    assert fit_slope([0, 1, 2], [5, 7, 9]) == pytest.approx(2)
    assert fit_slope([0, 1, 2], [5, 9, 5]) == pytest.approx(0)


def test_growth_ratio_is_longest_to_shortest() -> None:
    assert Growth("lines", (10, 20, 40), (4.0, 5.0, 6.0)).ratio == 1.5
