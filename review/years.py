"""Does the whole report speak of its own year? IDN-02 and IDN-03."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from documents.findings import Finding
from documents.narrative import Paragraph
from documents.report import Report
from review.evidence import (
    list_body,
    point_at_span,
    point_at_title,
    point_at_words,
    state_finding,
)
from review.extent import begins_whole, map_sections
from review.identity import read_date

_PERIOD = re.compile(
    r"(?P<first>20\d\d)\s?年\s?(?P<m1>\d{1,2})\s?月\s?(?P<d1>\d{1,2})\s?日\s?(?:起)?[，,]?\s?"
    r"(?:至|到|—|－|-|–|~|～)+\s?"
    r"(?:(?P<last>20\d\d)\s?年)?\s?(?P<m2>\d{1,2})\s?月\s?(?P<d2>\d{1,2})\s?日"
)
# the same dates after a web page lost digits or 年月日 of them: 202311日起到20231231日
_TORN: Final = re.compile(
    r"(?P<first>20\d\d)\s?年?\s?1\s?月?\s?1\s?日?\s?起?\s?(?:至|到|—|－|-|–|~|～)+\s?"
    r"(?P<last>20\d\d)\s?年?\s?12\s?月?\s?31\s?日?(?!\d)"
)
_WHOLE_YEAR: Final = (1, 1, 12, 31)
_LIMITED: Final = r"[^。]{0,12}(?:期限|时限|时段|时间范围|截[止至])"
# the last line: web copies lose characters of dates (2021年11日至2021年1231日)
_PERIOD_WORDS = re.compile(
    r"统计(?:期|时限|时间|时段|周期|区间|范围|口径为)|起止(?:时间|日期)"
    rf"|数据{_LIMITED}|报告{_LIMITED}"
    r"|1\s?月\s?1\s?日[^。]{0,12}12\s?月\s?31\s?日"
    r"|20\d\d年?\s?1\s?月?\s?1?\s?日?起?(?:至|到|[—–~～-])(?:20\d\d)?年?\s?12\s?月?\s?31"
)
# 特向社会公布2023青石县政府信息公开工作报告
_YEAR_TORN = re.compile(
    r"(?<=公布|发布)20[12]\d(?=(?![年学])[\u4e00-\u9fff]{2,10}[省市州县区旗镇乡局]"
    r"(?:人民政府|政府)?(?:政府|政务)?信息公开(?:工作)?(?:年度)?(?:工作)?(?:情况)?(?:报告|年报))"
)
_PERIOD_CONTEXT = re.compile(r"统计|期限|数据")

_SCHOOL_YEAR = re.compile(
    r"20\d\d\s?年?\s?(?:至|到|[—–－~～-])\s?20\d\d\s?学年|学年度?[^。\n]{0,12}信息公开"
)
_FIRST_YEAR: Final = 2019
"""Earlier reports followed no form, and their year was said to be their period."""

_HEAD: Final = 2000
"""Characters in which a report says what year it is about."""

_OTHER_REPORT = re.compile(
    r"(?P<year>20\d\d)\s?年?度?\s?(?:政府|政务)?信息公开(?:工作)?年度?(?:工作)?报告"
)
_CALLS_ITSELF = re.compile(
    r"(?:现(?:将|公布|予以?公布|向社会|就|发布|公开)|特(?:此)?(?:公布|向社会)|本报告[是为系])[^。；;]{0,40}$"
)
_COMPILES_ITSELF = re.compile(r"(?:编制|编写|撰写|形成|制定)(?:了|的|完成)?[^。；;，,]{0,24}$")
_AS_FOLLOWS = re.compile(r"^[^。；;]{0,12}如下")
_EARLIER = re.compile(
    r"上[一]?年|去年|(?<!现)(?<!予以)发布|按时|完成|公布了|公开了|编制完成|格式|通知|[\d一二三四五六七八九十]\s?[条篇份件]"
)
_SENTENCE = re.compile(r"[^。！？\n]{1,400}[。！？]?")
_OPENS_WITH_YEAR = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]\s?)?(?P<year>20\d\d)\s?年度?[，,、]?\s?"
    r"(?:以来[，,])?(?=我|全|本|共|累计|[^。]{0,12}(?:主动公开|收到|受理))"
)
_COMPARES = re.compile(
    r"较(?![好大强为高快])|[相同环]比|比[上去前]|同期|上年|上一年|去年|以来|[年月日]起|针对|整改|存在的?问题"
    r"|结转|历年|将|计划|拟(?![定稿制])|继续|下一步|今后|力争"
)


def check_years(report: Report) -> Iterator[Finding]:
    """IDN-02: the title's year is the year of the period, of the work told, and the one before
    the signature's. IDN-03: the period is stated, and is the whole year. LNG-02: no character of
    its dates was lost.

    A university reports on a school year, from September to August, by rules of its own."""
    year = report.year
    if year is None or is_on_school_year(report):
        return
    known = _states_year(report, year)
    stated = False
    for paragraph in list_body(report):
        if _PERIOD_WORDS.search(paragraph.text):
            stated = True
            yield from _check_period(report, paragraph, year, known=known)
        if paragraph.section in (0, 1):
            yield from _check_year_torn(report, paragraph)
        if known and paragraph.section in (0, 1):
            yield from _check_other_report(report, paragraph, year)
    due = year >= _FIRST_YEAR and _shows_preamble(report)
    if due and not stated and not _PERIOD_WORDS.search(report.text):
        yield state_finding(
            report,
            "period-missing",
            "没有写明数据的统计期限。",
            point_at_title(report),
            expected=f"{year}年1月1日至{year}年12月31日",
            actual="未写",
            advice=f"建议在引言中写明“统计期限自{year}年1月1日起至{year}年12月31日止”。",
        )
    if known:
        yield from _check_told_year(report, year)
        yield from _check_signed_year(report, year)


def is_on_school_year(report: Report) -> bool:
    head = report.text[:_HEAD]
    return "学年" in head and _SCHOOL_YEAR.search(head) is not None


def _shows_preamble(report: Report) -> bool:
    """True where the text holds the place of the preamble and goes on behind it."""
    return bool(map_sections(report)) and begins_whole(report)


def _states_year(report: Report, year: int) -> bool:
    """True where title, period or preamble give the report's year; what was gathered from dates
    in the text is no ground to call other dates wrong."""
    if str(year) in (report.title or ""):
        return True
    return any(
        int(match[1]) == year
        for paragraph in list_body(report, 0, 1)
        for pattern in (_PERIOD, _OTHER_REPORT)
        for match in pattern.finditer(paragraph.text)
    )


def _check_period(
    report: Report, paragraph: Paragraph, year: int, *, known: bool
) -> Iterator[Finding]:
    whole = f"{year}年1月1日至{year}年12月31日"
    for match in (*_PERIOD.finditer(paragraph.text), *_TORN.finditer(paragraph.text)):
        context = paragraph.text[max(0, match.start() - 24) : match.start()]
        if not _PERIOD_CONTEXT.search(context):
            continue
        torn = match.re is _TORN
        years = (int(match["first"]), int(match["last"] or match["first"]))
        place = [point_at_words(report, paragraph, *match.span())]
        if years != (year, year):
            # of torn dates only two that agree are trusted
            if not known or (torn and years[0] != years[1]):
                return
            yield state_finding(
                report,
                "year-mismatch",
                f"{_name_year(report)}，统计期限写的是{match[0]}。",
                place,
                expected=whole,
                actual=match[0],
                advice="请核对标题和统计期限的年份。",
            )
        elif torn:
            yield state_finding(
                report,
                "characters-lost",
                f"统计期限“{match[0]}”缺字，疑为网页转换时丢失。",
                place,
                expected=whole,
                actual=match[0],
                advice="请对照原文补全日期；其他数字也可能有丢失，请一并核对。",
            )
        elif tuple(int(match[name]) for name in ("m1", "d1", "m2", "d2")) != _WHOLE_YEAR:
            yield state_finding(
                report,
                "period-missing",
                f"统计期限写的是{match[0]}，不是完整的一年。",
                place,
                # until then no form said what the period is
                severity="error" if year >= _FIRST_YEAR else "notice",
                expected=whole,
                actual=match[0],
                advice="统计期限应为当年1月1日至12月31日，请核对。",
            )
        return


def _check_year_torn(report: Report, paragraph: Paragraph) -> Iterator[Finding]:
    match = _YEAR_TORN.search(paragraph.text)
    if match is not None:
        yield state_finding(
            report,
            "characters-lost",
            f"“{match[0]}”后面缺“年”字。",
            [point_at_words(report, paragraph, *match.span())],
            expected=f"{match[0]}年",
            actual=match[0],
            advice="请对照原文补全；如是网页转换时丢失，其他文字也请一并核对。",
        )


def _check_other_report(report: Report, paragraph: Paragraph, year: int) -> Iterator[Finding]:
    """The report calls itself another year's. To have published last year's is work of the year,
    so a report of another year that is only named says nothing."""
    for match in _OTHER_REPORT.finditer(paragraph.text):
        if int(match["year"]) == year or not _is_own(paragraph, match):
            continue
        yield state_finding(
            report,
            "year-mismatch",
            f"{_name_year(report)}，文中写的是“{match[0]}”。",
            [point_at_words(report, paragraph, *match.span())],
            expected=f"{year}年",
            actual=f"{match['year']}年",
            advice="请核对是否沿用了往年的文字。",
        )
        return


def _is_own(paragraph: Paragraph, named: re.Match[str]) -> bool:
    before = paragraph.text[max(0, named.start() - 48) : named.start()]
    after = paragraph.text[named.end() : named.end() + 24]
    if _EARLIER.search(before[-30:] + named[0] + after[:12]):
        return False
    if _CALLS_ITSELF.search(before) or _AS_FOLLOWS.match(after):
        return True
    return paragraph.section == 0 and _COMPILES_ITSELF.search(before) is not None


def _check_told_year(report: Report, year: int) -> Iterator[Finding]:
    """A sentence that opens with another year and tells work, without comparing or planning."""
    own = re.sub(r"人民政府$", "", report.unit.name) if report.unit else ""
    own = re.sub(r"^[\u4e00-\u9fff]{2,6}?[县区市旗](?=[\u4e00-\u9fff]{3})", "", own) or "本单位"
    for paragraph in list_body(report, 1, 2, 3, 4, 6):
        for sentence in _SENTENCE.finditer(paragraph.text):
            match = _OPENS_WITH_YEAR.match(sentence[0].replace(own, "我单位", 1))
            if match is None or int(match["year"]) == year:
                continue
            if str(year) in sentence[0] or _COMPARES.search(sentence[0]):
                continue
            start = sentence.start() + match.start("year")
            yield state_finding(
                report,
                "year-mismatch",
                f"{_name_year(report)}，这里写的是{match['year']}年的工作。",
                [point_at_words(report, paragraph, start, start + 5)],
                expected=f"{year}年",
                actual=f"{match['year']}年",
                advice="请核对是否沿用了往年的文字。",
            )
            return


def _check_signed_year(report: Report, year: int) -> Iterator[Finding]:
    """A report is signed after its year; a date in its last two months may be a draft's."""
    signed = read_date(report.signature.date)
    if signed is None or signed.year > year or (signed.year == year and signed.month > 10):
        return
    span = report.signature.span
    yield state_finding(
        report,
        "year-mismatch",
        f"{_name_year(report)}，落款日期却是{signed:%Y-%m-%d}，当年还没有结束。",
        [point_at_span(report, span)] if span else point_at_title(report),
        expected=f"{year + 1}年的日期",
        actual=f"{signed:%Y-%m-%d}",
        advice="请核对标题年份和落款日期。",
    )


def _name_year(report: Report) -> str:
    """``标题为2023年报告``, or ``本报告为…`` where no title says so."""
    said = "标题" if str(report.year) in (report.title or "") else "本报告"
    return f"{said}为{report.year}年报告"
