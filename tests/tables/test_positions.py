from __future__ import annotations

from dataclasses import replace

from documents.forms import load_form
from documents.layout import Layout
from documents.places import Box, Region, Span
from documents.tables import Cell, FormVersion, Table, TableKind
from tables.positions import read_positions
from tests.tables.cases import list_request_labels
from tests.tables.pages import get, make_layout

Line = list[tuple[str, float, float, int]]
WIDTH = 50.0


def read(layout: Layout, kind: TableKind, form: FormVersion = "v2021") -> Table:
    """The positions' reading where the first reading gave nothing but the extent."""
    keys = load_form(form).table(kind).keys()
    cells = tuple(Cell(*key, None, "", None, "unreadable", 0.0) for key in keys)
    table = Table(kind, form, "body", cells, Span(0, len(layout.text)))
    return read_positions(layout, [table])[0]


def lay_requests(figures: dict[int, list[str]] | None = None, break_at: int = 99) -> list[Line]:
    """The requests table, 20 points a row: labels left, figures from 200 points on; from row
    ``break_at`` on it stands on page 2."""
    head = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    lines: list[Line] = [[(words, 200 + WIDTH * k, 20, 1) for k, words in enumerate(head)]]
    for row, labels in enumerate(list_request_labels("v2021")):
        page, at = (1, row) if row < break_at else (2, row - break_at)
        top = 40.0 + 20 * at
        own = (figures or {}).get(row, [str(row)] * 7)
        label = next(filter(None, reversed(labels)))
        lines.append(
            [
                (label[:36], 10, top, page),
                *((words, 210 + WIDTH * k, top, page) for k, words in enumerate(own)),
            ]
        )
    return lines


def list_rows(table: Table) -> list[list[int | float | None]]:
    values = [cell.value for cell in table]
    return [values[7 * row : 7 * row + 7] for row in range(25)]


def test_positions_read_a_table_by_its_places() -> None:
    table = read(make_layout(lay_requests()), "requests")
    assert list_rows(table) == [[row] * 7 for row in range(25)]
    assert all(cell.sure and cell.span for cell in table)


def test_positions_do_not_care_for_the_order_of_the_text() -> None:
    lines = [[word] for line in lay_requests(break_at=9) for word in line]
    lines.sort(key=lambda line: line[0][1])  # column by column, as some PDFs have it
    table = read(make_layout(lines), "requests")
    assert list_rows(table) == [[row] * 7 for row in range(25)]


def test_positions_tell_which_cells_are_blank() -> None:
    figures = {3: ["", "", "8", "", "", "", "9"], 7: [""] * 7}
    rows = list_rows(read(make_layout(lay_requests(figures)), "requests"))
    assert rows[3] == [None, None, 8, None, None, None, 9]
    assert rows[7] == [None] * 7
    lines = [[word for word in line if word[0]] for line in lay_requests(figures)]
    table = read(make_layout(lines, between=" "), "requests")
    assert list_rows(table) == rows
    assert get(table, "out.partial.natural_person").state == "blank"


def test_positions_tell_columns_by_their_labels_where_no_row_is_full() -> None:
    figures = {row: ["", str(row), "", "", "", "", ""] for row in range(25)}
    rows = list_rows(read(make_layout(lay_requests(figures)), "requests"))
    assert [row[1] for row in rows] == list(range(25))


def test_positions_give_a_line_to_the_row_whose_label_is_not_recognised() -> None:
    lines = lay_requests()
    lines[9] = [("甲乙丙丁", 10, 200.0, 1), *lines[9][1:]]
    assert list_rows(read(make_layout(lines), "requests"))[8] == [8] * 7


def test_positions_say_nothing_of_a_line_that_two_rows_may_have() -> None:
    lines = lay_requests()
    lines[9] = [("甲乙丙丁", 10, 200.0, 1), *lines[9][1:]]
    lines[10] = [("甲乙丙丁", 10, 220.0, 1)]
    table = read(make_layout(lines), "requests")
    assert [c.state for c in table][56:70] == ["unreadable"] * 14
    assert list_rows(table)[10] == [10] * 7


def test_positions_call_a_row_missing_only_where_no_figure_is_left_over() -> None:
    lines = lay_requests()
    del lines[9]
    table = read(make_layout(lines), "requests")
    assert {c.state for c in table.cells[56:63]} == {"missing"}
    stray = [*lines, [("77", 300.0, 700.0, 1)]]
    assert {c.state for c in read(make_layout(stray), "requests").cells[56:63]} == {"unreadable"}


