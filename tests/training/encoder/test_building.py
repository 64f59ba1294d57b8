from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.training.encoder.checkpoints import write_bert, write_modernbert, write_rows

pytest.importorskip("onnx", reason="the encoder is handed on as ONNX")
pytest.importorskip("onnxscript", reason="the encoder is handed on as ONNX")

from onnxruntime import InferenceSession

from nlp.encoder import load_encoder, load_ensemble, pad_rows, read_item
from nlp.stored import hash_bytes
from nlp.tags import MODEL as LINEAR
from nlp.tags import load_tagger
from training.encoder.building import build_encoder
from training.encoder.checkpoint import hash_weights
from training.encoder.export import encode_network, quantize_network
from training.encoder.finetuning import Recipe, fit_network
from training.encoder.validation import list_items, read_truth
from training.evaluation import average_f1
from training.labels import hash_corpus

QUICK = Recipe(epochs=10, batch=15, rate=3e-3, head_rate=2e-2, dropout=0.0, hide_characters=0.0)


def test_building_makes_what_inference_reads(tmp_path: Path) -> None:
    rows = write_rows(4)
    base = write_bert(tmp_path / "base")
    path = tmp_path / "out" / "encoder.json"
    linear, encoder, both = build_encoder(base, rows, path, replace(QUICK, epochs=8), 2)
    for validated in (linear, encoder, both):
        assert 0 <= average_f1(validated.measures) <= 1
    card = json.loads(path.read_text("utf-8"))
    assert card["base"]["sha256"] == hash_weights(base)
    assert card["corpus"] == {"sha256": hash_corpus(rows), "paragraphs": len(rows)}
    assert card["unseen"] == len(rows)
    assert card["sha256"] == hash_bytes(path.with_suffix(".onnx").read_bytes())
    said = load_encoder(path).find_distances(list_items(rows))
    assert (said.argmax(axis=1) == read_truth(rows).argmax(axis=1)).mean() > 0.9
    both_say = load_ensemble(load_tagger(LINEAR), path).find_probabilities(list_items(rows))
    assert both_say.shape == said.shape


def test_building_hands_on_what_a_network_of_any_make_said(tmp_path: Path) -> None:
    rows = write_rows(2)
    items = list_items(rows)
    fitted = fit_network(write_modernbert(tmp_path), items, read_truth(rows), np.ones(30), QUICK)
    whole = encode_network(fitted.themes)
    for stored, tolerance in ((whole, 0.1), (quantize_network(whole), 0.6)):
        session = InferenceSession(stored, providers=["CPUExecutionProvider"])
        shown = [read_item(item, fitted.base.characters, fitted.base.length) for item in items]
        (said,) = session.run(None, {"characters": pad_rows(shown, 0)})
        assert np.abs(said - fitted.score(items)).max() < tolerance  # bfloat16 there
