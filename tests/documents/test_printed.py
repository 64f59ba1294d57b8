import pytest

from documents.forms import TableForm, load_forms
from documents.forms.printed import PrintedCell, lay_out_table

TABLES = [table for form in load_forms() for table in form.tables]


def name_table(table: TableForm) -> str:
    return f"{table.version}-{table.kind}"


def list_cells(table: TableForm) -> list[PrintedCell]:
    return [cell for line in lay_out_table(table) for cell in line]


def find_cell(table: TableForm, text: str) -> PrintedCell:
    return next(cell for cell in list_cells(table) if cell.text == text)


@pytest.mark.parametrize("table", TABLES, ids=name_table)
def test_printed_spans_tile_a_rectangle(table: TableForm) -> None:
    cells = list_cells(table)
    width = max(cell.column + cell.column_span for cell in cells)
    covered = [
        (row, column)
        for cell in cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    ]
    rectangle = [
        (row, column) for row in range(len(lay_out_table(table))) for column in range(width)
    ]
    assert sorted(covered) == rectangle


@pytest.mark.parametrize("table", TABLES, ids=name_table)
def test_printed_has_every_key_once_in_the_forms_order(table: TableForm) -> None:
    assert [cell.key for cell in list_cells(table) if cell.key] == list(table.keys())


@pytest.mark.parametrize("table", TABLES, ids=name_table)
def test_printed_rows_hold_the_cells_that_begin_in_them(table: TableForm) -> None:
    for number, line in enumerate(lay_out_table(table)):
        assert {cell.row for cell in line} == {number}
        assert [cell.column for cell in line] == sorted(cell.column for cell in line)


def test_printed_requests_group_labels_reach_over_their_rows() -> None:
    v2019, v2021 = (t for t in TABLES if t.kind == "requests")
    assert find_cell(v2021, "三、本年度办理结果").row_span == 22
    assert find_cell(v2019, "三、本年度办理结果").row_span == 20
    assert find_cell(v2021, "（三）不予公开").row_span == 8
    assert find_cell(v2021, "四、结转下年度继续办理").column_span == 3
    assert find_cell(v2019, "（六）其他处理").column_span == 2
    assert find_cell(v2021, "（六）其他处理").row_span == 3
    assert find_cell(v2021, "法人或其他组织").column_span == 5
    assert find_cell(v2021, "申请人情况").column_span == 7


def test_printed_disputes_stand_in_one_row_under_three() -> None:
    table = next(t for t in TABLES if t.kind == "disputes")
    cells = list_cells(table)
    assert {cell.row for cell in cells if cell.key} == {3}
    suit = find_cell(table, "行政诉讼")
    assert (suit.row, suit.column, suit.column_span) == (0, 5, 10)
    labels = [cell for cell in cells if cell.text == "结果维持"]
    assert [(cell.row, cell.row_span) for cell in labels] == [(1, 2), (2, 1), (2, 1)]


def test_printed_narrow_blocks_are_stretched_to_the_widest() -> None:
    v2019, v2021 = (t for t in TABLES if t.kind == "proactive")
    assert find_cell(v2021, "本年收费金额（单位：万元）").column_span == 3
    assert find_cell(v2019, "采购总金额").column_span == 2
    assert find_cell(v2019, "采购项目数量").column_span == 1
