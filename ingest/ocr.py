"""A page's picture in: its lines and ruled tables, each run with how sure its characters are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from documents.errors import Failure
from documents.places import Box
from ingest.cellreading import PageInk, build_run, fill_tables, read_places
from ingest.ink import find_dark, find_red, wash_stamps
from ingest.lattice import snap_to_form
from ingest.looks import read_words
from ingest.pages import PageContent, RuledCell, RuledTable, Run
from ingest.recogniser import Look, Place, Reading, Recogniser, load_recogniser
from ingest.rulings import Picture, Rulings, find_rulings, read_ink
from ingest.straighten import Straightened, straighten
from ingest.walls import PictureTable, find_tables

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
    page, found, known = _set_upright(straighten(image, dpi), recogniser)
    rulings = find_rulings(page.image, page.dpi)
    ink = _read_ink(page)
    plain = {line: look for line, look in known.items() if not ink.is_stamped(line)}
    looks = read_places(ink, found, plain, recogniser)
    tables = fill_tables(ink, _find_tables(rulings, looks), looks, recogniser)
    frames = [ink.to_place(table.box) for table in tables]
    prose = [line for line in found if not any(_stands_in(line, f) for f in frames)]
    runs = tuple(
        build_run(read_words(looks[line].free), ink.to_box(line))
        for line in prose
        if _mean(looks[line].free) >= _HOPELESS
    )
    height, width = page.image.shape[:2]
    point = page.dpi / 72
    content = PageContent(number, width / point, height / point, runs, tables, "ocr")
    return PictureReading(content, _judge(content, [looks[line].free for line in prose]))


def _read_ink(page: Straightened) -> PageInk:
    clean = np.asarray(read_ink(page.image, page.dpi)[0], dtype=np.uint8)
    red = find_red(page.image, page.dpi)
    washed = wash_stamps(clean, red, page.dpi)
    dark = find_dark(washed, page.dpi)
    return PageInk(page.image, clean, washed, dark, red, page.dpi)


def _find_tables(rulings: Rulings, looks: Mapping[Place, Look]) -> tuple[RuledTable, ...]:
    """The ruled tables of a page with empty cells, in points; those of the statutory forms as the
    forms have them."""
    runs = [Run(look.free.text, Box(*place)) for place, look in looks.items()]
    tables = []
    for table in find_tables(rulings):
        fitted = snap_to_form(table, runs)
        tables.append(_scale(table if fitted is None else fitted.table, 72 / rulings.dpi))
    return tuple(tables)


def _scale(table: PictureTable, by: float) -> RuledTable:
    return RuledTable(
        tuple(x * by for x in table.xs),
        tuple(y * by for y in table.ys),
        tuple(
            RuledCell(cell.rows, cell.columns, Box(*(side * by for side in cell.box)))
            for cell in table.cells
        ),
    )


def _set_upright(
    page: Straightened, recogniser: Recogniser
) -> tuple[Straightened, tuple[Place, ...], Mapping[Place, Look]]:
    """The page the way up in which its longest lines are read best, its lines, and how those
    longest are read."""
    found = recogniser.find_lines(page.image)
    long = sorted(found, key=lambda line: line.height - line.width)[:_JUDGED]
    long = [line for line in long if line.width >= _LONG * line.height]
    looks = _read_lines(page, long, recogniser)
    if not long or _score(looks) >= _UPRIGHT:
        return page, found, looks
    height, width = page.image.shape[:2]

    def turn(line: Place) -> Place:
        return Place(width - line.right, height - line.bottom, width - line.left, height - line.top)

    other = page.turn_over()
    turned = _read_lines(other, [turn(line) for line in long], recogniser)
    if _score(turned) <= _score(looks):
        return page, found, looks
    return other, tuple(turn(line) for line in found), turned


def _read_lines(
    page: Straightened, lines: Sequence[Place], recogniser: Recogniser
) -> dict[Place, Look]:
    crops = [page.image[x.top : x.bottom, x.left : x.right] for x in lines]
    return dict(zip(lines, recogniser.recognise(crops), strict=True))


def _score(looks: Mapping[Place, Look]) -> float:
    return sum(_mean(look.free) for look in looks.values()) / max(1, len(looks))


def _mean(reading: Reading) -> float:
    return sum(reading.scores) / max(1, len(reading.scores))


def _stands_in(line: Place, frame: Place) -> bool:
    x, y = (line.left + line.right) / 2, (line.top + line.bottom) / 2
    return frame.left <= x < frame.right and frame.top <= y < frame.bottom


def _judge(content: PageContent, readings: Sequence[Reading]) -> tuple[Failure, ...]:
    """What is to be said of a page of which too little could be read."""
    number = content.number
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
