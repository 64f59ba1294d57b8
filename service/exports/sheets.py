"""Drawing on a worksheet: styles, safe text, lists, and a table as its form prints it."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from typing import Any, Final

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from documents.forms.printed import PrintedCell
from documents.tables import CellKey
from service.exports.flags import GRADES, Flag, Grade

Value = str | int | float | None

TITLE: Final = Font(name="黑体", size=15)
HEAD: Final = Font(name="黑体", size=10.5)
BODY: Final = Font(name="宋体", size=10.5)
FIGURE: Final = Font(name="Arial", size=10.5)
FAINT: Final = Font(name="宋体", size=9.5, color="6B7280")
FILLS: Final[dict[Grade, PatternFill]] = {
    "finding": PatternFill("solid", fgColor="F8C9C2"),
    "unsure": PatternFill("solid", fgColor="FCE7A9"),
    "empty": PatternFill("solid", fgColor="DCE3EE"),
}
SHADE: Final = PatternFill("solid", fgColor="EEF1F5")
_LINE: Final = Side(style="thin", color="8A94A3")
GRID: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
CENTRED: Final = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT: Final = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
TOP: Final = Alignment(horizontal="left", vertical="top", wrap_text=True)
TOP_CENTRED: Final = Alignment(horizontal="center", vertical="top", wrap_text=True)
_LONGEST_TEXT: Final = 32_000
_POINTS_A_LINE: Final = 15.0
_HIGHEST_ROW: Final = 400.0


def write_value(
    sheet: Worksheet,
    row: int,
    column: int,
    value: Value,
    font: Font = BODY,
    alignment: Alignment = LEFT,
) -> Any:
    """A number as a number; a text as a text, also where it begins like a formula.

    Control characters, which a workbook cannot hold, are left out; a text beyond Excel's limit
    of 32,767 characters is cut and says so.
    """
    cell: Any = sheet.cell(row, column)
    cell.font, cell.alignment = font, alignment
    if not isinstance(value, str):
        cell.value = value
        cell.number_format = "0" if isinstance(value, int) else "General"
        return cell
    text = ILLEGAL_CHARACTERS_RE.sub("", value)
    if len(text) > _LONGEST_TEXT:
        text = f"{text[:_LONGEST_TEXT]}……（过长，以下从略）"
    cell.value = text
    if text.startswith(("=", "+", "-", "@", "\t", "\r")):
        cell.data_type = "s"
        cell.quotePrefix = True
    return cell


def write_formula(sheet: Worksheet, row: int, column: int, formula: str) -> Any:
    cell: Any = sheet.cell(row, column, formula)
    cell.font, cell.alignment, cell.number_format = FIGURE, CENTRED, "General"
    return cell


def write_title(sheet: Worksheet, text: str, width: int, under: str = "") -> int:
    """A title over ``width`` columns, what stands under it in grey; the next free row."""
    write_value(sheet, 1, 1, text, TITLE, CENTRED)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)
    sheet.row_dimensions[1].height = 30
    if not under:
        return 2
    write_value(sheet, 2, 1, under, FAINT, CENTRED)
    sheet.merge_cells(start_row=2, end_row=2, start_column=1, end_column=width)
    sheet.row_dimensions[2].height = 18
    return 3


def set_widths(sheet: Worksheet, widths: Iterable[float]) -> None:
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def set_print(sheet: Worksheet, repeat_rows: str | None = None, *, one_page: bool = False) -> None:
    """A4 across, as wide as the paper, page numbers at the foot."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = int(one_page)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.55
    footer: Any = sheet.oddFooter
    footer.center.text = "第 &P 页，共 &N 页"
    if repeat_rows:
        sheet.print_title_rows = repeat_rows


def measure_text(text: str) -> int:
    """Width in half-width characters of the longest line."""
    return max(
        (
            sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in line)
            for line in text.split("\n")
        ),
        default=0,
    )


def estimate_height(text: str, width: float) -> float:
    """Points that a wrapped text needs in a column of that width."""
    lines = sum(
        max(1, math.ceil(measure_text(line) * 1.08 / max(width - 1, 1)))
        for line in text.split("\n")
    )
    return min(lines * _POINTS_A_LINE + 5, _HIGHEST_ROW)


