"""The report page in a real browser: the planted defect found, a cell mended, a finding judged."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.site import Site
from training.factory.files import make_files

ONWARD = "requests:carried_out.natural_person"
"""The county's sample has 18 here, and its sum closes with 14."""


def open_report(page: Page, document: int, place: str = "") -> None:
    page.goto(f"/reports/{document}{place}")
    page.wait_for_selector("[data-cell]")


def find_cell(page: Page, ref: str) -> Locator:
    return page.locator(f'[data-cell="{ref}"]')


def find_card(page: Page) -> Locator:
    return page.locator(".dock [data-finding]")


def set_cell(page: Page, ref: str, typed: str) -> None:
    find_cell(page, ref).click()
    page.keyboard.press("Enter")
    page.keyboard.type(typed)
    page.keyboard.press("Enter")


def test_report_one_key_shows_both_sides_of_a_failing_sum(page: Page, site: Site) -> None:
    open_report(page, site.send_sample("county"))
    page.keyboard.press("n")
    expect(find_card(page)).to_contain_text("申请收办不平衡")
    equation = page.locator('.dock [data-sum="requests-unbalanced"]')
    expect(equation).to_have_attribute("data-state", "broken")
    expect(equation).to_contain_text("＝ 27")
    expect(equation).to_contain_text("＝ 31")
    for side, rows in (("left", ("new_received", "carried_in")), ("right", ("out.total",))):
        for row in rows:
            expect(find_cell(page, f"requests:{row}.natural_person")).to_have_class(
                re.compile(rf"\b{side}\b")
            )
    expect(page).to_have_url(
        re.compile(r"#finding=\w+&cell=requests:new_received\.natural_person$")
    )


def test_report_a_sum_at_hand_folds_the_rows_it_leaves_out(page: Page, site: Site) -> None:
    open_report(page, site.send_sample("county"))
    between = find_cell(page, "requests:out.partial.natural_person")
    expect(between).to_be_visible()
    page.keyboard.press("n")
    expect(between).to_be_hidden()
    expect(find_cell(page, ONWARD)).to_be_in_viewport()
    expect(find_cell(page, "requests:new_received.natural_person")).to_be_in_viewport()
    page.locator(".unfold").click()
    expect(between).to_be_visible()
    page.keyboard.press("n")
    expect(between).to_be_hidden()
    page.locator('mark[data-refs~="cell:requests:out.partial.natural_person"]').click()
    expect(between).to_be_focused()


def test_report_mending_a_cell_closes_its_sum_and_undo_opens_it(page: Page, site: Site) -> None:
    document = site.send_sample("county")
    open_report(page, document)
    page.keyboard.press("n")
    set_cell(page, ONWARD, "14")
    expect(find_card(page)).to_have_attribute("data-verdict", "gone")
    expect(page.locator(".dock [data-sum]")).to_have_attribute("data-state", "closes")
    expect(find_cell(page, ONWARD)).to_have_attribute("data-look", "edited")
    assert "requests-unbalanced" not in [
        finding["rule"]
        for finding in site.get(f"/v1/documents/{document}/findings")
        if "自然人" in finding["message"]
    ]
    page.keyboard.press("u")
    expect(find_card(page)).to_have_attribute("data-verdict", "open")
    expect(find_cell(page, ONWARD)).to_have_attribute("data-look", "number")
    edits = site.get(f"/v1/documents/{document}/edits")
    assert [edit["after"]["value"] for edit in edits] == [18, 14]


@pytest.mark.parametrize(
    ("typed", "look", "value", "state"),
    [("", "空", None, "blank"), ("/", "／", None, "slash"), ("１，２３４", "1234", 1234, "number")],
)
def test_report_takes_what_a_form_may_hold(
    page: Page, site: Site, typed: str, look: str, value: int | None, state: str
) -> None:
    document = site.send_sample("township")
    ref = "requests:new_received.enterprise"
    open_report(page, document)
    find_cell(page, ref).click()
    page.keyboard.press("Enter")
    page.locator("td input").fill(typed)
    page.keyboard.press("Enter")
    expect(page.locator(".strip .reading b")).to_contain_text(look)
    expect(find_cell(page, ref)).to_have_attribute("data-look", "edited")
    tables = site.get(f"/v1/documents/{document}/tables")
    (cell,) = (
        c for c in tables[1]["cells"] if (c["row"], c["column"]) == ("new_received", "enterprise")
    )
    assert (cell["value"], cell["state"]) == (value, state)


