"""Paragraphs in, what they say out: tags, boilerplate, officials, counts, placeholders."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from documents.narrative import Count, Official, Placeholder, TagScore
from documents.script import simplify
from documents.views import View
from nlp.boilerplate import measure_boilerplate
from nlp.counts import FoundCount, find_counts
from nlp.features import TagInput
from nlp.officials import FoundOfficial, find_officials
from nlp.placeholders import FoundPlaceholder, find_placeholders
from nlp.segmenter import load_segmenter
from nlp.tags import Tagger, load_tagger

# A paragraph above this many characters is none: a table or a whole site on one line. It is read
# piece by piece, so that cost stays linear, and tagged by its first piece.
LONGEST: Final = 20_000
_NEAR: Final = 100  # characters before a figure where the words that it counts may begin
_SENTENCE_END: Final = re.compile("[。！？!?；;\n]")
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class NarrativeInput:
    """A paragraph to be read: its cleaned text with the map back, the number of the section it
    stands in (0 before the first) and the nearest sub-heading above. ``in_body`` is false for a
    copy of the form behind section six."""

    view: View
    section: int | None
    heading: str | None
    in_body: bool = True


@dataclass(frozen=True, slots=True)
class ParagraphReading:
    """All that is read from one paragraph; spans are of the report's text."""

    tags: tuple[TagScore, ...]
    boilerplate: float
    officials: tuple[Official, ...]
    counts: tuple[Count, ...]
    placeholders: tuple[Placeholder, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A text short enough to be read at once, and what it mentions. ``plain`` is the view's text in
    simplified characters: in it everything is read, and told as the report prints it."""

    view: View
    plain: str
    officials: tuple[FoundOfficial, ...]
    counts: tuple[FoundCount, ...]
    placeholders: tuple[FoundPlaceholder, ...]

    def print(self, words: str | None, near: int = 0) -> str | None:
        """The words as the report has them, sought from the place on and then anywhere; put
        together from several places they stay simplified."""
        if not words or self.plain is self.view.text:
            return words
        place = self.plain.find(words, max(0, near))
        place = place if place >= 0 else self.plain.find(words)
        return words if place < 0 else self.view.text[place : place + len(words)]


def read_narrative(
    paragraphs: Sequence[NarrativeInput], tagger: Tagger | None = None
) -> tuple[ParagraphReading, ...]:
    """One reading a paragraph, in their order; by the tagger in use unless another is given.

    Raises ModelMissing or ModelDamaged where the tagger cannot be loaded, and SetupError where
    the segmenter cannot."""
    pieces = [[*map(_read_piece, _cut_pieces(paragraph.view))] for paragraph in paragraphs]
    cut = load_segmenter().cut
    tags = (tagger or load_tagger()).score(
        [
            _describe(paragraph, read[0].plain, cut, before)
            for paragraph, read, before in zip(
                paragraphs, pieces, [None, *paragraphs], strict=False
            )
        ]
    )
    return tuple(_locate(read, tagged) for read, tagged in zip(pieces, tags, strict=True))


def load_models() -> None:
    """Loads all that the first call of ``read_narrative`` would load, by making that call."""
    read_narrative([NarrativeInput(View.of("政务公开。"), 1, None)])


def _describe(
    paragraph: NarrativeInput,
    text: str,
    cut: Callable[[str], Iterable[str]],
    before: NarrativeInput | None,
) -> TagInput:
    section = paragraph.section if paragraph.in_body else None
    follows = before and (before.section, before.in_body) == (section, paragraph.in_body)
    previous = simplify(before.view.text) if before and follows else None
    heading = paragraph.heading and simplify(paragraph.heading)
    return TagInput(tuple(cut(text)), text, section, heading, previous)


def _cut_pieces(view: View) -> Iterator[View]:
    """The view, in pieces that end with a sentence where it is too long; at least one."""
    if _LONE_SURROGATE.search(view.text):  # no encoding has them, and neither segmenter takes them
        view = view.translate(lambda text: _LONE_SURROGATE.sub("\ufffd", text))
    if len(view.text) <= LONGEST:
        yield view
        return
    start, end = 0, len(view.text)
    while start < end:
        stop = min(end, start + LONGEST)
        if stop < end:
            ends = [m.end() for m in _SENTENCE_END.finditer(view.text, start + LONGEST // 2, stop)]
            stop = ends[-1] if ends else stop
        yield view.cut(start, stop)
        start = stop


def _read_piece(view: View) -> _Piece:
    plain = simplify(view.text)
    return _Piece(view, plain, find_officials(plain), find_counts(plain), find_placeholders(plain))


def _locate(pieces: Sequence[_Piece], tags: tuple[TagScore, ...]) -> ParagraphReading:
    officials: list[Official] = []
    counts: list[Count] = []
    placeholders: list[Placeholder] = []
    for found in pieces:
        view = found.view
        officials += [
            Official(
                found.print(o.name, o.start) or o.name,
                found.print(o.post, o.start),
                o.role,
                o.group,
                view.locate(o.start, o.end),
                o.unsure,
            )
            for o in found.officials
        ]
        counts += [
            Count(
                value=c.value,
                unit=found.print(c.unit, c.end - len(c.unit or "")),
                measure=found.print(c.measure, c.start - _NEAR),
                approximate=c.approximate,
                numeral=c.numeral,
                text=found.print(c.words, c.start - len(c.words)) or c.words,
                span=view.locate(c.start, c.end),
                scope=found.print(c.scope),
            )
            for c in found.counts
        ]
        placeholders += [
            Placeholder(p.kind, view.text[p.start : p.end], view.locate(p.start, p.end))
            for p in found.placeholders
        ]
    return ParagraphReading(
        tags=tags,
        boilerplate=measure_boilerplate(pieces[0].plain),
        officials=tuple(officials),
        counts=tuple(counts),
        placeholders=tuple(placeholders),
    )
