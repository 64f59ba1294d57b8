from __future__ import annotations

from documents.forms import load_form
from documents.tables import CellKey
from tables.sums import closes, count_proofs, find_broken, tells

FORM = load_form("v2021").table("disputes")
GROUP = ("upheld", "corrected", "other", "pending", "total")


def make_amounts(*figures: int) -> dict[CellKey, int | float]:
    return {CellKey("review", name): n for name, n in zip(GROUP, figures, strict=True)}


def test_sums_close_where_the_parts_make_the_total() -> None:
    (equation, *_) = FORM.sums
    assert closes(equation, make_amounts(1, 2, 0, 4, 7))
    assert not closes(equation, make_amounts(1, 2, 0, 4, 8))


def test_sums_of_nothing_but_zeros_tell_nothing() -> None:
    (equation, *_) = FORM.sums
    assert closes(equation, make_amounts(0, 0, 0, 0, 0))
    assert not tells(equation, make_amounts(0, 0, 0, 0, 0))
    assert tells(equation, make_amounts(0, 0, 0, 0, 1))


def test_sums_count_as_proofs_only_where_they_tell_and_close() -> None:
    assert set(count_proofs(FORM, make_amounts(1, 2, 0, 4, 7))) == {
        CellKey("review", name) for name in GROUP
    }
    assert not count_proofs(FORM, make_amounts(1, 2, 0, 4, 8))
    assert not count_proofs(FORM, make_amounts(0, 0, 0, 0, 0))


def test_sums_that_break_are_named() -> None:
    (broken,) = find_broken(FORM.sums, make_amounts(1, 2, 0, 4, 8))
    assert {key.row for key in broken.cells} == {"review"}


def test_sums_with_an_unread_member_prove_nothing() -> None:
    unread = frozenset({CellKey("review", "other")})
    assert not count_proofs(FORM, make_amounts(1, 2, 0, 4, 7), unread)
