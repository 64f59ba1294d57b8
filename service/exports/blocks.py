"""A report's text as a reader takes it in: title, headings, paragraphs, tables, other lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from documents.narrative import Paragraph
from documents.places import Span
from documents.report import Analysis

Role = Literal["title", "section", "heading", "paragraph", "table", "signature", "line", "gap"]
_WORD: Final = re.compile(r"\w")
_PRINTED_LINE: Final = re.compile(r"\S(?:[^\r\n]*\S)?")


@dataclass(frozen=True, slots=True)
class Block:
    """``table`` is the number of the table in ``analysis.tables``; ``level`` a heading's."""

    role: Role
    span: Span
    paragraph: Paragraph | None = None
    table: int | None = None
    level: int = 2


def split_blocks(analysis: Analysis) -> tuple[Block, ...]:
    """Blocks that together are the whole text, in its order and without overlap.

    Where two parts of the report overlap, the one that begins first keeps what they share.
    What holds no word between blocks is a ``gap``.
    """
    blocks: list[Block] = []
    place = 0
    for claim in sorted(_claim(analysis), key=lambda b: (b.span.start, -b.span.end)):
        start = max(claim.span.start, place)
        if start >= claim.span.end:
            continue
        blocks += _fill(analysis.text, Span(place, start))
        span = Span(start, claim.span.end)
        blocks.append(Block(claim.role, span, claim.paragraph, claim.table, claim.level))
        place = claim.span.end
    blocks += _fill(analysis.text, Span(place, len(analysis.text)))
    return tuple(blocks)


def _claim(analysis: Analysis) -> Iterator[Block]:
    if analysis.title_span:
        yield Block("title", analysis.title_span)
    for section in analysis.sections:
        if section.heading_span:
            yield Block("section", section.heading_span)
    for number, table in enumerate(analysis.tables):
        if table.span:
            yield Block("table", table.span, table=number)
    for paragraph in analysis.paragraphs:
        yield Block("paragraph", paragraph.span, paragraph=paragraph)
    for heading in analysis.headings:
        yield Block("heading", heading.span, level=heading.level)
    if analysis.signature.span:
        for line in _PRINTED_LINE.finditer(analysis.text, *analysis.signature.span):
            yield Block("signature", Span(*line.span()))


def _fill(text: str, span: Span) -> Iterator[Block]:
    """Lines that belong to nothing, and what stands around them: a line without a letter or a
    figure (the pipes and brackets that a table leaves) is no more than white space."""
    place = span.start
    for line in _PRINTED_LINE.finditer(text, *span):
        if not _WORD.search(line.group()):
            continue
        if line.start() > place:
            yield Block("gap", Span(place, line.start()))
        yield Block("line", Span(*line.span()))
        place = line.end()
    if place < span.end:
        yield Block("gap", Span(place, span.end))
