"""Pages written as one text: running heads left out, lines joined to paragraphs, tables joined
over page breaks and written row by row with tabs; and where each piece of it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from documents.errors import Failure
from documents.layout import Layout, Piece
from documents.places import Region, Span
from documents.report import Page, Source
from ingest.columns import part_columns
from ingest.grids import Grid, GridCell, Places
from ingest.pagelines import Measure, PageLine, join_paragraphs, list_lines, measure_pages
from ingest.pages import PageContent
from ingest.pagetables import PagedTable, absorb_labels, join_tables


def write_pages(
    source: Source, contents: Sequence[PageContent], failures: tuple[Failure, ...] = ()
) -> Layout:
    """The layout of the pages in order. A paragraph is a line of the text; a table's row is one
    line with a tab between cells, on the grid of the whole table. Columns of a page are read as if
    they were pages."""
    pages = tuple(Page(c.number, c.width, c.height, c.reader) for c in contents)
    parts = part_columns(contents)
    writer = _Writer([part.number for part in parts])
    contents = [replace(part, number=k) for k, part in enumerate(parts, 1)]
    contents, lines = absorb_labels(contents, list_lines(contents))
    measures = measure_pages(lines)
    tables = join_tables(contents, lines)
    prose: list[PageLine] = []
    for content in contents:
        above = 0
        own = lines[content.number]
        for table in (t for t in tables if t.page == content.number):
            below = next((k for k, x in enumerate(own) if x.box.top > table.top), len(own))
            _write_prose(writer, [*prose, *own[above:below]], measures)
            _write_table(writer, table)
            prose, above = [], below
        prose += own[above:]
    _write_prose(writer, prose, measures)
    return Layout(source, "".join(writer.text), failures, pages, tuple(writer.pieces))


class _Writer:
    """The text so far and the pieces of it that stand on pages; ``numbers`` are the pages that the
    parts are of, which lines and regions count instead."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self._numbers = numbers
        self.text: list[str] = []
        self.pieces: list[Piece] = []
        self._length = 0

    def write(self, text: str) -> None:
        self.text.append(text)
        self._length += len(text)

    def place(self, line: PageLine) -> None:
        for run, gap in zip(line.runs, line.gaps, strict=True):
            self.write(" " * gap)
            if run.text:
                span = Span(self._length, self._length + len(run.text))
                region = Region(self._numbers[line.page - 1], run.box)
                edges = run.edges if len(run.edges) == len(run.text) + 1 else ()
                self.pieces.append(Piece(span, region, run.confidence, edges))
            self.write(run.text)

    def place_empty(self, region: Region) -> None:
        region = Region(self._numbers[region.page - 1], region.box)
        self.pieces.append(Piece(Span(self._length, self._length), region))


def _write_prose(
    writer: _Writer, lines: Sequence[PageLine], measures: Mapping[int, Measure]
) -> None:
    for paragraph in join_paragraphs(lines, measures):
        _write_lines(writer, paragraph)
        writer.write("\n")


def _write_lines(writer: _Writer, lines: Iterable[PageLine], between_figures: str = "") -> None:
    """The lines without a break. ``between_figures`` stands between two that would else make one
    figure of two."""
    before = ""
    for line in lines:
        after = line.text
        if before and after:
            if before[-1].isascii() and after[0].isascii() and after[0].isalpha():
                writer.write(" " if before[-1].isalpha() else "")
            elif before[-1].isdigit() and after[0].isdigit():
                writer.write(between_figures)
        writer.place(line)
        before = after or before


def _write_table(writer: _Writer, table: PagedTable) -> None:
    grid = Grid(
        tuple(
            tuple(GridCell(c.columns[0], c.columns[1], (c.text,)) for c in row)
            for row in table.rows
        ),
        table.widths,
    )
    places = Places(grid)
    writer.write("\n")
    for row, starts in zip(table.rows, places.starts, strict=True):
        column = 0
        for cell, start in zip(row, starts, strict=True):
            writer.write("\t" * (start - column))
            column = start
            _write_lines(writer, cell.lines, between_figures="  ")
            if not cell.text and cell.region:
                writer.place_empty(cell.region)
        writer.write("\t" * (places.width - 1 - column) + "\n")
    writer.write("\n")
