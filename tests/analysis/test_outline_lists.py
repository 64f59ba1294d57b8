"""Lists that a page made of a report's headings, or of its own menu."""

from __future__ import annotations

from analysis.outline import read_outline


def test_outline_reads_headings_that_a_page_made_a_list_of() -> None:
    text = (
        "红石乡2023年政府信息公开工作年度报告\n本报告根据条例编制。\n- 总体情况\n"
        "2023年，我乡公开信息12条。\n- 主动公开政府信息情况\n公开文件3件。"
    )
    assert [s.heading for s in read_outline(text, ()).sections[1:]] == [
        "总体情况",
        "主动公开政府信息情况",
    ]


def test_outline_takes_no_menu_for_title_or_prose() -> None:
    text = (
        "政府信息公开\n• 政府信息公开年报\n• 依申请公开\n2020年度\n"
        "现就红石乡2020年度政府信息公开情况报告如下：\n一、总体情况\n2020年，我乡公开信息12条。"
    )
    outline = read_outline(text, ())
    assert outline.title is None
    assert [p.text[:2] for p, _ in outline.paragraphs] == ["现就", "20"]
