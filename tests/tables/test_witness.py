from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.forms import KINDS
from documents.places import Span
from documents.tables import SURE, Table
from tables.witness import confirm_table, match_tables
from tests.tables.pages import change, get, make_table

# a table whose sums close: two applicants, one carried over
REQUESTS = {
    "new_received.natural_person": 12,
    "new_received.enterprise": 3,
    "new_received.total": 15,
    "out.disclosed.natural_person": 7,
    "out.disclosed.enterprise": 3,
    "out.disclosed.total": 10,
    "out.partial.natural_person": 4,
    "out.partial.total": 4,
    "out.total.natural_person": 11,
    "out.total.enterprise": 3,
    "out.total.total": 14,
    "carried_out.natural_person": 1,
    "carried_out.total": 1,
}
PROACTIVE = {"rules.issued": 4, "normative_docs.issued": 6, "licence.decisions": 31}
DISPUTES = {"review.upheld": 3, "review.pending": 2, "review.total": 5}
NOT_READ = {"value": None, "raw": "", "state": "unreadable", "confidence": 0.0}
MISSING = {"value": None, "raw": "", "state": "missing", "confidence": 0.95}
BLANK = {"value": None, "raw": "", "state": "blank"}


def test_witness_makes_sure_what_all_say() -> None:
    table = make_table("requests", figures=REQUESTS)
    confirmed = confirm_table(table, table, table)
    assert [cell.value for cell in confirmed] == [cell.value for cell in table]
    assert all(cell.sure for cell in confirmed)


def test_witness_leaves_a_lone_reading_unsure_unless_sums_prove_it() -> None:
    alone = confirm_table(make_table("requests", figures=REQUESTS), None, None)
    assert get(alone, "out.disclosed.enterprise").sure
    # its row and its column are all 0
    assert not get(alone, "out.unable.unclear.other_org").sure
    lone = confirm_table(make_table("proactive", figures=PROACTIVE), None, None)
    assert not any(cell.sure for cell in lone)


@pytest.mark.parametrize("which", ["position", "lattice"])
def test_witness_lifts_a_doubt_that_another_reading_settles(which: str) -> None:
    sound = make_table("proactive", figures=PROACTIVE)
    for doubt in ({"confidence": 0.5}, {"state": "inferred", "confidence": 0.75}, NOT_READ):
        first = change(sound, "licence.decisions", **doubt)
        both = confirm_table(first, sound, sound)
        assert get(both, "licence.decisions").value == 31
        assert get(both, "licence.decisions").sure
        other = {"position": None, "lattice": None, which: sound}
        one = get(confirm_table(first, **other), "licence.decisions")
        assert one.value == 31
        # where the first reading says nothing there is but one word
        assert one.sure == (doubt is not NOT_READ)


def test_witness_does_not_lift_a_doubt_that_both_share() -> None:
    doubtful = make_table("proactive", figures=PROACTIVE, confidence=0.5)
    assert not any(cell.sure for cell in confirm_table(doubtful, None, doubtful))


def test_witness_lets_sums_decide_between_two_readings() -> None:
    sound = make_table("requests", figures=REQUESTS)
    wrong = change(sound, "out.partial.natural_person", value=9, raw="9")
    for first, lattice in ((sound, wrong), (wrong, sound)):
        cell = get(confirm_table(first, None, lattice), "out.partial.natural_person")
        assert (cell.value, cell.sure) == (4, True)


def test_witness_is_unsure_where_no_sum_decides() -> None:
    sound = make_table("proactive", figures=PROACTIVE)
    other = change(sound, "licence.decisions", value=37, raw="37")
    cell = get(confirm_table(sound, None, other), "licence.decisions")
    assert (cell.value, cell.sure) == (31, False)
    assert get(confirm_table(sound, None, other), "rules.issued").sure


def test_witness_is_unsure_where_no_reading_closes_the_sums() -> None:
    broken = make_table("requests", figures={**REQUESTS, "carried_out.natural_person": 2})
    other = change(broken, "carried_out.natural_person", value=3, raw="3")
    assert not get(confirm_table(broken, None, other), "carried_out.natural_person").sure
    # a sum that the report itself breaks is no doubt of the reading
    assert get(confirm_table(broken, broken, broken), "carried_out.natural_person").sure


def test_witness_finds_a_row_that_fell_out_of_the_ruling_lines() -> None:
    sound = make_table("proactive", figures=PROACTIVE)
    lost = change(sound, "licence.decisions", **MISSING)
    found = get(confirm_table(lost, sound, lost), "licence.decisions")
    assert (found.value, found.state, found.sure) == (31, "number", False)
    found = get(confirm_table(lost, sound, sound), "licence.decisions")
    assert (found.value, found.sure) == (31, True)


def test_witness_believes_in_a_missing_row_only_with_a_second_word() -> None:
    lost = change(make_table("proactive", figures=PROACTIVE), "licence.decisions", **MISSING)
    unknown = change(lost, "licence.decisions", **NOT_READ)
    assert get(confirm_table(lost, lost, None), "licence.decisions").sure
    assert not get(confirm_table(lost, unknown, None), "licence.decisions").sure


def test_witness_doubts_a_blank_where_a_figure_stands() -> None:
    sound = make_table("proactive", figures=PROACTIVE)
    blank = change(sound, "licence.decisions", **BLANK)
    assert not get(confirm_table(blank, sound, blank), "licence.decisions").sure
    assert not get(confirm_table(blank, None, sound), "licence.decisions").sure
    assert get(confirm_table(blank, sound, sound), "licence.decisions").value == 31
    assert get(confirm_table(blank, blank, blank), "licence.decisions").sure


