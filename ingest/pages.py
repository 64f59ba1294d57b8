"""What a page shows, before it is text: runs of characters and ruled tables, each with its place.

Lengths are in points, origin at the top left of the upright page (``documents.places.Box``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from documents.places import Box
from documents.report import PageReader


class Run(NamedTuple):
    """Characters on one line with no wide gap between them.

    ``edges`` are the left edges of its code points and the last one's right edge, or empty;
    ``confidence`` is the recogniser's, 1.0 where the file itself names its characters.
    """

    text: str
    box: Box
    edges: tuple[float, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell between ruling lines; it covers ``rows`` and ``columns`` of its table, half-open
    ranges. ``runs`` are in reading order, a run or more a line."""

    rows: tuple[int, int]
    columns: tuple[int, int]
    box: Box
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A ruled table on one page. ``xs`` and ``ys`` are the edges of its columns and rows, one more
    than there are columns and rows, ascending; cells follow the rows and do not overlap."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[RuledCell, ...]

    @property
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


@dataclass(frozen=True, slots=True)
class PageContent:
    """One page: ``runs`` are those outside its tables, in any order."""

    number: int
    width: float
    height: float
    runs: tuple[Run, ...]
    tables: tuple[RuledTable, ...] = ()
    reader: PageReader = "text"
