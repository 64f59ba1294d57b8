"""The values between one row label and the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tables.anchors import Anchor
from tables.labels import reduce_label
from tables.rows import FormRow
from tables.tokens import Token
from tables.values import TEXT


@dataclass(slots=True)
class Group:
    """An anchored row and the value tokens up to the next anchor: ``items`` of its own row, how
    many ``fields`` its line had, whether they were ``wrapped`` into a second line, the words
    ``between`` label and first value, and the values of later lines, ``spare``, whose labels were
    not recognised."""

    row: int
    label: Token
    items: list[Token]
    fields: int = -1
    between: tuple[str, ...] = ()
    spare: tuple[Token, ...] = ()
    wrapped: bool = False


def take_groups(
    rows: Sequence[FormRow], anchors: Sequence[Anchor], tokens: Sequence[Token]
) -> list[Group]:
    """A group for every anchor.

    Where figures stand above their labels, the last label has none behind it and the first as many
    before it as its row has cells: then every group belongs to the label after it.
    """
    if not anchors:
        return []
    ends = [anchor.at for anchor in anchors[1:]] + [len(tokens)]
    groups = [
        _take_group(row, rows[row].width, tokens[at], tokens[at + 1 : end])
        for (at, row), end in zip(anchors, ends, strict=True)
    ]
    lead = find_lead(anchors, tokens)
    if not groups[-1].items and len(lead) == rows[groups[0].row].width:
        shifted = [lead, *(g.items for g in groups[:-1])]
        groups = [Group(g.row, g.label, items) for g, items in zip(groups, shifted, strict=True)]
    return groups


def find_lead(anchors: Sequence[Anchor], tokens: Sequence[Token]) -> list[Token]:
    """The figures right before the first anchor."""
    lead: list[Token] = []
    for token in reversed(tokens[: anchors[0].at] if anchors else []):
        if token.value is not None and token.value.state == "number":
            lead.append(token)
        elif token.kind in ("label", "noise"):
            break
    return lead[::-1]


def _take_group(row: int, width: int, label: Token, tokens: Sequence[Token]) -> Group:
    """The values behind a label. Blank cells behind the end of the row are the fillers that merged
    label cells leave before the next row's label."""
    group = Group(row, label, [])
    row_over = one_a_line = False
    first_line = 0
    for at, token in enumerate(tokens):
        if token.kind == "noise" and not row_over:
            if _is_cell_text(tokens, at, width):
                group.items.append(token._replace(kind="value", value=TEXT))
            elif not group.items:
                group.between += (token.text,)
        elif token.kind == "line":
            first_line = first_line or len(group.items)
        elif token.kind == "row" and group.items and not row_over:
            if token.column == 1 < width:
                one_a_line = True
                continue
            row_over, group.fields = True, max(token.column, 0)
        elif token.kind == "value" and token.value is not None:
            # where cells have lines of their own, a line of borders only is what merged cells left
            if one_a_line and not row_over and token.blank and token.column == 0:
                row_over, group.fields = True, 0
            if row_over and (token.blank or _is_stray(token, group)):
                continue
            if row_over and group.fields >= 0 and token.bordered and len(group.items) >= width:
                group.spare = tuple(t for t in tokens[at:] if t.kind == "value" and t.filled)
                break
            group.wrapped = group.wrapped or first_line > 1
            group.items.append(token)
        elif token.kind == "label":
            row_over = row_over or bool(group.items)
    return group


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


def _fills_first_cell(tokens: Sequence[Token], width: int) -> bool:
    """True where words right behind the label stand in a line that lacks just one value: the rest
    of a torn label would leave the row without a cell."""
    values = 0
    for token in tokens[1:]:
        if token.kind == "row":
            return values == width - 1 and 0 <= tokens[0].column < token.column - values
        values += token.kind == "value" and token.filled
    return False


def _is_stray(token: Token, group: Group) -> bool:
    """True for a loose figure behind a row of bordered cells: a page number."""
    return not token.bordered and group.items[-1].bordered
