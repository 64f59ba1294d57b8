"""Factory reports as Word or WPS saves them: paper, fonts, indents, running heads, ruled tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from xml.sax.saxutils import escape

from documents.tables import TableKind
from training.factory.office import OfficeTable, Region, pack_parts
from training.factory.styles import SetStyle
from training.factory.typesetting import (
    Break,
    Gap,
    Item,
    Paragraph,
    SetTable,
    break_label,
    is_turned,
    set_blocks,
)

_EMPTY_LINE: Final = 20.0


def write_word(
    blocks: Sequence[str | OfficeTable],
    style: SetStyle,
    breaks: Mapping[TableKind, Break] | None = None,
) -> bytes:
    """A DOCX of the blocks of an office report; raises ``ValueError`` as ``set_blocks`` does."""
    items = set_blocks(blocks, style, breaks)
    title = next(item.text for item in items if isinstance(item, Paragraph))
    return _pack_word("".join(_write_item(item, style) for item in items), title, style)


def _write_item(item: Item, style: SetStyle) -> str:
    if isinstance(item, Paragraph):
        return _write_paragraph(item, style)
    return _write_gap(item) if isinstance(item, Gap) else _write_table(item, style)


def _write_gap(gap: Gap) -> str:
    """Empty lines, as typed by someone who shifts a table down."""
    count, rest = divmod(gap.height, _EMPTY_LINE)
    return "".join(
        f"<w:p><w:pPr>{'' if number else '<w:pageBreakBefore/>'}{_space_lines(height)}"
        "</w:pPr></w:p>"
        for number, height in enumerate((max(rest, 1.0), *[_EMPTY_LINE] * int(count)))
    )


def _write_paragraph(paragraph: Paragraph, style: SetStyle) -> str:
    text, size, indent = paragraph.text, style.size, ""
    place = "both" if style.justified else "left"
    if paragraph.role == "title":
        size, place = style.size + 4, "center"
    elif paragraph.role == "signature":
        place = "right"
    elif paragraph.role == "body" and style.typed_indent:
        text = "\u3000\u3000" + text
    elif paragraph.role == "body":
        indent = f'<w:ind w:firstLineChars="200" w:firstLine="{_twips(2 * size)}"/>'
    run = _write_run(text, style.font, size, bold=paragraph.role in ("title", "heading"))
    pitch = max(style.pitch, size * 1.3)
    return f'<w:p><w:pPr>{_space_lines(pitch)}{indent}<w:jc w:val="{place}"/></w:pPr>{run}</w:p>'


def _space_lines(pitch: float) -> str:
    return f'<w:spacing w:line="{_twips(pitch)}" w:lineRule="exact"/>'


def _twips(points: float) -> int:
    return round(points * 20)


def _write_run(text: str, font: str, size: float, *, bold: bool = False) -> str:
    if not text:
        return ""
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    heavy = "<w:b/><w:bCs/>" if bold else ""
    return (
        f'<w:r><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}"'
        f' w:cs="{font}"/>{heavy}<w:sz w:val="{round(size * 2)}"/>'
        f'<w:szCs w:val="{round(size * 2)}"/></w:rPr>{"<w:br/>".join(lines)}</w:r>'
    )


def _write_table(table: SetTable, style: SetStyle) -> str:
    colour, thick = style.border
    rule = f'w:val="single" w:sz="{round(thick * 8)}" w:space="0" w:color="{colour}"'
    sides = "".join(
        f"<w:{side} {rule}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in table.widths)
    padding = f'w:w="{_twips(table.padding)}" w:type="dxa"'
    owners = table.table.list_owners()
    rows = "".join(_write_row(table, style, owners, row) for row in range(table.table.rows))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{_twips(sum(table.widths))}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar><w:left {padding}/><w:right {padding}/></w:tblCellMar></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _write_row(
    table: SetTable, style: SetStyle, owners: Mapping[tuple[int, int], Region], row: int
) -> str:
    kept = "" if style.tearing else "<w:cantSplit/>"
    height = f'<w:trHeight w:val="{_twips(table.asked[row])}" w:hRule="atLeast"/>'
    repeated = style.repeated_headers and row < table.table.header_rows
    header = "<w:tblHeader/>" if repeated else ""
    cells = "".join(_write_cells(table, style, owners, row))
    return f"<w:tr><w:trPr>{kept}{height}{header}</w:trPr>{cells}</w:tr>"


def _write_cells(
    table: SetTable, style: SetStyle, owners: Mapping[tuple[int, int], Region], row: int
) -> Iterator[str]:
    for column in range(table.table.columns):
        region = owners[row, column]
        if region.column != column:
            continue
        width = sum(table.widths[column : column + region.width])
        look = f'<w:tcW w:w="{_twips(width)}" w:type="dxa"/>'
        if region.width > 1:
            look += f'<w:gridSpan w:val="{region.width}"/>'
        if region.height > 1:
            look += '<w:vMerge w:val="restart"/>' if region.row == row else "<w:vMerge/>"
        if style.shade and region.role in ("caption", "corner", "header", "group"):
            look += f'<w:shd w:val="clear" w:color="auto" w:fill="{style.shade}"/>'
        if is_turned(region, style):
            look += '<w:textDirection w:val="tbRlV"/>'
        text = break_label(region, style) if region.row == row else ""
        # without widow control, as rows of two lines tear only then
        yield (
            f'<w:tc><w:tcPr>{look}<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr>'
            f'<w:widowControl w:val="0"/>{_space_lines(style.cell_pitch)}'
            f'<w:jc w:val="{"left" if region.role == "label" else "center"}"/></w:pPr>'
            f"{_write_run(text, style.font, style.cell_size)}</w:p></w:tc>"
        )


_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    f' xmlns:r="{_OFFICE}/relationships"'
)
_SETTINGS: Final = (
    f'<w:settings {_WORD}><w:compat><w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)
_NUMBERS: Final = {"": "", "dashes": "- {page} -", "of": "第{page}页 共{pages}页"}
_FIELDS: Final = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


def _pack_word(body: str, title: str, style: SetStyle) -> bytes:
    width, height = (_twips(length) for length in style.paper)
    top, side = (_twips(length) for length in style.margins)
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/>'
        '<w:footerReference w:type="default" r:id="rId2"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"/><w:pgMar w:top="{top}" w:right="{side}"'
        f' w:bottom="{top}" w:left="{side}" w:header="560" w:footer="560" w:gutter="0"/></w:sectPr>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    types = "".join(
        f'<Override PartName="/word/{part.partition(".")[0]}.xml" ContentType="{kind}.{part}+xml"/>'
        for part in ("document.main", "header", "footer", "settings")
    )
    relations = "".join(
        _relate(number, part, f"{part}.xml")
        for number, part in enumerate(("header", "footer", "settings"), 1)
    )
    start = f'<Relationships xmlns="{_PACKAGE}/relationships">'
    return pack_parts(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f"{types}</Types>",
            "_rels/.rels": start
            + _relate(1, "officeDocument", "word/document.xml")
            + "</Relationships>",
            "word/_rels/document.xml.rels": f"{start}{relations}</Relationships>",
            "word/document.xml": f"<w:document {_WORD}><w:body>{body}{section}</w:body>"
            "</w:document>",
            "word/header.xml": f"<w:hdr {_WORD}>{_write_head(title, style)}</w:hdr>",
            "word/footer.xml": f"<w:ftr {_WORD}>{_write_foot(style)}</w:ftr>",
            "word/settings.xml": _SETTINGS,
        }
    )


def _relate(number: int, kind: str, target: str) -> str:
    return (
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/relationships/{kind}" Target="{target}"/>'
    )


def _write_head(title: str, style: SetStyle) -> str:
    """The title above a rule, as Word's own heads have one."""
    if not style.running_head:
        return "<w:p/>"
    rule = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr>'
    run = _write_run(title, style.font, 9)
    return f'<w:p><w:pPr>{rule}<w:jc w:val="center"/></w:pPr>{run}</w:p>'


def _write_foot(style: SetStyle) -> str:
    runs = []
    for piece in re.split(r"(\{\w+\})", _NUMBERS[style.page_number]):
        field = _FIELDS.get(piece)
        run = _write_run("1" if field else piece, style.font, 9)
        runs.append(f'<w:fldSimple w:instr=" {field} ">{run}</w:fldSimple>' if field else run)
    return f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{"".join(runs)}</w:p>'
