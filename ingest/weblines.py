"""A web page as the lines a reader sees, with the boxes of the page that they stand in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lxml.etree import _Element

from ingest.webelements import (
    FRAMES,
    is_block,
    is_hidden,
    is_unseen,
    name_attachment,
    name_embedded,
)
from ingest.webtables import (
    PlacedRow,
    SpansRefused,
    WebRow,
    find_frames,
    list_rows,
    place_rows,
    write_rows,
)

HEADING: Final = re.compile(
    r"[\s\u200b]*+(?:第?[一二三四五六七八]{1,2}(?:部分|章)?|[1-8])?[\s、.．,，:：]{0,4}(?:"
    r"(?P<overview>总体(?:工作)?(?:情况|概述|概况)|總體情況)"
    r"|(?P<proactive>主动公开政府信息|主動公開政府信息)"
    r"|(?P<requests>收到(?:和|与|及)?[处處]理政府信息公[开開])"
    r"|(?P<disputes>[^\s。，；]{0,16}行政(?:复议|複議|復議)[、，,和及与]?[^\s。，；]{0,6}[诉訴][讼訟]的?情[况況])"
    r"|(?P<problems>(?:政府信息公开工作)?存在的?主?要?(?:问题|問題)(?:[及和与、以]|$))"
    r"|(?P<other>其他需要(?:报告|報告|说明)))"
)
"""A heading of the form's six parts (standard.md chapter 2)."""

_WIDE: Final = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_BLANKS: Final = re.compile(r"[ \t\r\n\f]+")
_SPACES: Final = " \t\r\n\f"
_LONGEST_CELL: Final = 150


@dataclass(frozen=True, slots=True)
class PageLine:
    """``linked`` is how many of its visible characters are in links; ``tabular`` for a row."""

    text: str
    linked: int = 0
    tabular: bool = False

    @property
    def is_link(self) -> bool:
        return self.linked * 5 >= len(_BLANKS.sub("", self.text)) * 4 > 0


@dataclass(frozen=True, slots=True)
class PageBox:
    """An element of the page and its lines, half-open."""

    start: int
    stop: int
    element: _Element


@dataclass(frozen=True, slots=True)
class Embedded:
    """A picture, a frame or an attachment, and how many lines stand before it."""

    line: int
    name: str


@dataclass(frozen=True, slots=True)
class _Leave:
    element: _Element
    start: int


@dataclass(frozen=True, slots=True)
class _Rows:
    rows: tuple[PlacedRow, ...]


_Step = _Element | str | _Leave | _Rows


