from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from documents.narrative import TAGS
from tests.training.registry.office import invent, invent_set, label, list_labels
from training.annotations.annotation import Annotation
from training.labels import LabelledParagraph
from training.registry.gate import DOUBTFUL, Contender, gather_sets, judge
from training.registry.measuring import HeldOut

EVERY = 13  # paragraphs a body in the invented set


def spread(number: int, tags: Sequence[int] = range(EVERY), first: int = 0) -> list[int]:
    """Places of that many paragraphs, one a body from the first on, the tags in turn."""
    return [body * EVERY + tags[body % len(tags)] for body in range(first, first + number)]


def object_to(candidate: Contender, *rivals: Contender) -> tuple[str, ...]:
    return judge(candidate, rivals, invent_set()).objections


def test_gate_lets_better_and_equal_pass() -> None:
    champion = invent("旧", invent_set(), spread(30))
    assert object_to(invent("新", invent_set()), champion) == ()
    assert object_to(invent("新", invent_set(), spread(30)), champion) == ()


def test_gate_lets_a_loss_within_chance_pass() -> None:
    champion = invent("旧", invent_set(), spread(10))
    candidate = invent("新", invent_set(), spread(13, first=20))
    assert object_to(candidate, champion) == ()


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
    """Each step is within chance, all together are not."""
    good = invent("builtin", invent_set(), spread(6))
    champion = invent("旧", invent_set(), spread(13, first=6))
    candidate = invent("新", invent_set(), spread(21, first=19))
    assert object_to(champion, good) == ()
    assert object_to(candidate, champion) == ()
    assert [o for o in object_to(candidate, champion, good) if "builtin" in o]


def test_gate_judges_on_what_was_held_out_of_the_labels_too() -> None:
    own = HeldOut("own", tuple(replace(row, text=f"自{row.text}") for row in invent_set().rows))
    held = tuple(map(label, own.rows))
    both = HeldOut("own", (*invent_set().rows, *own.rows))
    worse = [place + len(own.rows) for place in spread(30)]
    candidate = invent("新", both, worse, held=held)
    [objection] = object_to(candidate, invent("旧", both))
    assert objection.startswith("在自有检验集（520 段、40 家）上")


def list_own(candidate: Contender, *rivals: Contender) -> list[LabelledParagraph]:
    _, *own = gather_sets(candidate, rivals, invent_set())
    return [row for test in own for row in test.rows]


def test_gate_own_set_holds_nothing_that_any_of_them_has_learnt() -> None:
    rows = list_labels()[:6]
    candidate = invent("新", invent_set(), learnt=rows[:2], held=rows[2:4])
    former = invent("旧", invent_set(), learnt=rows[2:3], held=(rows[1], rows[5]))
    assert [row.text for row in list_own(candidate, former)] == [rows[3].text, rows[5].text]
    assert list_own(invent("新", invent_set(), learnt=rows), former) == []


def test_gate_own_set_has_the_latest_label_of_a_text() -> None:
    row = list_labels()[0]
    anew: Annotation = replace(row, tags=("其他",))
    candidate = invent("新", invent_set(), held=(anew,))
    [found] = list_own(candidate, invent("旧", invent_set(), held=(row,)))
    assert found.tags == ("其他",)


@pytest.mark.parametrize(("share", "refused"), [(DOUBTFUL, True), (DOUBTFUL / 2, False)])
def test_gate_refuses_a_batch_that_the_model_contradicts(share: float, refused: bool) -> None:
    rows = list_labels()[:100]
    candidate = invent("新", invent_set(), learnt=rows, contradicted=round(share * len(rows)))
    objections = object_to(candidate, invent("旧", invent_set()))
    assert bool(objections) == refused
    assert all("请先复核" in objection for objection in objections)


def test_gate_does_not_doubt_a_batch_for_a_handful() -> None:
    candidate = invent("新", invent_set(), learnt=list_labels()[:6], contradicted=4)
    assert object_to(candidate, invent("旧", invent_set())) == ()
