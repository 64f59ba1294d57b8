"""The statutory tables as the page draws them: printed cells, flags, and the pins of findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from documents.findings import Finding
from documents.forms import load_form
from documents.forms.printed import PrintedCell, lay_out_table
from documents.report import Analysis
from documents.tables import CellKey, Table
from service.exports import wording
from service.exports.flags import (
    Flag,
    Flags,
    find_cell,
    find_table,
    flag_cells,
    list_plain_rows,
    print_cell,
)

Refs = Mapping[CellKey, str]


@dataclass(frozen=True, slots=True)
class Anchor:
    name: str
    ref: str
    number: int
    kind: str


Anchors = Mapping[CellKey | None, tuple[Anchor, ...]]


def _list_refs(anchors: tuple[Anchor, ...]) -> str:
    return " ".join(dict.fromkeys(anchor.ref for anchor in anchors))


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """``ref`` is the cell's own, where it stands on a page."""

    printed: PrintedCell
    text: str = ""
    flag: Flag | None = None
    anchors: tuple[Anchor, ...] = ()
    ref: str = ""

    @property
    def refs(self) -> str:
        return f"{_list_refs(self.anchors)} {self.ref}".strip()


@dataclass(frozen=True, slots=True)
class DrawnTable:
    name: str
    form: str
    wide: bool
    rows: tuple[tuple[DrawnCell, ...], ...]
    flagged: int
    anchors: tuple[Anchor, ...] = ()

    @property
    def refs(self) -> str:
        return _list_refs(self.anchors)

    @property
    def names(self) -> set[str]:
        """The anchors that a link can lead to."""
        cells = (anchor for row in self.rows for cell in row for anchor in cell.anchors)
        return {anchor.name for anchor in (*self.anchors, *cells)}


def draw_tables(
    analysis: Analysis, findings: Sequence[Finding], refs: Sequence[Refs]
) -> tuple[DrawnTable, ...]:
    """The tables in their order. ``findings`` stand in the order of their numbers, ``refs`` are
    each table's, of the cells that a page's picture shows."""
    anchors = _anchor_tables(analysis, findings)
    return tuple(map(_draw_table, analysis.tables, flag_cells(analysis), anchors, refs))


def _anchor_tables(analysis: Analysis, findings: Sequence[Finding]) -> tuple[Anchors, ...]:
    """For each table the anchors of its cells; those of the whole table under ``None``."""
    tables: list[dict[CellKey | None, tuple[Anchor, ...]]] = [{} for _ in analysis.tables]
    for number, finding in enumerate(findings, 1):
        for i, evidence in enumerate(finding.evidence):
            whole = find_table(analysis, evidence)
            place = find_cell(analysis, evidence) if whole is None else (whole, None)
            if place:
                anchor = Anchor(f"f{number}-{i}", f"f{number}", number, finding.severity)
                anchors = tables[place[0]]
                anchors[place[1]] = (*anchors.get(place[1], ()), anchor)
    return tuple(tables)


def _draw_table(table: Table, flags: Flags, anchors: Anchors, refs: Refs) -> DrawnTable:
    rows = tuple(_print_rows(table, flags, anchors, refs))
    wide = sum(cell.printed.column_span for cell in rows[0]) > 6
    name, form = wording.name_table(table), wording.name_form_of(table)
    return DrawnTable(name, form, wide, rows, len(flags), anchors.get(None, ()))


def _print_rows(
    table: Table, flags: Flags, anchors: Anchors, refs: Refs
) -> Iterator[tuple[DrawnCell, ...]]:
    cells = {cell.key: cell for cell in table}

    def draw(printed: PrintedCell, unit: str | None = None) -> DrawnCell:
        if printed.key is None:
            return DrawnCell(printed, printed.text)
        cell = cells.get(printed.key)
        text = print_cell(cell, unit) if cell else ""
        key = printed.key
        return DrawnCell(printed, text, flags.get(key), anchors.get(key, ()), refs.get(key, ""))

    if table.form in ("v2019", "v2021") and table.kind != "other":
        form = load_form(table.form).table(table.kind)
        for line in lay_out_table(form):
            yield tuple(draw(c, form.column(c.key).unit if c.key else None) for c in line)
        return
    labels, columns = list_plain_rows(table)
    yield tuple(
        DrawnCell(PrintedCell("header", 0, x, text), text) for x, text in enumerate(("", *columns))
    )
    for y, label in enumerate(labels, 1):
        yield (
            DrawnCell(PrintedCell("label", y, 0, label), label),
            *(
                draw(PrintedCell("value", y, x, key=CellKey(label, column)))
                for x, column in enumerate(columns, 1)
            ),
        )
