"""From a report draft to one text with its gold: page chrome, line structure, punctuation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any, Final, Literal, get_args

from documents.forms import load_form
from documents.rules import RULES
from documents.tables import FormVersion, TableKind
from training.factory.drafts import ReportDraft, TablePlan
from training.factory.entries import fill_cells
from training.factory.grids import draw_grid
from training.factory.labels import LabelStyle
from training.factory.narrative import Chapter
from training.factory.tables import FactoryTable, finish_table
from training.factory.voices import Passage

LineStructure = Literal["lines", "blank_lines", "indented", "run_on", "hard_wrap"]
LINE_STRUCTURES: Final[tuple[LineStructure, ...]] = get_args(LineStructure)
ERRORS: Final = tuple(rule.code for rule in RULES.values() if rule.severity == "error")
_PDF: Final = ("pdf_plain", "pdf_layout", "pdf_raw", "hard_wrapped")
_HALF: Final = str.maketrans({"，": ",", "：": ":", "；": ";", "（": "(", "）": ")"})
_PAGE_LINES: Final = 22
_NUMBER: Final = re.compile(r"(?<=[\u4e00-\u9fff])(\d+)(?=[\u4e00-\u9fff%])")
_CHROME: Final = (
    ("首页 > 政务公开 > 政府信息公开年报 > 正文",),
    ("当前位置：首页/政府信息公开/年度报告/正文", "字体：[大 中 小]"),
    ("登录 注册 无障碍浏览", "您现在的位置：首页 >> 信息公开年报"),
    ("索引号：", "发文机构：{unit}", "主题分类：综合政务", "点击数："),
    ("【字体：大 中 小】 打印", "访问量：", "来源：{unit}"),
)
_FOOTERS: Final = (
    ("打印本页 关闭窗口",),
    ("上一篇：没有了", "下一篇：政府信息公开指南", "扫一扫在手机打开当前页"),
    ("分享到：",),
    ("| | | | | | | | | |", "网站地图 联系我们 版权声明"),
)


@dataclass(frozen=True, slots=True)
class PrintStyle:
    """How the page came out; none of it changes what the report says. ``late_preamble`` puts the
    preamble below the first heading, ``bookmark`` leaves a mark of the word processor."""

    lines: LineStructure = "lines"
    half_width: bool = False
    spaced_numbers: bool = False
    title_lines: int = 1
    chrome: bool = False
    late_preamble: bool = False
    bookmark: bool = False


@dataclass(frozen=True, slots=True)
class FactoryReport:
    """``gold`` is JSON of the shape of a gold file: see ``describe_report``."""

    text: str
    gold: dict[str, Any]


def make_print_style(rng: Random, flattening: str) -> PrintStyle:
    """A style that goes with the tables: what comes from a PDF has hard wraps."""
    lines = rng.choice(LINE_STRUCTURES[:4])
    if flattening in _PDF:
        lines = "hard_wrap"
    elif flattening == "one_line":
        lines = "run_on"
    return PrintStyle(
        lines=lines,
        half_width=rng.random() < 0.2,
        spaced_numbers=rng.random() < (0.6 if flattening in _PDF else 0.15),
        title_lines=2 if rng.random() < 0.25 else 1,
        chrome=lines != "hard_wrap" and rng.random() < 0.4,
        late_preamble=rng.random() < 0.08,
        bookmark=lines == "lines" and rng.random() < 0.1,
    )


def print_report(
    rng: Random, draft: ReportDraft, findings: Sequence[str] = (), allowed: Sequence[str] = ()
) -> FactoryReport:
    """``findings`` are the planted rules; ``allowed`` may come with them and are not held against
    a review."""
    style = make_print_style(rng, draft.tables["requests"].flattening)
    if style.lines == "run_on" and not draft.running_on:
        style = replace(style, lines="lines")
    labels = LabelStyle(
        half_brackets=rng.random() < 0.3,
        number_mark=rng.choice((".", ".", ". ", "、")),
        spaced=rng.random() < 0.2,
    )
    out = _print_opening(rng, draft, style)
    tables: dict[TableKind, FactoryTable] = {}
    for chapter in draft.chapters:
        out += _print_chapter(rng, draft, chapter, style, labels, tables)
    out += _print_end(rng, draft, style)
    text = "\n".join(out) + "\n"
    gold = describe_report(draft, tables, findings, allowed)
    if style.lines == "run_on":
        del gold["paragraphs"]
    return FactoryReport(text, gold)


def print_table_plan(
    rng: Random, kind: TableKind, plan: TablePlan, labels: LabelStyle
) -> FactoryTable:
    form = load_form(plan.form).table(kind)
    entries = fill_cells(rng, form, plan.figures, plan.fill, plan.writing)
    grid = draw_grid(form, entries, labels, "")
    for edit in plan.edits:
        edit(rng, grid)
    return finish_table(rng, grid, plan.flattening, plan.damage)


def _print_opening(rng: Random, draft: ReportDraft, style: PrintStyle) -> list[str]:
    out: list[str] = []
    if style.chrome:
        out += [line.format(unit=draft.body.unit) for line in rng.choice(_CHROME)]
        if rng.random() < 0.3:
            out.append(draft.title)
    title = draft.title
    if style.title_lines == 2:
        places = [title.index(str(draft.year)), title.index("公开工作")]
        place = rng.choice(places)
        gap = rng.choice(("\n", "\n\n"))
        title = title[:place] + gap + title[place:]
    out += [title, ""]
    if draft.preamble.text and not style.late_preamble:
        out += _print_passages([draft.preamble], style)
    return out


def _print_chapter(
    rng: Random,
    draft: ReportDraft,
    chapter: Chapter,
    style: PrintStyle,
    labels: LabelStyle,
    tables: dict[TableKind, FactoryTable],
) -> list[str]:
    heading = chapter.marker + chapter.title
    first = chapter is draft.chapters[0] and style.late_preamble and draft.preamble.text
    lines = _print_passages(
        [draft.preamble, *chapter.passages] if first else chapter.passages, style
    )
    if style.lines == "hard_wrap":
        lines = _number_pages(lines, chapter.number)
    if style.bookmark and chapter.number == 3:
        heading = f"[bookmark: _GoBack]{heading}"
    if style.lines == "run_on":
        out = [" ".join([heading, *lines])]
    else:
        gap = [""] if style.lines == "blank_lines" else []
        out = [*gap, heading, *gap, *lines]
    if chapter.table is not None:
        plan = draft.tables[chapter.table]
        table = print_table_plan(rng, chapter.table, plan, labels)
        tables[chapter.table] = table
        body = table.text.removeprefix("\n").removeprefix(" ")
        if body:
            out += [*body.rstrip("\n").split("\n"), ""]
    return out


def _print_passages(passages: Sequence[Passage], style: PrintStyle) -> list[str]:
    out: list[str] = []
    for passage in passages:
        for text in (passage.title, passage.text):
            if not text:
                continue
            if style.spaced_numbers:
                text = _NUMBER.sub(r" \1 ", text)
            if style.half_width:
                text = text.translate(_HALF)
            if style.lines == "indented":
                text = "\u3000\u3000" + text
            if style.lines == "hard_wrap":
                out += wrap_hard("    " + text, 28)
            else:
                out.append(text)
            if style.lines == "blank_lines":
                out.append("")
    return out


def _number_pages(lines: Sequence[str], first: int) -> list[str]:
    """A page number after every page of narrative, though never between a figure and its unit."""
    out: list[str] = []
    page, height = first, 0
    for line in lines:
        out.append(line)
        height += 1
        if height >= _PAGE_LINES and not line[-1:].isdigit():
            out += ["", f"- {page} -", ""]
            page, height = page + 1, 0
    return out


def wrap_hard(text: str, width: int) -> list[str]:
    """Cut at the width as a typesetter does: never inside a number or a Latin word."""
    lines = []
    while len(text) > width:
        cut = width
        while cut > 1 and text[cut - 1].isascii() and text[cut].isascii():
            cut -= 1
        cut = cut if cut > 1 else width
        lines.append(text[:cut].rstrip(" ") if cut > 4 else text[:cut])
        text = text[cut:].lstrip(" ")
    return [*lines, text]


def _print_end(rng: Random, draft: ReportDraft, style: PrintStyle) -> list[str]:
    out: list[str] = []
    if draft.signed is not None:
        month, day = draft.signed
        pad = " " * rng.choice((0, 0, 20))
        out += ["", pad + draft.body.unit, f"{pad}{draft.year + 1}年{month}月{day}日"]
    out += draft.appendix
    if style.chrome:
        out += ["", *rng.choice(_FOOTERS)]
    return out


def describe_report(
    draft: ReportDraft,
    tables: dict[TableKind, FactoryTable],
    findings: Sequence[str],
    allowed: Sequence[str],
) -> dict[str, Any]:
    """The gold: facts a structured report must show, ``findings`` it must have, ``no_findings`` it
    must not have. ``states`` and ``unrecoverable`` go beyond the shared gold files."""
    passages = [draft.preamble, *(p for c in draft.chapters for p in c.passages)]
    form: FormVersion = draft.tables["proactive"].form
    signature = None
    if draft.signed is not None:
        month, day = draft.signed
        signature = {"by": draft.body.unit, "date": f"{draft.year + 1}-{month:02}-{day:02}"}
    return {
        "unit": draft.body.unit,
        "kind": draft.body.kind,
        "year": draft.year,
        "form": form,
        "voice": draft.voice.name,
        "sections": sorted(chapter.number for chapter in draft.chapters),
        "tables_in": "body",
        "tables": {k: {str(c): v for c, v in t.truth.items()} for k, t in tables.items()},
        "states": {k: {str(c): s for c, s in t.states.items()} for k, t in tables.items()},
        "unrecoverable": {
            kind: [str(key) for key in table.truth if key not in table.recoverable]
            for kind, table in tables.items()
        },
        "flattening": draft.tables["requests"].flattening,
        "signature": signature,
        "officials": [
            {"name": o.name, "post": o.post, "role": o.role} for p in passages for o in p.officials
        ],
        "counts": [{"value": c.value, "unit": c.unit} for p in passages for c in p.counts],
        "placeholders": [{"quote": quote, "kind": kind} for quote, kind in draft.placeholders],
        "paragraphs": [
            {"start": p.text[:12], "tags": list(p.tags), "also": []}
            for p in passages
            if p.text and p.tags
        ],
        "findings": list(findings),
        "no_findings": [code for code in ERRORS if code not in (*findings, *allowed)],
        "defect": findings[0] if findings else None,
    }
