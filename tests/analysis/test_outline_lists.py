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


def test_outline_cuts_a_part_that_is_one_list_on_one_line() -> None:
    text = (
        "一、总体情况\n我乡公开信息12条。\n二、主动公开政府信息情况\n"
        "（一）公开的数量。全年公开信息12条。（二）公开的内容。主要是文件。（三）公开的形式。公开栏。"
    )
    told = [p.text[:3] for p, _ in read_outline(text, ()).paragraphs if p.section == 2]
    assert told == ["（一）", "（二）", "（三）"]


def test_outline_cuts_the_heading_of_a_part_that_the_form_does_not_have() -> None:
    text = (
        "紅石鄉2009年政府信息公開年度報告 現將報告發布。 一、政府信息主動公開情況 公開12條。 "
        "二、政府依申請公開政府信息和不予公開政府信息情況 本年度沒有申請。 "
        "三、政府信息公開收費和減免情況 本年度未發生收費。"
    )
    outline = read_outline(text, ())
    assert [s.number for s in outline.sections] == [0, 2, 3]
    assert [h.text for h in outline.headings] == ["三、政府信息公開收費和減免情況"]
    assert outline.paragraphs[-1][0].text == "本年度未發生收費。"


def test_outline_ends_a_paragraph_that_announces_what_follows() -> None:
    text = (
        "根据《中华人民共和国政府信息公开条例》规定，现将我乡2023年度政府信息公开工作情况报告如下\n\n"
        "本报告由总体情况、主动公开政府信息情况等组成。\n一、总体情况\n我乡公开信息12条。"
    )
    assert len(read_outline(text, ()).paragraphs) == 3


def test_outline_reads_empty_headings_and_breaks_in_traditional_characters() -> None:
    text = (
        "一、總體情況\n（一）主動公開\n2022年，我鄉公開信息30條。\n（二）政府信息管理\n（三）平臺建設\n"
        "加強網站建設。\n五、存在的主要問題及改進情況\n一是公開不夠及時，內容不夠豐富，人員業務能力有待提高，制度還需完善\n"
        "針對存在問題，下一步將加強培訓。\n"
    )
    outline = read_outline(text, ())
    assert [h.text for h in outline.headings if h.empty] == ["（二）政府信息管理"]
    assert len([p for p, _ in outline.paragraphs if p.section == 5]) == 2
