from __future__ import annotations

from dataclasses import replace

from analysis.pipeline import analyze
from documents.report import Analysis
from training.annotations.annotation import Annotation
from training.annotations.suggestions import clear_suggestion, suggest_rows

REPORT = """青岩坪乡2022年政府信息公开工作年度报告
一、总体情况
（一）组织领导
成立政务公开工作领导小组，由乡长何源任组长，办公室设在党政办。
（二）主动公开
全年主动公开政府信息🀄12条。
全年主动公开政府信息🀄12条。
二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
四、政府信息公开行政复议、行政诉讼情况
五、存在的主要问题及改进情况
公开内容不够全面。
六、其他需要报告的事项
无。
"""


def read(text: str = REPORT) -> tuple[Analysis, tuple[Annotation, ...]]:
    analysis = analyze(text.encode(), "甲.txt")
    return analysis, suggest_rows(analysis)


def test_suggestions_are_what_the_analysis_says() -> None:
    analysis, rows = read()
    assert [row.text for row in rows] == [p.text for p in analysis.paragraphs]
    assert [set(row.tags or ()) for row in rows] == [
        {score.tag for score in p.tags} for p in analysis.paragraphs
    ]
    officials = [o for row in rows for o in row.officials or ()]
    assert [(o.name, o.post, o.role, o.group) for o in officials] == [
        (o.name, o.post, o.role, o.group) for o in analysis.officials
    ]
    counts = [c for row in rows for c in row.counts or ()]
    assert [(c.value, c.unit, c.measure, c.scope) for c in counts] == [
        (c.value, c.unit, c.measure, c.scope) for c in analysis.counts
    ]
    assert (len(officials), len(counts)) == (1, 2)


def test_suggestions_spans_are_of_the_paragraph() -> None:
    _, rows = read()
    assert [m.span.cut(row.text) for row in rows for m in row.mentions] == [
        "乡长何源",
        "12条",
        "12条",
    ]


def test_suggestions_carry_context_and_origin() -> None:
    analysis, rows = read()
    second = rows[2]
    assert (second.section, second.heading, second.previous) == (1, "主动公开", rows[1].text)
    assert (second.organisation, second.year) == ("青岩坪乡", 2022)
    assert second.source is not None
    assert second.source.name == "甲.txt"
    assert second.source.span.cut(analysis.text) == second.text
    assert rows[3].previous is None
    assert second.review.state == "suggested"
    assert second.review.model == analysis.produced_by.models["tags"]


def test_suggestions_have_the_same_ids_in_every_run_and_none_twice() -> None:
    _, rows = read()
    assert [row.id for row in read()[1]] == [row.id for row in rows]
    assert rows[2].id == f"{rows[1].id}-2"
    assert len({row.id for row in rows}) == len(rows)


def test_suggestions_of_what_is_no_report_are_none() -> None:
    assert read("关于召开会议的通知\n各村：明天开会。")[1] == ()


def test_suggestions_are_cleared_and_reviews_are_not() -> None:
    row = read()[1][0]
    cleared = clear_suggestion(row)
    assert (cleared.tags, cleared.officials, cleared.review.model) == (None, None, None)
    assert (cleared.id, cleared.text) == (row.id, row.text)
    reviewed = replace(row, review=replace(row.review, state="reviewed"))
    assert clear_suggestion(reviewed) == reviewed
