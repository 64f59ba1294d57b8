"""Pictures in a word processor's document: tables pasted as pictures, and whole scanned pages."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from lxml import etree

from documents.errors import Failure, InputError
from documents.layout import Layout
from documents.report import Source
from ingest.grids import Block, Grid, GridCell
from ingest.packages import Package, attribute, children
from ingest.pages import PageContent, Run

if TYPE_CHECKING:
    from ingest.pictures import OpenedPicture

_EMU: Final = 914_400  # to an inch (ISO 29500-1, 20.1.2.1)
_WIDTH: Final = re.compile(r"(?<![-\w])width:([\d.]+)pt")
_SURE: Final = 0.8
"""A word processor's text carries no doubts: what is read with less is written as unreadable."""
_UNREADABLE: Final = "\ufffd"
LITTLE: Final = 300
"""Characters; a document with fewer has its report in its pictures."""
_STRIP: Final = 120  # pixels; a smaller picture is no table
_SHEET: Final = 600  # pixels; a smaller one is no page


@dataclass(frozen=True, slots=True)
class WordPicture:
    """A picture file and how wide it is shown, in inches; 0 where the document does not say."""

    data: bytes
    width: float


@dataclass(slots=True)
class Pictures:
    """The pictures of a package, ``parts`` by the names that a DOCX's text knows them by; ``met``
    names those that the text has shown so far."""

    package: Package
    parts: Mapping[str, str] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)

    @classmethod
    def open(cls, package: Package, main: str) -> Pictures:
        folder, name = posixpath.split(main)
        links = package.parse_part(posixpath.join(folder, "_rels", f"{name}.rels"))
        parts = {
            attribute(link, "Id") or "": _find_part(folder, attribute(link, "Target") or "")
            for link in children(links, "Relationship")
            if (attribute(link, "Type") or "").endswith("/image")
        }
        return cls(package, parts)

    def meet(self, drawing: etree._Element) -> Iterator[WordPicture]:
        """The pictures of a drawing, or of the whole body, that were not met before."""
        for element in drawing.iter("{*}blip", "{*}imagedata"):
            link = attribute(element, "embed") or attribute(element, "id") or ""
            yield from self.take(self.parts.get(link, ""), _measure_width(drawing))

    def take(self, part: str, width: float) -> Iterator[WordPicture]:
        """The picture of that name, unless it was met before or there is none."""
        if part not in self.met and (data := self.package.read_part(part)):
            self.met.add(part)
            yield WordPicture(data, width)


def _find_part(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join(folder, target)).lstrip("/")


def _measure_width(drawing: etree._Element) -> float:
    for extent in drawing.iter("{*}extent"):
        width = attribute(extent, "cx") or ""
        return int(width) / _EMU if width.isdecimal() else 0.0
    for shape in drawing.iter("{*}shape"):
        width_said = _WIDTH.search(attribute(shape, "style") or "")
        return float(width_said[1]) / 72 if width_said else 0.0
    return 0.0


def read_picture_blocks(
    picture: WordPicture, *, whole: bool
) -> tuple[list[Block], tuple[Failure, ...]]:
    """The lines and tables of a picture that shows a ruled table, and what is to be said of them;
    nothing of any other, unless the document is ``whole`` in its pictures."""
    page = _open_picture(picture, _SHEET if whole else _STRIP)
    if page is None:
        return [], ()
    # the recogniser and its rulings are heavy
    from ingest.ocr import read_picture
    from ingest.pagetext import write_pages
    from ingest.picturetables import holds_table

    dpi = page.image.shape[1] / picture.width if picture.width else page.dpi
    if not whole and not holds_table(page.image, dpi):
        return [], ()
    reading = read_picture(page.image, 1, dpi)
    text = write_pages(Source("", "", ""), [_blot_doubts(reading.content)]).text
    return list(_cut_blocks(text)), tuple(replace(f, page=None) for f in reading.failures)


def _open_picture(picture: WordPicture, least: int) -> OpenedPicture | None:
    from ingest.pictures import OpenedPicture, open_pictures

    try:
        page = next(open_pictures(picture.data), None)
    except InputError:
        return None
    if isinstance(page, OpenedPicture) and min(page.image.shape[:2]) >= least:
        return page
    return None


def _blot_doubts(page: PageContent) -> PageContent:
    def blot(run: Run) -> Run:
        return run if run.confidence >= _SURE else run._replace(text=_UNREADABLE * len(run.text))

    tables = (
        replace(t, cells=tuple(replace(c, runs=tuple(map(blot, c.runs))) for c in t.cells))
        for t in page.tables
    )
    return replace(page, runs=tuple(map(blot, page.runs)), tables=tuple(tables))


def _cut_blocks(text: str) -> Iterator[Block]:
    """The paragraphs of a text, and its tables, which are lines with tabs."""
    for tabbed, lines in groupby(text.splitlines(), key=lambda line: "\t" in line):
        if tabbed:
            rows = [line.split("\t") for line in lines]
            yield Grid(
                tuple(tuple(GridCell(k, k + 1, (c,)) for k, c in enumerate(r)) for r in rows)
            )
        else:
            yield from (line for line in lines if line)


def read_scanned(pictures: Sequence[WordPicture], source: Source) -> Layout | None:
    """The layout of a document of which the pages are pictures; none where they show no text."""
    pages = [page for picture in pictures if (page := _open_picture(picture, _SHEET))]
    if not pages:
        return None
    from ingest.ocr import read_picture
    from ingest.pagetext import write_pages

    readings = [read_picture(page.image, k, page.dpi) for k, page in enumerate(pages, 1)]
    contents = [reading.content for reading in readings]
    if not any(content.runs or content.tables for content in contents):
        return None
    failures = tuple(failure for reading in readings for failure in reading.failures)
    return write_pages(replace(source, pages=len(contents)), contents, failures)
