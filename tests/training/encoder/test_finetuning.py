from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import numpy as np

from nlp.features import TagInput
from tests.training.encoder.checkpoints import torch, write_bert, write_rows
from training.encoder.finetuning import Recipe, Themes, _hide_place, fit_network
from training.encoder.validation import list_items, read_truth

QUICK = Recipe(epochs=12, batch=15, rate=3e-3, head_rate=2e-2, dropout=0.0, hide_characters=0.0)


def test_finetuning_learns_what_tells_the_themes_apart(tmp_path: Path) -> None:
    learnt, unseen = write_rows(4), write_rows(6)[60:]
    fitted = fit_network(
        write_bert(tmp_path), list_items(learnt), read_truth(learnt), np.ones(len(learnt)), QUICK
    )
    said = fitted.score(list_items(unseen))
    assert said.shape == (30, 15)
    assert (said.argmax(axis=1) == read_truth(unseen).argmax(axis=1)).mean() > 0.9


def test_finetuning_gives_the_same_for_the_same(tmp_path: Path) -> None:
    rows = write_rows(2)
    items, recipe = list_items(rows), replace(QUICK, epochs=1)
    said = [
        fit_network(write_bert(tmp_path), items, read_truth(rows), np.ones(len(rows)), recipe)
        for _ in range(2)
    ]
    np.testing.assert_array_equal(said[0].score(items), said[1].score(items))


def test_finetuning_does_not_look_at_padding(tmp_path: Path) -> None:
    from training.encoder.checkpoint import read_base

    base = read_base(write_bert(tmp_path), [], 64)
    themes = Themes(base.network, 0.0).eval()
    short = torch.tensor([[2, 7, 8, 3]])
    with torch.no_grad():
        padded = torch.cat([short, torch.zeros((1, 5), dtype=torch.long)], dim=1)
        torch.testing.assert_close(themes(short), themes(padded), atol=1e-5, rtol=1e-4)


def test_finetuning_hides_each_part_of_the_place_at_times() -> None:
    item = TagInput((), "甲", 1, "乙")
    chance = random.Random(0)
    hidden = [_hide_place(item, Recipe(hide_place=0.2), chance) for _ in range(2000)]
    for name in ("section", "heading"):
        share = sum(getattr(one, name) is None for one in hidden) / len(hidden)
        assert 0.3 < share < 0.42  # 0.2 by all, 0.2 of the rest alone
    assert all(one.text == "甲" for one in hidden)
