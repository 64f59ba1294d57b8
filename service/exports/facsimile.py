"""The original's pages with what was read from them marked where it stands."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Final, Literal

from documents.findings import Finding
from documents.places import Box, Region, Span
from documents.report import Analysis, Page
from documents.tables import CellKey
from service.exports.flags import Flags, find_cell, find_table, flag_cells, print_cell
from service.exports.marks import MarkKind
from service.exports.places import find_regions, label_cell
from service.exports.wording import (
    PLACEHOLDERS,
    SEVERITIES,
    TABLE_NUMBERS,
    list_gaps,
    name_official,
    write_count,
)

if TYPE_CHECKING:  # importing it loads the PDF library, which a text report never needs
    from ingest.pagepictures import PagePicture

AreaKind = Literal[MarkKind, "prose", "cell"]
_PADDING: Final[Mapping[AreaKind, float]] = {"prose": 0.5, "cell": 3.0, "count": 0.5}
_LEAST: Final = 13.0
"""A single figure is 5 points wide: its mark is made large enough to be hit."""
_PIN: Final = 11.0


@dataclass(frozen=True, slots=True)
class Pin:
    x: float
    y: float
    number: int


@dataclass(frozen=True, slots=True)
class Area:
    """One thing where it stands on one page: the boxes of its lines, in points.

    ``refs`` name what is shown with it, what explains it first; ``name`` is where a link to this
    place leads, on the first page of the thing only.
    """

    kind: AreaKind
    refs: tuple[str, ...]
    boxes: tuple[Box, ...]
    title: str = ""
    name: str = ""
    grade: str = ""
    pin: Pin | None = None

    @property
    def href(self) -> str:
        """The card that explains it; cells and prose have none."""
        return "" if self.kind in ("cell", "prose") else f"card-{self.refs[0]}"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page to be shown: its picture as a data URI, what lies below first among its areas."""

    page: Page
    picture: str
    areas: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class _Thing:
    kind: AreaKind
    refs: tuple[str, ...]
    regions: tuple[Region, ...]
    title: str = ""
    name: str = ""
    grade: str = ""
    number: int = 0


def draw_leaves(
    analysis: Analysis, findings: Sequence[Finding], pictures: Iterable[PagePicture]
) -> tuple[Leaf, ...]:
    """A leaf for each page that has a picture; ``findings`` in the order of their numbers."""
    shown = {picture.page: picture for picture in pictures}
    drawn: dict[int, list[Area]] = {page.number: [] for page in analysis.pages}
    for thing in _list_things(analysis, findings):
        for number, area in _place(thing):
            if number in drawn:
                drawn[number].append(_set_pin(area, thing.number, drawn[number]))
    return tuple(
        Leaf(page, _write_uri(shown[page.number]), tuple(drawn[page.number]))
        for page in analysis.pages
        if page.number in shown
    )


def refer_cells(analysis: Analysis) -> tuple[dict[CellKey, str], ...]:
    """For each table the refs of its cells that stand on a page."""
    return tuple(
        {cell.key: f"t{n}-{i}" for i, cell in enumerate(table) if cell.regions}
        for n, table in enumerate(analysis.tables)
    )


def refer_prose(analysis: Analysis) -> dict[Span, str]:
    """The refs of paragraphs and headings that stand on a page, by their spans in the text."""
    return {span: ref for ref, span, _ in _list_prose(analysis)}


def _list_prose(analysis: Analysis) -> Iterator[tuple[str, Span, tuple[Region, ...]]]:
    placed = (
        *((p.span, p.regions) for p in analysis.paragraphs),
        *((s.heading_span, s.regions) for s in analysis.sections),
        *((h.span, h.regions) for h in analysis.headings),
    )
    for n, (span, regions) in enumerate(placed):
        if span and regions:
            yield f"b{n}", span, regions


def _list_things(analysis: Analysis, findings: Sequence[Finding]) -> Iterator[_Thing]:
    """What is large first, so that what is small lies above it and can be hit."""
    for ref, _, regions in _list_prose(analysis):
        yield _Thing("prose", (ref,), regions)
    cells = refer_cells(analysis)
    wide, narrow = _list_evidence(analysis, findings, cells)
    yield from wide
    yield from _list_cells(analysis, cells, flag_cells(analysis))
    for n, count in enumerate(analysis.counts, 1):
        title = f"数量：{write_count(count)}"
        yield _Thing("count", (f"c{n}",), count.regions, title, f"at-c{n}-0")
    for n, official in enumerate(analysis.officials, 1):
        title = name_official(official)
        yield _Thing("official", (f"o{n}",), official.regions, title, f"at-o{n}-0")
    for n, gap in enumerate(list_gaps(analysis), 1):
        title = f"空缺：{PLACEHOLDERS[gap.kind]}"
        yield _Thing("placeholder", (f"p{n}",), gap.regions, title, f"at-p{n}-0")
    yield from narrow


