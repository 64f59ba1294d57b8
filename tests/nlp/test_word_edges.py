import pytest

from documents.places import Span
from nlp.word_edges import find_word


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        ("及时更新", 1, "及时"),
        ("及时更新", 2, None),
        ("兼职工作人员", 3, "工作人员"),
        ("及时", 0, None),
        ("及时", 2, None),
        ("", 0, None),
    ],
)
def test_word_edges_tell_the_word_that_a_place_is_in(
    text: str, place: int, word: str | None
) -> None:
    start = text.find(word) if word else 0
    assert find_word(text, place) == (Span(start, start + len(word)) if word else None)
