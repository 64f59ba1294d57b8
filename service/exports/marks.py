"""A text cut where marks begin and end, so that marks may overlap; all in code points."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from documents.places import Span

MarkKind = Literal["error", "warning", "notice", "official", "count", "placeholder", "heading"]


@dataclass(frozen=True, slots=True)
class Mark:
    """``ref`` names the card that explains it; ``anchor`` is where a link to this place leads."""

    kind: MarkKind
    ref: str
    span: Span
    title: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under the same marks; ``opens`` are those that begin with it."""

    text: str
    marks: tuple[Mark, ...] = ()
    opens: tuple[Mark, ...] = ()

    @property
    def kinds(self) -> str:
        return " ".join(dict.fromkeys(mark.kind for mark in self.marks))

    @property
    def refs(self) -> str:
        return " ".join(dict.fromkeys(mark.ref for mark in self.marks if mark.ref))

    @property
    def title(self) -> str:
        return "\n".join(dict.fromkeys(mark.title for mark in self.marks if mark.title))


def cut_segments(text: str, within: Span, marks: Iterable[Mark]) -> tuple[Segment, ...]:
    """The text of ``within`` as segments, cut at every end of a mark; joined they are the text.

    A mark that reaches out of ``within`` counts as far as it lies inside; it opens where it
    begins, so that it opens only once over several stretches. Empty marks are left out.
    """
    known = [mark for mark in marks if mark.span.length and mark.span.overlaps(within)]
    ends = {within.start, within.end}
    for mark in known:
        ends.update((max(mark.span.start, within.start), min(mark.span.end, within.end)))
    places = sorted(ends)
    waiting = sorted(known, key=lambda mark: (mark.span.start, -mark.span.end), reverse=True)
    active: list[Mark] = []
    segments: list[Segment] = []
    for start, end in pairwise(places):
        while waiting and waiting[-1].span.start <= start:
            active.append(waiting.pop())
        active = [mark for mark in active if mark.span.end > start]
        opens = tuple(mark for mark in active if mark.span.start == start)
        segments.append(Segment(text[start:end], tuple(active), opens))
    return tuple(segments)
