"""Which cells of a report's tables a reader must look at, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from documents.findings import Evidence
from documents.report import Analysis
from documents.tables import SURE, Cell, CellKey, Table
from service.exports.wording import SEVERITIES, STATES, squeeze, write_figure

Grade = Literal["finding", "unsure", "empty"]
GRADES: Final[Mapping[Grade, str]] = {
    "finding": "错：与审核问题有关",
    "unsure": "疑：读数没有把握，请对照原文",
    "empty": "空：原文空白或以斜杠代替",
}
_ABOUT_EMPTINESS: Final = frozenset({"cell-blank", "cell-slash"})


@dataclass(frozen=True, slots=True)
class Flag:
    """``reasons`` are Chinese sentences for a comment or a title, the gravest first."""

    grade: Grade
    reasons: tuple[str, ...]

    @property
    def letter(self) -> str:
        return GRADES[self.grade][0]

    def __str__(self) -> str:
        return "\n".join(self.reasons)


Flags = Mapping[CellKey, Flag]


def flag_cells(analysis: Analysis) -> tuple[Flags, ...]:
    """The flags of each table of ``analysis.tables``, in their order.

    Notices never flag a cell by themselves: an all-zero report would be coloured all over.
    """
    said: list[dict[CellKey, list[str]]] = [{} for _ in analysis.tables]
    graver: list[set[CellKey]] = [set() for _ in analysis.tables]
    for finding in analysis.findings:
        if finding.severity == "notice":
            continue
        for evidence in finding.evidence:
            place = find_cell(analysis, evidence)
            if place is None:
                continue
            number, key = place
            reasons = said[number].setdefault(key, [])
            reason = f"{SEVERITIES[finding.severity]}：{finding.message}"
            if reason not in reasons:
                reasons.append(reason)
            if finding.rule not in _ABOUT_EMPTINESS:
                graver[number].add(key)
    return tuple(
        {
            cell.key: flag
            for cell in table
            if (flag := _flag(cell, said[i].get(cell.key, ()), cell.key in graver[i]))
        }
        for i, table in enumerate(analysis.tables)
    )


def find_cell(analysis: Analysis, evidence: Evidence) -> tuple[int, CellKey] | None:
    """The table's number and the cell's key that ``kind:row.column`` means.

    Where a report prints a table twice, the one in which the evidence's span is such a cell;
    otherwise the one that the report is judged by (``Report.table``).
    """
    if not evidence.cell:
        return None
    kind, _, name = evidence.cell.partition(":")
    key = CellKey.parse(name)
    numbers = [i for i, t in enumerate(analysis.tables) if t.kind == kind and t.cell(*key)]
    if not numbers:
        return None
    for number in numbers:
        cell = analysis.tables[number].cell(*key)
        if cell and cell.span and cell.span == evidence.span:
            return number, key
    numbers.sort(key=lambda i: analysis.tables[i].location != "body")
    return numbers[0], key


def find_table(analysis: Analysis, evidence: Evidence) -> int | None:
    """The number of the table that the evidence is as a whole."""
    if evidence.span is None:
        return None
    return next((i for i, t in enumerate(analysis.tables) if t.span == evidence.span), None)


def _flag(cell: Cell, said: tuple[str, ...] | list[str], grave: bool) -> Flag | None:
    reasons = list(said)
    if cell.state != "number":
        raw = squeeze(cell.raw, 30)
        reasons.append(f"{STATES[cell.state]}{f'：“{raw}”' if raw else ''}。")
    elif cell.confidence < SURE:
        reasons.append("读数把握不足，请对照原文。")
    if not reasons:
        return None
    if grave:
        return Flag("finding", tuple(reasons))
    return Flag("empty" if cell.state in ("blank", "slash") else "unsure", tuple(reasons))


def print_cell(cell: Cell, unit_of_label: str | None = None) -> str:
    """What a reader sees in the cell; a unit is repeated only where the label lacks it."""
    if cell.value is not None:
        unit = "" if cell.unit is None or cell.unit == unit_of_label else cell.unit
        return write_figure(cell.value) + unit
    return print_gap(cell)


def print_gap(cell: Cell) -> str:
    """What stands in a cell without a value; blank stays blank."""
    raw = squeeze(cell.raw, 30)
    match cell.state:
        case "missing":
            return "缺"
        case "unreadable":
            return f"{raw}？"
        case "slash":
            return raw or "／"
        case _:
            return raw


def list_plain_rows(table: Table) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Rows and columns of a table that no form gives, as printed and in their order."""
    rows = tuple(dict.fromkeys(cell.row for cell in table))
    columns = tuple(dict.fromkeys(cell.column for cell in table))
    return rows, columns
