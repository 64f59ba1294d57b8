"""The files that are read in the races: made-up Word documents, PDFs and scans, one real PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final, Literal

from PIL import Image

from training.factory.files import FileKind, choose_pages, make_files, read_pages
from training.factory.scans import SCAN_200, pack_pages, render_pages, scan_page

PaperKind = Literal["Word", "PDF", "real PDF", "scans"]
_REAL: Final = Path(__file__).parents[2].parent / "shared" / "reports" / "huaian-2024.pdf"

_SCANNED: Final = 2
"""Pages of a scan: recognition takes seconds a page."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A report in a ``file``; ``pages`` are the pictures of its pages for those that read nothing
    else, none unless it is a scan."""

    file: Path
    pages: tuple[Path, ...] = ()


def write_papers(folder: Path, count: int, scans: int) -> Mapping[PaperKind, Sequence[Paper]]:
    """``count`` Word documents and as many PDFs, a real PDF where there is one, and the scans.

    Raises ``FileNotFoundError`` where LibreOffice is not installed."""
    papers: dict[PaperKind, Sequence[Paper]] = {
        "Word": [Paper(path) for path in _write_files(folder / "word", count, "docx")],
        "PDF": [Paper(path) for path in _write_files(folder / "pdf", count, "pdf")],
    }
    if _REAL.is_file():
        papers["real PDF"] = [Paper(_REAL)]
    return {**papers, "scans": list(_write_scans(folder / "scans", scans))}


def _write_files(folder: Path, count: int, kind: FileKind) -> Iterator[Path]:
    folder.mkdir(parents=True)
    for file in make_files(count, "races", (kind,)):
        path = folder / file.name
        path.write_bytes(file.data)
        yield path


def _write_scans(folder: Path, count: int) -> Iterator[Paper]:
    """Scans at 200 dots an inch of a report's first page and of one with a table."""
    for pdf in _write_files(folder, count, "pdf"):
        rng = Random(f"races/{pdf.name}")
        printed = pdf.read_bytes()
        pages = choose_pages(rng, read_pages(printed), single=False)[:_SCANNED]
        pictures = [
            scan_page(rng, page, SCAN_200) for page in render_pages(printed, SCAN_200.dpi, pages)
        ]
        pdf.write_bytes(pack_pages(pictures, SCAN_200, ".pdf"))
        yield Paper(pdf, tuple(_write_pictures(pdf)))


def _write_pictures(scan: Path) -> Iterator[Path]:
    """The pages as they come out of the scan again."""
    for number, page in enumerate(render_pages(scan.read_bytes(), SCAN_200.dpi), 1):
        path = scan.with_name(f"{scan.stem}-{number}.png")
        Image.fromarray(page).save(path)
        yield path
