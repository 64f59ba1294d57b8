"""The reader of roles is trained for seconds here: that it runs, not how well it reads."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from documents.places import Span
from nlp.role_model import NAME, SCHEMA, load_role_model
from training.character_tagger import Schooling
from training.role_lines import (
    Given,
    RoleLine,
    make_role_lines,
    read_reported_roles,
    read_role_lines,
    vary_role_line,
)
from training.roles import RoleLesson, describe_lesson, train
from training.storing import write_with_card

TEXT = "由局长何清任组长，副局长马力、杨柳任副组长。"
LABELS = (
    Given(Span(3, 5), "组长", None),
    Given(Span(12, 14), "副组长", None),
    Given(Span(15, 17), "副组长", None),
)


def mark(line: RoleLine) -> list[tuple[str, str]]:
    """What begins in the line, and the text from there on as far as it goes."""
    marked: list[tuple[str, str]] = []
    for character, step in zip(line.text, line.steps, strict=True):
        if step.endswith("B"):
            marked.append((step, character))
        elif step.endswith("I"):
            first, text = marked[-1]
            marked[-1] = (first, text + character)
    return marked


def test_roles_lines_are_read_once_for_each_person() -> None:
    lines = list(make_role_lines(TEXT, LABELS))
    assert {line.text for line in lines} == {f"由局长{NAME}任组长，副局长{NAME}、{NAME}任副组长。"}
    assert [line.person for line in lines] == [0, 1, 2]
    assert [mark(line) for line in lines] == [[("RB", "组长")], *2 * [[("RB", "副组长")]]]
    assert lines[0].steps.index("RB") == lines[0].text.index("组长")


@pytest.mark.parametrize(
    ("text", "name", "role", "group", "marked"),
    [
        ("组长：何清，副组长：马力", "马力", "副组长", None, [("RB", "副组长")]),
        ("组 长：何清", "何清", "组长", None, [("RB", "组 长")]),
        ("何清负责", "何清", None, None, []),
        ("組長何清", "何清", "组长", None, [("RB", "组长")]),
        (
            "成立公开领导小组，何清任组长",
            *("何清", "组长", "公开领导小组", [("GB", "公开领导小组"), ("RB", "组长")]),
        ),
    ],
)
def test_roles_are_marked_where_they_are_printed(
    text: str, name: str, role: str | None, group: str | None, marked: list[tuple[str, str]]
) -> None:
    start = text.index(name)
    (line,) = make_role_lines(text, [Given(Span(start, start + len(name)), role, group)])
    assert mark(line) == marked


def test_roles_lines_of_the_corpora_mark_most_roles() -> None:
    lines = [*read_role_lines("dev"), *read_reported_roles(held_out=False)]
    marked = sum("RB" in line.steps for line in lines)
    assert len(lines) > 15_000
    assert 0.3 < marked / len(lines) < 0.6


def test_roles_variations_keep_person_and_role() -> None:
    lines = list(make_role_lines(TEXT, LABELS))
    varied = [vary_role_line(lines[1], Random(seed)) for seed in range(300)]
    assert len({line.text for line in varied}) > 5
    for line in varied:
        assert len(line.text) == len(line.steps)
        assert all(line.text[place] == NAME for place in line.named.people)
        assert line.text[: line.named.people[line.person]].endswith("副局长")
        assert mark(line) == [("RB", "副组长")]


def test_roles_training_is_repeatable_and_stored(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="the reader of roles is trained with torch")
    lines = tuple(make_role_lines(TEXT, LABELS))
    lesson = RoleLesson(lines, Schooling(networks=2, passes=2, seed=3))
    graph = train(lesson)
    assert graph == train(lesson)
    write_with_card(tmp_path / "roles.json", ".onnx", graph, SCHEMA, describe_lesson(lesson))
    card = json.loads((tmp_path / "roles.json").read_text("utf-8"))
    assert card["learnt"]["readings"] == len(lines)
    read = load_role_model(tmp_path / "roles.json").find_roles(TEXT, [Span(3, 5), Span(12, 14)])
    assert len(read) == 2
