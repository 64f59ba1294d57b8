"""What the pages say of tables that were read from the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from documents.layout import Layout
from documents.tables import Cell, Table
from tables.positions import read_positions
from tables.recognition import weigh_table
from tables.witness import confirm_table, match_tables

_PDF: Final = b"%PDF-"


def weigh_evidence(
    layout: Layout, tables: Sequence[Table], data: bytes | None
) -> tuple[Table, ...]:
    """The tables confirmed or put in doubt by the pages, their cells with regions."""
    formal = [table for table in tables if table.kind != "other"]
    positions = read_positions(layout, formal)
    lattices = match_tables(formal, _read_again(layout, formal, data))
    weighed = [
        weigh_table(layout, confirm_table(table, position, lattice))
        for table, position, lattice in zip(formal, positions, lattices, strict=True)
    ]
    told = iter(weighed)
    # nothing tells what a table that no form gives should add up to
    return tuple(
        _place_cells(layout, next(told) if table.kind != "other" else table) for table in tables
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
    from tables.second import read_pdf_tables  # camelot and what it stands on is heavy

    return read_pdf_tables(data, sorted(sound & on))


def _place_cells(layout: Layout, table: Table) -> Table:
    return replace(table, cells=tuple(_place_cell(layout, cell) for cell in table))


def _place_cell(layout: Layout, cell: Cell) -> Cell:
    return replace(cell, regions=layout.locate(cell.span)) if cell.span else cell
