"""Whose report, of which year, and published when: IDN-02 to IDN-04, PUB-01."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from documents.findings import Evidence, Finding
from documents.narrative import Paragraph
from documents.places import Span
from documents.report import Report, Unit
from review.evidence import list_body, point_at_span, point_at_words, state_finding

_PERIOD = re.compile(
    r"(?P<first>20\d\d)\s?年\s?(?P<m1>\d{1,2})\s?月\s?(?P<d1>\d{1,2})\s?日\s?(?:起)?[，,]?\s?"
    r"(?:至|到|—|－|-|–|~|～)+\s?"
    r"(?:(?P<last>20\d\d)\s?年)?\s?(?P<m2>\d{1,2})\s?月\s?(?P<d2>\d{1,2})\s?日"
)
_WHOLE_YEAR: Final = (1, 1, 12, 31)
_LIMITED: Final = r"[^。]{0,12}(?:期限|时段|截[止至])"
_PERIOD_WORDS = re.compile(
    r"统计(?:期|时限|时间|时段|周期|区间|范围|口径为)|起止(?:时间|日期)"
    rf"|数据{_LIMITED}|报告{_LIMITED}"
    r"|1\s?月\s?1\s?日[^。]{0,12}12\s?月\s?31\s?日"
)
_PERIOD_CONTEXT = re.compile(r"统计|期限|数据")

_OTHER_REPORT = re.compile(r"(?P<year>20\d\d)\s?年?度?\s?政府信息公开(?:工作)?年度?报告")
_SENTENCE = re.compile(r"[^。！？\n]{1,400}[。！？]?")
_OPENS_WITH_YEAR = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]\s?)?(?P<year>20\d\d)\s?年度?[，,、]?\s?"
    r"(?:以来[，,])?(?=我|全|本|共|累计|[^。]{0,12}(?:主动公开|收到|受理))"
)
_COMPARES = re.compile(
    r"较(?![好大强为高快])|[相同环]比|比[上去前]|同期|上年|上一年|去年|以来|[年月日]起|针对|整改|存在的?问题"
    r"|结转|历年|将|计划|拟(?![定稿制])|继续|下一步|今后|力争"
)
_SELF = re.compile(
    r"我(?P<word>街道(?!办事处(?:的)?要求)|镇(?!街)|乡(?![镇村土愁里亲情])|局|委(?![托员派任婉屈])|厅|县)"
)
_QUOTED = re.compile(r"“[^”]{0,200}”|《[^》]{0,120}》|\"[^\"\n]{0,120}\"")

_PUBLISHED = re.compile(
    r"(?:发布|公开|成文|生成|印发|发文)(?:日期|时间)\s{0,3}[:：]?\s{0,3}"
    r"(20\d\d)\s?[-年/.]\s?(\d{1,2})\s?[-月/.]\s?(\d{1,2})"
)
_DEADLINES: Final = {
    "department": (1, 31, "《条例》第四十九条：县级以上人民政府部门应于1月31日前公布"),
    "county": (3, 31, "《条例》第四十九条：县级以上地方人民政府应于3月31日前公布"),
    "city": (3, 31, "《条例》第四十九条：县级以上地方人民政府应于3月31日前公布"),
    "province": (3, 31, "《条例》第四十九条：县级以上地方人民政府应于3月31日前公布"),
}


def check_years(report: Report) -> Iterator[Finding]:
    """IDN-02: the title's year is the year of the period, of the work told, and the one before
    the signature's. IDN-03: the period is stated, and is the whole year."""
    year = report.year
    if year is None:
        return
    stated = False
    for paragraph in list_body(report):
        if _PERIOD_WORDS.search(paragraph.text):
            stated = True
            yield from _check_period(report, paragraph, year)
        if paragraph.section in (0, 1):
            yield from _check_other_report(report, paragraph, year)
    if not stated and not _PERIOD_WORDS.search(report.text):
        yield state_finding(
            report,
            "period-missing",
            "没有写明数据的统计期限。",
            _point_at_title(report),
            expected=f"{year}年1月1日至{year}年12月31日",
            actual="未写",
            advice=f"建议在引言中写明“统计期限自{year}年1月1日起至{year}年12月31日止”。",
        )
    yield from _check_told_year(report, year)
    yield from _check_signed_year(report, year)


def check_self_reference(report: Report) -> Iterator[Finding]:
    """IDN-04: 我街道 in a town's report, 我镇 in a bureau's. Words for a level above the body's
    own (我县, 我市 in a town's or a bureau's) are normal, quoted words are another's."""
    unit = report.unit
    if unit is None or unit.kind == "other":
        return
    places: dict[str, list[Evidence]] = defaultdict(list)
    for paragraph in list_body(report):
        if "我" not in paragraph.text:
            continue
        quoted = [m.span() for m in _QUOTED.finditer(paragraph.text)]
        for match in _SELF.finditer(paragraph.text):
            if _is_foreign(match["word"], unit) and not any(
                a <= match.start() < b for a, b in quoted
            ):
                places[match["word"]].append(point_at_words(report, paragraph, *match.span()))
    for word, evidence in places.items():
        doubtful = unit.kind == "department" and word in ("局", "委", "厅")
        yield state_finding(
            report,
            "self-reference-mismatch",
            f"{unit.name}的报告中自称“我{word}”{len(evidence)}处，与单位不符。",
            evidence,
            severity="warning" if doubtful else None,
            expected=f"与“{unit.name}”相符的自称",
            actual=f"我{word}",
            advice="请核对是否沿用了其他单位的文字，改为本单位的自称。",
        )


