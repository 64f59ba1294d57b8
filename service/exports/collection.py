"""Many reports as one workbook: a row a report with every cell, totals, findings, failed files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from documents.forms import load_forms
from documents.forms.model import KINDS, TableForm
from documents.forms.printed import lay_out_table
from documents.report import Analysis
from documents.tables import CellKey
from service.exports.figures import Figure, is_doubtful, list_figures
from service.exports.flags import flag_cells
from service.exports.sheets import (
    CENTRED,
    FAINT,
    FIGURE,
    GRID,
    HEAD,
    LEFT,
    SHADE,
    draw_form,
    flag_cell,
    set_print,
    widths_of,
    write_formula,
    write_list,
    write_title,
    write_value,
)
from service.exports.wording import (
    FORMS,
    NOT_A_REPORT,
    TABLE_NUMBERS,
    TABLE_TITLES,
    name_form,
)
from service.exports.workbook import (
    FINDING_HEADS,
    FINDING_WIDTHS,
    list_findings,
    save_book,
    write_figure_into,
)

SUMMARY: Final = "汇总"
UNKNOWN_YEAR: Final = "年度不明"
_FACTS: Final = (
    ("单位", 26.0),
    ("年度", 9.0),
    ("表格版本", 11.0),
    ("错误", 7.0),
    ("警告", 7.0),
    ("提示", 7.0),
    ("无数字", 8.0),
    ("待核对", 8.0),
    ("备注", 30.0),
    ("文件", 26.0),
)
_TOP: Final = 5


def write_collection(
    analyses: Sequence[Analysis], refusals: Sequence[tuple[str, str]] = ()
) -> bytes:
    """An ``.xlsx`` file over all reports; ``refusals`` are names of files and why they failed.

    Totals are formulas over the summary's rows, one for each year, and beside each total stands
    how many of its cells hold no number and how many were read without certainty.
    """
    book = Workbook()
    summary: Any = book.active
    summary.title = SUMMARY
    figures = list_figures()
    shown = [a for a in analyses if a.is_report or a.tables]
    known = sorted(shown, key=lambda a: (a.year or 0, a.unit.name if a.unit else "~"))
    last = _draw_summary(summary, known, figures)
    write_list(
        book.create_sheet("问题清单"),
        1,
        ("单位", "年度", *FINDING_HEADS, "文件"),
        (24.0, 8.0, *FINDING_WIDTHS, 26.0),
        (
            (a.unit.name if a.unit else None, a.year, *row, a.source.name)
            for a in known
            for row in list_findings(a)
        ),
    )
    for year in dict.fromkeys(a.year for a in known):
        _draw_totals(book, year, [a for a in known if a.year == year], figures, last)
    write_list(
        book.create_sheet("未能处理的文件"),
        1,
        ("文件", "原因"),
        (50.0, 80.0),
        _list_failed(analyses, refusals),
    )
    return save_book(book)


def _list_failed(
    analyses: Iterable[Analysis], refusals: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    yield from refusals
    for analysis in analyses:
        if not analysis.is_report:
            listed = "已列入汇总，仅供参考" if analysis.tables else "未列入汇总"
            yield analysis.source.name, f"{NOT_A_REPORT}，{listed}。"
        for failure in analysis.failures:
            page = f"第 {failure.page} 页：" if failure.page else ""
            yield analysis.source.name, f"有一部分没有读成：{page}{failure.message}"


def _draw_summary(sheet: Worksheet, analyses: Sequence[Analysis], figures: Sequence[Figure]) -> int:
    """The sheet; returns the last row that holds a report."""
    write_value(sheet, 1, 1, "政府信息公开工作年度报告数据汇总", HEAD)
    said = (
        f"共 {len(analyses)} 份。“空”“缺”“／”为报告中没有数字的单元格，未计入合计；"
        "黄色为读数没有把握，须对照原文；空着的格子为该版表格没有的项目。"
    )
    write_value(sheet, 2, 1, said, FAINT)
    for line in (1, 2):
        sheet.merge_cells(start_row=line, end_row=line, start_column=1, end_column=len(_FACTS))
        sheet.row_dimensions[line].height = 22 if line == 1 else 32
    _draw_heads(sheet, figures)
    twins = _find_twins(analyses)
    for row, analysis in enumerate(analyses, _TOP):
        _draw_row(sheet, row, analysis, figures, twins.get(row, ""))
    last = _TOP + len(analyses) - 1
    row = last + 1
    for year in dict.fromkeys(a.year for a in analyses):
        row = _draw_sums(sheet, row, year, analyses, figures, last)
    sheet.freeze_panes = sheet.cell(_TOP, 4).coordinate
    sheet.auto_filter.ref = f"A{_TOP - 1}:{get_column_letter(len(_FACTS))}{max(last, _TOP - 1)}"
    set_print(sheet, f"{_TOP - 2}:{_TOP - 1}")
    sheet.print_title_cols = "A:B"
    sheet.page_setup.fitToWidth = 0
    return last


def _draw_heads(sheet: Worksheet, figures: Sequence[Figure]) -> None:
    """Two head rows: table and row label over all its columns, column labels below."""
    for column, (name, width) in enumerate(_FACTS, 1):
        write_value(sheet, _TOP - 2, column, name, HEAD, CENTRED)
        sheet.merge_cells(
            start_row=_TOP - 2, end_row=_TOP - 1, start_column=column, end_column=column
        )
        sheet.column_dimensions[get_column_letter(column)].width = width
    first = len(_FACTS) + 1
    start = first
    for column, figure in enumerate(figures, first):
        mark = f"（{FORMS[figure.versions[0]]}）" if len(figure.versions) == 1 else ""
        write_value(sheet, _TOP - 1, column, f"{figure.column.label}{mark}", HEAD, CENTRED)
        sheet.column_dimensions[get_column_letter(column)].width = 11
        following = figures[column - first + 1] if column - first + 1 < len(figures) else None
        if following is None or _head(following) != _head(figure):
            write_value(sheet, _TOP - 2, start, _head(figure), HEAD, CENTRED)
            sheet.merge_cells(
                start_row=_TOP - 2, end_row=_TOP - 2, start_column=start, end_column=column
            )
            start = column + 1
    for row in (_TOP - 2, _TOP - 1):
        for column in range(1, len(_FACTS) + len(figures) + 1):
            sheet.cell(row, column).fill, sheet.cell(row, column).border = SHADE, GRID
    sheet.row_dimensions[_TOP - 2].height = 48
    sheet.row_dimensions[_TOP - 1].height = 62


def _head(figure: Figure) -> str:
    return f"{TABLE_NUMBERS[figure.kind]}　{figure.row_label}"


def _find_twins(analyses: Sequence[Analysis]) -> dict[int, str]:
    """A remark for each row whose unit and year an earlier row has too."""
    first: dict[tuple[str, int], int] = {}
    remarks: dict[int, str] = {}
    for row, analysis in enumerate(analyses, _TOP):
        if analysis.unit is None or analysis.year is None:
            continue
        earlier = first.setdefault((analysis.unit.name, analysis.year), row)
        if earlier != row:
            remarks[row] = f"与第 {earlier} 行单位、年度相同，合计会重复计算"
    return remarks


def _draw_row(
    sheet: Worksheet, row: int, analysis: Analysis, figures: Sequence[Figure], twin: str
) -> None:
    flags = dict(zip(map(id, analysis.tables), flag_cells(analysis), strict=True))
    gaps = doubts = 0
    for column, figure in enumerate(figures, len(_FACTS) + 1):
        place: Any = sheet.cell(row, column)
        place.font, place.alignment, place.border = FIGURE, CENTRED, GRID
        table = analysis.table(figure.kind)
        cell = table.cell(*figure.key) if table else None
        if table is None or cell is None:
            if table is None and analysis.form in figure.versions:
                place.value, gaps = "缺", gaps + 1
            continue
        write_figure_into(place, cell)
        if place.value is None:
            place.value = "空"
        gaps += cell.value is None
        doubts += is_doubtful(cell, figure.column)
        if flag := flags[id(table)].get(figure.key):
            flag_cell(place, flag)
    remarks = [twin, "" if analysis.is_report else NOT_A_REPORT]
    remarks += [f.message for f in analysis.failures]
    severities = [finding.severity for finding in analysis.findings]
    facts = (
        analysis.unit.name if analysis.unit else "未能识别",
        analysis.year or UNKNOWN_YEAR,
        name_form(analysis.form),
        *(severities.count(severity) for severity in ("error", "warning", "notice")),
        gaps,
        doubts,
        "；".join(remark for remark in remarks if remark),
        analysis.source.name,
    )
    for column, fact in enumerate(facts, 1):
        alignment = LEFT if _FACTS[column - 1][1] > 20 else CENTRED
        write_value(sheet, row, column, fact, alignment=alignment).border = GRID
    sheet.row_dimensions[row].height = 32


def _draw_sums(
    sheet: Worksheet,
    row: int,
    year: int | None,
    analyses: Sequence[Analysis],
    figures: Sequence[Figure],
    last: int,
) -> int:
    """Total, cells without a number, and uncertain cells of one year; the next free row."""
    mine = [a for a in analyses if a.year == year]
    name = f"{year} 年" if year else UNKNOWN_YEAR
    for offset, title in enumerate(("合计", "其中没有数字的格数", "其中读数或单位待核对的格数")):
        write_value(sheet, row + offset, 1, f"{name}{title}（{len(mine)} 份）", HEAD)
        sheet.merge_cells(
            start_row=row + offset, end_row=row + offset, start_column=1, end_column=len(_FACTS)
        )
    for column, figure in enumerate(figures, len(_FACTS) + 1):
        letter = get_column_letter(column)
        write_formula(sheet, row, column, _sum_formula(letter, last, year))
        write_formula(sheet, row + 1, column, _gap_formula(letter, last, year))
        found = [t.cell(*figure.key) for a in mine if (t := a.table(figure.kind))]
        doubts = sum(is_doubtful(cell, figure.column) for cell in found if cell)
        write_value(sheet, row + 2, column, doubts, FIGURE, CENTRED)
    for line in range(row, row + 3):
        sheet.row_dimensions[line].height = 20
        for column in range(1, len(_FACTS) + len(figures) + 1):
            sheet.cell(line, column).border = GRID
            sheet.cell(line, column).fill = SHADE
    return row + 3


def _sum_formula(letter: str, last: int, year: int | None, sheet: str = "") -> str:
    figures, years = (f"{sheet}${column}${_TOP}:${column}${last}" for column in (letter, "B"))
    return f"=SUMIFS({figures},{years},{_quote_year(year)})"


def _gap_formula(letter: str, last: int, year: int | None) -> str:
    """How many cells of the year hold a word in place of a number."""
    figures, years = (f"${column}${_TOP}:${column}${last}" for column in (letter, "B"))
    mine = f"({years}={_quote_year(year)})"
    return f'=SUMPRODUCT({mine}*({figures}<>"")*NOT(ISNUMBER({figures})))'


def _quote_year(year: int | None) -> str:
    return str(year) if year else f'"{UNKNOWN_YEAR}"'


def _draw_totals(
    book: Workbook,
    year: int | None,
    analyses: Sequence[Analysis],
    figures: Sequence[Figure],
    last: int,
) -> None:
    """The year's totals as the official form, a sheet for each table and form in use."""
    for kind in KINDS:
        versions = {t.form for a in analyses if (t := a.table(kind))}
        used = [form for form in load_forms() if form.version in versions]
        for form in used:
            mark = f" {FORMS[form.version]}" if len(used) > 1 else ""
            title = f"{year or UNKNOWN_YEAR}合计 {TABLE_NUMBERS[kind]}{mark}"
            _draw_total(book.create_sheet(title), form.table(kind), year, analyses, figures, last)


def _draw_total(
    sheet: Worksheet,
    form: TableForm,
    year: int | None,
    analyses: Sequence[Analysis],
    figures: Sequence[Figure],
    last: int,
) -> None:
    columns = {f.key: i for i, f in enumerate(figures, len(_FACTS) + 1) if f.kind == form.kind}

    def fill_in(place: Any, key: CellKey) -> None:
        formula = _sum_formula(get_column_letter(columns[key]), last, year, f"{SUMMARY}!")
        write_formula(sheet, place.row, place.column, formula)

    layout = lay_out_table(form)
    widths = widths_of(layout)
    counted = sum(t.form == form.version for a in analyses if (t := a.table(form.kind)))
    other = len(analyses) - counted
    under = f"{year or UNKNOWN_YEAR} 年 {FORMS[form.version]}，{counted} 份合计" + (
        f"；另有 {other} 份没有这一版的表" if other else ""
    )
    top = write_title(
        sheet, f"{TABLE_NUMBERS[form.kind]} {TABLE_TITLES[form.kind]}（合计）", len(widths), under
    )
    draw_form(sheet, top, layout, widths, fill_in)
    set_print(sheet, one_page=True)
