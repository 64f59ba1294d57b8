"""One self-contained page: the report's text with its marks, its tables, its findings."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Final

from jinja2 import Environment, Template
from markupsafe import Markup, escape

from documents.findings import Finding
from documents.forms import load_form
from documents.forms.printed import PrintedCell, lay_out_table
from documents.narrative import Paragraph
from documents.places import Span
from documents.report import Analysis
from documents.tables import CellKey, Table
from service.exports import cards, wording
from service.exports.blocks import Block, split_blocks
from service.exports.flags import (
    Flag,
    Flags,
    find_cell,
    find_table,
    flag_cells,
    list_plain_rows,
    print_cell,
)
from service.exports.marks import Mark, Segment, cut_segments
from service.exports.places import ORDER, sort_findings

_BOILERPLATE: Final = 0.5
_LONGEST_MARK: Final = 300
_WRAP: Final = re.compile(r"[\r\n]+")


@dataclass(frozen=True, slots=True)
class Anchor:
    name: str
    ref: str
    number: int
    kind: str


def _list_refs(anchors: tuple[Anchor, ...]) -> str:
    return " ".join(dict.fromkeys(anchor.ref for anchor in anchors))


@dataclass(frozen=True, slots=True)
class DrawnCell:
    printed: PrintedCell
    text: str = ""
    flag: Flag | None = None
    anchors: tuple[Anchor, ...] = ()

    @property
    def refs(self) -> str:
        return _list_refs(self.anchors)


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


@dataclass(frozen=True, slots=True)
class DrawnBlock:
    role: str
    level: int
    segments: tuple[Segment, ...]
    tags: tuple[str, ...]
    boilerplate: int
    table: DrawnTable | None = None


def write_page(analysis: Analysis) -> str:
    """The HTML text. It loads nothing from anywhere, and its policy lets no other script run."""
    findings = sort_findings(analysis.findings)
    style, script = (_read(name) for name in ("page.css", "page.js"))
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    anchors = _anchor_tables(analysis, findings)
    drawn = list(map(_draw_table, analysis.tables, flag_cells(analysis), anchors))
    blocks = split_blocks(analysis)
    placed = {block.table for block in blocks}
    shown = list(_draw_blocks(analysis, blocks, list(_find_marks(analysis, findings)), drawn))
    live = {mark.anchor for block in shown for segment in block.segments for mark in segment.opens}
    live.update(anchor.name for held in anchors for group in held.values() for anchor in group)
    return _load_template().render(
        analysis=analysis,
        words=wording,
        name=wording.name_report(analysis),
        style=Markup(style),
        script=Markup(script),
        policy=f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'",
        counts=[
            (severity, wording.SEVERITIES[severity], sum(f.severity == severity for f in findings))
            for severity in ORDER
        ],
        blocks=shown,
        strays=[table for number, table in enumerate(drawn) if number not in placed],
        findings=list(cards.list_findings(analysis, findings, live)),
        officials=list(cards.list_officials(analysis, live)),
        figures=list(cards.list_counts(analysis, live)),
        placeholders=list(cards.list_placeholders(analysis, live)),
        missing=[
            f"{wording.TABLE_NUMBERS[kind]} {wording.TABLE_TITLES[kind]}"
            for kind in ("proactive", "requests", "disputes")
            if analysis.is_report and analysis.table(kind) is None
        ],
    )


def _read(name: str) -> str:
    return resources.files("service.exports").joinpath(name).read_text("utf-8")


@cache
def _load_template() -> Template:
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["join_lines"] = _join_lines
    return environment.from_string(_read("page.html"))


def _join_lines(text: str) -> Markup:
    """Prose without its hard wraps: Chinese joins lines without a blank."""
    return Markup(_WRAP.sub("<wbr>", escape(text)))


def _find_marks(analysis: Analysis, findings: Sequence[Finding]) -> Iterator[Mark]:
    for number, finding in enumerate(findings, 1):
        for i, evidence in enumerate(finding.evidence):
            in_table = find_cell(analysis, evidence) or find_table(analysis, evidence) is not None
            if evidence.span and not in_table:
                title = f"{wording.SEVERITIES[finding.severity]}：{finding.message}"
                start, end = evidence.span
                span = Span(start, min(end, start + _LONGEST_MARK))
                yield Mark(finding.severity, f"f{number}", span, title, f"f{number}-{i}")
    for number, official in enumerate(analysis.officials, 1):
        said = "，".join(part for part in (official.post, official.role) if part)
        title = f"人员：{official.name}（{said}）" if said else f"人员：{official.name}"
        yield Mark("official", f"o{number}", official.span, title, f"o{number}-0")
    for number, count in enumerate(analysis.counts, 1):
        title = f"数量：{wording.write_count(count)}"
        yield Mark("count", f"c{number}", count.span, title, f"c{number}-0")
    for number, gap in enumerate(wording.list_gaps(analysis), 1):
        title = f"空缺：{wording.PLACEHOLDERS[gap.kind]}"
        yield Mark("placeholder", f"p{number}", gap.span, title, f"p{number}-0")
    for heading in analysis.headings:
        yield Mark("heading", "", heading.span, "")


def _draw_blocks(
    analysis: Analysis, blocks: Sequence[Block], marks: Sequence[Mark], drawn: Sequence[DrawnTable]
) -> Iterator[DrawnBlock]:
    """Blocks with something to read. A mark that begins in between opens with the next of them."""
    waiting = sorted(marks, key=lambda mark: mark.span.start, reverse=True)
    active: list[Mark] = []
    opened: set[Mark] = set()
    for block in blocks:
        while waiting and waiting[-1].span.start < block.span.end:
            active.append(waiting.pop())
        active = [mark for mark in active if mark.span.end > block.span.start]
        if block.role == "gap":
            continue
        run_in = block.role == "paragraph"
        shown = [
            mark if mark in opened else replace(mark, span=_clip(mark.span, block.span.start))
            for mark in active
            if run_in or mark.kind != "heading"
        ]
        opened.update(active)
        table = None if block.table is None else drawn[block.table]
        segments = cut_segments(analysis.text, block.span, shown)
        tags, boilerplate = _read_tags(block.paragraph)
        yield DrawnBlock(block.role, block.level, segments, tags, boilerplate, table)


def _clip(span: Span, start: int) -> Span:
    return Span(max(span.start, start), span.end)


def _read_tags(paragraph: Paragraph | None) -> tuple[tuple[str, ...], int]:
    if paragraph is None:
        return (), 0
    share = paragraph.boilerplate
    return (
        tuple(score.tag for score in paragraph.tags),
        round(share * 100) if share >= _BOILERPLATE else 0,
    )


def _anchor_tables(
    analysis: Analysis, findings: Sequence[Finding]
) -> tuple[dict[CellKey | None, tuple[Anchor, ...]], ...]:
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


def _draw_table(
    table: Table, flags: Flags, anchors: Mapping[CellKey | None, tuple[Anchor, ...]]
) -> DrawnTable:
    rows = tuple(_print_rows(table, flags, anchors))
    wide = sum(cell.printed.column_span for cell in rows[0]) > 6
    name, form = wording.name_table(table), wording.name_form(table.form)
    return DrawnTable(name, form, wide, rows, len(flags), anchors.get(None, ()))


def _print_rows(
    table: Table, flags: Flags, anchors: Mapping[CellKey | None, tuple[Anchor, ...]]
) -> Iterator[tuple[DrawnCell, ...]]:
    cells = {cell.key: cell for cell in table}

    def draw(printed: PrintedCell, unit: str | None = None) -> DrawnCell:
        if printed.key is None:
            return DrawnCell(printed, printed.text)
        cell = cells.get(printed.key)
        text = print_cell(cell, unit) if cell else ""
        return DrawnCell(printed, text, flags.get(printed.key), anchors.get(printed.key, ()))

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
