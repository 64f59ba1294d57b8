from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.errors import ModelDamaged, ModelMissing
from documents.narrative import TAGS
from nlp.characters import SPECIAL, number_characters
from nlp.encoder import (
    LEAST_FILLED,
    MODEL,
    SECTIONS,
    batch_by_length,
    load_encoder,
    load_ensemble,
    mix_odds,
    pad_rows,
    read_item,
)
from nlp.features import TagInput, cut_clauses
from nlp.segmenter import load_segmenter
from nlp.stored import hash_bytes
from nlp.tags import MODEL as LINEAR
from nlp.tags import load_tagger

KNOWN = "".join(sorted({*"".join(SECTIONS.values()), *"甲乙丙丁收到公开申请"}))
CHARACTERS = number_characters([*SPECIAL, *KNOWN])


def _describe(text: str, section: int | None = None, heading: str | None = None) -> TagInput:
    return TagInput(tuple(load_segmenter().cut(text)), text, section, heading)


def _write_model(folder: Path, **changes: Any) -> Path:
    """A network that says what the mean of its characters says: 乙 is 制度建设 and so on."""
    onnx = pytest.importorskip("onnx", reason="the network is written with onnx")
    helper, numpy_helper = onnx.helper, onnx.numpy_helper
    table = np.zeros((len(CHARACTERS.numbers), len(TAGS)), dtype=np.float32)
    table[CHARACTERS.numbers["乙"], 1] = 12
    table[CHARACTERS.numbers["丙"], 2] = 12
    graph = helper.make_graph(
        [
            helper.make_node("Gather", ["table", "characters"], ["states"]),
            helper.make_node("ReduceSum", ["states", "axes"], ["said"], keepdims=0),
        ],
        "sums",
        [helper.make_tensor_value_info("characters", onnx.TensorProto.INT64, ["n", "length"])],
        [helper.make_tensor_value_info("said", onnx.TensorProto.FLOAT, ["n", len(TAGS)])],
        [
            numpy_helper.from_array(table, "table"),
            numpy_helper.from_array(np.array([1]), "axes"),
        ],
    )
    opset = [helper.make_opsetid("", 18)]
    stored = helper.make_model(graph, opset_imports=opset, ir_version=10).SerializeToString()

    def name(value: float) -> dict[str, float]:
        return dict.fromkeys(TAGS, value)

    calibration = {"slopes": name(1.0), "offsets": name(-6.0), "thresholds": name(0.5)}
    card = {
        "schema": "encoder/1",
        "name": "encoder-test",
        "tags": TAGS,
        "length": 48,
        "floor": 0.05,
        "calibration": calibration,
        "with_linear": {
            "weight": 0.25,
            "slopes": name(1.0),
            "offsets": name(0.0),
            "thresholds": name(0.5),
        },
        "sha256": hash_bytes(stored),
        "characters": KNOWN,
    }
    (folder / "encoder.onnx").write_bytes(stored)
    (folder / "encoder.json").write_text(json.dumps(card | changes), "utf-8")
    return folder / "encoder.json"


def _read_back(row: Sequence[int]) -> str:
    names = {number: character for character, number in CHARACTERS.numbers.items()}
    return "".join(names[number] for number in row)


def test_encoder_reads_the_place_before_the_text() -> None:
    row = read_item(TagInput((), "丙丁。", 3, "甲乙", "乙乙"), CHARACTERS, 256)
    assert _read_back(row) == f"[CLS]{SECTIONS[3]}甲乙[SEP]丙丁[UNK][SEP]"


def test_encoder_reads_text_alone_where_the_place_is_unknown() -> None:
    row = read_item(TagInput((), "丙丁"), CHARACTERS, 256)
    assert _read_back(row) == "[CLS][SEP]丙丁[SEP]"


