"""Figures and their like as they stand on the pages of a layout."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import reduce
from typing import Final, NamedTuple

from documents.layout import Layout
from documents.places import Box, Span
from tables.runs import find_value
from tables.values import BROKEN, Value

_WORD: Final = re.compile(r"\S+")
_PART: Final = re.compile(r"\S+(?: \S+)*")  # what stands between wide gaps
_LONGEST_LINE: Final = 200  # of a table; prose is of no interest
_GAP: Final = 4  # code points between the two lines of one cell


class Figure(NamedTuple):
    """A figure, slash or the like, and where it stands; ``broken`` where its digits go on in a
    second line, as in a cell too narrow for them."""

    text: str
    span: Span
    page: int
    box: Box
    value: Value
    broken: bool = False

    @property
    def middle(self) -> float:
        return (self.box.top + self.box.bottom) / 2

    @property
    def height(self) -> float:
        return self.box.bottom - self.box.top

    @property
    def centre(self) -> float:
        return (self.box.left + self.box.right) / 2


def find_figures(layout: Layout, text: str, reach: Span) -> Iterator[Figure]:
    """The words of the pieces that are figures and their like, with wide gaps around them or
    nothing but figures."""
    for piece in layout.find_pieces(reach):
        if piece.span.length > _LONGEST_LINE:
            continue
        for part in _PART.finditer(text, piece.span.start, piece.span.end):
            words = [Span(word.start(), word.end()) for word in _WORD.finditer(text, *part.span())]
            values = [find_value(word.cut(text)) for word in words]
            if all(values):
                for word, value in zip(words, values, strict=True):
                    assert value is not None
                    box = piece.cut(word).box
                    yield Figure(word.cut(text), word, piece.region.page, box, value)


def join_broken(line: Iterable[Figure]) -> list[Figure]:
    """The figures of a row from left to right, those whose digits stand in several lines as one."""
    stacks: list[list[Figure]] = []
    right = 0.0
    for figure in sorted(line, key=_get_left):
        if stacks and figure.page == stacks[-1][0].page and figure.box.left < right:
            stacks[-1].append(figure)
            right = max(right, figure.box.right)
        else:
            stacks.append([figure])
            right = figure.box.right
    return [reduce(_join, sorted(stack, key=_get_top)) for stack in stacks]


def _join(upper: Figure, lower: Figure) -> Figure:
    text = upper.text + lower.text
    beneath = 0 <= lower.middle - upper.box.bottom <= lower.height
    stacked = beneath and upper.value is not BROKEN
    value = (find_value(text) if stacked else None) or BROKEN
    close = 0 <= lower.span.start - upper.span.end <= _GAP
    span = upper.span.join(lower.span) if close else upper.span
    box = Box(
        min(upper.box.left, lower.box.left),
        upper.box.top,
        max(upper.box.right, lower.box.right),
        lower.box.bottom,
    )
    return Figure(text, span, upper.page, box, value, broken=True)


def list_lines(figures: Iterable[Figure]) -> list[list[Figure]]:
    """The figures that stand at one height, from the top down."""
    lines: list[list[Figure]] = []
    for figure in sorted(figures, key=_get_height):
        last = lines[-1][0] if lines else None
        if last is not None and last.page == figure.page and figure.box.top < last.middle:
            lines[-1].append(figure)
        else:
            lines.append([figure])
    return lines


def _get_left(figure: Figure) -> float:
    return figure.box.left


def _get_top(figure: Figure) -> float:
    return figure.box.top


def _get_height(figure: Figure) -> tuple[int, float]:
    return figure.page, figure.middle