def test_witness_does_not_trust_two_readings_of_the_same_characters_against_others() -> None:
    sound = make_table("proactive", figures=PROACTIVE)
    other = change(sound, "licence.decisions", value=3, raw="3")
    assert not get(confirm_table(sound, sound, other), "licence.decisions").sure
    assert not get(confirm_table(sound, other, sound), "licence.decisions").sure


def test_witness_joins_digits_broken_over_two_lines_only_where_a_sum_says_so() -> None:
    sound = make_table("disputes", figures=DISPUTES)
    first = change(sound, "review.total", **NOT_READ)
    broken = change(sound, "review.total", state="inferred", confidence=0.97)
    cell = get(confirm_table(first, broken, first), "review.total")
    assert (cell.value, cell.state, cell.sure) == (5, "number", True)
    misjoined = change(broken, "review.total", value=6)
    assert not get(confirm_table(first, misjoined, first), "review.total").sure


def shift(table: Table) -> Table:
    """Every figure a row further down, as fonts without ascent make it."""
    contents = [(c.value, c.raw, c.state) for c in table]
    width = 7
    moved = [*contents[-width:], *contents[:-width]]
    return replace(
        table,
        cells=tuple(
            replace(cell, value=value, raw=raw, state=state)
            for cell, (value, raw, state) in zip(table, moved, strict=True)
        ),
    )


def test_witness_that_is_shifted_as_a_whole_casts_no_doubt() -> None:
    sound = make_table("requests", figures=REQUESTS)
    confirmed = confirm_table(sound, sound, shift(sound))
    assert [cell.value for cell in confirmed] == [cell.value for cell in sound]
    assert all(cell.sure for cell in confirmed)


def test_witness_catches_a_first_reading_that_is_shifted_as_a_whole() -> None:
    sound = make_table("requests", figures=REQUESTS)
    for position in (sound, None):
        confirmed = confirm_table(shift(sound), position, sound)
        wrong = [a for a, b in zip(confirmed, sound, strict=True) if a.value != b.value]
        assert not any(cell.sure for cell in wrong)


def test_witness_takes_the_place_from_the_reading_it_believes() -> None:
    sound = make_table("proactive", figures=PROACTIVE)
    placed = change(sound, "licence.decisions", span=Span(3, 5))
    lost = replace(
        change(sound, "licence.decisions", **NOT_READ), surplus=(Span(3, 5), Span(9, 10))
    )
    confirmed = confirm_table(lost, placed, sound)
    assert get(confirmed, "licence.decisions").span == Span(3, 5)
    assert confirmed.surplus == (Span(9, 10),)


def test_witness_matches_tables_by_what_they_hold() -> None:
    filled = make_table("requests", figures=REQUESTS)
    empty = make_table("requests", rest=None)
    old = make_table("requests", "v2019")
    assert match_tables([empty, filled], [filled, empty, old]) == (empty, filled)
    assert match_tables([old], [filled]) == (None,)


@settings(max_examples=60)
@given(st.data())
def test_witness_never_is_silently_wrong_for_one_wrong_reading(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(KINDS))
    figures = {"proactive": PROACTIVE, "requests": REQUESTS, "disputes": DISPUTES}[kind]
    sound = make_table(kind, figures=figures)
    keys = [str(cell.key) for cell in sound]
    wrong = sound
    for name in data.draw(st.lists(st.sampled_from(keys), min_size=1, max_size=4)):
        value = data.draw(st.integers(0, 99))
        wrong = change(wrong, name, value=value, raw=str(value))
    readings = [sound, sound, sound]
    readings[data.draw(st.integers(0, 2))] = wrong
    for cell, truth in zip(confirm_table(*readings), sound, strict=True):
        assert cell.value == truth.value or cell.confidence < SURE


def test_witness_follows_the_positions_to_the_other_form() -> None:
    first = make_table("requests", "v2019", figures={"new_received.total": 3})
    position = make_table("requests", "v2021", figures={"new_received.total": 3})
    confirmed = confirm_table(first, position, first)
    assert confirmed.form == "v2021"
    assert [cell.key for cell in confirmed] == [cell.key for cell in position]
    assert get(confirmed, "new_received.total").sure
    assert not get(confirmed, "out.other.misc.total").sure


def test_witness_takes_no_proof_from_sums_with_an_unread_row() -> None:
    figures = {**REQUESTS, "out.partial.natural_person": 0, "out.partial.total": 0}
    figures |= {"out.other.misc.natural_person": 4, "out.other.misc.total": 4}
    first = make_table("requests", figures=figures)
    for column in ("natural_person", "total"):
        first = change(first, f"out.partial.{column}", **NOT_READ)
    alone = confirm_table(first, None, None)
    assert not get(alone, "out.other.misc.natural_person").sure
    assert get(alone, "new_received.enterprise").sure


def test_witness_doubts_a_figure_that_two_cells_claim() -> None:
    table = make_table("proactive", figures=PROACTIVE)
    for key in ("rules.issued", "normative_docs.issued"):
        table = change(table, key, span=Span(3, 4))
    confirmed = confirm_table(table, table, table)
    assert not get(confirmed, "rules.issued").sure
    assert not get(confirmed, "normative_docs.issued").sure
    assert get(confirmed, "licence.decisions").sure