def test_report_refuses_what_no_form_may_hold(page: Page, site: Site) -> None:
    document = site.send_sample("township")
    open_report(page, document)
    set_cell(page, ONWARD, "三件")
    expect(page.locator("td input")).to_have_attribute("aria-invalid", "true")
    page.keyboard.press("Escape")
    expect(page.locator("td input")).to_have_count(0)
    assert site.get(f"/v1/documents/{document}/edits") == []


def test_report_shows_nothing_as_written_that_was_not(page: Page, site: Site) -> None:
    open_report(page, site.send_sample("county"))
    page.context.set_offline(True)
    set_cell(page, ONWARD, "14")
    expect(page.locator(".toasts .error")).to_contain_text("服务器没有应答")
    expect(find_cell(page, ONWARD)).to_contain_text("18")
    expect(find_cell(page, ONWARD)).to_have_attribute("data-look", "number")


def test_report_a_clash_with_somebody_else_loses_nothing(page: Page, site: Site) -> None:
    document = site.send_sample("county")
    open_report(page, document)
    find_cell(page, ONWARD).click()
    page.keyboard.press("e")
    expect(page.locator("td input")).to_be_focused()
    page.keyboard.type("15")
    site.set_cell(document, "1/carried_in.natural_person", 2)
    page.wait_for_timeout(800)  # the event of it arrives and must not load under the typist's hands
    page.keyboard.press("Enter")
    clash = page.locator("dialog[open]")
    expect(clash).to_contain_text("0 → 2")
    expect(clash).to_contain_text(re.compile(r"18.*→ 15"))
    clash.locator("button.primary").click()
    expect(clash).to_have_count(0)
    expect(find_cell(page, ONWARD)).to_contain_text("15")
    expect(find_cell(page, "requests:carried_in.natural_person")).to_contain_text("2")


def test_report_what_somebody_else_writes_appears(page: Page, site: Site) -> None:
    document = site.send_sample("county")
    open_report(page, document)
    site.set_cell(document, "requests/carried_out.natural_person", 14)
    expect(find_cell(page, ONWARD)).to_contain_text("14")
    expect(page.locator(".toasts")).to_contain_text("别人刚改过")


def test_report_a_dismissed_finding_stays_dismissed_after_a_new_run(page: Page, site: Site) -> None:
    document = site.send_sample("county")
    open_report(page, document)
    page.keyboard.press("n")
    page.keyboard.press("x")
    expect(page.locator(".why input")).to_be_focused()
    page.keyboard.type("已核对台账")
    page.keyboard.press("Enter")
    expect(find_card(page)).to_have_attribute("data-verdict", "dismissed")
    job = site.http.post(f"/v1/documents/{document}:reprocess").headers["Location"]
    assert site.http.get(job, params={"wait": 20}).json()["state"] == "succeeded"
    page.reload()
    page.wait_for_selector("[data-cell]")
    page.locator("[data-tab=findings]").click()
    expect(page.locator('[data-verdict="dismissed"]')).to_have_count(1)
    expect(page.locator(".counts")).to_contain_text("错误 1")


@pytest.mark.parametrize(("key", "verdict"), [("c", "confirmed"), ("m", "mended")])
def test_report_verdicts_by_one_key_and_back(
    page: Page, site: Site, key: str, verdict: str
) -> None:
    open_report(page, site.send_sample("county"))
    page.keyboard.press("n")
    page.keyboard.press(key)
    expect(find_card(page)).to_have_attribute("data-verdict", verdict)
    page.keyboard.press("u")
    expect(find_card(page)).to_have_attribute("data-verdict", "open")


def test_report_is_left_by_keys_without_a_verdict(page: Page, site: Site) -> None:
    """`m` alone calls a finding mended; behind `g` it goes to the models."""
    document = site.send_sample("county")
    open_report(page, document)
    page.keyboard.press("n")
    expect(find_card(page)).to_have_attribute("data-verdict", "open")
    page.keyboard.press("g")
    page.keyboard.press("m")
    expect(page).to_have_url(re.compile("/models"))
    verdicts = {f["verdict"] for f in site.get(f"/v1/documents/{document}/findings")}
    assert verdicts == {"open"}


def test_report_text_and_tables_point_at_each_other(page: Page, site: Site) -> None:
    open_report(page, site.send_sample("county"))
    mark = page.locator(f'mark[data-refs~="cell:{ONWARD}"]')
    find_cell(page, ONWARD).click()
    expect(mark).to_have_class(re.compile("held"))
    expect(mark).to_be_in_viewport()
    other = "requests:new_received.total"
    page.locator(f'mark[data-refs~="cell:{other}"]').click()
    expect(find_cell(page, other)).to_have_attribute("aria-selected", "true")
    expect(find_cell(page, other)).to_be_focused()
    expect(find_cell(page, other)).to_be_in_viewport()


