"""Rows whose label stands there with nothing behind it: their cells are empty, not missing.

Without borders an empty cell leaves no trace, and a copy that lost a line looks the same: so the
cells are blank and somebody has to look. A copy that says nothing twice lost its repeated lines,
and is left alone; so is a table in which not all figures are their own rows'.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tables.regions import TableRegion
from tables.rows import RowReading
from tables.tokens import Token
from tables.values import BLANK


def fill_empty(readings: Sequence[RowReading], region: TableRegion) -> tuple[RowReading, ...]:
    """The readings with blank cells in the rows that are empty; these stay doubted."""
    empty = {reading.row.id for reading in readings if _is_bare(reading)}
    others = [row for row in readings if row.row.id not in empty and row.how != "absent"]
    orderly = all(row.how == "direct" and not row.contested for row in others)
    if not empty or not orderly or not any(_is_filled(row) for row in others):
        return tuple(readings)
    met = Counter(token.text for token in region.tokens if token.text)
    figures = sum(token.kind == "value" and token.filled for token in region.tokens)
    if max(met.values()) == 1 or figures != sum(i.filled for row in others for i in row.items):
        return tuple(readings)
    return tuple(
        _leave_blank(reading)
        if reading.row.id in empty and _is_followed(reading, region)
        else reading
        for reading in readings
    )


def _is_bare(reading: RowReading) -> bool:
    return reading.label is not None and reading.how == "lossy" and not reading.items


def _is_filled(reading: RowReading) -> bool:
    return any(item.filled for item in reading.items)


def _is_followed(reading: RowReading, region: TableRegion) -> bool:
    """True where the next label stands right behind the row's own, or the table ends there and the
    text goes on."""
    assert reading.label is not None
    start = reading.label.start
    behind = (t for t in region.tokens if t.start > start and t.kind not in ("row", "line"))
    following = next((token for token in behind if not token.blank), None)
    return not region.cut if following is None else following.kind == "label"


def _leave_blank(reading: RowReading) -> RowReading:
    assert reading.label is not None
    end = reading.label.end
    cell = Token("value", "", end, end, value=BLANK)
    return replace(reading, items=(cell,) * reading.width, met=reading.width, fields=0)
