from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from documents.layout import Layout
from documents.tables import Table
from ingest.pdf import read_pdf
from tables import read_layout_tables, read_tables
from tests.tables.cases import PIPES_AT_BOTH_ENDS
from tests.tables.pages import get, make_layout
from tests.tables.test_second import FIRST


def lay_first(rows: Sequence[Sequence[str]] = FIRST) -> Layout:
    return make_layout(
        [(cell, 20.0 + 100 * k, 20.0 + 20 * n, 1) for k, cell in enumerate(row)]
        for n, row in enumerate(rows)
    )


def test_layouts_without_pages_are_read_as_text() -> None:
    layout = replace(lay_first(), text=PIPES_AT_BOTH_ENDS, pages=(), pieces=())
    assert read_layout_tables(layout) == read_tables(PIPES_AT_BOTH_ENDS)
    assert read_layout_tables(layout, b"%PDF-1.7") == read_tables(PIPES_AT_BOTH_ENDS)


def test_layouts_with_pages_give_every_cell_its_place() -> None:
    layout = lay_first()
    (table,) = read_layout_tables(layout)
    assert [cell.value for cell in table] == [1, 0, 11, 2, 3, 5, 27, 35, 4, 12.5]
    assert all(cell.sure for cell in table)
    for cell in table:
        assert cell.span is not None
        assert cell.regions == layout.locate(cell.span)
        assert len(cell.regions) == 1


def test_layouts_doubt_figures_that_slipped_in_the_text() -> None:
    """Between the tabs the figures stand a column further left than on the page."""
    rows = [
        [(cell, 20.0 + 100 * k, 20.0 + 20 * n, 1) for k, cell in enumerate(row)]
        for n, row in enumerate(FIRST)
    ]
    rows[3] = [("行政规范性文件", 20, 80, 1), ("3", 220, 80, 1), ("5", 320, 80, 1), ("", 0, 0, 1)]
    layout = make_layout(rows)
    assert get(read_tables(layout.text)[0], "normative_docs.issued").value == 3
    (table,) = read_layout_tables(layout)
    doubted = {str(cell.key) for cell in table if not cell.sure}
    assert doubted == {f"normative_docs.{name}" for name in ("issued", "repealed", "in_force")}


def test_layouts_do_without_camelot_where_nothing_is_a_pdf() -> None:
    sys.modules.pop("camelot", None)
    read_layout_tables(lay_first(), b"PK")
    assert "camelot" not in sys.modules


def test_layouts_read_a_damaged_pdf_without_its_witness() -> None:
    tables: tuple[Table, ...] = read_layout_tables(lay_first(), b"%PDF-1.7 and no more")
    assert tables == read_layout_tables(lay_first())


def test_layouts_read_a_real_report() -> None:
    path = Path(__file__).parents[2].parent / "shared" / "reports" / "huaian-2024.pdf"
    if not path.exists():
        pytest.skip("the shared report is not there")
    data = path.read_bytes()
    tables = read_layout_tables(read_pdf(data, path.name), data)
    cells = [cell for table in tables for cell in table]
    assert len(cells) == 200
    assert all(cell.sure and cell.regions for cell in cells)
