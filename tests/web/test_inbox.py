"""The inbox in a real browser: what came of the files sent in."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.web.site import SAMPLES, Site


def test_inbox_says_what_was_not_read(page: Page, site: Site) -> None:
    first, second = (SAMPLES / f"{name}.txt" for name in ("township", "water-bureau"))
    document = site.send("两份.txt", first.read_bytes() + second.read_bytes())
    whole = site.send_sample("township")
    page.goto("/")
    expect(page.locator(f'[data-document="{document}"] .state')).to_contain_text("1 处没有读全")
    expect(page.locator(f'[data-document="{whole}"] .state')).to_have_text("完成")
