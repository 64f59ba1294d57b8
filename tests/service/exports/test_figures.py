import pytest

from documents.forms import load_forms
from documents.tables import Cell
from service.exports.figures import is_doubtful, list_figures


def test_figures_have_every_cell_of_either_form_once() -> None:
    figures = list_figures()
    assert len({(f.kind, f.key) for f in figures}) == len(figures) == 226
    for form in load_forms():
        for table in form.tables:
            mine = [f for f in figures if f.kind == table.kind and form.version in f.versions]
            assert [f.key for f in mine if f.kind == table.kind] == list(table.keys())


@pytest.mark.parametrize(
    ("column", "value", "unit", "doubtful"),
    [
        ("fee_amount", 3.5, None, False),
        ("fee_amount", 3.5, "万元", False),
        ("fee_amount", 35000, "元", True),
        ("fee_amount", 0, "元", False),
        ("procurement_amount", 251000, "元", True),
        ("decisions", 12, "件", False),
    ],
)
def test_figures_doubt_amounts_whose_unit_is_not_the_forms(
    column: str, value: float, unit: str | None, doubtful: bool
) -> None:
    figure = next(f for f in list_figures() if f.key.column == column)
    cell = Cell(figure.key.row, column, value, str(value), unit, "number", 0.99)
    assert is_doubtful(cell, figure.column) is doubtful
