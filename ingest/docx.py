"""DOCX in: what a reader sees of the main text, with tracked changes accepted (ISO 29500-1).

Headers, footers, notes and comments are left out, and so is all that is hidden.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from documents.errors import DamagedInput, EmptyInput, Failure
from documents.layout import Layout
from documents.report import Source
from ingest.grids import Block, Grid, GridCell, write_blocks
from ingest.numbering import Numbering, read_numbering
from ingest.numerals import place_number
from ingest.packages import OFF, Package, attribute, child, children, is_on, tag, value
from ingest.symbols import STRUCK, read_symbol, shift
from ingest.wordcells import place_cells, read_span, read_widths
from ingest.wordpictures import LITTLE, Pictures, read_picture_blocks, read_scanned
from ingest.wordstyles import Styles, read_styles

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TRANSPARENT: Final = frozenset(
    {"ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo", "sdt"}
    | {"sdtContent", "ruby", "rubyBase"}
    # formulas (ISO 29500-1, 22.1)
    | {"oMath", "oMathPara", "f", "num", "den", "e", "d", "rad", "nary", "sSup", "sSub"}
)
_SHIFTS: Final = {"sup": "superscript", "sub": "subscript"}
# a line break in the file is no more than a blank; soft hyphens are not seen
_PLAIN: Final = {ord("\n"): " ", ord("\r"): " ", ord("\t"): " ", 0xAD: None}
_ODD: Final = re.compile("[\n\r\t\xad]")
_STRIKES: Final = ("strike", "dstrike")
_MARKS: Final = tuple(f"{{*}}{name}" for name in ("vanish", "rStyle", "vertAlign", *_STRIKES))
_DRAWN: Final = frozenset({"drawing", "pict", "object"})


def read_docx(data: bytes, name: str) -> Layout:
    """The layout of a DOCX: a paragraph a line, tables as ``ingest.grids`` writes them. One that
    is nothing but pictures of pages is read as a scan.

    Raises ``DamagedInput``, ``EncryptedInput``, ``InputTooLarge``, or ``EmptyInput`` where the
    file holds no text.
    """
    package = Package.open(data)
    reader = _Reader.open(package)
    source = Source(name, MEDIA_TYPE, hashlib.sha256(data).hexdigest())
    pictures = () if reader.typed else tuple(reader.pictures.meet(reader.body))
    if scanned := read_scanned(pictures, source):
        return scanned
    try:
        text = write_blocks(reader.read_body())
    except RecursionError:
        raise DamagedInput("文件内部的内容嵌套过深，无法读取；请重新另存后再试。") from None
    if not text.strip():
        raise EmptyInput("文件里没有可读的文字；如果内容是图片，请提供文字版。")
    return Layout(source, text, tuple(reader.failures))


def find_main_part(package: Package) -> str | None:
    """The part that the package names as its text document."""
    links = package.parse_part("_rels/.rels")
    for link in children(links, "Relationship"):
        target = attribute(link, "Target") or ""
        if (attribute(link, "Type") or "").endswith("/officeDocument"):
            return posixpath.normpath(target.lstrip("/"))
    return "word/document.xml" if package.has("word/document.xml") else None


@dataclass(slots=True)
class _Reader:
    """Reads the parts in order. ``tracked`` tells whether anything was deleted or moved with
    changes tracked: most files have none, and a look at each paragraph's mark is spared.
    ``fields`` has true for each open field whose code is being read, false once its result is;
    ``typed`` counts the characters that are not in pictures;
    ``boxes`` are the text boxes met in the paragraph being read."""

    body: etree._Element
    styles: Styles
    numbering: Numbering
    tracked: bool
    pictures: Pictures
    typed: int
    fields: list[bool] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    boxes: list[Block] = field(default_factory=list)

    @classmethod
    def open(cls, package: Package) -> _Reader:
        main = find_main_part(package)
        body = child(package.parse_part(main), "body") if main is not None else None
        if main is None or body is None:
            raise DamagedInput("文件里没有 Word 正文，可能已损坏；请重新另存后再试。")
        folder = posixpath.dirname(main)
        styles = read_styles(package.parse_part(posixpath.join(folder, "styles.xml")))
        numbering = package.parse_part(posixpath.join(folder, "numbering.xml"))
        tracked = next(body.iter("{*}del", "{*}moveFrom", "{*}cellDel"), None) is not None
        pictures = Pictures.open(package, main)
        typed = sum(len((element.text or "").strip()) for element in body.iter("{*}t"))
        known = read_numbering(numbering, styles.lists)
        return cls(body, styles, known, tracked, pictures, typed)

    def read_body(self) -> list[Block]:
        return list(self._read_blocks(self.body))

    def _read_blocks(self, parent: etree._Element) -> Iterator[Block]:
        """The paragraphs and tables of a body, a cell or a text box. A paragraph whose end mark a
        tracked change deleted runs on into the next."""
        opened = ""
        for element in _list_blocks(parent):
            kind = tag(element)
            if kind == "p":
                text = opened + self._read_paragraph(element)
                properties = child(element, "pPr")
                runs_on = self.tracked and _is_run_on(properties)
                opened = text if runs_on else ""
                boxes, self.boxes = self.boxes, []
                if not runs_on:
                    yield place_number(self._number(properties), text)
                yield from boxes
            elif kind == "tbl":
                yield self._read_table(element)
            else:
                self._tell(_tell_unread("嵌入的网页内容"))
        if opened:
            yield opened

    def _read_paragraph(self, element: etree._Element) -> str:
        pieces: list[str] = []
        self._read_runs(element, pieces)
        return "".join(pieces)

    def _number(self, properties: etree._Element | None) -> str:
        known = () if properties is None else properties.iterchildren("{*}pStyle", "{*}numPr")
        found = {tag(element): element for element in known}
        named, own = found.get("pStyle"), found.get("numPr")
        style = (None if named is None else attribute(named, "val")) or self.styles.default or ""
        list_id, depth = self.styles.lists.get(style, (None, 0))
        if own is not None:
            list_id = value(own, "numId") or list_id
            level = value(own, "ilvl") or str(depth)
            depth = int(level) if level.isdecimal() else 0
        return self.numbering.number(list_id, depth) if list_id else ""

    def _read_runs(self, parent: etree._Element, pieces: list[str]) -> None:
        for element in parent:
            kind = tag(element)
            if kind == "r":
                self._read_run(element, pieces)
            elif kind == "t":
                if not self._in_code():
                    text = element.text or ""
                    pieces.append(text.translate(_PLAIN) if _ODD.search(text) else text)
            elif kind in ("tab", "ptab"):
                pieces.append(" ")
            elif kind == "br":
                if attribute(element, "type") not in ("page", "column"):
                    pieces.append("\n")
            elif kind == "cr":
                pieces.append("\n")
            elif kind == "noBreakHyphen":
                pieces.append("-")
            elif kind == "sym":
                font, code = attribute(element, "font"), attribute(element, "char")
                pieces.append(read_symbol(font or "", code or ""))
            elif kind == "fldChar":
                self._step_field(attribute(element, "fldCharType"))
            elif kind in _DRAWN:
                self._read_drawing(element)
            elif kind == "AlternateContent":
                shown = child(element, "Choice")
                shown = child(element, "Fallback") if shown is None else shown
                if shown is not None:
                    self._read_runs(shown, pieces)
            elif kind in _SHIFTS:
                own: list[str] = []
                self._read_runs(element, own)
                pieces.append(shift("".join(own), _SHIFTS[kind]))
            elif kind in _TRANSPARENT:
                self._read_runs(element, pieces)
                if kind == "num":
                    pieces.append("/")

    def _read_run(self, run: etree._Element, pieces: list[str]) -> None:
        marks = _read_marks(child(run, "rPr"))
        if self._is_hidden(marks):
            return
        own: list[str] = []
        self._read_runs(run, own)
        text = shift("".join(own), marks.get("vertAlign"))
        if text.strip() and any(marks.get(name, "off") not in OFF for name in _STRIKES):
            self._tell(STRUCK)
        else:
            pieces.append(text)

    def _is_hidden(self, marks: Mapping[str, str | None]) -> bool:
        if "vanish" in marks:
            return marks["vanish"] not in OFF
        return (marks.get("rStyle") or "") in self.styles.hidden

    def _in_code(self) -> bool:
        """True in the result of a field that is part of another field's code. Text right in a code
        is none: there the field's end was lost, and all that follows would be."""
        return bool(self.fields) and not self.fields[-1] and any(self.fields)

    def _step_field(self, step: str | None) -> None:
        if step == "begin":
            self.fields.append(True)
        elif step == "separate" and self.fields:
            self.fields[-1] = False
        elif step == "end" and self.fields:
            self.fields.pop()

    def _read_drawing(self, element: etree._Element) -> None:
        """Text boxes and tables in pictures are set below the paragraph that holds them."""
        for box in _find_boxes(element):
            outer, self.boxes = self.boxes, []
            blocks = list(self._read_blocks(box))
            self.boxes = [*outer, *blocks]
        for picture in self.pictures.meet(element):
            pictured, failures = read_picture_blocks(picture, whole=self.typed < LITTLE)
            self.boxes += pictured
            for failure in failures:
                self._tell(failure)
        for embedded in element.iter("{*}OLEObject"):
            if (attribute(embedded, "ProgID") or "").startswith("Excel"):
                self._tell(_tell_unread("嵌入的 Excel 表格"))

    def _tell(self, failure: Failure) -> None:
        if failure not in self.failures:
            self.failures.append(failure)

    def _read_table(self, table: etree._Element) -> Grid:
        widths = read_widths(table)
        rows: list[tuple[GridCell, ...]] = []
        merged: set[tuple[int, int]] = set()
        for row in _list_inside(table, "tr"):
            properties = child(row, "trPr")
            deleted = self.tracked and child(properties, "del") is not None
            if deleted or is_on(properties, "hidden"):
                continue
            cells: list[GridCell] = []
            above, merged = merged, set()
            found = [(element, child(element, "tcPr")) for element in _list_inside(row, "tc")]
            if self.tracked:
                found = [(element, own) for element, own in found if child(own, "cellDel") is None]
            before = read_span(properties, "gridBefore", 0)
            spans = place_cells([own for _, own in found], before, widths)
            for (element, own), span in zip(found, spans, strict=True):
                merge = child(own, "vMerge")
                if merge is not None:
                    merged.add(span)
                goes_on = merge is not None and attribute(merge, "val") != "restart"
                # even what is not shown takes part in counting numbers and in fields
                blocks = tuple(self._read_blocks(element))
                cells.append(GridCell(*span, () if goes_on and span in above else blocks))
            rows.append(tuple(cells))
        return Grid(tuple(rows), widths)


