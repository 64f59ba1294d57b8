"""Row labels with nothing behind them, in text that has no borders."""

import pytest

from documents.tables import Cell
from tables import read_tables

ABOVE = "二、主动公开政府信息情况\n"
FIRST = "第二十条第（一）项\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n"
RULES = "规章\n0\n0\n0\n行政规范性文件\n2\n0\n2\n"
LICENCE = "第二十条第（五）项\n信息内容\n本年处理决定数量\n行政许可\n3\n"
PENALTY = "第二十条第（六）项\n信息内容\n本年处理决定数量\n行政处罚\n0\n行政强制\n"
FEES = "第二十条第（八）项\n信息内容\n本年收费金额（单位：万元）\n"
BELOW = "行政事业性收费\n0\n三、收到和处理政府信息公开申请情况\n本年没有收到申请。\n"
WHOLE = ABOVE + FIRST + RULES + LICENCE + PENALTY + FEES + BELOW


def read_cell(text: str, row: str) -> Cell:
    (table,) = read_tables(text)
    return next(cell for cell in table if cell.row == row)


@pytest.mark.parametrize("between", ["\n", "\n\n", " "])
def test_a_row_that_the_next_label_follows_is_blank(between: str) -> None:
    cell = read_cell(WHOLE.replace("\n", between), "coercion")
    assert (cell.state, cell.value, cell.sure) == ("blank", None, False)


def test_the_last_row_is_blank_where_the_text_goes_on() -> None:
    assert read_cell(WHOLE.replace("收费\n0", "收费"), "admin_fee").state == "blank"


def test_all_cells_of_a_wide_row_are_blank() -> None:
    (table,) = read_tables(WHOLE.replace("规章\n0\n0\n0", "规章"))
    assert [c.state for c in table if c.row == "rules"] == ["blank"] * 3


def test_it_is_blank_where_the_text_ends_in_the_next_block() -> None:
    text = WHOLE[: WHOLE.index("行政事业性收费")]
    assert read_cell(text, "coercion").state == "blank"
    assert read_cell(text, "admin_fee").state == "missing"


def test_where_the_text_ends_nobody_knows() -> None:
    assert read_cell(WHOLE[: WHOLE.index("第二十条第（八）项")], "coercion").state == "missing"


@pytest.mark.parametrize(
    "text",
    [
        WHOLE.replace("行政许可\n3\n", "行政许可\n3\n4\n"),  # a figure too many somewhere
        WHOLE.replace("行政规范性文件\n2\n0\n", "行政规范性文件\n2\n"),  # and one lost
        "\n".join(dict.fromkeys(WHOLE.splitlines())),  # a copy that lost its repeated lines
    ],
)
def test_beside_a_doubt_it_is_not_vouched_for(text: str) -> None:
    cell = read_cell(text, "coercion")
    assert cell.state != "blank" or not cell.sure
