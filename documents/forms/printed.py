"""A table of a form as it is printed: cells with spans, for the sheet, the page and the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Literal

from documents.forms.model import Block, Row, TableForm
from documents.tables import CellKey

Role = Literal["caption", "corner", "header", "label", "value"]


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """``row`` and ``column`` count from 0; a cell with ``key`` holds a figure, others ``text``."""

    role: Role
    row: int
    column: int
    text: str = ""
    key: CellKey | None = None
    row_span: int = 1
    column_span: int = 1


@cache
def lay_out_table(form: TableForm) -> tuple[tuple[PrintedCell, ...], ...]:
    """The printed rows, each with the cells that begin in it, from left to right.

    The spans tile a rectangle, and each key of the form stands in it once (standard.md 3 and 4).
    """
    width = max(_measure_width(block) for block in form.blocks)
    cells: list[PrintedCell] = []
    height = 0
    for block in form.blocks:
        cells += (_lay_across if block.across else _lay_down)(block, height, width)
        height = max(c.row + c.row_span for c in cells)
    return tuple(
        tuple(sorted((c for c in cells if c.row == row), key=lambda c: c.column))
        for row in range(height)
    )


def _measure_width(block: Block) -> int:
    if block.across:
        return len(block.rows) * len(block.columns)
    return _measure_depth(block.rows) + len(block.columns)


def _measure_depth(rows: Sequence[Row]) -> int:
    return max(len(row.path) for row in rows)


def _lay_down(block: Block, top: int, width: int) -> Iterator[PrintedCell]:
    """Labels on the left, columns on the right; a last column takes what a wider block leaves."""
    depth = _measure_depth(block.rows)
    spans = [1] * len(block.columns)
    spans[-1] = width - depth - len(block.columns) + 1
    lefts = [depth + sum(spans[:i]) for i in range(len(spans))]
    if block.caption:
        yield PrintedCell("caption", top, 0, block.caption, column_span=width)
        top += 1
    yield from _lay_head(block, top, depth, lefts, spans)
    top += _measure_head(block)
    yield from _lay_labels(block.rows, top, depth)
    for at, row in enumerate(block.rows, top):
        for column, left, span in zip(block.columns, lefts, spans, strict=True):
            key = CellKey(row.id, column.id)
            yield PrintedCell("value", at, left, key=key, column_span=span)


def _measure_head(block: Block) -> int:
    return 1 + (block.corner is not None) + (block.column_group is not None)


def _lay_head(
    block: Block, top: int, depth: int, lefts: Sequence[int], spans: Sequence[int]
) -> Iterator[PrintedCell]:
    """With a corner note the header stands over the columns, without one it is the corner."""
    height = _measure_head(block)
    corner = block.header if block.corner is None else block.corner
    yield PrintedCell("corner", top, 0, corner or "", row_span=height, column_span=depth)
    if block.corner is not None:
        yield PrintedCell("header", top, depth, block.header or "", column_span=sum(spans))
        top, height = top + 1, height - 1
    grouped = [i for i, c in enumerate(block.columns) if c.id in block.grouped_columns]
    if grouped:
        span = sum(spans[i] for i in grouped)
        label = block.column_group or ""
        yield PrintedCell("header", top, lefts[grouped[0]], label, column_span=span)
    for i, column in enumerate(block.columns):
        below = 1 if i in grouped else 0
        yield PrintedCell(
            "header",
            top + below,
            lefts[i],
            column.label,
            row_span=height - below,
            column_span=spans[i],
        )


def _lay_labels(rows: Sequence[Row], top: int, depth: int, level: int = 0) -> Iterator[PrintedCell]:
    """One label over all rows that share it; a row's own label reaches to the figures."""
    for label, members in groupby(rows, key=lambda row: row.path[level]):
        group = tuple(members)
        own = len(group[0].path) == level + 1
        span = depth - level if own else 1
        yield PrintedCell("label", top, level, label, row_span=len(group), column_span=span)
        if not own:
            yield from _lay_labels(group, top, depth, level + 1)
        top += len(group)


def _lay_across(block: Block, top: int, width: int) -> Iterator[PrintedCell]:
    """The rows side by side under their labels, all figures in the one last row."""
    depth = _measure_depth(block.rows)
    count = len(block.columns)
    yield from _lay_groups(block.rows, top, 0, count)
    for i, row in enumerate(block.rows):
        for left, column in enumerate(block.columns, i * count):
            below = len(row.path)
            span = depth - below + 1
            yield PrintedCell("header", top + below, left, column.label, row_span=span)
            key = CellKey(row.id, column.id)
            yield PrintedCell("value", top + depth + 1, left, key=key)


def _lay_groups(
    rows: Sequence[Row], top: int, left: int, count: int, level: int = 0
) -> Iterator[PrintedCell]:
    for label, members in groupby(rows, key=lambda row: row.path[level]):
        group = tuple(members)
        span = len(group) * count
        yield PrintedCell("header", top + level, left, label, column_span=span)
        if len(group[0].path) > level + 1:
            yield from _lay_groups(group, top, left, count, level + 1)
        left += span
