from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.characters import SPECIAL, normalise, number_characters


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("公开１２条，Ａ类", "公开0条,a类"),
        ("公开 1,234.5 条\t。\n", "公开0条。"),
        ("（一）", "(一)"),
        ("2023年1月", "0年0月"),
    ],
)
def test_characters_tell_widths_and_figures_not_apart(printed: str, plain: str) -> None:
    assert normalise(printed) == plain


@given(st.text())
def test_characters_read_each_plain_character_as_one_number(text: str) -> None:
    characters = number_characters((*SPECIAL, "公", "开", "0"))
    read = characters.read(text)
    assert len(read) == len(normalise(text))
    assert set(read) <= set(range(len(characters.numbers)))


def test_characters_unseen_are_unknown() -> None:
    characters = number_characters((*SPECIAL, "公"))
    assert characters.read("公龘") == [5, 1]


def test_characters_need_their_marks() -> None:
    with pytest.raises(ValueError, match=r"\[MASK\]"):
        number_characters(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "公"])
