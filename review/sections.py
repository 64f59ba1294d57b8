"""The six sections of the form: in order, numbered, with something under each heading.

STR-01, STR-02 and STR-11; ``missing`` holds what is not there at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from documents.findings import Finding
from documents.narrative import Section
from documents.places import Span
from documents.report import Report
from review.evidence import (
    join_names,
    list_headings,
    point_at_section,
    point_at_span,
    state_finding,
)
from review.extent import (
    find_body_end,
    find_content,
    is_last,
    is_only_closing,
    is_section_whole,
    map_sections,
)
from review.labels import NUMERALS, SECTION_NAMES, read_number
from review.missing import check_lost_tables, check_missing, is_prescribed

_SECTION_MARK = re.compile(r"^([一二三四五六七八九十]{1,3})\s*[、，,.．:：]?$")
_SPEAKS = re.compile(r"[。；]|[:：]\s?[\u4e00-\u9fff]|无|没有|[\u4e00-\u9fff\s]{26}")


def check_sections(report: Report) -> Iterator[Finding]:
    if not is_prescribed(report):
        return
    present = map_sections(report)
    yield from check_missing(report, present)
    yield from _check_order(report, present)
    yield from _check_marks(report, present)
    yield from check_lost_tables(report, present)
    for section in present.values():
        yield from _check_empty(report, section)


def check_headings(report: Report) -> Iterator[Finding]:
    """STR-02 for the headings below a section's own: one finding lists them all."""
    spans = {h.span for h in report.headings if h.empty and h.location == "body"}
    appendix = find_body_end(report)
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
                [point_at_section(report, present[n]) for n in (before, after)],
                expected="、".join(NUMERALS[n] for n in sorted(numbers)),
                actual="、".join(NUMERALS[n] for n in numbers),
                advice="请按规定格式的顺序排列六个部分。",
            )
            return


def _check_marks(report: Report, present: Mapping[int, Section]) -> Iterator[Finding]:
    """STR-11: a section of the form is numbered ``一、``, and with its own number. A lost number
    is not a wrong one, and a report that counts parts of its own has left out the form's (STR-01)
    but numbered them well."""
    wrong: list[Section] = []
    for number, section in present.items():
        mark = section.marker.strip()
        printed = _SECTION_MARK.match(mark)
        if not mark or (printed and printed[1] == NUMERALS[number]):
            continue
        # 总体情况 opens the form, so a part before it is one too many
        opens = number == 1 and "总体情况" in section.heading
        if printed is None or opens or not _counts_on(report, section, printed[1]):
            wrong.append(section)
    if wrong:
        dues = [f"“{SECTION_NAMES[s.number or 1][:2]}”" for s in wrong]
        names = [f"“{s.heading.strip()}”应为{due}" for s, due in zip(wrong, dues, strict=True)]
        yield state_finding(
            report,
            "numbering-wrong",
            f"一级标题的序号与格式不符：{join_names(names, 3)}。",
            (point_at_section(report, s) for s in wrong),
            expected="、".join(dues),
            actual="、".join(f"“{s.marker.strip()}”" for s in wrong),
            advice="请按规定格式编号：一、二、三、四、五、六。",
        )


def _counts_on(report: Report, section: Section, numeral: str) -> bool:
    """True where the heading before, of the form or not, bears the number before."""
    place = section.heading_span or section.span
    before = [
        number
        for span in sorted(list_headings(report))
        if span.start < place.start and (number := read_number(span.cut(report.text)))
    ]
    due = before[-1] + 1 if before else 1
    return NUMERALS.find(numeral) == due


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
    at_end = is_last(report, section.heading_span.end) or not is_section_whole(report, number)
    if at_end and number < max(SECTION_NAMES):
        return
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
