from __future__ import annotations

from collections import Counter

from benchmarks.accuracy.tallies import Share, tally_equal, tally_one
from training.evaluation import Tally


def test_tallies_equal_things_match_as_often_as_they_stand() -> None:
    tally = tally_equal(Counter("aab"), Counter("abbc"))
    assert tally == Tally(right=2, expected=3, found=4)
    assert (tally.precision, round(tally.recall, 3), round(tally.f1, 3)) == (0.5, 0.667, 0.571)


def test_tallies_nothing_expected_and_nothing_found_is_right() -> None:
    assert (Tally().precision, Tally().recall, Tally().f1) == (1, 1, 1)
    assert Share().ratio is None


def test_tallies_one_fact_is_right_wrong_or_not_found() -> None:
    assert tally_one(2020, 2020) == Tally(1, 1, 1)
    assert tally_one(2020, 2021) == Tally(0, 1, 1)
    assert tally_one(2020, None) == Tally(0, 1, 0)
