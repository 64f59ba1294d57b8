"""Do the sums of the form close? SUM-01 to SUM-04, formulas F1 to F4.

A broken sum is blamed on the report only where every cell of it was surely read; blanks and
slashes count as 0; where the total itself is blank the blank is the finding, not the sum
(guard 1, SUM-03).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from documents.findings import Finding
from documents.forms import Sum, load_form
from documents.report import Report
from documents.tables import Cell, CellKey, Table
from review.evidence import list_tables, point_at_cells, state_finding
from review.labels import TABLE_NAMES, name_cell, name_column, name_row, write_number

_TOLERANCE: Final = 1e-6
_ASSESSABLE: Final = frozenset({"number", "blank", "slash"})


def check_sums(report: Report) -> Iterator[Finding]:
    """Every equation of each table's own form; what a broken one shares with another is named."""
    for table in list_tables(report):
        if table.kind == "other" or table.form not in ("v2019", "v2021"):
            continue
        amounts = {
            (cell.row, cell.column): cell.amount
            for cell in table
            if cell.state in _ASSESSABLE and cell.sure
        }
        sums = load_form(table.form).table(table.kind).sums
        broken = [s for s in sums if _is_broken(s, amounts)]
        if not broken:
            continue
        cells = {cell.key: cell for cell in table}
        broken = [s for s in broken if not _lacks_total(s, cells)]
        shared = Counter(key for s in broken for key in s.cells)
        for equation in broken:
            suspects = [cells[key] for key in equation.cells if shared[key] > 1]
            yield _describe(report, table, equation, cells, suspects)


def _is_broken(equation: Sum, amounts: Mapping[tuple[str, str], int | float]) -> bool:
    """False also where a cell is not there to be assessed."""
    try:
        left = sum(map(amounts.__getitem__, equation.left))
        right = sum(map(amounts.__getitem__, equation.right))
    except KeyError:
        return False
    return abs(left - right) > _TOLERANCE


def _lacks_total(equation: Sum, cells: Mapping[CellKey, Cell]) -> bool:
    return any(
        cells[key].value is None
        for key in equation.cells
        if key.column == "total" or key.row == "out.total"
    )


def _total(keys: tuple[CellKey, ...], cells: Mapping[CellKey, Cell]) -> int | float:
    return sum(cells[key].amount for key in keys)


def _describe(
    report: Report,
    table: Table,
    equation: Sum,
    cells: Mapping[CellKey, Cell],
    suspects: list[Cell],
) -> Finding:
    left, right = _total(equation.left, cells), _total(equation.right, cells)
    involved = [cells[key] for key in equation.cells]
    name = TABLE_NAMES[table.kind]
    first = equation.left[0]
    gap = write_number(abs(left - right))
    expected, actual = right, left
    if equation.rule == "requests-unbalanced":
        new, carried, total, onward = (cells[key].amount for key in equation.cells)
        expected, actual = left, right
        message = (
            f"{name}“{name_column(table, first)}”列收办不平衡："
            f"本年新收{write_number(new)}＋上年结转{write_number(carried)}＝{write_number(left)}，"
            f"办理结果总计{write_number(total)}＋结转下年{write_number(onward)}"
            f"＝{write_number(right)}，相差{gap}。"
        )
    elif equation.rule == "outcomes-sum":
        message = (
            f"{name}“{name_column(table, first)}”列：（七）总计填{write_number(left)}，"
            f"而各项办理结果相加为{write_number(right)}，相差{gap}。"
        )
    else:
        parts = "各类申请人" if equation.rule == "applicants-sum" else "各项结果"
        message = (
            f"{name}“{name_row(table, first.row)}”行：总计填{write_number(left)}，"
            f"而{parts}相加为{write_number(right)}，相差{gap}。"
        )
    advice = "请对照申请台账核对本式各格并改正。"
    if 0 < len(suspects) <= 2:
        named = "、".join(name_cell(table, cell) for cell in suspects)
        advice = f"{named}同时使另一处合计不符，请先核对这一格。"
    shown = [c for c in involved if c.amount or c.key in equation.left]
    return state_finding(
        report,
        equation.rule,
        message,
        point_at_cells(table, shown),
        expected=write_number(expected),
        actual=write_number(actual),
        advice=advice,
    )
