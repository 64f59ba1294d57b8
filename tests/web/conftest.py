"""A service of the tests' own with the built page, and a real browser before it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from time import sleep

import httpx
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from service.http.web import DIST
from tests.web.site import Site

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    if not (DIST / "index.html").is_file():
        pytest.skip("the page is not built: make web")
    folder: Path = tmp_path_factory.mktemp("site")
    log = folder / "log.txt"
    with log.open("w") as told:
        server = subprocess.Popen(
            [sys.executable, "-m", "service", "serve", "--port", "0", "--no-auth"],
            env=os.environ | {"GONGKAI_DATA": str(folder)},
            stdout=told,
            stderr=told,
        )
    try:
        url = _await_address(server, log)
        with httpx.Client(base_url=url, timeout=60) as http:
            yield Site(url, http)
    finally:
        server.terminate()
        server.wait(30)


def _await_address(server: subprocess.Popen[bytes], log: Path) -> str:
    while not (found := re.search(r"http://[\d.:]+", log.read_text("utf-8"))):
        assert server.poll() is None, log.read_text("utf-8")
        sleep(0.1)
    return found[0]


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
    """A window of 1440 by 900; what the page throws fails the test."""
    faults: list[str] = []
    with browser.new_context(base_url=site.url, viewport={"width": 1440, "height": 900}) as context:
        context.set_default_timeout(15_000)
        window = context.new_page()
        window.on("pageerror", lambda error: faults.append(str(error)))
        yield window
    assert faults == []
