"""A whole report -> findings.

``check_report`` runs every rule that needs no second report. A check is a plain function from a
report to its findings; adding a rule is adding a line to ``CHECKS``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from documents.findings import Finding
from documents.report import Report
from review.agreement import check_agreement
from review.appendix import check_template, holds_another_report
from review.arithmetic import check_arithmetic
from review.cells import check_cells
from review.contents import check_contents
from review.fees import check_fees
from review.forms import check_forms, check_placeholders
from review.identity import check_deadline, check_own_name, check_self_reference
from review.legibility import weigh_legibility
from review.mirrors import quote_as_printed, read_simplified
from review.numbering import check_numbering, check_repeated_numbers
from review.overview import check_overview
from review.privacy import check_privacy
from review.problems import check_problems
from review.repetition import check_repeated
from review.sections import check_headings, check_sections
from review.sums import check_sums
from review.wording import check_doubled, check_outdated, check_truncated, check_typos
from review.years import check_years

__all__ = ["CHECKS", "check_report", "holds_another_report", "is_fragment"]

Check = Callable[[Report], Iterator[Finding]]
CHECKS: tuple[Check, ...] = (
    check_sections,
    check_headings,
    check_contents,
    check_overview,
    check_template,
    check_forms,
    check_placeholders,
    check_cells,
    check_sums,
    check_agreement,
    check_arithmetic,
    check_fees,
    check_years,
    check_self_reference,
    check_own_name,
    check_deadline,
    check_problems,
    check_numbering,
    check_repeated_numbers,
    check_repeated,
    check_doubled,
    check_truncated,
    check_typos,
    check_outdated,
    check_privacy,
)


_OF_THE_WHOLE: frozenset[Check] = frozenset({check_sections, check_overview, check_problems})
_FEW_PARTS = 2


def is_fragment(report: Report) -> bool:
    """True for a page or two of a report, a photographed table say: no title, hardly any part.
    Pasted text is taken for the whole that it was pasted as."""
    parts = {s.number for s in report.sections if s.location == "body" and s.number}
    alone = report.title is None and len(parts) <= _FEW_PARTS
    return alone and bool(report.tables and report.pages)


def check_report(report: Report) -> tuple[Finding, ...]:
    """All findings of a report in order of place, each once; none where it is no report. What a
    whole report must have is not asked of a fragment."""
    if not report.is_report:
        return ()
    skipped = _OF_THE_WHOLE if is_fragment(report) else frozenset()
    checks = [check for check in CHECKS if check not in skipped]
    plain = read_simplified(report)
    found = {finding.id: finding for check in checks for finding in check(plain)}
    findings = sorted(weigh_legibility(found.values(), plain), key=_find_place)
    return tuple(findings if plain is report else quote_as_printed(findings, report, plain))


def _find_place(finding: Finding) -> tuple[int, str]:
    starts = [e.span.start for e in finding.evidence if e.span is not None]
    return min(starts, default=0), finding.rule
