"""The page of models in a real browser: train, promote or be refused, go back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from nlp.stored import read_files
from nlp.tags import CARD, MODEL, WEIGHTS
from tests.web.conftest import open_window
from tests.web.site import Site, open_site
from training.registry.aliases import change_aliases, register
from training.registry.card import CARD_JSON, CARD_PAGE, HELD, LEARNT, decode_card, encode_card
from training.registry.page import write_page

pytest.importorskip("sklearn")
REPORTS = ("county", "education-bureau", "township")
LABELS = 8


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office")


@pytest.fixture(scope="module")
def office(home: Path) -> Iterator[Site]:
    """A service of its own with some reports in it; its training runs are short."""
    with open_site(home, "tests.web.small_office") as found:
        for name in REPORTS:
            found.send_sample(name)
        yield found


@pytest.fixture
def window(browser: Browser, office: Site) -> Iterator[Page]:
    with open_window(browser, office) as found:
        found.goto("/models")
        found.wait_for_selector("[data-status]")
        yield found


def review(site: Site, number: int) -> None:
    """As somebody who agrees with the model."""
    for item in site.get(f"/v1/labels/queue?limit={number}")["items"]:
        answer = site.http.put(
            f"/v1/labels/{item['id']}", json={"tags": item["annotation"]["tags"]}
        )
        answer.raise_for_status()


def prepare_better(home: Path) -> tuple[str, str]:
    """The version just refused is in use all the same, and a challenger has its card and the
    weights of the built-in model: better than that, and nowhere worse than any. Both names."""
    (last,) = (home / "models").glob("tags-*")
    change_aliases(home / "models", lambda aliases: aliases.promote(last.name))
    files = read_files(last)
    card = replace(decode_card(files[CARD_JSON]), objections=(), sure=0, hints=(), unseen=())
    weights = MODEL.with_suffix(".npz")
    return last.name, register(
        home / "models",
        {
            CARD: MODEL.read_bytes(),
            WEIGHTS: weights.read_bytes(),
            LEARNT: b"",
            HELD: files[HELD],
            CARD_JSON: encode_card(card),
            CARD_PAGE: write_page(card).encode(),
        },
    )


def test_models_say_what_is_missing_before_the_first_training(window: Page) -> None:
    expect(window.locator("[data-deed=train]")).to_be_disabled()
    expect(window.locator("#main")).to_contain_text("至少还差 1 段")
    expect(window.locator("[data-shown=builtin]")).to_contain_text("还没有训练过")
    window.keyboard.press("t")
    expect(window.locator("[data-training]")).to_have_count(0)


def test_models_say_why_a_training_run_failed(window: Page, office: Site) -> None:
    job = office.http.post("/v1/training-runs").headers["Location"]
    failed = window.locator("[data-training=failed]")
    expect(failed).to_contain_text("没有标注，没有可学的", timeout=30_000)
    assert office.get(job)["state"] == "failed"
    failed.get_by_role("button", name="知道了").click()
    expect(failed).to_have_count(0)
    window.reload()
    window.wait_for_selector("[data-status]")
    expect(failed).to_have_count(0)


def test_models_a_training_run_can_be_cancelled(window: Page, office: Site) -> None:
    review(office, LABELS)
    window.reload()
    expect(window.locator("[data-status]")).to_contain_text(f"已复核 {LABELS} 段")
    window.keyboard.press("t")
    running = window.locator("[data-training=running]")
    expect(running.get_by_role("status")).to_contain_text("正在开始")
    expect(window.locator("[data-deed=train]")).to_be_disabled()
    running.get_by_role("button").click()
    expect(window.locator(".toasts")).to_contain_text("训练已取消")
    expect(running).to_have_count(0)
    assert office.get("/v1/jobs?kind=train")["items"][0]["state"] == "cancelled"


def test_models_training_is_watched_and_what_is_worse_refused(window: Page, office: Site) -> None:
    window.locator("[data-deed=train]").click()
    running = window.locator("[data-training=running]")
    expect(running.get_by_role("status")).to_contain_text(
        re.compile(r"学习，第 \d+/\d+ 步"), timeout=30_000
    )
    expect(running.get_by_role("progressbar")).to_have_attribute(
        "aria-valuenow", re.compile(r"\d+")
    )
    expect(window.locator(".toasts")).to_contain_text("训练好了", timeout=60_000)
    challenger = office.get("/v1/models")["challenger"]
    shown = window.locator(f'[data-shown="{challenger}"]')
    expect(shown).to_contain_text("候选")
    expect(shown.locator("table.scores tbody tr")).not_to_have_count(0)
    expect(window.locator("[data-status]")).to_contain_text("之后新复核 0 段")
    window.locator("[data-deed=promote]").click()
    expect(window.locator("[data-objections]")).to_contain_text("比较后没有启用", timeout=30_000)
    expect(window.locator("[data-objections] li").first).to_contain_text("比 builtin 低")
    assert office.get("/v1/models")["champion"] == "builtin"


def test_models_show_what_would_change_promote_and_roll_back(
    window: Page, office: Site, home: Path
) -> None:
    before, version = prepare_better(home)
    window.goto(f"/models?version={version}")
    window.locator("[data-deed=preview]").click()
    expect(window.locator("[data-preview] li")).not_to_have_count(0, timeout=30_000)
    changes = office.get(f"/v1/models/{version}/preview")["changes"]
    expect(window.locator("[data-preview] details")).to_have_count(
        len({change["document_id"] for change in changes})
    )
    expect(window.locator("[data-preview] li a").first).to_have_attribute(
        "href", re.compile(r"/reports/\d+#paragraph=p\d+")
    )
    window.locator("[data-deed=promote]").click()
    expect(window.locator("[data-shown] header .chip.good")).to_contain_text("在用", timeout=30_000)
    assert office.get("/v1/models")["champion"] == version
    window.get_by_role("button", name=f"用新模型重新识别 {len(REPORTS)} 份").click()
    done = f"重新识别完了：{len(REPORTS)} 份"
    expect(window.locator(".toasts")).to_contain_text(done, timeout=60_000)
    expect(window.locator("[data-reread]")).to_have_count(0)
    assert [entry["value"] for entry in office.get("/v1/facets")["model"]] == [version]
    window.locator("[data-deed=rollback]").click()
    dialog = window.locator("dialog[open]")
    expect(dialog).to_contain_text(f"换回{before}？")
    window.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    assert office.get("/v1/models")["champion"] == version
    window.locator("[data-deed=rollback]").click()
    dialog.locator(".primary").click()
    expect(window.locator("[data-status]")).to_contain_text(f"在用：{before}")
    models = office.get("/v1/models")
    assert (models["champion"], models["former"]) == (before, ["builtin"])
    assert [event["act"] for event in models["history"]][-2:] == ["promoted", "rolled-back"]


def test_models_on_a_telephone(window: Page) -> None:
    window.set_viewport_size({"width": 390, "height": 844})
    expect(window.locator("[data-shown]")).to_be_visible()
    assert window.evaluate("document.documentElement.scrollWidth") == 390
