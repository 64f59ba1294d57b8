"""One report as a workbook: its tables as the official form, its findings and its narrative."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from documents.findings import Finding
from documents.forms import load_form
from documents.forms.printed import lay_out_table
from documents.report import Analysis
from documents.tables import Cell, CellKey, Table
from service.exports.flags import Flags, flag_cells, list_plain_rows, print_gap
from service.exports.places import (
    Positions,
    describe_place,
    describe_recognition,
    gather_regions,
    list_pages,
    sort_findings,
    write_numbers,
)
from service.exports.sheets import (
    CENTRED,
    FIGURE,
    GRID,
    HEAD,
    SHADE,
    Value,
    draw_form,
    draw_legend,
    flag_cell,
    set_print,
    set_widths,
    widths_of,
    write_list,
    write_title,
    write_value,
)
from service.exports.wording import (
    NOT_A_REPORT,
    PLACEHOLDERS,
    SEVERITIES,
    TABLE_NUMBERS,
    UNIT_KINDS,
    list_gaps,
    name_failure,
    name_form,
    name_form_of,
    name_report,
    name_rule,
    name_section,
    name_table,
)

FINDING_HEADS = ("级别", "问题", "说明", "位置", "应为", "实为", "建议", "规则")
FINDING_WIDTHS = (8.0, 20.0, 46.0, 40.0, 12.0, 12.0, 34.0, 22.0)


def write_workbook(analysis: Analysis) -> bytes:
    """An ``.xlsx`` file; cells a reader must look at are filled and say why in a comment."""
    book = Workbook()
    flags = flag_cells(analysis)
    overview: Any = book.active
    overview.title = "概览"
    _draw_overview(overview, analysis, flags)
    for table, flagged in zip(analysis.tables, flags, strict=True):
        sheet = book.create_sheet(_name_sheet(book, table))
        pages = write_numbers(list_pages(gather_regions(table)))
        where = f"　原件第 {pages} 页" if pages else ""
        under = f"{name_report(analysis)}　{name_form_of(table)}格式{where}"
        draw_table(sheet, table, flagged, under)
    write_list(
        book.create_sheet("问题清单"),
        1,
        FINDING_HEADS,
        FINDING_WIDTHS,
        list_findings(analysis),
    )
    _draw_narrative(book, analysis)
    return save_book(book)


def save_book(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _name_sheet(book: Workbook, table: Table) -> str:
    name = TABLE_NUMBERS[table.kind] + ("（附件）" if table.location == "appendix" else "")
    number = 1
    while (title := name if number == 1 else f"{name} {number}") in book.sheetnames:
        number += 1
    return title


def _draw_overview(sheet: Worksheet, analysis: Analysis, flags: tuple[Flags, ...]) -> None:
    row = write_title(sheet, analysis.title or name_report(analysis), 2)
    set_widths(sheet, (22, 72))
    if not analysis.is_report:
        write_value(sheet, row, 1, f"注意：{NOT_A_REPORT}，以下内容仅供参考。", HEAD)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=2)
        row += 1
    for name, value in _list_facts(analysis, flags):
        head = write_value(sheet, row, 1, name, HEAD, CENTRED)
        head.fill, head.border = SHADE, GRID
        write_value(sheet, row, 2, value).border = GRID
        sheet.row_dimensions[row].height = 21
        row += 1
    set_print(sheet)


def _list_facts(analysis: Analysis, flags: tuple[Flags, ...]) -> Iterator[tuple[str, Value]]:
    unit, signature = analysis.unit, analysis.signature
    yield "单位", f"{unit.name}（{UNIT_KINDS[unit.kind]}）" if unit else "未能识别"
    yield "年度", analysis.year or "未能识别"
    yield "表格版本", name_form(analysis.form)
    yield "署名", signature.by
    yield "日期", signature.date
    numbers = "、".join(
        str(s.number) for s in analysis.sections if s.number and s.location == "body"
    )
    yield "正文各部分", f"第 {numbers} 部分" if numbers else "未能识别"
    for kind in ("proactive", "requests", "disputes"):
        table = analysis.table(kind)
        absent = "旧格式没有此表" if analysis.form == "pre2019" else "报告中没有找到"
        yield TABLE_NUMBERS[kind], _sum_up(table, analysis, flags) if table else absent
    for severity, word in SEVERITIES.items():
        yield word, sum(finding.severity == severity for finding in analysis.findings)
    yield "人员", len(analysis.officials)
    yield "数量", len(analysis.counts)
    yield "空缺", len(list_gaps(analysis))
    for failure in analysis.failures:
        yield "未能读出", name_failure(failure)
    yield "来源文件", analysis.source.name
    if recognition := describe_recognition(analysis):
        yield "原件页面", recognition
    yield "文件校验值", analysis.source.sha256
    yield "生成", f"公开 {analysis.produced_by.version}"


def _sum_up(table: Table, analysis: Analysis, flags: tuple[Flags, ...]) -> str:
    flagged = len(flags[next(i for i, t in enumerate(analysis.tables) if t is table)])
    where = "（在附件中）" if table.location == "appendix" else ""
    doubt = f"，其中 {flagged} 格须核对" if flagged else ""
    return f"{name_form(table.form)}{where}，{len(table.cells)} 格{doubt}"


def draw_table(sheet: Worksheet, table: Table, flags: Flags, under: str) -> None:
    """The table as its form prints it; one that no form gives as a plain grid."""
    if table.form not in ("v2019", "v2021") or table.kind == "other":
        _draw_plain(sheet, table, under)
        return
    form = load_form(table.form).table(table.kind)
    layout = lay_out_table(form)
    widths = widths_of(layout)
    cells = {cell.key: cell for cell in table}

    def fill_in(place: Any, key: CellKey) -> None:
        if cell := cells.get(key):
            write_figure_into(place, cell, form.column(key).unit)
        if flag := flags.get(key):
            flag_cell(place, flag)

    top = write_title(sheet, name_table(table), len(widths), under)
    row = draw_form(sheet, top, layout, widths, fill_in)
    first_value = next(c for line in layout for c in line if c.key is not None)
    if len(form.blocks) == 1:
        sheet.freeze_panes = sheet.cell(top + first_value.row, first_value.column + 1).coordinate
    draw_legend(sheet, row + 1, len(widths), (flag.grade for flag in flags.values()))
    set_print(sheet, one_page=True)


def write_figure_into(place: Any, cell: Cell, unit_of_label: str | None = None) -> None:
    """A value as a number, its unit in the number format; a gap as what the report has there."""
    if cell.value is None:
        write_value(place.parent, place.row, place.column, print_gap(cell) or None, FIGURE, CENTRED)
        return
    place.value = cell.value
    digits = "0" if float(cell.value).is_integer() else "General"
    unit = "" if cell.unit is None or cell.unit == unit_of_label else cell.unit
    place.number_format = f'{digits}"{unit}"' if unit and '"' not in unit else digits


def _draw_plain(sheet: Worksheet, table: Table, under: str) -> None:
    rows, columns = list_plain_rows(table)
    top = write_title(sheet, name_table(table), len(columns) + 1, under)
    values = [
        (
            row,
            *(
                (cell.value if cell.value is not None else cell.raw) if cell else None
                for cell in line
            ),
        )
        for row in rows
        for line in [[table.cell(row, column) for column in columns]]
    ]
    write_list(sheet, top, ("", *columns), (30.0, *(14.0 for _ in columns)), values)


def list_findings(analysis: Analysis) -> Iterator[tuple[Value, ...]]:
    """Rows under ``FINDING_HEADS``, the gravest first."""
    positions = Positions(analysis)
    for finding in sort_findings(analysis.findings):
        yield (
            SEVERITIES[finding.severity],
            name_rule(finding),
            finding.message,
            _list_places(analysis, finding, positions),
            finding.expected,
            finding.actual,
            finding.advice,
            finding.rule,
        )


def _list_places(analysis: Analysis, finding: Finding, positions: Positions) -> str:
    places = [describe_place(analysis, evidence, positions) for evidence in finding.evidence]
    more = "\n……等多处" if len(places) > 6 else ""
    return "\n".join(place for place in places[:6] if place) + more


def _draw_narrative(book: Workbook, analysis: Analysis) -> None:
    positions = Positions(analysis)
    paged = [positions.unit] if positions.unit != "部分" else []
    draw: Callable[..., int] = write_list
    draw(
        book.create_sheet("正文"),
        1,
        ("编号", "部分", "小标题", "正文", "标签", "待核", "套话程度", *paged),
        (8.0, 12.0, 22.0, 90.0, 18.0, 7.0, 10.0, *(8.0 for _ in paged)),
        (
            (
                p.id,
                name_section(p.section),
                p.heading,
                p.text,
                "、".join(score.tag for score in p.tags),
                "待核" if p.unsure else "",
                round(p.boilerplate, 2),
                *(positions.number(p.span, p.regions) for _ in paged),
            )
            for p in analysis.paragraphs
        ),
    )
    draw(
        book.create_sheet("人员"),
        1,
        ("姓名", "职务", "工作组职务", "工作组", "待核", positions.unit),
        (14.0, 34.0, 16.0, 40.0, 7.0, 8.0),
        (
            (o.name, o.post, o.role, o.group, "待核" if o.unsure else "", n)
            for o in analysis.officials
            for n in [positions.number(o.span, o.regions)]
        ),
    )
    draw(
        book.create_sheet("数量"),
        1,
        ("数值", "单位", "所计事项", "约数", "范围", "原文", positions.unit),
        (14.0, 10.0, 30.0, 8.0, 12.0, 60.0, 8.0),
        (
            (c.value, c.unit, c.measure, "约" if c.approximate else None, c.scope, c.text, n)
            for c in analysis.counts
            for n in [positions.number(c.span, c.regions)]
        ),
    )
    draw(
        book.create_sheet("空缺"),
        1,
        ("种类", "原文", positions.unit),
        (20.0, 90.0, 8.0),
        (
            (PLACEHOLDERS[p.kind], p.text.strip(), positions.number(p.span, p.regions))
            for p in list_gaps(analysis)
        ),
    )
