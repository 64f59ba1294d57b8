"""Rows with more cells than the form has, blanks among them: which are the form's, which fillers.

Merged cells leave fillers before or behind a row's values. Where all cells hold values the fillers
show; from such rows it is learned where the others begin.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tables.rows import RowReading


def settle_windows(readings: Sequence[RowReading]) -> tuple[RowReading, ...]:
    """The readings with every window settled that other rows decide."""
    if all(reading.how != "window" for reading in readings):
        return tuple(readings)
    leads: dict[tuple[int, int, int], Counter[int]] = {}
    for reading in readings:
        if reading.how == "direct" and not reading.blanks:
            leads.setdefault(_shape(reading), Counter())[reading.lead] += 1
    base = _find_base(readings)
    return tuple(
        _settle(reading, leads.get(_shape(reading)), base) if reading.how == "window" else reading
        for reading in readings
    )


def _shape(reading: RowReading) -> tuple[int, int, int]:
    return len(reading.row.path), reading.width, reading.met


def _find_base(readings: Sequence[RowReading]) -> int | None:
    """The column in which the values of every settled row begin, if it is one and the same and
    figures reach the table's last column: then the lines are the rows of a true grid."""
    settled = [r for r in readings if r.how == "direct" and r.items and r.items[0].column >= 0]
    bases = {r.items[0].column for r in settled}
    if len(bases) != 1 or len({r.fields for r in settled}) != 1:
        return None
    reach = {max(i.column for i in r.items if i.filled) for r in readings if _has_figures(r)}
    return bases.pop() if reach == {settled[0].fields - 1} else None


def _has_figures(reading: RowReading) -> bool:
    return any(item.filled for item in reading.items)


def _settle(reading: RowReading, leads: Counter[int] | None, base: int | None) -> RowReading:
    lead: int | None = None
    told = next(iter(leads)) if leads is not None and len(leads) == 1 else None
    if reading.fields < 0 and not (told == 0 and reading.items[0].filled):
        # nothing tells where the row ends, so a lost cell would go unseen; but a row of as many
        # cells as its like, beginning with a figure as they do, lost none
        return reading
    if told is not None:
        lead = told
    elif base is not None:
        lead = next((k for k, i in enumerate(reading.items) if i.column == base), None)
    if lead is None:
        return reading
    items = reading.items[lead : lead + reading.width]
    dropped = (*reading.items[:lead], *reading.items[lead + reading.width :])
    if len(items) < reading.width or any(i.filled for i in dropped):
        return reading
    return replace(reading, items=items, how="direct", lead=lead)
