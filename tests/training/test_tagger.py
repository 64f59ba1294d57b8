from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from documents.narrative import TAGS
from nlp.features import TagInput, read_context, read_wording
from nlp.segmenter import load_segmenter
from nlp.tags import MODEL, load_tagger
from training.evaluation import average_f1
from training.labels import OWN, LabelledParagraph, hash_corpus
from training.split import read_held_out, read_learnt
from training.tagger import (
    MARKS,
    FittedTagger,
    LinearModel,
    Recipe,
    fit_calibration,
    fit_model,
    fit_tagger,
    measure_tagger,
    read_examples,
    validate,
    write_tagger,
)


@cache
def fit() -> FittedTagger:
    return fit_tagger(load())


@cache
def load() -> tuple[LabelledParagraph, ...]:
    return read_learnt()


def read_inputs(corpus: tuple[LabelledParagraph, ...]) -> list[TagInput]:
    cut = load_segmenter().cut
    return [
        TagInput(tuple(cut(row.text)), row.text, row.section, row.heading, row.previous)
        for row in corpus
    ]


def test_tagger_inference_with_numpy_equals_scikit_learn(tmp_path: Path) -> None:
    path = tmp_path / "tags.json"
    write_tagger(fit(), path)
    ours = load_tagger(path)
    distances = fit().model.score(read_examples(load()))
    # scikit-learn's own curve over its own distances, not our formula for it
    for i, (slope, offset) in enumerate(
        zip(fit().calibration.slopes, fit().calibration.offsets, strict=True)
    ):
        curve = LogisticRegression().fit([[0.0], [1.0]], [0, 1])
        curve.coef_, curve.intercept_ = np.array([[slope]]), np.array([offset])
        theirs = curve.predict_proba(distances[:, [i]])[:, 1]
        found = ours.find_probabilities(read_inputs(load()))[:, i]
        np.testing.assert_allclose(found, theirs, atol=5e-3)


def test_tagger_inference_chooses_the_tags_that_training_chose(tmp_path: Path) -> None:
    path = tmp_path / "tags.json"
    write_tagger(fit(), path)
    calibration = fit().calibration
    examples = read_examples(load())
    chances = calibration.find_probabilities(fit().model.score(examples))
    clauses = [
        calibration.find_probabilities(fit().model.score(example.clauses)) for example in examples
    ]
    chosen = calibration.choose_tags(chances, clauses)
    found = load_tagger(path).score(read_inputs(load()))
    same = [
        {score.tag for score in scores} == tags for scores, tags in zip(found, chosen, strict=True)
    ]
    assert np.mean(same) > 0.98  # bare "无。" goes by rule; half precision may tip a score


def test_tagger_tells_how_far_it_is_and_what_it_thought_unseen() -> None:
    steps: list[tuple[int, int]] = []
    some = load()[::20]
    fitted = fit_tagger(some, progress=lambda done, of: steps.append((done, of)))
    assert steps == [(step, 7) for step in range(1, 8)]
    unseen = validate(some).chances
    assert unseen.shape == (len(some), len(TAGS))
    seen = fitted.calibration.find_probabilities(fitted.model.score(read_examples(some)))
    truth = np.array([[tag in row.tags for tag in TAGS] for row in some])
    assert np.abs(unseen - truth).mean() > 2 * np.abs(seen - truth).mean()


def test_tagger_own_paragraphs_are_learnt_and_move_no_curve() -> None:
    some, row = load()[::20], load()[0]
    own = replace(row, id=f"{OWN}1", text="叩门三响，应门三响。", tags=("依申请公开",), section=1)
    asked = replace(own, text="叩门七响，应门六响。")
    known = validate(some)
    before = fit_tagger(some, known=known)
    after = fit_tagger(some, own=(own, replace(own, id=f"{OWN}2")), known=known)
    assert after.calibration is before.calibration is known.calibration
    assert after.corpus_size == len(some) + 2
    place = TAGS.index("依申请公开")
    old, new = (f.model.score(read_examples([asked]))[0, place] for f in (before, after))
    assert new > 0 > old


