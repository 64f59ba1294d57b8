"""One self-contained page: the report's text with its marks, its tables, its findings."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, Template
from markupsafe import Markup, escape

from documents.findings import Finding
from documents.narrative import Paragraph
from documents.places import Box, Span
from documents.report import Analysis
from service.exports import cards, wording
from service.exports.blocks import Block, split_blocks
from service.exports.drawntables import DrawnTable, draw_tables
from service.exports.facsimile import draw_leaves, refer_cells, refer_prose
from service.exports.flags import find_cell, find_table
from service.exports.marks import Mark, Segment, cut_segments
from service.exports.places import ORDER, describe_recognition, sort_findings, write_numbers

if TYPE_CHECKING:
    from ingest.pagepictures import PagePicture

_BOILERPLATE: Final = 0.5
_LONGEST_MARK: Final = 300
_WRAP: Final = re.compile(r"[\r\n]+")


@dataclass(frozen=True, slots=True)
class DrawnBlock:
    role: str
    level: int
    segments: tuple[Segment, ...]
    tags: tuple[str, ...]
    boilerplate: int
    unsure: bool
    table: DrawnTable | None = None
    ref: str = ""


def write_page(analysis: Analysis, pictures: Sequence[PagePicture] = ()) -> str:
    """The HTML text, with the pages of the file where ``pictures`` shows them.

    It loads nothing from anywhere, and its policy lets no other script run.
    """
    findings = sort_findings(analysis.findings)
    style, script = (_read(name) for name in ("page.css", "page.js"))
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    leaves = draw_leaves(analysis, findings, pictures)
    refs = refer_cells(analysis) if leaves else ({},) * len(analysis.tables)
    prose = refer_prose(analysis) if leaves else {}
    tables = draw_tables(analysis, findings, refs)
    blocks = split_blocks(analysis)
    placed = {block.table for block in blocks}
    marks = list(_find_marks(analysis, findings))
    shown = list(_draw_blocks(analysis, blocks, marks, tables, prose))
    live = {mark.anchor for block in shown for segment in block.segments for mark in segment.opens}
    live = live.union(*(table.names for table in tables))
    live.update(area.name for leaf in leaves for area in leaf.areas)
    pictured = {leaf.page.number for leaf in leaves}
    return _load_template().render(
        analysis=analysis,
        words=wording,
        name=wording.name_report(analysis),
        style=Markup(style),
        script=Markup(script),
        policy="default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
        f"script-src 'sha256-{digest}'",
        counts=[
            (severity, wording.SEVERITIES[severity], sum(f.severity == severity for f in findings))
            for severity in ORDER
        ],
        blocks=shown,
        leaves=leaves,
        unshown=write_numbers([p.number for p in analysis.pages if p.number not in pictured]),
        jumps=[
            (section, prose[section.heading_span])
            for section in analysis.sections
            if section.number and section.location == "body" and section.heading_span in prose
        ],
        recognition=describe_recognition(analysis),
        strays=[table for number, table in enumerate(tables) if number not in placed],
        findings=list(cards.list_findings(analysis, findings, live)),
        officials=list(cards.list_officials(analysis, live)),
        figures=list(cards.list_counts(analysis, live)),
        placeholders=list(cards.list_placeholders(analysis, live)),
        missing=[
            f"{wording.TABLE_NUMBERS[kind]} {wording.TABLE_TITLES[kind]}"
            for kind in ("proactive", "requests", "disputes")
            if analysis.is_report and analysis.form != "pre2019" and analysis.table(kind) is None
        ],
    )


def _read(name: str) -> str:
    return resources.files("service.exports").joinpath(name).read_text("utf-8")


@cache
def _load_template() -> Template:
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"join_lines": _join_lines, "points": _points, "outline": _outline}
    return environment.from_string(_read("page.html"))


def _join_lines(text: str) -> Markup:
    """Prose without its hard wraps: Chinese joins lines without a blank."""
    return Markup(_WRAP.sub("<wbr>", escape(text)))


def _points(length: float) -> str:
    return f"{length:.1f}".removesuffix(".0")


def _outline(box: Box) -> Markup:
    left, top = _points(box.left), _points(box.top)
    width, height = _points(box.right - box.left), _points(box.bottom - box.top)
    return Markup(f'x="{left}" y="{top}" width="{width}" height="{height}"')


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
        title = wording.name_official(official)
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
    analysis: Analysis,
    blocks: Sequence[Block],
    marks: Sequence[Mark],
    tables: Sequence[DrawnTable],
    prose: Mapping[Span, str],
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
        table = None if block.table is None else tables[block.table]
        segments = cut_segments(analysis.text, block.span, shown)
        tags, boilerplate, unsure = _read_tags(block.paragraph)
        ref = prose.get(block.span, "")
        yield DrawnBlock(block.role, block.level, segments, tags, boilerplate, unsure, table, ref)


def _clip(span: Span, start: int) -> Span:
    return Span(max(span.start, start), span.end)


def _read_tags(paragraph: Paragraph | None) -> tuple[tuple[str, ...], int, bool]:
    if paragraph is None:
        return (), 0, False
    share = paragraph.boilerplate
    return (
        tuple(score.tag for score in paragraph.tags),
        round(share * 100) if share >= _BOILERPLATE else 0,
        paragraph.unsure,
    )
