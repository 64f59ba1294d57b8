"""Officials, counts and gaps mended on the report page, by keys alone and with the pointer."""

from __future__ import annotations

import json
from itertools import count
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.web.site import Site

REPORT = """清溪镇人民政府2023年政府信息公开工作年度报告

一、总体情况
清溪镇由镇长李明任组长，小芸配合，开会3次，发布信息XX条。

二、存在问题
公开不够及时。
"""
_numbers = count(1)


def open_mentions(page: Page, site: Site, place: str) -> int:
    data = f"{REPORT}\n第{next(_numbers)}份".encode()
    document = site.send("清溪镇.txt", data)
    page.goto(f"/reports/{document}{place}")
    page.wait_for_selector("[data-item], [data-paragraph]")
    return document


def list_names(site: Site, document: int) -> list[str]:
    mentions = site.get(f"/v1/documents/{document}/mentions")
    return [official["name"] for official in mentions["officials"]]


def find_sheet(page: Page) -> Locator:
    return page.locator(".marker")


def open_sheet(page: Page) -> Locator:
    """Of the paragraph with the people in it, by key."""
    page.keyboard.press("j")
    expect(page.locator("article.held")).to_contain_text("李明")
    page.keyboard.press("a")
    expect(find_sheet(page).locator(".text")).to_be_focused()
    return find_sheet(page)


def select_words(page: Page, words: str) -> None:
    """By the keyboard, from the paragraph's beginning."""
    sentence = REPORT.splitlines()[3]
    page.keyboard.press("Home")
    for _ in range(sentence.index(words)):
        page.keyboard.press("ArrowRight")
    for _ in words:
        page.keyboard.press("Shift+ArrowRight")


def find_label(site: Site, document: int) -> dict[str, Any]:
    """The newest label that a person gave to a paragraph of the document."""
    sha256 = site.get(f"/v1/documents/{document}")["sha256"]
    rows = map(json.loads, site.http.get("/v1/labels/export").text.splitlines())
    found: dict[str, Any] = [
        row
        for row in rows
        if row["source"]["sha256"] == sha256 and row["review"]["state"] == "reviewed"
    ][-1]
    return found


def test_report_takes_out_a_gap_that_is_none_and_brings_it_back(page: Page, site: Site) -> None:
    document = open_mentions(page, site, "?tab=mentions#placeholder=0")
    held = page.locator("li.held")
    expect(held).to_contain_text("XX")
    page.keyboard.press("Delete")
    expect(page.get_by_text("没有未填的空缺。")).to_be_visible()
    expect(page.locator("header.head")).to_contain_text("改过 1 处")
    rules = [f["rule"] for f in site.get(f"/v1/documents/{document}/findings")]
    assert "placeholder-left" not in rules
    page.keyboard.press("u")
    expect(page.locator("article.held")).to_contain_text("XX")
    expect(page.locator("article.held")).to_contain_text("改，原为 空缺 0")
    rules = [f["rule"] for f in site.get(f"/v1/documents/{document}/findings")]
    assert "placeholder-left" in rules
    edits = site.get(f"/v1/documents/{document}/edits")
    assert [len(edit["after"]["placeholders"]) for edit in edits] == [1, 0]


def test_report_marks_a_person_who_was_missed_by_keys(page: Page, site: Site) -> None:
    document = open_mentions(page, site, "?tab=narrative")
    assert list_names(site, document) == ["李明"]
    sheet = open_sheet(page)
    select_words(page, "小芸")
    page.keyboard.press("z")
    expect(sheet.locator("[aria-pressed=true]")).to_contain_text("小芸")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("党政办主任")
    page.keyboard.press("Enter")
    expect(sheet.locator(".text")).to_be_focused()
    page.keyboard.press("Enter")
    expect(sheet).to_have_count(0)
    officials = site.get(f"/v1/documents/{document}/mentions")["officials"]
    assert [(o["name"], o["post"]) for o in officials] == [
        ("李明", "镇长"),
        ("小芸", "党政办主任"),
    ]
    label = find_label(site, document)
    assert [o["name"] for o in label["officials"]] == ["李明", "小芸"]
    assert (label["tags"], label["counts"]) == (None, None)
    page.locator('[data-tab="mentions"]').click()
    expect(page.locator('[data-item="official:1"]')).to_contain_text("小芸")


def test_report_marks_what_the_pointer_selected(page: Page, site: Site) -> None:
    document = open_mentions(page, site, "?tab=narrative")
    article = page.locator("article").filter(has_text="李明")
    article.hover()
    article.get_by_role("button", name="改提及").click()
    page.evaluate(
        """words => {
            const box = document.querySelector(".marker .text")
            const nodes = document.createTreeWalker(box, NodeFilter.SHOW_TEXT)
            while (nodes.nextNode() && !nodes.currentNode.data.includes(words));
            const from = nodes.currentNode.data.indexOf(words)
            getSelection().setBaseAndExtent(
                nodes.currentNode, from, nodes.currentNode, from + words.length)
            box.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }))
        }""",
        "小芸",
    )
    find_sheet(page).get_by_role("button", name="标为人员").click()
    find_sheet(page).get_by_role("button", name="保存").click()
    expect(find_sheet(page)).to_have_count(0)
    assert list_names(site, document) == ["李明", "小芸"]


def test_report_mends_role_and_edges_of_a_mention(page: Page, site: Site) -> None:
    document = open_mentions(page, site, "?tab=mentions#official=0")
    before = site.get(f"/v1/documents/{document}/mentions")["officials"][0]
    expect(page.locator("li.held")).to_contain_text("李明")
    page.keyboard.press("e")
    sheet = find_sheet(page)
    expect(sheet.locator("[aria-pressed=true]")).to_contain_text("李明")
    sheet.get_by_label("组内角色").fill("召集人")
    page.keyboard.press("Enter")
    for _ in range(before["span"][1] - before["span"][0] - 2):
        page.keyboard.press("Alt+Shift+ArrowRight")
    page.keyboard.press("Enter")
    expect(sheet).to_have_count(0)
    (after,) = site.get(f"/v1/documents/{document}/mentions")["officials"]
    assert (after["name"], after["post"], after["role"]) == ("李明", "镇长", "召集人")
    assert after["span"] == [before["span"][1] - 2, before["span"][1]]


def test_report_keeps_on_the_sheet_what_the_server_refuses(page: Page, site: Site) -> None:
    document = open_mentions(page, site, "?tab=narrative")
    sheet = open_sheet(page)
    select_words(page, "配合")
    page.keyboard.press("x")
    page.keyboard.press("Enter")
    expect(page.locator(".toasts")).to_contain_text("应有一个读得出的数字")
    expect(sheet.locator("[aria-pressed=true]")).to_contain_text("配合")
    page.keyboard.press("u")
    expect(sheet.locator("[data-mark]")).to_have_count(3)
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    assert site.get(f"/v1/documents/{document}/edits") == []


def test_report_leaves_its_own_keys_alone_while_marking(page: Page, site: Site) -> None:
    open_mentions(page, site, "?tab=narrative")
    sheet = open_sheet(page)
    for key in "nmd":
        page.keyboard.press(key)
    expect(sheet).to_be_visible()
    expect(page.locator(".dock [data-finding]")).to_have_count(0)
