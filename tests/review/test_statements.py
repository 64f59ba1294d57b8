from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.scopes import Scope
from review.sentences import read_passages
from review.statements import read_statements

OWN = Scope("青石县发展和改革局", "department", 2023)


def _read(text: str, opening: str = "") -> list[tuple[str, int | float]]:
    return [(s.fact, s.value) for s in read_statements(text, OWN, opening)]


def test_statements_read_who_received_what_when() -> None:
    text = (
        "共受理政府信息公开申请 3119 件，答复 3050 件"
        "（含上年度结转 34 件，另有 103 件顺延到下年度）。"
    )
    assert _read(text) == [
        ("handled", 3119),
        ("answered", 3050),
        ("carried_in", 34),
        ("carried_out", 103),
    ]


def test_statements_read_disputes_and_their_results() -> None:
    text = (
        "政府信息公开行政复议35件，其中结果维持20件、结果纠正5件，尚未审结10件；"
        "行政诉讼4件，败诉1件。"
    )
    assert _read(text) == [
        ("review", 35),
        ("review.upheld", 20),
        ("review.corrected", 5),
        ("review.pending", 10),
        ("suit", 4),
        ("suit.corrected", 1),
    ]


def test_statements_read_figures_before_or_after_their_label() -> None:
    assert _read("政府信息公开申请中予以公开3件、部分公开1件。") == [
        ("disclosed", 3),
        ("partial", 1),
    ]
    assert _read("政府信息公开申请中3件予以公开，1件部分公开。") == [
        ("disclosed", 3),
        ("partial", 1),
    ]


def test_statements_add_up_channels() -> None:
    assert _read("通过网站收到政府信息公开申请8件、信函4件。") == [("received", 12)]
    assert _read("通过网站收到政府信息公开申请8件。") == []
    assert _read("收到政府信息公开书面申请14件，其中信函7件、网络7件。") == []


def test_statements_read_outcomes_of_the_whole_year() -> None:
    assert _read("全年予以公开10件，部分公开2件。", "依申请公开情况") == [
        ("disclosed", 10),
        ("partial", 2),
    ]


def test_statements_read_absences() -> None:
    found = read_statements("未收到政府信息公开申请，未发生行政复议、行政诉讼。", OWN)
    assert [(s.fact, s.absent) for s in found] == [
        ("received", True),
        ("review", True),
        ("suit", True),
    ]


def test_statements_tell_a_plain_sentence_from_a_full_one() -> None:
    (plain,) = read_statements("收到政府信息公开申请8件。", OWN)
    full, _ = read_statements("收到政府信息公开申请8件，答复8件。", OWN)
    (weak,) = read_statements("受理政府信息公开申请8件。", OWN)
    assert (plain.clear, full.clear, weak.clear) == (True, False, False)


def test_statements_know_their_sentence() -> None:
    text = "概述。收到政府信息公开申请8件。完。"
    (found,) = read_statements(text, OWN)
    assert text[found.start : found.end] == "收到政府信息公开申请8件"


@given(st.text(alphabet="收到答复申请复议12，。（）、件年其中未无 ", max_size=60))
@settings(max_examples=200)
def test_sentences_stay_inside_their_paragraph(text: str) -> None:
    for passage in read_passages(text):
        start, end = passage.sentence
        assert 0 <= start <= passage.start <= end <= len(text)
        assert len(passage.text) <= end - start
        for figure in passage.figures:
            assert 0 <= figure.start < figure.end <= len(passage.text)
    for said in read_statements(text, OWN, "依申请公开"):
        assert 0 <= said.start < said.end <= len(text)


@pytest.mark.parametrize(
    "text", ["1" * 5000, "9" * 900 + "件", "收到申请1件，" * 3000, "（" * 5000]
)
def test_sentences_leave_out_what_is_no_sentence(text: str) -> None:
    assert read_statements(text, OWN, "依申请公开") == ()
