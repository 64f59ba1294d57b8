from dataclasses import replace
from random import Random

import pytest

from ingest.source import read_source
from training.factory.office import OfficeReport, make_office_report
from training.factory.styles import SetStyle, draw_style
from training.factory.typesetting import Break
from training.factory.wordpages import write_word

STYLE = SetStyle()


def make_report(seed: int = 0) -> OfficeReport:
    return make_office_report(Random(f"word/{seed}"))


def squeeze(text: str) -> str:
    return "".join(text.split())


def list_rows(text: str) -> list[list[str]]:
    rows = (line.split("\t") for line in text.split("\n"))
    return [[cell.strip() for cell in row] for row in rows if len(row) > 1]


@pytest.mark.parametrize("seed", range(6))
def test_wordpages_say_what_the_report_says(seed: int) -> None:
    report, style = make_report(seed), draw_style(Random(seed))
    text = read_source(write_word(report.blocks, style), "a.docx").text
    assert squeeze(text) == squeeze(report.text)


def test_wordpages_keep_merged_cells() -> None:
    report = make_report()
    text = read_source(write_word(report.blocks, STYLE), "a.docx").text
    assert list_rows(text) == list_rows(report.text)
    assert max(len(row) for row in list_rows(text)) == 15


def test_wordpages_shift_a_table_with_empty_lines() -> None:
    report = make_report()
    text = read_source(write_word(report.blocks, STYLE, {"requests": Break(8)}), "a.docx").text
    assert squeeze(text) == squeeze(report.text)
    assert "\n\n\n\n三、" in text


def test_wordpages_write_the_same_bytes_again() -> None:
    style = replace(STYLE, running_head=True, page_number="of", group="turned", shade="E7E6E6")
    assert write_word(make_report().blocks, style) == write_word(make_report().blocks, style)
