"""A text cut into fields: what stood in one cell, as far as the flattening left signs of it.

Tabs and pipes are borders, so a field between them is a whole cell, blank ones included
(``bordered``). Where only white space is left, a field is a word, and blanks have vanished.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from tables.folding import EMPTY
from tables.labels import load_labels

FieldKind = Literal["cell", "word", "row", "line"]


class Field(NamedTuple):
    """``cell`` is bordered, ``word`` is not; ``row`` ends a row for sure, ``line`` only a line.
    ``text`` is folded and trimmed; a blank cell has the place where its text would stand.
    ``column`` counts the cells of a line from 0; that of a ``row`` is how many the line had. It is
    -1 where a line is not a row, and ``LATE`` for a figure on the line after an empty cell: it may
    be the cell's, as Word breaks lines, or a page number."""

    kind: FieldKind
    text: str
    start: int
    end: int
    column: int = -1


LATE: Final = -2
_PAGE_NUMBER: Final = re.compile(
    r"\s*(?:-\s?\d{1,4}\s?-|-?\s?第\s?\d{1,4}\s?页(?:\s?[,/]?\s?共\s?\d{1,4}\s?页)?\s?-?"
    r"|Page\s?\d{1,4}.{0,40}|P\.?\s?\d{1,4}|\d{1,4}\s?/\s?\d{1,4})\s*",
    re.IGNORECASE,
)
_DASHED_PAGE: Final = re.compile(r"-\s?\d{1,3}\s?-")
_RULE: Final = re.compile(r"(?=.*\||.*-{5})[\s|:+=-]*-{2,}[\s|:+=-]*")
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:[ ,]\d{3})+")
_HEADING: Final = re.compile(r"\s*0[1-9](?=\s+[^\W\d_])")  # 03 收到和处理: no figure begins with 0
_NUMBERED: Final = re.compile(r"\(?[一二三四五六七八九十]{1,2}[)、.,]")
_ENTRY: Final = r"(?:\d{1,9}(?:\.\d{1,4})?|[-/])"
# Rows written out as lists, (一)予以公开:12,2,1,1,1,0,17, and the short ones of a sheet saved as
# CSV: 行政许可,14
_LISTED: Final = re.compile(
    r"(?P<label>.{0,80}?)(?:[:,\s]|(?<!\d)(?=\d))"
    rf"(?P<list>(?:{_ENTRY}? ?[,;] ?){{3,14}}{_ENTRY}?)\s*"
)
_SHORT_LISTED: Final = re.compile(
    rf"(?P<label>[^,;\d]{{2,40}}),(?P<list>{_ENTRY}(?:,{_ENTRY}?){{0,2}})\s*"
)
# 予以公开 6 1 &nbsp; &nbsp; 7
_SPACED: Final = re.compile(
    rf"(?P<label>.{{0,80}}?)(?P<list>(?:(?:^|\s+)(?:{_ENTRY}|{EMPTY})){{3,15}})\s*"
)
_GAP: Final = re.compile(r"(?<=\S) (?= *\S)")


def cut_fields(text: str, start: int = 0) -> Iterator[Field]:
    """The fields of folded text in reading order; ``start`` is added to their places.

    A line ``\\t0`` is a cell of its own (one cell a line, as Word leaves it when pasted), a line
    without a tab right after it continues that cell, an empty line ends the row.
    """
    pipe_alone = _stand_pipes_alone(text)
    open_cell: Field | None = None
    place = start
    for line in text.splitlines(keepends=True):
        bare = line.rstrip("\n")
        said = bare.strip()
        here, place = place, place + len(line)
        if not said.isdecimal() and _PAGE_NUMBER.fullmatch(bare):
            continue
        if pipe_alone and open_cell is not None and not open_cell.text and not said:
            if not bare:
                # blank cells keep their padding; nothing at all stands between two rows
                open_cell = None
                yield Field("row", "", here, here)
            continue
        if not said and "\t" not in bare:
            if open_cell is not None:
                yield open_cell
                open_cell = None
            yield Field("row", "", here, here)
            continue
        if open_cell is not None:
            if _continues(open_cell, bare):
                open_cell = _lengthen(open_cell, bare, here, late=not pipe_alone)
                continue
            yield open_cell
            open_cell = None
        if "|" in bare and bare.count("|") > bare.count("\t"):
            if said == "|":
                open_cell = Field("cell", "", here, here)
                continue
            if not _is_rule(bare):
                yield from _cut_cells(bare, here, "|", place)
        elif "\t" in bare:
            if bare.startswith("\t") and bare.count("\t") == 1:
                open_cell = _read_cell(bare, here)
            else:
                yield from _cut_cells(bare, here, "\t", place)
        elif "," in bare and _lists_labels(bare):
            yield from _cut_cells(bare, here, ",", place)
        elif listed := _match_listed(bare):
            yield from _cut_words(listed["label"], here)
            entries = _draw_borders(listed["list"])
            yield from _cut_cells(entries, here + listed.start("list"), ",", place)
        elif not _is_rule(bare):
            yield from _cut_words(bare, here)
            yield Field("line", "", place, place)
    if open_cell is not None:
        yield open_cell


