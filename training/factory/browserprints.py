"""Factory reports printed from a browser: pages of HTML as Chromium makes a PDF of them."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Final

from documents.tables import TableKind
from training.factory.office import OfficeTable
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

BROWSER: Final = "chromium"
_SECONDS: Final = 60


def write_print_page(
    blocks: Sequence[str | OfficeTable],
    style: SetStyle,
    breaks: Mapping[TableKind, Break] | None = None,
) -> bytes:
    """An HTML page of the blocks of an office report, in the fonts, sizes and rules of ``style``.

    Running heads and page numbers are left to the browser, which is told to print none. Raises
    ``ValueError`` as ``set_blocks`` does.
    """
    items = set_blocks(blocks, style, breaks)
    title = next(item.text for item in items if isinstance(item, Paragraph))
    body = "".join(_write_item(item, style) for item in items)
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(title)}'
        f"</title><style>{_write_look(style)}</style></head><body>{body}</body></html>"
    ).encode()


def _write_look(style: SetStyle) -> str:
    colour, thick = style.border
    (width, height), (top, side) = style.paper, style.margins
    justified = "justify" if style.justified else "left"
    repeated = "table-header-group" if style.repeated_headers else "table-row-group"
    return f"""
@page {{ size: {width}pt {height}pt; margin: {top}pt {side}pt }}
body {{ font: {style.size}pt/{style.pitch}pt "{style.font}"; margin: 0; orphans: 1; widows: 1 }}
p {{ margin: 0; text-align: {justified} }}
p.body {{ text-indent: 2em }}
p.signature {{ text-align: right }}
h1 {{ font-size: {style.size + 4}pt; line-height: 1.4; margin: 0; text-align: center }}
h2 {{ font-size: 1em; margin: 0 }}
table {{ border-collapse: collapse; table-layout: fixed; font-size: {style.cell_size}pt;
 line-height: {style.cell_pitch}pt }}
thead {{ display: {repeated} }}
tr {{ break-inside: auto }}
td {{ border: {thick}pt solid #{colour}; text-align: center }}
td.label {{ text-align: left }}
td.head {{ background: #{style.shade or "FFFFFF"} }}
td.turned {{ writing-mode: vertical-rl }}
div {{ break-before: page }}
"""


def _write_item(item: Item, style: SetStyle) -> str:
    if isinstance(item, Gap):
        return f'<div style="height: {item.height:.2f}pt"></div>\n'
    if isinstance(item, SetTable):
        return _write_table(item, style)
    text = escape(item.text) or "&nbsp;"
    if item.role in ("title", "heading"):
        tag = "h1" if item.role == "title" else "h2"
        return f"<{tag}>{text}</{tag}>\n"
    return f'<p class="{item.role}">{text}</p>\n'


def _write_table(table: SetTable, style: SetStyle) -> str:
    rows = [
        f'<tr style="height: {height:.2f}pt">{"".join(_write_cells(table, style, row))}</tr>\n'
        for row, height in enumerate(table.asked)
    ]
    columns = "".join(f'<col style="width: {width:.2f}pt">' for width in table.widths)
    head = table.table.header_rows
    return (
        f'<table style="width: {sum(table.widths):.2f}pt"><colgroup>{columns}</colgroup>'
        f"<thead>{''.join(rows[:head])}</thead><tbody>{''.join(rows[head:])}</tbody></table>\n"
    )


def _write_cells(table: SetTable, style: SetStyle, row: int) -> Iterator[str]:
    for region in table.table.regions:
        if region.row != row:
            continue
        kind = "label" if region.role == "label" else "head" if region.role != "value" else ""
        kind += " turned" if is_turned(region, style) else ""
        text = escape(break_label(region, style)).replace("\n", "<br>")
        yield (
            f'<td class="{kind}" style="padding: 0 {table.padding}pt" rowspan={region.height}'
            f" colspan={region.width}>{text}</td>"
        )


def print_page(page: bytes) -> bytes:
    """The PDF that Chromium prints of an HTML page.

    Raises ``FileNotFoundError`` where Chromium is not installed, ``RuntimeError`` where it prints
    nothing, and ``subprocess.TimeoutExpired``.
    """
    program = shutil.which(BROWSER)
    if program is None:
        raise FileNotFoundError(BROWSER)
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / "page.html", Path(folder) / "page.pdf"
        source.write_bytes(page)
        done = subprocess.run(
            [
                program,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                f"--user-data-dir={folder}/profile",
                "--no-pdf-header-footer",
                f"--print-to-pdf={out}",
                source.as_uri(),
            ],
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
        if not out.is_file():
            raise RuntimeError(done.stderr.decode("utf-8", "replace").strip())
        return out.read_bytes()
