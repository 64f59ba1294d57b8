import io

import numpy as np
import pytest
from PIL import Image

from documents.places import Box
from ingest import ocr
from ingest.docx import read_docx
from ingest.ocr import PictureReading
from ingest.odt import read_odt
from ingest.pages import PageContent, RuledCell, RuledTable, Run
from ingest.rulings import Picture
from tests.ingest.drawn import draw_table
from training.factory.office import pack_parts

LINKS = (
    '<Relationships><Relationship Id="r1" Type="x/image" Target="media/1.png"/>'
    '<Relationship Id="r2" Type="x/image" Target="/word/media/2.png"/></Relationships>'
)
SHOWN = (
    '<p><r><drawing><inline><extent cx="5486400" cy="9"/><blip embed="{}"/></inline></drawing>'
    "</r></p>"
)
LONG = "<p><r><t>" + "本年度公开政府信息若干条。" * 30 + "</t></r></p>"


def make_table(image: Picture) -> PageContent:
    """What a picture says: its table with a clear figure and one hardly read."""
    box = Box(0, 0, 60, 20)
    cells = tuple(
        RuledCell((0, 1), (k, k + 1), Box(20 * k, 0, 20 * k + 20, 20), (Run(text, box, (), score),))
        for k, (text, score) in enumerate([("办结", 0.99), ("3", 0.95), ("8", 0.6)])
    )
    return PageContent(1, 60, 40, (), (RuledTable((0, 20, 40, 60), (0, 20), cells),), "ocr")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, float]]:
    """What the recogniser was asked to read: page numbers and resolutions."""
    calls: list[tuple[int, float]] = []

    def read(image: Picture, number: int, dpi: float) -> PictureReading:
        calls.append((number, round(dpi)))
        if image.min() == 255:
            return PictureReading(
                PageContent(number, 60, 40, (Run("图中的话", Box(0, 0, 40, 10)),))
            )
        return PictureReading(make_table(image))

    monkeypatch.setattr(ocr, "read_picture", read)
    return calls


def save(image: Picture) -> bytes:
    file = io.BytesIO()
    Image.fromarray(image).save(file, "PNG")
    return file.getvalue()


def read(body: str, **pictures: bytes) -> str:
    parts: dict[str, str | bytes] = {
        "word/document.xml": f"<document><body>{body}</body></document>",
        "word/_rels/document.xml.rels": LINKS,
    }
    parts |= {f"word/media/{name[1:]}.png": data for name, data in pictures.items()}
    return read_docx(pack_parts(parts), "报告.docx").text


FORM = save(draw_table([["项目", "自然人", "总计"]] + [["办结", "3", "3"]] * 4, [300, 200, 200]))
PAPER = save(np.full((900, 700, 3), 255, np.uint8))


def test_wordpictures_read_a_table_below_its_paragraph(asked: list[tuple[int, float]]) -> None:
    text = read(LONG + SHOWN.format("r1") + "<p><r><t>下文</t></r></p>", _1=FORM)
    assert text.splitlines()[1:] == ["", "", "办结\t3\t\ufffd", "", "下文"]
    assert asked == [(1, 150)]


def test_wordpictures_leave_photographs_alone(asked: list[tuple[int, float]]) -> None:
    assert "图中的话" not in read(LONG + SHOWN.format("r2"), _2=PAPER)
    assert not asked


def test_wordpictures_are_read_whole_where_little_else_is(asked: list[tuple[int, float]]) -> None:
    text = read("<p><r><t>某乡年度报告</t></r></p>" + SHOWN.format("r2"), _2=PAPER)
    assert text.split() == ["某乡年度报告", "图中的话"]


def test_wordpictures_are_the_pages_of_a_document_without_text() -> None:
    with pytest.MonkeyPatch.context() as patch:
        runs = (Run("图中的话", Box(0, 0, 40, 10)),)
        patch.setattr(
            ocr, "read_picture", lambda _, n, d: PictureReading(PageContent(n, 60, 40, runs))
        )
        body = SHOWN.format("r2") + SHOWN.format("r1")
        parts: dict[str, str | bytes] = {
            "word/document.xml": f"<document><body>{body}</body></document>",
            "word/_rels/document.xml.rels": LINKS,
            "word/media/1.png": PAPER,
            "word/media/2.png": PAPER,
        }
        layout = read_docx(pack_parts(parts), "报告.docx")
    assert layout.text == "图中的话\n图中的话\n"
    assert [page.number for page in layout.pages] == [1, 2]
    assert layout.source.pages == 2


def test_wordpictures_pass_over_what_is_no_picture(asked: list[tuple[int, float]]) -> None:
    assert read(LONG + SHOWN.format("r1") + SHOWN.format("r2"), _1=b"no picture")
    assert not asked


@pytest.mark.parametrize("width", ["15.24cm", "6in", "432pt"])
def test_wordpictures_read_a_table_of_an_odt(asked: list[tuple[int, float]], width: str) -> None:
    text = LONG.replace("<r><t>", "").replace("</t></r>", "")
    frame = f'<p><frame width="{width}"><image href="Pictures/1.png"/></frame></p>'
    parts: dict[str, str | bytes] = {
        "content.xml": f"<document><body><text>{text}{frame}{frame}</text></body></document>",
        "Pictures/1.png": FORM,
    }
    layout = read_odt(pack_parts(parts), "报告.odt")
    assert layout.text.count("办结\t3\t\ufffd") == 1
    assert asked == [(1, 150)]
