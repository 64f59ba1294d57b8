"""Where the cells of a DOCX table stand on its grid (ISO 29500-1, 17.4)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, islice, pairwise
from typing import Final

from lxml import etree

from ingest.packages import attribute, child, children, value

_WIDEST: Final = 1_000
_SLACK: Final = 0.03


def place_cells(
    cells: Sequence[etree._Element | None], before: int, widths: Sequence[int]
) -> list[tuple[int, int]]:
    """The grid columns of a row's cells, told by their properties; where they do not say how many
    they span, but are together as wide as the table, their own widths tell, as in Word."""
    edges = [before]
    for properties in cells:
        span = read_span(properties, "gridSpan", 1)
        edges.append(edges[-1] + max(span, 1))
    if edges[-1] < len(widths):
        own = [_read_width(child(properties, "tcW")) for properties in cells]
        whole = sum(widths)
        if all(own) and abs(sum(own) - whole) <= whole * _SLACK:
            ticks = [0, *accumulate(widths)]
            near = [_find_nearest(ticks, at) for at in (0, *accumulate(own))]
            if all(left < right for left, right in pairwise(near)):
                edges = near
    return list(pairwise(edges))


def _find_nearest(ticks: Sequence[int], at: int) -> int:
    right = min(bisect_left(ticks, at), len(ticks) - 1)
    return right - 1 if right and at - ticks[right - 1] < ticks[right] - at else right


def read_span(properties: etree._Element | None, name: str, default: int) -> int:
    text = value(properties, name) or ""
    return min(int(text), _WIDEST) if text.isdecimal() and len(text) < 6 else default


def read_widths(table: etree._Element) -> tuple[int, ...]:
    """The widths of a table's grid columns in twips."""
    columns = children(child(table, "tblGrid"), "gridCol")
    return tuple(_read_width(column) for column in islice(columns, _WIDEST))


def _read_width(element: etree._Element | None) -> int:
    """Twips; 0 where the width is not given in them."""
    if element is None or attribute(element, "type") not in (None, "dxa"):
        return 0
    text = (attribute(element, "w") or "").partition(".")[0]
    return int(text) if text.isdecimal() and len(text) < 6 else 0