class PageReader:
    """Walks the page once, without recursion: pages may be nested as deep as they like.

    ``boxes`` are in the order in which they end, inner before outer; ``refused`` is how many
    tables are beyond measure and written cell by cell; ``has_hidden`` where something was left out
    because it is hidden."""

    def __init__(self, frames: set[_Element], *, hidden: bool = False) -> None:
        self.lines: list[PageLine] = []
        self.boxes: list[PageBox] = []
        self.pictures: list[Embedded] = []
        self.attachments: list[Embedded] = []
        self.refused = 0
        self.has_hidden = False
        self._frames = frames
        self._hidden = hidden
        self._parts: list[str] = []
        self._linked = 0
        self._links = 0
        self._kept = 0

    def read(self, root: _Element) -> None:
        steps: list[_Step] = []
        self._open(root, steps)
        while steps:
            step = steps.pop()
            if isinstance(step, str):
                self._add(step)
            elif isinstance(step, _Leave):
                self._leave(step)
            elif isinstance(step, _Rows):
                self._write(step.rows)
            else:
                self._enter(step, steps)
        self._end_line()

    def _add(self, text: str) -> None:
        if self._kept and "\n" in text:
            first, *rest = text.split("\n")
            self._parts.append(first)
            for line in rest:
                self._end_line(forced=True)
                self._parts.append(line)
            return
        self._parts.append(text)
        if self._links:
            self._linked += len(_BLANKS.sub("", text))

    def _enter(self, element: _Element, steps: list[_Step]) -> None:
        tag = element.tag
        if is_unseen(element) or self._is_left_out(element):
            return
        if tag == "br":
            self._end_line(forced=True)
        elif tag == "img" or tag in FRAMES:
            self._meet(element)
        elif tag == "table":
            self._end_line()
            steps.append(_Leave(element, len(self.lines)))
            steps += reversed(self._open_table(element))
        else:
            self._open(element, steps)

    def _open(self, element: _Element, steps: list[_Step]) -> None:
        tag = element.tag
        if is_block(element):
            self._end_line()
            steps.append(_Leave(element, len(self.lines)))
        elif tag == "a":
            self._links += 1
            steps.append(_Leave(element, -1))
            if (name := name_attachment(element)) is not None:
                self.attachments.append(Embedded(len(self.lines), name))
        self._kept += tag == "pre"
        for child in reversed(element):
            if child.tail:
                steps.append(child.tail)
            steps.append(child)
        if element.text:
            steps.append(element.text)

    def _leave(self, step: _Leave) -> None:
        if step.element.tag == "a":
            self._links -= 1
        if step.start < 0:
            return
        self._end_line()
        self._kept -= step.element.tag == "pre"
        if len(self.lines) > step.start:
            self.boxes.append(PageBox(step.start, len(self.lines), step.element))

    def _end_line(self, *, forced: bool = False) -> None:
        text = "".join(self._parts)
        text = text.rstrip(_SPACES) if self._kept else _BLANKS.sub(_shrink, text.strip(_SPACES))
        if text or forced:
            self.lines.append(PageLine(text, self._linked))
        self._parts, self._linked = [], 0

    def _meet(self, element: _Element) -> None:
        if (name := name_embedded(element)) is not None:
            here = len(self.lines) + any(part.strip() for part in self._parts)
            self.pictures.append(Embedded(here, name))

    def _open_table(self, table: _Element) -> list[_Step]:
        """The table as steps: runs of data rows, and cells that hold prose or tables, opened."""
        parts = list(list_rows(table, self._is_left_out))
        rows = [part for part in parts if isinstance(part, WebRow)]
        try:
            placed = place_rows(rows)
        except SpansRefused:
            self.refused += 1
            cells = [part.cells if isinstance(part, WebRow) else (part,) for part in parts]
            return [step for group in cells for step in group]
        steps: list[_Step] = []
        run: list[PlacedRow] = []
        rest = iter(placed)
        for part in parts:
            row = next(rest) if isinstance(part, WebRow) else None
            if row is not None and not self._is_frame(row):
                if row.cells:
                    run.append(row)
                continue
            if run:
                steps.append(_Rows(tuple(run)))
                run = []
            if row is not None:
                steps += [cell for _, _, cell in row.cells if cell is not None]
            elif not isinstance(part, WebRow):
                steps.append(part)
        return [*steps, _Rows(tuple(run))] if run else steps

    def _is_left_out(self, element: _Element) -> bool:
        """True for what is hidden, and for the row without height by which Word keeps columns."""
        if element.tag == "tr" and element.get("height") == "0":
            return not any(str(text).strip() for text in element.itertext())
        if self._hidden or not is_hidden(element):
            return False
        self.has_hidden = True
        return True

    def _is_frame(self, row: PlacedRow) -> bool:
        """True for a row that lays out the page: tables, prose or parts of a report in a cell."""
        cells = [cell for _, _, cell in row.cells if cell is not None]
        return any(cell in self._frames for cell in cells) or any(
            _is_prose(self._read_lines(cell)) for cell in cells
        )

    def _read_lines(self, cell: _Element) -> list[PageLine]:
        inner = PageReader(self._frames, hidden=self._hidden)
        inner.read(cell)
        return inner.lines

    def _write(self, rows: Sequence[PlacedRow]) -> None:
        self._end_line()
        linked = True

        def read_cell(cell: _Element) -> str:
            nonlocal linked
            inner = PageReader(self._frames, hidden=self._hidden)
            inner.read(cell)
            here = len(self.lines)
            self.attachments += [Embedded(here, found.name) for found in inner.attachments]
            self.pictures += [Embedded(here, found.name) for found in inner.pictures]
            linked = linked and all(line.is_link for line in inner.lines if line.text)
            return "\n".join(line.text for line in inner.lines)

        for text in write_rows(rows, read_cell):
            self.lines.append(PageLine(text, len(text) if linked else 0, "\t" in text))


def read_page(root: _Element, *, hidden: bool = False) -> PageReader:
    """The page's lines; what is hidden from the reader is left out unless asked for."""
    reader = PageReader(find_frames(root), hidden=hidden)
    reader.read(root)
    return reader


def _shrink(blanks: re.Match[str]) -> str:
    """One space; none for a break of the source between wide characters (CSS Text 3, 4.1.3)."""
    if "\n" not in blanks[0]:
        return " "
    before, behind = blanks.string[blanks.start() - 1], blanks.string[blanks.end()]
    return "" if _WIDE.match(before) and _WIDE.match(behind) else " "


def _is_prose(lines: Sequence[PageLine]) -> bool:
    said = [line.text for line in lines if line.text.strip()]
    if sum(map(len, said)) > _LONGEST_CELL:
        return True
    return len(said) > 1 and any(HEADING.match(text) for text in said)
