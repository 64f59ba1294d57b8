import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from documents.places import Box, Region, Span

SPANS = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda ends: Span(*sorted(ends)))


def list_places(span: Span) -> set[int]:
    return set(range(span.start, span.end))


@given(SPANS, SPANS)
def test_places_join_is_the_smallest_span_over_both(first: Span, second: Span) -> None:
    joined = first.join(second)
    assert joined.covers(first)
    assert joined.covers(second)
    assert {joined.start, joined.end} <= {*first, *second}
    assert joined == second.join(first)


@given(SPANS, SPANS)
def test_places_overlap_means_a_shared_place(first: Span, second: Span) -> None:
    assert first.overlaps(second) == bool(list_places(first) & list_places(second))
    assert first.overlaps(second) == second.overlaps(first)


@given(SPANS, SPANS)
def test_places_covering_is_an_order(first: Span, second: Span) -> None:
    assert first.covers(first)
    assert (first.covers(second) and second.covers(first)) == (first == second)
    assume(second.length)
    assert first.covers(second) == (list_places(second) <= list_places(first))


@given(st.text(max_size=60), SPANS)
def test_places_cut_takes_code_points(text: str, span: Span) -> None:
    assume(span.end <= len(text))
    assert text[: span.start] + span.cut(text) + text[span.end :] == text
    assert len(span.cut(text)) == span.length


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (4, 3), (-2, -1)])
def test_places_refuse_what_is_no_span(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_places_span_is_a_pair_in_json() -> None:
    adapter = TypeAdapter(Span)
    assert json.loads(adapter.dump_json(Span(3, 9))) == [3, 9]
    assert adapter.validate_json("[3, 9]") == Span(3, 9)
    assert type(adapter.validate_json("[3, 9]")) is Span


def test_places_pages_count_from_one() -> None:
    box = Box(1, 2, 3, 4)
    assert Region(1, box).box.right == 3
    with pytest.raises(ValueError, match="count from 1"):
        Region(0, box)
