"""Mirror sites' traditional characters: checked as simplified ones, quoted as printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from documents.findings import Evidence, Finding
from documents.report import Report
from documents.script import simplify
from documents.tables import Deviation


def read_simplified(report: Report) -> Report:
    """The report in simplified characters, one for one, so that all places hold; itself where it
    has no others."""
    text = simplify(report.text)
    if text is report.text:
        return report
    return replace(
        report,
        text=text,
        title=report.title and simplify(report.title),
        unit=report.unit and replace(report.unit, name=simplify(report.unit.name)),
        signature=replace(
            report.signature, by=report.signature.by and simplify(report.signature.by)
        ),
        sections=tuple(replace(s, heading=simplify(s.heading)) for s in report.sections),
        headings=tuple(replace(h, text=simplify(h.text)) for h in report.headings),
        paragraphs=tuple(
            replace(p, text=simplify(p.text), heading=p.heading and simplify(p.heading))
            for p in report.paragraphs
        ),
        counts=tuple(replace(c, scope=c.scope and simplify(c.scope)) for c in report.counts),
        tables=tuple(
            replace(t, deviations=tuple(d for d in t.deviations if not _is_converted(d)))
            for t in report.tables
        ),
        placeholders=tuple(replace(p, text=simplify(p.text)) for p in report.placeholders),
    )


def _is_converted(deviation: Deviation) -> bool:
    """True where only the mirror's characters part the label from the form's."""
    printed, expected = simplify(deviation.printed), deviation.expected
    return [*filter(str.isalnum, printed)] == [*filter(str.isalnum, expected)]


def quote_as_printed(
    findings: Iterable[Finding], report: Report, plain: Report
) -> Iterator[Finding]:
    """The findings of the simplified report with their evidence as the report itself has it."""
    texts = [(plain.text, report.text)]
    texts += [(p.text, q.text) for p, q in zip(plain.paragraphs, report.paragraphs, strict=True)]
    for finding in findings:
        evidence = tuple(
            replace(e, quote=_print_quote(e, texts)) if e.quote else e for e in finding.evidence
        )
        yield replace(finding, evidence=evidence)


def _print_quote(evidence: Evidence, texts: Sequence[tuple[str, str]]) -> str:
    """Both halves of a shortened quotation where they stand; what stands nowhere stays as it is."""
    return "……".join(
        next(
            (
                printed[place : place + len(half)]
                for plain, printed in texts
                if (place := plain.find(half)) >= 0
            ),
            half,
        )
        for half in evidence.quote.split("……")
    )
