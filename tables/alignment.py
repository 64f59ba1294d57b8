"""The rows of a form laid along a table's tokens.

Row labels anchor the rows in the form's order; a label met out of order (a merged cell that PDF
text puts elsewhere) anchors nothing. Between two anchors the values belong to the first of them,
unless the figures of several rows stand together: then they are dealt out in order.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from documents.forms import Row
from tables.labels import load_labels, reduce_label
from tables.rows import FormRow, How, RowReading
from tables.tokens import Token
from tables.values import TEXT
from tables.windows import settle_windows

# a form has 25 rows at the most; a text that repeats a label for pages is no table of it
_MOST_ANCHORS: Final = 300


@dataclass(slots=True)
class _Group:
    """An anchored row and the value tokens up to the next anchor: ``items`` of its own row, how
    many ``fields`` its line had, the words ``between`` label and first value, and the values of
    later lines, ``spare``, whose labels were not recognised."""

    row: int
    label: Token
    items: list[Token]
    fields: int = -1
    between: tuple[str, ...] = ()
    spare: tuple[Token, ...] = ()


def align_rows(
    rows: Sequence[FormRow], kind: str, tokens: Sequence[Token]
) -> tuple[RowReading, ...]:
    """One reading for every row of the form, in its order."""
    found = _find_anchors(rows, kind, tokens)
    anchors = _choose_chain(found, tokens)
    readings: dict[int, RowReading] = {}
    groups, lead = _group_values(rows, anchors, tokens)
    if groups and not groups[-1].items and len(lead) == rows[groups[0].row].width:
        # figures stand above their labels: every group belongs to the label after it
        shifted = [lead, *(g.items for g in groups[:-1])]
        groups = [_Group(g.row, g.label, items) for g, items in zip(groups, shifted, strict=True)]
    # 「其他」 and 「总计」 above the first row head columns
    printed = {row for at, row in found if anchors and at > anchors[0][0]}
    # figures above the first label that was recognised belong to rows whose labels were not
    first = anchors[0][1] if anchors and lead else 0
    rest: list[How] = ["lossy" if i in printed or i < first else "absent" for i in range(len(rows))]
    at = 0
    while at < len(groups):
        at = _read_stretch(rows, groups, at, readings)
    first_at = anchors[0][0] if anchors else 0
    filled = Counter(row for at, row in found if at >= first_at and _has_figures_behind(tokens, at))
    scattered = len(printed) > len(groups)
    for row, reading in readings.items():
        beside = [readings.get(k) for k in (row - 1, row + 1) if 0 <= k < len(rows)]
        bare = scattered and any(r is None or not r.items for r in beside)
        if filled[row] > 1 or (bare and not reading.bordered):
            readings[row] = replace(reading, contested=True)
    return settle_windows(
        [readings.get(i) or RowReading(r.row, r.width, (), rest[i]) for i, r in enumerate(rows)]
    )


def _find_anchors(
    rows: Sequence[FormRow], kind: str, tokens: Sequence[Token]
) -> list[tuple[int, int]]:
    """Pairs of token and row; labels only like a row's own are asked for last."""
    places = {form_row.row.id: i for i, form_row in enumerate(rows)}
    found: list[tuple[int, int]] = []
    for at, token in enumerate(tokens):
        label = token.label
        if label is None and token.kind == "noise" and 3 <= len(token.text) <= 60:
            label = load_labels().find_like(token.text, kind)  # type: ignore[arg-type]
        if label is None:
            continue
        meaning = label.means(kind, "row")  # type: ignore[arg-type]
        if meaning is None or meaning.id not in places:
            continue
        if meaning.id == "out.other.misc" and token.text[0] in "12":
            continue  # 「2.其他」 torn from 「2.其他法律…」, not the row 「3.其他」
        found.append((at, places[meaning.id]))
        if len(found) == _MOST_ANCHORS:
            break
    return found


