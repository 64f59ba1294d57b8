"""A page's picture in: its lines and ruled tables, each run with how sure its characters are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from documents.errors import Failure
from documents.places import Box
from ingest.cellreading import PageInk, build_run, fill_tables
from ingest.ink import find_dark, wash_stamps
from ingest.looks import read_words
from ingest.pages import PageContent, RuledCell, RuledTable
from ingest.recogniser import Place, Reading, Recogniser, load_recogniser
from ingest.rulings import Picture, find_rulings, read_ink
from ingest.straighten import Straightened, straighten
from ingest.walls import find_tables

_UPRIGHT: Final = 0.8
_LONG: Final = 4.0
_JUDGED: Final = 4
_HOPELESS: Final = 0.5
_POOR: Final = 0.3
"""The share of a page's characters in lines hardly read, from which the page is poor."""


@dataclass(frozen=True, slots=True)
class PictureReading:
    """``content`` counts in the straightened page."""

    content: PageContent
    failures: tuple[Failure, ...] = ()


def read_picture(
    image: Picture, number: int, dpi: float, recogniser: Recogniser | None = None
) -> PictureReading:
    """What a page's picture (RGB, height x width x 3) of about that resolution shows.

    A page on which little or nothing can be read is a ``Failure``, never an error.
    """
    recogniser = recogniser or load_recogniser()
    page, found = _set_upright(straighten(image, dpi), recogniser)
    clean, boxes = read_ink(page.image, page.dpi)
    seals = tuple(Place(*box) for box in boxes)
    clean = wash_stamps(clean, page.image, page.dpi)
    ink = PageInk(page.image, clean, find_dark(clean, page.dpi), seals, page.dpi)
    tables = fill_tables(ink, find_page_tables(page), found, recogniser)
    frames = [ink.to_place(table.box) for table in tables]
    lines = [line for line in found if not any(_stands_in(line, f) for f in frames)]
    readings = [look.free for look in recogniser.recognise([ink.cut(x) for x in lines])]
    runs = tuple(
        build_run(read_words(reading), ink.to_box(line))
        for line, reading in zip(lines, readings, strict=True)
        if _mean(reading) >= _HOPELESS
    )
    height, width = page.image.shape[:2]
    point = page.dpi / 72
    content = PageContent(number, width / point, height / point, runs, tables, "ocr")
    return PictureReading(content, _judge(number, readings, content))


def find_page_tables(page: Straightened) -> tuple[RuledTable, ...]:
    """The ruled tables of a page with empty cells, in points."""
    point = page.dpi / 72
    return tuple(
        RuledTable(
            tuple(x / point for x in table.xs),
            tuple(y / point for y in table.ys),
            tuple(
                RuledCell(cell.rows, cell.columns, Box(*(side / point for side in cell.box)))
                for cell in table.cells
            ),
        )
        for table in find_tables(find_rulings(page.image, page.dpi))
    )


def _set_upright(
    page: Straightened, recogniser: Recogniser
) -> tuple[Straightened, tuple[Place, ...]]:
    """The page the way up in which its longest lines are read best, and its lines."""
    found = recogniser.find_lines(page.image)
    long = sorted(found, key=lambda line: line.height - line.width)[:_JUDGED]
    long = [line for line in long if line.width >= _LONG * line.height]
    score = _score(page, long, recogniser)
    if not long or score >= _UPRIGHT:
        return page, found
    height, width = page.image.shape[:2]

    def turn(line: Place) -> Place:
        return Place(width - line.right, height - line.bottom, width - line.left, height - line.top)

    other = page.turn_over()
    if _score(other, [turn(line) for line in long], recogniser) <= score:
        return page, found
    return other, tuple(turn(line) for line in found)


def _score(page: Straightened, lines: Sequence[Place], recogniser: Recogniser) -> float:
    crops = [page.image[x.top : x.bottom, x.left : x.right] for x in lines]
    scores = [_mean(look.free) for look in recogniser.recognise(crops)]
    return sum(scores) / max(1, len(scores))


def _mean(reading: Reading) -> float:
    return sum(reading.scores) / max(1, len(reading.scores))


def _stands_in(line: Place, frame: Place) -> bool:
    x, y = (line.left + line.right) / 2, (line.top + line.bottom) / 2
    return frame.left <= x < frame.right and frame.top <= y < frame.bottom


def _judge(number: int, readings: Sequence[Reading], content: PageContent) -> tuple[Failure, ...]:
    """What is to be said of a page of which too little could be read."""
    runs = [run for table in content.tables for cell in table.cells for run in cell.runs]
    sizes = [(len(r.text), _mean(r)) for r in readings] + [
        (len(r.text), r.confidence) for r in runs
    ]
    whole = sum(size for size, _ in sizes)
    weak = sum(size for size, score in sizes if score < _HOPELESS)
    if whole and weak > (1 - _POOR) * whole:
        return (
            _fail("page-unreadable", f"第{number}页图像无法辨认，请换用更清晰的扫描件。", number),
        )
    if weak > _POOR * whole:
        return (
            _fail("page-poor", f"第{number}页图像质量差，部分文字可能读错，请对照原件。", number),
        )
    return ()


def _fail(code: str, message: str, page: int) -> Failure:
    return Failure("ingest", code, message, page)
