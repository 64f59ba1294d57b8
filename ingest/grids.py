"""Paragraphs and tables of a word processor written as one text.

A table's row is one line with a tab between cells, on the true grid: the text of a merged cell
stands in its first place, the other places that it covers are empty cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise
from typing import Final

from documents.errors import InputTooLarge

_MOST_PLACES: Final = 2_000_000
_LONGEST_SPLIT: Final = 100  # rows; the longest statutory table has 28
_SLACK: Final = 0.03
_SLIVER: Final = 40  # twips; LibreOffice leaves such columns when it writes DOCX
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
    """``widths`` are those of its columns in twips, 0 or left out where the file does not say."""

    rows: tuple[tuple[GridCell, ...], ...]
    widths: tuple[int, ...] = ()


Block = str | Grid


def write_blocks(blocks: Sequence[Block]) -> str:
    """The text of a document: a paragraph a line, an empty line before and after a table."""
    lines: list[str] = []
    for block in _join_split(_unframe(blocks)):
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


def _join_split(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, tables that follow each other as Word splits one of them put together."""
    before: Grid | None = None
    between: list[Block] = []
    for block in blocks:
        if isinstance(block, str) and not block.strip() and before is not None:
            between.append(block)
            continue
        if isinstance(block, Grid) and before is not None and (joined := _join(before, block)):
            before, between = joined, []
            continue
        if before is not None:
            yield before
        yield from between
        before, between = None, []
        if isinstance(block, Grid):
            before = block
        else:
            yield block
    if before is not None:
        yield before
    yield from between


def _join(upper: Grid, lower: Grid) -> Grid | None:
    """One table of two that are equally wide, if the columns of one do for both: else they are
    two different tables."""
    if len(upper.rows) > _LONGEST_SPLIT:
        return None
    parts = (upper, lower)
    ends = [sum(part.widths) for part in parts]
    if min(ends) == 0 or abs(ends[0] - ends[1]) > _SLACK * max(ends):
        return None
    if any(c.stop > len(g.widths) or 0 in g.widths for g in parts for r in g.rows for c in r):
        return None
    ticks = [[0, *accumulate(part.widths[:-1]), max(ends)] for part in parts]
    edges = sorted({edge for own in ticks for edge in own})
    place = {edge: number for number, edge in enumerate(edges)}
    rows = tuple(
        tuple(GridCell(place[own[c.start]], place[own[c.stop]], c.blocks) for c in row)
        for part, own in zip(parts, ticks, strict=True)
        for row in part.rows
    )
    joined = Grid(rows, tuple(right - left for left, right in pairwise(edges)))
    fits = Places(joined).width == max(Places(part).width for part in parts)
    return joined if fits else None


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


class Places:
    """The cells of a grid in ``rows`` without slivers; ``starts`` are their places in the row's
    line, which has ``width`` of them. Raises ``InputTooLarge``."""

    def __init__(self, grid: Grid) -> None:
        slivers = {k for k, width in enumerate(grid.widths) if 0 < width < _SLIVER}
        self.rows = [[c for c in row if not _is_sliver(c, slivers)] for row in grid.rows]
        edges = sorted({edge for row in self.rows for c in row for edge in (c.start, c.stop)})
        if len(edges) * len(self.rows) > _MOST_PLACES:
            raise InputTooLarge("文件里的表格过大，超出处理上限。")
        number = {edge: k for k, edge in enumerate(edges)}
        spans = [[(number[c.start], number[c.stop]) for c in row] for row in self.rows]
        widths = [sum(grid.widths[start:stop]) for start, stop in pairwise(edges)]
        at = [0, *accumulate(_choose_columns(spans, widths))]
        self.width = at[-1]
        self.starts = [[at[start] for start, _ in row] for row in spans]


def _write_grid(grid: Grid) -> list[str]:
    places = Places(grid)
    lines = [""]
    for row, starts in zip(places.rows, places.starts, strict=True):
        texts = [""] * places.width
        for cell, start in zip(row, starts, strict=True):
            texts[start] = join_cell(cell.blocks)
        lines.append("\t".join(texts))
    return [*lines, ""]


def _is_sliver(cell: GridCell, slivers: set[int]) -> bool:
    columns = range(cell.start, cell.stop)
    return bool(slivers) and slivers.issuperset(columns) and not join_cell(cell.blocks)


def _choose_columns(rows: Sequence[Sequence[tuple[int, int]]], widths: Sequence[int]) -> list[bool]:
    """Which columns to keep: those that some cell needs to have a place at all.

    Where borders were dragged, rows do not meet exactly and the grid has columns that lie within
    wider cells of every row: as empty places among a row's values they would look like blanks.
    The narrowest are the likeliest to have come about so.
    """
    kept = [True] * len(widths)
    left = [stop - start for row in rows for start, stop in row]
    covering: list[list[int]] = [[] for _ in widths]
    for cell, (start, stop) in enumerate(chain.from_iterable(rows)):
        for column in range(start, stop):
            covering[column].append(cell)
    for column in sorted(range(len(widths)), key=widths.__getitem__):
        if all(left[cell] > 1 for cell in covering[column]):
            kept[column] = False
            for cell in covering[column]:
                left[cell] -= 1
    return kept
