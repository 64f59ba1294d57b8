from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.narrative import TAGS, Tag
from training.evaluation import average_f1, measure_tags
from training.intervals import Scores, compare_scores, measure_scores

Labels = list[set[Tag]]


def write_labels(seed: int, number: int = 300) -> tuple[list[str], Labels]:
    chance = random.Random(seed)
    bodies = [f"第{chance.randrange(30)}镇" for _ in range(number)]
    return bodies, [set(chance.sample(TAGS, chance.choice((1, 1, 2)))) for _ in range(number)]


def spoil(labels: Labels, seed: int, share: float) -> Labels:
    chance = random.Random(seed)
    return [{chance.choice(TAGS)} if chance.random() < share else tags for tags in labels]


def find_f1(scores: Scores, tag: Tag) -> float:
    return dict(scores.by_tag)[tag].value


@given(st.integers(0, 20), st.floats(0, 1))
@settings(max_examples=15)
def test_intervals_values_are_those_of_the_plain_measure(seed: int, share: float) -> None:
    bodies, expected = write_labels(seed, 60)
    found = spoil(expected, seed, share)
    plain = measure_tags(expected, found)
    scores = measure_scores(bodies, expected, found)
    assert scores.macro.value == pytest.approx(average_f1(plain))
    assert {tag: pytest.approx(f1.value) for tag, f1 in scores.by_tag} == {
        m.tag: m.f1 for m in plain if m.expected + m.found
    }
    assert all(0 <= f1.low <= f1.high <= 1 for _, f1 in scores.by_tag)
    assert scores.macro.low <= scores.macro.value <= scores.macro.high


def test_intervals_of_more_bodies_are_narrower() -> None:
    bodies, expected = write_labels(1, 150)
    found = spoil(expected, 1, 0.2)
    few = measure_scores(bodies, expected, found).macro
    copies = [f"{copy}{body}" for copy in "甲乙丙丁" for body in bodies]
    many = measure_scores(copies, expected * 4, found * 4).macro
    assert many.value == pytest.approx(few.value)
    assert many.high - many.low < 0.6 * (few.high - few.low)


def test_intervals_draw_bodies_not_paragraphs() -> None:
    """One body that is always wrong: drawn as a whole it weighs more than its paragraphs would."""
    expected: Labels = [{"主动公开"}] * 60
    wrong: Labels = [{"平台建设"}] * 20
    found = wrong + expected[20:]
    by_body = measure_scores(["甲镇"] * 20 + ["乙镇"] * 20 + ["丙镇"] * 20, expected, found)
    singly = measure_scores([str(row) for row in range(60)], expected, found)
    widths = [dict(s.by_tag)["主动公开"] for s in (by_body, singly)]
    assert widths[0].high - widths[0].low > 2 * (widths[1].high - widths[1].low)


def test_intervals_of_a_difference_tell_better_from_equal() -> None:
    bodies, expected = write_labels(2)
    worse, better = spoil(expected, 3, 0.3), spoil(expected, 4, 0.1)
    gain = compare_scores(bodies, expected, worse, better).macro
    assert 0 < gain.low < gain.value < gain.high
    loss = compare_scores(bodies, expected, better, worse).macro
    assert (loss.low, loss.high) == pytest.approx((-gain.high, -gain.low))
    same = compare_scores(bodies, expected, better, better)
    assert {(f.value, f.low, f.high) for f in (same.macro, *dict(same.by_tag).values())} == {
        (0, 0, 0)
    }
    twins = compare_scores(bodies, expected, spoil(expected, 5, 0.2), spoil(expected, 6, 0.2)).macro
    assert twins.low < 0 < twins.high


def test_intervals_one_body_alone_proves_no_difference() -> None:
    bodies = ["甲镇", "乙镇", "丙镇"]
    expected: Labels = [{"复议诉讼"}, {"主动公开"}, {"主动公开"}]
    missed: Labels = [set(), {"主动公开"}, {"主动公开"}]
    change = dict(compare_scores(bodies, expected, expected, missed).by_tag)["复议诉讼"]
    assert (change.value, change.high) == (-1, 0)


def test_intervals_a_higher_level_is_wider() -> None:
    bodies, expected = write_labels(7)
    found = spoil(expected, 7, 0.3)
    scores = compare_scores(bodies, expected, expected, found, tag_level=0.99)
    usual = compare_scores(bodies, expected, expected, found)
    wide, narrow = (dict(s.by_tag)["主动公开"] for s in (scores, usual))
    assert wide.value == narrow.value
    assert wide.low < narrow.low < narrow.high < wide.high
    assert scores.macro == usual.macro


def test_intervals_leave_out_tags_that_do_not_occur() -> None:
    scores = measure_scores(["甲镇"], [{"主动公开"}], [{"主动公开"}])
    assert [tag for tag, _ in scores.by_tag] == ["主动公开"]
    assert scores.macro.value == find_f1(scores, "主动公开") == 1


def test_intervals_need_the_same_paragraphs() -> None:
    with pytest.raises(ValueError, match="shorter"):
        measure_scores(["甲镇", "乙镇"], [set(), set()], [set()])
