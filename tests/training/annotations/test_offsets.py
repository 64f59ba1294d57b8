from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.places import Span
from training.annotations.offsets import from_utf16, to_utf16


def test_offsets_count_an_astral_character_twice() -> None:
    assert to_utf16("𠮷镇🀄何", Span(1, 4)) == (2, 6)
    assert from_utf16("𠮷镇🀄何", 2, 6) == Span(1, 4)


@given(st.text(), st.data())
def test_offsets_come_back(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    assert from_utf16(text, *to_utf16(text, span)) == span


@pytest.mark.parametrize("place", [(1, 3), (0, 5), (3, 2), (-1, 2)])
def test_offsets_refuse_half_a_character_and_what_lies_outside(place: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match=r"标注的位置"):
        from_utf16("𠮷镇何", *place)
