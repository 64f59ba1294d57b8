"""A service of the tests' own with the built page, and a real browser before it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from shutil import which

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.web.site import Site, open_site

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with open_site(tmp_path_factory.mktemp("site")) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next((found for name in _BROWSERS if (found := which(name))), None)
    if path is None:
        pytest.skip(f"no browser: none of {', '.join(_BROWSERS)}")
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=path, args=["--no-sandbox"]) as launched,
    ):
        yield launched


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    with open_window(browser, site) as window:
        yield window


@contextmanager
def open_window(browser: Browser, site: Site) -> Iterator[Page]:
    """A window of 1440 by 900; what the page throws fails the test."""
    faults: list[str] = []
    with browser.new_context(base_url=site.url, viewport={"width": 1440, "height": 900}) as context:
        context.set_default_timeout(15_000)
        window = context.new_page()
        window.on("pageerror", lambda error: faults.append(str(error)))
        yield window
    assert faults == []
