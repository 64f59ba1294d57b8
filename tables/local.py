"""Tables that no form gives: read as they are printed, row by row under their own header."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from documents.places import Span
from documents.tables import Cell, Table
from tables.confidence import DOUBTFUL, UNREADABLE
from tables.local_headers import LocalHeader, Piece, find_local_headers, list_lines
from tables.local_rows import LocalRow, LocalRows, read_rows

_CAPTION: Final = re.compile(
    r"(?![附(第\d一二三四五六七八九十]).{0,30}(?:统计表|情况表|一览表|汇总表|明细表)(?:\(.{0,16}\))?"
    r"|(?:填报|报送|编报)单位.{0,30}|(?:计量|统计)?单位:.{1,4}"
)
_FOOT: Final = re.compile(r"(?:单位|部门)?负责人|审核人|填报人|填表人|制表人?:|填报日期|联系电话")
_BORDERS: Final = re.compile(r"[|｜│]")
_LONGEST_EDGE: Final = 60
_LEAST_ROWS: Final = 2


def read_local_tables(text: str, folded: str, taken: Sequence[Span]) -> Iterator[Table]:
    """The local tables outside the spans that are ``taken``, in reading order: ``rows as printed``.

    Rows and columns are named as the table prints them; a row met again is numbered. ``folded`` is
    the folded text, as long as ``text``.
    """
    end = 0
    taken = sorted(taken)
    for header in find_local_headers(folded):
        following = bisect_right(taken, header.start, key=lambda span: span.start)
        if header.start < max(end, taken[following - 1].end if following else 0):
            continue
        stop = taken[following].start if following < len(taken) else len(folded)
        if stop < header.end:
            continue
        header, rows = _read_best(folded, header, stop)
        if sum(row.filled for row in rows.rows) < _LEAST_ROWS and not rows.cut:
            continue
        start = _find_start(folded, end, header.start)
        end = _find_end(folded, rows.end, stop)
        cells = tuple(_list_cells(text, header, rows))
        yield Table("other", None, "body", cells, Span(start, end))


def _read_best(folded: str, header: LocalHeader, stop: int) -> tuple[LocalHeader, LocalRows]:
    """The header and its rows, with the header ending where most rows are whole below it."""
    found = [(ended, read_rows(folded, ended, stop)) for ended in header.list_ends()]
    return max(found, key=lambda read: sum(row.whole for row in read[1].rows))


def _list_cells(text: str, header: LocalHeader, rows: LocalRows) -> Iterator[Cell]:
    met: Counter[str] = Counter()
    columns = _name_columns(text, header)
    for row in rows.rows:
        if not row.values:
            continue  # a heading inside the table
        name = _print(text, row.label) if row.label else "—"
        met[name] += 1
        name = name if met[name] == 1 else f"{name}（{met[name]}）"
        yield from _read_row(text, name, columns, row)


def _name_columns(text: str, header: LocalHeader) -> list[tuple[str, str | None]]:
    """The names and units of the columns of figures. A cell's key has no dot in its column."""
    met: Counter[str] = Counter()
    named: list[tuple[str, str | None]] = []
    for column in header.columns:
        if column.kind == "figure":
            name = _print(text, column.piece).replace(".", "")
            met[name] += 1
            number = f"（{met[name]}）" if met[name] > 1 else ""
            named.append((name + number, column.unit))
    return named


def _print(text: str, piece: Piece) -> str:
    return "".join(_BORDERS.sub("", text[piece.start : piece.end]).split())


def _read_row(
    text: str, name: str, columns: Sequence[tuple[str, str | None]], row: LocalRow
) -> Iterator[Cell]:
    last = len(row.values) - 1
    for k, ((column, unit), (value, piece)) in enumerate(zip(columns, row.values, strict=True)):
        if value is None or value.state == "unreadable":
            yield Cell(name, column, None, "", None, "unreadable", UNREADABLE)
            continue
        place = Span(piece.start, piece.end) if piece and value.state != "blank" else None
        torn = row.torn and k == last and value.amount != 0  # no figure begins with 0
        yield Cell(
            name,
            column,
            value.amount,
            place.cut(text) if place else "",
            (value.unit or row.unit or unit) if value.amount is not None else None,
            value.state,
            min(row.confidence, DOUBTFUL) if torn else row.confidence,
            place,
        )


def _find_start(folded: str, low: int, start: int) -> int:
    """Where the table's caption and the line for its unit begin, if it has them."""
    lines = list(list_lines(folded, max(low, start - 3 * _LONGEST_EDGE), start))
    for line in reversed(lines[-3:]):
        whole = folded.rfind("\n", 0, line.start) < line.start
        if not whole or len(line.text) > _LONGEST_EDGE or not _CAPTION.fullmatch(line.text):
            break
        start = line.start
    return start


def _find_end(folded: str, end: int, stop: int) -> int:
    """Where the lines end that say who filled the table in, if it has them."""
    for number, line in enumerate(list_lines(folded, end, min(stop, end + 4 * _LONGEST_EDGE))):
        if number > 2 or len(line.text) > _LONGEST_EDGE or not _FOOT.match(line.text):
            break
        end = line.end
    return end