def _tell_unread(what: str) -> Failure:
    message = f"文件里有{what}，没有读取；请把其中的内容改成普通表格或文字后再试。"
    return Failure("ingest", "part-unread", message)


def _list_blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and tables in order, wrappers of content controls opened."""
    for element in parent:
        kind = tag(element)
        if kind in ("p", "tbl", "altChunk"):
            yield element
        elif kind in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _list_blocks(element)
        elif kind == "AlternateContent":
            shown = child(element, "Choice")
            shown = child(element, "Fallback") if shown is None else shown
            if shown is not None:
                yield from _list_blocks(shown)


def _list_inside(parent: etree._Element, kind: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, content controls opened."""
    for element in parent:
        if tag(element) == kind:
            yield element
        elif tag(element) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _list_inside(element, kind)


def _find_boxes(element: etree._Element) -> Iterator[etree._Element]:
    """The outermost text boxes, each once: of two renderings of one only the first counts."""
    for inner in element:
        kind = tag(inner)
        if kind == "txbxContent":
            yield inner
        elif kind == "AlternateContent":
            shown = child(inner, "Choice")
            yield from _find_boxes(inner if shown is None else shown)
        else:
            yield from _find_boxes(inner)


def _read_marks(properties: etree._Element | None) -> Mapping[str, str | None]:
    """The values of those properties that decide how a run is seen, all looked up at once."""
    if properties is None:
        return {}
    return {tag(e): attribute(e, "val") for e in properties.iterchildren(*_MARKS)}


def _is_run_on(properties: etree._Element | None) -> bool:
    """True where a tracked change joins the paragraph with the next."""
    mark = child(properties, "rPr")
    return mark is not None and any(child(mark, name) is not None for name in ("del", "moveFrom"))
