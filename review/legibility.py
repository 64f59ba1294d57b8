"""What a picture did not let us read is not its author's fault.

A page that was not read may hold what is missing; a line that the recogniser doubts may be its
heading. Wrong words in such a line are the recogniser's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from rapidfuzz.distance import LCSseq

from documents.findings import Finding, Severity
from documents.forms import load_forms
from documents.places import Span
from documents.report import Report
from documents.tables import Deviation

_ABSENCES: Final = frozenset(
    {
        "section-missing",
        "section-empty",
        "empty-heading",
        "table-missing",
        "row-missing",
        "parts-count-mismatch",
        "element-missing",
        "overview-empty",
        "period-missing",
        "problems-missing",
        "measures-unmatched",
        "fee-unreported",
    }
)
_WORDINGS: Final = frozenset(
    {
        "label-variant",
        "placeholder-left",
        "numbering-wrong",
        "off-topic",
        "basis-outdated",
        "text-table-mismatch",
        "none-claimed",
        "parts-exceed-whole",
        "rate-mismatch",
        "same-fact-two-figures",
        "growth-mismatch",
        "year-mismatch",
        "self-reference-mismatch",
        "repeated-sentence",
        "doubled-words",
        "truncated-sentence",
        "characters-lost",
        "typo",
        "outdated-phrase",
    }
)
_BESIDE: Final = re.compile(r"[^\u3400-\u9fff]|[（(][一二三四五六七八九十][）)]|^[一二三四]、")
_MOSTLY: Final = 0.75
"""The share of a label's characters, in their order, of which a recogniser gets the rest wrong."""

_ORDER: Final[tuple[Severity, ...]] = ("notice", "warning", "error")
_UNREAD: Final = "文件有没读出的页面或内容，可能就在其中，请先对照原件。"
_DOUBTED: Final = "有的行图像不清，可能没有认出，请先对照原件。"
_GAP: Final = "这里由图像识别得来，也可能是漏认，请先对照原件。"


def weigh_legibility(findings: Iterable[Finding], report: Report) -> Iterator[Finding]:
    """The findings of a report whose pictures were read with doubt or not all. Of what is absent
    none stays an error; what rests on words that the recogniser doubts is none at all."""
    read = report.legibility
    for finding in findings:
        if finding.rule in _ABSENCES:
            if read.unread:
                finding = _lower(finding, "notice", _UNREAD)
            elif read.doubtful:
                finding = _lower(finding, "warning", _DOUBTED)
        elif finding.rule in _WORDINGS:
            places = [e.span for e in finding.evidence if e.span and not e.cell]
            if finding.rule == "truncated-sentence":  # the missing words may stand in any line
                places = [_widen(place, report) for place in places]
            if any(read.is_doubtful(place) for place in places):
                continue
            if finding.rule == "placeholder-left" and any(map(read.is_recognised, places)):
                finding = _lower(finding, "warning", _GAP)
        yield finding


def _widen(place: Span, report: Report) -> Span:
    """The paragraph that the place is of."""
    return next((p.span for p in report.paragraphs if p.span.covers(place)), place)


def is_slip(report: Report, deviation: Deviation) -> bool:
    """True where the recogniser rather than the author may have written the label otherwise: it
    doubts the line, or most of what it read is the form's, and no wording that authors use."""
    read, place = report.legibility, deviation.span
    printed, expected = _strip(deviation.printed), _strip(deviation.expected)
    if not read.is_recognised(place):
        return False
    if printed == expected or read.is_doubtful(place):
        return True
    alike = LCSseq.similarity(printed, expected)
    mostly = alike >= _MOSTLY * min(len(printed), len(expected))
    return mostly and printed not in _list_wordings()


def _strip(label: str) -> str:
    return _BESIDE.sub("", label)


@cache
def _list_wordings() -> frozenset[str]:
    """Every wording of a row or column that the forms know."""
    blocks = [block for form in load_forms() for table in form.tables for block in table.blocks]
    wordings = [w for block in blocks for row in block.rows for w in (row.label, *row.variants)]
    wordings += [w for block in blocks for c in block.columns for w in (c.label, *c.variants)]
    return frozenset(map(_strip, wordings))


def _lower(finding: Finding, most: Severity, why: str) -> Finding:
    severity = min(finding.severity, most, key=_ORDER.index)
    return replace(finding, severity=severity, message=finding.message + why)
