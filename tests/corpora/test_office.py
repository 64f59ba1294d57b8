"""The simulated office keeps the promises of its data card."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from benchmarks.learning.office import LABELS
from documents.narrative import TAGS, Tag
from training.annotations.annotation import Annotation
from training.annotations.rows import read_annotations
from training.labels import read_corpus
from training.split import read_held_out, read_learnt

CARD = (LABELS.parent / "README.md").read_text(encoding="utf-8")
SHARED_REPORTS = Path(__file__).parents[2].parent / "shared" / "reports"
CLAUSE = 15


@cache
def load() -> tuple[Annotation, ...]:
    return read_annotations(LABELS)


@pytest.mark.parametrize("tag", TAGS)
def test_office_each_tag_has_examples_from_many_bodies(tag: Tag) -> None:
    bearers = [row for row in load() if tag in (row.tags or ())]
    assert len(bearers) >= 12
    assert len({row.organisation for row in bearers}) >= 10


def test_office_every_row_is_reviewed_and_stands_once() -> None:
    assert {row.review.state for row in load()} == {"reviewed"}
    assert len({row.text for row in load()}) == len(load())
    assert all(row.tags and row.organisation for row in load())


def test_office_card_counts_are_those_of_the_labels() -> None:
    bodies = {row.organisation for row in load()}
    several = sum(len(row.tags or ()) > 1 for row in load())
    assert f"{len(load())} paragraphs" in CARD
    assert f"{len(bodies)} bodies" in CARD
    assert f"{several} paragraphs bear several tags" in CARD
    counts = Counter(tag for row in load() for tag in row.tags or ())
    for tag, count in counts.items():
        assert f"| {tag} | {count} |" in CARD


def cut(text: str) -> set[str]:
    return {clause for clause in re.split(r"[。；！？;!?\s]", text) if len(clause) >= CLAUSE}


def test_office_is_no_part_of_the_corpus() -> None:
    corpus = (*read_learnt(), *read_held_out(), *read_corpus())
    known = {clause for row in corpus for clause in cut(row.text)}
    assert not [row.id for row in load() if cut(row.text) & known]
    assert {row.organisation for row in load()}.isdisjoint(row.organisation for row in corpus)


@pytest.mark.skipif(not SHARED_REPORTS.exists(), reason="the development reports are not here")
def test_office_is_not_copied_from_the_development_reports() -> None:
    texts = "\n".join(p.read_text(encoding="utf-8") for p in SHARED_REPORTS.glob("*.txt"))
    assert not [row.id for row in load() if cut(row.text) & cut(texts)]
