"""What a page shows, before it is text: runs of characters and ruled tables, each with its place.

Lengths are in points, origin at the top left of the upright page (``documents.places.Box``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeVar

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


_GAP: Final = 0.8
"""In sizes of the characters: from here on white space is written where the page has a gap, as
justified text never spreads so far."""
_MOST_SPACES: Final = 40
_SHARED: Final = 0.5
_Item = TypeVar("_Item")


def group_lines(items: Sequence[_Item], place: Callable[[_Item], Box]) -> list[list[_Item]]:
    """The items in lines, top to bottom, each from left to right; what stands on a line shares
    half its height with the line's first. ``place`` tells where an item stands."""
    lines: list[list[_Item]] = []
    ends: list[tuple[float, float]] = []
    for item in sorted(items, key=lambda i: place(i).top + place(i).bottom):
        _, above, _, below = place(item)
        for k in range(len(lines) - 1, max(-1, len(lines) - 4), -1):
            top, bottom = ends[k]
            shared = min(bottom, below) - max(top, above)
            within = top <= (above + below) / 2 <= bottom
            if within and shared > _SHARED * min(bottom - top, below - above):
                lines[k].append(item)
                break
        else:
            lines.append([item])
            ends.append((above, below))
    return [sorted(line, key=lambda i: place(i).left) for line in lines]


def count_spaces(before: Box, after: Box) -> int:
    """How many spaces the gap between neighbours on a line is worth; 0 where it is none."""
    size = min(before.bottom - before.top, after.bottom - after.top)
    gap = after.left - before.right
    return min(_MOST_SPACES, round(gap / (size / 2))) if gap > _GAP * size > 0 else 0


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
