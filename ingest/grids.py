"""Paragraphs and tables of a word processor written as one text.

A table's row is one line with a tab between cells, on the true grid: the text of a merged cell
stands in its first place, the other places that it covers are empty cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from documents.errors import InputTooLarge

_MOST_PLACES: Final = 2_000_000
_BREAKS: Final = re.compile(r"[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
# two figures in one cell are never one figure: the doubt must stay visible
_BETWEEN_FIGURES: Final = re.compile(
    r"(?<=[\d.,０-９])\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+\s*(?=[\d０-９])"
)


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell and the grid columns it covers, half-open. Where a cell is merged downwards, the
    rows below have a cell without blocks in its place."""

    start: int
    stop: int
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """``slivers`` are columns too narrow to see, which converters leave behind."""

    rows: tuple[tuple[GridCell, ...], ...]
    slivers: frozenset[int] = frozenset()


Block = str | Grid


def write_blocks(blocks: Sequence[Block]) -> str:
    """The text of a document: a paragraph a line, an empty line before and after a table."""
    lines: list[str] = []
    for block in _unframe(blocks):
        if isinstance(block, str):
            lines += block.rstrip(" ").split("\n")
        else:
            lines += _write_grid(block)
    return "\n".join(lines) + "\n"


def _unframe(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, tables that only lay out the page opened up into what their cells hold."""
    for block in blocks:
        if isinstance(block, Grid) and _is_frame(block):
            for row in block.rows:
                for cell in row:
                    yield from _unframe(cell.blocks)
        else:
            yield block


def _is_frame(grid: Grid) -> bool:
    """True where no row has two cells, or where whole tables stand in the cells."""
    cells = [cell for row in grid.rows for cell in row]
    return all(len(row) < 2 for row in grid.rows) or any(
        isinstance(block, Grid) and any(len(row) > 1 for row in block.rows)
        for cell in cells
        for block in cell.blocks
    )


def join_cell(blocks: Sequence[Block]) -> str:
    """What a cell says, on one line: its paragraphs and lines joined without white space."""
    texts: list[str] = []
    for block in blocks:
        if isinstance(block, str):
            texts.append(block.strip())
        else:
            texts += [join_cell(cell.blocks) for row in block.rows for cell in row]
    text = "\n".join(filter(None, texts))
    if "\n" in text:
        text = _BETWEEN_FIGURES.sub("  ", text)
    return _BREAKS.sub("", text)


def _write_grid(grid: Grid) -> list[str]:
    rows = [[cell for cell in row if not _is_sliver(cell, grid.slivers)] for row in grid.rows]
    edges = sorted({edge for row in rows for cell in row for edge in (cell.start, cell.stop)})
    if len(edges) * len(rows) > _MOST_PLACES:
        raise InputTooLarge("文件里的表格过大，超出处理上限。")
    place = {edge: number for number, edge in enumerate(edges)}
    spans = [[(place[cell.start], place[cell.stop]) for cell in row] for row in rows]
    kept = _choose_columns(spans, len(edges) - 1)
    at = [0]
    for keep in kept:
        at.append(at[-1] + keep)
    lines = [""]
    for row, own in zip(rows, spans, strict=True):
        texts = [""] * at[-1]
        for cell, (start, stop) in zip(row, own, strict=True):
            if at[start] < at[stop]:
                texts[at[start]] = join_cell(cell.blocks)
        lines.append("\t".join(texts))
    return [*lines, ""]


def _is_sliver(cell: GridCell, slivers: frozenset[int]) -> bool:
    columns = range(cell.start, cell.stop)
    return bool(slivers) and slivers.issuperset(columns) and not join_cell(cell.blocks)


def _choose_columns(rows: Sequence[Sequence[tuple[int, int]]], width: int) -> list[bool]:
    """Which columns to keep: those that some cell needs to have a place at all.

    Where borders were dragged, rows do not meet exactly and the grid has columns that lie within
    wider cells of every row: as empty places among a row's values they would look like blanks.
    """
    kept = [True] * width
    alone = {start for row in rows for start, stop in row if stop - start == 1}
    left = [[stop - start for start, stop in row] for row in rows]
    for column in range(width):
        if column in alone:
            continue
        covering = [
            (number, k)
            for number, row in enumerate(rows)
            for k, (start, stop) in enumerate(row)
            if start <= column < stop
        ]
        if all(left[number][k] > 1 for number, k in covering):
            kept[column] = False
            for number, k in covering:
                left[number][k] -= 1
    return kept