def _choose_chain(anchors: list[tuple[int, int]], tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The heaviest chain of anchors in the form's order. An anchor with its figures right behind
    it weighs most: a label that PDF text put elsewhere has none."""
    if all(b[1] > a[1] for a, b in itertools.pairwise(anchors)):
        return anchors
    best: list[tuple[float, int]] = []
    for i, (at, row) in enumerate(anchors):
        weight = 4.0 if _has_figures_behind(tokens, at) else 1.0
        before = [(best[j][0], j) for j in range(i) if anchors[j][1] < row]
        score, link = max(before, default=(0.0, -1))
        best.append((score + weight, link))
    at = max(range(len(best)), key=lambda i: best[i][0])
    chain: list[tuple[int, int]] = []
    while at >= 0:
        chain.append(anchors[at])
        at = best[at][1]
    return chain[::-1]


def _has_figures_behind(tokens: Sequence[Token], at: int) -> bool:
    for token in tokens[at + 1 : at + 6]:
        if token.kind == "value" and _is_filled(token):
            return True
        if token.kind in ("label", "noise"):
            return False
    return False


def _group_values(
    rows: Sequence[FormRow], anchors: Sequence[tuple[int, int]], tokens: Sequence[Token]
) -> tuple[list[_Group], list[Token]]:
    """The groups, and the figures right before the first anchor."""
    ends = [at for at, _ in anchors[1:]] + [len(tokens)]
    groups = [
        _take_group(row, rows[row].width, tokens[at], tokens[at + 1 : end])
        for (at, row), end in zip(anchors, ends, strict=True)
    ]
    lead: list[Token] = []
    for token in reversed(tokens[: anchors[0][0]] if anchors else []):
        if token.kind == "value" and token.value is not None and token.value.state == "number":
            lead.append(token)
        elif token.kind in ("label", "noise"):
            break
    return groups, lead[::-1]


def _take_group(row: int, width: int, label: Token, tokens: Sequence[Token]) -> _Group:
    """The values behind a label. Blank cells behind the end of the row are the fillers that merged
    label cells leave before the next row's label."""
    group = _Group(row, label, [])
    row_over = False
    for at, token in enumerate(tokens):
        if token.kind == "noise" and not row_over:
            if _is_cell_text(tokens, at, width):
                group.items.append(token._replace(kind="value", value=TEXT))
            elif not group.items:
                group.between += (token.text,)
        elif token.kind == "row" and group.items and not row_over:
            row_over, group.fields = True, max(token.column, 0)
        elif token.kind == "value" and token.value is not None:
            if row_over and (token.value.state == "blank" or _is_stray(token, group)):
                continue
            if row_over and group.fields >= 0 and token.bordered and len(group.items) >= width:
                group.spare = tuple(t for t in tokens[at:] if t.kind == "value" and _is_filled(t))
                break
            group.items.append(token)
        elif token.kind == "label":
            row_over = row_over or bool(group.items)
    return group


def _fills_first_cell(tokens: Sequence[Token], width: int) -> bool:
    """True where words right behind the label stand in a line that lacks just one value: the rest
    of a torn label would leave the row without a cell."""
    values = 0
    for token in tokens[1:]:
        if token.kind == "row":
            return values == width - 1 and 0 <= tokens[0].column < token.column - values
        values += token.kind == "value" and _is_filled(token)
    return False


def _belongs(words: str, row: Row) -> bool:
    """True for a part of the row's own label, or of a group label torn beside it."""
    core = reduce_label(words)
    return len(core) < 2 or any(
        core in reduce_label(label) for label in (*row.path, *load_labels().group_cores)
    )


def _is_stray(token: Token, group: _Group) -> bool:
    """True for a loose figure behind a row of bordered cells: a page number."""
    return not token.bordered and group.items[-1].bordered


def _is_filled(token: Token) -> bool:
    return token.value is not None and token.value.state != "blank"


def _is_cell_text(tokens: Sequence[Token], at: int, width: int) -> bool:
    """True for words between the values of a row, such as 「详见附件」 in place of a figure."""
    if at == len(tokens) - 1 or not tokens[at].bordered or not reduce_label(tokens[at].text):
        return False
    if all(token.kind == "noise" for token in tokens[:at]):
        return _fills_first_cell(tokens[at:], width)
    before, after = tokens[at - 1], tokens[at + 1]
    closed = after.kind == "row" and after.column > 0
    return (
        before.kind == "value"
        and before.bordered
        and ((after.kind == "value" and after.bordered) or closed)
    )


def _read_stretch(
    rows: Sequence[FormRow], groups: Sequence[_Group], at: int, readings: dict[int, RowReading]
) -> int:
    """Reads the rows of one or more groups from ``at`` on; answers where the next begins."""
    group = groups[at]
    next_row = groups[at + 1].row if at + 1 < len(groups) else group.row + 1
    form_row = rows[group.row]
    filled = [i for i in group.items if _is_filled(i)]
    regular = form_row.width in (len(filled), len(group.items))
    if not regular:
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


def _deal_spare(rows: Sequence[FormRow], group: _Group, readings: dict[int, RowReading]) -> None:
    """Gives the values of unrecognised lines to the rows that have no label, if they just fill
    them; otherwise nobody can say which row they belong to."""
    fits = sum(r.width for r in rows) == len(group.spare)
    taken = 0
    for k, form_row in enumerate(rows):
        mine = group.spare[taken : taken + form_row.width] if fits else ()
        how: How = "sequence" if fits else "lossy"
        readings[group.row + 1 + k] = RowReading(form_row.row, form_row.width, mine, how)
        taken += form_row.width


def _find_balance(rows: Sequence[FormRow], groups: Sequence[_Group], at: int) -> int | None:
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
    rows: Sequence[FormRow], groups: Sequence[_Group], readings: dict[int, RowReading], stop: int
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


def _read_row(form_row: FormRow, group: _Group) -> RowReading:
    items, width = group.items, form_row.width
    how: How = "direct"
    lead = 0
    if len(items) < width:
        how = "lossy"
    elif len(items) > width:
        filled = [k for k, i in enumerate(items) if i.value and i.value.state != "blank"]
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
    return RowReading(form_row.row, width, tuple(items), how, group.label, met, lead, group.fields)
