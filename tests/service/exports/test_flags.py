from dataclasses import replace

import pytest

from documents.findings import Evidence, Finding
from documents.tables import Cell, CellKey, CellState
from service.exports.flags import find_cell, find_table, flag_cells, print_cell
from tests.service.analyses import build_analysis


def make_cell(value: float | None, raw: str, state: CellState, unit: str | None = None) -> Cell:
    return Cell("rules", "issued", value, raw, unit, state, 0.99)


def test_flags_say_why() -> None:
    _, requests, disputes = flag_cells(build_analysis())
    persons = requests[CellKey("new_received", "natural_person")]
    assert persons.grade == "finding"
    assert persons.reasons[0].startswith("错误：表三“自然人”一列收办不平衡")
    assert requests[CellKey("carried_in", "research_org")].grade == "empty"
    assert requests[CellKey("out.partial", "other_org")].reasons == ("报告中没有这一格。",)
    assert "8" in str(requests[CellKey("out.other.misc", "other_org")])
    assert disputes[CellKey("suit_direct", "upheld")].grade == "unsure"
    assert disputes[CellKey("suit_direct", "corrected")].reasons == ("读数把握不足，请对照原文。",)


def test_flags_know_a_whole_table() -> None:
    analysis = build_analysis()
    span = analysis.tables[1].span
    assert find_table(analysis, Evidence(span, cell="requests:")) == 1
    assert find_cell(analysis, Evidence(span, cell="requests:")) is None
    assert find_table(analysis, Evidence(cell="requests:")) is None


def test_flags_leave_sure_numbers_alone() -> None:
    proactive, requests, disputes = flag_cells(build_analysis())
    assert (len(proactive), len(requests), len(disputes)) == (0, 9, 2)


def test_flags_of_a_blank_cell_stay_empty_under_a_finding_about_blanks() -> None:
    _, requests, _ = flag_cells(build_analysis())
    flag = requests[CellKey("carried_in", "other_org")]
    assert flag.grade == "empty"
    assert flag.reasons == ("警告：表三有 1 格空白。", "报告此格空白。")


def test_flags_ignore_notices() -> None:
    evidence = Evidence(cell="proactive:rules.issued")
    notice = Finding("1", "all-zero", "notice", "数据全为零。", (evidence,))
    assert not flag_cells(build_analysis(findings=(notice,)))[0]


def test_flags_find_the_copy_that_the_span_means() -> None:
    analysis = build_analysis()
    body = analysis.tables[0]
    moved = tuple(
        replace(cell, span=None if cell.span is None else type(cell.span)(0, cell.span.length))
        for cell in body
    )
    copy = replace(body, location="appendix", cells=moved)
    twice = replace(analysis, tables=(copy, body))
    key = CellKey("rules", "issued")
    cell = f"proactive:{key}"
    spans = [table.cell(*key).span for table in twice.tables if table.cell(*key)]  # type: ignore[union-attr]
    assert [find_cell(twice, Evidence(span, cell=cell)) for span in spans] == [(0, key), (1, key)]
    assert find_cell(twice, Evidence(cell=cell)) == (1, key)
    assert find_cell(twice, Evidence(cell="proactive:no.such")) is None


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (make_cell(0, "0", "number"), "0"),
        (make_cell(3.50, "3.5", "number"), "3.5"),
        (make_cell(251000, "251000元", "number", "元"), "251000元"),
        (make_cell(3.5, "3.5万元", "number", "万元"), "3.5"),
        (make_cell(None, " ", "blank"), ""),
        (make_cell(None, " — ", "slash"), "—"),
        (make_cell(None, "", "slash"), "／"),
        (make_cell(None, "", "missing"), "缺"),
        (make_cell(None, "1 2", "unreadable"), "1 2？"),
        (make_cell(None, "详见附件", "text"), "详见附件"),
    ],
)
def test_flags_print_cells_as_a_reader_sees_them(cell: Cell, shown: str) -> None:
    assert print_cell(cell, "万元") == shown
