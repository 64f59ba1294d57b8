"""Pages, PDFs and tables made by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from documents.forms import load_form
from documents.layout import Layout, Piece
from documents.places import Box, Region, Span
from documents.report import Page, PageReader, Source
from documents.tables import Cell, CellKey, CellState, FormVersion, Table, TableKind

HEIGHT = 10.0
PDF = "application/pdf"


def make_layout(
    lines: Iterable[Sequence[tuple[str, float, float, int]]],
    between: str = "\t",
    reader: PageReader = "text",
    confidence: float = 1.0,
) -> Layout:
    """A line of text for every sequence of (words, left, top, page); a letter is 5 points wide and
    an empty word leaves its cell blank."""
    text = ""
    pieces: list[Piece] = []
    for line in lines:
        for k, (words, left, top, page) in enumerate(line):
            text += between if k else ""
            if words:
                box = Box(left, top, left + 5 * len(words), top + HEIGHT)
                span = Span(len(text), len(text) + len(words))
                pieces.append(Piece(span, Region(page, box), confidence))
            text += words
        text += "\n"
    numbers = sorted({piece.region.page for piece in pieces})
    pages = tuple(Page(number, 600, 800, reader) for number in numbers)
    return Layout(Source("年报.pdf", PDF, "", len(pages)), text, (), pages, tuple(pieces))


def make_table(
    kind: TableKind,
    form: FormVersion = "v2021",
    figures: Mapping[str, int | float | None] | None = None,
    confidence: float = 0.98,
    rest: int | None = 0,
) -> Table:
    """A table whose cells hold the figures by ``row.column``, and ``rest`` everywhere else."""
    keys = load_form(form).table(kind).keys()
    given = figures or {}
    cells = tuple(make_cell(key, given.get(str(key), rest), confidence) for key in keys)
    return Table(kind, form, "body", cells)


def make_cell(key: CellKey, value: int | float | None, confidence: float) -> Cell:
    state: CellState = "blank" if value is None else "number"
    raw = "" if value is None else str(value)
    return Cell(*key, value, raw, None, state, confidence)


def change(table: Table, name: str, **changes: object) -> Table:
    """The table with one cell changed."""
    key = CellKey.parse(name)
    return replace(
        table,
        cells=tuple(
            replace(cell, **changes) if cell.key == key else cell  # type: ignore[arg-type]
            for cell in table
        ),
    )


def get(table: Table, name: str) -> Cell:
    cell = table.cell(*CellKey.parse(name))
    assert cell is not None
    return cell


def write_pdf(pages: Sequence[Sequence[Sequence[str]]], ascent: int = 880) -> bytes:
    """A PDF with one ruled table a page, its columns 60 points wide and its rows 14 high. Its font
    is not embedded; with ``ascent`` 0 it is described as LibreOffice describes Noto CJK."""
    width, height, size = 60, 14, 10
    text = sorted({c for page in pages for row in page for cell in row for c in cell})
    mapping = "".join(f"<{ord(c):04x}> <{ord(c):04x}>\n" for c in text)
    cmap = (
        "/CIDInit /ProcSet findresource begin begincmap "
        "1 begincodespacerange <0000> <ffff> endcodespacerange "
        f"{len(text)} beginbfchar {mapping} endbfchar endcmap end"
    )
    descent = -120 if ascent else 0
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids ["
        + " ".join(f"{7 + 2 * k} 0 R" for k in range(len(pages)))
        + "] >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /Made /Encoding /Identity-H"
        " /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Made /DW 1000 /FontDescriptor 5 0 R"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        f"<< /Type /FontDescriptor /FontName /Made /Flags 4 /Ascent {ascent} /Descent {descent}"
        " /FontBBox [-1000 -1049 2000 1810] /ItalicAngle 0 /CapHeight 700 /StemV 80 >>",
        f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream",
    ]
    for k, page in enumerate(pages):
        drawn: list[str] = []
        columns = max(map(len, page))
        for edge in range(len(page) + 1):
            y = 700 - edge * height
            drawn.append(f"20 {y} m {20 + columns * width} {y} l S")
        for edge in range(columns + 1):
            x = 20 + edge * width
            drawn.append(f"{x} 700 m {x} {700 - len(page) * height} l S")
        for i, row in enumerate(page):
            for j, cell in enumerate(row):
                code = "".join(f"{ord(c):04x}" for c in cell)
                x, y = 22 + j * width, 703 - (i + 1) * height
                step = min(size, (width - 4) / max(len(cell), 1))
                drawn.append(f"BT /F {step:.2f} Tf {x} {y} Td <{code}> Tj ET")
        stream = "\n".join(drawn)
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800]"
            f" /Resources << /Font << /F 3 0 R >> >> /Contents {8 + 2 * k} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    return _assemble(objects)


def _assemble(objects: Sequence[str]) -> bytes:
    file = b"%PDF-1.4\n"
    places: list[int] = []
    for number, body in enumerate(objects, 1):
        places.append(len(file))
        file += f"{number} 0 obj\n{body}\nendobj\n".encode("ascii")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return file + (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(file)}\n%%EOF\n"
    ).encode("ascii")