def check_deadline(report: Report) -> Iterator[Finding]:
    """PUB-01 by article 49; it names no date for townships, so nothing is said of them."""
    if report.year is None or report.unit is None:
        return
    kind = report.unit.kind
    if kind == "department" and "办公" in report.unit.name:
        # the office publishes its government's report
        kind = "county"
    deadline = _DEADLINES.get(kind)
    found = _find_date(report)
    if deadline is None or found is None:
        return
    month, day, law = deadline
    due = date(report.year + 1, month, day)
    published, span, what = found
    if published <= due:
        return
    # a page dated years later was moved to a new site rather than published so late
    moved = what == "网页发布日期" and published.year > due.year
    yield state_finding(
        report,
        "late",
        f"{what}为{published:%Y-%m-%d}，晚于法定期限{due:%Y-%m-%d}。",
        [point_at_span(report, span)] if span else [],
        severity="warning" if moved else None,
        expected=f"不晚于{due:%Y-%m-%d}",
        actual=f"{published:%Y-%m-%d}",
        advice=f"{law}。请核对公布日期。",
    )


def _check_period(report: Report, paragraph: Paragraph, year: int) -> Iterator[Finding]:
    for match in _PERIOD.finditer(paragraph.text):
        context = paragraph.text[max(0, match.start() - 24) : match.start()]
        if not _PERIOD_CONTEXT.search(context):
            continue
        first, last = int(match["first"]), int(match["last"] or match["first"])
        place = [point_at_words(report, paragraph, *match.span())]
        whole = f"{year}年1月1日至{year}年12月31日"
        if (first, last) != (year, year):
            yield state_finding(
                report,
                "year-mismatch",
                f"标题为{year}年报告，统计期限写的是{match[0]}。",
                place,
                expected=whole,
                actual=match[0],
                advice="请核对标题和统计期限的年份。",
            )
        elif tuple(int(match[name]) for name in ("m1", "d1", "m2", "d2")) != _WHOLE_YEAR:
            yield state_finding(
                report,
                "period-missing",
                f"统计期限写的是{match[0]}，不是完整的一年。",
                place,
                severity="error",
                expected=whole,
                actual=match[0],
                advice="统计期限应为当年1月1日至12月31日，请核对。",
            )
        return


def _check_other_report(report: Report, paragraph: Paragraph, year: int) -> Iterator[Finding]:
    """The report calls itself another year's; an earlier report may be spoken of in other words."""
    for match in _OTHER_REPORT.finditer(paragraph.text):
        sentence = paragraph.text[max(0, match.start() - 30) : match.end() + 12]
        if int(match["year"]) != year and not re.search(
            r"上[一]?年|去年|已?发布|按时|完成|公布了|编制完成|格式|通知", sentence
        ):
            yield state_finding(
                report,
                "year-mismatch",
                f"标题为{year}年报告，文中写的是“{match[0]}”。",
                [point_at_words(report, paragraph, *match.span())],
                expected=f"{year}年",
                actual=f"{match['year']}年",
                advice="请核对是否沿用了往年的文字。",
            )
            return


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
                f"标题为{year}年报告，这里写的是{match['year']}年的工作。",
                [point_at_words(report, paragraph, start, start + 5)],
                expected=f"{year}年",
                actual=f"{match['year']}年",
                advice="请核对是否沿用了往年的文字。",
            )
            return


def _check_signed_year(report: Report, year: int) -> Iterator[Finding]:
    """A report is signed after its year; a date in its last two months may be a draft's."""
    signed = _read_date(report.signature.date)
    if signed is None or signed.year > year or (signed.year == year and signed.month > 10):
        return
    span = report.signature.span
    yield state_finding(
        report,
        "year-mismatch",
        f"标题为{year}年报告，落款日期却是{signed:%Y-%m-%d}，当年还没有结束。",
        [point_at_span(report, span)] if span else _point_at_title(report),
        expected=f"{year + 1}年的日期",
        actual=f"{signed:%Y-%m-%d}",
        advice="请核对标题年份和落款日期。",
    )


def _is_foreign(word: str, unit: Unit) -> bool:
    """A body's name says what it may call itself; where the name does not tell, nothing is said."""
    name = unit.name
    if word in name:
        return False
    if unit.kind == "township":
        if word in ("街道", "镇", "乡"):
            return any(own in name for own in ("街道", "镇", "乡"))
        return word in ("局", "委", "厅")
    if unit.kind == "department":
        own = name[-1:]
        return word in ("街道", "镇", "乡") or (word in "局委厅" and own in "局委厅会")
    if word == "县":
        return unit.kind == "city" and name.removesuffix("人民政府").endswith("市")
    return word in ("街道", "镇", "乡", "局", "厅")


def _find_date(report: Report) -> tuple[date, Span | None, str] | None:
    signed = _read_date(report.signature.date)
    if signed is not None:
        return signed, report.signature.span, "落款日期"
    match = _PUBLISHED.search(report.text)
    if match is None:
        return None
    published = _read_date(f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}")
    return (published, Span(*match.span()), "网页发布日期") if published else None


def _read_date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _point_at_title(report: Report) -> list[Evidence]:
    return [point_at_span(report, report.title_span)] if report.title_span else []
