"""The rows of a form laid along a table's tokens.

Row labels anchor the rows in the form's order; a label met out of order (a merged cell that PDF
text puts elsewhere) anchors nothing. Between two anchors the values belong to the first of them,
unless the figures of several rows stand together: then they are dealt out in order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from documents.forms import Row
from documents.tables import TableKind
from tables.anchors import (
    Anchor,
    choose_chain,
    find_anchors,
    has_figures_behind,
    skip_header,
)
from tables.groups import Group, find_lead, take_groups
from tables.labels import load_labels, reduce_label
from tables.rows import FormRow, How, RowReading
from tables.tokens import Token
from tables.windows import settle_windows


def align_rows(
    rows: Sequence[FormRow], kind: TableKind, tokens: Sequence[Token]
) -> tuple[RowReading, ...]:
    """One reading for every row of the form, in its order."""
    found = skip_header(find_anchors(rows, kind, tokens), kind, tokens)
    anchors = choose_chain(found, tokens)
    found = [anchor for anchor in found if anchor.at >= anchors[0].at]
    groups = take_groups(rows, anchors, tokens)
    readings: dict[int, RowReading] = {}
    at = 0
    while at < len(groups):
        at = _read_stretch(rows, groups, at, readings)
    for row in _find_contested(len(rows), found, groups, readings, tokens):
        readings[row] = replace(readings[row], contested=True)
    # figures above the first label that was recognised belong to rows whose labels were not
    lead = find_lead(anchors, tokens)
    first = anchors[0].row if lead else 0
    if lead and len(lead) == sum(row.width for row in rows[:first]) and groups[-1].items:
        readings |= _read_lead(rows[:first], lead)
    readings |= _read_moved(rows, found, groups, readings, tokens)
    told = {anchor.at for anchor in found}
    words = [t for at, t in enumerate(tokens) if t.kind == "noise" and at not in told]
    printed = {anchor.row for anchor in found} | _find_buried(rows, readings, words)
    for row, form_row in enumerate(rows):
        if row not in readings:
            how: How = "lossy" if row in printed or row < first else "absent"
            readings[row] = RowReading(form_row.row, form_row.width, (), how)
    return settle_windows([readings[row] for row in range(len(rows))])


def _read_lead(rows: Sequence[FormRow], lead: Sequence[Token]) -> dict[int, RowReading]:
    """The rows above the first label that was recognised, where figures just fill them."""
    found: dict[int, RowReading] = {}
    taken = 0
    for k, row in enumerate(rows):
        items = tuple(lead[taken : taken + row.width])
        found[k] = RowReading(row.row, row.width, items, "sequence")
        taken += row.width
    return found


def _read_moved(
    rows: Sequence[FormRow],
    found: Sequence[Anchor],
    groups: Sequence[Group],
    readings: Mapping[int, RowReading],
    tokens: Sequence[Token],
) -> dict[int, RowReading]:
    """Rows that a table prints out of the form's order: label and figures are whole cells of one
    line, and no other row took any of them."""
    anchored = {group.row for group in groups}
    taken = {item.start for reading in readings.values() for item in reading.items}
    moved: dict[int, RowReading] = {}
    for at, row in found:
        if row in anchored or row in moved or not tokens[at].bordered:
            continue
        end = next((k for k in range(at, len(tokens)) if tokens[k].kind == "row"), at)
        items = [token for token in tokens[at + 1 : end] if token.kind == "value"]
        free = all(item.bordered and item.start not in taken for item in items)
        if free and len(items) == end - at - 1 >= rows[row].width:
            group = Group(row, tokens[at], items, max(tokens[end].column, 0))
            moved[row] = _read_row(rows[row], group)
    return moved


def _find_buried(
    rows: Sequence[FormRow], readings: Mapping[int, RowReading], words: Sequence[Token]
) -> set[int]:
    """Rows without a reading whose labels stand among other words, with figures that nobody read
    as such: they are not missing."""
    left = [row for row in range(len(rows)) if row not in readings]
    noise = [reduce_label(token.text) for token in words if left]
    cores = {row: reduce_label(rows[row].row.label) for row in left}
    return {row for row, core in cores.items() if any(core in said for said in noise)}


def _find_contested(
    rows: int,
    found: Sequence[Anchor],
    groups: Sequence[Group],
    readings: Mapping[int, RowReading],
    tokens: Sequence[Token],
) -> list[int]:
    """Rows whose figures may be another's: the label stands with figures twice, or beside another
    row's label between the same borders, or labels are scattered over the text and the row beside
    has none."""
    filled = Counter(anchor.row for anchor in found if has_figures_behind(tokens, anchor.at))
    scattered = len({anchor.row for anchor in found}) > len(groups)
    crowded = {
        row
        for above, below in pairwise(found)
        if above.row != below.row and _share_cell(tokens[above.at : below.at + 1])
        for row in (above.row, below.row)
    }
    contested: list[int] = []
    for row, reading in readings.items():
        torn = scattered and not reading.bordered and _is_bare_beside(row, rows, readings)
        if filled[row] > 1 or row in crowded or torn:
            contested.append(row)
    return contested


def _is_bare_beside(row: int, rows: int, readings: Mapping[int, RowReading]) -> bool:
    beside = [readings.get(k) for k in (row - 1, row + 1) if 0 <= k < rows]
    return any(other is None or not other.items for other in beside)


def _share_cell(tokens: Sequence[Token]) -> bool:
    """True where no border parts the first label from the last: a wall was not seen."""
    if not (tokens[0].bordered and tokens[-1].bordered):
        return False
    return all(token.kind in ("label", "noise") for token in tokens)


def _read_stretch(
    rows: Sequence[FormRow], groups: Sequence[Group], at: int, readings: dict[int, RowReading]
) -> int:
    """Reads the rows of one or more groups from ``at`` on; answers where the next begins."""
    group = groups[at]
    next_row = groups[at + 1].row if at + 1 < len(groups) else group.row + 1
    form_row = rows[group.row]
    width, items = form_row.width, group.items
    if width != len(items) and width != sum(i.filled for i in items):
        end = _find_balance(rows, groups, at)
        if end is not None:
            _deal_out(rows, groups[at:end], readings, groups[end].row if end < len(groups) else -1)
            return end
    reading = _read_row(form_row, group)
    if reading.how == "surplus" and next_row > group.row + 1:
        # figures of rows whose labels stand elsewhere, too few or too many to be dealt out
        reading = RowReading(form_row.row, form_row.width, (), "lossy", group.label)
    readings[group.row] = reading
    if group.spare:
        rest = next_row if at + 1 < len(groups) else len(rows)
        _deal_spare(rows[group.row + 1 : rest], group, readings)
    return at + 1


def _deal_spare(rows: Sequence[FormRow], group: Group, readings: dict[int, RowReading]) -> None:
    """Gives the values of unrecognised lines to the rows that have no label, if they just fill
    them; otherwise nobody can say which row they belong to."""
    fits = sum(r.width for r in rows) == len(group.spare)
    taken = 0
    for k, form_row in enumerate(rows):
        mine = group.spare[taken : taken + form_row.width] if fits else ()
        how: How = "sequence" if fits else "lossy"
        readings[group.row + 1 + k] = RowReading(form_row.row, form_row.width, mine, how)
        taken += form_row.width


def _find_balance(rows: Sequence[FormRow], groups: Sequence[Group], at: int) -> int | None:
    """Where the figures met since ``at`` are exactly as many as the cells of the rows passed."""
    met = 0
    # figures between borders are their own row's; only a row whose label was lost joins another
    reach = 1 if any(item.bordered for item in groups[at].items) else 8
    for end in range(at + 1, min(at + reach, len(groups)) + 1):
        group = groups[end - 1]
        if len(group.items) % rows[group.row].width:
            return None  # a value lost here and one gained there must not make up for each other
        met += len(group.items)
        last = groups[end].row if end < len(groups) else groups[end - 1].row + 1
        if end == len(groups) and end == at + 1:
            last = min(len(rows), groups[at].row + max(1, met // rows[groups[at].row].width))
        if met == sum(r.width for r in rows[groups[at].row : last]):
            return end
    return None


def _deal_out(
    rows: Sequence[FormRow], groups: Sequence[Group], readings: dict[int, RowReading], stop: int
) -> None:
    items = [item for group in groups for item in group.items]
    labels = {group.row: group for group in groups}
    row = groups[0].row
    taken = 0
    while taken < len(items) and row != stop:
        width = rows[row].width
        own = labels.get(row)
        mine = tuple(items[taken : taken + width])
        direct = own is not None and own.items == list(mine)
        readings[row] = RowReading(
            rows[row].row,
            width,
            mine,
            "direct" if direct else "sequence",
            own.label if own else None,
            width,
        )
        taken += width
        row += 1


def _read_row(form_row: FormRow, group: Group) -> RowReading:
    items, width = group.items, form_row.width
    how: How = "direct"
    lead = 0
    if len(items) < width:
        how = "lossy"
    elif len(items) > width:
        filled = [k for k, i in enumerate(items) if i.filled]
        extent = filled[-1] - filled[0] + 1 if filled else 0
        if extent > width:
            items, how = items[filled[0] : filled[-1] + 1], "surplus"
        elif extent == width:
            lead = filled[0]
            items = items[lead : lead + width]
        elif extent:
            how = "window"
        else:
            items = items[:width]
    if how == "direct" and not all(_belongs(words, form_row.row) for words in group.between):
        # perhaps a label that was not recognised
        how = "sequence"
    met = len(group.items)
    return RowReading(
        form_row.row,
        width,
        tuple(items),
        how,
        group.label,
        met,
        lead,
        group.fields,
        wrapped=group.wrapped,
    )


def _belongs(words: str, row: Row) -> bool:
    """True for a part of the row's own label, or of a group label torn beside it."""
    core = reduce_label(words)
    return len(core) < 2 or any(
        core in reduce_label(label) for label in (*row.path, *load_labels().group_cores)
    )
