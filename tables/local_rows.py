"""The rows below a local table's header: a line each, or a line each of their cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final

from tables.confidence import BORDERED, DOUBTFUL, UNBORDERED
from tables.local_headers import LocalHeader, Piece, cut_pieces, list_lines
from tables.values import BLANK, SLASH, Value, read_value

_LONGEST_LABEL: Final = 70
_MOST_ROWS: Final = 400
_UNITS: Final = "万元|亿元|人次|条次|件次|[条件次个人份元篇期场种宗项部名家册期%]"
_MEASURED: Final = re.compile(rf"([+-]?[\d,]+(?:\.\d+)?)({_UNITS})")
_UNIT: Final = re.compile(rf"(?:{_UNITS})|\((?:{_UNITS})\)")
_SERIAL: Final = re.compile(r"\(?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[).、]?")
_NOTHING: Final = re.compile(r"-+|/+|无")
_SENTENCE: Final = re.compile(r"[.。;；!?]$|[.。].*[.。]|^注:")
_AT_END: Final = re.compile(r"[\s|]*\Z")
_TOTAL: Final = re.compile(r"[合总小共]计|总[数量和]")
_PART: Final = re.compile(r"\(?[一二三四五六七八九十]{1,2}[)、.]")


@dataclass(frozen=True, slots=True)
class LocalRow:
    """``values`` are one for each figure of the header, with where it stands: a null value where
    nobody can tell which is its own, a blank one where the cell is empty. None at all is a heading
    inside the table. ``torn`` where the text ends in the row's last figure, ``counted`` where a
    number of its own stands before its label."""

    label: Piece | None
    unit: str | None
    values: tuple[tuple[Value | None, Piece | None], ...]
    confidence: float
    torn: bool = False
    counted: bool = False

    @property
    def whole(self) -> bool:
        """True where each figure of the header is known."""
        known = all(value is not None and value.state != "blank" for value, _ in self.values)
        return bool(self.values) and known

    @property
    def filled(self) -> bool:
        return any(value is not None and value.state == "number" for value, _ in self.values)


@dataclass(frozen=True, slots=True)
class LocalRows:
    """``cut`` where the text ends in the table; ``end`` is the place behind it."""

    rows: tuple[LocalRow, ...]
    end: int
    cut: bool


def read_rows(folded: str, header: LocalHeader, stop: int) -> LocalRows:
    """The rows from the header's end up to ``stop`` at most; the first prose ends them."""
    if header.border is None:
        return _Stream(folded, header, stop).read()
    rows: list[LocalRow] = []
    end = header.end
    place = header.end
    while place < stop and len(rows) < _MOST_ROWS:
        close = folded.find("\n", place, stop)
        close = stop if close < 0 else close
        start, place = place, close + 1
        if not folded[start:close].strip(" \t|-:+"):
            continue
        pieces = cut_pieces(folded, start, close, header.border)
        row = None if pieces[0].text == header.first else _read_line(pieces, header)
        if row is None:
            return LocalRows(tuple(rows), end, cut=False)
        rows.append(replace(row, torn=pieces[-1].end == len(folded)))
        end = close
    return LocalRows(tuple(rows), end, cut=_AT_END.match(folded, end) is not None)


def _read_line(pieces: Sequence[Piece], header: LocalHeader) -> LocalRow | None:
    """The row that a line is; null where it is none."""
    if header.border == " ":
        return _read_words(pieces, header)
    if len(pieces) < 2:
        return None
    if len(pieces) != len(header.columns):
        return _read_words([p for p in pieces if p.text], header, bordered=True)
    told = list(zip(header.columns, pieces, strict=True))
    label = _join([p for c, p in told if c.kind == "label" and p.text])
    unit = next((p.text for c, p in told if c.kind == "unit"), None)
    values = [(read_figure(p.text), p) for c, p in told if c.kind == "figure"]
    empty = all(value.state in ("blank", "slash") for value, _ in values)
    if label and empty and unit is not None and not _is_unit(unit):
        values = []  # a heading inside the table
    return LocalRow(label, _clean(unit), tuple(values), BORDERED)


