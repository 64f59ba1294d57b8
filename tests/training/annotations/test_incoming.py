from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.training.annotations.samples import make_row
from training.annotations.annotation import Annotation, Review
from training.annotations.faults import Parsed
from training.annotations.incoming import Arrival, plan_import
from training.annotations.store import choose_latest

NOW = datetime(2026, 3, 1, tzinfo=UTC)
EARLIER = datetime(2026, 1, 1, tzinfo=UTC)
SUGGESTED = make_row(review=Review("suggested", model="tags-1"))
REVIEWED = make_row(review=Review("reviewed", "甲", EARLIER))


def bring(row: Annotation, *store: Annotation, **options: Any) -> Arrival:
    plan = plan_import(Parsed("x", (row,), (1,)), store, NOW, **options)
    (arrival,) = plan.arrivals
    assert plan.rows == ((arrival.row,) if arrival.effect in ("new", "changed") else ())
    if plan.rows:  # what is added is what the store then holds
        assert choose_latest([*store, arrival.row])[-1] == arrival.row
    return arrival


def test_incoming_row_that_is_new_is_added() -> None:
    assert bring(REVIEWED).effect == "new"
    assert bring(SUGGESTED).row == SUGGESTED


def test_incoming_row_that_is_there_is_the_same() -> None:
    assert bring(REVIEWED, REVIEWED).effect == "same"
    assert bring(make_row(review=Review("reviewed")), REVIEWED).effect == "same"
    assert bring(SUGGESTED, SUGGESTED).effect == "same"


def test_incoming_review_of_a_suggestion_changes_it() -> None:
    arrival = bring(make_row(review=Review("reviewed")), SUGGESTED, by="乙")
    assert arrival.effect == "changed"
    assert arrival.row.review == Review("reviewed", "乙", NOW)


def test_incoming_suggestion_is_a_review_where_somebody_let_it_stand() -> None:
    arrival = bring(SUGGESTED, SUGGESTED, by="乙", reviewed=True)
    assert arrival.effect == "changed"
    assert arrival.row.review == Review("reviewed", "乙", NOW, "tags-1")


def test_incoming_suggestion_never_undoes_a_review() -> None:
    assert bring(replace(SUGGESTED, tags=()), REVIEWED).effect == "kept"


def test_incoming_suggestion_that_was_let_stand_undoes_no_review() -> None:
    assert bring(replace(SUGGESTED, tags=()), REVIEWED, reviewed=True, by="乙").effect == "kept"
    assert bring(SUGGESTED, REVIEWED, reviewed=True).effect == "same"


def test_incoming_review_that_is_older_changes_nothing() -> None:
    older = Review("reviewed", "乙", EARLIER - timedelta(days=1))
    assert bring(make_row(tags=(), review=older), REVIEWED).effect == "kept"


def test_incoming_review_that_is_later_wins() -> None:
    later = Review("skipped", "乙", EARLIER + timedelta(days=1))
    assert bring(make_row(review=later), REVIEWED).effect == "changed"


def test_incoming_row_edited_where_it_lay_is_of_now() -> None:
    arrival = bring(replace(REVIEWED, tags=()), REVIEWED)
    assert (arrival.effect, arrival.row.review.at) == ("changed", NOW)


def test_incoming_review_of_one_layer_leaves_the_others() -> None:
    marks = make_row(tags=None, placeholders=None, officials=(), review=Review("reviewed"))
    row = bring(marks, replace(REVIEWED, province="云南")).row
    assert (row.tags, row.officials) == (REVIEWED.tags, ())
    assert (row.placeholders, row.province) == (REVIEWED.placeholders, "云南")


def test_incoming_id_of_another_text_is_a_fault() -> None:
    other = make_row(text="无。", officials=(), counts=(), placeholders=())
    plan = plan_import(Parsed("x", (other,), (7,)), [REVIEWED], NOW)
    assert plan.arrivals == ()
    assert str(plan.faults[0]) == "x 第 7 行：编号 a-1 在库中是另一段文字"


@pytest.mark.parametrize("state", ["reviewed", "skipped"])
def test_incoming_review_gets_a_name_and_a_time_only_where_it_has_none(state: Any) -> None:
    signed = Review(state, "甲", EARLIER)
    assert bring(make_row(review=signed), by="乙").row.review == signed
    assert bring(make_row(review=Review(state)), by="乙").row.review == Review(state, "乙", NOW)