def test_tagger_counts_an_offices_own_manner_more() -> None:
    """What no other paragraph begins with tells more of this office than a common beginning."""
    recipe = Recipe()
    assert recipe.weigh_context("^叩门", is_usual=False) > recipe.weigh_context("^叩门", True)
    assert recipe.weigh_context("§1", is_usual=False) == recipe.weigh_context("§1", True)


def test_tagger_same_corpus_gives_the_same_files(tmp_path: Path) -> None:
    some = load()[::4]
    for name in ("a", "b"):
        write_tagger(fit_tagger(some), tmp_path / f"{name}.json")
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_tagger_stored_model_comes_from_the_stored_corpus() -> None:
    assert load_tagger().name == f"tags-{hash_corpus(load())[:12]}"
    fresh = fit().calibration.find_probabilities(fit().model.score(read_examples(load())))
    np.testing.assert_allclose(
        load_tagger().find_probabilities(read_inputs(load())), fresh, atol=0.05
    )


def test_tagger_model_is_small() -> None:
    assert MODEL.with_suffix(".npz").stat().st_size < 3_000_000


def test_tagger_held_out_organisations_stay_above_the_floor() -> None:
    assert fit().macro_f1 >= 0.92
    assert fit().calibration_error <= 0.05


def test_tagger_stored_model_stays_above_the_floor_on_bodies_held_out() -> None:
    assert average_f1(measure_tagger(load_tagger(), read_held_out())) >= 0.935


def test_tagger_paragraphs_count_by_where_they_come_from() -> None:
    row = load()[0]
    rows = [row, replace(row, id="reports/some:1"), replace(row, id="labels/reports/some:1")]
    recipe = Recipe(single=2, own=5)
    assert [example.trust for example in read_examples(rows, recipe)] == [2, 1, 5]
    assert [row.in_report for row in rows] == [False, True, False]


def test_tagger_examples_hold_what_inference_reads() -> None:
    rows = load()[:20]
    for example, item in zip(read_examples(rows), read_inputs(rows), strict=True):
        assert example.wording == set(read_wording(item))
        assert example.context == read_context(item)


@pytest.mark.parametrize("block", sorted(set(MARKS.values())))
def test_tagger_recipe_leaves_a_block_out(block: str) -> None:
    recipe = Recipe(without=frozenset({block}))  # type: ignore[arg-type]
    left = {f[0] for example in read_examples(load()[:40], recipe) for f in example.context}
    assert {MARKS[mark] for mark in left} == set(MARKS.values()) - {block}


def test_tagger_blind_copies_lose_their_place_only() -> None:
    row = replace(load()[0], section=5, heading="存在问题", previous="一是人手少")
    example = read_examples([row])[0]
    lost = example.context - example.hide_place().context
    assert "§5" in lost
    assert {mark[0] for mark in lost} == {"§", "¶", "↑"}
    assert example.hide_place().wording == example.wording


def test_tagger_clauses_of_a_single_theme_are_learnt_as_that_theme() -> None:
    rows = [row for row in load() if row.tags in {("政府信息管理",), ("其他",)}]
    examples = read_examples(rows)
    truth = np.array([[tag in row.tags for tag in TAGS] for row in load()])
    without = fit_model(read_examples(load()), truth, Recipe(clause=0))

    def average(model: LinearModel, tag: str) -> float:
        clauses = [
            c for e, r in zip(examples, rows, strict=True) if tag in r.tags for c in e.clauses
        ]
        return float(model.score(clauses)[:, TAGS.index(tag)].mean())

    assert average(fit().model, "政府信息管理") > average(without, "政府信息管理") + 0.1
    assert average(fit().model, "其他") < average(without, "其他") + 0.1


def test_tagger_learns_what_it_is_shown() -> None:
    examples = read_examples(load())
    truth = np.array([[tag in row.tags for tag in TAGS] for row in load()])
    model = fit_model(examples, truth, Recipe())
    distances = model.score(examples)
    assert ((distances > 0) == truth).mean() > 0.99
    curve = fit_calibration(distances, truth)
    assert (curve.slopes > 0).all()
