"""The header of a table that no form gives: what its cells are called, and what stands below each.

Bodies draw such tables themselves: what they disclosed by category, the sheet of statistics that
reports of the years before 2019 had behind them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, NamedTuple

ColumnKind = Literal["serial", "label", "unit", "figure", "remark"]


class Piece(NamedTuple):
    """What one cell prints: ``text`` is folded and without white space."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LocalColumn:
    """``unit`` is what the header says in brackets: 公开数量（条）."""

    kind: ColumnKind
    piece: Piece
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class LocalHeader:
    """``border`` parts the cells of a row on its line; null where each cell has a line of its own.
    ``end`` is the place behind the header's last line."""

    columns: tuple[LocalColumn, ...]
    border: str | None
    start: int
    end: int

    @property
    def first(self) -> str:
        """What the first cell prints: met again, it begins another table."""
        return self.columns[0].piece.text

    @property
    def numbered(self) -> bool:
        return any(column.kind == "serial" for column in self.columns)

    @property
    def labels(self) -> int:
        return sum(column.kind == "label" for column in self.columns)

    def list_ends(self) -> Iterator[LocalHeader]:
        """Where each cell has a line, the header and those that end sooner: a first row's label may
        be called like a column (主动公开信息数)."""
        yield self
        columns = self.columns
        while self.border is None and [c.kind for c in columns[-2:]] == ["figure", "figure"]:
            columns = columns[:-1]
            yield replace(self, columns=columns, end=columns[-1].piece.end)

    def list_behind(self) -> tuple[LocalColumn, ...]:
        """The columns that stand behind a row's label, remarks aside."""
        return tuple(c for c in self.columns if c.kind in ("unit", "figure"))


_MOST_COLUMNS: Final = 12
_LONGEST_NAME: Final = 14
# the last character of a header's first cell, at the end of a cell: so few places are looked at
_HINT: Final = re.compile(r"[号标别型类目项称道式径台栏种容](?= *[\n|\t]|  ?\S)")
_WORD: Final = re.compile(r"\S+")
_BRACKET: Final = re.compile(r"\(([^()]{1,6})\)$")
_KINDS: Final[tuple[tuple[ColumnKind, re.Pattern[str]], ...]] = (
    ("serial", re.compile(r"序号|编号")),
    ("unit", re.compile(r"(?:计量|统计)?单位")),
    ("remark", re.compile(r"备注|说明")),
    (
        "label",
        re.compile(
            r"(?:统计)?指标(?:名称)?"
            r"|(?:主要|主动|政府|政务|信息|公开|发布|部门|单位|所属|[一二三]级|的){0,4}"
            r"(?:类别|类型|分类|种类|项目|事项|名称|渠道|方式|形式|途径|平台|栏目)(?:名称)?"
            r"|(?:主要|公开)的?内容"
        ),
    ),
    (
        "figure",
        re.compile(
            r"[^\d,.:;、()]{0,10}(?:数量?|量|金额|占比|比[例重率]|百分比|[合总小]计|累计)"
            r"|20\d\d年度?|[本上]年度?"
        ),
    ),
)


def find_local_headers(folded: str) -> Iterator[LocalHeader]:
    """The headers of local tables in the folded text, in reading order."""
    done = 0
    for hint in _HINT.finditer(folded):
        if hint.start() < done:
            continue
        start = folded.rfind("\n", 0, hint.start()) + 1
        end = folded.find("\n", hint.end())
        done = end if end >= 0 else len(folded)
        header = _read_line(folded, start, done)
        if header is not None:
            done = header.end
            yield header


def cut_pieces(folded: str, start: int, end: int, border: str) -> list[Piece]:
    """The cells of a line between borders, or its words where the border is a blank."""
    if border == " ":
        return [Piece(m[0], m.start(), m.end()) for m in _WORD.finditer(folded, start, end)]
    line = folded[start:end]
    pieces: list[Piece] = []
    at = start
    for cell in line.split(border):
        said = cell.strip()
        begin = at + (cell.index(said) if said else 0)
        pieces.append(Piece("".join(said.split()), begin, begin + len(said)))
        at += len(cell) + 1
    if border == "|" and len(pieces) > 1:
        if not pieces[-1].text:
            pieces.pop()
        if pieces and not pieces[0].text:
            pieces.pop(0)
    return pieces


def list_lines(folded: str, start: int, end: int | None = None) -> Iterator[Piece]:
    """The lines from a place on, blank ones and lone borders left out."""
    stop = len(folded) if end is None else end
    while start < stop:
        close = folded.find("\n", start, stop)
        close = stop if close < 0 else close
        line = folded[start:close]
        said = line.strip(" \t|")
        if said:
            begin = start + line.index(said)
            yield Piece("".join(said.split()), begin, begin + len(said))
        start = close + 1


def _read_line(folded: str, start: int, end: int) -> LocalHeader | None:
    line = folded[start:end]
    if len(line) > _LONGEST_NAME * _MOST_COLUMNS:
        return None
    for border in ("|", "\t", " "):
        if border in line:
            columns = _name_all(cut_pieces(folded, start, end, border))
            if _is_whole(columns):
                return LocalHeader(tuple(columns), border, start, end)
    return _read_lines(folded, start)


def _read_lines(folded: str, start: int) -> LocalHeader | None:
    """The header whose cells have a line each."""
    columns: list[LocalColumn] = []
    first = last = start
    for piece in list_lines(folded, start):
        column = _name_column(piece)
        if column is None or len(columns) == _MOST_COLUMNS:
            break
        first = first if columns else piece.start
        columns.append(column)
        last = piece.end
    return LocalHeader(tuple(columns), None, first, last) if _is_whole(columns) else None


def _name_all(pieces: Sequence[Piece]) -> list[LocalColumn]:
    named = [_name_column(piece) for piece in pieces]
    return [column for column in named if column] if all(named) else []


def _name_column(piece: Piece) -> LocalColumn | None:
    text = piece.text
    if not text or len(text) > _LONGEST_NAME:
        return None
    bracket = _BRACKET.search(text)
    bare = text[: bracket.start()] if bracket else text
    kind = next((kind for kind, names in _KINDS if names.fullmatch(bare)), None)
    if kind is None:
        return None
    return LocalColumn(kind, piece, bracket[1] if bracket else None)


def _is_whole(columns: Sequence[LocalColumn]) -> bool:
    """True where labels come first, but for a number, and figures behind them."""
    kinds = [column.kind for column in columns]
    if "label" not in kinds or "figure" not in kinds:
        return False
    return kinds.index("label") <= 1 and kinds[0] in ("serial", "label")
