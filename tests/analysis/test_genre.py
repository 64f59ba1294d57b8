from __future__ import annotations

from analysis.genre import Evidence, is_report
from analysis.lines import read_lines
from tests.analysis.samples import list_body

ACCOUNT = "\n".join(list_body())


def judge(text: str, *, titled: bool = False, parts: int = 0, tables: int = 0) -> bool:
    return is_report(read_lines(text), Evidence(titled, parts, tables))


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


def test_genre_needs_more_than_words_of_an_account() -> None:
    text = "2022年，我县推进信息公开、政务公开，成立领导小组，公开发布信息36条。本报告到此。"
    assert not judge(text)


def test_genre_of_another_subject_is_no_report() -> None:
    assert not judge("2022年，我局植树36棵，未收到投诉。", titled=True, parts=6, tables=3)


def test_genre_takes_a_page_with_a_filled_table_alone() -> None:
    lines = read_lines("三、收到和处理政府信息公开申请情况")
    assert not is_report(lines, Evidence(False, 1, 1))
    assert is_report(lines, Evidence(False, 1, 1, filled=True))
