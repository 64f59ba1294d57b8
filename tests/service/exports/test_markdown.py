import re

import pytest

from documents.forms import load_form
from documents.tables import FormVersion
from service.exports.markdown import escape_text, write_markdown
from tests.service.analyses import build_analysis, build_stranger, set_on_pages


@pytest.mark.parametrize("version", ["v2019", "v2021"])
def test_markdown_has_every_cell(version: FormVersion) -> None:
    written = write_markdown(build_analysis(version))
    cells = sum(len(table.keys()) for table in load_form(version).tables)
    assert written.count("<td") == cells
    assert "<td>23〔错〕</td>" in written
    assert "<td>缺〔疑〕</td>" in written


def test_markdown_tables_have_no_blank_line_inside() -> None:
    written = write_markdown(build_analysis())
    for table in re.findall(r"<table>.*?</table>", written, re.DOTALL):
        assert "\n\n" not in table


def test_markdown_shows_text_as_it_is() -> None:
    assert escape_text("a_b*c <x>\n# 1. [q](u)|") == r"a\_b\*c \<x\> \# 1. \[q\](u)\|"
    assert [escape_text(t) for t in ("1. 加强", "12) 加强", "-3", "3-1.5")] == [
        r"1\. 加强",
        r"12\) 加强",
        r"\-3",
        "3-1.5",
    ]
    assert r"\<script\>alert(1)\</script\>" in write_markdown(build_analysis())


def test_markdown_gives_findings_and_tags() -> None:
    written = write_markdown(build_analysis())
    assert "**错误 · 申请收办不平衡**" in written
    assert "`主动公开` `平台建设`" in written
    assert "| 林若川 | 副县长 | 组长 | 政务公开工作领导小组 |" in written


def test_markdown_of_a_strange_text_says_so() -> None:
    assert "这似乎不是政府信息公开工作年度报告" in write_markdown(build_stranger())


def test_markdown_of_a_file_with_pages_names_pages() -> None:
    analysis = set_on_pages(build_analysis(), 12, 1)
    text = write_markdown(analysis)
    assert "- **原件页面**：第 1 页由图像识别得来" in text
    assert re.search(r"^   - 第 1 页：“制发规范性文件5件”$", text, re.MULTILINE)
    assert re.search(r"^## 表三 .*，原件第 \d–\d 页）$", text, re.MULTILINE)
    assert not re.search(r"第 \d+ 行", text)
