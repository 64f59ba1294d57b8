"""The six sections of the form: present, in order, with something under each heading.

STR-01 to STR-03 and STR-11. 国办公开办函〔2021〕30号 (before it 〔2019〕60号) prescribes them;
reports for 2018 and earlier had no prescribed form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from documents.findings import Finding, Severity
from documents.narrative import Section
from documents.places import Span
from documents.report import Report
from documents.tables import TableKind
from review.evidence import join_names, point_at_span, point_at_title, state_finding
from review.extent import find_content, is_last, is_only_closing, map_sections
from review.labels import TABLE_NAMES, TABLE_SECTIONS

SECTION_NAMES: Final[Mapping[int, str]] = MappingProxyType(
    {
        1: "一、总体情况",
        2: "二、主动公开政府信息情况",
        3: "三、收到和处理政府信息公开申请情况",
        4: "四、政府信息公开行政复议、行政诉讼情况",
        5: "五、存在的主要问题及改进情况",
        6: "六、其他需要报告的事项",
    }
)
_FIRST_YEAR: Final = 2019
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
_SECTION_MARK = re.compile(r"^([一二三四五六七八九十]{1,3})\s*[、，,.．:：]?$")
_SPEAKS = re.compile(r"[。；]|[:：]\s?[\u4e00-\u9fff]|无|没有|[\u4e00-\u9fff\s]{26}")
_NUMERALS: Final = "〇一二三四五六七八九十"


def check_sections(report: Report) -> Iterator[Finding]:
    if report.form == "pre2019" or (report.year is not None and report.year < _FIRST_YEAR):
        return
    present = map_sections(report)
    yield from _check_missing(report, present)
    yield from _check_order(report, present)
    yield from _check_marks(report, present)
    yield from _check_tables(report, present)
    for section in present.values():
        yield from _check_empty(report, section)


def check_headings(report: Report) -> Iterator[Finding]:
    """STR-02 for the headings below a section's own: one finding lists them all."""
    spans = {h.span for h in report.headings if h.empty and h.location == "body"}
    appendix = min(
        (s.span.start for s in report.sections if s.location == "appendix"),
        default=len(report.text) + 1,
    )
    for placeholder in report.placeholders:
        place = placeholder.span
        if placeholder.kind == "empty_heading" and place.start < appendix:
            spans.add(place)
    # the last words of an excerpt may be a heading whose text was not copied
    empty = [span for span in _drop_overlaps(sorted(spans)) if not is_last(report, span.end)]
    if empty:
        evidence = [point_at_span(report, span) for span in empty]
        names = join_names([f"“{e.quote[:20]}”" for e in evidence])
        yield state_finding(
            report,
            "empty-heading",
            f"{len(empty)}个小标题下没有任何内容：{names}。",
            evidence,
            expected="标题下有正文",
            actual="空",
            advice="请补写内容；没有相应工作的，删去小标题。",
        )


