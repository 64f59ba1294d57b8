from collections.abc import Sequence

from documents.places import Box
from ingest.pagelines import list_lines
from ingest.pages import PageContent, RuledCell, RuledTable, Run
from ingest.pagetables import absorb_labels, join_tables

XS = (72.0, 272.0, 322.0, 372.0)


def make_table(
    top: float, rows: Sequence[Sequence[str]], xs: tuple[float, ...] = XS, height: float = 20.0
) -> RuledTable:
    ys = tuple(top + height * k for k in range(len(rows) + 1))
    cells = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            box = Box(xs[c], ys[r], xs[c + 1], ys[r + 1])
            runs = (Run(text, box),) if text else ()
            cells.append(RuledCell((r, r + 1), (c, c + 1), box, runs))
    return RuledTable(xs, ys, tuple(cells))


def make_page(number: int, *tables: RuledTable, runs: tuple[Run, ...] = ()) -> PageContent:
    return PageContent(number, 595, 842, runs, tables)


def join(*pages: PageContent) -> list[list[list[str]]]:
    contents, lines = absorb_labels(pages, list_lines(pages))
    return [
        [[cell.text for cell in row] for row in table.rows]
        for table in join_tables(contents, lines)
    ]


def test_pagetables_join_what_a_page_break_parted() -> None:
    upper = make_page(1, make_table(700, [["规章", "1", "2"]]))
    lower = make_page(2, make_table(60, [["行政规范性文件", "3", "4"]]))
    assert join(upper, lower) == [[["规章", "1", "2"], ["行政规范性文件", "3", "4"]]]


def test_pagetables_keep_apart_what_words_or_columns_part() -> None:
    heading = (Run("三、收到和处理政府信息公开申请情况", Box(72, 40, 400, 52)),)
    upper = make_page(1, make_table(700, [["规章", "1", "2"]]))
    assert len(join(upper, make_page(2, make_table(60, [["甲", "3", "4"]]), runs=heading))) == 2
    others = make_table(60, [["甲", "3", "4", "5"]], (72.0, 150.0, 220.0, 300.0, 372.0))
    assert len(join(upper, make_page(2, others))) == 2


def test_pagetables_drop_a_head_that_is_printed_again() -> None:
    head = ["信息内容", "本年制发件数", "现行有效件数"]
    upper = make_page(1, make_table(700, [head, ["规章", "1", "2"]]))
    lower = make_page(2, make_table(60, [head, ["行政规范性文件", "3", "4"]]))
    assert join(upper, lower) == [[head, ["规章", "1", "2"], ["行政规范性文件", "3", "4"]]]


def test_pagetables_mend_a_label_torn_by_the_break() -> None:
    upper = make_page(1, make_table(700, [["2.没有现成信息", "1", "2"]]))
    lower = make_page(
        2, make_table(60, [["需要另行制作", "", ""], ["3.补正后申请内容仍不明确", "0", "5"]])
    )
    (rows,) = join(upper, lower)
    assert rows[0] == ["2.没有现成信息需要另行制作", "1", "2"]
    assert len(rows) == 2


def test_pagetables_mend_a_row_whose_figures_stand_below_the_break() -> None:
    upper = make_page(1, make_table(700, [["2.没有现成信息", "", ""]]))
    lower = make_page(2, make_table(60, [["需要另行制作", "1", "2"]]))
    assert join(upper, lower) == [[["2.没有现成信息需要另行制作", "1", "2"]]]


def test_pagetables_never_mend_two_whole_labels() -> None:
    upper = make_page(1, make_table(700, [["规章", "1", "2"]]))
    lower = make_page(2, make_table(60, [["规章", "", ""]]))
    assert join(upper, lower) == [[["规章", "1", "2"], ["规章", "", ""]]]


def test_pagetables_put_a_label_back_that_ran_out_of_its_cell() -> None:
    overflow = (Run("（四）无法提供", Box(80, 745, 200, 757)),)
    page = make_page(1, make_table(700, [["", "1", "2"], ["", "3", "4"]]), runs=overflow)
    assert join(page) == [[["", "1", "2"], ["（四）无法提供", "3", "4"]]]
