from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.places import Span
from training.labels import CorpusError
from training.reports import (
    NamedOfficial,
    WrittenReport,
    list_paragraphs,
    read_paragraph,
    read_reports,
)

REPORT = """\
# 青岩坪乡人民政府 | 云南 | township | 2018
## 0
[引言] 现将我乡情况报告如下。
## 1 一、概述
[组织领导] 由乡长〔何 源|乡长|组长|领导小组〕同志任组长。
### （一）主动公开
[主动公开,平台建设] 全年在网站公开⟦信息  条⟧。
### -
[其他] 防汛工作扎实。
## 2 二、依申请公开情况
[依申请公开] 没有收到。
## 3 三、收费情况
[其他事项] 没有收费。
## 6 六、存在的问题及改进措施
[存在问题] 人手少。

# 云岭县水务局 | 贵州 | bureau | 2023
## 0
[] （单位：件）
"""


def write(folder: Path, text: str = REPORT) -> tuple[WrittenReport, ...]:
    (folder / "some.txt").write_text(text, encoding="utf-8")
    return read_reports(folder)


def test_reports_keeps_what_is_printed(tmp_path: Path) -> None:
    first, second = write(tmp_path)
    assert (first.file, first.line, first.organisation) == ("some", 1, "青岩坪乡人民政府")
    assert (second.line, second.province, second.voice, second.year) == (17, "贵州", "bureau", 2023)
    assert [(p.number, p.heading) for p in first.parts] == [
        (0, None),
        (1, "一、概述"),
        (2, "二、依申请公开情况"),
        (3, "三、收费情况"),
        (6, "六、存在的问题及改进措施"),
    ]
    assert [(p.line, p.heading) for p in first.parts[1].paragraphs] == [
        (5, None),
        (7, "（一）主动公开"),
        (9, None),
    ]


def test_reports_strips_marks_into_spans(tmp_path: Path) -> None:
    leader, disclosure, _ = write(tmp_path)[0].parts[1].paragraphs
    assert leader.text == "由乡长何 源同志任组长。"
    assert leader.officials == (NamedOfficial("何 源", "乡长", "组长", "领导小组", Span(3, 6)),)
    assert disclosure.text == "全年在网站公开信息  条。"
    (blank,) = disclosure.blanks
    assert disclosure.text[blank.start : blank.end] == "信息  条"


def test_reports_document_numbers_are_no_marks() -> None:
    text = "依据国办公开办函〔2021〕30号，由〔马燕||组长|〕和〔丁 一|局长||〕负责。"
    paragraph = read_paragraph("", text, 1, None)
    assert paragraph.text == "依据国办公开办函〔2021〕30号，由马燕和丁 一负责。"
    assert [o.name for o in paragraph.officials] == ["马燕", "丁 一"]
    assert [(o.post, o.role, o.group) for o in paragraph.officials] == [
        (None, "组长", None),
        ("局长", None, None),
    ]


@settings(max_examples=60)
@given(st.lists(st.tuples(st.text("由任组长，。", max_size=5), st.text("何源马", min_size=1))))
def test_reports_each_span_holds_its_words(pieces: list[tuple[str, str]]) -> None:
    marks = ("〔{}|镇长||〕", "⟦{}⟧")
    marked = "头" + "".join(
        plain + marks[i % 2].format(name) for i, (plain, name) in enumerate(pieces)
    )
    paragraph = read_paragraph("其他", marked, 1, None)
    assert paragraph.text == "头" + "".join(plain + name for plain, name in pieces)
    spans = sorted([*(o.span for o in paragraph.officials), *paragraph.blanks])
    assert [paragraph.text[s.start : s.end] for s in spans] == [name for _, name in pieces]
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_reports_paragraphs_stand_where_an_analysis_puts_them(tmp_path: Path) -> None:
    rows = list(list_paragraphs(write(tmp_path)))
    assert [(row.section, row.heading) for row in rows] == [
        (0, None),
        (1, None),
        (1, "（一）主动公开"),
        (1, None),
        (3, None),  # by what the heading names, not by its numeral
        (3, None),  # fees are no part of the form: they stay with the part before
        (5, None),
        (0, None),
    ]
    assert rows[2].previous == "由乡长何 源同志任组长。"
    assert rows[5].previous == "没有收到。"
    assert [row.previous for row in rows if row is rows[0] or row is rows[6]] == [None, None]
    assert rows[0].id == "reports/some:3"
    assert (rows[0].organisation, rows[0].year) == ("青岩坪乡人民政府", 2018)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (18, "没有标签的一行。"),
        (18, "[公开] 全年公开信息12条。"),
        (18, "[主动公开,主动公开] 全年公开信息12条。"),
        (18, "[主动公开]  "),
        (18, "## 8 八、附件"),
        (18, "###"),
        (18, "[组织领导] 由〔何源|乡长|组长〕任组长。"),
        (18, "[主动公开] 公开⟦信息条。"),
        (18, "# 某乡 | 云南 | village | 2020"),
        (18, "# 某乡 | 云南 | township"),
        (18, "# 青岩坪乡人民政府 | 云南 | township | 2020"),
    ],
)
def test_reports_refuses_a_bad_line_and_says_where(tmp_path: Path, line: int, text: str) -> None:
    lines = REPORT.splitlines()
    lines.insert(line - 1, text)
    with pytest.raises(CorpusError, match=rf"^some(\.txt)?:{line}: "):
        write(tmp_path, "\n".join(lines))


def test_reports_refuses_lines_before_the_first_body(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"^some\.txt:1: "):
        write(tmp_path, "## 0\n" + REPORT)


def test_reports_refuses_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no reports"):
        read_reports(tmp_path)
