"""A report as Markdown: what it is, its findings, its tables as the form, its narrative."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from documents.forms import load_form
from documents.forms.printed import PrintedCell, lay_out_table
from documents.report import Analysis
from documents.tables import Table
from service.exports.flags import GRADES, Flags, flag_cells, list_plain_rows, print_cell
from service.exports.places import (
    ORDER,
    Positions,
    describe_place,
    describe_recognition,
    gather_regions,
    list_pages,
    sort_findings,
    write_numbers,
)
from service.exports.wording import (
    NOT_A_REPORT,
    PLACEHOLDERS,
    SEVERITIES,
    UNIT_KINDS,
    list_gaps,
    name_failure,
    name_form,
    name_form_of,
    name_report,
    name_rule,
    name_section,
    name_table,
    squeeze,
    write_count,
)

_SPECIAL: Final = re.compile(r"[\\`*_{}\[\]<>#|~$&]|^[-+=]|(?<=^\d)[.)]|(?<=^\d\d)[.)]")


def write_markdown(analysis: Analysis) -> str:
    """Tables are HTML inside the Markdown: only so their merged cells survive."""
    flags = flag_cells(analysis)
    parts = [
        *_write_summary(analysis),
        *_write_findings(analysis),
        *(
            part
            for table, f in zip(analysis.tables, flags, strict=True)
            for part in _write_table(table, f)
        ),
        *_write_narrative(analysis),
        *_write_mentions(analysis),
    ]
    return "\n\n".join(parts) + "\n"


def escape_text(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return _SPECIAL.sub(lambda m: f"\\{m.group()}", " ".join(text.split()))


def _write_summary(analysis: Analysis) -> Iterator[str]:
    yield f"# {escape_text(analysis.title or name_report(analysis))}"
    if not analysis.is_report:
        yield f"> {NOT_A_REPORT}，以下内容仅供参考。"
    for failure in analysis.failures:
        yield f"> 有一部分没有读成：{escape_text(name_failure(failure))}"
    unit = analysis.unit
    severities = [finding.severity for finding in analysis.findings]
    facts = (
        ("单位", f"{unit.name}（{UNIT_KINDS[unit.kind]}）" if unit else "未能识别"),
        ("年度", str(analysis.year or "未能识别")),
        ("表格版本", name_form(analysis.form)),
        ("审核", "、".join(f"{SEVERITIES[s]} {severities.count(s)}" for s in ORDER)),
        ("来源", analysis.source.name),
        ("原件页面", describe_recognition(analysis)),
    )
    yield "\n".join(f"- **{name}**：{escape_text(value)}" for name, value in facts if value)


def _write_findings(analysis: Analysis) -> Iterator[str]:
    yield "## 审核发现的问题"
    if not analysis.findings:
        yield "没有发现问题。"
    positions = Positions(analysis)
    for number, finding in enumerate(sort_findings(analysis.findings), 1):
        said = [
            f"{number}. **{SEVERITIES[finding.severity]} · {name_rule(finding)}** "
            f"{escape_text(finding.message)} `{finding.rule}`"
        ]
        places = [describe_place(analysis, evidence, positions) for evidence in finding.evidence]
        said += [f"   - {escape_text(place)}" for place in places[:6] if place]
        if len(places) > 6:
            said.append("   - ……等多处")
        for word, value in (("应为", finding.expected), ("实为", finding.actual)):
            if value is not None:
                said.append(f"   - {word}：{escape_text(value)}")
        if finding.advice:
            said.append(f"   - 建议：{escape_text(finding.advice)}")
        yield "\n".join(said)


def _write_table(table: Table, flags: Flags) -> Iterator[str]:
    pages = write_numbers(list_pages(gather_regions(table)))
    where = f"，原件第 {pages} 页" if pages else ""
    yield f"## {name_table(table)}（{name_form_of(table)}{where}）"
    yield "\n".join(["<table>", *_write_rows(table, flags), "</table>"])
    if used := {flag.grade for flag in flags.values()}:
        yield (
            "单元格标记："
            + "；".join(said for grade, said in GRADES.items() if grade in used)
            + "。"
        )
    labels = {flag.letter: None for flag in flags.values()}
    for letter in labels:
        reasons = dict.fromkeys(
            reason for flag in flags.values() if flag.letter == letter for reason in flag.reasons
        )
        yield "\n".join(f"- 〔{letter}〕{escape_text(reason)}" for reason in reasons)


def _write_rows(table: Table, flags: Flags) -> Iterator[str]:
    if table.form not in ("v2019", "v2021") or table.kind == "other":
        labels, columns = list_plain_rows(table)
        yield _row(f"<th>{escape(text)}</th>" for text in ("", *columns))
        for label in labels:
            found = [table.cell(label, column) for column in columns]
            yield _row(
                [
                    f"<th>{escape(label)}</th>",
                    *(f"<td>{escape(print_cell(cell)) if cell else ''}</td>" for cell in found),
                ]
            )
        return
    form = load_form(table.form).table(table.kind)
    cells = {cell.key: cell for cell in table}

    def write(printed: PrintedCell) -> str:
        spans = ""
        if printed.row_span > 1:
            spans += f' rowspan="{printed.row_span}"'
        if printed.column_span > 1:
            spans += f' colspan="{printed.column_span}"'
        if printed.key is None:
            return f"<th{spans}>{escape(printed.text)}</th>"
        cell, flag = cells.get(printed.key), flags.get(printed.key)
        text = escape(print_cell(cell, form.column(printed.key).unit)) if cell else ""
        return f"<td{spans}>{text}{f'〔{flag.letter}〕' if flag else ''}</td>"

    for line in lay_out_table(form):
        yield _row(write(printed) for printed in line)


def _row(cells: Iterable[str]) -> str:
    return f"<tr>{''.join(cells)}</tr>"


def _write_narrative(analysis: Analysis) -> Iterator[str]:
    if analysis.paragraphs:
        yield "## 正文"
    section, heading = object(), None
    headings = {s.number: s.heading for s in analysis.sections if s.location == "body"}
    for paragraph in analysis.paragraphs:
        if paragraph.section != section:
            section, heading = paragraph.section, None
            title = headings.get(paragraph.section) or name_section(paragraph.section)
            yield f"### {escape_text(title)}"
        if paragraph.heading != heading:
            heading = paragraph.heading
            if heading:
                yield f"#### {escape_text(heading)}"
        tags = " ".join(f"`{score.tag}`" for score in paragraph.tags)
        tags += "〔待核〕" if paragraph.unsure else ""
        yield f"{escape_text(paragraph.text)}{f'　{tags}' if tags else ''}"


def _write_mentions(analysis: Analysis) -> Iterator[str]:
    if analysis.officials:
        yield "## 人员"
        rows = [
            (f"{o.name}{'〔待核〕' if o.unsure else ''}", o.post or "", o.role or "", o.group or "")
            for o in analysis.officials
        ]
        yield _write_grid(("姓名", "职务", "工作组职务", "工作组"), rows)
    if analysis.counts:
        yield "## 数量"
        counted = [
            (write_count(c), c.measure or "", c.scope or "", squeeze(c.text))
            for c in analysis.counts
        ]
        yield _write_grid(("数量", "所计事项", "口径", "原文"), counted)
    if list_gaps(analysis):
        yield "## 空缺"
        gaps = [(PLACEHOLDERS[p.kind], squeeze(p.text)) for p in list_gaps(analysis)]
        yield _write_grid(("种类", "原文"), gaps)


def _write_grid(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *(tuple(map(escape_text, row)) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
