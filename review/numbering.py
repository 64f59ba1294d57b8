"""Lists that skip or repeat a number: LNG-09."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from documents.findings import Evidence, Finding
from documents.report import Report
from review.evidence import (
    list_body,
    list_headings,
    point_at_span,
    point_at_words,
    shorten,
    state_finding,
)
from review.labels import NUMERALS, read_numeral
from review.missing import is_prescribed

_ITEM = re.compile(r"([一二三四五六七八九十])(?<![\u4e00-\u9fff\d].)是(?![否非])")
_SUBHEADING = re.compile(r"^\s*[（(]([一二三四五六七八九十])[）)]")
_MAIN_HEADING = re.compile(r"^\s*([一二三四五六七八九十])\s?、")


def check_numbering(report: Report) -> Iterator[Finding]:
    """A list begins with 一是 and counts on. What an extractor may have torn off is not a gap:
    where the missing number still stands between the two, nothing is said."""
    garbled = _lost_numbers(report)
    for number in (1, 5, 6):
        paragraphs = list_body(report, number)
        start = min((p.span.start for p in paragraphs), default=0)
        items = [
            (read_numeral(match[1]), point_at_words(report, paragraph, *match.span()), match[0])
            for paragraph in paragraphs
            for match in _ITEM.finditer(paragraph.text)
        ]
        said = {paragraph.span.start for paragraph in paragraphs}
        items += [
            (read_numeral(match[1]), point_at_span(report, heading.span), match[0])
            for heading in report.headings
            if heading.section == number and heading.location == "body"
            if heading.span.start not in said
            if (match := _ITEM.match(heading.text.lstrip()))
        ]
        items.sort(key=lambda item: item[1].span.start if item[1].span else 0)
        yield from _check_list(report, items, start)
        if garbled:
            continue
        headings = [
            (read_numeral(match[1]), point_at_span(report, heading.span), match[0].strip())
            for heading in report.headings
            if heading.section == number and heading.location == "body" and heading.level == 2
            if (match := _SUBHEADING.match(heading.text))
        ]
        yield from _check_list(report, headings, start)


def check_repeated_numbers(report: Report) -> Iterator[Finding]:
    """Two headings in a row that bear the same 一、, unless the second is the form's own: then the
    first ended a list of another level. Of reports whose parts no form prescribes, also 三、 behind
    一、, unless the number between is printed somewhere."""
    free = not is_prescribed(report) and not _lost_numbers(report)
    own = {s.heading_span for s in report.sections if s.number}
    headings = [
        (match[1], span)
        for span in sorted(list_headings(report))
        if (match := _MAIN_HEADING.match(span.cut(report.text)))
    ]
    for (number, first), (again, second) in pairwise(headings):
        if (
            number == again
            and second not in own
            and first.cut(report.text).strip() != second.cut(report.text).strip()
        ):
            yield state_finding(
                report,
                "numbering-wrong",
                f"“{shorten(second.cut(report.text), 24)}”的序号“{number}、”与前一标题重复。",
                [point_at_span(report, first), point_at_span(report, second)],
                expected=f"“{NUMERALS[min(read_numeral(number) + 1, 10)]}、”或下一级序号",
                actual=f"“{number}、”",
                advice="请核对标题的序号和层级。",
            )
        if not free:
            continue
        due = read_numeral(number) + 1
        between = report.text[first.end : second.start]
        if read_numeral(again) > due and not re.search(rf"{NUMERALS[due]}\s?[、.．]", between):
            yield state_finding(
                report,
                "numbering-wrong",
                f"“{shorten(second.cut(report.text), 24)}”之前没有“{NUMERALS[due]}、”，"
                "序号不连续。",
                [point_at_span(report, first), point_at_span(report, second)],
                expected=f"“{NUMERALS[due]}、”",
                actual=f"“{again}、”",
                advice="请核对标题的序号，查看是否漏写了一项。",
            )


def _lost_numbers(report: Report) -> bool:
    """True for a mirror's page that put ?。 for some of them."""
    return any(heading.text.startswith("?。") for heading in report.headings)


def _check_list(
    report: Report, items: list[tuple[int, Evidence, str]], start: int
) -> Iterator[Finding]:
    before = 0
    place: Evidence | None = None
    for value, evidence, mark in items:
        due = before + 1
        if value not in (1, due) and not _stands_between(report, start, evidence, before, value):
            yield state_finding(
                report,
                "numbering-wrong",
                f"序号“{mark}”不连续，此处应为“{mark.replace(NUMERALS[value], NUMERALS[due])}”。"
                if due <= 10
                else f"序号“{mark}”不连续。",
                [evidence] if place is None else [place, evidence],
                expected=NUMERALS[min(due, 10)],
                actual=NUMERALS[value],
                advice="请核对序号，查看是否漏写了一项。",
            )
        before, place = value, evidence
        start = evidence.span.end if evidence.span else start


def _stands_between(
    report: Report, start: int, evidence: Evidence, before: int, value: int
) -> bool:
    if evidence.span is None or value <= before:
        return False
    between = report.text[start : evidence.span.start]
    missing = NUMERALS[before + 1]
    return bool(re.search(rf"[。；：;:\s]第?{missing}[是要、，,方则]|[（(]{missing}[）)]", between))
