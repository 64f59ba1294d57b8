"""Pretrained for seconds here: that it runs and is of use, not how well it guesses."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.training import Example

from nlp.person_model import STEPS, describe
from training.character_pretraining import Reading, blot, pretrain, read_texts
from training.character_tagger import SETTINGS, make_doc, make_tagger, start_from


@given(st.integers(1, 120), st.integers())
def test_character_pretraining_blots_out_some_of_a_sentence(length: int, seed: int) -> None:
    places = blot("何" * length, Reading(), Random(seed))
    assert places
    assert sorted(set(places)) == places
    assert 0 <= places[0] <= places[-1] < length


def test_character_pretraining_blots_out_the_share_asked_for() -> None:
    random, reading = Random(1), Reading()
    blotted = sum(len(blot("何" * 60, reading, random)) for _ in range(400))
    assert 0.15 < blotted / (60 * 400) < 0.21


def test_character_pretraining_reads_what_is_learnt_from() -> None:
    texts = list(read_texts(None))
    assert len(texts) == 3 * len(set(zip(range(len(texts) // 3), texts, strict=False)))


def test_character_pretraining_gives_a_body_to_start_from(
    capsys: pytest.CaptureFixture[str],
) -> None:
    pytest.importorskip("torch", reason="taggers of characters are trained with torch")
    texts = ["由镇长任组长，副镇长任副组长。", "全年公开信息二百条，没有收到申请。"]
    reading = Reading(characters=205 * 32, batch=2, vocabulary=40, warm_up=20)
    body = pretrain(texts, reading)
    assert body == pretrain(texts, reading)
    told = [float(line.rpartition(" ")[2]) for line in capsys.readouterr().out.splitlines()]
    assert told[1] < told[0]
    language, tagger = make_tagger(SETTINGS, STEPS)
    language.initialize()
    doc = make_doc(language, texts[0], describe(texts[0]))
    layers = tagger.model.get_ref("tok2vec")
    before = np.array(layers.predict([doc])[0])
    start_from(tagger, body)
    after = np.array(layers.predict([doc])[0])
    assert np.abs(after - before).max() > 0.01

    doc.tensor = np.zeros((len(doc), 3), dtype=np.float32)
    language, tagger = make_tagger({**SETTINGS, "heard": 3}, STEPS)
    language.initialize(lambda: [Example(doc, doc)])
    start_from(tagger, body)
    layers = tagger.model.get_ref("tok2vec")
    np.testing.assert_allclose(layers.predict([doc])[0], after, atol=1e-5)
    doc.tensor += 1
    assert np.abs(np.array(layers.predict([doc])[0]) - after).max() > 0.01
