"""Pictures of a file's pages for people to look at, in the very frame that regions count in."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pypdfium2
from PIL import Image

from documents.report import Page

MOST_PAGES: Final = 40
_POINTS_AN_INCH: Final = 72
_DOTS_AN_INCH: Final = 130
_LONGEST_SIDE: Final = 2200
_QUALITY: Final = 60


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A picture that covers the whole of the page ``page``, compressed."""

    page: int
    media_type: str
    data: bytes


def render_pages(
    data: bytes, pages: Sequence[Page], most: int = MOST_PAGES
) -> tuple[PagePicture, ...]:
    """Pictures of the first ``most`` of a file's pages.

    ``pages`` are those of the report that was read from ``data`` (``Report.pages``). A page that
    gives no picture is left out: the report stands without it.
    """
    return tuple(_render_pdf(data, pages[:most]))


def _render_pdf(data: bytes, pages: Sequence[Page]) -> Iterator[PagePicture]:
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return
    with pdf:
        for page in pages:
            try:
                picture = _render_page(pdf[page.number - 1], page)
            except (pypdfium2.PdfiumError, IndexError):
                continue
            yield compress(page.number, picture)


def _render_page(leaf: pypdfium2.PdfPage, page: Page) -> Image.Image:
    """The page as large as its media box, which the text layer's places count in; a viewer shows
    the crop box."""
    leaf.set_cropbox(*leaf.get_mediabox())
    scale = _scale(page)
    picture: Image.Image = leaf.render(scale=scale * page.width / leaf.get_width()).to_pil()
    return picture


def _scale(page: Page) -> float:
    return min(_DOTS_AN_INCH / _POINTS_AN_INCH, _LONGEST_SIDE / max(page.width, page.height))


def compress(page: int, picture: Image.Image) -> PagePicture:
    """As WebP: a page of print costs some 75 kB."""
    file = io.BytesIO()
    picture.convert("RGB").save(file, "WEBP", quality=_QUALITY, method=2)
    return PagePicture(page, "image/webp", file.getvalue())
