"""Tables that no form gives: rows as printed."""

import time

import pytest

from documents.tables import SURE, Table
from tables import read_tables

ABOVE = "二、主动公开政府信息情况\n\n本年主动公开政府信息98条，分类如下。\n\n"
BELOW = "\n\n三、依申请公开政府信息情况\n\n全年没有收到申请。\n"
CATEGORIES = (
    ("序号", "信息类别", "公开数量（条）"),
    ("1", "机构职能", "12"),
    ("2", "政策文件", "30"),
    ("3", "财政预算、决算", "0"),
    ("4", "工作动态", "56"),
)
SHARES = (
    ("公开渠道", "数量", "占比"),
    ("政府网站", "75", "76.5%"),
    ("公开栏", "20", "20.4%"),
    ("其他", "3", "3.1%"),
)
STATISTICS = (
    ("统计指标", "单位", "统计数"),
    ("一、主动公开情况", "——", "——"),
    ("（一）主动公开政府信息数", "条", "98"),
    ("1.政府网站公开政府信息数", "条", "75"),
    ("二、依申请公开情况", "——", "——"),
    ("（一）收到申请数", "件", "0"),
    ("三、信息公开工作经费", "万元", "1.5"),
)
Rows = tuple[tuple[str, ...], ...]
LAYOUTS = ("\t", " | ", "  ", "\n", "\n\n")


def write(rows: Rows, between: str) -> str:
    row_end = between if "\n" in between else "\n"
    edge = "|" if "|" in between else ""
    return row_end.join(f"{edge}{between.join(row)}{edge}" for row in rows)


def read_one(text: str) -> Table:
    (table,) = read_tables(text)
    assert (table.kind, table.form) == ("other", None)
    return table


def list_values(table: Table) -> list[tuple[str, str, object, str | None]]:
    return [(c.row, c.column, c.value, c.unit) for c in table]


@pytest.mark.parametrize("between", LAYOUTS)
def test_a_table_of_categories_is_read_row_by_row(between: str) -> None:
    table = read_one(ABOVE + write(CATEGORIES, between) + BELOW)
    assert list_values(table) == [
        (label, "公开数量（条）", int(figure), "条") for _, label, figure in CATEGORIES[1:]
    ]
    assert all(cell.sure for cell in table)


@pytest.mark.parametrize("between", LAYOUTS)
def test_figures_and_shares_keep_their_columns(between: str) -> None:
    table = read_one(ABOVE + write(SHARES, between) + BELOW)
    assert list_values(table)[2:4] == [("公开栏", "数量", 20, None), ("公开栏", "占比", 20.4, "%")]
    assert all(cell.sure for cell in table)


@pytest.mark.parametrize("between", LAYOUTS)
def test_the_sheet_of_statistics_has_each_rows_unit(between: str) -> None:
    table = read_one(ABOVE + write(STATISTICS, between) + BELOW)
    assert list_values(table) == [
        ("（一）主动公开政府信息数", "统计数", 98, "条"),
        ("1.政府网站公开政府信息数", "统计数", 75, "条"),
        ("（一）收到申请数", "统计数", 0, "件"),
        ("三、信息公开工作经费", "统计数", 1.5, "万元"),
    ]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_first_row_called_like_a_column_is_a_row(between: str) -> None:
    rows = (
        ("指 标 名 称", "计量 单位", "2012 年度", "历年累计"),
        ("主动公开信息数", "条", "36", "932"),
        ("其中：政府网站", "条", "30", "640"),
    )
    tables = read_tables(ABOVE + write(rows * 2, between) + BELOW)
    assert [[c.value for c in table] for table in tables] == [[36, 932, 30, 640]] * 2
    assert [c.column for c in tables[0]][:2] == ["2012年度", "历年累计"]


def test_the_table_takes_its_caption_and_who_filled_it_in() -> None:
    text = "政府信息公开情况统计表\n填报单位：青溪镇\n" + write(STATISTICS, "\n")
    text += "\n负责人：何川  填报人：苏岚\n"
    table = read_one(ABOVE + text + BELOW)
    assert table.span is not None
    assert table.span.cut(ABOVE + text + BELOW) == text.strip()


