import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.forms import load_form
from documents.tables import TableKind
from tables import read_tables
from tables.alignment import align_rows
from tables.rows import FormRow, RowReading
from tests.tables.cases import FILLED, PIPES_AT_BOTH_ENDS, write_requests, write_tabs, write_words
from tests.tables.tokens import list_texts, read_tokens


def align(kind: TableKind, text: str) -> dict[str, RowReading]:
    form = load_form("v2021").table(kind)
    rows = [FormRow(row, len(b.columns)) for b in form.blocks for row in b.rows]
    readings = align_rows(rows, kind, read_tokens(text))
    assert [r.row for r in readings] == [r.row for r in rows]
    return {reading.row.id: reading for reading in readings}


def test_alignment_gives_each_row_its_own_values() -> None:
    rows = align("proactive", PIPES_AT_BOTH_ENDS)
    assert list_texts(rows["normative_docs"].items) == ["2", "1", "7"]
    assert list_texts(rows["admin_fee"].items) == ["12.5"]
    assert {row.how for row in rows.values()} == {"direct"}


@pytest.mark.parametrize("write", [write_tabs, write_words])
def test_alignment_is_direct_for_every_row_of_a_whole_table(write: object) -> None:
    assert callable(write)
    rows = align("requests", write_requests("v2021", FILLED, write))
    assert {row.how for row in rows.values()} == {"direct"}
    values = list(FILLED.values())
    for k, row in enumerate(rows.values()):
        assert list_texts(row.items) == [str(v) for v in values[7 * k : 7 * k + 7]]


def test_alignment_marks_a_row_that_is_not_there() -> None:
    text = "".join(
        line for line in PIPES_AT_BOTH_ENDS.splitlines(keepends=True) if "行政处罚" not in line
    )
    rows = align("proactive", text)
    assert (rows["penalty"].how, rows["penalty"].items) == ("absent", ())
    assert list_texts(rows["coercion"].items) == ["0"]


def test_alignment_marks_a_row_with_too_few_values() -> None:
    rows = align("proactive", PIPES_AT_BOTH_ENDS.replace("| 2 | 1 | 7 |", "| 2 | 7 |"))
    assert rows["normative_docs"].how == "lossy"
    assert list_texts(rows["rules"].items) == ["0", "0", "0"]
    assert list_texts(rows["licence"].items) == ["35"]


def test_alignment_marks_a_row_with_too_many_values() -> None:
    rows = align("proactive", PIPES_AT_BOTH_ENDS.replace("| 2 | 1 | 7 |", "| 2 | 1 | 7 | 9 |"))
    assert rows["normative_docs"].how == "surplus"
    assert list_texts(rows["licence"].items) == ["35"]


def test_alignment_passes_a_label_that_stands_out_of_order() -> None:
    text = PIPES_AT_BOTH_ENDS.replace("| 规章 |", "行政强制\n| 规章 |")
    rows = align("proactive", text)
    assert list_texts(rows["rules"].items) == ["0", "0", "0"]
    assert list_texts(rows["coercion"].items) == ["0"]


def test_alignment_finds_a_row_by_a_label_that_is_only_like_it() -> None:
    rows = align("proactive", PIPES_AT_BOTH_ENDS.replace("| 行政事业性收费 |", "| 行政事业收费 |"))
    assert list_texts(rows["admin_fee"].items) == ["12.5"]


def test_alignment_deals_out_figures_that_stand_behind_all_labels() -> None:
    labels = "信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n行政规范性文件\n"
    text = f"{labels}2\n1\n7\n4\n0\n9\n"
    rows = align("proactive", text)
    assert list_texts(rows["rules"].items) == ["2", "1", "7"]
    assert list_texts(rows["normative_docs"].items) == ["4", "0", "9"]
    assert "direct" not in (rows["rules"].how, rows["normative_docs"].how)


@given(st.lists(st.integers(0, 10**5), min_size=175, max_size=175))
def test_alignment_loses_no_figure_of_a_grid(figures: list[int]) -> None:
    said = dict(zip(FILLED, figures, strict=True))
    rows = align("requests", write_requests("v2021", said, write_tabs))
    assert [t.text for row in rows.values() for t in row.items] == [str(f) for f in figures]


def test_alignment_contests_figures_beside_two_labels_between_the_same_borders() -> None:
    line = "\t2.重复申请3.要求提供公开出版物\t\t1\t0\t0\t0\t0\t0\t1\n"
    rows = align("requests", "（五）不予处理\t1.信访举报投诉类申请\t\t2\t0\t0\t0\t0\t0\t2\n" + line)
    assert rows["out.not_handled.publication"].contested
    assert not rows["out.not_handled.petition"].contested


def test_alignment_gives_figures_above_the_first_label_to_rows_that_they_just_fill() -> None:
    head = "二、主动公开政府信息情况\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n"
    rows = "行政规范性文件\n1\n0\n6\n"
    (whole,) = read_tables(head + "0\n0\n2\n" + rows)
    assert [cell.value for cell in whole.cells[:6]] == [0, 0, 2, 1, 0, 6]
    assert not any(cell.sure for cell in whole.cells[:3])
    (short,) = read_tables(head + "0\n2\n" + rows)
    assert {cell.state for cell in short.cells[:3]} == {"unreadable"}
