"""Where in the stream the statutory tables stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from documents.tables import TableKind
from tables.labels import Label
from tables.stream import Token

_PROSE: Final = 120
_SECTION: Final = re.compile(r"^\(?[一二三四五六七][、.)]?\s?.{0,12}(?:情况|事项|问题)")
_LEAST_SIGNS: Final = {"proactive": 3, "requests": 4, "disputes": 3}


@dataclass(frozen=True, slots=True)
class TableRegion:
    """The tokens of one table, from its first label to its last value."""

    kind: TableKind
    tokens: Sequence[Token]


def find_regions(tokens: Sequence[Token]) -> tuple[TableRegion, ...]:
    """The tables of the stream in reading order; several of one kind where a copy is appended."""
    found = [r for r in _cut_regions(tokens) if _has_signs(r)]
    return tuple(_join_torn(found))


def _cut(tokens: Sequence[Token], kind: TableKind, first: int, last: int) -> TableRegion:
    """The region up to its last label or value, and the end of the row that this stands in."""
    if last + 1 < len(tokens) and tokens[last + 1].kind == "row":
        last += 1
    return TableRegion(kind, tokens[first : last + 1])


def _cut_regions(tokens: Sequence[Token]) -> Iterator[TableRegion]:
    kind: TableKind | None = None
    first = last = 0
    reached = -1
    for at, token in enumerate(tokens):
        if token.kind == "label" and token.label is not None:
            kinds = {m.kind for m in token.label.meanings}
            own = kind if kind in kinds else _tell_kind(token.label)
            if own is None:
                continue
            begins = _begins(token, own)
            if own != kind or (begins and reached > 0 and _has_values(tokens[first : last + 1])):
                if kind is not None:
                    yield _cut(tokens, kind, first, last)
                kind, first, reached = own, at, -1
            if not begins and _is_row_only(token, own):
                reached = 1
            last = at
        elif kind is not None:
            if token.kind == "value":
                last = at
            elif token.kind == "noise" and (
                _ends_table(token.text, kind) or _follows_row(tokens[first : last + 1], kind, token)
            ):
                yield _cut(tokens, kind, first, last)
                kind = None
    if kind is not None:
        yield _cut(tokens, kind, first, last)


def _tell_kind(label: Label) -> TableKind | None:
    """The kind of table a label can open; 「其他」 and 「总计」 are too common for that."""
    kinds = {m.kind for m in label.meanings}
    parts = {m.part for m in label.meanings}
    return next(iter(kinds)) if len(kinds) == 1 and len(parts) == 1 else None


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


def _ends_table(text: str, kind: TableKind) -> bool:
    if len(text) >= _PROSE:
        return True
    return bool(_SECTION.match(text)) and not (kind == "requests" and "申请" in text[:6])


def _follows_row(tokens: Sequence[Token], kind: TableKind, noise: Token) -> bool:
    """True for words behind the one row of the disputes table: with all its values read, any
    words; before that, words too long to be a header's."""
    if kind != "disputes":
        return False
    met = sum(t.kind == "value" and t.text != "" for t in tokens)
    return met > 0 and len(noise.text) >= (4 if met >= 15 else 12)


def _has_values(tokens: Sequence[Token]) -> bool:
    return any(t.kind == "value" for t in tokens)


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
    if len(signs) < _LEAST_SIGNS[region.kind]:
        return False
    return region.kind == "disputes" or rows > 0


def _join_torn(regions: Sequence[TableRegion]) -> Iterator[TableRegion]:
    """Parts of one table with a running head or a lost line between them, put together again."""
    pending: TableRegion | None = None
    for region in regions:
        if pending is not None and pending.kind == region.kind and not _restarts(region):
            pending = TableRegion(region.kind, [*pending.tokens, *region.tokens])
            continue
        if pending is not None:
            yield pending
        pending = region
    if pending is not None:
        yield pending


def _restarts(region: TableRegion) -> bool:
    if region.kind == "disputes":
        return True
    return any(_begins(t, region.kind) for t in region.tokens if t.kind == "label")
