"""How far the reading of each row can be vouched for.

The reading is judged, never the report: a sum that does not close lowers nothing where every cell
stood between borders, for then it is the report's own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from documents.forms import TableForm
from documents.tables import CellKey
from tables.fields import LATE
from tables.placing import PlacedRow
from tables.sums import closes
from tables.values import BLANK

BORDERED: Final = 0.98
UNBORDERED: Final = 0.96
CONFIRMED: Final = 0.95
DEALT_OUT: Final = 0.8
INFERRED: Final = 0.75
DOUBTFUL: Final = 0.5
UNREADABLE: Final = 0.0


def rate_rows(
    form: TableForm, rows: Sequence[PlacedRow], *, cut: bool = False
) -> tuple[float, ...]:
    """A confidence for every row, in the rows' order. Of a table that is ``cut`` by the end of the
    text the rows above the cut are judged for themselves, and those behind it nobody knows."""
    reach = len(rows)
    while cut and reach and rows[reach - 1].reading.how == "absent":
        reach -= 1
    whole = [row for row in rows[:reach] if row.reading.how != "cut"]
    table = _survey(form, whole)
    rated = tuple(
        _rate_absent(row, rows, table) if row.reading.how == "absent" else _rate_row(row, table)
        for row in rows[:reach]
    )
    return rated + (DOUBTFUL,) * (len(rows) - reach)


@dataclass(frozen=True, slots=True)
class _Survey:
    """What the table as a whole says of its rows.

    ``summed`` where the form has sums, ``closed`` where they hold and some figure is not 0;
    ``complete`` where every row was placed; ``orderly`` where every row was read directly,
    ``lossless`` where each has as many values as cells; ``torn`` where many rows are not there;
    ``wrapped`` where most go on in a second line;
    ``proven`` are the rows whose own sum holds and is not 0.
    """

    summed: bool
    closed: bool
    complete: bool
    orderly: bool
    lossless: bool
    torn: bool
    wrapped: bool
    proven: frozenset[str]
    shapes: _Shapes


def _survey(form: TableForm, rows: Sequence[PlacedRow]) -> _Survey:
    amounts = _list_amounts(form, rows)
    closed = [s for s in form.sums if closes(s, amounts)]
    read = [row for row in rows if row.reading.how != "absent"]
    return _Survey(
        summed=bool(form.sums),
        closed=bool(amounts) and 0 < len(form.sums) == len(closed),
        complete=all(row.placing and not row.unknown for row in rows),
        # a row without its label would have left its figures to the row above
        orderly=all(row.reading.how == "direct" for row in read)
        and (len(read) == len(rows) or len(closed) == len(form.sums) > 0),
        lossless=all(row.reading.how in ("direct", "sequence") for row in rows),
        torn=sum(row.reading.how == "absent" for row in rows) > len(rows) * 0.4,
        wrapped=sum(row.reading.wrapped for row in read) > len(read) / 2,
        proven=frozenset(
            s.left[0].row
            for s in closed
            if amounts.get(s.left[0], 0) > 0 and len({k.row for k in s.cells}) == 1
        ),
        shapes=_count_usual_shape(rows),
    )


def _rate_row(row: PlacedRow, table: _Survey) -> float:
    reading = row.reading
    if not row.placing:
        return UNREADABLE
    if reading.contested:
        return DOUBTFUL
    closed = table.closed and table.complete
    if reading.how == "direct":
        if reading.blanks and not _has_usual_shape(row, table.shapes):
            return DOUBTFUL
        if any(i.column == LATE for i in reading.items) and not _is_proven(row, table):
            return DOUBTFUL
        if reading.bordered:
            return BORDERED
        page_number = reading.wrapped and not table.wrapped and reading.items[-1].amount > 0
        if page_number and not _is_proven(row, table):
            return DOUBTFUL
        return UNBORDERED if _stands_without_borders(row, table) else DOUBTFUL
    if reading.how == "sequence":
        # counted out in a table that lost nothing, and its own sum holds
        told = table.lossless and (_is_proven(row, table) or _is_all_zero(row, table))
        return CONFIRMED if closed or told else DEALT_OUT
    if reading.how == "lossy":
        return INFERRED
    if reading.how == "cut":
        return DOUBTFUL  # or it is whole and lost a value
    if reading.how == "window":
        # sums cannot tell a blank from a 0
        return CONFIRMED if row.certain else DOUBTFUL
    if row.chosen and reading.bordered and (closed or _is_all_zero(row, table)):
        return CONFIRMED
    return DEALT_OUT if row.chosen else DOUBTFUL


def _stands_without_borders(row: PlacedRow, table: _Survey) -> bool:
    """False where a row may have lost a blank and gained a figure: blanks vanish without borders,
    so in a table with other rows amiss only a sum that holds speaks for a row."""
    if _has_dash(row):
        return False
    if row.reading.width == 1 or table.orderly or (table.summed and table.lossless):
        return True
    # a 0 in front may be the row's before, which the sum would never show
    first = row.placing[0].value if row.placing[0] else None
    return _is_proven(row, table) and bool(first and first.amount)


def _is_proven(row: PlacedRow, table: _Survey) -> bool:
    return row.reading.row.id in table.proven


def _is_all_zero(row: PlacedRow, table: _Survey) -> bool:
    """True where the row is 0 throughout in a table that lost nothing: any order reads alike."""
    figures = [token.value for token in row.placing if token is not None]
    sound = table.summed and table.complete and (row.reading.bordered or table.lossless)
    return sound and all(v is not None and v.amount == 0 for v in figures)


def _has_dash(row: PlacedRow) -> bool:
    """True where a lone dash may be the sign of a figure on the next line."""
    return any(token is not None and token.text == "-" for token in row.placing)


def _rate_absent(row: PlacedRow, rows: Sequence[PlacedRow], table: _Survey) -> float:
    """A row that is not there is surely missing where its neighbours were read for sure."""
    if table.torn:
        return DOUBTFUL
    at = rows.index(row)
    near = (*rows[max(0, at - 1) : at], *rows[at + 1 : at + 2])
    sure = all(r.placing and r.reading.how == "direct" and r.reading.bordered for r in near)
    return CONFIRMED if sure or (table.orderly and table.closed) else DOUBTFUL


@dataclass(frozen=True, slots=True)
class _Shapes:
    """How many values rows of each label depth and width show where none is blank, fillers
    included, and how many fields the lines of the table have."""

    met: Mapping[tuple[int, int], int]
    fields: int


def _count_usual_shape(rows: Sequence[PlacedRow]) -> _Shapes:
    met: defaultdict[tuple[int, int], Counter[int]] = defaultdict(Counter)
    fields: Counter[int] = Counter()
    for row in rows:
        if row.reading.how == "direct":
            fields[row.reading.fields] += 1
            if not row.reading.blanks:
                met[_get_depth(row)][row.reading.met] += 1
    return _Shapes(
        {depth: counts.most_common(1)[0][0] for depth, counts in met.items()},
        fields.most_common(1)[0][0] if fields else -1,
    )


def _get_depth(row: PlacedRow) -> tuple[int, int]:
    return len(row.reading.row.path), row.reading.width


def _has_usual_shape(row: PlacedRow, usual: _Shapes) -> bool:
    """False where a blank may be a filler behind cells that the flattening lost: fillers stand at
    the ends of a row, never inside."""
    reading = row.reading
    first, last = reading.items[0].value, reading.items[-1].value
    if BLANK not in (first, last):
        return True
    expected = usual.met.get(_get_depth(row))
    if expected is not None and reading.met < expected:
        return False
    if reading.fields > 0:
        return reading.fields >= usual.fields
    # where nothing tells the row's end, as many cells as its like have from their first figure on
    return reading.fields == 0 or (
        expected == reading.met and reading.lead == 0 and first is not BLANK
    )


def _list_amounts(form: TableForm, rows: Sequence[PlacedRow]) -> dict[CellKey, float]:
    """What the cells count in sums, but for those that count 0."""
    columns = {row.id: b.columns for b in form.blocks for row in b.rows}
    return {
        CellKey(row.reading.row.id, column.id): amount
        for row in rows
        for column, token in zip(columns[row.reading.row.id], row.placing, strict=False)
        if token is not None and (amount := token.amount)
    }
