from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.narrative import Heading, Paragraph
from documents.places import Span
from documents.tables import FormVersion
from service.exports.blocks import split_blocks
from tests.service.analyses import build_analysis, build_stranger


@pytest.mark.parametrize("version", ["v2019", "v2021"])
def test_blocks_are_the_whole_text(version: FormVersion) -> None:
    analysis = build_analysis(version)
    assert (
        "".join(block.span.cut(analysis.text) for block in split_blocks(analysis)) == analysis.text
    )


def test_blocks_name_what_they_are() -> None:
    analysis = build_analysis()
    roles = [block.role for block in split_blocks(analysis) if block.role != "gap"]
    assert roles[:4] == ["title", "paragraph", "section", "heading"]
    assert roles.count("table") == 3
    assert roles[-2:] == ["signature", "signature"]
    assert [b.table for b in split_blocks(analysis) if b.role == "table"] == [0, 1, 2]


def test_blocks_of_a_strange_text_are_its_lines() -> None:
    roles = [block.role for block in split_blocks(build_stranger())]
    assert roles == ["line", "gap", "line", "gap"]


def test_blocks_take_leftover_punctuation_for_white_space() -> None:
    analysis = replace(build_stranger(), text="一、总体情况\n| | （\n略\n")
    assert [block.role for block in split_blocks(analysis)] == ["line", "gap", "line", "gap"]


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted), max_size=8))
@settings(max_examples=100)
def test_blocks_of_overlapping_parts_are_still_the_text(spans: list[list[int]]) -> None:
    stranger = build_stranger()
    text = (stranger.text * 3)[:40]
    paragraphs = tuple(Paragraph(f"p{i}", 1, "", Span(*s)) for i, s in enumerate(spans[::2]))
    headings = tuple(Heading("", 2, 1, "body", Span(*s)) for s in spans[1::2])
    analysis = replace(stranger, text=text, paragraphs=paragraphs, headings=headings)
    assert "".join(b.span.cut(text) for b in split_blocks(analysis)) == text
