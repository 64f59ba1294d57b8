from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.tables import FormVersion
from training.factory.office import OfficeReport, OfficeTable, Region, make_office_report
from training.factory.styles import SetStyle, draw_style
from training.factory.typesetting import (
    Break,
    Gap,
    Paragraph,
    SetTable,
    break_label,
    count_lines,
    find_room,
    list_breaks,
    set_blocks,
    set_table,
)

STYLE = SetStyle()


def make_report(form: FormVersion = "v2021") -> OfficeReport:
    return make_office_report(Random(f"set/{form}"), form)


def find_requests(report: OfficeReport) -> OfficeTable:
    return next(b for b in report.blocks if isinstance(b, OfficeTable) and b.kind == "requests")


@given(st.text("表格a1\n", max_size=40), st.floats(1, 30))
@settings(max_examples=60)
def test_typesetting_counts_lines_between_bounds(text: str, room: float) -> None:
    least, most = count_lines(text, room)
    assert text.count("\n") + 1 <= least <= most
    assert least * room >= sum(0.4 if c in "a1" else 1 for c in text.replace("\n", "")) - 1e-6


def test_typesetting_chinese_text_wraps_as_wide_as_it_is() -> None:
    assert count_lines("信" * 10, 5.0) == (2, 2)
    assert count_lines("信" * 11, 5.0) == (3, 3)
    assert count_lines("总计\n合计", 5.0) == (2, 2)


def test_typesetting_roles_of_paragraphs() -> None:
    blocks = ["某县报告", "", "说明", "一、总体情况", "正文。", "", "某县", "2024年1月9日"]
    items = [item for item in set_blocks(blocks, STYLE) if isinstance(item, Paragraph)]
    roles = [item.role for item in items]
    assert roles == ["title", "body", "body", "heading", "body", *["signature"] * 3]


@pytest.mark.parametrize("form", ["v2019", "v2021"])
def test_typesetting_fills_the_page_up_to_the_break(form: FormVersion) -> None:
    report = make_report(form)
    table = find_requests(report)
    items = set_blocks(report.blocks, STYLE, {"requests": Break(9)})
    gap = next(number for number, item in enumerate(items) if isinstance(item, Gap))
    place = next(n for n, i in enumerate(items) if isinstance(i, SetTable) and i.table is table)
    lead = items[gap + 1 : place]
    assert isinstance(lead[0], Paragraph)
    assert lead[0].role == "heading"
    heights = set_table(table, STYLE).heights
    gap_item = items[gap]
    assert isinstance(gap_item, Gap)
    used = gap_item.height + len(lead) * STYLE.pitch + sum(heights[:9])
    assert used < STYLE.body_height < used + heights[9]


@pytest.mark.parametrize("form", ["v2019", "v2021"])
def test_typesetting_every_row_of_the_requests_can_end_a_page(form: FormVersion) -> None:
    report = make_report(form)
    breaks = list(list_breaks(report.blocks, STYLE, "requests"))
    assert breaks == [Break(row) for row in range(1, find_requests(report).rows)]


def test_typesetting_rows_of_several_lines_tear_only_where_rows_may() -> None:
    report = make_report()
    tearing = replace(STYLE, tearing=True)
    torn = [b for b in list_breaks(report.blocks, tearing, "requests") if b.lines]
    lines = set_table(find_requests(report), tearing).lines
    assert {b.row for b in torn} <= {row for row, count in enumerate(lines) if count > 1}
    assert torn
    for style in (STYLE, replace(tearing, group="turned")):
        assert not any(b.lines for b in list_breaks(report.blocks, style, "requests"))


@pytest.mark.parametrize(
    ("style", "wanted"),
    [
        (STYLE, Break(0)),
        (STYLE, Break(99)),
        (STYLE, Break(6, 1)),
        (replace(STYLE, repeated_headers=True), Break(3)),
        (replace(STYLE, row_height=60.0), Break(20)),
    ],
)
def test_typesetting_refuses_breaks_that_cannot_be(style: SetStyle, wanted: Break) -> None:
    with pytest.raises(ValueError, match="row"):
        find_room(set_table(find_requests(make_report()), style), style, wanted)


def test_typesetting_labels_are_broken_as_typed() -> None:
    outcome = Region(5, 0, 20, 1, "三、本年度办理结果", "group")
    assert break_label(outcome, replace(STYLE, group="stacked")).split("\n") == [
        "三、",
        *"本年度办理结果",
    ]
    header = Region(2, 4, 1, 1, "商业企业", "header")
    assert break_label(header, replace(STYLE, broken_headers=True)) == "商业\n企业"
    assert break_label(header, STYLE) == "商业企业"


def test_typesetting_styles_follow_from_their_seed() -> None:
    assert draw_style(Random("a")) == draw_style(Random("a"))
    assert len({draw_style(Random(seed)) for seed in range(20)}) == 20
