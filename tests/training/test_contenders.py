from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from documents.narrative import TAGS
from nlp.features import TagInput
from tests.training.test_trials import make_division, make_rows
from training.contenders import BOTH, ENCODER, LINEAR, BaseMissing, Contest, learn_linear
from training.divisions import Division, Fold
from training.tagger import Recipe


def test_contenders_linear_learns_and_leaves_out_what_the_recipe_does() -> None:
    rows = make_rows("甲")
    item = TagInput(("组织", "领导", "，", "丙"), "组织领导，丙", 1)
    whole = learn_linear(Recipe(seen_in=1))(rows)([item])
    words = learn_linear(Recipe(seen_in=1, without=frozenset({"pairs", "characters"})))(rows)
    assert whole.shape == (1, len(TAGS))
    assert TAGS[int(whole[0].argmax())] == "组织领导"
    assert not np.allclose(whole, words([item]))


def test_contenders_keep_their_answers(tmp_path: Path) -> None:
    contest = Contest(make_division(), folder=tmp_path)
    first = contest.answer(LINEAR)
    (kept,) = tmp_path.iterdir()
    assert LINEAR in kept.name
    again = Contest(make_division(), folder=tmp_path).answer(LINEAR)
    assert again.found == first.found
    assert np.allclose(again.chances, first.chances, atol=1e-6)


def test_contenders_the_encoder_wants_a_checkpoint() -> None:
    with pytest.raises(BaseMissing):
        Contest(make_division()).answer(BOTH)
    with pytest.raises(KeyError):
        Contest(make_division()).answer("oracle")


def test_contenders_encoder_and_both_are_fitted_fold_by_fold(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="the encoder is trained with torch")
    from tests.training.encoder.checkpoints import write_bert, write_rows

    rows = write_rows(4)
    folds = tuple(
        Fold(
            part,
            tuple(row for row in rows if (row.organisation in held) == (part == "other")),
            tuple(row for row in rows if (row.organisation in held) == (part != "other")),
        )
        for held in [{"第0县", "第1县"}]
        for part in ("first", "other")
    )
    contest = Contest(
        Division("halves", folds, folds), base=write_bert(tmp_path / "base"), folder=tmp_path
    )
    both = contest.answer(BOTH)
    assert both.chances.shape == contest.answer(ENCODER).chances.shape == (len(rows), len(TAGS))
    assert len(both.tags) == len(rows)
    assert len([*tmp_path.glob("*.npz")]) == 2
