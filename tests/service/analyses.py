"""Analyses made by hand: an invented county's report in either form, with its spans in place."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import Any

from documents.errors import Failure
from documents.findings import Evidence, Finding, name_finding
from documents.forms import load_form
from documents.layout import Layout, Piece
from documents.narrative import (
    Count,
    Heading,
    Official,
    Paragraph,
    Placeholder,
    Section,
    TagScore,
)
from documents.places import Box, Region, Span
from documents.report import Analysis, Page, Producer, Signature, Source, Unit
from documents.tables import Cell, CellKey, FormVersion, Table, TableKind

FIGURES: dict[TableKind, dict[str, int | float]] = {
    "proactive": {
        "normative_docs.issued": 3,
        "normative_docs.in_force": 41,
        "normative_docs.made_new": 3,
        "normative_docs.disclosed_total": 41,
        "licence.decisions": 1208,
        "licence.items_delta": -2,
        "penalty.decisions": 96,
        "coercion.decisions": 7,
        "admin_fee.fee_amount": 35.62,
        "central_procurement.procurement_amount": 251000,
    },
    "requests": {
        "new_received.natural_person": 23,
        "new_received.enterprise": 4,
        "new_received.total": 27,
        "carried_in.natural_person": 2,
        "carried_in.total": 2,
        "out.disclosed.natural_person": 15,
        "out.disclosed.enterprise": 4,
        "out.disclosed.total": 19,
        "out.refused.third_party.natural_person": 6,
        "out.refused.third_party.total": 6,
        "out.unable.not_held.natural_person": 3,
        "out.unable.not_held.total": 3,
        "out.total.natural_person": 24,
        "out.total.enterprise": 4,
        "out.total.total": 28,
        "carried_out.natural_person": 2,
        "carried_out.total": 2,
    },
    "disputes": {"review.upheld": 1, "review.total": 1},
}
ODD_CELLS = {
    "requests:carried_in.other_org": ("blank", "", 0.99),
    "requests:carried_in.research_org": ("slash", "／", 0.99),
    "requests:out.disclosed.other_org": ("text", "=1+1", 0.99),
    "requests:out.partial.other_org": ("missing", "", 0.99),
    "requests:out.other.misc.other_org": ("unreadable", "8", 0.3),
    "requests:out.other.other_org": ("unreadable", "8", 0.3),
    "disputes:suit_direct.upheld": ("inferred", "0", 0.8),
    "disputes:suit_direct.corrected": ("number", "0", 0.6),
}


class Draft:
    """A text in the making; ``add`` says where the piece came to stand."""

    def __init__(self) -> None:
        self.text = ""

    def add(self, piece: str, end: str = "\n") -> Span:
        start = len(self.text)
        self.text += piece + end
        return Span(start, start + len(piece))

    def find(self, words: str) -> Span:
        start = self.text.index(words)
        return Span(start, start + len(words))


def add_table(draft: Draft, kind: TableKind, version: FormVersion, odd: bool = True) -> Table:
    form = load_form(version).table(kind)
    start = len(draft.text)
    cells: list[Cell] = []
    keys = form.keys()
    for row in dict.fromkeys(key.row for key in keys):
        draft.add(form.row(row).label, "\t")
        for key in (key for key in keys if key.row == row):
            cells.append(_add_cell(draft, kind, key, odd))
        draft.text += "\n"
    return Table(kind, version, "body", tuple(cells), Span(start, len(draft.text) - 1))


def _add_cell(draft: Draft, kind: TableKind, key: CellKey, odd: bool) -> Cell:
    value: int | float | None = FIGURES[kind].get(str(key), 0)
    state: Any = "number"
    raw, confidence = str(value), 0.99
    if odd and f"{kind}:{key}" in ODD_CELLS:
        state, raw, confidence = ODD_CELLS[f"{kind}:{key}"]
        value = 0 if state in ("number", "inferred") else None
    span = draft.add(raw, "\t")
    unit = "元" if key.column == "procurement_amount" else None
    where = None if state == "missing" else span
    return Cell(key.row, key.column, value, raw, unit, state, confidence, where)


def build_analysis(
    version: FormVersion = "v2021", name: str = "云溪县.txt", **changes: Any
) -> Analysis:
    """A report of the invented 云溪县 with one of everything that a face has to show."""
    year = 2020 if version == "v2019" else 2023
    draft = Draft()
    title = draft.add(f"云溪县人民政府{year}年政府信息公开工作年度报告")
    intro = draft.add(
        "本报告依据《中华人民共和国政府信息公开条例》编制，<script>alert(1)</script>由六个部分组成。"
    )
    sections: list[Section] = []
    headings: list[Heading] = []
    paragraphs = [_paragraph(0, 0, intro, draft, (("引言", 0.98),), 0.2)]

    def open_section(number: int, kind: Any, heading: str) -> None:
        span = draft.add(heading)
        sections.append(Section(number, kind, heading, "body", span, heading[:2], span))

    def add_paragraph(text: str, *tags: tuple[Any, float], boilerplate: float = 0.1) -> None:
        section = sections[-1].number
        span = draft.add("　　" + text)
        span = Span(span.start + 2, span.end)
        paragraphs.append(_paragraph(len(paragraphs), section, span, draft, tags, boilerplate))

    open_section(1, "overview", "一、总体情况")
    headings.append(Heading("（一）组织领导", 2, 1, "body", draft.add("（一）组织领导")))
    add_paragraph(
        "成立政务公开工作领导小组，由副县长林若川任组长，县政府办公室主任贺知微任副组长，"
        "全年召开专题会议4次。",
        ("组织领导", 0.97),
    )
    headings.append(Heading("（二）主动公开", 2, 1, "body", draft.add("（二）主动公开")))
    add_paragraph(
        "全年通过县政府网站发布信息1260条，政务新媒体发布约3.5万条，主动公开\n政府信息   余条，"
        "制发规范性文件5件。",
        ("主动公开", 0.95),
        ("平台建设", 0.61),
    )
    headings.append(
        Heading("（三）监督保障", 2, 1, "body", draft.add("（三）监督保障"), empty=True)
    )
    tables = []
    open_section(2, "proactive", "二、主动公开政府信息情况")
    tables.append(add_table(draft, "proactive", version))
    open_section(3, "requests", "三、收到和处理政府信息公开申请情况")
    tables.append(add_table(draft, "requests", version))
    open_section(4, "disputes", "四、政府信息公开行政复议、行政诉讼情况")
    tables.append(add_table(draft, "disputes", version))
    open_section(5, "problems", "五、存在的主要问题及改进情况")
    add_paragraph(
        "=公开的及时性有待加强，公开的的深度还不够，下一步将加大培训力度。",
        ("存在问题", 0.93),
        ("改进措施", 0.7),
        boilerplate=0.86,
    )
    open_section(6, "other", "六、其他需要报告的事项")
    add_paragraph("本年度未收取信息处理费。", ("其他事项", 0.99))
    signed = draft.add(f"云溪县人民政府\n{year + 1}年1月18日")

    sha256 = hashlib.sha256(draft.text.encode()).hexdigest()
    fields: dict[str, Any] = {
        "source": Source(name, "text/plain", sha256),
        "text": draft.text,
        "is_report": True,
        "title": title.cut(draft.text),
        "title_span": title,
        "unit": Unit("云溪县人民政府", "county"),
        "year": year,
        "form": version,
        "signature": Signature("云溪县人民政府", f"{year + 1}-01-18", signed),
        "sections": tuple(sections),
        "headings": tuple(headings),
        "paragraphs": tuple(paragraphs),
        "tables": tuple(tables),
        "officials": (
            Official("林若川", "副县长", "组长", "政务公开工作领导小组", draft.find("林若川")),
            Official("贺知微", "县政府办公室主任", "副组长", None, draft.find("贺知微")),
        ),
        "counts": (
            _count(draft, 4, "次", "专题会议", "专题会议4次"),
            _count(draft, 1260, "条", "发布信息", "发布信息1260条"),
            _count(draft, 35000, "条", "发布", "约3.5万条", approximate=True),
            _count(draft, 5, "件", "规范性文件", "规范性文件5件"),
        ),
        "placeholders": (
            Placeholder("blank_figure", "政府信息   余条", draft.find("政府信息   余条")),
        ),
        "findings": _list_findings(draft, sha256, tables),
        "failures": (),
        "produced_by": Producer("0.1.0", {}),
    }
    return Analysis(**(fields | changes))


def _paragraph(
    number: int,
    section: int | None,
    span: Span,
    draft: Draft,
    tags: tuple[tuple[Any, float], ...],
    boilerplate: float,
) -> Paragraph:
    text = span.cut(draft.text).replace("\n", "")
    scores = tuple(TagScore(tag, score) for tag, score in tags)
    return Paragraph(f"p{number}", section, text, span, tags=scores, boilerplate=boilerplate)


def _count(
    draft: Draft, value: int | float, unit: str, measure: str, text: str, approximate: bool = False
) -> Count:
    return Count(value, unit, measure, approximate, "arabic", text, draft.find(text))


def _list_findings(draft: Draft, sha256: str, tables: list[Table]) -> tuple[Finding, ...]:
    def cell(kind: TableKind, name: str) -> Evidence:
        table = next(t for t in tables if t.kind == kind)
        found = table.cell(*CellKey.parse(name))
        assert found is not None
        return Evidence(found.span, found.raw, f"{kind}:{name}")

    def words(text: str) -> Evidence:
        return Evidence(draft.find(text), text)

    def make(rule: str, severity: Any, message: str, *evidence: Evidence, **more: str) -> Finding:
        return Finding(
            name_finding(sha256, rule, evidence), rule, severity, message, evidence, **more
        )

    persons = [
        f"{row}.natural_person"
        for row in ("new_received", "carried_in", "out.total", "carried_out")
    ]
    return (
        make(
            "requests-unbalanced",
            "error",
            "表三“自然人”一列收办不平衡：新收 23 件加上年结转 2 件，不等于总计 24 件加结转 2 件。",
            *(cell("requests", name) for name in persons),
            expected="25",
            actual="26",
            advice="核对新收、上年结转、总计和结转下年度四格的数字。",
        ),
        make(
            "text-table-mismatch",
            "error",
            "正文称制发规范性文件 5 件，表二“行政规范性文件”本年制发件数为 3 件。",
            words("制发规范性文件5件"),
            expected="3",
            actual="5",
            advice="核对后统一正文与表格。",
        ),
        make(
            "placeholder-left",
            "error",
            "数字空缺未填：“政府信息   余条”。",
            words("主动公开\n政府信息   余条"),
            advice="补上数字。",
        ),
        make(
            "cell-blank",
            "warning",
            "表三有 1 格空白。",
            cell("requests", "carried_in.other_org"),
            advice="没有发生的填 0。",
        ),
        make(
            "doubled-words",
            "warning",
            "词语重复：“的的”。",
            words("公开的的深度"),
            actual="的的",
            expected="的",
            advice="删去重复的字。",
        ),
        make(
            "period-missing", "notice", "没有写明统计期限。", advice="在引言中写明数据的起止日期。"
        ),
    )


def build_stranger(name: str = "通知.txt") -> Analysis:
    """A text that is no annual report."""
    text = "关于召开春季植树动员会的通知\n请各村于周五前报名。\n"
    source = Source(name, "text/plain", hashlib.sha256(text.encode()).hexdigest())
    return Analysis(source=source, text=text, is_report=False, produced_by=Producer("0.1.0", {}))


def with_failure(analysis: Analysis) -> Analysis:
    return replace(
        analysis, failures=(Failure("tables", "page-unreadable", "第 4 页无法辨认。", 4),)
    )


def set_on_pages(analysis: Analysis, lines_a_page: int = 12, *recognised: int) -> Analysis:
    """The analysis as if its text had been read from pages, line by line; ``recognised`` are the
    numbers of those read from their pictures."""
    pieces: list[Piece] = []
    for number, line in enumerate(re.finditer(r"[^\n]+", analysis.text)):
        page, row = divmod(number, lines_a_page)
        box = Box(60, 60 + 18 * row, 60 + 10 * len(line.group()), 72 + 18 * row)
        pieces.append(Piece(Span(*line.span()), Region(page + 1, box)))
    last = pieces[-1].region.page
    pages = tuple(
        Page(n, 600, 800, "ocr" if n in recognised else "text") for n in range(1, last + 1)
    )
    layout = Layout(analysis.source, analysis.text, pages=pages, pieces=tuple(pieces))

    def place(part: Any, span: str = "span") -> Any:
        where = getattr(part, span)
        return replace(part, regions=layout.locate(where) if where else ())

    return replace(
        analysis,
        pages=pages,
        sections=tuple(place(part, "heading_span") for part in analysis.sections),
        headings=tuple(map(place, analysis.headings)),
        paragraphs=tuple(map(place, analysis.paragraphs)),
        officials=tuple(map(place, analysis.officials)),
        counts=tuple(map(place, analysis.counts)),
        placeholders=tuple(map(place, analysis.placeholders)),
        tables=tuple(replace(t, cells=tuple(map(place, t.cells))) for t in analysis.tables),
        findings=tuple(
            replace(f, evidence=tuple(map(place, f.evidence))) for f in analysis.findings
        ),
    )
