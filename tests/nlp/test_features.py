from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.features import (
    CLAUSE_ENDS,
    SHORTEST_CLAUSE,
    TagInput,
    cut_clauses,
    read_context,
    read_seams,
    read_wording,
)
from nlp.segmenter import load_segmenter


def read_input(text: str, section: int | None = 1) -> TagInput:
    return TagInput(tuple(load_segmenter().cut(text)), text, section, "信息管理", "上文")


def test_features_clauses_end_with_a_sentence_and_keep_their_section_only() -> None:
    said = [
        "全年公开各类政府信息九十三条。",
        "收到公开申请两件，均已按期答复；",
        "举办业务培训两期，六十人参加。",
    ]
    clauses = cut_clauses(read_input("".join(said)))
    assert [clause.text for clause in clauses] == said
    assert {(clause.section, clause.heading, clause.previous) for clause in clauses} == {
        (1, None, None)
    }


def test_features_a_short_heading_goes_with_its_clause() -> None:
    text = (
        "（一）严格审核。发布前由分管领导逐条审定签字。（二）加强培训。组织全体干部学习两次以上。"
    )
    assert [clause.text[:8] for clause in cut_clauses(read_input(text))] == [
        "（一）严格审核。",
        "（二）加强培训。",
    ]


def test_features_one_clause_or_few_words_are_not_cut() -> None:
    assert cut_clauses(read_input("公开信息三条。培训一次。")) == ()
    assert cut_clauses(read_input("全年公开各类政府信息，" * 6)) == ()


@given(st.lists(st.text("公开信息。；，、 a1", min_size=1, max_size=9), max_size=30))
@settings(max_examples=60)
def test_features_clauses_hold_all_words_in_order(words: list[str]) -> None:
    clauses = cut_clauses(TagInput(words, "".join(words), 1))
    assert [word for clause in clauses for word in clause.words] == (words if clauses else [])
    for clause in clauses[:-1]:
        assert len(clause.text) >= SHORTEST_CLAUSE
        assert clause.text[-1] in CLAUSE_ENDS


@given(st.lists(st.text("公开信息。；，、 a1", min_size=1, max_size=9), max_size=30))
@settings(max_examples=60)
def test_features_clauses_and_their_seams_say_all_that_is_said(words: list[str]) -> None:
    item = TagInput(words, "".join(words), 1)
    if clauses := cut_clauses(item):
        parts = [*map(read_wording, clauses), read_seams(clauses)]
        assert set().union(*parts) == set(read_wording(item))


def test_features_cues_tell_a_shortcoming_from_a_plan() -> None:
    lacking = read_context(read_input("三是宣传面不广，业务不熟练。", 5))
    planned = read_context(read_input("改进措施：建立会商制度，扩大宣传面。", 5))
    marks = {"?lacks", "?acts", "?names measure"}
    assert lacking & marks == {"?lacks"}
    assert planned & marks == {"?acts", "?names measure"}