def test_report_pages_and_tables_point_at_each_other(page: Page, site: Site) -> None:
    (file,) = make_files(1, 5, ["pdf"])
    open_report(page, site.send(file.name, file.data))
    picture = page.locator(".paper img").first
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 600
    box = page.locator('g[data-ref^="cell:requests"]').first
    ref = str(box.get_attribute("data-ref")).removeprefix("cell:")
    box.locator("rect").click()
    expect(find_cell(page, ref)).to_be_focused()
    last = page.locator("td[data-cell]").last
    last.click()
    held = page.locator(f'g[data-ref="cell:{last.get_attribute("data-cell")}"]')
    expect(held).to_have_class(re.compile("held"))
    expect(held.locator("rect").first).to_be_in_viewport()
    page.keyboard.press("v")
    expect(page.locator('[data-source="text"]')).to_be_visible()


def test_report_link_leads_to_the_cell(page: Page, site: Site) -> None:
    open_report(page, site.send_sample("city"), f"#cell={ONWARD}")
    expect(find_cell(page, ONWARD)).to_have_attribute("aria-selected", "true")
    expect(find_cell(page, ONWARD)).to_be_in_viewport()


def test_report_cells_go_by_arrows(page: Page, site: Site) -> None:
    open_report(page, site.send_sample("city"))
    find_cell(page, "requests:new_received.natural_person").click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    expect(find_cell(page, "requests:carried_in.enterprise")).to_be_focused()
    page.keyboard.press("k")
    expect(find_cell(page, "requests:new_received.enterprise")).to_be_focused()


def test_report_themes_of_a_paragraph(page: Page, site: Site) -> None:
    document = site.send_sample("city")
    open_report(page, document)
    page.locator("[data-tab=narrative]").click()
    page.keyboard.press("j")
    page.keyboard.press("e")
    picker = page.locator(".picker")
    picker.get_by_role("button", name="复议诉讼").click()
    picker.locator("button.primary").click()
    expect(page.locator("article.held .tags")).to_contain_text("复议诉讼")
    (first, *_) = site.get(f"/v1/documents/{document}/paragraphs")
    assert "复议诉讼" in [score["tag"] for score in first["tags"]]
    page.keyboard.press("u")
    expect(page.locator("article.held .tags")).not_to_contain_text("复议诉讼")


def test_report_exports_carry_what_was_mended(page: Page, site: Site) -> None:
    open_report(page, site.send_sample("county"))
    set_cell(page, ONWARD, "14")
    expect(find_cell(page, ONWARD)).to_have_attribute("data-look", "edited")
    page.locator(".head summary").click()
    with page.expect_download() as download:
        page.locator('.head a[href$="format=json"]').click()
    analysis = json.loads(download.value.path().read_bytes())
    cells = analysis["tables"][1]["cells"]
    assert next(c["value"] for c in cells if c["row"] == "carried_out") == 14


def test_report_neighbours_follow_the_list_it_came_from(page: Page, site: Site) -> None:
    first, second = site.send_sample("water-bureau"), site.send_sample("education-bureau")
    page.goto(f"/reports/{first}?id={first}&id={second}&sort=created")
    page.locator(".head nav a").last.click()
    expect(page).to_have_url(re.compile(rf"/reports/{second}\?"))
    expect(page.locator("h1")).to_contain_text("教育局")


def send_notice(site: Site) -> int:
    text = "关于召开座谈会的通知\n\n各股室：\n定于三月五日上午召开座谈会，请准时参加。\n"
    return site.send("通知.txt", text.encode())


def send_rubbish(site: Site) -> int:
    return site.send("坏.pdf", b"%PDF-1.7\nnothing of a document")


@pytest.mark.parametrize(
    ("send", "said"),
    [
        (send_notice, "不像|似乎不是政府信息公开工作年度报告"),
        (send_rubbish, "没有处理成"),
        (lambda _: 99_999, "没有这份文件"),
    ],
)
def test_report_says_why_there_is_none(
    page: Page, site: Site, send: Callable[[Site], int], said: str
) -> None:
    page.goto(f"/reports/{send(site)}")
    expect(page.locator("#main")).to_contain_text(re.compile(said))


def test_report_on_a_telephone(page: Page, site: Site) -> None:
    document = site.send_sample("county")
    page.set_viewport_size({"width": 390, "height": 844})
    open_report(page, document)
    page.keyboard.press("n")
    expect(find_card(page)).to_be_in_viewport()
    expect(find_cell(page, "requests:new_received.natural_person")).to_be_in_viewport()
    page.locator("[data-tab=source]").click()
    expect(
        page.locator('mark[data-refs~="cell:requests:new_received.natural_person"]')
    ).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
