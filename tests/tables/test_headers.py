from collections.abc import Callable, Sequence

import pytest

from documents.tables import Table
from tables import read_tables
from tests.tables.cases import FILLED, list_request_labels, write_tabs, write_words

COLUMNS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
SWAPPED = (0, 1, 2, 4, 3, 5, 6)
TOTAL_FIRST = (6, 0, 1, 2, 3, 4, 5)


def write_lines(row: tuple[str, ...]) -> str:
    return "\n".join(row) + "\n"


def read_moved(order: Sequence[int], write: Callable[[tuple[str, ...]], str]) -> Table:
    """The filled table with its columns in another order under one line of labels."""
    values = [str(figure) for figure in FILLED.values()]
    text = write(("申请人情况", *(COLUMNS[k] for k in order)))
    for at, labels in enumerate(list_request_labels("v2021")):
        own = values[7 * at : 7 * at + 7]
        text += write(("".join(labels), *(own[k] for k in order)))
    (table,) = read_tables(text)
    return table


def list_values(table: Table) -> list[float | int | None]:
    return [cell.value for cell in table]


@pytest.mark.parametrize("order", [SWAPPED, TOTAL_FIRST])
def test_headers_tell_the_order_of_the_cells(order: Sequence[int]) -> None:
    table = read_moved(order, write_tabs)
    assert list_values(table) == list(FILLED.values())
    assert all(cell.sure for cell in table)


def test_headers_without_borders_are_followed_only_where_sums_bear_them_out() -> None:
    table = read_moved(TOTAL_FIRST, write_words)
    assert list_values(table) == list(FILLED.values())
    assert all(cell.sure for cell in table)
    table = read_moved(SWAPPED, write_words)
    assert not any(cell.sure for cell in table if cell.value)
    assert all(cell.sure for cell in table if cell.row == "out.not_handled.repeat")


def test_headers_of_a_label_a_line_tell_no_order() -> None:
    table = read_moved(SWAPPED, write_lines)
    wrong = [c for c, figure in zip(table, FILLED.values(), strict=True) if c.value != figure]
    assert wrong
    assert not any(cell.sure for cell in wrong)
    assert list_values(read_moved(TOTAL_FIRST, write_lines)) == list(FILLED.values())


def test_headers_that_the_sums_belie_are_not_followed() -> None:
    """The labels were moved, the figures were not."""
    text = write_tabs(("申请人情况", *(COLUMNS[k] for k in TOTAL_FIRST)))
    values = [str(figure) for figure in FILLED.values()]
    for at, labels in enumerate(list_request_labels("v2021")):
        text += write_tabs(("".join(labels), *values[7 * at : 7 * at + 7]))
    (table,) = read_tables(text)
    assert list_values(table) == list(FILLED.values())
    assert not any(cell.sure for cell in table if cell.value)


def test_headers_of_the_first_table_tell_the_order_of_its_cells() -> None:
    (table,) = read_tables(
        "第二十条第（一）项\n信息内容\t现行有效件数\t本年制发件数\t本年废止件数\n"
        "规章\t0\t0\t0\n行政规范性文件\t7\t2\t1\n第二十条第（五）项\n"
    )
    cells = [cell for cell in table if cell.row == "normative_docs"]
    assert [(cell.column, cell.value) for cell in cells] == [
        ("issued", 2),
        ("repealed", 1),
        ("in_force", 7),
    ]
    assert all(cell.sure for cell in cells)


def test_headers_repeated_over_a_merged_cell_are_one_column() -> None:
    text = (
        "第二十条第（五）项|第二十条第（五）项|第二十条第（五）项|\n"
        "信息内容|本年处理决定数量|本年处理决定数量|\n行政许可|35|35|\n"
        "第二十条第（六）项|第二十条第（六）项|第二十条第（六）项|\n"
        "信息内容|本年处理决定数量|本年处理决定数量|\n行政处罚|4|4|\n行政强制|2|3|\n"
        "第二十条第（八）项|第二十条第（八）项|第二十条第（八）项|\n"
        "信息内容|本年收费金额|本年收费金额|\n行政事业性收费|0.5|0.5|\n"
    )
    (table,) = read_tables(text)
    values = {cell.row: cell.value for cell in table if cell.sure and cell.state == "number"}
    assert values == {"licence": 35, "penalty": 4, "admin_fee": 0.5}
    assert [span.cut(text) for span in table.surplus]


@pytest.mark.parametrize("write", [write_tabs, write_words, write_lines])
@pytest.mark.parametrize(("head", "places"), [(COLUMNS[:6], range(6)), (("合计",), (6,))])
def test_headers_tell_the_columns_that_are_missing(
    write: Callable[[tuple[str, ...]], str], head: Sequence[str], places: Sequence[int]
) -> None:
    values = [str(figure) for figure in FILLED.values()]
    text = write(("申请人情况", *head))
    for at, labels in enumerate(list_request_labels("v2021")):
        text += write(("".join(labels), *(values[7 * at + k] for k in places)))
    (table,) = read_tables(text)
    for at, (cell, figure) in enumerate(zip(table, FILLED.values(), strict=True)):
        printed = at % 7 in places
        assert (cell.value, cell.state) == ((figure, "number") if printed else (None, "missing"))
    assert all(cell.sure for cell in table)


OWN_HEADER = "信息内容\n本年度实际办结数量\n向社会公布数量\n其中网上数量\n"


@pytest.mark.parametrize("between", ["\n", "\t"])
def test_columns_of_a_bodys_own_are_not_vouched_for(between: str) -> None:
    text = "二、主动公开政府信息情况\n第二十条第（一）项\n" + OWN_HEADER.replace("\n", between)
    text += "\n规章{0}0{0}0{0}0\n规范性文件{0}4{0}1{0}3\n第二十条第（五）项\n信息内容{0}办件数量\n"
    text += "行政许可{0}12\n三、收到和处理政府信息公开申请情况\n没有收到申请。\n"
    (table,) = read_tables(text.format(between))
    assert [c.sure for c in table if c.row in ("rules", "normative_docs")] == [False] * 6
    assert [(c.value, c.sure) for c in table if c.row == "licence"][-1:] == [(12, True)]


def test_a_text_that_ends_in_a_head_of_a_bodys_own_ends_in_a_table() -> None:
    text = "二、主动公开政府信息情况\n\n第二十条第（一）项\n\n" + OWN_HEADER
    (table,) = read_tables(text)
    assert {cell.state for cell in table} == {"missing"}
    assert table.span is not None
    assert not text[table.span.end :].strip()
