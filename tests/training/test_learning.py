from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from documents.errors import ModelDamaged
from documents.narrative import TAGS
from nlp.stored import BUILTIN, find_champion, read_files
from nlp.tags import CARD, WEIGHTS, read_tagger
from tests.training.registry.office import list_labels, open_office, shift_labels
from training.annotations.annotation import Annotation, Review
from training.annotations.rows import decode_rows, write_annotations
from training.learning import (
    NothingToLearn,
    Trained,
    check_planes,
    find_contradicted,
    train,
)
from training.lessons import describe_row
from training.registry.aliases import read_aliases, roll_back
from training.registry.card import CARD_JSON, HELD, LEARNT, decode_card
from training.registry.gate import promote
from training.registry.versions import PLANES, list_versions, pack_planes, unpack_planes


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        yield open_office(tmp_path_factory.mktemp("office"), patch)


def learn(models: Path, rows: tuple[Annotation, ...], name: str = "labels") -> Trained:
    path = models.parent / f"{name}.jsonl"
    write_annotations(rows, path)
    return train(models, [path], f"gongkai train --labels {name}.jsonl")


@pytest.fixture(scope="module")
def trained(models: Path) -> Trained:
    return learn(models, list_labels())


@pytest.fixture(scope="module")
def poisoned(models: Path) -> Trained:
    return learn(models, shift_labels(list_labels()), "poisoned")


def test_learning_makes_a_challenger_with_all_its_files(models: Path, trained: Trained) -> None:
    files = read_files(models / trained.version)
    card = decode_card(files[CARD_JSON])
    assert card == trained.card
    learnt, held = (decode_rows(files[name], name).require() for name in (LEARNT, HELD))
    assert (len(learnt), len(held)) == (card.data.learnt, card.data.held)
    assert {row.id for row in (*learnt, *held)} <= {row.id for row in list_labels()}
    assert {row.organisation for row in learnt}.isdisjoint(row.organisation for row in held)
    assert trained.version in {event.version for event in read_aliases(models).history}
    assert find_champion(models) == BUILTIN


def test_learning_card_measures_both_sets_against_the_model_in_use(trained: Trained) -> None:
    card = trained.card
    assert [scores.name for scores in card.sets] == ["builtin", "own"]
    assert [(c.rival, c.on) for c in card.comparisons] == [(BUILTIN, "builtin"), (BUILTIN, "own")]
    for scores, comparison in zip(card.sets, card.comparisons, strict=True):
        assert scores.paragraphs == comparison.paragraphs > 20
        assert scores.macro_f1.low < scores.macro_f1.value < scores.macro_f1.high
    assert dict(card.made.libraries).keys() >= {"python", "numpy", "scikit-learn", "skops"}


def test_learning_closes_the_gap_of_an_office(trained: Trained) -> None:
    [gain] = [c.gain.macro for c in trained.card.comparisons if c.on == "own"]
    assert gain.value > 0
    assert trained.card.objections == ()
    assert len(trained.card.hints) <= 0.1 * trained.card.sure
    assert trained.card.sure > 0.5 * trained.card.data.learnt


def test_learning_from_a_poisoned_batch_is_refused(models: Path, poisoned: Trained) -> None:
    before = find_champion(models)
    judgement = promote(models, poisoned.version)
    assert any("请先复核" in objection for objection in judgement.objections)
    assert any("各主题平均 F1 比" in objection for objection in judgement.objections)
    assert find_champion(models) == before
    last = read_aliases(models).history[-1]
    assert (last.act, last.version, last.why) == (
        "refused",
        poisoned.version,
        judgement.objections,
    )


def test_learning_promotion_and_rollback(models: Path, trained: Trained) -> None:
    files = read_files(models / trained.version)
    assert promote(models, trained.version).objections == ()
    assert find_champion(models) == trained.version
    assert roll_back(models).champion == BUILTIN
    assert find_champion(models) == BUILTIN
    assert read_files(models / trained.version) == files


def test_learning_twice_at_once_makes_two_versions(models: Path) -> None:
    before = set(list_versions(models))
    with ThreadPoolExecutor(2) as pool:
        jobs = [
            pool.submit(learn, models, list_labels()[half::4], f"half-{half}") for half in (0, 1)
        ]
        made = {job.result().version for job in jobs}
    assert set(list_versions(models)) == before | made
    assert len(made) == 2
    for version in made:
        assert read_files(models / version)
    events = Counter(e.version for e in read_aliases(models).history if e.act == "trained")
    assert {events[version] for version in made} == {1}


def test_learning_reads_reviewed_labels_only(models: Path) -> None:
    row = replace(list_labels()[0], review=Review("suggested", model="tags-1"))
    with pytest.raises(NothingToLearn, match="1 条标注里没有可学的"):
        learn(models, (row,), "suggested")
    with pytest.raises(NothingToLearn, match="没有标注"):
        train(models, [], "gongkai train")


def test_learning_planes_are_held_against_inference(models: Path, trained: Trained) -> None:
    files = read_files(models / trained.version, (CARD, WEIGHTS, PLANES))
    tagger = read_tagger(files[CARD], files[WEIGHTS])
    rows = [describe_row(row) for row in list_labels()[:40]]
    check_planes(files[PLANES], tagger, rows)
    planes = unpack_planes(files[PLANES])
    planes["planes"] = (*planes["planes"][1:], planes["planes"][0])
    with pytest.raises(ModelDamaged, match="不一致"):
        check_planes(pack_planes(planes), tagger, rows)


def test_learning_finds_labels_that_are_contradicted() -> None:
    right, wrong, unsure, none = (replace(row, tags=("主动公开",)) for row in list_labels()[:4])
    rows = (right, wrong, unsure, replace(none, tags=()))
    chances = np.full((4, len(TAGS)), 0.02)
    chances[0, TAGS.index("主动公开")] = 0.3
    chances[0, TAGS.index("平台建设")] = chances[1, TAGS.index("平台建设")] = 0.97
    chances[2, TAGS.index("宣传培训")] = 0.5
    found = [(hint.id, hint.found, hint.chance) for hint in find_contradicted(rows, chances)]
    assert found == [(wrong.id, "平台建设", 0.97)]


def test_learning_card_lists_the_surest_contradictions_first(poisoned: Trained) -> None:
    chances = [hint.chance for hint in poisoned.card.hints]
    assert chances == sorted(chances, reverse=True)
    assert 0.7 * poisoned.card.sure < len(chances) <= poisoned.card.sure
