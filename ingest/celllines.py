"""Lines of text within the cells of ruled tables: what the detector found, cut at the walls, and
what it missed, by the ink."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from ingest.ink import enclose, join_marks, split_rows
from ingest.recogniser import Place

_LINE: Final = 1.7
"""Heights of a figure that a line of characters is high at most."""


@dataclass(frozen=True, slots=True)
class CellLine:
    """``crop`` is what to give to the recogniser, ``marks`` the ink on the line: none where the
    detector sees a line in ink that is not black."""

    crop: Place
    marks: tuple[Place, ...]

    @property
    def ink(self) -> Place:
        return enclose(self.marks or (self.crop,))


def cut_lines(
    cells: Sequence[Place],
    marks: Sequence[Sequence[Place]],
    found: Sequence[Place],
    size: float,
) -> list[list[CellLine]]:
    """For each cell its lines, top to bottom. ``marks`` is the ink of each cell, ``found`` the
    detector's lines, which may run over walls; ``size`` is the height of a figure in pixels."""
    return [
        _cut_cell(cell, inked, [f for f in found if meets(f, cell)], size)
        for cell, inked in zip(cells, marks, strict=True)
    ]


def meets(a: Place, b: Place) -> bool:
    return a.left < b.right and b.left < a.right and a.top < b.bottom and b.top < a.bottom


def _cut_cell(
    cell: Place, marks: Sequence[Place], found: Sequence[Place], size: float
) -> list[CellLine]:
    held: list[list[Place]] = [[] for _ in found]
    missed: list[Place] = []
    for mark in marks:
        near = [i for i, box in enumerate(found) if _holds(box, mark)]
        if near:
            held[max(near, key=lambda i: found[i].bottom - found[i].top)].append(mark)
        else:
            missed.append(mark)
    reach = [enclose((box, *inked)) for box, inked in zip(found, held, strict=True)]
    for mark in sorted(missed, key=lambda m: min((_gap(m, r) for r in reach), default=0)):
        near = [i for i, r in enumerate(reach) if held[i] and _gap(mark, r) <= size]
        if near:
            nearest = min(near, key=lambda i: _gap(mark, reach[i]))
            held[nearest].append(mark)
            reach[nearest] = enclose((reach[nearest], mark))
            missed.remove(mark)
    lines: list[CellLine] = []
    for box, inked in zip(found, held, strict=True):
        if inked:
            lines += _cut_line(cell, box, inked, size)
        elif not marks and _holds(cell, box):
            lines.append(CellLine(_clip(box, cell), ()))
    pad = round(0.3 * size)
    joined = join_marks(missed, size)
    if not lines and not joined and len(missed) > 1:
        whole = enclose(missed)
        # crumbs of a faint character, or of one under a stamp, are no blank cell
        joined = [missed] if 0.5 * size <= whole.height <= _LINE * size else []
    for inked in joined:
        lines.append(CellLine(_clip(grow(enclose(inked), pad), cell), tuple(inked)))
    return _order(lines)


def _order(lines: Sequence[CellLine]) -> list[CellLine]:
    """Row by row, from left to right: what begins above the middle of a row's first is of it."""
    rows: list[list[CellLine]] = []
    for line in sorted(lines, key=lambda x: x.ink.top + x.ink.bottom):
        if rows and line.ink.top < (rows[-1][0].ink.top + rows[-1][0].ink.bottom) / 2:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in _part(sorted(row, key=lambda x: x.ink.left))]


def _part(row: Sequence[CellLine]) -> list[CellLine]:
    """Neighbours without what both would show, for a character read twice is one too many; those
    that hold parts of the same character are one."""
    parted: list[CellLine] = []
    for line in row:
        before = parted[-1] if parted else None
        if before is None or before.crop.right <= line.crop.left:
            parted.append(line)
        elif before.ink.right > line.ink.left:
            parted[-1] = CellLine(enclose((before.crop, line.crop)), before.marks + line.marks)
        else:
            cut = (before.ink.right + line.ink.left) // 2
            if before.crop.right > line.ink.left:
                parted[-1] = replace(before, crop=before.crop._replace(right=cut))
            if line.crop.left < before.ink.right:
                line = replace(line, crop=line.crop._replace(left=cut))
            parted.append(line)
    return parted


def _covers(outer: Place, inner: Place) -> bool:
    return enclose((outer, inner)) == outer


def _holds(box: Place, mark: Place) -> bool:
    x, y = (mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2
    return box.left <= x < box.right and box.top <= y < box.bottom


def _gap(mark: Place, box: Place) -> float:
    """How far the mark is to the side of the box; far away if not on its line."""
    middle = (mark.top + mark.bottom) / 2
    if not box.top <= middle < box.bottom:
        return float("inf")
    return max(box.left - mark.right, mark.left - box.right, 0)


def _cut_line(cell: Place, box: Place, marks: Sequence[Place], size: float) -> list[CellLine]:
    """One line, or as many as the detector took for one: those of a vertical label."""
    ink = enclose(marks)
    is_vertical = ink.height > 1.6 * ink.width and ink.height > _LINE * size
    tallest = 1.15 * ink.width if is_vertical else _LINE * size
    rows = split_rows(marks, tallest) if ink.height > tallest else [marks]
    if len(rows) == 1 and not is_vertical:
        whole = box if _covers(grow(box, 2), ink) else enclose((box, ink))
        return [CellLine(_clip(whole, cell, within=ink), tuple(marks))]
    pad = round(0.15 * size)
    lines = []
    for row in rows:
        place = enclose(row)
        count = round(place.height / (1.25 * ink.width) + 0.16) if is_vertical else 1
        for part in _divide(place, max(1, count)):
            own = row if part == place else [part]
            lines.append(CellLine(_clip(grow(part, pad), cell), tuple(own)))
    return lines


def _divide(place: Place, count: int) -> list[Place]:
    """Equal parts of a place, top to bottom: characters that touch one another."""
    edges = [place.top + round(k * place.height / count) for k in range(count + 1)]
    return [place._replace(top=a, bottom=b) for a, b in pairwise(edges)]


def grow(place: Place, pad: int) -> Place:
    return Place(place.left - pad, place.top - pad, place.right + pad, place.bottom + pad)


def _clip(place: Place, cell: Place, within: Place | None = None) -> Place:
    """The part of the place inside the cell's walls, but for ``within``, which stays in."""
    inner = grow(cell, -2)
    if within is not None:
        inner = enclose((inner, within))
    return Place(
        max(place.left, inner.left),
        max(place.top, inner.top),
        min(place.right, inner.right),
        min(place.bottom, inner.bottom),
    )
