"""Texts that end inside a table, as excerpts do."""

from random import Random

import pytest

from documents.forms.model import KINDS, VERSIONS
from documents.tables import Cell, CellKey, Table
from tables import read_tables
from tests.tables.cases import (
    FILLED,
    HEAD,
    PIPES_WITHOUT_FIRST_COLUMN,
    write_bare_lines,
    write_pipes,
    write_requests,
    write_tabs,
)
from training.factory.figures import make_figures
from training.factory.flatten import FLATTENING, FLATTENINGS, UNREADABLE
from training.factory.tables import make_table, print_table

ABOVE = "二、主动公开政府信息情况\n"
SHOWN = tuple(name for name in FLATTENINGS if name != "absent" and name not in UNREADABLE)


def read_one(text: str) -> Table:
    (table,) = read_tables(text)
    return table


def read_row(text: str, row: str) -> list[Cell]:
    return [cell for cell in read_one(text) if cell.row == row]


def cut_behind(text: str, words: str) -> str:
    return text[: text.index(words) + len(words)]


def list_cells(cells: list[Cell]) -> list[tuple[object, str]]:
    return [(cell.value, cell.state) for cell in cells]


@pytest.mark.parametrize("flattening", SHOWN)
def test_breaks_anywhere_make_no_cell_silently_wrong(flattening: str) -> None:
    """Cuts inside figures and behind them, at every eighth cell: what is vouched for is true, and
    nothing behind the cut has a value or is blank."""
    for kind in KINDS:
        for form in VERSIONS:
            table = make_table(Random(f"{kind}-{form}"), kind, form, flattening)
            whole = [t for t in read_tables(f"{table.text}\n（完）\n") if t.form == form]
            for cell in (cell for t in whole for cell in t.cells[::8] if cell.span):
                assert cell.span is not None
                for cut in {cell.span.start + 1, cell.span.end}:
                    for read in read_tables(table.text[:cut]):
                        if read.form == form:
                            assert list_wrong(read, whole[0], cut) == []


def list_wrong(read: Table, whole: Table, cut: int) -> list[CellKey]:
    known = {cell.key: cell for cell in whole}
    return [
        cell.key
        for cell in read
        if cell.sure
        and known[cell.key].sure
        and cell.state not in ("missing", "text")
        and cell.value != known[cell.key].value
    ]


@pytest.mark.parametrize("flattening", [n for n in SHOWN if FLATTENING[n].mode == "kept"])
def test_breaks_leave_the_rows_above_as_they_are(flattening: str) -> None:
    rng = Random(5)
    figures = make_figures(rng, "v2021", "county").tables["requests"]
    table = print_table(rng, "requests", "v2021", figures, flattening, (), fill="zeros")
    (whole,) = read_tables(f"{table.text}\n（完）\n")
    cut = whole.cells[70].span
    assert cut is not None
    (read,) = read_tables(table.text[: cut.end])
    above = [cell.key for cell in read.cells[:63] if cell.value != table.truth[cell.key]]
    assert above == []
    assert {cell.state for cell in read.cells[77:]} == {"missing"}


def test_breaks_in_a_row_leave_its_first_cells() -> None:
    text = cut_behind(PIPES_WITHOUT_FIRST_COLUMN, "行政规范性文件 | 2 | 1 |")
    row = read_row(text, "normative_docs")
    assert list_cells(row) == [(2, "number"), (1, "number"), (None, "missing")]
    assert not any(cell.sure for cell in row)  # it may be whole and have lost a value


def test_breaks_know_the_fillers_of_a_row_from_those_of_others() -> None:
    text = cut_behind(write_requests("v2021", FILLED, write_tabs), "（二）部分公开")
    text += "（区分处理的，只计这一情形，不计其他情形）\t\t0\t0\t"
    row = read_row(text, "out.partial")
    assert list_cells(row) == [(0, "number")] * 2 + [(None, "missing")] * 5


