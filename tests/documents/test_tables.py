from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.forms import load_forms
from documents.tables import SURE, Cell, CellKey, CellState, Table

KEYS = [key for form in load_forms() for table in form.tables for key in table.keys()]  # noqa: SIM118
STATES: tuple[CellState, ...] = get_args(CellState)
VALUED = ("number", "inferred")


def make_cell(state: CellState, value: float | None, confidence: float = 1.0) -> Cell:
    return Cell("out.total", "total", value, "", None, state, confidence)


@pytest.mark.parametrize("state", STATES)
def test_tables_cells_have_a_value_just_where_the_state_says_so(state: CellState) -> None:
    right, wrong = (3, None) if state in VALUED else (None, 3)
    assert make_cell(state, right).value == right
    with pytest.raises(ValueError, match="cannot have the value"):
        make_cell(state, wrong)


@given(st.sampled_from(STATES), st.floats(0, 1))
def test_tables_cells_are_sure_only_when_read(state: CellState, confidence: float) -> None:
    cell = make_cell(state, 0 if state in VALUED else None, confidence)
    told = state not in ("unreadable", "inferred")
    assert cell.sure == (told and confidence >= SURE)


def test_tables_blanks_count_as_zero_in_sums() -> None:
    assert make_cell("number", 7).amount == 7
    assert make_cell("blank", None).amount == 0
    assert make_cell("slash", None).amount == 0


def test_tables_keys_are_read_back_from_their_text() -> None:
    assert [CellKey.parse(str(key)) for key in KEYS] == KEYS


@given(st.text("abc._", min_size=1, max_size=12), st.text("abc_", min_size=1, max_size=8))
def test_tables_keys_part_at_the_last_dot(row: str, column: str) -> None:
    assert CellKey.parse(str(CellKey(row, column))) == (row, column)


def test_tables_find_a_cell_by_row_and_column() -> None:
    cells = (make_cell("number", 7), Cell("carried_out", "total", None, "", None, "blank", 1.0))
    table = Table("requests", "v2021", "body", cells)
    assert table.cell("out.total", "total") is cells[0]
    assert table.cell("out.total", "enterprise") is None
    assert tuple(table) == cells
    assert cells[1].key == CellKey("carried_out", "total")
