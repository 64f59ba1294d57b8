from __future__ import annotations

import pytest

from benchmarks.learning.curve import Judged, Point, Poisoned, Results
from benchmarks.learning.lessons import Outcome
from benchmarks.learning.office import read_office
from benchmarks.learning.results import close_gap, write_page
from documents.narrative import Tag
from training.intervals import Interval, Scores
from training.registry.card import Comparison
from training.registry.measuring import SetName


def sure(value: float) -> Interval:
    return Interval(value, value - 0.02, value + 0.02)


def compare(on: SetName, gain: float) -> Comparison:
    return Comparison("builtin", on, 500, 40, Scores(sure(gain), ()))


def invent() -> Results:
    outcome = Outcome((), (), 50, 0, 25, 1, (compare("builtin", 0.03), compare("own", 0.1)))
    refused = Outcome((), (), 50, 0, 20, 1, (compare("builtin", -0.01),))
    point = Point(50, sure(0.7), sure(0.1), (0.69, 0.71), sure(0.9), sure(0.0), (outcome, refused))
    poisoned = Poisoned(200, 0.5, (90, 94), (refused, refused))
    return Results(read_office(), sure(0.6), sure(0.9), sure(0.75), (point,), (point,), (poisoned,))


def test_results_gap_is_between_the_office_and_the_frozen_set() -> None:
    results = invent()
    assert close_gap(results, results.by_chance[0]).value == pytest.approx(1 / 3)


def test_results_page_tells_the_curve_and_the_gate() -> None:
    page = write_page(invent(), "today")
    assert "0.700 (0.680 to 0.720) | 0.690 to 0.710" in page
    assert "| 50 | 1 of 2 | 1/25, 1/20 | nowhere better 1 |" in page
    poisoned = "| 200 | 50% | 90 to 94 | 2 of 2 | 1/20, 1/20 | -0.010, -0.010 | – |"
    assert f"{poisoned} nowhere better 2 |" in page


def test_results_draws_of_a_body_stay_together() -> None:
    """Two draws that agree are no more certain than one."""
    theme: frozenset[Tag] = frozenset({"主动公开"})
    none: frozenset[Tag] = frozenset()
    units = tuple(f"第{body}镇" for body in range(8))
    judged = Judged(units, (theme,) * 8, (none,) * 8)
    found = (theme, theme, none, theme) * 2
    assert judged.measure([found, found]) == judged.measure([found])
    score, gain = judged.measure([found])
    assert score.value == gain.value == pytest.approx(6 / 7)
