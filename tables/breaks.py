"""Where the text ends inside a table: an excerpt, or a page that was copied in part.

Of the last row there are the first cells, and the last figure may be half of one. What stands
behind the end nobody knows: it is missing, never blank, and no sum tells what it would be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tables.glued import is_glued
from tables.placing import PlacedRow
from tables.rows import How, RowReading
from tables.tokens import Token
from tables.values import SIGNS

_LABEL_COLUMNS: Final = 3  # of the requests table


def settle_break(readings: Sequence[RowReading], tokens: Sequence[Token]) -> tuple[RowReading, ...]:
    """The readings with that of the row in which the text ends settled by itself."""
    last = max(
        (k for k, reading in enumerate(readings) if reading.label),
        key=lambda k: _get_start(readings[k]),
        default=None,
    )
    if last is None:
        return tuple(readings)
    end = find_last(tokens)
    if end and end.kind != "value":
        # figures behind the last row's own are of a row that the form does not have
        readings = [
            replace(reading, items=(), how="absent") if k > last else reading
            for k, reading in enumerate(readings)
        ]
    if not _ends_in(readings[last], tokens):
        return tuple(readings)
    reading, others = readings[last], [*readings[:last], *readings[last + 1 :]]
    if not reading.bordered and not _may_be_cut(reading, others, last=last == len(readings) - 1):
        return tuple(readings)
    return (*readings[:last], _settle(reading, others, tokens), *readings[last + 1 :])


def find_torn(text: str, tokens: Sequence[Token], rows: Sequence[PlacedRow]) -> Token | None:
    """The figure that the text ends in, which may be half of one. A border behind it tells that
    it is whole, and so does anything behind the last row of the form."""
    last = find_last(tokens)
    if last is None or last.kind != "value":
        return None
    behind = text[last.end :]
    complete = bool(rows) and rows[-1].reading.how not in ("absent", "cut")
    whole = bool(complete and behind) or any(border in behind for border in "|｜│\t")
    return None if whole else last


def find_last(tokens: Sequence[Token]) -> Token | None:
    """The token that the table ends in, blank cells and line ends aside."""
    return next(reversed(_list_content(tokens)), None)


def find_cut_label(tokens: Sequence[Token]) -> Token | None:
    """The label that the table ends in, words of it that were not recognised aside."""
    content = _list_content(tokens)
    while content and content[-1].kind == "noise":
        content.pop()
    return content[-1] if content and content[-1].label else None


def _list_content(tokens: Sequence[Token]) -> list[Token]:
    return [t for t in tokens if t.kind not in ("row", "line") and not t.blank]


def _get_start(reading: RowReading) -> int:
    return reading.label.start if reading.label else -1


def _ends_in(reading: RowReading, tokens: Sequence[Token]) -> bool:
    """True where nothing stands behind the row: neither the words of the next label, nor figures
    that a layout prints before their label."""
    rest = [t for t in _list_content(tokens) if t.start > _get_start(reading)]
    if rest and rest[-1].text in SIGNS:
        rest.pop()
    between = [t for t in rest if t.kind != "value"]
    if not reading.items and any(t.kind == "label" for t in between):
        return False  # its cells are empty: the next part of the table stands behind them
    if any(t.start > item.start for t in between for item in reading.items):
        return False
    return all(item.start > _get_start(reading) for item in reading.items)


def _may_be_cut(reading: RowReading, others: Sequence[RowReading], *, last: bool) -> bool:
    """False for a row without borders that is whole, or that lost its blanks as others did in a
    table that was read to its ``last`` row: the sums tell where they were."""
    if len(reading.items) >= reading.width:
        return False
    return not last or all(row.how in ("direct", "sequence") for row in others)


def _settle(
    reading: RowReading, others: Sequence[RowReading], tokens: Sequence[Token]
) -> RowReading:
    items = _take_last(reading, tokens)
    how: How
    whole_line = len(items) >= reading.width and reading.fields > 0
    if whole_line and any(row.fields == reading.fields for row in others):
        how = "direct" if len(items) == reading.width else reading.how
        return replace(reading, items=items, how=how)  # a line as long as the others
    if items and items[-1].blank and tokens[-1].kind != "row":
        items = items[:-1]  # a border is there, but not what it opens
    if not any(item.filled for item in items) and len(items) < reading.width:
        return replace(reading, items=(), how="absent")
    reading = replace(reading, items=items)
    lead = _find_lead(reading, others)
    told = lead is not None
    if lead is None:
        lead = _count_fillers(reading)
    if lead is None and is_glued(items, reading.width) and items[0].text == "0" * reading.width:
        return reading  # 收费00: as many noughts as cells
    if lead is None:
        return replace(reading, items=(), how="lossy")
    if any(item.filled for item in items[lead + reading.width :]):
        return reading  # one figure too many: which of them is the form's, nobody can say
    items = items[lead : lead + reading.width]
    whole = len(items) == reading.width
    while items and items[-1].blank and not whole:
        items = items[:-1]
    if not items:
        return replace(reading, items=(), how="absent")
    how = "direct" if whole else "cut"
    contested = reading.contested or not told
    return replace(reading, items=items, how=how, lead=lead, contested=contested)


def _take_last(reading: RowReading, tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The row's cells with a last one whose closing border the text no longer has."""
    items = reading.items
    last = find_last(tokens)
    assert last is not None
    loose = last.kind == "value" and not last.bordered and last not in items
    if loose and items and reading.bordered and len(items) < reading.width:
        return (*items, last._replace(bordered=True))
    return items


def _find_lead(reading: RowReading, others: Sequence[RowReading]) -> int | None:
    """How many fillers stand between the row's label and its first cell, as the rows of its depth
    tell; null where nobody can say. Without borders blanks vanish: then a row that is not whole
    says nothing, but where every other row is."""
    items = reading.items
    if not reading.bordered:
        lossless = all(row.how in ("direct", "sequence", "absent") for row in others)
        return 0 if lossless and len(items) <= reading.width else None
    depth = len(reading.row.path)
    leads = {row.lead for row in others if row.how == "direct" and len(row.row.path) == depth}
    if len(leads) == 1:
        lead = max(0, leads.pop() - reading.lead)
        if not any(item.filled for item in items[:lead]):
            return lead
    return 0 if items[0].filled else None


def _count_fillers(reading: RowReading) -> int | None:
    """The empty cells in front, where they are as many as a label that spans the label columns of
    its table covers: most likely they are nothing else."""
    spanned = _LABEL_COLUMNS - len(reading.row.path)
    items = reading.items
    wide = reading.width > _LABEL_COLUMNS and len(items) > spanned > 0
    return spanned if wide and items[spanned].filled else None
