from __future__ import annotations

import pytest

from analysis.genre import Evidence, is_report
from analysis.lines import read_lines
from analysis.outline import read_outline
from documents.places import Span
from tests.analysis.excerpts import EXCERPTS
from tests.analysis.layouts import STANDARD
from tests.analysis.lookalikes import LOOKALIKES
from tests.analysis.samples import ELEMENTS, HEADINGS, PROBLEMS, list_body

ACCOUNT = "\n".join(list_body())


def judge(text: str, *, titled: bool = False, parts: int = 0, tables: int = 0) -> bool:
    return is_report(read_lines(text), Evidence(Span(0, 1) if titled else None, parts, tables))


def test_genre_of_a_report_needs_title_or_parts_or_tables() -> None:
    assert judge(ACCOUNT, titled=True)
    assert judge(ACCOUNT, parts=5)
    assert judge("第二十条 政府信息公开 公开信息\n" + ACCOUNT, tables=3)


def test_genre_of_a_short_old_report_is_report() -> None:
    text = "2016年，我局主动公开信息36条，信息公开工作有序开展，未收到申请。"
    assert judge(text, titled=True)


def test_genre_of_a_notice_outweighs_the_form_attached() -> None:
    notice = "各乡镇人民政府：\n请各单位于1月10日前报送年度报告。特此通知。政府信息公开\n"
    assert not judge(notice + ACCOUNT, parts=6)


def test_genre_of_a_law_is_no_report() -> None:
    articles = "\n".join(f"第{n}条 各级行政机关应当公开政府信息。" for n in "一二三四五六")
    assert not judge(articles + "\n" + ACCOUNT, parts=4)


def test_genre_of_a_few_sentences_about_its_own_year_is_a_part_of_a_report() -> None:
    assert judge("2022年，我县推进信息公开，成立了领导小组，公开发布信息36条。")
    assert not judge("要推进信息公开、政务公开，各单位应当公开发布信息。本报告到此。")


def test_genre_of_headings_alone_is_no_report() -> None:
    assert not judge("\n".join(HEADINGS), parts=6)


def test_genre_of_a_report_below_its_notice_is_report() -> None:
    notice = "关于公布政府信息公开年度报告的通知\n各科室：\n请认真学习，特此通知。\n"
    title = "白石县水利局2009年政府信息公开年度报告\n"
    span = Span(len(notice), len(notice + title))
    lines = read_lines(notice + title + ACCOUNT)
    assert is_report(lines, Evidence(span, 0, 0))
    assert not is_report(read_lines(notice + title), Evidence(span, 0, 0))


@pytest.mark.parametrize("name", LOOKALIKES)
def test_genre_tells_lookalikes_apart(name: str) -> None:
    assert not read_outline(LOOKALIKES[name], ()).is_report


@pytest.mark.parametrize("name", EXCERPTS)
def test_genre_knows_parts_of_reports(name: str) -> None:
    assert read_outline(EXCERPTS[name], ()).is_report


def test_genre_of_another_subject_is_no_report() -> None:
    assert not judge("2022年，我局植树36棵，未收到投诉。", titled=True, parts=6, tables=3)


def test_genre_takes_a_page_with_a_filled_table_alone() -> None:
    lines = read_lines("三、收到和处理政府信息公开申请情况")
    assert not is_report(lines, Evidence(None, 1, 1))
    assert is_report(lines, Evidence(None, 1, 1, filled=True))


def test_genre_of_an_excerpt_without_title_and_tables_is_a_report() -> None:
    text = "\n".join([*ELEMENTS, *HEADINGS[1:5], PROBLEMS])
    outline = read_outline(text, ())
    assert outline.is_report
    assert [s.number for s in outline.sections if s.number] == [2, 3, 4, 5]


def test_genre_of_a_letter_to_a_superior_is_a_report() -> None:
    lines = ["县人民政府：", "根据条例规定，现将我局2021年政府信息公开工作情况报告如下："]
    lines += ["一、总体情况", "我局成立领导小组，主动公开信息120条。", "二、主动公开情况"]
    lines += ["网站公开120条。", "四、存在问题", "更新不及时。", "白石县水利局", "2022年1月10日"]
    outline = read_outline("\n".join(lines), ())
    assert outline.is_report
    assert (outline.unit and outline.unit.name, outline.year) == ("白石县水利局", 2021)
    assert [s.number for s in outline.sections if s.number] == [1, 2, 5]


@pytest.mark.parametrize(
    "text",
    [
        "一、总体情况\n2022年，我乡公开信息36条，成立领导小组，未收到政府信息公开申请。",
        "红石乡2022年政府信息公开工作年度报告\n我乡认真做好信息公开工作，全年公开36条。",
        "2022年，我局扎实推进政府信息公开工作。\n" + "\n".join(ELEMENTS),
        "政策解读\n政府信息公开指南\n政府信息公开制度\n政府信息公开年报\n"
        "红石乡2022年政府信息公开工作年度报告-白石县人民政府网\n" + STANDARD,
    ],
)
def test_genre_of_a_thin_report_or_a_busy_page_is_a_report(text: str) -> None:
    assert read_outline(text, ()).is_report


def test_genre_of_a_complete_report_is_report_whatever_the_page_says() -> None:
    lines = read_lines("一图读懂\n政策解读\n各乡镇：\n请按要求报送。特此通知。")
    complete = Evidence(Span(0, 1), 6, 3, filled=True)
    assert is_report(lines, complete)
    assert not is_report(lines, Evidence(Span(0, 1), 6, 3))


def test_genre_takes_a_report_s_page_on_problems_for_a_part_of_it() -> None:
    text = (
        "Page 9 - 年度报告\n提高全县各单位通讯员报送政务信息的质量。\n八、存在问题和改进措施\n"
        "一是个别单位对政府信息公开工作认\n识不足。\n二是信息公开存在不及时\n现象。专栏更新滞后。\n"
        "三是信息公开的质量亟待提高。\n"
    )
    assert read_outline(text, ()).is_report
