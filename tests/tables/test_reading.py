import re

import pytest

from documents.tables import Table
from tables import read_tables
from tests.tables.cases import (
    DISPUTES_IN_TABS,
    FILLED,
    FILLED_2019,
    PIPES_AT_BOTH_ENDS,
    Figures,
    write_bare_lines,
    write_cell_lines,
    write_pipes,
    write_requests,
    write_tabs,
    write_words,
)

FEE = "本年收费金额（单位：万元）"
PROSE = "一、总体情况\n公开行政许可12件，收到自然人申请3件，其他2件，总计5件。\n"


def read_one(text: str) -> Table:
    (table,) = read_tables(text)
    return table


def list_values(table: Table) -> list[float | int | None]:
    return [cell.value for cell in table]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        PROSE,
        "二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n（见附图）\n",
        "第二十条第（一）项规定，信息内容应当准确。自然人可以申请。\n",
    ],
)
def test_reading_finds_no_table_where_there_is_none(text: str) -> None:
    assert read_tables(text) == ()


@pytest.mark.parametrize("write", [write_tabs, write_pipes, write_cell_lines])
def test_reading_keeps_a_filled_table_and_its_template_apart(write: object) -> None:
    assert callable(write)
    empty: Figures = dict.fromkeys(FILLED)
    filled = write_requests("v2021", FILLED, write)
    template = write_requests("v2021", empty, write)
    for first, second in ((filled, template), (template, filled)):
        found = read_tables(f"{first}\n附件：政府信息公开工作年度报告格式\n\n{second}\n")
        assert [t.kind for t in found] == ["requests", "requests"]
        values = [list_values(t) for t in found]
        assert sorted(values, key=lambda v: v == list(FILLED.values())) == [
            list(empty.values()),
            list(FILLED.values()),
        ]
        assert (values[0] == list(FILLED.values())) == (first is filled)


@pytest.mark.parametrize("write", [write_tabs, write_words, write_cell_lines])
def test_reading_lets_each_table_tell_its_own_form(write: object) -> None:
    assert callable(write)
    old = write_requests("v2019", FILLED_2019, write)
    first, requests, disputes = read_tables(f"{PIPES_AT_BOTH_ENDS}\n{old}\n{DISPUTES_IN_TABS}\n")
    assert (first.form, requests.form) == ("v2021", "v2019")
    assert list_values(requests) == list(FILLED_2019.values())
    assert requests.cell("out.other", "total") is not None
    assert disputes.form in ("v2019", "v2021")


@pytest.mark.parametrize(
    ("text", "old", "new", "expected"),
    [
        (DISPUTES_IN_TABS, "结果维持", "结果维护", "结果维持"),
        (PIPES_AT_BOTH_ENDS, "行政规范性文件", "规范性文件", "行政规范性文件"),
        (
            PIPES_AT_BOTH_ENDS,
            "本年收费金额（单位：万元）",
            "本年收费金额",
            "本年收费金额（单位：万元）",
        ),
        (
            write_requests("v2021", FILLED, write_tabs),
            "四、结转下年度继续办理",
            "四、转结下年度继续办理",
            "四、结转下年度继续办理",
        ),
    ],
)
def test_reading_tells_labels_that_differ(text: str, old: str, new: str, expected: str) -> None:
    assert read_one(text).deviations == ()
    text = text.replace(old, new)
    table = read_one(text)
    (deviation,) = table.deviations
    assert (deviation.expected, deviation.printed) == (expected, new)
    assert deviation.span.cut(text) == new
    assert all(cell.sure for cell in table)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("第二十条第（一）项", "第二十条  第(一)项"),
        ("行政规范性文件", "行政 规范性\n文件"),
        ("行政许可", "行 政 许 可"),
        ("本年收费金额（单位：万元）", "本年收费金额(单位:万元)"),
    ],
)
def test_reading_passes_over_width_and_white_space(old: str, new: str) -> None:
    table = read_one(write_one_cell_a_line(PIPES_AT_BOTH_ENDS).replace(old, new))
    assert table.deviations == ()
    assert list_values(table) == [0, 0, 0, 2, 1, 7, 35, 4, 0, 12.5]


def write_one_cell_a_line(pipes: str) -> str:
    cells = [cell.strip() for cell in pipes.replace("-", "").replace("\n", "|").split("|")]
    return "\n\n".join(filter(None, cells)) + "\n"


def test_reading_tells_a_value_that_no_cell_takes() -> None:
    text = PIPES_AT_BOTH_ENDS.replace("| 2 | 1 | 7 |", "| 2 | 1 | 7 | 9 |")
    table = read_one(text)
    assert len(table.surplus) == 1
    assert read_one(PIPES_AT_BOTH_ENDS).surplus == ()
    docs = [cell for cell in table if cell.row == "normative_docs"]
    assert not any(cell.sure for cell in docs)
    assert all(cell.sure for cell in table if cell.row != "normative_docs")


def test_reading_lists_a_row_that_the_report_left_out() -> None:
    text = "".join(
        line
        for line in write_requests("v2021", FILLED, write_tabs).splitlines(keepends=True)
        if "重复申请" not in line
    )
    table = read_one(text)
    states = {cell.row: cell.state for cell in table}
    assert states["out.not_handled.repeat"] == "missing"
    assert [row for row, state in states.items() if state == "missing"] == [
        "out.not_handled.repeat"
    ]
    assert all(cell.sure for cell in table)


