from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.forms import load_form
from documents.forms.printed import PrintedCell, lay_out_table
from documents.places import Box
from documents.tables import FormVersion, TableKind
from ingest.lattice import snap_to_form
from ingest.pages import Run
from ingest.rulings import Picture, find_rulings
from ingest.walls import PictureTable, find_tables
from tests.ingest.ruled import DPI, PAGE, list_spans

HEIGHT = 40


def list_cells(version: FormVersion, kind: TableKind) -> list[PrintedCell]:
    return [cell for row in lay_out_table(load_form(version).table(kind)) for cell in row]


def draw_form(cells: Sequence[PrintedCell], rows: range) -> tuple[Picture, list[Run], list[int]]:
    """Rows of a form, ruled, the labels as runs, and the edges of the columns."""
    width = max(cell.column + cell.column_span for cell in cells)
    xs = [round(x) for x in np.linspace(120, 1120, width + 1)]
    page = np.full((PAGE[1], PAGE[0], 3), 255, dtype=np.uint8)
    runs = []
    for cell in cells:
        top = max(cell.row, rows.start)
        bottom = min(cell.row + cell.row_span, rows.stop)
        if top >= bottom:
            continue
        left, right = xs[cell.column], xs[cell.column + cell.column_span]
        y0, y1 = 200 + HEIGHT * (top - rows.start), 200 + HEIGHT * (bottom - rows.start)
        cv2.rectangle(page, (left, y0), (right, y1), (0, 0, 0), 2)
        if cell.text:
            x, y = (left + right) / 2, (y0 + y1) / 2
            runs.append(Run(cell.text, Box(x - 20, y - 10, x + 20, y + 10)))
    return page, runs, xs


def find_one(page: Picture) -> PictureTable:
    (table,) = find_tables(find_rulings(page, DPI))
    return table


def list_expected(cells: Sequence[PrintedCell], rows: range) -> list[tuple[int, int, int, int]]:
    clipped = [
        (
            max(c.row, rows.start) - rows.start,
            min(c.row + c.row_span, rows.stop) - rows.start,
            c.column,
            c.column + c.column_span,
        )
        for c in cells
    ]
    return sorted((c for c in clipped if c[0] < c[1]), key=lambda c: (c[0], c[2]))


@pytest.mark.parametrize("version", ["v2019", "v2021"])
@pytest.mark.parametrize("kind", ["proactive", "requests", "disputes"])
def test_lattice_whole_forms_recognised(version: FormVersion, kind: TableKind) -> None:
    cells = list_cells(version, kind)
    rows = range(max(cell.row + cell.row_span for cell in cells))
    page, runs, _ = draw_form(cells, rows)
    fitted = snap_to_form(find_one(page), runs)
    assert fitted is not None
    assert fitted.form.kind == kind
    assert kind == "disputes" or fitted.form.version == version
    assert fitted.rows == tuple(rows)
    assert list_spans(fitted.table) == list_expected(cells, rows)


@settings(max_examples=12)
@given(st.sampled_from([0, *range(3, 19)]), st.integers(5, 20))
def test_lattice_parts_of_a_form_recognised(first: int, count: int) -> None:
    cells = list_cells("v2021", "requests")
    rows = range(first, min(first + count, 28))
    page, runs, _ = draw_form(cells, rows)
    fitted = snap_to_form(find_one(page), runs)
    assert fitted is not None
    assert fitted.rows == tuple(rows)


@settings(max_examples=12)
@given(st.integers(4, 26), st.integers(1, 9), st.integers(0, 99))
def test_lattice_spoiled_grids_mended(row: int, column: int, seed: int) -> None:
    """A wall less, a line less, a column too many: the cells come out as the form has them."""
    cells = list_cells("v2021", "requests")
    page, runs, xs = draw_form(cells, range(28))
    y = 200 + HEIGHT * row
    page[y + 4 : y + HEIGHT - 3, xs[column] - 3 : xs[column] + 4] = 255
    other = 4 + seed % 23
    page[200 + HEIGHT * other - 3 : 200 + HEIGHT * other + 4, 125:1115] = 255
    x = (xs[5] + xs[6]) // 2
    cv2.line(page, (x, 200 + HEIGHT * 9), (x, 200 + HEIGHT * 12), (0, 0, 0), 2)
    fitted = snap_to_form(find_one(page), runs)
    assert fitted is not None
    assert fitted.rows == tuple(range(28))
    assert list_spans(fitted.table) == list_expected(cells, range(28))


def test_lattice_header_repeated() -> None:
    cells = list_cells("v2021", "requests")
    upper, above, _ = draw_form(cells, range(3))
    lower, below, _ = draw_form(cells, range(15, 28))
    page = upper.copy()
    down = 3 * HEIGHT
    page[200 + down + 2 :] = lower[200 + 2 : len(lower) - down]
    moved = [
        Run(run.text, Box(run.box[0], run.box[1] + down, run.box[2], run.box[3] + down))
        for run in below
    ]
    fitted = snap_to_form(find_one(page), [*above, *moved])
    assert fitted is not None
    assert fitted.rows == (0, 1, 2, *range(15, 28))


def test_lattice_no_form_without_labels() -> None:
    page, _, _ = draw_form(list_cells("v2021", "requests"), range(28))
    assert snap_to_form(find_one(page), ()) is None


def test_lattice_other_tables_left_alone() -> None:
    cells = list_cells("v2021", "requests")
    page, runs, _ = draw_form(cells, range(10))
    words = ("序号", "单位名称", "联系人", "办公地点", "行政许可", "总计", "备注栏目", "年份")
    others = [Run(words[k % len(words)], run.box) for k, run in enumerate(runs)]
    assert snap_to_form(find_one(page), others) is None


def test_lattice_foreign_rows_left_to_the_plain_grid() -> None:
    """A row of the unit's own that the form lacks: nothing is forced."""
    cells = list_cells("v2021", "disputes")
    page, runs, _ = draw_form(cells, range(4))
    for k in (1, 2, 3):
        cv2.rectangle(page, (120, 360), (1120, 360 + 40 * k), (0, 0, 0), 2)
    cv2.line(page, (600, 360), (600, 480), (0, 0, 0), 2)
    foreign = [Run("其他说明事项", Box(200, 370 + 40 * k, 400, 390 + 40 * k)) for k in range(3)]
    fitted = snap_to_form(find_one(page), [*runs, *foreign])
    assert fitted is None or len(fitted.rows) == 4


def test_lattice_rulings_are_never_left_out() -> None:
    """With a row of its own between those of the form, a table is not the form's."""
    cells = list_cells("v2021", "requests")
    page, runs, _ = draw_form(cells, range(28))
    y = 200 + HEIGHT * 20 + HEIGHT // 2
    cv2.line(page, (120, y), (1120, y), (0, 0, 0), 2)
    assert snap_to_form(find_one(page), runs) is None
