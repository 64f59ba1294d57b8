import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.layout import Layout, Piece
from documents.places import Box, Region, Span
from documents.report import Source

LINE = Region(1, Box(10, 20, 50, 30))


def make_layout(text: str, *pieces: Piece) -> Layout:
    return Layout(Source("a.pdf", "application/pdf", "0" * 64, 1), text, pieces=pieces)


def test_layout_locates_a_span_over_two_lines() -> None:
    below = Region(2, Box(10, 40, 30, 50))
    layout = make_layout("甲乙丙丁\n戊己", Piece(Span(0, 4), LINE), Piece(Span(5, 7), below))
    assert layout.locate(Span(2, 6)) == (
        Region(1, Box(30, 20, 50, 30)),
        Region(2, Box(10, 40, 20, 50)),
    )


def test_layout_locates_nothing_between_pieces() -> None:
    assert make_layout("甲乙\n", Piece(Span(0, 2), LINE)).locate(Span(2, 3)) == ()


def test_piece_with_edges_cuts_where_its_characters_stand() -> None:
    piece = Piece(Span(3, 6), LINE, edges=(10, 12, 20, 50))
    assert piece.cut(Span(4, 5)) == Region(1, Box(12, 20, 20, 30))


def test_piece_refuses_too_few_edges() -> None:
    with pytest.raises(ValueError, match="edges"):
        Piece(Span(0, 2), LINE, edges=(1, 2))


def test_layout_refuses_pieces_that_overlap() -> None:
    with pytest.raises(ValueError, match="out of place"):
        make_layout("甲乙丙", Piece(Span(0, 2), LINE), Piece(Span(1, 3), LINE))


@given(st.integers(0, 9), st.integers(0, 9))
def test_piece_cuts_within_its_own_box(a: int, b: int) -> None:
    found = Piece(Span(2, 8), LINE).cut(Span(min(a, b), max(a, b)))
    assert LINE.box.left <= found.box.left <= found.box.right <= LINE.box.right


def test_layout_locates_an_empty_cell() -> None:
    text = "甲\t\t乙"
    box = Region(1, Box(20, 20, 30, 30))
    layout = make_layout(text, Piece(Span(0, 1), LINE), Piece(Span(2, 2), box))
    assert layout.locate(Span(2, 2)) == (box,)
    assert layout.locate(Span(1, 1)) == ()
