from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.narrative import TAGS
from tests.training.registry.office import invent, invent_set, label, list_labels
from training.annotations.annotation import Annotation
from training.labels import LabelledParagraph
from training.registry.gate import MISTAKEN, Contender, find_doubts, gather_sets, judge
from training.registry.measuring import HeldOut

EVERY = 13  # paragraphs a body in the invented set


def spread(number: int, tags: Sequence[int] = range(EVERY), first: int = 0) -> list[int]:
    """Places of that many paragraphs, one a body from the first on, the tags in turn."""
    return [body * EVERY + tags[body % len(tags)] for body in range(first, first + number)]


def object_to(candidate: Contender, *rivals: Contender) -> tuple[str, ...]:
    return judge(candidate, rivals, invent_set()).objections


def test_gate_lets_the_better_pass() -> None:
    champion = invent("旧", invent_set(), spread(30))
    assert object_to(invent("新", invent_set(), spread(29)), champion) == ()


def test_gate_refuses_what_is_better_nowhere() -> None:
    champion = invent("旧", invent_set(), spread(30))
    [objection] = object_to(invent("新", invent_set(), spread(30)), champion)
    assert objection == "没有变好：各主题平均 F1 与正在使用的 旧 相比，内置检验集 +0.0000。"


def test_gate_refuses_any_loss_on_the_frozen_set() -> None:
    champion = invent("旧", invent_set(), spread(10))
    candidate = invent("新", invent_set(), spread(11, first=20))
    [objection] = object_to(candidate, champion)
    assert objection.startswith("没有变好：")


def invent_office() -> tuple[HeldOut, tuple[Annotation, ...]]:
    """The invented set with as many paragraphs of an office behind it, and these as labels."""
    rows = tuple(replace(row, text=f"自{row.text}") for row in invent_set().rows)
    return HeldOut("own", (*invent_set().rows, *rows)), tuple(map(label, rows))


@pytest.mark.parametrize(
    ("champion_misses", "passes"),
    [
        pytest.param(30, True, id="measured"),
        pytest.param(3, True, id="likely, and larger"),
        pytest.param(1, False, id="no larger"),
    ],
)
def test_gate_lets_a_gain_on_own_labels_pay_for_a_loss_on_the_frozen_set(
    champion_misses: int, passes: bool
) -> None:
    both, held = invent_office()
    first_own = len(invent_set().rows)
    champion = invent("旧", both, [first_own + place for place in spread(champion_misses)])
    objections = object_to(invent("新", both, spread(1), held=held), champion)
    assert bool(objections) != passes
    assert all("又没有超出偶然误差" in objection for objection in objections)


@pytest.mark.parametrize("lost_by", ["旧", "builtin"])
def test_gate_tolerates_little_for_a_gain_that_is_only_likely(lost_by: str) -> None:
    """All paragraphs of one body are more than a hundredth, though they may be chance; it does not
    matter whether one promotion lost them or several."""
    both, held = invent_office()
    first_own = len(invent_set().rows)
    two_bodies = range(first_own, first_own + 2 * EVERY)
    most = spread(1) if lost_by == "旧" else range(EVERY - 1)
    champion = invent("旧", both, [*two_bodies, *(most if lost_by == "builtin" else ())])
    candidate = invent("新", both, range(EVERY), held=held)
    [objection] = object_to(candidate, champion, invent("builtin", both, two_bodies))
    assert f"内置检验集上比 {lost_by} 低 0.0" in objection
    assert "超过 0.01" in objection
    assert object_to(invent("新", both, spread(3), held=held), champion) == ()


def test_gate_lets_a_gain_on_the_frozen_set_pass_though_own_labels_show_none() -> None:
    both, held = invent_office()
    candidate = invent("新", both, held=held)
    assert object_to(candidate, invent("旧", both, spread(1))) == ()


def test_gate_asks_for_a_gain_over_the_champion_only() -> None:
    """Against a model that is no longer in use only what is beyond chance counts."""
    good = invent("builtin", invent_set(), spread(6))
    champion = invent("旧", invent_set(), spread(8, first=10))
    candidate = invent("新", invent_set(), spread(7, first=20))
    assert object_to(candidate, champion, good) == ()


