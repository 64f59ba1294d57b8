"""The labelled paragraphs keep the promises of their data card."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from documents.narrative import TAGS, Tag
from training.labels import LabelledParagraph, read_corpus

SHARED_REPORTS = Path(__file__).parents[2].parent / "shared" / "reports"
CARD = Path(__file__).parents[2] / "corpora" / "README.md"
CLAUSE = 25


@cache
def load() -> tuple[LabelledParagraph, ...]:
    return read_corpus()


@pytest.mark.parametrize("tag", TAGS)
def test_paragraphs_each_tag_has_examples_from_many_organisations(tag: Tag) -> None:
    bearers = [row for row in load() if tag in row.tags]
    assert len(bearers) >= 25
    assert len({row.organisation for row in bearers}) >= 8


def test_paragraphs_cover_years_and_provinces() -> None:
    assert {row.year for row in load()} == set(range(2008, 2026))
    assert len({row.province for row in load()}) == 31


def test_paragraphs_card_counts_are_those_of_the_corpus() -> None:
    counts = Counter(tag for row in load() for tag in row.tags)
    card = CARD.read_text(encoding="utf-8")
    assert f"{len(load()):,} paragraphs" in card
    for tag, count in counts.items():
        assert f"| {tag} | {count} |" in card


def test_paragraphs_stand_under_misleading_headings_too() -> None:
    assert (
        sum(
            bool(row.heading and row.tags)
            and not any(tag[:2] in (row.heading or "") for tag in row.tags)
            for row in load()
        )
        >= 20
    )


@pytest.mark.skipif(not SHARED_REPORTS.exists(), reason="the development reports are not here")
def test_paragraphs_are_not_copied_from_the_development_reports() -> None:
    reports = "".join(p.read_text(encoding="utf-8") for p in SHARED_REPORTS.glob("*.txt"))
    seen = {clause for clause in re.split(r"[。；！？\s]", reports) if len(clause) >= CLAUSE}
    for row in load():
        copied = {c for c in re.split(r"[。；！？\s]", row.text) if len(c) >= CLAUSE} & seen
        assert not copied, row.id