def _is_rule(line: str) -> bool:
    """A line that is drawn: of dashes, bars and plus signs."""
    return "--" in line and bool(_RULE.fullmatch(line))


def _lists_labels(line: str) -> bool:
    """True for a header written out as a list: labels, blanks and commas and nothing else."""
    book = load_labels()
    return all(not said or book.find_whole(said) for said in map(str.strip, line.split(",")))


def _match_listed(line: str) -> re.Match[str] | None:
    if line.endswith("."):
        return None  # a sentence
    if "," in line or ";" in line:
        listed = _LISTED.fullmatch(line) or _SHORT_LISTED.fullmatch(line)
        if listed and not _THOUSANDS.fullmatch(listed["list"]):
            return listed
    return _SPACED.fullmatch(line) if EMPTY in line else None


def _draw_borders(entries: str) -> str:
    """The list with a comma between each two entries, and nothing where a cell is blank; its
    length is unchanged."""
    if EMPTY in entries:
        return _GAP.sub(",", entries).replace(EMPTY, " ")
    return entries.replace(";", ",")


def _cut_words(line: str, here: int) -> Iterator[Field]:
    numbered = _HEADING.match(line)
    end = numbered.end() if numbered else 0
    for text in line[end:].split():
        start = line.index(text, end)
        end = start + len(text)
        if text != EMPTY:
            yield Field("word", text, here + start, here + end)


def _stand_pipes_alone(text: str) -> bool:
    return text.count("\n|\n") + text.count("\n | \n") + text.count("\n| \n") > 10


def _continues(cell: Field, line: str) -> bool:
    if "\t" in line or "|" in line or len(line) >= 40:
        return False
    # two figures are never one cell broken over two lines: the second is a page number or a cell;
    # nor does a figure go on with the label of the next row
    said = line.strip()
    return not (cell.text[-1:].isdigit() and (said[:1].isdigit() or _NUMBERED.match(said)))


def _read_cell(line: str, here: int) -> Field:
    text = line.strip()
    at = here + (line.index(text) if text else len(line))
    return Field("cell", text, at, at + len(text))


def _lengthen(cell: Field, line: str, here: int, *, late: bool) -> Field:
    """The cell with another line of its text; white space between the two is not kept."""
    more = _read_cell(line, here)
    if not cell.text:
        return more._replace(column=LATE) if late and more.text not in ("", "0") else more
    return Field("cell", cell.text + more.text, cell.start, more.end)


def _cut_cells(line: str, here: int, border: str, end: int) -> Iterator[Field]:
    """The cells of a line that is a row, and the row's end."""
    pieces = line.split(border)
    if border == "|":
        # a pipe at either end is the table's edge, not a border between two cells
        if not pieces[-1].strip():
            pieces.pop()
        if pieces and not pieces[0].strip():
            here += len(pieces.pop(0)) + 1
    at = here
    for column, piece in enumerate(pieces):
        text = piece.strip()
        words = text.split()
        if len(words) > 2 and all(w[0].isdigit() for w in words) and not _THOUSANDS.fullmatch(text):
            # figures with blanks between them under one border: borders were lost
            yield from _cut_words(piece, at)
        elif not _DASHED_PAGE.fullmatch(text):
            start = at + (piece.index(text) if text else len(piece))
            yield Field("cell", text, start, start + len(text), column)
        at += len(piece) + 1
    yield Field("row", "", end, end, len(pieces))
