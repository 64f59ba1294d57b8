"""Pictures of a report's pages for people to look at, in the very frame that its regions count in.

A page read by its characters is drawn as its media box. A page read from its picture is set
straight once more, which costs a fifth of a second; how finely it is drawn for that does not
matter (measured: the same place within 0.4 points at 110, 150 and 200 dots an inch).
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

import pypdfium2
from PIL import Image

from documents.errors import InputError
from documents.places import Box
from documents.report import Page, Report
from ingest.formats import find_format
from ingest.pictures import OpenedPicture, open_pictures

if TYPE_CHECKING:
    from ingest.straighten import Straightened

MOST_PAGES: Final = 40
_POINTS: Final = 72  # an inch
_SHOWN_DPI: Final = 130
_READ_DPI: Final = 150
_LONGEST_SHOWN: Final = 2_200  # pixels
_LONGEST_READ: Final = 2_600  # pixels
_QUALITY: Final = 60
_UNLIKE: Final = 0.03
"""By how much the ratio of a page's sides may differ from that of the page that was read: beyond,
it was not set straight the same way, and marks on it would lie at the wrong places."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A picture that covers the whole of the page ``page``, compressed."""

    page: int
    media_type: str
    data: bytes


def render_pages(data: bytes, report: Report, most: int = MOST_PAGES) -> tuple[PagePicture, ...]:
    """Pictures of the first ``most`` pages of a report that was read from ``data``.

    A page that gives no picture, or not the one that was read, is left out: the report stands
    without it.
    """
    pages = report.pages[:most]
    draw = _draw_pdf if find_format(data).kind == "pdf" else _draw_frames
    pictures: list[PagePicture] = []
    for page, picture in draw(data, pages):
        if page.reader == "ocr":
            straight = _straighten(picture, page, _list_boxes(report, page))
            if straight is None:
                continue
            picture = straight
        pictures.append(_compress(picture, page))
    return tuple(pictures)


def _draw_pdf(data: bytes, pages: Sequence[Page]) -> Iterator[tuple[Page, Image.Image]]:
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return
    with pdf:
        pdf.init_forms()  # what was filled into a form's fields is drawn only then
        for page in pages:
            try:
                leaf = pdf[page.number - 1]
                yield page, _draw_scan(leaf) if page.reader == "ocr" else _draw_print(leaf, page)
            except (pypdfium2.PdfiumError, IndexError):
                continue


def _draw_print(leaf: pypdfium2.PdfPage, page: Page) -> Image.Image:
    longest = max(page.width, page.height)
    scale = min(_SHOWN_DPI / _POINTS, _LONGEST_SHOWN / longest)
    picture: Image.Image = leaf.render(scale=scale * page.width / leaf.get_width()).to_pil()
    return picture


def _draw_scan(leaf: pypdfium2.PdfPage) -> Image.Image:
    scale = min(_READ_DPI / _POINTS, _LONGEST_READ / max(leaf.get_size()))
    picture: Image.Image = leaf.render(scale=scale).to_pil()
    return picture


def _draw_frames(data: bytes, pages: Sequence[Page]) -> Iterator[tuple[Page, Image.Image]]:
    """The pages of a picture file, as they were opened to be read."""
    wanted = {page.number: page for page in pages}
    try:
        for opened in open_pictures(data):
            if isinstance(opened, OpenedPicture) and opened.number in wanted:
                picture = Image.fromarray(opened.image)
                picture.thumbnail((_LONGEST_READ, _LONGEST_READ))
                yield wanted[opened.number], picture
    except InputError:
        return


def _straighten(picture: Image.Image, page: Page, boxes: Sequence[Box]) -> Image.Image | None:
    """The page as it was read; none where it does not come out the same."""
    import numpy as np

    from ingest.straighten import straighten

    dpi = _POINTS * max(picture.size) / max(page.width, page.height)
    straight = straighten(np.array(picture.convert("RGB")), dpi)
    height, width = straight.image.shape[:2]
    if abs(width / height * page.height / page.width - 1) > _UNLIKE:
        return None
    other = straight.turn_over()
    if _measure_ink(other, page, boxes) > _measure_ink(straight, page, boxes):
        straight = other
    scale = min(_SHOWN_DPI / _POINTS, _LONGEST_SHOWN / max(page.width, page.height))
    size = round(page.width * scale), round(page.height * scale)
    return Image.fromarray(straight.image).resize(size, Image.Resampling.BILINEAR)


def _measure_ink(straight: Straightened, page: Page, boxes: Iterable[Box]) -> float:
    """How dark the page is where something was read: on its head it is dark elsewhere."""
    height, width = straight.image.shape[:2]
    x, y = width / page.width, height / page.height
    ink = 0.0
    for left, top, right, bottom in boxes:
        rows = slice(max(int(top * y), 0), max(int(bottom * y) + 1, 0))
        columns = slice(max(int(left * x), 0), max(int(right * x) + 1, 0))
        ink += float((255 - straight.image[rows, columns]).sum())
    return ink


def _list_boxes(report: Report, page: Page) -> list[Box]:
    """The boxes of what was read from the page."""
    cells = (cell for table in report.tables for cell in table)
    regions = chain.from_iterable(
        (
            *(paragraph.regions for paragraph in report.paragraphs),
            *(section.regions for section in report.sections),
            *(heading.regions for heading in report.headings),
            *(cell.regions for cell in cells),
        )
    )
    return [region.box for region in regions if region.page == page.number]


def _compress(picture: Image.Image, page: Page) -> PagePicture:
    """As WebP: a page of print costs some 75 kB."""
    file = io.BytesIO()
    picture.convert("RGB").save(file, "WEBP", quality=_QUALITY, method=2)
    return PagePicture(page.number, "image/webp", file.getvalue())
