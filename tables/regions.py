"""Where in the stream the statutory tables stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from documents.tables import TableKind
from tables.labels import Label, load_labels
from tables.tokens import Token
from tables.values import SIGNS

_PROSE: Final = 120
_SECTION: Final = re.compile(r"^\(?[一二三四五六七][、.)]?\s?.{0,12}(?:情况|事项|问题)")
_NAME: Final = re.compile(r"[^\W\d_]{1,12}(?:\([^()]{1,8}\))?")
_DISPUTES_CELLS: Final = 15
_LEAST_SIGNS: Final = {"proactive": 3, "requests": 4, "disputes": 3}


@dataclass(frozen=True, slots=True)
class TableRegion:
    """The tokens of one table, from its first label to its last value; ``cut`` where the text ends
    with them, as an excerpt does that breaks off inside a table: a label begun is among them."""

    kind: TableKind
    tokens: Sequence[Token]
    cut: bool = False


def find_regions(tokens: Sequence[Token]) -> tuple[TableRegion, ...]:
    """The tables of the stream in reading order; several of one kind where a copy is appended."""
    found = [r for r in _cut_regions(tokens) if _has_signs(r)]
    return tuple(_join_torn(found))


@dataclass(slots=True)
class _Open:
    """A table whose end is not met yet: its first token, its last label or value, how many cells
    with a value it has, whether a row ``below`` the first was met, and whether cells of it were."""

    kind: TableKind
    first: int
    last: int
    values: int = 0
    below: bool = False
    under_way: bool = False

    def close(self, tokens: Sequence[Token]) -> TableRegion:
        """The region up to the last label or value, and the end of the row that this stands in."""
        stop = self.last + 1
        if stop < len(tokens) and tokens[stop].kind == "row":
            stop += 1
        return TableRegion(self.kind, tokens[self.first : stop])

    def break_off(self, tokens: Sequence[Token]) -> TableRegion:
        """The region of the text's last table, with what is left of a line that was cut short."""
        region = self.close(tokens)
        rest = tokens[self.last + 1 :]
        words = "".join(token.text for token in rest)
        label = tokens[self.last].text if tokens[self.last].label else ""
        begun = load_labels().begins(words) or bool(label and load_labels().begins(label + words))
        glued = bool(rest) and rest[0].kind == "noise" and rest[0].bordered  # a cell of that line
        headed = _heads(tokens[self.last]) and all(_is_name(token) for token in rest)
        if words in SIGNS or (len(words) < _PROSE and (glued or begun or headed)):
            return TableRegion(self.kind, tokens[self.first :], cut=True)
        return region


def _heads(token: Token) -> bool:
    """True for a label of a table's head: behind it stand the names of columns."""
    parts = {m.part for m in token.label.meanings} if token.label else set()
    return bool(parts) and parts <= {"caption", "corner", "column"}


def _is_name(token: Token) -> bool:
    """True for words that a column can be called, the form's or a body's own."""
    return token.kind in ("row", "line") or (
        token.kind == "noise" and _NAME.fullmatch(token.text) is not None
    )


def _cut_regions(tokens: Sequence[Token]) -> Iterator[TableRegion]:
    table: _Open | None = None
    for at, token in enumerate(tokens):
        if token.label is not None:
            kinds = token.label.kinds
            kind = table.kind if table and table.kind in kinds else _tell_kind(token.label)
            if kind is None:
                continue
            begins = _begins(token, kind)
            copy = begins and table is not None and table.under_way
            if table is None or kind != table.kind or copy:
                if table is not None:
                    yield table.close(tokens)
                table = _Open(kind, at, at)
            table.below = table.below or (not begins and _is_row_only(token, kind))
            table.last = at
        elif table is not None and token.kind == "value":
            table.last = at
            table.values += token.text != ""
            table.under_way = table.below
        elif table is not None and token.kind == "noise" and _ends_table(token.text, table):
            yield table.close(tokens)
            table = None
    if table is not None:
        yield table.break_off(tokens)


def _tell_kind(label: Label) -> TableKind | None:
    """The kind of table a label can open; 「其他」 and 「总计」 are too common for that."""
    if len(label.kinds) > 1 or len({m.part for m in label.meanings}) > 1:
        return None
    return label.meanings[0].kind


def _begins(token: Token, kind: TableKind) -> bool:
    """True for the label of a table's first row: met again later, it begins a second copy."""
    assert token.label is not None
    row = token.label.means(kind, "row")
    return row is not None and row.id in ("rules", "new_received")


def _is_row_only(token: Token, kind: TableKind) -> bool:
    """False for 「其他」 and 「总计」, which head columns too."""
    assert token.label is not None
    parts = {m.part for m in token.label.meanings if m.kind == kind}
    return parts == {"row"}


def _ends_table(text: str, table: _Open) -> bool:
    """True for prose, for the heading of another part of the report, and for words behind the one
    row of the disputes table: with all its values read, any words; before that, words too long to
    be a header's."""
    if len(text) >= _PROSE:
        return True
    if table.kind == "disputes" and table.values:
        return len(text) >= (4 if table.values >= _DISPUTES_CELLS else 12)
    return bool(_SECTION.match(text)) and not (table.kind == "requests" and "申请" in text[:6])


def _has_signs(region: TableRegion) -> bool:
    """True where enough different labels of the form stand together to be a table."""
    signs = {
        m
        for t in region.tokens
        if t.label is not None
        for m in t.label.meanings
        if m.kind == region.kind
    }
    rows = sum(m.part == "row" for m in signs)
    if region.cut and any(m.part in ("caption", "corner") for m in signs):
        return True
    if len(signs) < _LEAST_SIGNS[region.kind]:
        return False
    return region.kind == "disputes" or rows > 0


def _join_torn(regions: Sequence[TableRegion]) -> Iterator[TableRegion]:
    """Parts of one table with a running head or a lost line between them, put together again."""
    parts: list[TableRegion] = []
    for region in regions:
        if parts and (region.kind != parts[-1].kind or _restarts(region)):
            yield _join(parts)
            parts = []
        parts.append(region)
    if parts:
        yield _join(parts)


def _join(parts: Sequence[TableRegion]) -> TableRegion:
    tokens = list(chain.from_iterable(part.tokens for part in parts))
    return TableRegion(parts[-1].kind, tokens, parts[-1].cut)


def _restarts(region: TableRegion) -> bool:
    if region.kind == "disputes":
        return True
    return any(_begins(t, region.kind) for t in region.tokens if t.kind == "label")
