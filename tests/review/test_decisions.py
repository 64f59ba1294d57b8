from __future__ import annotations

import pytest

from tests.review.narrated import NONE, TWELVE, Values, list_mismatches, narrate

AGREEING = [
    "全年制发行政规范性文件3件，废止2件，现行有效20件。",
    "公开规范性文件15件。",
    "在政府网站公开行政规范性文件18件，解读5件。",
    "清理规范性文件40件，其中废止6件、修改4件。",
    "报送备案规范性文件5件，审查规范性文件9件。",
    "历年现行有效规范性文件66件已全部公开。",
    "公示行政处罚信息120条，行政许可信息600条。",
    "作出行政许可决定405件，作出行政处罚决定31件。",
    "录入双公示行政许可决定380件。",
    "行政事业性收费35.2万元。",
    "行政事业性收费共35.20万元。",
    "收取行政事业性收费352000元。",
    "公开行政事业性收费项目12项。",
    "未收取信息处理费0元。",
]
DISAGREEING = [
    "全年制发行政规范性文件5件。",
    "2023年，我局制定规范性文件7件。",
    "本年废止行政规范性文件4件。",
    "现行有效行政规范性文件25件。",
    "全年作出行政处罚决定44件。",
    "作出行政许可决定450件。",
    "行政强制决定数量9件。",
    "收取行政事业性收费53.2万元。",
]


@pytest.mark.parametrize("text", AGREEING)
def test_decisions_are_silent_where_text_and_table_agree(text: str) -> None:
    assert list_mismatches(narrate(text, cells=TWELVE)) == []


@pytest.mark.parametrize("text", DISAGREEING)
def test_decisions_differ_from_the_table(text: str) -> None:
    found = [(f.rule, f.severity) for f in list_mismatches(narrate(text, cells=TWELVE))]
    assert found == [("text-table-mismatch", "warning")]


def test_decisions_do_not_hold_documents_against_the_older_form() -> None:
    text = "全年制发行政规范性文件5件，废止2件。"
    assert list_mismatches(narrate(text, cells=NONE, form="v2019")) == []


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("2020年，我局规范性文件对外公开总数量5件。", True),
        ("2020年，我局规范性文件对外公开总数量3件。", False),
        ("2020年，我局公开规范性文件5件。", False),
    ],
)
def test_decisions_read_the_columns_of_the_form_of_2019(said: str, wrong: bool) -> None:
    cells: Values = {"normative_docs.disclosed_total": 3}
    report = narrate(said, cells=cells, form="v2019", year=2020)
    assert [f.rule for f in list_mismatches(report)] == ["text-table-mismatch"] * wrong