def test_encoder_reads_head_and_tail_of_a_long_text() -> None:
    row = read_item(TagInput((), "甲" * 100 + "乙" * 100 + "丙" * 100), CHARACTERS, 33)
    assert _read_back(row) == "[CLS][SEP]" + "甲" * 20 + "丙" * 10 + "[SEP]"


@given(st.lists(st.integers(1, 40), max_size=30), st.integers(8, 100))
def test_encoder_batches_each_row_once_and_keep_to_the_size(lengths: list[int], size: int) -> None:
    rows = [[7] * length for length in lengths]
    batches = list(batch_by_length(rows, size))
    assert sorted(place for batch in batches for place in batch) == list(range(len(rows)))
    for batch in batches:
        padded = pad_rows([rows[place] for place in batch], pad=0)
        assert padded.size <= size or len(batch) == 1
        assert (padded == 7).mean() >= LEAST_FILLED
        assert [int((row == 7).sum()) for row in padded] == [len(rows[place]) for place in batch]


def test_encoder_finds_the_same_in_any_company(tmp_path: Path) -> None:
    encoder = load_encoder(_write_model(tmp_path))
    items = [TagInput((), "甲" * n + "丙") for n in range(1, 30)] + [TagInput((), "乙")]
    together = encoder.find_probabilities(items)
    assert together.shape == (30, len(TAGS))
    alone = np.vstack([encoder.find_probabilities([item]) for item in items])
    np.testing.assert_allclose(together, alone, rtol=1e-5)
    assert together[0, 2] == pytest.approx(1 / (1 + np.exp(-6)))
    assert together[0, 1] == pytest.approx(1 / (1 + np.exp(6)))
    assert encoder.find_probabilities([]).shape == (0, len(TAGS))


def test_encoder_tags_by_the_rules_that_hold_for_all(tmp_path: Path) -> None:
    encoder = load_encoder(_write_model(tmp_path))
    (named, nothing) = encoder.score([_describe("乙丙"), _describe("无。", section=4)])
    assert [tag.tag for tag in named] == ["制度建设", "主动公开"]
    assert [tag.tag for tag in nothing] == ["复议诉讼"]


class _Counting:
    """A network that tells how many rows it was shown at a time."""

    def __init__(self, session: Any) -> None:
        self.session = session
        self.shown: list[int] = []

    def run(self, names: None, given: dict[str, Any]) -> list[Any]:
        self.shown.append(len(given["characters"]))
        return list(self.session.run(names, given))


def test_encoder_reads_no_clauses(tmp_path: Path) -> None:
    encoder = load_encoder(_write_model(tmp_path))
    ensemble = load_ensemble(load_tagger(LINEAR), tmp_path / "encoder.json")
    item = _describe("甲" * 19 + "乙。" + "甲" * 19 + "丙。")
    assert len(cut_clauses(item)) == 2
    assert [tag.tag for tag in encoder.score([item])[0]] == ["制度建设", "主动公开"]
    counting = _Counting(encoder.session)
    counted = replace(encoder, session=counting)
    counted.score([item])
    replace(ensemble, encoder=counted).score([item])
    assert counting.shown == [1, 1]


def test_ensemble_asks_the_encoder_where_the_linear_model_is_not_sure(tmp_path: Path) -> None:
    path = _write_model(tmp_path)
    linear = load_tagger(LINEAR)
    ensemble = load_ensemble(linear, path)
    sure = _describe("2024年，我镇共收到政府信息公开申请3件，均在法定期限内答复。", 3)
    items = [_describe("乙", 2), sure, _describe("甲", 1)]
    one, other = linear.find_probabilities(items), load_encoder(path).find_probabilities(items)
    odds, theirs = (np.log(p / (1 - p)) for p in (np.clip(p, 1e-4, 1 - 1e-4) for p in (one, other)))
    assert (one.max(axis=1) > 0.9).tolist() == [False, True, False]
    odds[::2] = 0.75 * odds[::2] + 0.25 * theirs[::2]
    found = ensemble.find_probabilities(items)
    np.testing.assert_allclose(found, 1 / (1 + np.exp(-odds)), rtol=1e-4)
    assert not np.allclose(found[0], one[0], rtol=1e-2)
    assert ensemble.name == f"{linear.name}+encoder-test"
    assert [t.tag for t in ensemble.score(items)[1]] == ["依申请公开"]


