from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.sentences import find_figures, read_passages


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,234条", [1234]),
        ("3.5万元", [35000]),
        ("１２件", [12]),
        ("十二件", [12]),
        ("两件", [2]),
        ("二十件", [20]),
        ("2020年12月31日", []),
        ("第20条", []),
        ("一件事一次办", []),
        ("8件,12件", [8, 12]),
        ("87.5%", [87.5]),
    ],
)
def test_sentences_read_figures(text: str, values: list[int | float]) -> None:
    (passage,) = read_passages(text)
    assert [f.value for f in passage.figures] == values


def test_sentences_read_brackets_apart() -> None:
    outer, inner = read_passages("答复5件（含结转1件），完")
    assert ([f.value for f in outer.figures], [f.value for f in inner.figures]) == ([5], [1])
    assert (inner.lead, inner.start, inner.aside) == ("答复5件", 5, True)


@given(st.integers(0, 10**9))
@settings(max_examples=50)
def test_sentences_read_thousands_separators(value: int) -> None:
    assert [f.value for f in find_figures(f"公开{value:,}条")] == [value]