def test_positions_join_digits_that_go_on_beneath() -> None:
    lines = lay_requests({4: ["4"] * 6 + ["31"]})
    line = lines[5]
    lines[5] = [*((w, x, 116.0, p) for w, x, _, p in line), ("2", 512.0, 127.0, 1)]
    lines[5][0] = ("属于国家秘密", 10, 121.0, 1)
    cell = get(read(make_layout(lines), "requests"), "out.refused.state_secret.total")
    assert (cell.value, cell.state) == (312, "inferred")
    lines[5][-1] = ("2", 512.0, 119.0, 1)
    cell = get(read(make_layout(lines), "requests"), "out.refused.state_secret.total")
    assert cell.state == "unreadable"


def lay_disputes(figures: list[str], top: float = 80.0) -> list[Line]:
    head = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3
    return [
        [("行政复议", 10, 20, 1), ("行政诉讼", 300, 20, 1)],
        [(words, 10 + 38.0 * k, 50, 1) for k, words in enumerate(head)],
        [(words, 15 + 38.0 * k, top, 1) for k, words in enumerate(figures)],
    ]


def test_positions_read_rows_that_stand_side_by_side() -> None:
    figures = [str(k) for k in range(15)]
    table = read(make_layout(lay_disputes(figures)), "disputes")
    assert [cell.value for cell in table] == list(range(15))
    page_number = [*lay_disputes(figures), [("7", 300.0, 780.0, 1)]]
    assert read(make_layout(page_number), "disputes").cells == table.cells


def test_positions_find_blanks_under_the_column_labels() -> None:
    figures = ["", "1", "", "", "1", *[""] * 9, "6"]
    lines = [[word for word in line if word[0]] for line in lay_disputes(figures)]
    table = read(make_layout(lines, between=" "), "disputes")
    assert [cell.value for cell in table] == [int(f) if f else None for f in figures]


def test_positions_say_nothing_without_column_labels() -> None:
    figures = ["", "1", "", "", "1", *[""] * 9, "6"]
    lines = lay_disputes(figures)
    lines[1] = lines[1][:-1]
    assert {c.state for c in read(make_layout(lines), "disputes")} == {"unreadable"}


def test_positions_look_for_rows_just_outside_the_table() -> None:
    layout = make_layout(lay_requests())
    end = layout.text.index("四、结转")
    first = read(layout, "requests")
    torn = replace(first, span=Span(0, end))
    assert list_rows(read_positions(layout, [torn])[0])[24] == [24] * 7


def test_positions_follow_a_label_over_a_page_break() -> None:
    layout = make_layout(lay_requests(break_at=12))
    label = next(p for p in layout.pieces if p.region.page == 2)
    upper = replace(
        label,
        span=Span(label.span.start, label.span.start + 6),
        region=Region(1, Box(10, 700, 40, 710)),
    )
    lower = replace(label, span=Span(label.span.start + 6, label.span.end))
    pieces = tuple(part for p in layout.pieces for part in ((upper, lower) if p is label else (p,)))
    table = read(replace(layout, pieces=pieces), "requests")
    assert list_rows(table)[12] == [12] * 7


def test_positions_take_rows_in_the_order_of_their_lines() -> None:
    """Most labels run together in one cell, as where a recogniser missed the lines between."""
    lines = lay_requests()
    for row in range(4, 20):
        lines[row + 1] = [("甲乙丙丁", 10, 40.0 + 20 * row, 1), *lines[row + 1][1:]]
    table = read(make_layout(lines), "requests")
    assert list_rows(table) == [[row] * 7 for row in range(25)]
    # one line short, nobody knows whose
    del lines[10]
    states = [cell.state for cell in read(make_layout(lines), "requests")]
    assert set(states[28:140]) <= {"unreadable", "blank"}
    assert "number" not in states[35:133]


def test_positions_tell_the_form_by_the_number_of_lines() -> None:
    layout = make_layout(lay_requests())
    table = read(layout, "requests", "v2019")
    assert table.form == "v2021"
    assert list_rows(table) == [[row] * 7 for row in range(25)]


def test_positions_find_figures_in_lines_without_borders() -> None:
    """A label and its figures are one piece, with wide gaps between."""
    rows = ("规章  1  0  11", "行政规范性文件  2  3  5", "行政许可  27", "收到 3 件")
    layout = make_layout([[(row, 20, 40.0 + 20 * n, 1)] for n, row in enumerate(rows)])
    table = read(layout, "proactive")
    assert get(table, "licence.decisions").value == 27
    assert get(table, "rules.in_force").state == "unreadable"  # the columns are not in line
