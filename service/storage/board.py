"""What the board shows of a report, as columns of its document's row."""

from __future__ import annotations

from statistics import fmean
from typing import Final

from documents.report import Analysis
from service.storage.rows import DocumentRow
from service.storage.terms import Grade

_FAIR: Final = 0.05
"""The share of doubtful cells up to which a reading is fair."""
_LONGEST_UNIT: Final = 200


def describe_report(document: DocumentRow, analysis: Analysis) -> None:
    """Fills in the row, all but the counts of findings, which depend on verdicts."""
    cells = [c for t in analysis.tables if t.location == "body" for c in t.cells]
    document.is_report = analysis.is_report
    document.title = analysis.title
    document.unit = analysis.unit.name[:_LONGEST_UNIT] if analysis.unit else None
    document.unit_kind = analysis.unit.kind if analysis.unit else None
    document.year = analysis.year
    document.form = analysis.form
    document.pages = analysis.source.pages
    document.blanks = sum(c.state in ("blank", "slash", "missing") for c in cells)
    document.doubts = sum(not c.sure and c.state != "missing" for c in cells)
    document.gaps = len(analysis.failures)
    document.boilerplate = (
        fmean(p.boilerplate for p in analysis.paragraphs) if analysis.paragraphs else None
    )
    document.model = analysis.produced_by.models.get("tags")
    document.grade = grade_reading(analysis, document.doubts, len(cells))


def grade_reading(analysis: Analysis, doubts: int, cells: int) -> Grade | None:
    """How far the reading can be vouched for; it says nothing of the report itself."""
    if not analysis.is_report:
        return None
    # that it is a part of a report says nothing of how that part was read
    lost = any(failure.stage != "analysis" for failure in analysis.failures)
    if doubts == 0 and not lost:
        return "good"
    return "fair" if doubts <= cells * _FAIR and not lost else "poor"
