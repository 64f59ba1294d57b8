from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from documents.places import Span
from tests.training.registry.office import list_labels
from training.annotations.annotation import Annotation, Origin, Review
from training.annotations.faults import LabelsInvalid
from training.annotations.rows import write_annotations
from training.lessons import (
    FEW,
    FEWEST_BODIES,
    Lessons,
    choose_lessons,
    describe_row,
    read_labels,
    tell_body,
)
from training.split import is_held_out

LATER = Review("reviewed", "乙")


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """The labels here are as many as it takes for some to be held out."""
    monkeypatch.setattr("training.lessons.FEW", 50)


def count(lessons: Lessons) -> dict[str, int]:
    return dict(lessons.left_out)


def test_lessons_few_are_all_learnt() -> None:
    rows = list_labels()[: FEW - 1]
    lessons = choose_lessons(rows, ())
    assert lessons.held == ()
    assert len(lessons.learnt) + sum(count(lessons).values()) == len(rows)


@pytest.mark.usefixtures("many")
def test_lessons_are_split_by_body() -> None:
    lessons = choose_lessons(list_labels(), ())
    held, learnt = ({row.organisation for row in part} for part in (lessons.held, lessons.learnt))
    assert lessons.by == "organisation"
    assert len(held) >= FEWEST_BODIES
    assert held.isdisjoint(learnt)
    assert all(is_held_out(body or "") for body in held)


@pytest.mark.usefixtures("many")
def test_lessons_of_few_bodies_are_split_by_paragraph() -> None:
    rows = [replace(row, organisation="甲镇人民政府") for row in list_labels()]
    lessons = choose_lessons(rows, ())
    assert lessons.by == "paragraph"
    assert 0.05 * len(rows) < len(lessons.held) < 0.3 * len(rows)
    assert {row.text for row in lessons.held}.isdisjoint(row.text for row in lessons.learnt)


@pytest.mark.usefixtures("many")
def test_lessons_a_paragraph_stays_on_its_side_when_others_come() -> None:
    few, many = (choose_lessons(rows, ()) for rows in (list_labels()[:200], list_labels()))
    assert few.by == many.by
    assert set(few.held) <= set(many.held)


def test_lessons_are_reviewed_and_labelled_with_themes() -> None:
    first, second, third, *rest = list_labels()
    rows = [
        replace(first, review=Review("suggested", model="x")),
        replace(second, review=Review("skipped", "甲")),
        replace(third, tags=None),
        *rest,
    ]
    lessons = choose_lessons(rows, ())
    used = (*lessons.learnt, *lessons.held)
    assert {first.id, second.id, third.id}.isdisjoint(row.id for row in used)
    left = count(lessons)
    assert (left["suggested"], left["skipped"], left["untagged"]) == (1, 1, 1)
    assert sum(left.values()) + len(used) == len(rows)


@pytest.mark.usefixtures("many")
def test_lessons_hold_no_text_of_a_test() -> None:
    plain = choose_lessons(list_labels(), ())
    tested, other = plain.learnt[0], plain.held[0]
    elsewhere = replace(other, id="again", organisation=plain.learnt[-1].organisation)
    lessons = choose_lessons([*list_labels(), elsewhere], {tested.text})
    assert tested.text not in {row.text for row in lessons.learnt}
    assert other.text not in {row.text for row in lessons.learnt}
    assert count(lessons)["tested"] == count(plain).get("tested", 0) + 2


def test_lessons_empty_labels_teach_that_there_is_no_theme() -> None:
    row = replace(list_labels()[0], tags=())
    lessons = choose_lessons([row], ())
    assert (*lessons.learnt, *lessons.held) == (row,)
    assert describe_row(row).tags == ()


def test_lessons_body_is_the_organisation_else_the_report_else_the_paragraph() -> None:
    row = list_labels()[0]
    nobody = replace(row, organisation=None)
    origin = Origin("甲.docx", "ab" * 32, Span(0, len(row.text)))
    assert tell_body(row) == row.organisation
    assert tell_body(replace(nobody, source=origin)) == "ab" * 32
    assert tell_body(nobody) == row.id
    assert describe_row(nobody).organisation == row.id
    assert describe_row(row).is_own


def test_lessons_of_several_files_are_the_latest_reviews(tmp_path: Path) -> None:
    first, second = list_labels()[:2]
    anew: Annotation = replace(first, tags=("其他",), review=LATER)
    write_annotations((first, second), tmp_path / "a.jsonl")
    write_annotations((anew,), tmp_path / "b.jsonl")
    rows, files = read_labels([tmp_path / "a.jsonl", tmp_path / "b.jsonl"])
    assert rows == (anew, second)
    assert [(file.name, file.rows) for file in files] == [("a.jsonl", 2), ("b.jsonl", 1)]


def test_lessons_of_a_bad_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{}\n", "utf-8")
    with pytest.raises(LabelsInvalid):
        read_labels([tmp_path / "a.jsonl"])