def test_a_total_needs_no_number() -> None:
    table = read_one(ABOVE + write((*CATEGORIES, ("合计", "98")), "\n") + BELOW)
    assert [(c.row, c.value, c.sure) for c in table][-2:] == [
        ("工作动态", 56, True),
        ("合计", 98, True),
    ]


def test_rows_of_one_name_are_told_apart() -> None:
    rows = (("项目", "数量"), ("其他", "2"), ("其他", "3"))
    assert [c.row for c in read_one(ABOVE + write(rows, "\t") + BELOW)] == ["其他", "其他（2）"]


def test_an_empty_cell_between_borders_is_blank() -> None:
    rows = (*CATEGORIES[:2], ("2", "政策文件", ""), *CATEGORIES[3:])
    states = [c.state for c in read_one(ABOVE + write(rows, "\t") + BELOW)]
    assert states == ["number", "blank", "number", "number"]


@pytest.mark.parametrize(
    "rows",
    [
        (*CATEGORIES[:2], ("2", "政策文件"), *CATEGORIES[3:]),
        (*CATEGORIES[:2], ("2", "政策文件"), ("18", "土地征收", "7"), ("19", "救助", "4")),
        (*SHARES[:2], ("公开栏", "20"), *SHARES[3:]),
        (*SHARES[:2], ("公开栏", "20.4%", "2"), ("宣传册", "5", "6", "7"), *SHARES[3:]),
        (*STATISTICS[:3], ("1.政府网站公开政府信息数",), *STATISTICS[4:]),
        (("类别", "数量"), ("通知", "3"), ("财政预算和", ""), ("决算", "8"), ("其他", "2")),
    ],
)
def test_a_lost_figure_is_never_made_up_for_silently(rows: Rows) -> None:
    for cell in read_one(ABOVE + write(rows, "\n") + BELOW):
        own = next(row for row in rows if cell.row in row)
        place = rows[0].index(cell.column)
        if cell.confidence >= SURE and cell.state != "unreadable":
            assert [str(cell.value)] == [figure.rstrip("%") for figure in own[place : place + 1]]


@pytest.mark.parametrize("cut", ["", "4\n", "4\n工作动态\n"])
def test_a_table_the_text_ends_in_is_read_as_far_as_it_goes(cut: str) -> None:
    text = ABOVE + write(CATEGORIES[:4], "\n") + "\n" + cut
    table = read_one(text)
    assert [c.value for c in table][:3] == [12, 30, 0]
    assert table.span is not None
    assert not text[table.span.end :].strip()


def test_a_figure_at_the_very_end_may_be_half_of_one() -> None:
    cells = list(read_one(ABOVE + write(SHARES[:3], "\t")[:-1]))
    assert [c.sure for c in cells] == [True, True, True, False]


def test_a_head_alone_at_the_end_is_a_table_of_which_nothing_is_known() -> None:
    assert not read_one(ABOVE + "序号\n\n公开类别\n\n数量").cells


@pytest.mark.parametrize(
    "text",
    [
        "序号\n标题\n发布日期\n1\n年度报告\n2020-01-02\n2\n通知\n2020-01-03\n",
        "项目\n我局积极推进重点项目信息公开。\n数量\n有所增加。\n",
        "公开类别 主动公开 发布时间 2021-02-03\n索引号 01 主题分类 其他\n",
        "一、公开的项目\n二、公开的数量\n本年公开12条。\n",
        "类别\n数量\n本年度各类信息均已公开。\n",
    ],
)
def test_lists_and_prose_are_no_tables(text: str) -> None:
    assert read_tables(ABOVE + text + BELOW) == ()


def test_many_heads_take_time_in_proportion() -> None:
    start = time.perf_counter()
    read_tables("序号\n类别\n数量\n1\n通知\n3\n" * 8_000)
    assert time.perf_counter() - start < 5