@pytest.mark.parametrize("end", ["", "\n"])
def test_breaks_in_a_figure_are_doubted(end: str) -> None:
    *_, last = read_row(
        cut_behind(PIPES_WITHOUT_FIRST_COLUMN, "件 | 2 | 1 | 7") + end, "normative_docs"
    )
    assert (last.value, last.sure) == (7, False)
    *_, last = read_row(cut_behind(PIPES_WITHOUT_FIRST_COLUMN, "规章 | 0 | 0 | 0") + end, "rules")
    assert (last.value, last.sure) == (0, True)


def test_breaks_behind_a_label_leave_its_row_missing() -> None:
    text = cut_behind(write_requests("v2021", FILLED, write_bare_lines), "（二）部分公开（")
    table = read_one(text)
    assert {c.state for c in table if c.row == "out.partial"} == {"missing"}
    assert not table.deviations
    assert not any(c.sure for c in table if c.state == "missing")


def test_breaks_in_words_of_a_label_leave_its_row_missing() -> None:
    text = cut_behind(write_requests("v2021", FILLED, write_bare_lines), "（二）部分公开（区分处理")
    table = read_one(text)
    assert {c.state for c in table if c.row == "out.partial"} == {"missing"}
    assert not table.deviations
    assert all(c.sure for c in table if c.row == "out.disclosed")


def test_breaks_give_figures_of_a_strange_row_to_nobody() -> None:
    lines = (
        "信息内容 上一年项目数量 规章 0 0 0 规范性文件 3 4 5 其他文件 1 1 1 第二十条第（五）项 信息"
    )
    table = read_one(ABOVE + "\n\n".join(lines.split()))
    assert [c.value for c in table if c.row == "normative_docs"] == [3, 4, 5]
    assert {c.state for c in table if c.row == "licence"} == {"missing"}


def test_breaks_in_the_header_leave_no_row() -> None:
    """「总计」 of the header is no row, and what is left of a label belongs to the table."""
    text = "".join(map(write_pipes, HEAD))
    for end in ("科研机", "商业企业 |", "自然人 | 法人或其他组织 |  |  |  |  | 总计 |"):
        table = read_one(cut_behind(text, end))
        assert {cell.state for cell in table} == {"missing"}
        assert table.span is not None
        assert table.span.end == text.index(end) + len(end.rstrip(" |"))


def test_breaks_take_a_last_cell_without_its_border() -> None:
    rows = ("信息内容 本年制发件数 本年废止件数 现行有效件数", "规章 0 0 0", "行政规范性文件 4 0 0")
    text = ABOVE + "\n|\n".join(" |\n".join(row.split()) + " |" for row in rows)
    row = read_row(text.removesuffix(" |"), "normative_docs")
    assert [cell.value for cell in row] == [4, 0, 0]


def test_breaks_are_none_where_something_else_follows() -> None:
    text = PIPES_WITHOUT_FIRST_COLUMN + "海门市档案局\n2024年1月5日\n"
    table = read_one(text)
    assert table.span is not None
    assert table.span.cut(text).endswith("12.5 | |")


def test_breaks_doubt_a_last_row_with_a_figure_too_many() -> None:
    rows = "规章\t0\t0\t0\n规范性文件\t3\t2\t8\n"
    text = "信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量\n" + rows
    text += "信息内容\t采购项目数量\t采购总金额\n政府集中采购\n\t4\n\t4\n\t9120\n"
    assert not any(cell.sure for cell in read_row(ABOVE + text, "central_procurement"))


def test_breaks_read_noughts_that_ran_together_in_the_last_row() -> None:
    head = ABOVE + "信息内容上一年项目数量本年增/减处理决定数量\n行政许可000\n"
    last = read_row(head + "信息内容上一年项目数量本年增/减\n行政事业性收费00", "admin_fee")
    assert [(cell.value, cell.state) for cell in last] == [(0, "inferred")] * 2
