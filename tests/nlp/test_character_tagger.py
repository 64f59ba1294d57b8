from __future__ import annotations

import numpy as np
import pytest

from nlp.character_tagger import UNKNOWN, CharacterTagger, read_characters
from nlp.person_model import KINDS, MODEL, STEPS, load_person_model

TEXT = "由镇长刘志强任组长，副镇长张晓梅任副组长。"


@pytest.fixture(scope="module")
def tagger() -> CharacterTagger:
    return CharacterTagger(MODEL.with_suffix(".onnx").read_bytes())


def test_character_tagger_tells_code_points_of_the_first_plane() -> None:
    assert read_characters("a何\ue000𠀀").tolist() == [97, 0x4F55, 0xE000, UNKNOWN]


def test_character_tagger_reads_the_same_alone_and_beside_others(tagger: CharacterTagger) -> None:
    # The other networks are asked where the first sees somebody; here it does in every reading.
    kinds = np.random.default_rng(2).integers(0, len(KINDS), (5, len(TEXT)))
    each = np.concatenate([tagger.score(TEXT, kinds[at : at + 1]) for at in range(5)])
    assert each.shape == (5, len(TEXT), len(STEPS))
    assert each[:, :, STEPS.index("B")].max(axis=1).min() > 0.1
    assert np.ptp(each, axis=0).max() > 0.01
    np.testing.assert_allclose(tagger.score(TEXT, kinds), each, atol=1e-6)
    np.testing.assert_allclose(each.sum(axis=2), 1, atol=1e-5)


def test_character_tagger_says_what_the_person_model_says(tagger: CharacterTagger) -> None:
    other = "组长：王建国 局长"
    model = load_person_model()
    assert model.score(other).shape == (len(other), len(STEPS))
    assert model.score(other)[:, STEPS.index("B")].argmax() == 3


@pytest.mark.parametrize("shape", [(1, 1), (len(TEXT),), (len(TEXT), 2)])
def test_character_tagger_refuses_kinds_of_another_length(
    tagger: CharacterTagger, shape: tuple[int, ...]
) -> None:
    with pytest.raises(ValueError, match="kinds for"):
        tagger.score(TEXT, np.zeros(shape, dtype=np.int64))
