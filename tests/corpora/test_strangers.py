"""The unknown hand stays a test: nothing learns from it, and the card tells what there is."""

from __future__ import annotations

from pathlib import Path

from training.labels import read_corpus
from training.split import read_held_out, read_learnt

STRANGERS = Path(__file__).parents[2] / "corpora" / "strangers"


def test_strangers_are_learnt_by_nothing() -> None:
    rows = read_corpus(STRANGERS)
    known = (*read_learnt(), *read_held_out())
    assert not {row.text for row in rows} & {row.text for row in known}
    assert not {row.organisation for row in rows} & {row.organisation for row in known}


def test_strangers_card_counts_are_those_of_the_file() -> None:
    rows = read_corpus(STRANGERS)
    card = (STRANGERS / "README.md").read_text("utf-8")
    bodies = {row.organisation for row in rows}
    assert f"{len(rows)} paragraphs of {len(bodies)} invented bodies" in card
