"""A cleaned form of a stretch of text, with a map back to where each character stands.

The document's text is never rewritten: matching runs over a ``View``, and what it finds is
located in the text through the map.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from documents.places import Span


@dataclass(frozen=True, slots=True)
class View:
    """``text`` is made of runs copied from the source; run *i* begins at ``starts[i]`` here and at
    ``origins[i]`` there. One character of a view always comes from one character of the source."""

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.starts) != len(self.origins) or list(self.starts) != sorted(set(self.starts)):
            raise ValueError("runs of a view must begin at rising places")

    @classmethod
    def of(cls, text: str, span: Span | None = None) -> View:
        """The view that changes nothing."""
        span = span or Span(0, len(text))
        return cls(span.cut(text), (0,), (span.start,)) if span.length else cls("", (), ())

    @classmethod
    def of_pieces(cls, source: str, pieces: Iterable[Span]) -> View:
        """The pieces of the source one after another, what lies between them left out."""
        parts: list[str] = []
        starts: list[int] = []
        origins: list[int] = []
        length = 0
        for piece in pieces:
            if piece.start == piece.end:
                continue
            starts.append(length)
            origins.append(piece.start)
            parts.append(source[piece.start : piece.end])
            length += piece.end - piece.start
        return cls("".join(parts), tuple(starts), tuple(origins))

    def origin(self, place: int) -> int:
        """The place in the source of the character at ``place``."""
        if not 0 <= place < len(self.text):
            raise IndexError(f"{place} is outside a view of {len(self.text)} characters")
        run = bisect_right(self.starts, place) - 1
        return self.origins[run] + place - self.starts[run]

    def locate(self, start: int, end: int) -> Span:
        """Where ``text[start:end]`` stands in the source, from its first character to its last."""
        if start == end:
            at = self.origin(start) if start < len(self.text) else self.end
            return Span(at, at)
        return Span(self.origin(start), self.origin(end - 1) + 1)

    @property
    def end(self) -> int:
        """The place in the source behind the last character."""
        return self.origin(len(self.text) - 1) + 1 if self.text else 0

    @property
    def span(self) -> Span:
        return self.locate(0, len(self.text))

    def drop(self, pattern: re.Pattern[str]) -> View:
        """The view without what the pattern matches."""
        pieces: list[tuple[int, int]] = []
        last = 0
        for match in pattern.finditer(self.text):
            if match.start() > last:
                pieces.append((last, match.start()))
            last = match.end()
        if last == 0:
            return self
        if last < len(self.text):
            pieces.append((last, len(self.text)))
        return self._keep(pieces)

    def cut(self, start: int, end: int) -> View:
        """The view of ``text[start:end]``."""
        return self._keep([(start, end)] if start < end else [])

    def translate(self, change: Callable[[str], str]) -> View:
        """The view with its characters changed one for one, their places kept."""
        changed = change(self.text)
        if len(changed) != len(self.text):
            raise ValueError("a view's characters change one for one")
        return View(changed, self.starts, self.origins)

    def _keep(self, pieces: list[tuple[int, int]]) -> View:
        parts: list[str] = []
        starts: list[int] = []
        origins: list[int] = []
        length = 0
        for start, end in pieces:
            run = bisect_right(self.starts, start) - 1
            parts.append(self.text[start:end])
            while start < end:
                stop = self.starts[run + 1] if run + 1 < len(self.starts) else len(self.text)
                stop = min(stop, end)
                starts.append(length)
                origins.append(self.origins[run] + start - self.starts[run])
                length += stop - start
                start, run = stop, run + 1
        return View("".join(parts), tuple(starts), tuple(origins))