def _read_words(
    pieces: Sequence[Piece], header: LocalHeader, *, bordered: bool = False
) -> LocalRow | None:
    """The row of words whose borders are lost: figures stand last, behind the words of a label."""
    behind = header.list_behind()
    at = len(pieces)
    while at > 0 and len(pieces) - at < len(behind) and _is_behind(pieces[at - 1], header):
        at -= 1
    front = list(pieces[:at])
    if header.numbered and len(front) > 1 and _SERIAL.fullmatch(front[0].text):
        front.pop(0)
    label = _join(front)
    if label is None or len(label.text) > _LONGEST_LABEL or _SENTENCE.search(label.text):
        return None
    return _assign(label, pieces[at:], header) if bordered or at < len(pieces) else None


def _assign(label: Piece, said: Sequence[Piece], header: LocalHeader) -> LocalRow:
    """The pieces behind a label given to the columns, where they are as many; with fewer, nobody
    can say which are empty."""
    behind = header.list_behind()
    figures = sum(column.kind == "figure" for column in behind)
    units = [piece for piece in said if _UNIT.fullmatch(piece.text)][:1]
    unit = _clean(units[0].text) if units else None
    if len(said) == len(behind):
        told = zip(behind, said, strict=True)
        values = [(read_figure(p.text), p) for c, p in told if c.kind == "figure"]
        if any(c.kind == "unit" for c in behind) and unit is None and not _tells(values):
            return LocalRow(label, None, (), UNBORDERED)
        return LocalRow(label, unit, tuple(values), UNBORDERED)
    rest = [piece for piece in said if piece not in units]
    if not rest or (unit is None and not _tells([(read_figure(p.text), p) for p in rest])):
        if unit is None and (said or _PART.match(label.text)):
            return LocalRow(label, None, (), UNBORDERED)
        # an empty cell, or a copy that lost its repeated lines
        return LocalRow(label, unit, ((BLANK if unit else None, None),) * figures, DOUBTFUL)
    if len(rest) == figures:
        values = [(read_figure(p.text), p) for p in rest]
        return LocalRow(label, unit, tuple(values), UNBORDERED)
    return LocalRow(label, unit, ((None, None),) * figures, DOUBTFUL)


def read_figure(text: str) -> Value:
    """What a cell says: a figure with its unit, a dash, nothing, or words."""
    measured = _MEASURED.fullmatch(text)
    value = read_value(measured[1] if measured else text)
    if measured and value.amount is not None:
        return Value(value.state, value.amount, measured[2])
    return SLASH if _NOTHING.fullmatch(text) else value


def _tells(values: Sequence[tuple[Value, Piece]]) -> bool:
    return any(value.amount is not None for value, _ in values)


def _is_total(row: LocalRow) -> bool:
    return row.label is not None and _TOTAL.match(row.label.text) is not None


def _is_behind(piece: Piece, header: LocalHeader) -> bool:
    """True for what stands in a column of figures or units."""
    if read_figure(piece.text).state in ("number", "slash", "unreadable"):
        return True
    return any(c.kind == "unit" for c in header.columns) and bool(_UNIT.fullmatch(piece.text))


def _is_unit(text: str | None) -> bool:
    return bool(text and _UNIT.fullmatch(text))


def _clean(unit: str | None) -> str | None:
    return unit.strip("()") if unit and _UNIT.fullmatch(unit) else None


def _join(pieces: Sequence[Piece]) -> Piece | None:
    """The pieces of a label from the first to the last."""
    if not pieces:
        return None
    text = "".join(piece.text for piece in pieces)
    return Piece(text, pieces[0].start, pieces[-1].end)


