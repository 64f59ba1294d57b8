"""ODT in: what a reader sees of the main text (OpenDocument 1.3), with tracked changes accepted:
what was deleted is not in the text but in a list before it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from documents.errors import DamagedInput, EmptyInput, EncryptedInput, Failure, InputTooLarge
from documents.layout import Layout
from documents.report import Source
from ingest.grids import Block, Grid, GridCell, write_blocks
from ingest.numbering import NumberedList, Numbering
from ingest.numerals import place_number
from ingest.odtstyles import DEEPEST, OUTLINE, PLAIN, Look, Styles, read_number, read_styles
from ingest.packages import Package, attribute, child, children, parse_xml, tag
from ingest.symbols import STRUCK, read_symbol, shift
from ingest.wordpictures import LITTLE, Pictures, WordPicture, read_picture_blocks

MEDIA_TYPE: Final = "application/vnd.oasis.opendocument.text"
FLAT_TYPE: Final = "application/vnd.oasis.opendocument.text-flat-xml"
_MOST_REPEATS: Final = 1_000
_MOST_CELLS: Final = 1_000_000
_SHAPES: Final = frozenset({"custom-shape", "rect", "ellipse"})
_DRAWN: Final = _SHAPES | {"frame", "g"}
_PRIVATE: Final = re.compile(r"[\uf020-\uf0ff]")
_SPACE: Final = re.compile(r"[ \t\r\n]+")
_BLANKS: Final = {"s": " ", "tab": " ", "line-break": "\n"}
_LENGTH: Final = re.compile(r"([\d.]+)(in|cm|mm|pt)")
_TO_INCH: Final = {"in": 1.0, "cm": 2.54, "mm": 25.4, "pt": 72.0}
_UNSEEN: Final = frozenset(
    {"tracked-changes", "note", "annotation", "annotation-end", "soft-page-break", "ruby-text"}
    | {"forms", "sequence-decls", "variable-decls", "user-field-decls", "hidden-text", "number"}
    | {"desc", "title", "table-of-content-source", "index-title-template", "script"}
)
_WRAPPERS: Final = frozenset(
    {"section", "table-of-content", "illustration-index", "table-index", "user-index"}
    | {"alphabetical-index", "bibliography", "object-index", "index-body", "index-title"}
)
_COLUMNS: Final = frozenset({"table-columns", "table-header-columns", "table-column-group"})
_ROWS: Final = frozenset({"table-header-rows", "table-rows", "table-row-group"})


def read_odt(data: bytes, name: str) -> Layout:
    """The layout of an ODT: a paragraph a line, tables as ``ingest.grids`` writes them.

    Raises ``DamagedInput``, ``EncryptedInput``, ``InputTooLarge``, or ``EmptyInput`` where the
    file holds no text.
    """
    package = Package.open(data)
    manifest = package.read_part("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        raise EncryptedInput
    content = package.parse_part("content.xml")
    text, failures = _read(content, package.parse_part("styles.xml"), Pictures(package))
    return Layout(Source(name, MEDIA_TYPE, hashlib.sha256(data).hexdigest()), text, failures)


def read_flat_odt(data: bytes, name: str) -> Layout:
    """The layout of an ODT that is one XML file; raises as ``read_odt`` does."""
    text, failures = _read(parse_xml(data))
    return Layout(Source(name, FLAT_TYPE, hashlib.sha256(data).hexdigest()), text, failures)


def _read(
    content: etree._Element | None,
    styles: etree._Element | None = None,
    pictures: Pictures | None = None,
) -> tuple[str, tuple[Failure, ...]]:
    body = child(content, "body", "text")
    if body is None:
        raise DamagedInput("文件里没有正文，可能已损坏；请重新另存后再试。")
    typed = sum(len(str(text).strip()) for text in body.itertext())
    reader = _Reader(read_styles(content, styles), pictures, whole=typed < LITTLE)
    try:
        text = write_blocks(list(reader.read_blocks(body)))
    except RecursionError:
        raise DamagedInput("文件内部的内容嵌套过深，无法读取；请重新另存后再试。") from None
    if not text.strip():
        raise EmptyInput("文件里没有可读的文字；如果内容是图片，请提供文字版。")
    return text, tuple(reader.failures)


@dataclass(slots=True)
class _Reader:
    """``whole``: the document is hardly more than its pictures."""

    styles: Styles
    pictures: Pictures | None
    whole: bool
    boxes: list[Block] = field(default_factory=list)
    numbering: Numbering = field(default_factory=Numbering)
    by_name: dict[str, str] = field(default_factory=dict)
    latest: dict[str, str] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    cells: int = 0

    def read_blocks(self, parent: etree._Element) -> Iterator[Block]:
        for element in parent:
            kind = tag(element)
            if kind in ("p", "h"):
                number = self._number_heading(element) if kind == "h" else ""
                yield from self._read_paragraph(element, number)
            elif kind == "table":
                yield self._read_table(element)
            elif kind == "list":
                yield from self._read_list(element, None, 0, "")
            elif kind in _WRAPPERS:
                if attribute(element, "display") != "none":
                    yield from self.read_blocks(element)
            elif kind in _DRAWN:
                self._read_drawing(element)
                yield from self._take_boxes()

    def _read_paragraph(self, element: etree._Element, number: str) -> Iterator[Block]:
        """The paragraph behind its number, and the text boxes that stand in it."""
        look = self._find_look(element, PLAIN)
        written = child(element, "number")
        if written is not None:
            number = "".join(map(str, written.itertext()))
        pieces: list[str] = []
        self._read_text(element, pieces, look)
        text = "".join(pieces).strip(" ")
        if text or not look.hidden:
            yield place_number(number, text)
        yield from self._take_boxes()

    def _find_look(self, element: etree._Element, outer: Look) -> Look:
        own = self.styles.looks.get(attribute(element, "style-name") or "")
        return outer if own is None else own.over(outer)

    def _take_boxes(self) -> list[Block]:
        boxes, self.boxes = self.boxes, []
        return boxes

    def _read_text(self, parent: etree._Element, pieces: list[str], look: Look) -> None:
        self._add(parent.text, pieces, look)
        for element in parent:
            kind = tag(element)
            if kind in _DRAWN:
                if not look.hidden:
                    self._read_drawing(element)
            elif kind in _BLANKS:
                if not look.unseen:
                    pieces.append(
                        _BLANKS[kind] * min(read_number(attribute(element, "c")) or 1, 200)
                    )
            elif kind not in _UNSEEN:
                self._read_text(element, pieces, self._find_look(element, look))
            self._add(element.tail, pieces, look)

    def _add(self, text: str | None, pieces: list[str], look: Look) -> None:
        """White space in the file counts as one blank, none behind another (OpenDocument 6.1.2)."""
        if not text or look.hidden:
            return
        if look.struck:
            if text.strip() and STRUCK not in self.failures:
                self.failures.append(STRUCK)
            return
        text = _SPACE.sub(" ", text)
        if text.startswith(" ") and pieces and pieces[-1].endswith((" ", "\n")):
            text = text[1:]
        text = shift(text.replace("\u00ad", ""), look.position)
        pieces.append(_PRIVATE.sub(lambda sign: _read_sign(sign[0], look.font), text))

    def _read_drawing(self, element: etree._Element) -> None:
        """Text boxes and tables in pictures are set below the paragraph that holds them."""
        for picture in self._take_pictures(element):
            pictured, failures = read_picture_blocks(picture, whole=self.whole)
            self.boxes += pictured
            self.failures += failures
        if tag(element) == "g":
            for inner in element:
                self._read_drawing(inner)
        shape = tag(element) in _SHAPES
        for box in [element] if shape else children(element, "text-box"):
            outer, self.boxes = self.boxes, []
            blocks = list(self.read_blocks(box))
            self.boxes = [*outer, *blocks]

    def _take_pictures(self, frame: etree._Element) -> Iterator[WordPicture]:
        width = _LENGTH.fullmatch(attribute(frame, "width") or "")
        inches = float(width[1]) / _TO_INCH[width[2]] if width else 0.0
        # one picture may be there in several formats (OpenDocument 10.4.2)
        image = next(children(frame, "image"), None)
        if image is not None and self.pictures is not None:
            yield from self.pictures.take(attribute(image, "href") or "", inches)

    def _read_list(
        self, element: etree._Element, counters: str | None, depth: int, style: str
    ) -> Iterator[Block]:
        style = attribute(element, "style-name") or style
        if counters is None:
            counters = self._open_list(element, style)
        for entry in element:
            number = ""
            if tag(entry) == "list-item" and tag(entry[0] if len(entry) else entry) != "list":
                number = self._number(counters, depth, attribute(entry, "start-value"))
            for inner in entry:
                if tag(inner) == "list":
                    yield from self._read_list(inner, counters, min(depth + 1, DEEPEST), style)
                elif tag(inner) in ("p", "h"):
                    yield from self._read_paragraph(inner, number)
                    number = ""

    def _open_list(self, element: etree._Element, style: str) -> str:
        """The counters of a list: its own, or those of the list that it says it continues."""
        goes_on = attribute(element, "continue-numbering") == "true"
        before = self.by_name.get(attribute(element, "continue-list") or "")
        if before is None:
            before = self.latest.get(style) if goes_on else None
        counters = before or f"{style}/{len(self.numbering.lists)}"
        self.numbering.lists[counters] = NumberedList(counters, self.styles.lists.get(style, {}))
        self.latest[style] = counters
        if name := attribute(element, "id"):
            self.by_name[name] = counters
        return counters

    def _number_heading(self, element: etree._Element) -> str:
        """The number of the outline, unless the heading is out of all lists."""
        style = attribute(element, "style-name") or ""
        if attribute(element, "is-list-header") == "true" or style in self.styles.unlisted:
            return ""
        outline = self.styles.lists.get(OUTLINE, {})
        self.numbering.lists.setdefault(OUTLINE, NumberedList(OUTLINE, outline))
        depth = (read_number(attribute(element, "outline-level")) or 1) - 1
        return self._number(OUTLINE, depth, attribute(element, "start-value"))

    def _number(self, counters: str, depth: int, start: str | None) -> str:
        if (number := read_number(start)) is not None:
            self.numbering.set(counters, depth, number)
        return self.numbering.number(counters, depth)

    def _read_table(self, table: etree._Element) -> Grid:
        rows: list[tuple[GridCell, ...]] = []
        for row in _list_rows(table):
            cells: list[GridCell] = []
            at = 0
            for cell in row:
                kind = tag(cell)
                if kind not in ("table-cell", "covered-table-cell"):
                    continue
                width = _read_repeats(cell, "number-columns-spanned")
                blocks = tuple(self.read_blocks(cell)) if kind == "table-cell" else ()
                for _ in range(_read_repeats(cell, "number-columns-repeated")):
                    if kind == "table-cell":
                        cells.append(GridCell(at, at + width, blocks))
                    at += 1
            self.cells += len(cells)
            if self.cells > _MOST_CELLS:
                raise InputTooLarge("文件里的表格过大，超出处理上限。")
            filled = any(cell.blocks for cell in cells)
            rows += [tuple(cells)] * (_read_repeats(row, "number-rows-repeated") if filled else 1)
        return Grid(tuple(rows), tuple(self._list_widths(table)))

    def _list_widths(self, parent: etree._Element) -> Iterator[int]:
        for element in parent:
            if tag(element) == "table-column":
                width = self.styles.widths.get(attribute(element, "style-name") or "", 0)
                yield from [width] * _read_repeats(element, "number-columns-repeated")
            elif tag(element) in _COLUMNS:
                yield from self._list_widths(element)


def _read_sign(sign: str, font: str | None) -> str:
    """What a character shows that has a meaning in symbol fonts only."""
    return read_symbol(font or "", f"{ord(sign):x}")


def _list_rows(table: etree._Element) -> Iterator[etree._Element]:
    for element in table:
        kind = tag(element)
        if kind == "table-row":
            if attribute(element, "visibility") not in ("collapse", "filter"):
                yield element
        elif kind in _ROWS:
            yield from _list_rows(element)


def _read_repeats(element: etree._Element, name: str) -> int:
    return min(read_number(attribute(element, name)) or 1, _MOST_REPEATS)
