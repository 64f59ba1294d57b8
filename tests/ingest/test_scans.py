import io

import pytest
from PIL import Image

from documents.errors import DamagedInput, EmptyInput, Failure
from documents.places import Box
from ingest import scans
from ingest.ocr import PictureReading
from ingest.pages import PageContent, Run
from ingest.rulings import Picture
from ingest.scans import read_scan


def save_pages(kind: str, count: int = 1) -> bytes:
    pages = [Image.new("RGB", (1240, 1754), "white") for _ in range(count)]
    file = io.BytesIO()
    more = {"save_all": True, "append_images": pages[1:]} if count > 1 else {}
    pages[0].save(file, kind, **more)
    return file.getvalue()


def read_line(image: Picture, number: int, dpi: float) -> PictureReading:
    height, width = (side / dpi * 72 for side in image.shape[:2])
    run = Run(f"第{number}张", Box(72, 80, 132, 92), (), 0.97)
    doubt = Failure("ingest", "page-poor", f"第{number}页图像质量差。", number)
    return PictureReading(PageContent(number, width, height, (run,), (), "ocr"), (doubt,))


def read_nothing(image: Picture, number: int, dpi: float) -> PictureReading:
    return PictureReading(PageContent(number, 595, 842, (), (), "ocr"))


def test_scans_read_every_page_of_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "read_picture", read_line)
    layout = read_scan(save_pages("TIFF", 3), "扫描.tif")
    assert layout.text == "第1张\n第2张\n第3张\n"
    assert (layout.source.media_type, layout.source.pages) == ("image/tiff", 3)
    assert [(page.number, page.reader) for page in layout.pages] == [(n, "ocr") for n in (1, 2, 3)]
    assert [failure.page for failure in layout.failures] == [1, 2, 3]
    assert {piece.confidence for piece in layout.pieces} == {0.97}
    assert layout.pages[0].height == pytest.approx(842, abs=1)


def test_scans_without_a_character_are_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "read_picture", read_nothing)
    with pytest.raises(EmptyInput, match="没有认出文字"):
        read_scan(save_pages("PNG"), "a.png")


def test_scans_cut_short_are_damaged() -> None:
    with pytest.raises(DamagedInput):
        read_scan(save_pages("PNG")[:60], "a.png")