class _Stream:
    """Cells with a line each: a label's words, then what stands in the columns behind it."""

    def __init__(self, folded: str, header: LocalHeader, stop: int) -> None:
        self.folded, self.header = folded, header
        self.pieces: list[Piece] = []
        for piece in list_lines(folded, header.end, stop):
            over = piece.text == header.first or self._is_prose(piece)
            if over or len(self.pieces) == 4 * _MOST_ROWS:
                break
            self.pieces.append(piece)
        last = self.pieces[-1].end if self.pieces else header.end
        self.ends = _AT_END.match(folded, last) is not None

    def _is_prose(self, piece: Piece) -> bool:
        return len(piece.text) > _LONGEST_LABEL or bool(_SENTENCE.search(piece.text))

    def read(self) -> LocalRows:
        rows: list[LocalRow] = []
        at, end, good = 0, self.header.end, 0
        while at < len(self.pieces):
            row, after = self._read_row(at)
            if row is None:
                break
            rows.append(row)
            at = after
            if row.values:
                end, good = self.pieces[after - 1].end, len(rows)
        # words and a number behind the last figure are its next row, where the text ends in it
        cut = self.ends and len(self.pieces) - at <= 2
        if cut and self.pieces:
            end = self.pieces[-1].end
        rows = rows if cut else rows[:good]
        return LocalRows(tuple(self._doubt_uncounted(rows)), end, cut)

    def _doubt_uncounted(self, rows: Sequence[LocalRow]) -> Iterator[LocalRow]:
        """A row without a number among rows that have one: it may have gone to the row above as a
        figure. Totals have none."""
        for row, below in zip_longest(rows, rows[1:]):
            doubted = [r for r in (row, below) if r and not r.counted and not _is_total(r)]
            doubt = self.header.numbered and bool(doubted)
            yield replace(row, confidence=DOUBTFUL) if doubt else row

    def _read_row(self, at: int) -> tuple[LocalRow | None, int]:
        """The row from the piece ``at`` on, and where the next begins."""
        pieces, header = self.pieces, self.header
        start = at
        numbered = header.numbered and self._is_serial(at)
        at += numbered
        first = at
        while at < len(pieces) and not _is_behind(pieces[at], header):
            at += 1
            if at - first == header.labels and not self._wraps(numbered, at):
                break
        if at == first:
            return None, start
        label = _join(pieces[first:at])
        behind = at
        while at < len(pieces) and _is_behind(pieces[at], header):
            at += 1
        if at < len(pieces) and self._counts_on(at - 1, start) and at - behind:
            at -= 1
        elif at == len(pieces) and at - behind == len(header.list_behind()) + header.numbered:
            at -= header.numbered  # the number of the row in which the text ends
        assert label is not None
        row = _assign(label, pieces[behind:at], header)
        if at == behind and not any(c.kind == "unit" for c in header.columns):
            if at == len(pieces):
                return (row, at) if numbered else (None, start)
            if not numbered and (_PART.match(label.text) or not self._has_figure(at + 1)):
                return None, start
            # an empty cell, or the first line of the next row's label
            value = BLANK if numbered else None
            figures = sum(c.kind == "figure" for c in header.columns)
            row = LocalRow(label, None, ((value, None),) * figures, DOUBTFUL)
        if at == len(pieces) and pieces[-1].end == len(self.folded):
            row = replace(row, torn=True)
        return replace(row, counted=numbered), at

    def _has_figure(self, at: int) -> bool:
        return at < len(self.pieces) and _is_behind(self.pieces[at], self.header)

    def _is_serial(self, at: int) -> bool:
        following = at + 1 < len(self.pieces) and not _is_behind(self.pieces[at + 1], self.header)
        return following and bool(_SERIAL.fullmatch(self.pieces[at].text))

    def _wraps(self, numbered: bool, at: int) -> bool:
        """True where the row's number tells that the next line is a label's second, not a label."""
        return numbered and at < len(self.pieces) and not _PART.match(self.pieces[at].text)

    def _counts_on(self, at: int, start: int) -> bool:
        """True where the piece is the next row's number: a label follows it, and the figures before
        it are as many as the columns, or it counts on."""
        if not (self.header.numbered and self._is_serial(at)):
            return False
        met = at - start - 2
        own, here = self.pieces[start].text, self.pieces[at].text
        follows = own.isdigit() and here.isdigit() and int(here) == int(own) + 1
        return met >= len(self.header.list_behind()) or follows
