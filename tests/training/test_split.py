from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from training.labels import read_corpus
from training.reports import list_paragraphs, read_reports
from training.split import HELD_OUT_PERCENT, is_held_out, read_held_out, read_learnt


def test_split_no_organisation_is_on_both_sides() -> None:
    learnt, held_out = read_learnt(), read_held_out()
    assert not {row.organisation for row in learnt} & {row.organisation for row in held_out}
    assert len(learnt) + len(held_out) == len(read_corpus()) + len(
        list(list_paragraphs(read_reports()))
    )


def test_split_never_moves() -> None:
    names = ("白河县", "临江市水务局", "石桥乡", "青云镇", "东山街道", "北河镇")
    assert [name for name in names if is_held_out(name)] == ["白河县", "临江市水务局"]


@settings(max_examples=20)
@given(st.sets(st.text(min_size=1, max_size=12), min_size=400, max_size=400))
def test_split_holds_out_about_its_share(names: set[str]) -> None:
    share = 100 * sum(map(is_held_out, names)) / len(names)
    assert abs(share - HELD_OUT_PERCENT) < 10
