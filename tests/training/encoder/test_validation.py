from __future__ import annotations

import numpy as np
import pytest

from tests.training.encoder.checkpoints import write_rows
from training.encoder.validation import (
    Fold,
    Scored,
    choose_weight,
    find_folds,
    list_items,
    mix_scored,
    read_truth,
    score_unseen,
    validate,
)
from training.evaluation import average_f1

ROWS = write_rows(6)
TRUTH = read_truth(ROWS)
FOLDS = find_folds(ROWS, 3)


def _score(noise: float, seed: int) -> Scored:
    """Log odds of 3 for what is right and -3 for what is not, and noise."""
    chance = np.random.default_rng(seed)
    whole = np.where(TRUTH, 3.0, -3.0) + chance.normal(0, noise, TRUTH.shape)
    return Scored(whole, tuple(whole[:0] for _ in ROWS))


def test_validation_folds_share_no_organisation() -> None:
    for fold in FOLDS:
        learnt = {ROWS[i].organisation for i in fold.learnt}
        held = {ROWS[i].organisation for i in fold.held}
        assert learnt
        assert held
        assert not learnt & held
    assert sorted(i for fold in FOLDS for i in fold.held) == list(range(len(ROWS)))


def test_validation_scores_what_was_not_learnt() -> None:
    items = list_items(ROWS)
    fitted: list[Fold] = []

    def fit(fold: Fold):  # type: ignore[no-untyped-def]
        fitted.append(fold)
        return lambda shown: np.full((len(shown), 15), float(len(fitted)))

    scored = score_unseen(items, FOLDS, fit)
    assert fitted == list(FOLDS)
    for number, fold in enumerate(FOLDS, start=1):
        assert (scored.whole[fold.held] == number).all()
    assert [clauses.shape for clauses in scored.clauses] == [(0, 15)] * len(ROWS)


def test_validation_measures_what_is_right() -> None:
    assert average_f1(validate(_score(0.1, 0), TRUTH, FOLDS).measures) == 1
    noisy = validate(_score(6, 0), TRUTH, FOLDS)
    assert average_f1(noisy.measures) < 0.8
    assert noisy.calibration.thresholds.shape == (15,)


def test_validation_weighs_the_better_model_more() -> None:
    good, bad = _score(0.5, 1), _score(4, 2)
    chances = [1 / (1 + np.exp(-scored.whole)) for scored in (good, bad)]
    assert choose_weight(chances[0], chances[1], TRUTH) < 0.5
    assert choose_weight(chances[1], chances[0], TRUTH) > 0.5


def test_validation_of_both_is_better_than_of_either() -> None:
    one, other = _score(3, 3), _score(3, 4)
    apart = [validate(scored, TRUTH, FOLDS) for scored in (one, other)]
    mixed = mix_scored(one, other, (apart[0].calibration, apart[1].calibration), 0.5)
    both = validate(mixed, TRUTH, FOLDS)
    assert average_f1(both.measures) > max(average_f1(v.measures) for v in apart)


def test_validation_leaves_clauses_to_the_linear_model() -> None:
    clause, other = np.full((1, 15), 0.3), np.full((1, 15), 5.0)
    linear, encoder = (Scored(_score(1, 5).whole, (said,) * len(ROWS)) for said in (clause, other))
    calibration = validate(linear, TRUTH, FOLDS).calibration
    mixed = mix_scored(linear, encoder, (calibration, calibration), 0.5)
    expected = 0.3 * calibration.slopes + calibration.offsets
    assert mixed.clauses[3][0] == pytest.approx(np.clip(expected, -9.2102, 9.2102), abs=1e-3)
