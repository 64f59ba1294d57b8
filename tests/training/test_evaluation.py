from __future__ import annotations

import numpy as np
import pytest

from documents.narrative import Tag
from training.evaluation import TagMeasure, average_f1, measure_calibration, measure_tags


def test_evaluation_counts_right_expected_and_found() -> None:
    expected: list[set[Tag]] = [{"主动公开"}, {"主动公开", "平台建设"}, set()]
    found: list[set[Tag]] = [{"主动公开"}, {"平台建设"}, {"平台建设"}]
    measures = {m.tag: m for m in measure_tags(expected, found)}
    assert measures["主动公开"] == TagMeasure(tag="主动公开", right=1, expected=2, found=1)
    assert measures["平台建设"] == TagMeasure(tag="平台建设", right=1, expected=1, found=2)
    assert measures["主动公开"].precision == 1
    assert measures["主动公开"].recall == 0.5
    assert measures["主动公开"].f1 == pytest.approx(2 / 3)


def test_evaluation_average_leaves_out_absent_tags_and_those_without_theme() -> None:
    measures = measure_tags([{"主动公开"}, {"引言"}], [{"主动公开"}, set()])
    assert average_f1(measures) == 1
    assert average_f1(measures, ("主动公开", "引言")) == 0.5


def test_evaluation_needs_the_same_paragraphs() -> None:
    with pytest.raises(ValueError, match="shorter"):
        measure_tags([set(), set()], [set()])


def test_evaluation_calibration_is_zero_for_honest_scores_and_the_gap_otherwise() -> None:
    truth = np.array([True, True, True, False])
    assert measure_calibration(np.full(4, 0.75), truth) == pytest.approx(0)
    assert measure_calibration(np.full(4, 0.95), truth) == pytest.approx(0.2)


def test_evaluation_calibration_overlooks_scores_near_zero() -> None:
    assert measure_calibration(np.array([0.01, 0.02]), np.array([True, True])) == 0