def test_gate_refuses_what_is_worse() -> None:
    champion = invent("旧", invent_set(), spread(5))
    [objection] = object_to(invent("新", invent_set(), spread(30)), champion)
    assert objection.startswith("在内置检验集（520 段、40 家）上，各主题平均 F1 比 旧 低 0.0")
    assert "超出偶然误差" in objection


def test_gate_refuses_what_breaks_a_tag_though_it_is_better_on_the_whole() -> None:
    champion = invent("旧", invent_set(), spread(40, range(1, EVERY)))
    candidate = invent("新", invent_set(), spread(12, [0]))
    [objection] = object_to(candidate, champion)
    assert f"“{TAGS[0]}”的 F1 比 旧 低" in objection


def test_gate_refuses_slow_erosion() -> None:
    """Better than the champion, and yet worse beyond chance than what was before it."""
    good = invent("builtin", invent_set(), spread(6))
    champion = invent("旧", invent_set(), spread(22, first=6))
    candidate = invent("新", invent_set(), spread(21, first=19))
    assert object_to(candidate, champion) == ()
    [objection] = object_to(candidate, champion, good)
    assert "比 builtin 低" in objection


def test_gate_judges_on_what_was_held_out_of_the_labels_too() -> None:
    both, held = invent_office()
    worse = [place + len(invent_set().rows) for place in spread(30)]
    candidate = invent("新", both, worse, held=held)
    [objection] = object_to(candidate, invent("旧", both, spread(1)))
    assert objection.startswith("在自有检验集（520 段、40 家）上")


def list_own(candidate: Contender, *rivals: Contender) -> list[LabelledParagraph]:
    _, *own = gather_sets(candidate, rivals, invent_set())
    return [row for test in own for row in test.rows]


def test_gate_own_set_is_all_that_any_of_them_learnt_or_held_out() -> None:
    rows = list_labels()[:6]
    candidate = invent("新", invent_set(), learnt=rows[:2], held=rows[2:4])
    former = invent("旧", invent_set(), learnt=rows[2:3], held=(rows[1], rows[5]))
    assert {row.text for row in list_own(candidate, former)} == {
        row.text for place, row in enumerate(rows) if place != 4
    }
    assert list_own(invent("新", invent_set()), invent("旧", invent_set())) == []


def test_gate_what_was_learnt_is_answered_by_cross_validation() -> None:
    """A model knows by heart what it has learnt: that is no merit."""
    both, labels = invent_office()
    champion = invent("旧", both, range(len(invent_set().rows), len(both.rows)))
    by_heart = invent("新", both, learnt=labels)
    assert object_to(by_heart, champion) == ()
    missed = replace(by_heart, unseen=(frozenset(),) * len(labels))
    [objection] = object_to(missed, champion)
    assert objection.startswith("没有变好")


def test_gate_own_set_has_the_latest_label_of_a_text() -> None:
    row = list_labels()[0]
    anew: Annotation = replace(row, tags=("其他",))
    candidate = invent("新", invent_set(), held=(anew,))
    [found] = list_own(candidate, invent("旧", invent_set(), held=(row,)))
    assert found.tags == ("其他",)


@pytest.mark.parametrize(
    ("sure", "contradicted", "refused"),
    [(40, 6, True), (40, 3, False), (15, 3, True), (180, 8, False), (180, 14, True), (2, 2, False)],
)
def test_gate_refuses_a_batch_that_is_contradicted_more_than_mistakes_explain(
    sure: int, contradicted: int, refused: bool
) -> None:
    rows = list_labels()[:100]
    candidate = invent("新", invent_set(), learnt=rows, doubts=(sure, contradicted))
    objections = object_to(candidate, invent("旧", invent_set(), spread(1)))
    assert bool(objections) == refused
    assert all("请先复核" in objection for objection in objections)


@given(st.integers(0, 300), st.data())
def test_gate_more_contradictions_are_never_less_doubtful(sure: int, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, sure))
    if find_doubts(sure, sure, number):
        assert find_doubts(sure, sure, data.draw(st.integers(number, sure)))
    assert not find_doubts(sure, sure, int(MISTAKEN * sure))
