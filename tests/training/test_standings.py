from __future__ import annotations

import numpy as np
import pytest

from documents.narrative import TAGS, Tag
from tests.training.test_trials import make_division
from training.comparison_page import BEGIN, END, write_page, write_tables
from training.contenders import LINEAR
from training.standings import Result, find_reserve, measure_answers
from training.trials import Answers


def make_answers(right: float) -> Answers:
    """Every paragraph has its tag, but those behind the share ``right`` another."""
    rows = make_division().rows
    tags: list[dict[Tag, float]] = []
    for place, row in enumerate(rows):
        wrong = TAGS[(TAGS.index(row.tags[0]) + 1) % len(TAGS)]
        tags.append({row.tags[0]: 0.9} if place < right * len(rows) else {wrong: 0.7})
    chances = np.array([[given.get(tag, 0.1) for tag in TAGS] for given in tags])
    return Answers(tuple(tags), chances)


def test_standings_gain_is_measured_against_the_linear_model() -> None:
    division = make_division()
    usual, better = make_answers(1 / 3), make_answers(1.0)
    standing = measure_answers("words", better, usual, division)
    assert standing.scores.macro.value == 1
    assert standing.gain is not None
    assert standing.gain.value > 0.5
    assert [value for _, value in standing.by_fold] == [1, 1, 1]
    assert measure_answers(LINEAR, usual, usual, division).gain is None


def test_standings_reserve_is_what_is_least_sure() -> None:
    division = make_division()
    expected = [frozenset(row.tags) for row in division.rows]
    reserve = find_reserve(make_answers(2 / 3), expected, sure=0.8)
    assert reserve.share == pytest.approx(1 / 3)
    assert reserve.right_above == 1
    # A paragraph without a theme that is given none is right all the same.
    assert reserve.right_below == pytest.approx(2 / 30)


def test_standings_a_paragraph_without_a_tag_is_left_to_a_person() -> None:
    answers = Answers(({}, {"引言": 0.9}), np.zeros((2, len(TAGS))))
    reserve = find_reserve(answers, [frozenset(), frozenset({"引言"})])
    assert (reserve.share, reserve.right_above, reserve.right_below) == (0.5, 1, 1)


def test_standings_bins_hold_every_probability_above_the_least() -> None:
    division = make_division()
    answers = make_answers(2 / 3)
    bins = measure_answers(LINEAR, answers, answers, division).bins
    assert sum(found.number for found in bins) == answers.chances.size
    by_height = {found.low: found for found in bins}
    assert by_height[0.8].right == 1
    assert by_height[0.6].right == 0
    assert by_height[0.6].chance == pytest.approx(0.7)


def test_comparison_page_changes_only_what_is_between_its_marks() -> None:
    division = make_division()
    answers = make_answers(2 / 3)
    named = type(division)("voices", division.folds, division.asked)
    result = Result(named, (measure_answers(LINEAR, answers, answers, named),))
    tables = write_tables([result])
    assert "| linear |" in tables
    assert f"frozen as `{named.sha256}`" in tables
    page = write_page(f"before\n{BEGIN}\nold\n{END}\nafter", tables)
    assert page.startswith(f"before\n{BEGIN}")
    assert page.endswith(f"{END}\nafter")
    assert "old" not in page
    assert write_page(page, tables) == page
    with pytest.raises(ValueError, match="marks"):
        write_page("a page without", tables)
