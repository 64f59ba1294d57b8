"""A PDF's tables read a second time, by camelot, which shares no code with the first reader.

What goes wrong here is no failure: without tables there is no witness, and that is all.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Any, Final

from documents.tables import Table
from tables.folding import fold
from tables.reading import read_tables
from tables.runs import find_label, find_value

Row = list[str]

_LOWEST_DESCENT: Final = -0.4
_USUAL_DESCENT: Final = -0.2
_BREAKS: Final = re.compile(r"\s*[\n\r\f\x1c-\x1e]+\s*")
# two figures in one cell are never one figure: the doubt must stay visible
_BETWEEN_FIGURES: Final = re.compile(r"(?<=[\d.,])\s*\n\s*(?=\d)")


def read_pdf_tables(data: bytes, pages: Sequence[int]) -> tuple[Table, ...]:
    """The statutory tables in the ruled grids of those pages, numbered from 1.

    They have no places in the report's text. Empty where camelot finds nothing or fails.
    """
    if not pages:
        return ()
    lines: list[Row] = []
    for grid in _read_grids(data, pages):
        rows = [[_join_lines(cell.text) for cell in row] for row in grid.cells]
        heads = _count_heads(lines, rows)
        if lines and heads < len(rows) and _is_torn(lines[-1], rows[heads]):
            lower = rows[heads]
            lines[-1] = [above + below for above, below in zip(lines[-1], lower, strict=True)]
            del rows[: heads + 1]
        elif lines:
            lines.append([])
        lines += rows
    tables = read_tables("".join("\t".join(row) + "\n" for row in lines))
    return tuple(
        Table(t.kind, t.form, t.location, tuple(replace(cell, span=None) for cell in t))
        for t in tables
    )


def _read_grids(data: bytes, pages: Sequence[int]) -> list[Any]:
    """camelot's tables of two columns and more, in page order."""
    from camelot.handlers import PDFHandler

    class _Handler(PDFHandler):
        """camelot's handler, fonts put right before it measures their characters."""

        def _get_layout(self, page: Any, **settings: Any) -> Any:
            for font in page.fonts.values():
                _raise_font(font)
            return super()._get_layout(page, **settings)

    # with what is amiss in a PDF the first reader deals
    for name in ("camelot", "playa"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with _Handler(data, pages=",".join(map(str, pages))) as handler:
                found = handler.parse(
                    # a lone character above another would be taken for vertical writing
                    layout_kwargs={"detect_vertical": False, "boxes_flow": None},
                    flavor="lattice",
                    split_text=True,
                    engine="vector",
                )
        except Exception:  # a damaged PDF raises whatever its parser stumbles over
            return []
    return [grid for grid in found if len(grid.cols) > 1]


def _raise_font(font: Any) -> None:
    """Gives a font without ascent and descent those of its kind.

    LibreOffice embeds Noto CJK so. playa then takes the font's bounding box, which reaches far
    below the line, and the characters would count as standing a row further down.
    """
    scale = font.matrix[3]
    if scale > 0 and font.descent * scale < _LOWEST_DESCENT:
        font.descent = _USUAL_DESCENT / scale


def _count_heads(lines: Sequence[Row], rows: Sequence[Row]) -> int:
    """How many of the first rows repeat the table's head, as on each page that it goes on to."""
    return sum(1 for _ in takewhile(lambda row: row in lines, rows))


def _is_torn(upper: Row, lower: Row) -> bool:
    """True where a page break went through a row: the label goes on below, the figures do not."""
    if len(upper) != len(lower) or (_has_figures(upper) and _has_figures(lower)):
        return False
    return any(
        find_label(above + below) is not None and find_label(below) is None
        for above, below in zip(upper, lower, strict=True)
        if above and below
    )


def _has_figures(row: Row) -> bool:
    return any(text and find_value(text) is not None for text in row)


def _join_lines(text: str) -> str:
    text = _BETWEEN_FIGURES.sub("  ", fold(text).strip())
    return _BREAKS.sub("", text).replace("\t", " ")
