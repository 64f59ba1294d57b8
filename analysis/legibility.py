"""How far a file's pictures could be read: what the review must not hold against its author."""

from __future__ import annotations

import re
from typing import Final

from documents.layout import Layout, Piece
from documents.narrative import Paragraph, Placeholder
from documents.places import Span
from documents.report import Legibility

DOUBTED: Final = 0.9
"""The recogniser's mean score of a line. On 18 pages of clean scans no line of words was below
0.98; of a fax's, and of pages that the other side shows through, most below 0.9 were wrong."""

_UNREAD: Final = frozenset(
    {"page-unreadable", "page-damaged", "pages-left-out", "part-unread", "picture-not-read"}
)
_WORDS = re.compile(r"[\u3400-\u9fff][^\u3400-\u9fff]*[\u3400-\u9fff]")
# what a stamp or a fold covers leaves a hole in a sentence; 姓名    电话 is a line of labels
_HOLE = re.compile(r"[\u3400-\u9fff，、；：] {3,}[\u3400-\u9fff]")
_SENTENCE = re.compile(r"[。；，]")
# 第（一）项 of the form's own labels, whose thin 一 was not seen
_LAW_ITEM = re.compile(r"第\s?[（(]\s*[）)]\s?项")


def read_legibility(layout: Layout) -> Legibility:
    """What of the layout's text was recognised and what of that is doubtful. A figure's doubt is
    its cell's; here are words."""
    pictured = {page.number for page in layout.pages if page.reader == "ocr"}
    recognised: list[Span] = []
    doubtful: list[Span] = []
    for piece in layout.pieces:
        if not piece.span.length or not _is_recognised(piece, pictured):
            continue
        last = recognised[-1] if recognised else None
        if last and not layout.text[last.end : piece.span.start].strip():
            recognised[-1] = last.join(piece.span)
        else:
            recognised.append(piece.span)
        if piece.confidence < DOUBTED and _WORDS.search(piece.span.cut(layout.text)):
            doubtful.append(piece.span)
    unread = any(f.stage == "ingest" and f.code in _UNREAD for f in layout.failures)
    # of a scan, a page without a word may be one too faint to be seen
    written = {piece.region.page for piece in layout.pieces if piece.span.length}
    unread |= bool(recognised) and len(written) < len(layout.pages)
    return Legibility(tuple(recognised), tuple(doubtful), unread)


def _is_recognised(piece: Piece, pictured: set[int]) -> bool:
    # a table that is a picture on a page of text; 0 are characters of the text that nobody sees
    return piece.region.page in pictured or 0 < piece.confidence < 1


def is_doubtful(paragraph: Paragraph, legibility: Legibility) -> bool:
    """True where the recogniser doubts a line of the paragraph, or left a hole in a sentence."""
    if legibility.is_doubtful(paragraph.span):
        return True
    holed = _HOLE.search(paragraph.text) and _SENTENCE.search(paragraph.text)
    return holed is not None and legibility.is_recognised(paragraph.span)


def is_misread(placeholder: Placeholder, legibility: Legibility) -> bool:
    """True where the gap is the recogniser's: in a line that it doubts, or a thin stroke lost."""
    if legibility.is_doubtful(placeholder.span):
        return True
    lost = _LAW_ITEM.search(placeholder.text)
    return lost is not None and legibility.is_recognised(placeholder.span)
