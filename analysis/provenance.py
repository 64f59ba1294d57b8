"""Where on the file's pages the parts of an analysis stand."""

from __future__ import annotations

from dataclasses import replace

from documents.findings import Evidence, Finding
from documents.layout import Layout
from documents.places import Region, Span
from documents.report import Analysis
from documents.tables import Cell


def locate_analysis(analysis: Analysis, layout: Layout) -> Analysis:
    """The analysis with page regions on all that has a span: one region a line, so that what
    crosses a page break keeps every page that it stands on. Cells have theirs already."""
    if not layout.pages:
        return analysis
    cells = {
        f"{table.kind}:{cell.key}": cell
        for table in reversed(analysis.tables)
        for cell in table.cells
    }
    return replace(
        analysis,
        sections=tuple(
            replace(s, regions=layout.locate(s.heading_span or Span(s.span.start, s.span.start)))
            for s in analysis.sections
        ),
        headings=tuple(replace(h, regions=layout.locate(h.span)) for h in analysis.headings),
        paragraphs=tuple(replace(p, regions=layout.locate(p.span)) for p in analysis.paragraphs),
        officials=tuple(replace(o, regions=layout.locate(o.span)) for o in analysis.officials),
        counts=tuple(replace(c, regions=layout.locate(c.span)) for c in analysis.counts),
        placeholders=tuple(
            replace(p, regions=layout.locate(p.span)) for p in analysis.placeholders
        ),
        findings=tuple(_locate_finding(f, layout, cells) for f in analysis.findings),
    )


def _locate_finding(finding: Finding, layout: Layout, cells: dict[str, Cell]) -> Finding:
    return replace(
        finding,
        evidence=tuple(
            replace(e, regions=_locate_evidence(e, layout, cells)) for e in finding.evidence
        ),
    )


def _locate_evidence(
    evidence: Evidence, layout: Layout, cells: dict[str, Cell]
) -> tuple[Region, ...]:
    if evidence.span is not None and (found := layout.locate(evidence.span)):
        return found
    cell = cells.get(evidence.cell or "")
    return cell.regions if cell else ()
