"""What of a layout was recognised, and what of that is doubtful."""

from __future__ import annotations

import pytest

from analysis.legibility import is_doubtful, is_misread, read_legibility
from documents.errors import Failure
from documents.layout import Layout, Piece
from documents.narrative import Paragraph, Placeholder
from documents.places import Box, Region, Span
from documents.report import Legibility, Page, PageReader, Source

SOURCE = Source("甲.pdf", "application/pdf", "0" * 64, 2)


def lay(*lines: tuple[str, int, float], readers: tuple[PageReader, ...], code: str = "") -> Layout:
    """A layout of lines, each with its page and the confidence in it."""
    text, pieces = "", []
    for line, page, confidence in lines:
        span = Span(len(text), len(text) + len(line))
        pieces.append(Piece(span, Region(page, Box(0, 0, 100, 10)), confidence))
        text += line + "\n"
    pages = tuple(Page(number, 595, 842, reader) for number, reader in enumerate(readers, 1))
    failures = (Failure("ingest", code, "读不出。"),) if code else ()
    return Layout(SOURCE, text, failures, pages, tuple(pieces))


def test_legibility_doubts_words_that_the_recogniser_hardly_read() -> None:
    layout = lay(
        ("第一页是文字。", 1, 1.0),
        ("清楚的一行。", 2, 0.99),
        ("不清楚的一行。", 2, 0.6),
        ("17", 2, 0.3),
        readers=("text", "ocr"),
    )
    read = read_legibility(layout)
    assert [layout.text[s.start : s.end] for s in read.doubtful] == ["不清楚的一行。"]
    assert [layout.text[s.start : s.end] for s in read.recognised] == [
        "清楚的一行。\n不清楚的一行。\n17"
    ]
    assert not read.unread


def test_legibility_knows_a_picture_on_a_page_of_text() -> None:
    layout = lay(
        ("文字。", 1, 1.0), ("表中的字", 1, 0.7), ("看不见的字", 1, 0.0), readers=("text",)
    )
    read = read_legibility(layout)
    assert len(read.recognised) == len(read.doubtful) == 1
    assert read.is_recognised(Span(5, 6))
    assert not read.is_recognised(Span(0, 2))


@pytest.mark.parametrize(("code", "unread"), [("page-unreadable", True), ("struck-text", False)])
def test_legibility_tells_pages_that_nobody_read(code: str, unread: bool) -> None:
    assert read_legibility(lay(readers=("ocr",), code=code)).unread == unread


def test_legibility_takes_a_page_without_a_word_in_a_scan_for_unread() -> None:
    line = ("清楚的一行。", 1, 0.99)
    assert read_legibility(lay(line, readers=("ocr", "text"))).unread
    assert not read_legibility(lay(line, readers=("ocr",))).unread
    assert not read_legibility(lay(("一行。", 1, 1.0), readers=("text", "text"))).unread


def test_legibility_doubts_a_hole_in_a_recognised_sentence() -> None:
    seen = Legibility((Span(0, 60),))
    holed = Paragraph("p1", 5, "需求仍有差距，    栏目更新不够及时；人员不足。", Span(0, 30))
    labels = Paragraph("p2", 5, "联系人      联系电话", Span(30, 44))
    assert is_doubtful(holed, seen)
    assert not is_doubtful(holed, Legibility())
    assert not is_doubtful(labels, seen)


def test_legibility_blames_no_author_for_a_stroke_that_was_not_seen() -> None:
    seen = Legibility((Span(0, 60),), (Span(40, 60),))
    item = Placeholder("blank_figure", "第二十条第（）项", Span(0, 8))
    gap = Placeholder("blank_figure", "公开信息  条", Span(10, 18))
    assert is_misread(item, seen)
    assert not is_misread(item, Legibility())
    assert not is_misread(gap, seen)
    assert is_misread(Placeholder("blank_figure", "信息  条", Span(50, 56)), seen)
