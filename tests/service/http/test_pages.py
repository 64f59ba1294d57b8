import io
from random import Random

from PIL import Image

from tests.service.http.sending import Service, refuse
from training.factory.drawing import Sheet, TableStyle, draw_table, write_pdf
from training.factory.office import OfficeTable, make_office_report


def write_report(number: int) -> bytes:
    """A report on two pages, with one of the tables."""
    report = make_office_report(Random(number), "v2021")
    table = next(block for block in report.blocks if isinstance(block, OfficeTable))
    first, second = Sheet(), Sheet()
    lines = (
        "云岭县人民政府2023年政府信息公开工作年度报告",
        "一、总体情况",
        f"2023年，主动公开政府信息{number}条。",
        "二、主动公开政府信息情况",
    )
    for n, line in enumerate(lines):
        first.write(72, 80 + 20 * n, line, 12)
    draw_table([(second, 60)], table, [], TableStyle())
    return write_pdf([first, second])


def test_pages_are_drawn_in_the_frame_of_the_regions(service: Service) -> None:
    job = service.wait(service.send(write_report(next(service.numbers)), "report.pdf"))
    assert job["state"] == "succeeded", job["error"]
    url = job["result_url"]
    pages = service.get(f"{url}/pages")
    assert [page["number"] for page in pages] == [1, 2]
    cells = [c for t in service.get(f"{url}/tables") for c in t["cells"] if c["value"] is not None]
    assert cells
    assert {region["page"] for cell in cells for region in cell["regions"]} == {2}
    for kind in ("png", "webp"):
        answer = service.client.get(f"{url}/pages/2.{kind}")
        assert answer.headers["content-type"] == f"image/{kind}"
        picture = Image.open(io.BytesIO(answer.content))
        assert abs(picture.width / picture.height - pages[1]["width"] / pages[1]["height"]) < 0.01
        assert picture.format == kind.upper()
        box = cells[0]["regions"][0]["box"]
        scale = picture.width / pages[1]["width"]
        printed = picture.convert("L").crop(tuple(round(edge * scale) for edge in box))
        assert sum(printed.histogram()[:128]), "the figure stands where its region says"
    again = service.client.get(f"{url}/pages/2.webp").content
    assert again == answer.content
    pictures = service.client.app.state.context.store.blobs.pictures  # type: ignore[attr-defined]
    assert list(pictures.rglob("*.webp"))
    refuse(service.client.get(f"{url}/pages/3.png"), 404, "page-missing")
    refuse(service.client.get(f"{url}/pages/1.gif"), 422, "invalid")
    service.client.delete(url)
    assert not list(pictures.rglob("*.webp"))


def test_pages_of_a_text_are_none(service: Service) -> None:
    document = service.add_report()
    assert service.get(f"/v1/documents/{document['id']}/pages") == []
    answer = service.client.get(f"/v1/documents/{document['id']}/pages/1.png")
    refuse(answer, 404, "page-missing")