def write_list(
    sheet: Worksheet,
    top: int,
    heads: Sequence[str],
    widths: Sequence[float],
    rows: Iterable[Sequence[Value]],
) -> int:
    """A ruled list with a frozen head row and a filter; the next free row."""
    set_widths(sheet, widths)
    for column, head in enumerate(heads, 1):
        cell = write_value(sheet, top, column, head, HEAD, CENTRED)
        cell.fill, cell.border = SHADE, GRID
    sheet.row_dimensions[top].height = 22
    row = top
    for row, values in enumerate(rows, top + 1):
        height = _POINTS_A_LINE + 5
        for column, value in enumerate(values, 1):
            short = not isinstance(value, str) or measure_text(value) <= widths[column - 1] - 2
            alignment = TOP_CENTRED if short and widths[column - 1] <= 16 else TOP
            write_value(sheet, row, column, value, BODY, alignment).border = GRID
            height = max(height, estimate_height(str(value or ""), widths[column - 1]))
        sheet.row_dimensions[row].height = height
    sheet.freeze_panes = sheet.cell(top + 1, 1).coordinate
    if row > top:
        sheet.auto_filter.ref = f"A{top}:{get_column_letter(len(heads))}{row}"
    set_print(sheet, f"{top}:{top}")
    return row + 1


def draw_form(
    sheet: Worksheet,
    top: int,
    layout: Sequence[Sequence[PrintedCell]],
    widths: Sequence[float],
    fill_in: Callable[[Any, CellKey], None],
) -> int:
    """The printed cells from row ``top`` on, merged as printed; the next free row.

    ``fill_in`` puts the figure into the cell of a key.
    """
    set_widths(sheet, widths)
    for line in layout:
        for printed in line:
            _draw_cell(sheet, top, printed, fill_in)
    for number, line in enumerate(layout):
        heights = [
            estimate_height(c.text, sum(widths[c.column : c.column + c.column_span]))
            for c in line
            if c.row_span == 1
        ]
        sheet.row_dimensions[top + number].height = max([20.0, *heights])
    return top + len(layout)


def _draw_cell(
    sheet: Worksheet, top: int, printed: PrintedCell, fill_in: Callable[[Any, CellKey], None]
) -> None:
    row, column = top + printed.row, printed.column + 1
    last_row, last_column = row + printed.row_span - 1, column + printed.column_span - 1
    if printed.key is not None:
        cell: Any = sheet.cell(row, column)
        cell.font, cell.alignment = FIGURE, CENTRED
        fill_in(cell, printed.key)
    else:
        font = HEAD if printed.role in ("caption", "header", "corner") else BODY
        own_label = printed.role == "label" and printed.row_span == 1
        cell = write_value(sheet, row, column, printed.text, font, LEFT if own_label else CENTRED)
        if printed.role != "label":
            cell.fill = SHADE
    for y in range(row, last_row + 1):
        for x in range(column, last_column + 1):
            sheet.cell(y, x).border = GRID
    if (row, column) != (last_row, last_column):
        sheet.merge_cells(
            start_row=row, end_row=last_row, start_column=column, end_column=last_column
        )


def flag_cell(cell: Any, flag: Flag) -> None:
    """Fill and comment: why a reader must look at this cell."""
    cell.fill = FILLS[flag.grade]
    comment = Comment(ILLEGAL_CHARACTERS_RE.sub("", str(flag)), "公开", width=320)
    comment.height = int(30 + estimate_height(str(flag), 40))
    cell.comment = comment


def draw_legend(sheet: Worksheet, row: int, width: int, used: Iterable[Grade]) -> int:
    """A line for each colour in use; the next free row."""
    found = set(used)
    for grade in [g for g in GRADES if g in found]:
        sheet.cell(row, 1).fill = copy(FILLS[grade])
        sheet.cell(row, 1).border = GRID
        write_value(sheet, row, 2, f"{GRADES[grade]}（原因见单元格批注）", FAINT, LEFT)
        sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=max(width, 3))
        row += 1
    return row


def widths_of(layout: Sequence[Sequence[PrintedCell]]) -> list[float]:
    """Column widths that suit a printed table: labels wide, figures narrow."""
    count = max(c.column + c.column_span for line in layout for c in line)
    values = {c.column for line in layout for c in line if c.key is not None}
    labels = count - len({x for x in range(count) if x >= min(values)})
    figure = {0: 9.0, 1: 22.0}.get(labels, 10.5)
    return [_label_width(x, labels) if x < labels else figure for x in range(count)]


def _label_width(column: int, labels: int) -> float:
    if labels == 1:
        return 30.0
    return 48.0 if column == labels - 1 else 13.0