def test_reading_says_text_where_words_stand_for_a_figure() -> None:
    table = read_one(PIPES_AT_BOTH_ENDS.replace("| 2 | 1 | 7 |", "| 2 | 详见附件 | 7 |"))
    states = [cell.state for cell in table if cell.row == "normative_docs"]
    assert states == ["number", "text", "number"]
    cell = table.cell("normative_docs", "repealed")
    assert cell is not None
    assert (cell.raw, cell.value) == ("详见附件", None)


def test_reading_never_takes_a_blank_for_a_zero() -> None:
    table = read_one(PIPES_AT_BOTH_ENDS.replace("| 2 | 1 | 7 |", "|   | 1 | &nbsp; |"))
    states = [cell.state for cell in table if cell.row == "normative_docs"]
    assert states == ["blank", "number", "blank"]


def test_reading_keeps_the_unit_that_is_printed() -> None:
    cell = read_one(PIPES_AT_BOTH_ENDS.replace("12.5", "386.42万元")).cell(
        "admin_fee", "fee_amount"
    )
    assert cell is not None
    assert (cell.value, cell.unit, cell.raw) == (386.42, "万元", "386.42万元")


def test_reading_infers_only_what_the_sums_leave_open_once() -> None:
    """「3 3」 under lost blanks: F1 and F2 put it under the one column that has a 3."""
    lines = write_requests("v2021", FILLED, write_words).splitlines(keepends=True)
    text = "".join(
        line.replace("5 1 0 0 1 0 7", "5 1 1 7") if "予以公开" in line else line for line in lines
    )
    cells = [cell for cell in read_one(text) if cell.row == "out.disclosed"]
    assert [cell.value for cell in cells if cell.value is not None] == [5, 1, 1, 7]
    assert [cell.column for cell in cells if cell.value] == [
        "natural_person",
        "enterprise",
        "legal_service_org",
        "total",
    ]
    assert not any(cell.sure for cell in cells)
    assert {cell.state for cell in cells} == {"inferred", "blank"}


def test_reading_takes_figures_between_the_lines_of_a_label_for_its_own() -> None:
    """As PDF text has them: the label's two lines with the figures between."""
    text = write_requests("v2021", FILLED, write_words)
    for label in ("本年新收政府信", "上年结转政府信", "要求行政机关确"):
        head, tail = text.split(label)
        rest, figures, below = re.split(r" (\d+(?: \d+){6})\n", tail, maxsplit=1)
        text = f"{head}{label}\n{figures}\n{rest}\n{below}"
    table = read_one(text)
    assert list_values(table) == list(FILLED.values())
    assert all(cell.sure for cell in table)
    assert table.deviations == ()


def test_reading_takes_the_tags_of_a_page_for_borders() -> None:
    def write_tags(row: tuple[str, ...]) -> str:
        return "<tr>" + "".join(f'<td width="9"><p>{cell}</p></td>' for cell in row) + "</tr>"

    text = f"<table>{write_requests('v2021', FILLED, write_tags)}</table>"
    table = read_one(text)
    assert list_values(table) == list(FILLED.values())
    assert all(cell.sure for cell in table)
    assert {cell.span.cut(text) for cell in table if cell.span} == {
        str(figure) for figure in FILLED.values()
    }


@pytest.mark.parametrize("write", [write_words, write_bare_lines])
def test_reading_is_sure_of_the_rows_beside_one_that_is_missing(write: object) -> None:
    """Without borders too, where every row there is whole and all sums close."""
    assert callable(write)
    whole = write_requests("v2021", FILLED, write)
    text = re.sub(r"2\.重复申请\s+(?:0\s+){7}", "", whole)
    assert len(text) < len(whole)
    table = read_one(text)
    assert all(cell.sure for cell in table)
    assert {cell.row for cell in table if cell.state == "missing"} == {"out.not_handled.repeat"}


def test_reading_misses_no_row_whose_label_is_buried_in_words() -> None:
    text = write_requests("v2021", FILLED, write_tabs)
    text = re.sub(r"（一）予以公开\t.*", "（一）予以公开<5>", text)
    cells = [cell for cell in read_one(text) if cell.row == "out.disclosed"]
    assert {cell.state for cell in cells} == {"unreadable"}


def test_reading_finds_a_row_that_the_table_prints_out_of_order() -> None:
    rows = write_requests("v2021", FILLED, write_tabs).splitlines(keepends=True)
    at = next(k for k, row in enumerate(rows) if "（七）总计" in row)
    rows.insert(at - 12, rows.pop(at))
    table = read_one("".join(rows))
    assert list_values(table) == list(FILLED.values())
    assert all(cell.sure for cell in table)


def test_reading_doubts_a_figure_on_a_line_of_its_own() -> None:
    """A blank was lost, and the page number behind the row would make up for it."""
    whole = write_requests("v2021", FILLED, write_words)
    text = whole.replace("（一）予以公开 5 1 0 0 1 0 7\n", "（一）予以公开 5 1 0 1 0 7\n4\n")
    assert len(text) == len(whole)
    table = read_one(text)
    assert all(c.sure == (c.row != "out.disclosed") for c in table)
    wrapped = re.sub(r"( \d+ \d+ \d+)\n", r"\n\1\n", whole)
    assert all(cell.sure for cell in read_one(wrapped))
