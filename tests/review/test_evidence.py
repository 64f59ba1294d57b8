"""Where evidence points."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from documents.narrative import Heading, Paragraph, Section
from documents.places import Span
from documents.report import Report, Source
from review.evidence import join_names, list_headings, point_at_words, shorten

WORDS = st.text(alphabet="公开信息目录，。年报", min_size=1, max_size=60)


def build(text: str) -> Report:
    return Report(source=Source("报告.txt", "text/plain", "0"), text=text, is_report=True)


@settings(max_examples=80)
@given(words=WORDS, wraps=st.lists(st.integers(1, 59), max_size=4), data=st.data())
def test_evidence_points_at_the_same_words_in_a_wrapped_text(
    words: str, wraps: list[int], data: st.DataObject
) -> None:
    raw = words
    for place in sorted(set(wraps), reverse=True):
        raw = raw[:place] + "\n" + raw[place:]
    paragraph = Paragraph("p0", 1, words, Span(0, len(raw)))
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    span = point_at_words(build(raw), paragraph, start, end).span
    assert span is not None
    assert words[start:end] in span.cut(raw).replace("\n", "")


def test_evidence_points_at_the_right_one_of_two_equal_words() -> None:
    raw = "公开信息，公\n开目录"
    paragraph = Paragraph("p0", 1, "公开信息，公开目录", Span(0, len(raw)))
    assert point_at_words(build(raw), paragraph, 5, 7).span == Span(5, 8)


def test_evidence_crosses_a_page_number() -> None:
    raw = "营商\n\n  - 1 -\n环境"
    paragraph = Paragraph("p0", 1, "营商环境", Span(0, len(raw)))
    assert point_at_words(build(raw), paragraph, 0, 4).span == Span(0, len(raw))


def test_evidence_falls_back_to_the_paragraph() -> None:
    paragraph = Paragraph("p0", 1, "(公开)", Span(0, 4))
    assert point_at_words(build("（公开）"), paragraph, 0, 4).span == Span(0, 4)


def test_evidence_is_quoted_on_one_short_line() -> None:
    assert shorten("公开\n  信息") == "公开 信息"
    assert len(shorten("公" * 500)) < 70
    assert join_names(["甲", "乙"]) == "甲、乙"
    assert join_names(list("甲乙丙丁"), 2) == "甲、乙等4处"


def test_evidence_lists_each_heading_of_the_body_once() -> None:
    one, two, behind = Span(0, 2), Span(2, 4), Span(4, 6)
    report = Report(
        source=Source("报告.txt", "text/plain", "0"),
        text="一、二、三、",
        is_report=True,
        sections=(
            Section(0, "preamble", "", "body", Span(0, 0)),
            Section(2, "proactive", "二、", "body", two, heading_span=two),
            Section(None, "appendix", "三、", "appendix", behind, heading_span=behind),
        ),
        headings=(Heading("一、", 1, 0, "body", one), Heading("二、", 1, 2, "body", two)),
    )
    assert list_headings(report) == (two, one)
