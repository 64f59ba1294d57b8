"""People in a real browser: from the link of the first start to a clerk who sees his own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from time import sleep

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.conftest import open_window
from tests.web.site import SAMPLES, Site, open_site

PASSWORD = "清溪十里稻花香满田园"
_LINK = re.compile(r"http://\S+#invitation=\S+")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, str]]:
    """A service with accounts, and the link that its first start prints."""
    folder: Path = tmp_path_factory.mktemp("office")
    with open_site(folder, options=()) as site:
        log = folder / "log.txt"
        while not (found := _LINK.search(log.read_text("utf-8"))):
            sleep(0.1)
        yield site, found[0]


@pytest.fixture
def window(browser: Browser, office: tuple[Site, str]) -> Iterator[Page]:
    with open_window(browser, office[0]) as page:
        yield page


def sign_in(page: Page, name: str, password: str) -> None:
    page.get_by_label("名称").fill(name)
    page.get_by_label("密码").fill(password)
    page.keyboard.press("Enter")


def send_sample(page: Page, name: str) -> None:
    page.set_input_files("input[type=file]", SAMPLES / f"{name}.txt")
    expect(page.locator(f'[data-state="succeeded"]:has-text("{name}.txt")')).to_be_visible(
        timeout=60_000
    )


def test_people_from_the_first_link_to_a_clerk_of_his_own(
    window: Page, office: tuple[Site, str]
) -> None:
    """The admin comes in, uploads, admits a clerk and goes; the clerk sees nothing of it."""
    page, (_, link) = window, office
    page.goto(link)
    expect(page.get_by_role("heading", name="设置管理员")).to_be_visible()
    sign_in(page, "陈主任", "短")
    expect(page.get_by_role("alert")).to_contain_text("至少要有 10 个字符")
    sign_in(page, "陈主任", PASSWORD)
    send_sample(page, "county")

    page.keyboard.press("g")
    page.keyboard.press("p")
    expect(page.get_by_role("link", name="操作记录")).to_be_visible()
    page.keyboard.press("2")
    page.get_by_role("button", name="新建账号").press("Enter")
    page.keyboard.type("李小明")
    page.get_by_role("button", name="新建账号").press("Enter")
    invitation = page.locator(".secret input").input_value()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="退出").press("Enter")
    expect(page.get_by_role("heading", name="登录")).to_be_visible()
    page.go_back()
    expect(page).to_have_url(re.compile("/login"))

    page.goto("about:blank")
    page.goto(invitation)
    expect(page.get_by_role("heading", name="李小明，请设置密码")).to_be_visible()
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_text("还没有文件。")).to_be_visible()
    expect(page.get_by_role("link", name="模型")).to_have_count(0)
    send_sample(page, "township")
    expect(page.locator("[data-document]")).to_have_count(1)

    page.goto("about:blank")
    page.goto(link)
    page.goto(f"{link}x")
    expect(page.get_by_text("请向管理员要一个新的")).to_be_visible()


def test_people_come_back_to_where_they_were(window: Page, office: tuple[Site, str]) -> None:
    window.goto("/board?year=2025")
    expect(window.get_by_role("heading", name="登录")).to_be_visible()
    sign_in(window, "李小明", PASSWORD)
    expect(window).to_have_url(re.compile(r"/board\?year=2025$"))
    window.goto("/login?back=//evil.example/")
    sign_in(window, "李小明", PASSWORD)
    expect(window).to_have_url(re.compile(r"^http://127\.0\.0\.1:\d+/$"))


def test_people_who_are_signed_out_elsewhere_are_asked_again(
    window: Page, office: tuple[Site, str]
) -> None:
    window.goto("/people")
    sign_in(window, "李小明", PASSWORD)
    window.get_by_label("用来做什么").fill("脚本")
    window.get_by_role("button", name="新建令牌").click()
    token = window.locator(".secret input").input_value()
    bearer = {"Authorization": f"Bearer {token}"}
    site = office[0]
    assert site.http.get("/v1/account", headers=bearer).json()["name"] == "李小明"
    window.context.clear_cookies()
    window.get_by_role("button", name="撤销 脚本").click()
    expect(window.get_by_role("heading", name="登录")).to_be_visible()
    sign_in(window, "李小明", PASSWORD)
    window.get_by_role("button", name="撤销 脚本").click()
    expect(window.get_by_text("还没有令牌。")).to_be_visible()
    assert site.http.get("/v1/account", headers=bearer).status_code == 401


def test_people_who_guess_are_told_to_wait(window: Page, office: tuple[Site, str]) -> None:
    window.goto("/login")
    for _ in range(5):
        sign_in(window, "陈主任", "猜一个密码试试看")
        expect(window.get_by_role("alert")).to_have_text("账号或密码不对。")
        expect(window.get_by_label("密码")).to_have_value("")
    sign_in(window, "陈主任", PASSWORD)
    expect(window.get_by_role("alert")).to_contain_text("试得太多了")
    expect(window.get_by_label("密码")).to_be_focused()
