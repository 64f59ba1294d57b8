import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.places import Span
from documents.views import View

ALPHABET = "公开12 \n𠮷a"
SOURCES = st.text(ALPHABET, max_size=40)


@st.composite
def draw_views(draw: st.DrawFn) -> tuple[str, View]:
    """A source and a view of it after pieces, drops and cuts in any order."""
    source = draw(SOURCES)
    ends = sorted(draw(st.lists(st.integers(0, len(source)), max_size=8)))
    pieces = [Span(a, b) for a, b in zip(ends[::2], ends[1::2], strict=False)]
    view = View.of_pieces(source, pieces) if draw(st.booleans()) else View.of(source)
    for step in draw(st.lists(st.sampled_from(("drop", "cut")), max_size=3)):
        if step == "drop":
            view = view.drop(re.compile(draw(st.sampled_from((r"\s+", r"\d", "公开", "a|开")))))
        else:
            places = st.integers(0, len(view.text))
            start, end = sorted((draw(places), draw(places)))
            view = view.cut(start, end)
    return source, view


@given(draw_views())
def test_views_hold_the_sources_characters(drawn: tuple[str, View]) -> None:
    source, view = drawn
    origins = [view.origin(place) for place in range(len(view.text))]
    assert [source[origin] for origin in origins] == list(view.text)
    assert origins == sorted(set(origins))


@given(draw_views(), st.data())
def test_views_locate_from_the_first_character_to_the_last(
    drawn: tuple[str, View], data: st.DataObject
) -> None:
    source, view = drawn
    places = st.integers(0, len(view.text))
    start, end = sorted((data.draw(places), data.draw(places)))
    span = view.locate(start, end)
    assert span.end <= len(source)
    if start == end:
        assert span.length == 0
    else:
        assert source[span.start] == view.text[start]
        assert source[span.end - 1] == view.text[end - 1]
        assert span.length >= end - start


@given(SOURCES)
def test_views_of_a_whole_text_change_nothing(source: str) -> None:
    view = View.of(source)
    assert (view.text, view.span) == (source, Span(0, len(source)))


@given(draw_views())
def test_views_drop_what_the_pattern_matches(drawn: tuple[str, View]) -> None:
    _, view = drawn
    pattern = re.compile(r"[1\s]")
    assert view.drop(pattern).text == pattern.sub("", view.text)


@given(draw_views(), st.data())
def test_views_cut_like_their_text(drawn: tuple[str, View], data: st.DataObject) -> None:
    _, view = drawn
    places = st.integers(0, len(view.text))
    start, end = sorted((data.draw(places), data.draw(places)))
    cut = view.cut(start, end)
    assert cut.text == view.text[start:end]
    assert [cut.origin(k) for k in range(end - start)] == [
        view.origin(k) for k in range(start, end)
    ]


@given(draw_views())
def test_views_translate_keeps_places(drawn: tuple[str, View]) -> None:
    _, view = drawn
    changed = view.translate(lambda text: "x" * len(text))
    assert changed.text == "x" * len(view.text)
    assert changed.span == view.span


def test_views_leave_out_what_lies_between_pieces() -> None:
    source = "主动公开\n-1-\n信息12条"
    view = View.of_pieces(source, [Span(0, 4), Span(6, 6), Span(9, 14)])
    assert view.text == "主动公开信息12条"
    at = view.text.index("12")
    assert view.locate(2, at + 2).cut(source) == "公开\n-1-\n信息12"
    assert view.end == len(source)


def test_views_refuse_a_change_of_length() -> None:
    with pytest.raises(ValueError, match="one for one"):
        View.of("12").translate(lambda text: text + "3")


@pytest.mark.parametrize(
    ("starts", "origins"), [((0, 0), (0, 1)), ((2, 1), (0, 1)), ((0,), (0, 1))]
)
def test_views_refuse_runs_out_of_order(starts: tuple[int, ...], origins: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="rising places"):
        View("公开信", starts, origins)


@pytest.mark.parametrize("place", [-1, 2, 3])
def test_views_have_no_origin_outside(place: int) -> None:
    with pytest.raises(IndexError):
        View.of("公开").origin(place)
