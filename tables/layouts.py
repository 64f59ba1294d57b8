"""Layout -> the statutory tables, by all the evidence that a file gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from documents.layout import Layout
from documents.tables import Cell, Table
from tables.positions import read_positions
from tables.reading import read_tables
from tables.recognition import find_empty, weigh_table
from tables.witness import confirm_table, match_tables

_PDF = b"%PDF-"


def read_layout_tables(layout: Layout, data: bytes | None = None) -> tuple[Table, ...]:
    """Every statutory table of the layout, in reading order; ``data`` are the file's bytes.

    A text without pages is read as it stands (``read_tables``). On pages each table is read again
    by where its words stand, and a PDF's own characters a third time by camelot; cells then know
    their regions, and how far recognised characters can be trusted.
    """
    tables = read_tables(layout.text)
    if not tables or not layout.pages:
        return tables
    positions = read_positions(layout, tables)
    lattices = match_tables(tables, _read_again(layout, tables, data))
    return tuple(
        _place_cells(layout, weigh_table(layout, confirm_table(table, position, lattice)))
        for table, position, lattice in zip(tables, positions, lattices, strict=True)
    )


def _read_again(layout: Layout, tables: Sequence[Table], data: bytes | None) -> tuple[Table, ...]:
    """camelot's reading of the pages that the tables stand on, if these are a PDF's own."""
    if data is None or _PDF not in data[:1024]:
        return ()
    sound = {page.number for page in layout.pages if page.reader == "text"}
    spans = [table.span for table in tables if table.span is not None]
    on = {piece.region.page for span in spans for piece in layout.find_pieces(span)}
    if not sound & on:
        return ()
    # camelot and what it stands on is heavy: only a PDF pays for it
    from tables.second import read_pdf_tables

    return read_pdf_tables(data, sorted(sound & on))


def _place_cells(layout: Layout, table: Table) -> Table:
    """The table with the regions of its cells."""
    return replace(table, cells=tuple(_place_cell(layout, cell) for cell in table))


def _place_cell(layout: Layout, cell: Cell) -> Cell:
    if cell.span is None:
        return cell
    empty = find_empty(layout, cell.span) if not cell.span.length else None
    return replace(cell, regions=(empty.region,) if empty else layout.locate(cell.span))
