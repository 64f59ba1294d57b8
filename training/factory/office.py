"""Factory reports as word processor files: DOCX with truly merged cells, ODT, and the same as
rows of tabs, all with one gold."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from random import Random
from typing import Any, Final
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as DocxDocument

from documents.forms import load_form
from documents.tables import FormVersion, TableKind
from training.factory.defects import Defect
from training.factory.entries import fill_cells
from training.factory.grids import Draft, Role, Slot, draw_grid
from training.factory.labels import LabelStyle
from training.factory.printing import describe_report
from training.factory.reports import gather_facts, plan_report, write_report
from training.factory.tables import FactoryTable, finish_table

_FILLS: Final = ("zeros", "zeros", "blank_zeros", "blank_details", "few_blanks", "slash_zeros")


@dataclass(frozen=True, slots=True)
class Region:
    """A cell and the rows and columns that it covers."""

    row: int
    column: int
    height: int
    width: int
    text: str
    role: Role = "value"


@dataclass(frozen=True, slots=True)
class OfficeTable:
    rows: int
    columns: int
    regions: tuple[Region, ...]
    kind: TableKind = "other"

    def list_owners(self) -> dict[tuple[int, int], Region]:
        """The cell that covers each place of the grid, by row and column."""
        return {
            (region.row + down, region.column + right): region
            for region in self.regions
            for down in range(region.height)
            for right in range(region.width)
        }

    @property
    def header_rows(self) -> int:
        """The rows above the first value; 0 for the proactive table, whose headers alternate."""
        if self.kind == "proactive":
            return 0
        return min((r.row for r in self.regions if r.role == "value"), default=0)


@dataclass(frozen=True, slots=True)
class OfficeReport:
    """``blocks`` are paragraphs and tables; ``text`` is the same with tabs between cells; ``gold``
    is that of ``describe_report``."""

    blocks: tuple[str | OfficeTable, ...]
    text: str
    gold: dict[str, Any]


def make_office_report(rng: Random, form: FormVersion | None = None) -> OfficeReport:
    """A clean report of an invented body, as one writes it with a word processor."""
    draft = plan_report(rng, form, "tab_rows", (), Defect(""))
    gather_facts(rng, draft)
    write_report(rng, draft)
    labels = LabelStyle(
        half_brackets=rng.random() < 0.3, number_mark=rng.choice((".", "、")), spaced=False
    )
    blocks: list[str | OfficeTable] = [draft.title, ""]
    lines = [draft.title, ""]
    tables: dict[TableKind, FactoryTable] = {}

    def write(*paragraphs: str) -> None:
        blocks.extend(paragraphs)
        lines.extend(paragraphs)

    write(*filter(None, (draft.preamble.title, draft.preamble.text)))
    for chapter in draft.chapters:
        write(chapter.marker + chapter.title)
        for passage in chapter.passages:
            write(*filter(None, (passage.title, passage.text)))
        if chapter.table is None:
            continue
        plan = draft.tables[chapter.table]
        table = load_form(plan.form).table(chapter.table)
        entries = fill_cells(rng, table, plan.figures, rng.choice(_FILLS), plan.writing)
        grid = draw_grid(table, entries, labels, "")
        blocks.append(merge_cells(grid))
        tables[chapter.table] = finish_table(rng, grid, "tab_rows", ())
        lines += [*tables[chapter.table].text.split("\n"), ""]
    if draft.signed is not None:
        month, day = draft.signed
        write("", draft.body.unit, f"{draft.year + 1}年{month}月{day}日")
    return OfficeReport(
        tuple(blocks), "\n".join(lines) + "\n", describe_report(draft, tables, [], [])
    )


def merge_cells(draft: Draft) -> OfficeTable:
    """The grid's slots joined into the cells that they are part of."""
    regions: list[Region] = []
    for number, line in enumerate(draft.lines):
        for column, slot in enumerate(line):
            if slot.role in ("right", "down"):
                continue
            below = [lower[column] for lower in draft.lines[number + 1 :]]
            height = 1 + _count(below, "down")
            width = 1 + _count(line[column + 1 :], "right")
            regions.append(Region(number, column, height, width, slot.text, slot.role))
    return OfficeTable(len(draft.lines), draft.width, tuple(regions), draft.kind)


def _count(slots: Sequence[Slot], role: Role) -> int:
    """How many slots from the first on have that role."""
    return sum(1 for _ in takewhile(lambda slot: slot.role == role, slots))


def write_docx(blocks: Sequence[str | OfficeTable]) -> bytes:
    document = Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
        else:
            _add_table(document, block)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _add_table(document: DocxDocument, block: OfficeTable) -> None:
    table = document.add_table(block.rows, block.columns, "Table Grid")
    places = [row.cells for row in table.rows]
    for region in block.regions:
        cell = places[region.row][region.column]
        if region.height > 1 or region.width > 1:
            last = places[region.row + region.height - 1][region.column + region.width - 1]
            cell = cell.merge(last)
        cell.text = region.text


_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORD_NAMESPACES: Final = (
    f'xmlns:w="{_WORD}" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_TYPES: Final = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def pack_docx(body: str, numbering: str = "", styles: str = "") -> bytes:
    """A minimal DOCX around the elements of its body, its lists and its styles."""
    parts = {
        "[Content_Types].xml": _TYPES,
        "word/document.xml": (
            f"<w:document {_WORD_NAMESPACES}><w:body>{body}</w:body></w:document>"
        ),
        "word/numbering.xml": f"<w:numbering {_WORD_NAMESPACES}>{numbering}</w:numbering>",
        "word/styles.xml": f"<w:styles {_WORD_NAMESPACES}>{styles}</w:styles>",
    }
    return pack_parts(parts)


def pack_parts(parts: Mapping[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            # the clock has no part in what a seed gives
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text)
    return file.getvalue()


_NAMESPACES: Final = " ".join(
    f"xmlns:{'draw' if name == 'drawing' else name}="
    f'"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style", "drawing")
)
ODT_TYPE: Final = "application/vnd.oasis.opendocument.text"


def write_odt(blocks: Sequence[str | OfficeTable]) -> bytes:
    body = "".join(
        f"<text:p>{escape(block)}</text:p>" if isinstance(block, str) else _write_table(block)
        for block in blocks
    )
    return pack_odt(body)


def pack_odt(body: str, automatic: str = "", styles: str = "") -> bytes:
    """A minimal ODT around the elements of its text."""
    content = (
        f"<office:document-content {_NAMESPACES}><office:automatic-styles>{automatic}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    parts = {"mimetype": ODT_TYPE, "content.xml": content}
    if styles:
        parts["styles.xml"] = (
            f"<office:document-styles {_NAMESPACES}><office:styles>{styles}</office:styles>"
            "</office:document-styles>"
        )
    return pack_parts(parts)


def _write_table(block: OfficeTable) -> str:
    owners = block.list_owners()
    rows = ("".join(_write_cells(block, owners, number)) for number in range(block.rows))
    columns = f'<table:table-column table:number-columns-repeated="{block.columns}"/>'
    return (
        f"<table:table>{columns}"
        + "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
        + "</table:table>"
    )


def _write_cells(
    block: OfficeTable, owners: dict[tuple[int, int], Region], number: int
) -> Iterator[str]:
    for column in range(block.columns):
        region = owners[number, column]
        if (region.row, region.column) != (number, column):
            yield "<table:covered-table-cell/>"
            continue
        yield (
            f'<table:table-cell table:number-columns-spanned="{region.width}"'
            f' table:number-rows-spanned="{region.height}">'
            f"<text:p>{escape(region.text)}</text:p></table:table-cell>"
        )
