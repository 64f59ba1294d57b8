"""What the models for themes cost, and how the page says so."""

from __future__ import annotations

import pytest

import nlp.tags
from benchmarks.speed import themes
from benchmarks.speed.results import list_theme_misses, write_themes
from benchmarks.speed.themes import GOALS, ThemeCost, measure_themes
from nlp.features import TagInput

TEXT = "甲县2024年政府信息公开工作年度报告\n一、总体情况\n收到申请3件，均已答复。\n"


def test_themes_are_measured_within_the_analysis(monkeypatch: pytest.MonkeyPatch) -> None:
    used: list[str] = []

    def analyze(data: bytes, name: str) -> None:
        used.append(nlp.tags.load_tagger().name)

    monkeypatch.setattr(themes, "analyze", analyze)
    before = nlp.tags.load_tagger
    items = [TagInput(("收到", "申请"), "收到申请")] * 20
    costs = measure_themes([TEXT], 1, items)
    assert [cost.model for cost in costs] == list(GOALS)
    assert all(cost.paragraphs > 0 for cost in costs)
    linear, encoder, both = used[:3]
    assert linear.startswith("tags-")
    assert encoder.startswith("encoder-")
    assert both == f"{linear}+{encoder}"
    assert nlp.tags.load_tagger is before


@pytest.mark.parametrize(
    ("paragraphs", "ratio", "met"), [(150, 10, True), (149, 9, False), (200, 10.1, False)]
)
def test_themes_page_says_which_goal_is_missed(paragraphs: float, ratio: float, met: bool) -> None:
    cost = ThemeCost("encoder", paragraphs, ratio)
    page = "\n".join(write_themes([cost]))
    assert f"| encoder | {paragraphs:,.0f} | 150 | {ratio:.2f} | 10 |" in page
    assert (list_theme_misses([cost]) == []) == met
