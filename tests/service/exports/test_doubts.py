"""A person who is to be looked at is marked in every output."""

from dataclasses import replace
from io import BytesIO

import openpyxl

from documents.report import Analysis
from service.exports.markdown import write_markdown
from service.exports.page import write_page
from service.exports.workbook import write_workbook
from tests.service.analyses import build_analysis


def doubt_first(analysis: Analysis) -> Analysis:
    first, *others = analysis.officials
    return replace(analysis, officials=(replace(first, unsure=True), *others))


def test_doubts_about_a_person_are_shown() -> None:
    analysis = doubt_first(build_analysis())
    name, other = (official.name for official in analysis.officials[:2])
    said = write_markdown(analysis)
    assert f"{name}〔待核〕" in said
    assert f"{other}〔待核〕" not in said
    sheet = openpyxl.load_workbook(BytesIO(write_workbook(analysis)))["人员"]
    heads = [cell.value for cell in sheet[1]]
    assert [row[heads.index("待核")].value for row in sheet.iter_rows(min_row=2, max_row=3)] == [
        "待核",
        None,
    ]
    assert write_page(analysis).count("待核") > write_page(build_analysis()).count("待核")
