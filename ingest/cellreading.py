"""The cells of ruled tables filled with what stands in them: figures are looked at twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal

import numpy as np

from documents.places import Box
from ingest.celllines import cut_lines, grow
from ingest.ink import Grey, cuts_ink, find_marks, measure_height, touches_walls
from ingest.looks import (
    Finding,
    cut_again,
    doubt,
    is_like_figure,
    read_words,
    score_words,
    weigh_figure,
    weigh_words,
)
from ingest.pages import RuledTable, Run
from ingest.recogniser import Look, Place, Reading, Recogniser
from ingest.rulings import Picture

_Kind = Literal["figure", "mixed", "words"]

_SURE: Final = 0.9
_SEEN: Final = 0.5
"""The score from which something is taken to stand where no ink is."""
_SHORT: Final = 4
_NUMERALS: Final = frozenset("二三四五六七八九十")


@dataclass(frozen=True, slots=True)
class PageInk:
    """A straightened page: as it is (RGB), without red, without the shade of stamps too, and where
    there is ink; ``red`` is 1 where red ink is, ``dpi`` the resolution of all."""

    image: Picture
    clean: Grey
    washed: Grey
    dark: Grey
    red: Grey
    dpi: float

    def cut(self, place: Place) -> Picture:
        """That part of the picture, without the red of a stamp that lies over it."""
        area = slice(place.top, place.bottom), slice(place.left, place.right)
        if self.is_stamped(place):
            return np.repeat(self.clean[area][..., None], 3, axis=2)
        return self.show(place)

    def show(self, place: Place) -> Picture:
        return self.image[place.top : place.bottom, place.left : place.right]

    def is_stamped(self, place: Place) -> bool:
        return bool(self.red[place.top : place.bottom, place.left : place.right].any())

    def to_place(self, box: Box) -> Place:
        return Place(*(round(side * self.dpi / 72) for side in box))

    def to_box(self, place: Place) -> Box:
        return Box(*(side * 72 / self.dpi for side in place))


def fill_tables(
    page: PageInk,
    tables: Sequence[RuledTable],
    found: Mapping[Place, Look],
    recogniser: Recogniser,
) -> tuple[RuledTable, ...]:
    """The tables with runs in their cells. ``found`` are the detector's lines on the page, as they
    were read; those that run over walls are cut and read again.

    A cell with ink has a run, be it with confidence near 0; a cell without has none.
    """
    cells = [cell for table in tables for cell in table.cells]
    places = [page.to_place(cell.box) for cell in cells]
    marks = find_marks(page.dark, places, page.dpi)
    size = measure_height(marks, page.dpi)
    lines = cut_lines(places, marks, tuple(found), size)
    flat = [(i, line) for i, own in enumerate(lines) for line in own]
    known = read_places(page, [line.crop for _, line in flat], found, recogniser)
    first = [known[line.crop] for _, line in flat]
    said: list[list[Reading]] = [[] for _ in cells]
    for (i, _), look in zip(flat, first, strict=True):
        said[i].append(look.free)
    kinds = _tell_kinds(tables, said)
    again = [
        k
        for k, ((i, line), look) in enumerate(zip(flat, first, strict=True))
        if line.marks and (kinds[i] != "words" or score_words(look.free) < _SURE)
    ]
    crops = [cut_again(page.washed, flat[k][1], places[flat[k][0]], size) for k in again]
    second = dict(zip(again, recogniser.recognise(crops), strict=True))
    stamped = [
        k
        for k in again
        if kinds[flat[k][0]] == "figure" and page.is_stamped(grow(flat[k][1].ink, round(size)))
    ]
    shown = [page.show(flat[k][1].crop) for k in stamped]
    third = dict(zip(stamped, recogniser.recognise(shown), strict=True))
    runs: list[list[Run]] = [[] for _ in cells]
    for k, ((i, line), look) in enumerate(zip(flat, first, strict=True)):
        other = second.get(k)
        if not line.marks:
            if look.free.score < _SEEN:
                continue
            finding = doubt(read_words(look.free))
        elif other is None:
            finding = read_words(look.free)
        elif kinds[i] == "figure":
            finding = weigh_figure(look, other, line, page.dark, size)
            if k in third and third[k].figure.text != finding.text:
                finding = doubt(finding)  # taking red off may take a stroke along
            walled = any(any(touches_walls(m, places[i], page.dpi / 72)) for m in line.marks)
            if walled or cuts_ink(page.dark, places[i], line.marks, page.dpi):
                finding = doubt(finding)
        else:
            finding = weigh_words(look.free, other.free)
        short = kinds[i] != "figure" and len(finding.text) <= _SHORT
        if short and page.is_stamped(grow(line.ink, round(size))):
            finding = doubt(finding)  # it may be the stamp's own characters
        runs[i].append(build_run(finding, page.to_box(line.crop)))
    filled = iter(runs)
    return tuple(
        replace(table, cells=tuple(replace(c, runs=tuple(next(filled))) for c in table.cells))
        for table in tables
    )


def read_places(
    page: PageInk, places: Sequence[Place], known: Mapping[Place, Look], recogniser: Recogniser
) -> dict[Place, Look]:
    """What stands at each of the places; those that are ``known`` are not read again."""
    unknown = [place for place in dict.fromkeys(places) if place not in known]
    looks = recogniser.recognise([page.cut(place) for place in unknown])
    return {**known, **dict(zip(unknown, looks, strict=True))}


def build_run(finding: Finding, box: Box) -> Run:
    """A run whose characters part half-way between their middles."""
    wide = box.right - box.left
    between = [box.left + wide * (a + b) / 2 for a, b in pairwise(finding.middles)]
    whole = len(finding.middles) == len(finding.text)
    edges = (box.left, *between, box.right) if whole else ()
    return Run(finding.text, box, edges, finding.confidence)


def _tell_kinds(tables: Sequence[RuledTable], said: Sequence[Sequence[Reading]]) -> list[_Kind]:
    """What each cell of all tables is taken to hold, by its first reading and its neighbours."""
    kinds: list[_Kind] = []
    for table in tables:
        own = said[len(kinds) : len(kinds) + len(table.cells)]
        texts = ["".join(reading.text for reading in readings) for readings in own]
        rows, columns, numbered = set[int](), set[int](), set[int]()
        for cell, text in zip(table.cells, texts, strict=True):
            if text.isascii() and text.isdigit():
                rows.update(range(*cell.rows))
                columns.update(range(*cell.columns))
            elif text in _NUMERALS:
                numbered.update(range(*cell.columns))
        for cell, text, readings in zip(table.cells, texts, own, strict=True):
            among = not rows.isdisjoint(range(*cell.rows)) and not columns.isdisjoint(
                range(*cell.columns)
            )
            kinds.append(
                _tell_kind(
                    text,
                    among and any(score_words(r) < _SURE for r in readings),
                    not numbered.isdisjoint(range(*cell.columns)),
                )
            )
    return kinds


def _tell_kind(text: str, doubtful: bool, numbered: bool) -> _Kind:
    """``doubtful`` tells that a cell among figures is hardly read, ``numbered`` that its column
    counts rows in Chinese."""
    if is_like_figure(text):
        return "words" if numbered and text == "一" else "figure"
    if doubtful and len(text) <= _SHORT:
        return "figure"
    digits = sum(c.isdigit() for c in text)
    return "mixed" if 2 * digits >= len(text) else "words"
