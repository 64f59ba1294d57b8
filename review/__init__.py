"""A whole report -> findings.

``check_report`` runs every rule that needs no second report. A check is a plain function from a
report to its findings; adding a rule is adding a line to ``CHECKS``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from documents.findings import Finding
from documents.report import Report
from review.agreement import check_agreement
from review.arithmetic import check_arithmetic
from review.cells import check_cells
from review.fees import check_fees
from review.forms import check_forms, check_placeholders
from review.identity import check_deadline, check_self_reference, check_years
from review.numbering import check_numbering
from review.overview import check_overview, check_template
from review.privacy import check_privacy
from review.problems import check_problems
from review.repetition import check_repeated
from review.sections import check_headings, check_sections
from review.sums import check_sums
from review.wording import check_doubled, check_outdated, check_truncated, check_typos

__all__ = ["CHECKS", "check_report"]

CHECKS: tuple[Callable[[Report], Iterator[Finding]], ...] = (
    check_sections,
    check_headings,
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
    check_deadline,
    check_problems,
    check_numbering,
    check_repeated,
    check_doubled,
    check_truncated,
    check_typos,
    check_outdated,
    check_privacy,
)


def check_report(report: Report) -> tuple[Finding, ...]:
    """All findings of a report in order of place, each once; none where it is no report."""
    if not report.is_report:
        return ()
    found = {finding.id: finding for check in CHECKS for finding in check(report)}
    return tuple(sorted(found.values(), key=_find_place))


def _find_place(finding: Finding) -> tuple[int, str]:
    starts = [e.span.start for e in finding.evidence if e.span is not None]
    return min(starts, default=0), finding.rule
