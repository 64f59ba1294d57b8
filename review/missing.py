"""Sections and tables of the form that a report has not: STR-01 and STR-03.

国办公开办函〔2021〕30号 (before it 〔2019〕60号) prescribes them; reports for 2018 and earlier had
no prescribed form. What an excerpt may have lost in front or behind is one calm word, no error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from documents.findings import Finding, Severity
from documents.narrative import Section
from documents.places import Span
from documents.report import Report
from documents.tables import TableKind
from review.evidence import (
    list_headings,
    point_at_section,
    point_at_span,
    point_at_title,
    state_finding,
)
from review.extent import (
    begins_whole,
    breaks_off,
    find_body_end,
    find_content,
    is_section_whole,
)
from review.labels import NUMERALS, SECTION_NAMES, TABLE_NAMES, TABLE_SECTIONS, read_number
from review.years import is_on_school_year

_FIRST_YEAR: Final = 2019
_YEAR = re.compile(r"(?<!\d)20[0-3]\d(?!\d)")
_OLD_PART = re.compile(r"收费|经费|费用|减免|人员")
_PRINTED_AS_HEADING: Final = {
    1: re.compile(r"[一1]\s?[、.．]\s{0,3}总体"),
    2: re.compile(r"[二2]\s?[、.．]\s{0,3}(?:行政机关)?主动公开"),
    3: re.compile(r"[三3]\s?[、.．]\s{0,3}(?:行政机关)?(?:收到和处理|依申请)"),
    4: re.compile(
        r"[四4]\s?[、.．]\s{0,3}(?:因)?(?:政府信息公开)?(?:工作)?(?:被申请)?(?:行政)?(?:复议|诉讼)"
    ),
    5: re.compile(r"[五5]\s?[、.．]\s{0,3}(?:政府信息公开工作)?存在"),
    6: re.compile(r"[六6]\s?[、.．]\s{0,3}(?:需要|其他|其它)"),
}
_ELSEWHERE = re.compile(r"(?:见|详见|参见|另附)[^。\n]{0,8}(?:附件|附表)|(?:附件|附表|表格)附后")
_FIRST_HALF: Final = 3


def is_prescribed(report: Report) -> bool:
    """False for reports of 2018 and earlier, by their year or by the latest that they name, else by
    a part on fees or staff, and for those of universities on a school year."""
    if report.form == "pre2019" or is_on_school_year(report):
        return False
    if report.year is not None:
        return report.year >= _FIRST_YEAR
    if years := _YEAR.findall(report.text):
        return max(map(int, years)) >= _FIRST_YEAR
    headings = (span.cut(report.text) for span in list_headings(report))
    return not any(read_number(h) and _OLD_PART.search(h) for h in headings)


def check_missing(report: Report, present: Mapping[int, Section]) -> Iterator[Finding]:
    """STR-01. Sections behind the last one found may be lost with the end of an excerpt, and so may
    those before the first where neither title nor preamble stands."""
    if not present:
        yield state_finding(
            report,
            "section-missing",
            "没有读到规定的六个部分的标题。",
            point_at_title(report),
            severity="warning" if begins_whole(report) else "notice",
            expected="六个部分",
            actual="0个部分",
            advice="请按规定格式分六个部分编写；如标题是图片或摘录时丢失，可不改。",
        )
        return
    first, last = min(present), max(present)
    end = find_body_end(report)
    missing = [
        n
        for n in SECTION_NAMES
        if n not in present and not _PRINTED_AS_HEADING[n].search(report.text, 0, end)
    ]
    merged = [n for n in missing if n == 4 and re.search("复议|诉讼", _heading_of(present, 3))]
    head = [] if begins_whole(report) else [n for n in missing if n < first]
    gaps = [n for n in missing if n < last and n not in merged and n not in head]
    retitled = {n: place for n in gaps if (place := _find_own_title(report, n))}
    gaps = [n for n in gaps if n not in retitled]
    tail = [n for n in missing if n > last and n not in merged]
    actual = "、".join(s.heading.strip() for s in present.values())[:120]
    if gaps:
        yield state_finding(
            report,
            "section-missing",
            f"缺少规定的部分：{_list_names(gaps)}。",
            (point_at_section(report, s) for s in present.values()),
            expected=_list_names(gaps),
            actual=actual,
            advice="请按规定格式补齐六个部分，没有发生的也要保留标题和表格。",
        )
    if retitled:
        evidence = [point_at_span(report, place) for place in retitled.values()]
        own = "、".join(f"“{e.quote[:24]}”" for e in evidence)
        yield state_finding(
            report,
            "section-missing",
            f"没有{_list_names(list(retitled))}，同一序号下是{own}，标题与规定的格式不同。",
            evidence,
            severity="warning",
            expected=_list_names(list(retitled)),
            actual=own,
            advice="如内容相符，请改用规定的标题；如不相符，请补上这一部分。",
        )
    if merged:
        section = present[3]
        yield state_finding(
            report,
            "section-missing",
            f"“{SECTION_NAMES[4]}”没有单独成为一个部分，与第三部分合并了。",
            [point_at_section(report, section)],
            severity="warning",
            expected=SECTION_NAMES[4],
            actual=section.heading.strip(),
            advice="请把复议诉讼情况单独列为第四部分。",
        )
    if head or tail:
        ends = [n for n, cut in ((first, head), (last, tail)) if cut]
        reach = f"从第{NUMERALS[first]}部分起" if head else ""
        reach += f"到第{NUMERALS[last]}部分为止" if tail else ""
        yield state_finding(
            report,
            "section-missing",
            f"没有读到{_list_names(head + tail)}，正文{reach}。",
            (point_at_section(report, present[n]) for n in ends),
            severity="notice" if head or _is_cut(report, last) else "warning",
            expected=_list_names(head + tail),
            actual=actual,
            advice="如原文确无，请补齐；如只是摘录不全，请取全文再核。",
        )


def _find_own_title(report: Report, number: int) -> Span | None:
    """A heading that is none of the form's and bears the number of one."""
    for heading in report.headings:
        if heading.location == "body" and read_number(heading.text) == number:
            return heading.span
    return None


