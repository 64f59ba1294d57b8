import io
from typing import Any

import pytest
from openpyxl import load_workbook

from documents.forms import load_form
from documents.forms.printed import lay_out_table
from documents.tables import FormVersion, TableKind
from service.exports.sheets import FILLS
from service.exports.workbook import write_workbook
from tests.service.analyses import (
    build_analysis,
    build_stranger,
    set_on_pages,
    with_failure,
)

TOP = 3
SHEETS: dict[TableKind, str] = {"proactive": "表二", "requests": "表三", "disputes": "表四"}


def open_book(data: bytes) -> Any:
    return load_workbook(io.BytesIO(data))


@pytest.mark.parametrize("version", ["v2019", "v2021"])
@pytest.mark.parametrize("kind", ["proactive", "requests", "disputes"])
def test_workbook_lays_every_cell_where_the_form_has_it(
    version: FormVersion, kind: TableKind
) -> None:
    analysis = build_analysis(version)
    sheet = open_book(write_workbook(analysis))[SHEETS[kind]]
    table = analysis.table(kind)
    assert table is not None
    merged = {str(area) for area in sheet.merged_cells.ranges}
    for line in lay_out_table(load_form(version).table(kind)):
        for printed in line:
            place = sheet.cell(TOP + printed.row, printed.column + 1)
            if printed.row_span > 1 or printed.column_span > 1:
                corner = sheet.cell(
                    place.row + printed.row_span - 1, place.column + printed.column_span - 1
                )
                assert f"{place.coordinate}:{corner.coordinate}" in merged
            if printed.key is None:
                assert place.value == printed.text
                continue
            cell = table.cell(*printed.key)
            assert cell is not None
            if cell.value is not None:
                assert place.value == cell.value
                assert place.data_type == "n"


def test_workbook_marks_cells_that_need_a_look() -> None:
    sheet = open_book(write_workbook(build_analysis()))["表三"]
    unbalanced, blank, slash = sheet.cell(6, 4), sheet.cell(7, 9), sheet.cell(7, 6)
    assert unbalanced.value == 23
    assert "收办不平衡" in unbalanced.comment.text
    assert unbalanced.fill.fgColor.rgb == FILLS["finding"].fgColor.rgb
    assert blank.value is None
    assert "空白" in blank.comment.text
    assert slash.value == "／"
    assert sheet.cell(6, 5).comment is None
    assert "报告中没有这一格" in sheet.cell(9, 9).comment.text
    assert sheet.cell(9, 9).value == "缺"


def test_workbook_writes_formula_like_text_as_text() -> None:
    book = open_book(write_workbook(build_analysis()))
    cell = book["表三"].cell(8, 9)
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    narrative = next(
        row[3] for row in book["正文"].iter_rows() if str(row[3].value).startswith("=")
    )
    assert narrative.data_type == "s"
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_workbook_keeps_an_amounts_unit_in_its_format() -> None:
    sheet = open_book(write_workbook(build_analysis("v2019")))["表二"]
    amount = next(c for row in sheet.iter_rows() for c in row if c.value == 251000)
    assert amount.number_format == '0"元"'


def test_workbook_lists_findings_gravest_first() -> None:
    sheet = open_book(write_workbook(build_analysis()))["问题清单"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [row[0] for row in rows] == ["错误"] * 3 + ["警告"] * 2 + ["提示"]
    unbalanced = next(row for row in rows if row[7] == "requests-unbalanced")
    assert unbalanced[4:6] == ["25", "26"]
    assert "表三“（七）总计”×“自然人”＝24" in unbalanced[3]


def test_workbook_lists_the_narrative() -> None:
    book = open_book(write_workbook(build_analysis()))
    assert [cell.value for cell in book["人员"][2]][:3] == ["林若川", "副县长", "组长"]
    counts = [[cell.value for cell in row] for row in book["数量"].iter_rows(min_row=2)]
    assert [row[0] for row in counts] == [4, 1260, 35000, 5]
    assert counts[2][3] == "约"
    tags = [row[4].value for row in book["正文"].iter_rows(min_row=2)]
    assert "主动公开、平台建设" in tags


def test_workbook_of_a_strange_text_says_so() -> None:
    sheet = open_book(write_workbook(with_failure(build_stranger())))["概览"]
    said = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert any("似乎不是政府信息公开工作年度报告" in text for text in said)
    assert "第 4 页无法辨认。" in said


def test_workbook_takes_control_characters_and_endless_text() -> None:
    analysis = build_analysis(title="第\x01一\x0b" + "长" * 40_000)
    title = open_book(write_workbook(analysis))["概览"]["A1"].value
    assert title.startswith("第一长")
    assert title.endswith("从略）")
    assert len(title) < 32_767


def test_workbook_of_a_file_with_pages_names_pages() -> None:
    analysis = set_on_pages(build_analysis(), 12, 1)
    book: Any = load_workbook(io.BytesIO(write_workbook(analysis)))
    facts = {row[0].value: row[1].value for row in book["概览"].iter_rows() if row[0].value}
    assert facts["原件页面"] == "第 1 页由图像识别得来"
    people = [[cell.value for cell in row] for row in book["人员"].iter_rows()]
    assert people[0][-1] == "页"
    assert [row[-1] for row in people[1:]] == [o.regions[0].page for o in analysis.officials]
    assert "原件第" in book["表三"].cell(2, 1).value