def _list_evidence(
    analysis: Analysis, findings: Sequence[Finding], cells: Sequence[Mapping[CellKey, str]]
) -> tuple[list[_Thing], list[_Thing]]:
    """The evidence that is a whole table, and all other; the gravest last, so that it lies on
    top."""
    wide: list[_Thing] = []
    narrow: list[_Thing] = []
    for number, finding in reversed(list(enumerate(findings, 1))):
        title = f"{SEVERITIES[finding.severity]}：{finding.message}"
        for i, evidence in enumerate(finding.evidence):
            name = f"at-f{number}-{i}"
            regions = find_regions(analysis, evidence)
            if find_table(analysis, evidence) is not None:
                around = _bound_pages(regions)
                wide.append(
                    _Thing(finding.severity, (f"f{number}",), around, title, name, "", number)
                )
                continue
            own = find_cell(analysis, evidence)
            cell = cells[own[0]].get(own[1]) if own else None
            refs = (f"f{number}", cell) if cell else (f"f{number}",)
            grade = "cell" if own else ""
            narrow.append(_Thing(finding.severity, refs, regions, title, name, grade, number))
    return wide, narrow


def _list_cells(
    analysis: Analysis, refs: Sequence[Mapping[CellKey, str]], flags: Sequence[Flags]
) -> Iterator[_Thing]:
    for table, names, flagged in zip(analysis.tables, refs, flags, strict=True):
        for cell in table:
            if cell.key not in names:
                continue
            row, column = label_cell(table.form, table.kind, cell.key)
            value = print_cell(cell)
            said = [f"{TABLE_NUMBERS[table.kind]}“{row}”×“{column}”{f'＝{value}' if value else ''}"]
            flag = flagged.get(cell.key)
            grade = "" if flag is None else flag.grade
            if flag:
                said += flag.reasons
            ref = names[cell.key]
            title = "\n".join(said)
            yield _Thing("cell", (ref,), cell.regions, title, f"at-{ref}", grade)


def _bound_pages(regions: Iterable[Region]) -> tuple[Region, ...]:
    """One region a page, around all that lie on it."""
    return tuple(
        Region(page, _bound([region.box for region in group]))
        for page, group in _group_pages(regions)
    )


def _group_pages(regions: Iterable[Region]) -> Iterator[tuple[int, list[Region]]]:
    for page, group in groupby(sorted(regions, key=lambda r: r.page), key=lambda r: r.page):
        yield page, list(group)


def _bound(boxes: Sequence[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def _place(thing: _Thing) -> Iterator[tuple[int, Area]]:
    name = thing.name
    padding = _PADDING.get(thing.kind, 1.5)
    least = 0.0
    if thing.kind == "cell" or thing.grade == "cell":
        padding, least = _PADDING["cell"], _LEAST
    for page, regions in _group_pages(thing.regions):
        boxes = tuple(_widen(region.box, padding, least) for region in regions)
        yield page, Area(thing.kind, thing.refs, boxes, thing.title, name, thing.grade)
        name = ""


def _widen(box: Box, padding: float, least: float) -> Box:
    across = max(padding, (least - (box.right - box.left)) / 2)
    down = max(min(padding, 2.0), (least - (box.bottom - box.top)) / 2)
    return Box(box.left - across, box.top - down, box.right + across, box.bottom + down)


def _set_pin(area: Area, number: int, below: Sequence[Area]) -> Area:
    """The finding's number at the corner of its first box, beside those already there."""
    if not number:
        return area
    x, y = area.boxes[0].left - 2, area.boxes[0].top - 2
    taken = {(a.pin.x, a.pin.y) for a in below if a.pin}
    while (x, y) in taken:
        x += _PIN
    return replace(area, pin=Pin(x, y, number))


def _write_uri(picture: PagePicture) -> str:
    return f"data:{picture.media_type};base64,{base64.b64encode(picture.data).decode()}"
