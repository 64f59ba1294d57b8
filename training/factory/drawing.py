"""PDF drawn by hand, to the point: lines, characters and pictures exactly where one wants them.

What a word processor cannot be made to do on purpose (a break after any row, a border left out, a
text layer nobody sees) is drawn with this.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from documents.places import Box
from training.factory.office import OfficeTable
from training.factory.office import Region as OfficeCell

A4: Final = (595.0, 842.0)
_FONT: Final = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H"
    b" /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light"
    b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000"
    b" /W [1 95 500 814 939 500] /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light"
    b" /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120"
    b" /CapHeight 880 /StemV 93 >> >>] >>"
)


@dataclass(slots=True)
class Sheet:
    """A page to draw on; lengths in points, origin at the top left."""

    width: float = A4[0]
    height: float = A4[1]
    operators: list[str] = field(default_factory=list)
    picture: tuple[int, int, bytes] | None = None
    annotations: list[tuple[str, Box, str]] = field(default_factory=list)

    def write(self, left: float, top: float, text: str, size: float = 10.5, mode: int = 0) -> float:
        """Writes the text with its upper edge at ``top`` and returns its right edge. ``mode`` 3
        is text that nobody sees (ISO 32000, 9.3.6)."""
        said = text.encode("utf-16-be").hex()
        base = self.height - top - 0.88 * size
        self.operators.append(f"BT /F {size} Tf {mode} Tr {left:.2f} {base:.2f} Td <{said}> Tj ET")
        return left + measure_text(text, size)

    def rule(self, left: float, top: float, right: float, bottom: float, pen: float = 0.5) -> None:
        y0, y1 = self.height - top, self.height - bottom
        self.operators.append(f"{pen} w {left:.2f} {y0:.2f} m {right:.2f} {y1:.2f} l S")

    def shade(self, box: Box, grey: float) -> None:
        width, height = box.right - box.left, box.bottom - box.top
        base = self.height - box.bottom
        self.operators.append(f"{grey} g {box.left} {base} {width} {height} re f 0 g")

    def annotate(self, kind: str, left: float, top: float, text: str, size: float = 10.5) -> None:
        """Lays an annotation over the page: ``Widget`` is a form's field with the text filled in,
        ``FreeText`` is text that was typed onto the page (ISO 32000, 12.5.6)."""
        box = Box(left, top, left + measure_text(text, size), top + size)
        self.annotations.append((kind, box, text))

    def show(self, width: int, height: int, grey: bytes, box: Box | None = None) -> None:
        """Puts a grey picture of so many pixels into the box, or over the whole page."""
        self.picture = (width, height, grey)
        left, top, right, bottom = box or Box(0, 0, self.width, self.height)
        at = f"{right - left} 0 0 {bottom - top} {left} {self.height - bottom} cm"
        self.operators.insert(0, f"q {at} /P Do Q")


def measure_text(text: str, size: float) -> float:
    return sum(size / 2 if ord(c) < 128 else size for c in text)


def write_pdf(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as one file."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", _FONT]
    kids: list[str] = []
    fields: list[str] = []
    for sheet in sheets:
        resources = "/Font << /F 3 0 R >>"
        if sheet.picture:
            wide, high, grey = sheet.picture
            head = (
                f"/Type /XObject /Subtype /Image /Width {wide} /Height {high}"
                " /ColorSpace /DeviceGray /BitsPerComponent 8"
            )
            objects.append(_pack_stream(head, grey))
            resources += f" /XObject << /P {len(objects)} 0 R >>"
        annotations = [_pack_annotation(objects, sheet, *what) for what in sheet.annotations]
        fields += annotations
        objects.append(_pack_stream("", "\n".join(sheet.operators).encode()))
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {sheet.width} {sheet.height}]"
            f" /Resources << {resources} >> /Contents {len(objects)} 0 R"
            f" /Annots [{' '.join(annotations)}] >>".encode()
        )
    if fields:
        form = f"/AcroForm << /Fields [{' '.join(fields)}] >>"
        objects[0] = f"<< /Type /Catalog /Pages 2 0 R {form} >>".encode()
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode()
    return _pack_file(objects)


def _pack_annotation(objects: list[bytes], sheet: Sheet, kind: str, box: Box, text: str) -> str:
    """Adds an annotation and its looks to the objects and names it."""
    width, size = box.right - box.left, box.bottom - box.top
    said = text.encode("utf-16-be").hex()
    looks = f"BT /F {size} Tf 0 {0.12 * size:.2f} Td <{said}> Tj ET"
    head = f"/Type /XObject /Subtype /Form /BBox [0 0 {width} {size}]"
    objects.append(_pack_stream(head + " /Resources << /Font << /F 3 0 R >> >>", looks.encode()))
    sides = f"{box.left} {sheet.height - box.bottom} {box.right} {sheet.height - box.top}"
    number = len(objects)
    objects.append(
        f"<< /Type /Annot /Subtype /{kind} /FT /Tx /T (f{number}) /V <feff{said}> /F 4"
        f" /Rect [{sides}] /AP << /N {number} 0 R >> >>".encode()
    )
    return f"{number + 1} 0 R"


def _pack_stream(head: str, data: bytes) -> bytes:
    packed = zlib.compress(data)
    return (
        f"<< {head} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode()
        + packed
        + b"\nendstream"
    )


def _pack_file(objects: Sequence[bytes]) -> bytes:
    file = bytearray(b"%PDF-1.7\n")
    places: list[int] = []
    for number, body in enumerate(objects, 1):
        places.append(len(file))
        file += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = len(file)
    file += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    file += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    file += (
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"
    ).encode()
    return bytes(file)


@dataclass(frozen=True, slots=True)
class TableStyle:
    """``line`` is the height of a line, ``pen`` the borders' width; ``open_breaks`` leaves out the
    borders at a page break, as a browser does."""

    size: float = 9.0
    line: float = 12.0
    pen: float = 0.5
    left: float = 72.0
    right: float = 523.0
    open_breaks: bool = False


def draw_table(
    sheets: Sequence[tuple[Sheet, float]],
    table: OfficeTable,
    breaks: Sequence[int],
    style: TableStyle,
    *,
    torn: bool = False,
) -> list[float]:
    """Draws the table, its parts on the sheets from the given heights on, with a break before each
    of the rows ``breaks``; returns where each part ends. ``torn``: the row above a break is cut
    through between the lines of its label, which end up on both sides of it.
    """
    columns = _share_width(table, style)
    edges = [style.left + sum(columns[:k]) for k in range(table.columns + 1)]
    ends: list[float] = []
    bounds = [0, *breaks, table.rows]
    carried: dict[tuple[int, int], list[str]] = {}
    for (sheet, top), first, last in zip(sheets, bounds, bounds[1:], strict=False):
        rows = list(range(first, last))
        heights = [_measure_row(table, row, edges, style) for row in rows]
        extra = 0.0
        if carried:
            extra = style.line * max(map(len, carried.values())) + 3
        starts = [top + extra + sum(heights[:k]) for k in range(len(rows) + 1)]
        if carried:
            _draw_carried(sheet, carried, table, edges, top, starts[0], style, first)
        carried = {}
        for cell in table.regions:
            upper, lower = max(cell.row, first), min(cell.row + cell.height, last)
            if upper >= lower:
                continue
            box = Box(
                edges[cell.column],
                starts[upper - first],
                edges[cell.column + cell.width],
                starts[lower - first],
            )
            at_top, at_bottom = upper > cell.row, lower < cell.row + cell.height
            _draw_box(sheet, box, style, skip_top=at_top, skip_bottom=at_bottom)
            lines = _wrap(cell.text, box.right - box.left - 4, style.size)
            if cell.row != upper:
                continue
            cut_here = torn and lower == last and last < table.rows and len(lines) > 1
            if cut_here and cell.height == 1:
                carried[cell.column, cell.width] = lines[len(lines) // 2 :]
                lines = lines[: len(lines) // 2]
            _write_lines(sheet, lines, box, style)
        ends.append(starts[-1])
    return ends


def _draw_carried(
    sheet: Sheet,
    carried: dict[tuple[int, int], list[str]],
    table: OfficeTable,
    edges: Sequence[float],
    top: float,
    bottom: float,
    style: TableStyle,
    row: int,
) -> None:
    """The rest of a row that a break cut through: the remains of labels, else empty cells."""
    for cell in table.regions:
        if cell.row <= row - 1 < cell.row + cell.height:
            box = Box(edges[cell.column], top, edges[cell.column + cell.width], bottom)
            goes_on = cell.row + cell.height > row
            _draw_box(sheet, box, style, skip_top=True, skip_bottom=goes_on)
            _write_lines(sheet, carried.get((cell.column, cell.width), []), box, style)


def _draw_box(
    sheet: Sheet, box: Box, style: TableStyle, *, skip_top: bool, skip_bottom: bool
) -> None:
    sheet.rule(box.left, box.top, box.left, box.bottom, style.pen)
    sheet.rule(box.right, box.top, box.right, box.bottom, style.pen)
    if not (skip_top and style.open_breaks):
        sheet.rule(box.left, box.top, box.right, box.top, style.pen)
    if not (skip_bottom and style.open_breaks):
        sheet.rule(box.left, box.bottom, box.right, box.bottom, style.pen)


def _write_lines(sheet: Sheet, lines: Sequence[str], box: Box, style: TableStyle) -> None:
    middle = (box.top + box.bottom - style.line * len(lines)) / 2
    for k, line in enumerate(lines):
        width = measure_text(line, style.size)
        left = max(box.left + 1.5, (box.left + box.right - width) / 2)
        sheet.write(left, max(middle, box.top + 1) + k * style.line, line, style.size)


def _share_width(table: OfficeTable, style: TableStyle) -> list[float]:
    """Columns of figures as narrow as they may be, the last one before them as wide as is left."""
    need = [26.0] * table.columns
    for cell in table.regions:
        if cell.width == 1:
            figure = cell.text.strip().replace(".", "").replace("-", "").isdigit()
            least = measure_text(cell.text, style.size) + 5 if figure else 26.0
            need[cell.column] = max(need[cell.column], least)
    spare = style.right - style.left - sum(need)
    labels = max(1, table.columns // 3)
    if spare > 0:
        for k in range(labels):
            need[k] += spare / labels
    return need


def _measure_row(table: OfficeTable, row: int, edges: Sequence[float], style: TableStyle) -> float:
    lines = [
        len(_wrap(cell.text, edges[cell.column + cell.width] - edges[cell.column] - 4, style.size))
        / cell.height
        for cell in table.regions
        if cell.row <= row < cell.row + cell.height and (cell.height == 1 or _is_label(cell))
    ]
    return max(1.0, *lines) * style.line + 5


def _is_label(cell: OfficeCell) -> bool:
    return bool(cell.text)


def _wrap(text: str, width: float, size: float) -> list[str]:
    lines = [""]
    for character in text:
        if character == "\n" or measure_text(lines[-1] + character, size) > width:
            lines.append("")
        if character != "\n":
            lines[-1] += character
    return [line for line in lines if line]
