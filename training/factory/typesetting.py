"""A report set on pages: the measures of its tables, and where they break.

Word processor files and print pages are written from the same measures, so that a page ends below
the row that a test asks for, whoever prints it.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from documents.tables import TableKind
from training.factory.office import OfficeTable, Region
from training.factory.styles import SetStyle

Role = Literal["title", "heading", "body", "signature"]
_HEADING: Final = re.compile(r"[一二三四五六]、")
_SHORT: Final = 40
"""Paragraphs of fewer characters right above a table move to the next page together with it."""
_MIDDLE: Final = 0.6
"""The share of a line left over at a page's end, so that no hair's breadth decides."""
# relative widths of the columns
_WIDTHS: Final[Mapping[TableKind, tuple[float, ...]]] = {
    "proactive": (40, 25, 25, 25),
    "requests": (6, 13, 30, *[9] * 7),
    "disputes": (1,) * 15,
}


@dataclass(frozen=True, slots=True)
class Break:
    """A page ends below ``row`` rows of a table, and below ``lines`` lines of the row after."""

    row: int
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    role: Role


@dataclass(frozen=True, slots=True)
class Gap:
    """An empty stretch from the top of a new page on."""

    height: float


@dataclass(frozen=True, slots=True)
class SetTable:
    """A table with its measures in points. ``asked`` are the least heights of rows that the file
    names, ``heights`` what they come to, ``lines`` how many lines each row surely has."""

    table: OfficeTable
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    asked: tuple[float, ...]
    lines: tuple[int, ...]
    padding: float

    @property
    def kind(self) -> TableKind:
        return self.table.kind


Item = Paragraph | Gap | SetTable


def set_blocks(
    blocks: Sequence[str | OfficeTable],
    style: SetStyle,
    breaks: Mapping[TableKind, Break] | None = None,
) -> list[Item]:
    """The blocks of an office report in order, with the gaps that shift tables to their breaks.

    Raises ``ValueError`` for a break that cannot be: see ``find_room``.
    """
    paragraphs = _read_roles(blocks)
    items: list[Item] = []
    for number, block in enumerate(blocks):
        if isinstance(block, str):
            items.append(paragraphs[number])
            continue
        table = set_table(block, style)
        wanted = (breaks or {}).get(block.kind)
        kept = _count_lead(blocks[:number])
        if wanted is not None:
            room = find_room(table, style, wanted, kept * style.pitch)
            items.insert(len(items) - kept, Gap(room))
        elif style.fresh_pages:
            items.insert(len(items) - kept, Gap(1.0))
        items.append(table)
    return items


def _read_roles(blocks: Sequence[str | OfficeTable]) -> dict[int, Paragraph]:
    """The first block is the title; the signature is below the last empty line but the title's."""
    empty = [number for number, block in enumerate(blocks) if block == ""]
    signed = empty[-1] if len(empty) > 1 else len(blocks)
    paragraphs: dict[int, Paragraph] = {}
    for number, block in enumerate(blocks):
        if not isinstance(block, str):
            continue
        role: Role = "body"
        if number == 0:
            role = "title"
        elif number >= signed:
            role = "signature"
        elif _HEADING.match(block) and len(block) < _SHORT:
            role = "heading"
        paragraphs[number] = Paragraph(block, role)
    return paragraphs


def _count_lead(above: Sequence[str | OfficeTable]) -> int:
    """How many short paragraphs, a heading the first of them, stand right above a table."""
    for count, block in enumerate(reversed(above), 1):
        if not isinstance(block, str) or not 0 < len(block) < _SHORT:
            return 0
        if _HEADING.match(block):
            return count
    return 0