def _is_cut(report: Report, last: int) -> bool:
    """True where the text breaks off, and where an unsigned one has not come to the report's
    second half: an excerpt may end at a full stop."""
    return breaks_off(report) or (last <= _FIRST_HALF and not report.signature.date)


def check_lost_tables(report: Report, present: Mapping[int, Section]) -> Iterator[Finding]:
    """STR-03. An image or a frame leaves no trace in a text: a warning, unless the report itself
    sends its reader to an annex and none is there. Of a text's last section the table may come."""
    lost: list[TableKind] = []
    for kind, number in TABLE_SECTIONS.items():
        section = present.get(number)
        if section is None or _has_table(report, kind):
            continue
        if _ELSEWHERE.search(find_content(report, section)):
            severity: Severity = "warning" if breaks_off(report) else "error"
            yield _describe_lost(report, [kind], present, "文中只写见附件", severity)
        elif is_section_whole(report, number):
            lost.append(kind)
    if lost:
        yield _describe_lost(report, lost, present, "可能是图片或附件，也可能是漏报", "warning")


def _describe_lost(
    report: Report,
    kinds: list[TableKind],
    present: Mapping[int, Section],
    why: str,
    severity: Severity,
) -> Finding:
    sections = [present[TABLE_SECTIONS[kind]] for kind in kinds]
    names = "、".join(TABLE_NAMES[kind] for kind in kinds)
    return state_finding(
        report,
        "table-missing",
        f"没有读到{names}，{why}。",
        (point_at_section(report, s) for s in sections),
        severity=severity,
        expected=names,
        actual="无表格",
        advice="请在正文中以可读的文字表格列出；没有发生的也要保留表格并填“0”。",
    )


def _has_table(report: Report, kind: TableKind) -> bool:
    return any(t.kind == kind and any(c.state != "missing" for c in t) for t in report.tables)


def _heading_of(present: Mapping[int, Section], number: int) -> str:
    section = present.get(number)
    return section.heading if section else ""


def _list_names(numbers: list[int]) -> str:
    return "、".join(f"“{SECTION_NAMES[n]}”" for n in numbers)