def _drop_overlaps(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans in their order without those that begin inside the one before."""
    end = 0
    for span in spans:
        if span.start >= end:
            yield span
            end = span.end


def _check_missing(report: Report, present: Mapping[int, Section]) -> Iterator[Finding]:
    """STR-01. Sections behind the last one found may be lost with the end of an excerpt."""
    body_end = min(
        (s.span.start for s in report.sections if s.location == "appendix"),
        default=len(report.text),
    )
    if not present:
        yield state_finding(
            report,
            "section-missing",
            "没有读到规定的六个部分的标题。",
            point_at_title(report),
            severity="warning",
            expected="六个部分",
            actual="0个部分",
            advice="请按规定格式分六个部分编写；如标题是图片或摘录时丢失，可不改。",
        )
        return
    last = max(present)
    missing = [
        n
        for n in SECTION_NAMES
        if n not in present and not _PRINTED_AS_HEADING[n].search(report.text, 0, body_end)
    ]
    merged = [n for n in missing if n == 4 and re.search("复议|诉讼", _heading_of(present, 3))]
    gaps = [n for n in missing if n < last and n not in merged]
    tail = [n for n in missing if n > last and n not in merged]
    actual = "、".join(s.heading.strip() for s in present.values())[:120]
    if gaps:
        yield state_finding(
            report,
            "section-missing",
            f"缺少规定的部分：{_list_names(gaps)}。",
            (point_at_span(report, s.heading_span or s.span) for s in present.values()),
            expected=_list_names(gaps),
            actual=actual,
            advice="请按规定格式补齐六个部分，没有发生的也要保留标题和表格。",
        )
    if merged:
        section = present[3]
        yield state_finding(
            report,
            "section-missing",
            f"“{SECTION_NAMES[4]}”没有单独成为一个部分，与第三部分合并了。",
            [point_at_span(report, section.heading_span or section.span)],
            severity="warning",
            expected=SECTION_NAMES[4],
            actual=section.heading.strip(),
            advice="请把复议诉讼情况单独列为第四部分。",
        )
    if tail:
        yield state_finding(
            report,
            "section-missing",
            f"没有读到{_list_names(tail)}，正文到第{_NUMERALS[last]}部分为止。",
            [point_at_span(report, present[last].heading_span or present[last].span)],
            severity="warning",
            expected=_list_names(tail),
            actual=actual,
            advice="如原文确无，请补齐；如只是摘录不全，请取全文再核。",
        )


def _check_order(report: Report, present: Mapping[int, Section]) -> Iterator[Finding]:
    numbers = list(present)
    for before, after in pairwise(numbers):
        if after < before:
            section = present[after]
            yield state_finding(
                report,
                "section-order",
                f"“{section.heading.strip()}”排在“{present[before].heading.strip()}”之后，"
                "与规定顺序不符。",
                [
                    point_at_span(report, present[n].heading_span or present[n].span)
                    for n in (before, after)
                ],
                expected="、".join(_NUMERALS[n] for n in sorted(numbers)),
                actual="、".join(_NUMERALS[n] for n in numbers),
                advice="请按规定格式的顺序排列六个部分。",
            )
            return


def _check_marks(report: Report, present: Mapping[int, Section]) -> Iterator[Finding]:
    """STR-11: a section of the form is numbered ``一、``, and with its own number. A lost number
    is not a wrong one."""
    wrong: list[Section] = []
    for number, section in present.items():
        mark = section.marker.strip()
        printed = _SECTION_MARK.match(mark)
        if mark and not (printed and printed[1] == _NUMERALS[number]):
            wrong.append(section)
    if wrong:
        dues = [f"“{SECTION_NAMES[s.number or 1][:2]}”" for s in wrong]
        names = [f"“{s.heading.strip()}”应为{due}" for s, due in zip(wrong, dues, strict=True)]
        yield state_finding(
            report,
            "numbering-wrong",
            f"一级标题的序号与格式不符：{join_names(names, 3)}。",
            (point_at_span(report, s.heading_span or s.span) for s in wrong),
            expected="、".join(dues),
            actual="、".join(f"“{s.marker.strip()}”" for s in wrong),
            advice="请按规定格式编号：一、二、三、四、五、六。",
        )


def _check_tables(report: Report, present: Mapping[int, Section]) -> Iterator[Finding]:
    """STR-03. An image or a frame leaves no trace in a text: a warning, unless the report itself
    sends its reader to an annex and none is there."""
    lost: list[TableKind] = []
    for kind, number in TABLE_SECTIONS.items():
        section = present.get(number)
        if section is None or _has_table(report, kind):
            continue
        if _ELSEWHERE.search(find_content(report, section)):
            yield _describe_lost(report, [kind], present, "文中只写见附件", "error")
        else:
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
        (point_at_span(report, s.heading_span or s.span) for s in sections),
        severity=severity,
        expected=names,
        actual="无表格",
        advice="请在正文中以可读的文字表格列出；没有发生的也要保留表格并填“0”。",
    )


def _check_empty(report: Report, section: Section) -> Iterator[Finding]:
    """STR-02 for sections of prose; those of tables are STR-03's. “无” is content (FEE-05)."""
    number = section.number or 0
    if number not in (1, 5, 6) or section.heading_span is None:
        return
    # what is written on the heading's own line may have been read as part of it
    if _SPEAKS.search(section.heading):
        return
    if any(
        p.section == number and p.location == "body" and p.text.strip() for p in report.paragraphs
    ):
        return
    if any(t.span and section.span.overlaps(t.span) for t in report.tables):
        return
    if not is_only_closing(find_content(report, section)):
        return
    at_end = is_last(report, section.heading_span.end)
    yield state_finding(
        report,
        "section-empty",
        f"“{section.heading.strip()}”下没有任何内容"
        + ("（正文到此为止，可能摘录不全）。" if at_end else "。"),
        [point_at_span(report, section.heading_span)],
        severity="warning" if at_end else None,
        expected="有正文",
        actual="空",
        advice="请补写；第六部分没有需要报告的，写明“无”。"
        if number == 6
        else "请补写本部分内容。",
    )


def _has_table(report: Report, kind: TableKind) -> bool:
    return any(t.kind == kind and any(c.state != "missing" for c in t) for t in report.tables)


def _heading_of(present: Mapping[int, Section], number: int) -> str:
    section = present.get(number)
    return section.heading if section else ""


def _list_names(numbers: list[int]) -> str:
    return "、".join(f"“{SECTION_NAMES[n]}”" for n in numbers)
