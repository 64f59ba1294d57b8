"""What a file gives before anything is understood: its text, as it came, and where it stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from documents.errors import Failure
from documents.places import Box, Region, Span
from documents.report import Page, Source


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text that stands on one line of one page, or an empty cell of a table.

    ``edges`` are the left edges of its code points and the last one's right edge, in points; empty
    where only the whole is known. ``confidence`` is the recogniser's, 1.0 where the file itself
    names its characters.
    """

    span: Span
    region: Region
    confidence: float = 1.0
    edges: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if self.edges and len(self.edges) != self.span.length + 1:
            raise ValueError(f"{len(self.edges)} edges for {self.span.length} code points")

    def cut(self, span: Span) -> Region:
        """Where the part of the piece that lies in ``span`` stands."""
        start, end = max(span.start, self.span.start), min(span.end, self.span.end)
        box = self.region.box
        if (start, end) == self.span or start >= end:
            return self.region
        first, last = start - self.span.start, end - self.span.start
        if self.edges:
            reach = self.edges[first : last + 1]
            left, right = min(reach), max(reach)
        else:
            width = (box.right - box.left) / self.span.length
            left, right = box.left + first * width, box.left + last * width
        return Region(self.region.page, Box(left, box.top, right, box.bottom))


@dataclass(frozen=True, slots=True)
class Layout:
    """``text`` is the decoded text, never rewritten; all spans count its code points.

    ``pages`` and ``pieces`` are empty for files that have no pages (pasted text, Word, web pages);
    pieces follow the text and do not overlap.
    """

    source: Source
    text: str
    failures: tuple[Failure, ...] = ()
    pages: tuple[Page, ...] = ()
    pieces: tuple[Piece, ...] = ()

    def __post_init__(self) -> None:
        end = 0
        for piece in self.pieces:
            if piece.span.start < end or piece.span.end > len(self.text):
                raise ValueError(f"a piece out of place: {piece.span}")
            end = piece.span.end

    def find_pieces(self, span: Span) -> Iterator[Piece]:
        """The pieces that share a code point with ``span``."""
        at = bisect_right(self.pieces, span.start, key=lambda piece: piece.span.end)
        for piece in self.pieces[at:]:
            if piece.span.start >= span.end:
                return
            yield piece

    def locate(self, span: Span) -> tuple[Region, ...]:
        """Where ``span`` stands: one region a line, in reading order; none without pages. An empty
        span stands where a table's empty cell does."""
        if span.length:
            return tuple(piece.cut(span) for piece in self.find_pieces(span))
        empty = self.find_empty(span)
        return (empty.region,) if empty else ()

    def find_empty(self, span: Span) -> Piece | None:
        """The piece of an empty cell, which stands on its page but has no text."""
        at = bisect_left(self.pieces, span.start, key=lambda piece: piece.span.start)
        return next((p for p in self.pieces[at : at + 2] if p.span == span), None)
