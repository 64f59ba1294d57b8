"""Row labels met in a table's tokens: the anchors that its values hang on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from documents.tables import TableKind
from tables.labels import load_labels
from tables.rows import FormRow
from tables.tokens import Token

# a form has 25 rows at the most; a text that repeats a label for pages is no table of it
_MOST_ANCHORS: Final = 300


class Anchor(NamedTuple):
    """The token ``at`` is the label of the form's ``row``, counted from 0."""

    at: int
    row: int


def find_anchors(rows: Sequence[FormRow], kind: TableKind, tokens: Sequence[Token]) -> list[Anchor]:
    """Every label of a row in reading order, misspelt and torn ones too."""
    places = {form_row.row.id: i for i, form_row in enumerate(rows)}
    found: list[Anchor] = []
    for at, token in enumerate(tokens):
        label = token.label
        if label is None and token.kind == "noise" and 3 <= len(token.text) <= 60:
            label = load_labels().find_like(token.text, kind)
        if label is None:
            continue
        meaning = label.means(kind, "row")
        if meaning is None or meaning.id not in places:
            continue
        if meaning.id == "out.other.misc" and token.text[0] in "12":
            continue  # 「2.其他」 torn from 「2.其他法律…」, not the row 「3.其他」
        found.append(Anchor(at, places[meaning.id]))
        if len(found) == _MOST_ANCHORS:
            break
    return found


def skip_header(
    anchors: Sequence[Anchor], kind: TableKind, tokens: Sequence[Token]
) -> list[Anchor]:
    """The anchors without those that head columns: 「其他」 and 「总计」 before any other row, with
    no figure behind them. Of a table that breaks off in its header they are all there is."""
    for k, anchor in enumerate(anchors):
        label = tokens[anchor.at].label
        heads = label is not None and label.means(kind, "column") is not None
        if not heads or has_figures_behind(tokens, anchor.at):
            return list(anchors[k:])
    return []


def choose_chain(anchors: Sequence[Anchor], tokens: Sequence[Token]) -> list[Anchor]:
    """The heaviest chain of anchors in the form's order. An anchor with its figures right behind
    it weighs most: a label that PDF text put elsewhere has none."""
    if all(b.row > a.row for a, b in pairwise(anchors)):
        return list(anchors)
    best: list[tuple[float, int]] = []
    for i, (at, row) in enumerate(anchors):
        weight = 4.0 if has_figures_behind(tokens, at) else 1.0
        before = [(best[j][0], j) for j in range(i) if anchors[j].row < row]
        score, link = max(before, default=(0.0, -1))
        best.append((score + weight, link))
    at = max(range(len(best)), key=lambda i: best[i][0])
    chain: list[Anchor] = []
    while at >= 0:
        chain.append(anchors[at])
        at = best[at][1]
    return chain[::-1]


def has_figures_behind(tokens: Sequence[Token], at: int) -> bool:
    """True where a value follows the label with no other words between."""
    for token in tokens[at + 1 : at + 6]:
        if token.kind == "value" and token.filled:
            return True
        if token.kind in ("label", "noise"):
            return False
    return False