def set_table(table: OfficeTable, style: SetStyle) -> SetTable:
    """Widths by the kind of table, heights by the lines that its cells need."""
    parts = _WIDTHS.get(table.kind, (1,) * table.columns)
    widths = tuple(style.body_width * part / sum(parts) for part in parts)
    padding = 5.4 if table.kind == "proactive" else 1.5
    # a rule adds its thickness to what the lines need, not to a height that was asked for
    rule = style.border[1]
    heights = [style.row_height] * table.rows
    asked = [style.row_height] * table.rows
    lines = [1] * table.rows
    for region in sorted(table.regions, key=lambda region: region.height):
        if is_turned(region, style):
            continue
        room = sum(widths[region.column : region.column + region.width]) - 2 * padding
        least, most = count_lines(break_label(region, style), room / style.cell_size)
        last = region.row + region.height - 1
        short = most * style.cell_pitch + rule - sum(heights[region.row : last + 1])
        heights[last] += max(short, 0)
        if region.height == 1:
            lines[last] = max(lines[last], least)
        if short > 0 and (least < most or region.height > 1):
            # a row of doubtful height is given it; a row of named height would not tear
            asked[last] = heights[last]
    return SetTable(table, widths, tuple(heights), tuple(asked), tuple(lines), padding)


def count_lines(text: str, room: float) -> tuple[int, int]:
    """How many lines a text takes up, at least and at most, in a cell that is ``room`` characters
    wide. Chinese characters are as wide as they are high, others about half."""
    least = most = 0
    for piece in text.split("\n"):
        wide = sum(unicodedata.east_asian_width(c) in "WFA" for c in piece)
        narrow = len(piece) - wide
        least += max(math.ceil((wide + 0.4 * narrow) / room), 1)
        most += max(math.ceil((wide + 0.6 * narrow) / max(math.floor(room), 1)), 1)
    return least, most


def find_room(table: SetTable, style: SetStyle, wanted: Break, lead: float = 0.0) -> float:
    """The height to leave empty above the table and its lead, in points.

    Raises ``ValueError`` where the rows do not fit on a page, only repeated headers would be left
    above the break, or the row has too few lines to be torn.
    """
    first = table.table.header_rows + 1 if style.repeated_headers else 1
    if not first <= wanted.row < table.table.rows:
        raise ValueError(f"no page ends below row {wanted.row} of {table.table.rows}")
    if wanted.lines and wanted.lines >= count_torn(table, style, wanted.row):
        raise ValueError(f"row {wanted.row} cannot be torn below line {wanted.lines}")
    rows = sum(table.heights[: wanted.row])
    room = style.body_height - lead - rows - (wanted.lines + _MIDDLE) * style.cell_pitch
    if room < 0:
        raise ValueError(f"{wanted.row} rows of {table.kind} do not fit on a page")
    return room


def count_torn(table: SetTable, style: SetStyle, row: int) -> int:
    """The lines of a row that a page may end between; 1 where the row is kept together."""
    if not style.tearing or style.group == "turned" or table.asked[row] > style.row_height:
        return 1
    return table.lines[row]


def list_breaks(
    blocks: Sequence[str | OfficeTable], style: SetStyle, kind: TableKind
) -> Iterator[Break]:
    """Every break that the table of that kind can have, whole rows first."""
    block = next(b for b in blocks if isinstance(b, OfficeTable) and b.kind == kind)
    place = blocks.index(block)
    lead = _count_lead(blocks[:place]) * style.pitch
    table = set_table(block, style)
    torn = (
        Break(row, line)
        for row in range(1, block.rows)
        for line in range(1, count_torn(table, style, row))
    )
    for wanted in (*map(Break, range(1, block.rows)), *torn):
        try:
            find_room(table, style, wanted, lead)
        except ValueError:
            continue
        yield wanted


def is_turned(region: Region, style: SetStyle) -> bool:
    return style.group == "turned" and _is_outcome(region)


def _is_outcome(region: Region) -> bool:
    """三、本年度办理结果, a narrow cell over some twenty rows."""
    return region.role == "group" and region.column == 0 and region.height > 6


def break_label(region: Region, style: SetStyle) -> str:
    """The cell's text with the line breaks that a typist puts into narrow cells."""
    if style.group == "stacked" and _is_outcome(region):
        number, mark, rest = region.text.partition("、")
        return "\n".join([number + mark, *rest])
    if style.broken_headers and region.role == "header" and 4 <= len(region.text) <= 6:
        middle = len(region.text) // 2
        return f"{region.text[:middle]}\n{region.text[middle:]}"
    return region.text
