"""A statutory table as a grid of slots, fillers of merged cells included: what Word has before a
converter flattens it. Damage and flattening work on a ``Draft`` and keep its gold true."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from documents.forms import Block, Row, TableForm
from documents.tables import CellKey, FormVersion, TableKind
from training.factory.entries import Entry
from training.factory.labels import LabelStyle

Role = Literal["caption", "corner", "header", "group", "label", "value", "right", "down", "noise"]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the grid. ``right`` and ``down`` continue a cell merged across or downwards;
    ``noise`` is a line that is no part of the table, such as a page number."""

    role: Role
    text: str = ""
    key: CellKey | None = None


Line = list[Slot]


@dataclass(slots=True)
class Draft:
    """A table on its way to text. ``lost`` are the cells that the text no longer determines."""

    kind: TableKind
    form: FormVersion
    caption: str
    lines: list[Line]
    entries: dict[CellKey, Entry]
    lost: set[CellKey] = field(default_factory=set)
    damage: list[str] = field(default_factory=list)

    @property
    def width(self) -> int:
        return max(len(line) for line in self.lines)

    def data_lines(self) -> Iterator[tuple[int, Line]]:
        """The lines that hold values, with their index."""
        for index, line in enumerate(self.lines):
            if any(slot.role == "value" for slot in line):
                yield index, line

    def is_blank(self, slot: Slot) -> bool:
        return slot.key is not None and self.entries[slot.key].state == "blank"


def list_values(line: Line) -> list[Slot]:
    return [slot for slot in line if slot.role == "value"]


def split_groups(keys: list[CellKey]) -> list[list[CellKey]]:
    """The keys of one printed line by row of the form: one group, or three in the disputes."""
    return [list(group) for _, group in groupby(keys, key=lambda key: key.row)]


def draw_grid(
    form: TableForm, entries: Mapping[CellKey, Entry], style: LabelStyle, caption: str
) -> Draft:
    lines: list[Line] = []
    for block in form.blocks:
        if block.across:
            lines += _draw_across(block, entries, style)
        elif block.column_group:
            lines += _draw_requests(block, entries, style)
        else:
            lines += _draw_block(block, entries, style)
    return Draft(form.kind, form.version, caption, lines, dict(entries))


def _values(row: Row, block: Block, entries: Mapping[CellKey, Entry]) -> Line:
    keys = [CellKey(row.id, column.id) for column in block.columns]
    return [Slot("value", entries[key].text, key) for key in keys]


def _draw_block(block: Block, entries: Mapping[CellKey, Entry], style: LabelStyle) -> list[Line]:
    right = Slot("right")
    rest = [right] * (3 - len(block.columns))
    header = [Slot("header", style.print(column.label)) for column in block.columns]
    return [
        [Slot("caption", style.print(block.caption or "")), right, right, right],
        [Slot("header", block.header or ""), *header, *rest],
        *(
            [Slot("label", style.print(row.label)), *_values(row, block, entries), *rest]
            for row in block.rows
        ),
    ]


def _draw_requests(block: Block, entries: Mapping[CellKey, Entry], style: LabelStyle) -> list[Line]:
    right, down = Slot("right"), Slot("down")
    names = {column.id: style.print(column.label) for column in block.columns}
    grouped = [Slot("header", names[column]) for column in block.grouped_columns]
    header, group = Slot("header", block.header or ""), Slot("header", block.column_group or "")
    person, total = Slot("header", names["natural_person"]), Slot("header", names["total"])
    corner = Slot("corner", style.print(block.corner or ""))
    lines: list[Line] = [
        [corner, right, right, header, *[right] * 6],
        [down, right, right, person, group, *[right] * 4, total],
        [down, right, right, down, *grouped, down],
    ]
    above: tuple[str, ...] = ()
    for row in block.rows:
        line: Line = []
        for depth, label in enumerate(row.path):
            last = depth == len(row.path) - 1
            if not last and above[: depth + 1] == row.path[: depth + 1]:
                line.append(down)
            else:
                line.append(Slot("label" if last else "group", style.print(label)))
        line += [right] * (3 - len(line))
        lines.append(line + _values(row, block, entries))
        above = row.path[:-1]
    return lines


def _draw_across(block: Block, entries: Mapping[CellKey, Entry], style: LabelStyle) -> list[Line]:
    right, down = Slot("right"), Slot("down")
    header = [Slot("header", style.print(column.label)) for column in block.columns]
    review, direct, after = block.rows
    return [
        [Slot("group", review.path[0]), *[right] * 4, Slot("group", direct.path[0]), *[right] * 9],
        [
            *header,
            *(s for row in (direct, after) for s in (Slot("group", row.label), *[right] * 4)),
        ],
        [*[down] * 5, *header, *header],
        [slot for row in block.rows for slot in _values(row, block, entries)],
    ]
