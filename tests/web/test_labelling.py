"""The labelling page in a real browser: twenty paragraphs with the keyboard alone, and nothing
lost on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.web.site import SAMPLES, Site

TEXT = "article .text"


@pytest.fixture(scope="module", autouse=True)
def queue(site: Site) -> list[dict[str, Any]]:
    """Paragraphs that are not alike, more than all tests decide; the least sure first."""
    for path in sorted(SAMPLES.glob("*.txt")):
        site.send_sample(path.stem)
    items: list[dict[str, Any]] = site.get("/v1/labels/queue?limit=50")["items"]
    return items


@pytest.fixture
def desk(page: Page) -> Iterator[Page]:
    page.goto("/labelling")
    page.wait_for_selector("article[data-label]")
    yield page
    await_saved(page)


def await_saved(page: Page) -> None:
    """Until nothing waits to be sent any more."""
    expect(page.locator(".status")).to_have_attribute("data-unsaved", "0")


def find_id(page: Page) -> str:
    return str(page.locator("article").get_attribute("data-label"))


def find_tags(page: Page) -> list[str]:
    chosen = page.locator("article [data-tag][aria-pressed=true]")
    return [str(tag.get_attribute("data-tag")) for tag in chosen.all()]


def find_marks(page: Page) -> list[tuple[str, str]]:
    """Label and words of each mark that the page shows."""
    marks = page.locator("article .marks [data-mark]").all()
    return [(str(m.get_attribute("data-mark")), m.locator("b").inner_text()) for m in marks]


def expect_marks(page: Page, *wanted: tuple[str, str]) -> None:
    """Until the page shows these marks and no others."""
    for _ in range(100):
        if find_marks(page) == list(wanted):
            return
        page.wait_for_timeout(50)
    assert find_marks(page) == list(wanted)


def press_on(page: Page, key: str = "Enter") -> str:
    """Decides, and waits for the next paragraph; the id of the one decided."""
    decided = find_id(page)
    page.keyboard.press(key)
    expect(page.locator("article")).not_to_have_attribute("data-label", decided)
    return decided


def read_label(site: Site, label: str) -> dict[str, Any]:
    told: dict[str, Any] = site.get(f"/v1/labels/{label}")
    return told


def read_marks(told: dict[str, Any]) -> list[tuple[str, str]]:
    row = told["annotation"]
    layers = [("official", m) for m in row["officials"]] + [("count", m) for m in row["counts"]]
    layers += [(m["kind"], m) for m in row["placeholders"]]
    spans = sorted({(*m["span"], label) for label, m in layers})
    return [(label, row["text"][start:end]) for start, end, label in spans]


def test_labelling_twenty_paragraphs_with_the_keyboard_alone(desk: Page, site: Site) -> None:
    expected: dict[str, tuple[str, list[str], list[tuple[str, str]]]] = {}
    for place in range(20):
        if place % 3 == 0:
            before = find_tags(desk)
            desk.keyboard.press("8")
            assert ("宣传培训" in find_tags(desk)) != ("宣传培训" in before)
        if place % 4 == 1:
            desk.keyboard.press("Control+ArrowRight")
            desk.keyboard.press("Shift+ArrowRight")
            desk.keyboard.press("Shift+ArrowRight")
            desk.keyboard.press("n")
            assert "template_text" in [label for label, _ in find_marks(desk)]
        if place % 4 == 2 and find_marks(desk):
            desk.keyboard.press("Tab")
            desk.keyboard.press("Delete")
        key, state = ("Space", "skipped") if place == 10 else ("Enter", "reviewed")
        shown = find_tags(desk), find_marks(desk)
        expected[press_on(desk, key)] = (state, *shown)
    await_saved(desk)
    assert len(expected) == 20
    for label, (state, tags, marks) in expected.items():
        told = read_label(site, label)
        assert (told["state"], told["annotation"]["tags"]) == (state, tags)
        assert read_marks(told) == marks
    assert desk.locator("[data-decision]").count() == 10


def test_labelling_goes_on_before_the_server_has_answered(desk: Page, site: Site) -> None:
    held: list[Route] = []
    desk.route(re.compile("/v1/labels/[^/]+$"), lambda route: held.append(route), times=1)
    first = press_on(desk)
    second = press_on(desk)
    expect(desk.locator(".status")).to_contain_text("正在保存")
    assert read_label(site, first)["state"] == "open"
    held[0].continue_()
    await_saved(desk)
    assert [read_label(site, one)["state"] for one in (first, second)] == ["reviewed"] * 2


def test_labelling_loses_nothing_while_the_network_is_away(desk: Page, site: Site) -> None:
    desk.context.set_offline(True)
    made = [press_on(desk) for _ in range(3)]
    expect(desk.get_by_role("alert")).to_contain_text("3 段未保存")
    assert {read_label(site, one)["state"] for one in made} == {"open"}
    desk.context.set_offline(False)
    await_saved(desk)
    assert {read_label(site, one)["state"] for one in made} == {"reviewed"}


def test_labelling_undoes_changes_and_then_decisions(desk: Page, site: Site) -> None:
    tags = find_tags(desk)
    first = press_on(desk)
    second = press_on(desk)
    desk.keyboard.press("w")
    desk.keyboard.press("u")
    desk.keyboard.press("u")
    expect(desk.locator("article")).to_have_attribute("data-label", second)
    desk.keyboard.press("Control+z")
    expect(desk.locator("article")).to_have_attribute("data-label", first)
    await_saved(desk)
    assert read_label(site, first)["state"] != "reviewed"
    assert find_tags(desk) == tags
    desk.keyboard.press("w")
    changed = find_tags(desk)
    press_on(desk)
    await_saved(desk)
    told = read_label(site, first)
    assert (told["state"], told["annotation"]["tags"]) == ("reviewed", changed)
    assert read_label(site, second)["state"] != "reviewed"


def test_labelling_last_decisions_can_be_changed(desk: Page, site: Site) -> None:
    first = press_on(desk)
    press_on(desk)
    here = find_id(desk)
    desk.keyboard.press("h")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(desk.locator("article")).to_have_attribute("data-label", first)
    expect(desk.locator(TEXT)).to_be_focused()
    desk.keyboard.press("Escape")
    expect(desk.locator("article")).to_have_attribute("data-label", here)
    desk.locator(f'[data-decision="{first}"]').focus()
    desk.keyboard.press("Enter")
    expect(desk.locator("article")).to_have_attribute("data-label", first)
    desk.keyboard.press("a")
    changed = find_tags(desk)
    desk.keyboard.press("Enter")
    expect(desk.locator("article")).to_have_attribute("data-label", here)
    await_saved(desk)
    assert read_label(site, first)["annotation"]["tags"] == changed


def test_labelling_moves_the_edges_of_a_mark(desk: Page, queue: list[dict[str, Any]]) -> None:
    late = [item["id"] for item in queue if len(item["annotation"]["counts"]) > 1][-1]
    desk.goto(f"/labelling?label={late}")
    expect(desk.locator("article")).to_have_attribute("data-label", late)
    expect(desk.locator("article .marks [data-mark]").nth(1)).to_be_visible()
    (label, words), *rest = find_marks(desk)
    text = desk.locator(TEXT).inner_text()
    longer = text[text.index(words) - 1 :][: len(words) + 1]
    desk.keyboard.press("Tab")
    desk.keyboard.press("Alt+Shift+ArrowLeft")
    expect_marks(desk, (label, longer), *rest)
    desk.keyboard.press("Alt+Shift+ArrowRight")
    expect_marks(desk, (label, words), *rest)
    desk.keyboard.press("Alt+ArrowLeft")
    expect_marks(desk, (label, words[:-1]), *rest)
    desk.keyboard.press("u")
    expect_marks(desk, (label, words), *rest)
    desk.keyboard.press("Delete")
    expect_marks(desk, *rest)


def test_labelling_what_the_server_refuses_is_next_again(desk: Page, site: Site) -> None:
    desk.keyboard.press("Shift+ArrowRight")
    desk.keyboard.press("x")
    expect(desk.locator("article .marks [data-mark]").first).to_have_attribute("data-mark", "count")
    refused = press_on(desk)
    expect(desk.locator(".toasts .error")).to_be_visible()
    press_on(desk)
    expect(desk.locator("article")).to_have_attribute("data-label", refused)
    expect(desk.locator("article .banner.error")).to_contain_text("数量")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Delete")
    press_on(desk)
    await_saved(desk)
    expect(desk.locator(".status")).to_contain_text("都已保存")
    assert read_label(site, refused)["state"] == "reviewed"


def test_labelling_keys_rest_while_an_input_method_composes(desk: Page) -> None:
    here, tags = find_id(desk), find_tags(desk)
    composing = """(key) => document.activeElement.dispatchEvent(
        new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true, isComposing: true}))"""
    for key in ("Enter", "8", "q", " ", "u"):
        desk.evaluate(composing, key)
    assert (find_id(desk), find_tags(desk)) == (here, tags)
    desk.keyboard.press("8")
    assert find_tags(desk) != tags
    press_on(desk)


def test_labelling_without_mentions_leaves_them_unlabelled(desk: Page, site: Site) -> None:
    desk.keyboard.press("d")
    expect(desk.get_by_role("switch")).to_have_attribute("aria-checked", "false")
    label = press_on(desk)
    await_saved(desk)
    assert read_label(site, label)["annotation"]["officials"] is None


def test_labelling_keys_are_listed_and_rest_behind_the_list(desk: Page) -> None:
    here = find_id(desk)
    desk.keyboard.press("Shift+?")
    expect(desk.locator("dialog[open]")).to_contain_text("接受，下一段")
    desk.keyboard.press("Space")
    desk.keyboard.press("8")
    desk.keyboard.press("Escape")
    expect(desk.locator("dialog[open]")).to_have_count(0)
    assert find_id(desk) == here


def test_labelling_one_paragraph_by_its_link(page: Page, site: Site) -> None:
    label = site.get("/v1/labels/queue?limit=5")["items"][4]["id"]
    page.goto(f"/labelling?label={label}")
    expect(page.locator("article")).to_have_attribute("data-label", label)
    expect(page.locator("article .origin a")).to_have_attribute(
        "href", re.compile(r"/reports/\d+#paragraph=p\d+")
    )


def test_labelling_on_a_telephone(desk: Page) -> None:
    desk.set_viewport_size({"width": 390, "height": 844})
    assert desk.evaluate("document.documentElement.scrollWidth") == 390
    expect(desk.locator("footer .accept")).to_be_in_viewport()
    here = find_id(desk)
    desk.locator("footer .accept").click()
    expect(desk.locator("article")).not_to_have_attribute("data-label", here)
