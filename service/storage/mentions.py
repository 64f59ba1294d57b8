"""The mentions of one paragraph as people correct them: its officials, its figures, its gaps.

In the report they stand by places of its text; an edit keeps them by places of the paragraph's
own, cleaned text, where they are found again whatever a new reading makes of all before it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any, Final, TypeVar

from pydantic import TypeAdapter

from documents.narrative import Count, Official, Paragraph, Placeholder, PlaceholderKind
from documents.places import Region, Span
from documents.report import Analysis
from documents.views import View
from service.storage.faults import Conflict

Mention = Official | Count | Placeholder
_M = TypeVar("_M", Official, Count, Placeholder)
MARKED: Final[tuple[PlaceholderKind, ...]] = ("blank_figure", "mask", "template_text")
"""The placeholders that stand in paragraphs; the others are of headings and tables."""


@dataclass(frozen=True, slots=True)
class Layers:
    """A paragraph's mentions. A layer that is null was not looked at; an empty one holds none."""

    officials: tuple[Official, ...] | None = None
    counts: tuple[Count, ...] | None = None
    placeholders: tuple[Placeholder, ...] | None = None

    def move(self, place: Callable[[Span], Span]) -> Layers:
        """The layers by other places, without regions."""

        def each(layer: tuple[_M, ...] | None) -> tuple[_M, ...] | None:
            if layer is None:
                return None
            return tuple(replace(m, span=place(m.span), regions=()) for m in layer)

        return Layers(each(self.officials), each(self.counts), each(self.placeholders))

    def narrow(self, other: Layers) -> Layers:
        """Only the layers that the other has too."""
        return Layers(
            **{
                f.name: getattr(self, f.name)
                for f in fields(self)
                if getattr(other, f.name) is not None
            }
        )


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph's cleaned text upon the report's; ``view`` says where its characters stand."""

    paragraph: Paragraph
    view: View

    @classmethod
    def lay(cls, paragraph: Paragraph, text: str) -> Stretch:
        """Raises ``Conflict`` for a paragraph whose words are not found where it stands."""
        pieces: list[Span] = []
        at, end = paragraph.span
        for character in paragraph.text:
            while at < end and not _is_same(text[at], character):
                at += 1
            if at == end:
                raise Conflict("这一段的文字与原文对不上，不能修改其中的提及。")
            pieces.append(Span(at, at + 1))
            at += 1
        return cls(paragraph, View.of_pieces(text, pieces))

    def find(self, span: Span) -> Span:
        """The place in the paragraph of what stands there in the report; raises ``Conflict``."""
        start, end = (bisect_left(self.view.origins, place) for place in span)
        if start == end or not self.paragraph.span.covers(span):
            raise Conflict("所标的文字不在这一段里。")
        return Span(start, end)

    def locate(self, span: Span) -> Span:
        """The place in the report of what stands there in the paragraph; raises ``Conflict``."""
        if not span.start < span.end <= len(self.view.text):
            raise Conflict("所标的文字不在这一段里。")
        return self.view.locate(*span)


def list_mentions(analysis: Analysis, paragraph: Paragraph) -> Layers:
    """What the report has in the paragraph, by places of the report."""
    within = paragraph.span.covers
    return Layers(
        tuple(m for m in analysis.officials if within(m.span)),
        tuple(m for m in analysis.counts if within(m.span)),
        tuple(m for m in analysis.placeholders if m.kind in MARKED and within(m.span)),
    )


def put_mentions(analysis: Analysis, paragraph: Paragraph, layers: Layers) -> Analysis:
    """The analysis with these layers in place of the paragraph's, by places of the report; not yet
    reviewed. What stands where something stood keeps its place on the page. Raises ``Conflict``."""
    if paragraph.location != "body" and (layers.officials or layers.counts):
        raise Conflict("附件里的人员和数量不计入报告，不能在这里标。")
    held = list_mentions(analysis, paragraph)
    return replace(
        analysis,
        officials=_exchange(analysis.officials, held.officials or (), layers.officials),
        counts=_exchange(analysis.counts, held.counts or (), layers.counts),
        placeholders=_exchange(analysis.placeholders, held.placeholders or (), layers.placeholders),
    )


def encode_layers(layers: Layers) -> dict[str, Any]:
    """As JSON takes it, only the layers that there are, without regions."""
    bare = layers.move(lambda span: span)
    known: dict[str, Any] = _adapter().dump_python(bare, mode="json")
    return {
        name: [{k: v for k, v in mention.items() if k != "regions"} for mention in layer]
        for name, layer in known.items()
        if layer is not None
    }


def decode_layers(values: dict[str, Any]) -> Layers:
    """Again; other keys mean nothing."""
    return _adapter().validate_python(values)


def _exchange(
    everything: tuple[_M, ...], held: tuple[_M, ...], given: tuple[_M, ...] | None
) -> tuple[_M, ...]:
    if given is None:
        return everything
    exchanged = [m for m in everything if m not in held]
    exchanged += [replace(m, regions=_find_regions(m.span, held)) for m in given]
    return tuple(sorted(exchanged, key=lambda m: m.span))


def _find_regions(span: Span, old: tuple[_M, ...]) -> tuple[Region, ...]:
    return next((m.regions for m in old if m.span.overlaps(span)), ())


def _is_same(printed: str, cleaned: str) -> bool:
    """Blanks of all kinds become one kind in a paragraph."""
    return printed == cleaned or (printed.isspace() and cleaned.isspace())


@cache
def _adapter() -> TypeAdapter[Layers]:
    return TypeAdapter(Layers)
