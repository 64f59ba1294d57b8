"""Reports made of sentences and a few cells: what the checks of the narrative are tried on."""

from __future__ import annotations

from collections.abc import Mapping

from documents.findings import Finding
from documents.forms import load_form
from documents.narrative import Paragraph
from documents.places import Span
from documents.report import Report, Source, Unit, UnitKind
from documents.tables import Cell, CellKey, FormVersion, Location, Table, TableKind
from review.agreement import check_agreement

Values = Mapping[str, int | float]
NONE: Values = {}
TWELVE: Values = {
    "new_received.total": 12,
    "carried_in.total": 2,
    "out.disclosed.total": 8,
    "out.partial.total": 2,
    "out.refused.third_party.total": 1,
    "out.unable.not_held.total": 2,
    "out.total.total": 13,
    "carried_out.total": 1,
    "review.total": 3,
    "review.upheld": 2,
    "review.corrected": 1,
    "suit_direct.total": 1,
    "suit_direct.upheld": 1,
    "suit_after_review.total": 1,
    "suit_after_review.upheld": 1,
    "normative_docs.issued": 3,
    "normative_docs.repealed": 2,
    "normative_docs.in_force": 20,
    "licence.decisions": 405,
    "penalty.decisions": 31,
    "coercion.decisions": 6,
    "admin_fee.fee_amount": 35.2,
}


def narrate(
    *texts: str,
    cells: Values | None = None,
    name: str = "青石县自然资源局",
    kind: UnitKind = "department",
    year: int = 2023,
    heading: str | None = None,
    section: int | None = 1,
    form: FormVersion = "v2021",
    location: Location = "body",
) -> Report:
    """A report of the year with those paragraphs. ``cells`` maps ``new_received.total`` and the
    like to values; every other cell is a sure 0. Without ``cells`` it has no tables."""
    paragraphs = []
    place = 0
    for number, text in enumerate(texts):
        span = Span(place, place + len(text))
        paragraphs.append(Paragraph(f"p{number}", section, text, span, heading=heading))
        place = span.end + 1
    kinds: tuple[TableKind, ...] = ("proactive", "requests", "disputes")
    return Report(
        source=Source("report.txt", "text/plain", "0" * 64),
        text="\n".join(texts),
        is_report=True,
        unit=Unit(name, kind),
        year=year,
        form=form,
        paragraphs=tuple(paragraphs),
        tables=()
        if cells is None
        else tuple(make_table(k, cells, form, location=location) for k in kinds),
    )


def list_mismatches(report: Report) -> list[Finding]:
    return list(check_agreement(report))


def make_table(
    kind: TableKind,
    values: Values,
    form: FormVersion = "v2021",
    *,
    unsure: frozenset[str] = frozenset(),
    location: Location = "body",
) -> Table:
    """The form's table, totals of requests repeated as natural persons so that rows add up."""
    cells = []
    for key in load_form(form).table(kind).keys():  # noqa: SIM118
        value = values.get(str(key), 0)
        if kind == "requests" and key.column == "natural_person":
            value = values.get(str(key), values.get(str(CellKey(key.row, "total")), 0))
        if kind == "disputes" and key.column == "other" and str(key) not in values:
            row = sum(values.get(f"{key.row}.{c}", 0) for c in ("upheld", "corrected", "pending"))
            value = max(0, values.get(f"{key.row}.total", 0) - row)
        confidence = 0.5 if str(key) in unsure else 0.99
        cells.append(Cell(key.row, key.column, value, str(value), None, "number", confidence))
    return Table(kind, form, location, tuple(cells))
