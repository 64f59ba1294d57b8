import io
from dataclasses import replace
from typing import Any

from openpyxl import load_workbook

from service.exports.collection import write_collection
from service.exports.figures import list_figures
from tests.service.analyses import build_analysis, build_stranger, with_failure

FIRST = 11


def open_book(*args: Any) -> Any:
    return load_workbook(io.BytesIO(write_collection(*args)))


def read_column(sheet: Any, kind_and_row: str, column: str) -> int:
    """The number of the column under those two head cells."""
    head = None
    for number in range(FIRST, sheet.max_column + 1):
        head = sheet.cell(3, number).value or head
        if head and head.endswith(kind_and_row) and sheet.cell(4, number).value.startswith(column):
            return number
    raise AssertionError(f"no column {kind_and_row} {column}")


def test_collection_has_a_row_a_report_with_all_its_cells() -> None:
    old, new = build_analysis("v2019"), build_analysis("v2021")
    sheet = open_book([new, old])["汇总"]
    assert [sheet.cell(row, 2).value for row in (5, 6)] == [2020, 2023]
    for row, analysis in ((5, old), (6, new)):
        for number, figure in enumerate(list_figures(), FIRST):
            table = analysis.table(figure.kind)
            cell = table.cell(*figure.key) if table else None
            value = sheet.cell(row, number).value
            if cell is None:
                assert value is None
            elif cell.value is None:
                assert isinstance(value, str)
            else:
                assert value == cell.value


def test_collection_totals_each_year_by_formula() -> None:
    book = open_book([build_analysis("v2019"), build_analysis("v2021"), build_analysis("v2021")])
    sheet = book["汇总"]
    heads = [sheet.cell(row, 1).value for row in range(8, 14)]
    assert heads[0] == "2020 年合计（1 份）"
    assert heads[3] == "2023 年合计（2 份）"
    column = read_column(sheet, "行政许可", "本年处理决定数量")
    letter = sheet.cell(1, column).column_letter
    here, years = f"${letter}$5:${letter}$7", "$B$5:$B$7"
    assert sheet.cell(11, column).value == f"=SUMIFS({here},{years},2023)"
    assert sheet.cell(12, column).value == (
        f'=SUMPRODUCT(({years}=2023)*({here}<>"")*NOT(ISNUMBER({here})))'
    )
    total = book["2023合计 表二"]
    formulas = [c.value for row in total.iter_rows() for c in row if c.data_type == "f"]
    assert len(formulas) == 10
    assert f"=SUMIFS(汇总!${letter}$5:${letter}$7,汇总!$B$5:$B$7,2023)" in formulas


def test_collection_counts_gaps_and_doubts() -> None:
    sheet = open_book([build_analysis("v2021")])["汇总"]
    assert [sheet.cell(5, column).value for column in (7, 8)] == [5, 2]
    upheld = read_column(sheet, "行政诉讼 › 未经复议直接起诉", "结果维持")
    assert sheet.cell(8, upheld).value == 1
    assert sheet.cell(8, upheld + 2).value == 0


def test_collection_never_writes_report_text_as_formula() -> None:
    sheet = open_book([build_analysis("v2021")])["汇总"]
    column = read_column(sheet, "（一）予以公开", "其他")
    assert (sheet.cell(5, column).value, sheet.cell(5, column).data_type) == ("=1+1", "s")


def test_collection_points_at_a_report_that_is_there_twice() -> None:
    sheet = open_book([build_analysis(name="甲.txt"), build_analysis(name="乙.txt")])["汇总"]
    assert sheet.cell(5, 9).value in (None, "")
    assert "第 5 行" in sheet.cell(6, 9).value


def test_collection_lists_what_failed() -> None:
    book = open_book(
        [with_failure(build_analysis()), build_stranger("树.txt")], [("坏.txt", "无法识别文字编码")]
    )
    rows = [[cell.value for cell in row] for row in book["未能处理的文件"].iter_rows(min_row=2)]
    assert rows[0] == ["坏.txt", "无法识别文字编码"]
    assert any("第 4 页" in row[1] for row in rows)
    assert any(row[0] == "树.txt" and "未列入汇总" in row[1] for row in rows)
    assert book["汇总"].cell(6, 1).value == "2023 年合计（1 份）"


def test_collection_says_which_table_a_report_lacks() -> None:
    analysis = build_analysis()
    lacking = replace(analysis, tables=analysis.tables[:2])
    sheet = open_book([lacking])["汇总"]
    column = read_column(sheet, "行政复议", "总计")
    assert sheet.cell(5, column).value == "缺"
    assert sheet.cell(5, 7).value == 5 + 15


def test_collection_of_nothing_is_a_workbook() -> None:
    assert open_book([], [("坏.txt", "空")]).sheetnames == ["汇总", "问题清单", "未能处理的文件"]
