from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from training.comparison_page import PAGE
from training.divisions import Division, divide_by_body, divide_by_voice, divide_by_writer
from training.labels import read_corpus
from training.reports import list_paragraphs, read_reports
from training.split import read_held_out, read_learnt

DIVIDES = (divide_by_body, divide_by_voice, divide_by_writer)
divide_once = cache(lambda divide: divide())


@pytest.mark.parametrize("divide", DIVIDES)
def test_divisions_nobody_learns_the_unseen(divide: Callable[[], Division]) -> None:
    division: Division = divide_once(divide)
    never = {row.id for row in read_held_out()}
    for fold in division.folds:
        learnt = {row.id for row in fold.learnt}
        assert not learnt & ({row.id for row in fold.held} | never), fold.unseen


@pytest.mark.parametrize("divide", DIVIDES)
def test_divisions_what_is_learnt_is_once_unseen(divide: Callable[[], Division]) -> None:
    division: Division = divide_once(divide)
    unseen = [row.id for fold in division.folds for row in fold.held]
    assert len(unseen) == len(set(unseen))
    assert {row.id for fold in division.asked for row in fold.learnt} <= set(unseen)


def test_divisions_by_body_asks_for_the_bodies_held_out() -> None:
    division: Division = divide_once(divide_by_body)
    assert division.rows == read_held_out()
    assert division.asked[0].learnt == read_learnt()
    for fold in division.folds:
        assert not {r.organisation for r in fold.learnt} & {r.organisation for r in fold.held}


@pytest.mark.parametrize("divide", [divide_by_voice, divide_by_writer])
def test_divisions_among_strangers_ask_for_every_paragraph(
    divide: Callable[[], Division],
) -> None:
    division: Division = divide_once(divide)
    everything = {row.id for row in (*list_paragraphs(read_reports()), *read_corpus())}
    assert {row.id for row in division.rows} == everything


def test_divisions_unseen_voices_do_not_speak_while_learning() -> None:
    division: Division = divide_once(divide_by_voice)
    assert len(division.folds) == 7
    for fold in division.folds:
        assert {row.voice for row in fold.held} == {fold.unseen}
        assert fold.unseen not in {row.voice for row in fold.learnt}


def test_divisions_unseen_writers_have_written_nothing_learnt() -> None:
    division: Division = divide_once(divide_by_writer)
    names = ["paragraphs", "reports/bureaus", "reports/north", "reports/south"]
    assert [fold.unseen for fold in division.folds] == names
    for fold in division.folds[1:]:
        assert all(row.id.startswith(f"{fold.unseen}:") for row in fold.held)
        assert not any(row.id.startswith(f"{fold.unseen}:") for row in fold.learnt)


@pytest.mark.parametrize("divide", DIVIDES)
def test_divisions_are_frozen_by_the_page(divide: Callable[[], Division]) -> None:
    """Whoever changes one measures anew."""
    division: Division = divide_once(divide)
    assert f"frozen as `{division.sha256}`" in PAGE.read_text(encoding="utf-8")
