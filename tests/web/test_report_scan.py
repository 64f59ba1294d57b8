"""A scanned page from the inbox to the report: its picture, its figures, and where they stand."""

from __future__ import annotations

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.training.factory.prints import needs_office
from training.factory.files import FactoryFile, plan_file, print_files

COERCED = "proactive:coercion.decisions"
"""1177 decisions: printed in the last column, a third of the way down the page."""
WHERE = (0.80, 0.355)
_READ_WITHIN = 120_000
"""A page takes some three seconds; where others are at work, a minute."""


@pytest.fixture(scope="module")
def scan() -> FactoryFile:
    """One page with the first table, scanned a little askew."""
    (file,) = print_files([plan_file("11/0", "扫描", "scan", 0)])
    return file


@needs_office
def test_report_of_a_scanned_page_stands_beside_its_picture(page: Page, scan: FactoryFile) -> None:
    """Sent through the page, watched until it is read; the marks lie on the printed figures."""
    page.goto("/")
    sent = FilePayload(name="扫描.png", mimeType="image/png", buffer=scan.data)
    page.set_input_files("input[type=file]", sent)
    row = page.locator("[data-document]").filter(has_text="扫描.png")
    expect(row).to_be_visible()
    expect(row).to_have_attribute("data-state", "succeeded", timeout=_READ_WITHIN)
    row.get_by_role("link", name="扫描.png").press("Enter")

    expect(page.locator("figcaption").filter(has_text="由图像识别")).to_be_visible()
    picture = page.locator(".paper img")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 600
    for name, value in scan.gold["tables"]["proactive"].items():
        cell = page.locator(f'[data-cell="proactive:{name}"]')
        if value:
            expect(cell).to_contain_text(str(value))

    mark = page.locator(f'g[data-ref="cell:{COERCED}"] rect')
    mark.click()
    expect(page.locator(f'[data-cell="{COERCED}"]')).to_be_focused()
    expect(page.locator(".strip .reading b")).to_have_text("1177")
    paper, box = picture.bounding_box(), mark.bounding_box()
    assert paper
    assert box
    middle = (
        (box["x"] + box["width"] / 2 - paper["x"]) / paper["width"],
        (box["y"] + box["height"] / 2 - paper["y"]) / paper["height"],
    )
    assert middle == pytest.approx(WHERE, abs=0.015)
