"""Tables that stand in a file as pictures: which pictures show one, and what these say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import cv2

from documents.places import Box
from ingest.pages import PageContent, Run
from ingest.rulings import Picture, find_rulings
from ingest.walls import find_tables

_FINE: Final = 150.0
_LINES: Final = 4
"""Rulings across and down that make a table: charts and screens of programs have frames."""


def holds_table(image: Picture, dpi: float) -> bool:
    """True where the picture (RGB) of about that resolution shows a ruled table of three rows and
    three columns or more."""
    if dpi > _FINE:  # a camera's photographs are far finer than their rulings need
        image = cv2.resize(image, None, None, _FINE / dpi, _FINE / dpi, cv2.INTER_AREA)
    tables = find_tables(find_rulings(image, min(dpi, _FINE)))
    return any(min(len(table.xs), len(table.ys)) >= _LINES for table in tables)


def find_pictured(page: Picture, dpi: float, places: Sequence[Box]) -> list[Box]:
    """Those places of a page's picture, in points, that hold a table."""
    scale = dpi / 72

    def cut(place: Box) -> Picture:
        left, top, right, bottom = (max(0, round(side * scale)) for side in place)
        return page[top:bottom, left:right]

    return [place for place in places if holds_table(cut(place), dpi)]


def insert_pictured(
    printed: PageContent, pictured: PageContent, places: Sequence[Box]
) -> PageContent:
    """A printed page with what was read in those places of its picture."""
    x, y = printed.width / pictured.width, printed.height / pictured.height

    def scale(box: Box) -> Box:
        return Box(box.left * x, box.top * y, box.right * x, box.bottom * y)

    def scale_run(run: Run) -> Run:
        return run._replace(box=scale(run.box), edges=tuple(edge * x for edge in run.edges))

    runs = [scale_run(run) for run in pictured.runs]
    tables = [
        replace(
            table,
            xs=tuple(edge * x for edge in table.xs),
            ys=tuple(edge * y for edge in table.ys),
            cells=tuple(
                replace(cell, box=scale(cell.box), runs=tuple(map(scale_run, cell.runs)))
                for cell in table.cells
            ),
        )
        for table in pictured.tables
    ]
    return replace(
        printed,
        runs=(*printed.runs, *(run for run in runs if _stands_in(run.box, places))),
        tables=(*printed.tables, *(table for table in tables if _stands_in(table.box, places))),
        reader="ocr",
    )


def _stands_in(box: Box, places: Sequence[Box]) -> bool:
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return any(p.left <= x <= p.right and p.top <= y <= p.bottom for p in places)
