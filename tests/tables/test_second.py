from __future__ import annotations

from pathlib import Path

import pytest

from tables.second import read_pdf_tables
from tests.tables.pages import get, write_pdf

FIRST = (
    ("第二十条第（一）项", "", "", ""),
    ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
    ("规章", "1", "0", "11"),
    ("行政规范性文件", "2", "3", "5"),
    ("第二十条第（五）项", "", "", ""),
    ("信息内容", "本年处理决定数量", "", ""),
    ("行政许可", "27", "", ""),
    ("第二十条第（六）项", "", "", ""),
    ("信息内容", "本年处理决定数量", "", ""),
    ("行政处罚", "35", "", ""),
    ("行政强制", "4", "", ""),
    ("第二十条第（八）项", "", "", ""),
    ("信息内容", "本年收费金额", "", ""),
    ("行政事业性收费", "12.5", "", ""),
)
FIGURES = [1, 0, 11, 2, 3, 5, 27, 35, 4, 12.5]


def list_values(data: bytes, pages: range) -> list[int | float | None]:
    (table,) = read_pdf_tables(data, pages)
    return [cell.value for cell in table]


def test_second_reads_a_ruled_table() -> None:
    assert list_values(write_pdf([FIRST]), range(1, 2)) == FIGURES


def test_second_has_no_places_in_the_text_of_the_report() -> None:
    (table,) = read_pdf_tables(write_pdf([FIRST]), [1])
    assert table.span is None
    assert all(cell.span is None for cell in table)


def test_second_puts_fonts_without_ascent_right() -> None:
    assert list_values(write_pdf([FIRST], ascent=0), range(1, 2)) == FIGURES


@pytest.mark.parametrize("at", range(3, len(FIRST)))
def test_second_joins_a_table_over_a_page_break(at: int) -> None:
    assert list_values(write_pdf([FIRST[:at], FIRST[at:]]), range(1, 3)) == FIGURES


def test_second_joins_a_row_that_a_page_break_tore() -> None:
    upper = (*FIRST[:3], ("行政规范", "2", "3", "5"))
    lower = (("性文件", "", "", ""), *FIRST[4:])
    assert list_values(write_pdf([upper, lower]), range(1, 3)) == FIGURES


def test_second_joins_a_torn_row_over_a_repeated_head() -> None:
    head = FIRST[:2]
    upper = (*FIRST[:3], ("行政规范", "2", "3", "5"))
    lower = (*head, ("性文件", "", "", ""), *FIRST[4:])
    assert list_values(write_pdf([upper, lower]), range(1, 3)) == FIGURES


def test_second_reads_only_the_pages_it_is_told() -> None:
    data = write_pdf([(("甲", "1"), ("乙", "2")), FIRST])
    assert read_pdf_tables(data, [1]) == ()
    assert len(read_pdf_tables(data, [2])) == 1


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\n", b"no pdf at all", write_pdf([FIRST])[:900]])
def test_second_is_silent_about_what_it_cannot_read(data: bytes) -> None:
    assert read_pdf_tables(data, [1]) == ()
    assert read_pdf_tables(write_pdf([FIRST]), []) == ()
    assert read_pdf_tables(write_pdf([FIRST]), [1, 7]) == ()


def test_second_reads_a_real_report() -> None:
    path = Path(__file__).parents[2].parent / "shared" / "reports" / "huaian-2024.pdf"
    if not path.exists():
        pytest.skip("the shared report is not there")
    tables = read_pdf_tables(path.read_bytes(), range(1, 7))
    assert [table.kind for table in tables] == ["proactive", "requests", "disputes"]
    assert all(cell.sure for table in tables for cell in table)
    assert get(tables[0], "penalty.decisions").value == 3985758
