"""The board in a real browser: filters that leave the others in sight, reports read anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.conftest import open_window
from tests.web.site import Site, open_site

REPORTS = ("county", "education-bureau", "township")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("board")


@pytest.fixture(scope="module")
def office(home: Path) -> Iterator[Site]:
    with open_site(home) as found:
        for name in REPORTS:
            found.send_sample(name)
        yield found


@pytest.fixture
def window(browser: Browser, office: Site) -> Iterator[Page]:
    with open_window(browser, office) as found:
        found.goto("/board")
        expect(found.locator("tr[data-document]")).to_have_count(len(REPORTS))
        yield found


def pretend_older(home: Path, unit: str | None = None) -> None:
    """The reports, or those of one unit, were read by a model that is in use no more."""
    where = "unit = ?" if unit else "1"
    with closing(sqlite3.connect(home / "gongkai.db")) as database, database:
        database.execute(
            f"UPDATE document SET model = 'tags-20200101-000000000000' WHERE {where}",
            (unit,) if unit else (),
        )


def test_board_keeps_the_other_values_of_a_filter_in_sight(window: Page, office: Site) -> None:
    units = window.locator("aside section").filter(
        has=window.get_by_role("heading", name="单位", exact=True)
    )
    expect(units.get_by_role("checkbox")).to_have_count(len(REPORTS))
    first, second = units.get_by_role("checkbox").nth(0), units.get_by_role("checkbox").nth(1)
    first.check()
    expect(window.locator("tr[data-document]")).to_have_count(1)
    expect(units.get_by_role("checkbox")).to_have_count(len(REPORTS))
    expect(first).to_be_checked()
    expect(units.locator("small")).to_have_text(["1"] * len(REPORTS))
    second.check()
    expect(window.locator("tr[data-document]")).to_have_count(2)
    years = window.locator("aside section").filter(
        has=window.get_by_role("heading", name="年度", exact=True)
    )
    assert sum(map(int, years.locator("small").all_text_contents())) == 2


def test_board_has_its_selection_read_anew(window: Page, office: Site, home: Path) -> None:
    expect(window.locator("[data-reread]")).to_have_count(0)
    model = office.get("/v1/config")["model"]
    pretend_older(home)
    unit = office.get("/v1/facets")["unit"][0]["value"]
    window.goto(f"/board?unit={unit}")
    window.get_by_role("button", name="用新模型重新识别 1 份").click()
    expect(window.locator(".toasts")).to_contain_text("重新识别完了：1 份")
    expect(window.locator("[data-reread]")).to_have_count(0)
    read = office.get(f"/v1/documents?model={model}")["items"]
    assert [document["unit"] for document in read] == [unit]
    window.goto("/board")
    window.get_by_role("button", name=f"用新模型重新识别 {len(REPORTS) - 1} 份").click()
    expect(window.locator(".toasts")).to_contain_text(f"重新识别完了：{len(REPORTS) - 1} 份")
    assert {d["model"] for d in office.get("/v1/documents")["items"]} == {model}
