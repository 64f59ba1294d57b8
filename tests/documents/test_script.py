from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from documents.script import simplify


def test_simplify_reads_what_mirrors_convert() -> None:
    said = (
        "總體情況。現將石壁鄉政府信息公開工作情況報告如下：發佈68條，答覆及時，覆蓋羣衆八千餘人。"
    )
    plain = (
        "总体情况。现将石壁乡政府信息公开工作情况报告如下：发布68条，答复及时，覆盖群众八千余人。"
    )
    assert simplify(said) == plain


def test_simplify_leaves_simplified_text_as_it_is() -> None:
    said = "总体情况，乾县、著作权、狼藉、覆盖、回复，王喆，公后面于是里台只干系。"
    assert simplify(said) is said


@given(st.text())
def test_simplify_moves_no_place(text: str) -> None:
    plain = simplify(text)
    assert len(plain) == len(text)
    assert simplify(plain) == plain