def test_ensemble_of_sure_paragraphs_leaves_the_encoder_in_peace(tmp_path: Path) -> None:
    ensemble = load_ensemble(load_tagger(LINEAR), _write_model(tmp_path))
    mute = replace(ensemble, encoder=replace(ensemble.encoder, session=None))
    sure = _describe("2024年，我镇共收到政府信息公开申请3件，均在法定期限内答复。", 3)
    assert [t.tag for t in mute.score([sure])[0]] == ["依申请公开"]
    assert mute.find_probabilities([]).shape == (0, len(TAGS))


def test_ensemble_odds_of_certainty_are_bounded() -> None:
    mixed = mix_odds(np.array([[0.0, 1.0, 0.5]]), np.array([[1.0, 1.0, 0.5]]), 0.5)
    np.testing.assert_allclose(mixed, [[0, np.log(9999), 0]], atol=1e-3)


@given(st.floats(0, 0.09), st.floats(0.91, 1), st.floats(0.1, 1))
def test_ensemble_odds_of_a_sure_linear_model_are_its_own(
    low: float, high: float, weight: float
) -> None:
    linear = np.array([[low, high], [low, low], [0.5, high]])
    alone, mixed = (mix_odds(linear, np.full((3, 2), 0.5), w) for w in (0.0, weight))
    np.testing.assert_array_equal(mixed[0], alone[0])
    assert (mixed[1] > alone[1]).all()
    assert mixed[2, 1] < alone[2, 1]


def test_encoder_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        load_encoder(tmp_path / "encoder.json")
    path = _write_model(tmp_path)
    path.with_suffix(".onnx").unlink()
    with pytest.raises(ModelMissing):
        load_encoder(path)


@pytest.mark.parametrize(
    "changes",
    [{"schema": "encoder/0"}, {"tags": ["主动公开"]}, {"sha256": "0" * 64}, {"calibration": {}}],
)
def test_encoder_of_another_make_is_refused(tmp_path: Path, changes: dict[str, Any]) -> None:
    with pytest.raises(ModelDamaged):
        load_encoder(_write_model(tmp_path, **changes))


def test_encoder_changed_on_disk_is_refused(tmp_path: Path) -> None:
    path = _write_model(tmp_path)
    network = path.with_suffix(".onnx")
    network.write_bytes(network.read_bytes() + b"\0")
    with pytest.raises(ModelDamaged):
        load_encoder(path)
    path.write_bytes(b"{")
    with pytest.raises(ModelDamaged):
        load_encoder(path)


def test_ensemble_needs_its_calibration(tmp_path: Path) -> None:
    with pytest.raises(ModelDamaged):
        load_ensemble(load_tagger(LINEAR), _write_model(tmp_path, with_linear=None))


def test_encoder_that_comes_with_the_program_knows_plain_cases() -> None:
    items = [
        _describe("2024年，我镇共收到政府信息公开申请3件，均在法定期限内答复，予以公开2件。", 1),
        _describe("2024年未发生因政府信息公开引起的行政复议和行政诉讼案件。", 4),
        _describe("一是公开内容不够全面，更新不够及时；二是工作人员业务能力有待提高。", 5),
    ]
    encoder = load_encoder()
    ensemble = load_ensemble(load_tagger(LINEAR))
    for model in (encoder, ensemble):
        found = [{tag.tag for tag in tags} for tags in model.score(items)]
        assert found == [{"依申请公开"}, {"复议诉讼"}, {"存在问题"}]
    assert sum(f.stat().st_size for f in MODEL.parent.glob("encoder.*")) < 20_000_000
    assert encoder.characters.numbers[SPECIAL[0]] == 0
