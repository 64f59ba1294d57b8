"""Report, inbox and board as each role sees them: nothing is offered that the API would refuse."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from time import sleep
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.conftest import open_window
from tests.web.site import Site, open_site
from tests.web.test_report import ONWARD, find_card, find_cell, open_report

PASSWORD = "清溪十里稻花香满田园"
READ_ONLY = "仅审核人员可修改"
Enter = Callable[[str], Page]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A service with accounts; its admin asks through ``http``, and there is one of each role."""
    folder = tmp_path_factory.mktemp("house")
    with open_site(folder, options=()) as site:
        log = folder / "log.txt"
        while not (found := re.search(r"#invitation=(\S+)", log.read_text("utf-8"))):
            sleep(0.1)
        ask(site, "/v1/invitation:accept", secret=found[1], name="admin", password=PASSWORD)
        site.http.headers["X-CSRF-Token"] = site.http.cookies["gongkai_csrf"]
        token = ask(site, "/v1/account/tokens", name="test")["token"]
        site.http.cookies.clear()
        site.http.headers["Authorization"] = f"Bearer {token}"
        for role in ("clerk", "reviewer", "trainer"):
            made = ask(site, "/v1/accounts", name=role, role=role, units=["*"])
            ask(site, "/v1/invitation:accept", secret=made["secret"], password=PASSWORD)
            site.http.cookies.clear()
        yield site


def ask(site: Site, url: str, **body: Any) -> Any:
    answer = site.http.post(url, json=body, headers={"Origin": site.url})
    assert answer.is_success, answer.text
    return answer.json()


@pytest.fixture(scope="module")
def county(house: Site) -> int:
    return house.send_sample("county")


@pytest.fixture
def enter(browser: Browser, house: Site) -> Iterator[Enter]:
    """A window in which somebody of that role is signed in."""
    with ExitStack() as windows:

        def sign_in(role: str) -> Page:
            page = windows.enter_context(open_window(browser, house))
            given = {"name": role, "password": PASSWORD}
            answer = page.request.post("/v1/session", data=given, headers={"Origin": house.url})
            assert answer.ok
            return page

        yield sign_in


@pytest.mark.parametrize("role", ["clerk", "trainer"])
def test_report_is_read_only_for_who_may_not_change_it(
    enter: Enter, house: Site, county: int, role: str
) -> None:
    """Cells, themes and opinions are seen; no key and no click changes anything."""
    page = enter(role)
    open_report(page, county)
    expect(page.locator("header.head")).to_contain_text(READ_ONLY)
    page.keyboard.press("n")
    expect(find_card(page)).to_contain_text("申请收办不平衡")
    expect(find_card(page).locator(".deeds")).to_have_count(0)
    for key in "cxme":
        page.keyboard.press(key)
        expect(page.locator(".toasts")).to_contain_text(READ_ONLY)
        page.locator(".toasts button").last.click()
    find_cell(page, ONWARD).dblclick()
    page.keyboard.press("Enter")
    expect(page.locator("td input")).to_have_count(0)
    expect(page.locator(".strip .reading b")).to_have_text("18")
    expect(page.locator(".strip .deeds")).to_have_count(0)
    page.locator('[data-tab="narrative"]').click()
    paragraph = page.locator("article").first
    paragraph.press("Enter")
    expect(paragraph.locator(".chip").first).to_be_visible()
    page.keyboard.press("a")
    expect(page.locator(".change, .picker, .marker")).to_have_count(0)
    page.locator('[data-tab="mentions"]').click()
    page.locator("[data-item]").first.click()
    expect(page.locator("li.held")).to_be_visible()
    for key in ("Delete", "e", "a"):
        page.keyboard.press(key)
    expect(page.locator("li .deeds, .marker")).to_have_count(0)
    page.keyboard.press("u")
    assert house.get(f"/v1/documents/{county}/edits") == []
    assert {f["verdict"] for f in house.get(f"/v1/documents/{county}/findings")} == {"open"}


def test_report_is_open_to_its_reviewer(enter: Enter, house: Site) -> None:
    document = house.send_sample("county")
    page = enter("reviewer")
    open_report(page, document)
    expect(page.locator("header.head")).not_to_contain_text(READ_ONLY)
    page.keyboard.press("n")
    page.keyboard.press("c")
    expect(find_card(page)).to_have_attribute("data-verdict", "confirmed")
    assert house.get(f"/v1/documents/{document}/findings")[0]["last"]["by"] == "reviewer"


@pytest.mark.parametrize(
    ("role", "original", "letter", "again"),
    [("clerk", 1, 1, 0), ("reviewer", 1, 1, 1), ("trainer", 0, 0, 0)],
)
def test_report_offers_the_files_that_the_role_may_have(
    enter: Enter, county: int, role: str, original: int, letter: int, again: int
) -> None:
    page = enter(role)
    open_report(page, county)
    menu = page.locator("header details")
    menu.locator("summary").press("Enter")
    for name, count in (("原始文件", original), ("退回修改意见", letter), ("重新处理", again)):
        expect(menu.get_by_text(name)).to_have_count(count)
    choice = page.get_by_label("不含个人信息")
    workbook = menu.get_by_role("link", name="Excel")
    if role == "trainer":
        expect(choice).to_be_checked()
        expect(choice).to_be_disabled()
        expect(menu).to_contain_text("总是隐去姓名和电话")
    else:
        expect(workbook).not_to_have_attribute("href", re.compile("personal"))
        choice.press("Space")
        expect(menu.get_by_role("link", name="退回")).to_have_attribute(
            "href", re.compile(r"letter\.docx\?personal=false$")
        )
    expect(workbook).to_have_attribute("href", re.compile(r"format=xlsx&personal=false$"))
    page.goto("/board")
    expect(page.get_by_label("不含个人信息")).to_be_checked()
    expect(page.get_by_role("link", name="CSV")).to_have_attribute(
        "href", re.compile("personal=false")
    )


def test_inbox_takes_nothing_from_a_trainer(enter: Enter, county: int) -> None:
    page = enter("trainer")
    page.goto("/")
    expect(page.get_by_text("仅经办和审核人员可上传")).to_be_visible()
    expect(page.locator(f'[data-document="{county}"]')).to_be_visible()
    expect(page.locator("input[type=file]")).to_have_count(0)
    page.keyboard.press("p")
    expect(page.locator(".toasts")).to_contain_text("仅经办和审核人员可上传")
    expect(page.locator("textarea")).to_have_count(0)


def test_inbox_is_open_to_a_clerk(enter: Enter, county: int) -> None:
    page = enter("clerk")
    page.goto("/")
    expect(page.locator("#main").get_by_text("选择文件")).to_be_visible()
    page.keyboard.press("p")
    expect(page.locator("textarea")).to_be_focused()
