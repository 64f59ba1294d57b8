"""jieba's lexical network, LAC small: what two layers of GRU in both directions hold of each
character. It has learnt words and their kinds, names of persons among them, from far more text than
there is here.

jieba's package carries the weights for a mode of its own that needs paddle; here they are read from
it, so that ``training.tagger_graph`` can draw them. Source: Baidu, Chinese Lexical Analysis with
Deep Bi-GRU-CRF Network, 2018; Apache License 2.0.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nlp.character_tagger import CODES

Floats = NDArray[np.float32]

UNITS: Final = 128
"""Units of one layer in one direction."""

_FOLDER: Final = files("jieba") / "lac_small"
_UNKNOWN: Final = "OOV"
# It has met no other marks than those of half width.
_MARKS: Final = str.maketrans("、。“”‘’《》—…", ',.""\'\'""-.')
# A stored array: where the length of its description is, and where this begins.
_LENGTH: Final = slice(16, 20)


@dataclass(frozen=True, slots=True)
class LexicalWeights:
    """``rows`` has the row of ``table`` for each code point; a layer has inputs, states and bias,
    forward and backward, in the order and of the signs of ONNX's GRU."""

    rows: NDArray[np.uint16]
    table: Floats
    layers: tuple[tuple[Floats, Floats, Floats], ...]


@cache
def read_lexical_weights() -> LexicalWeights:
    """The weights in jieba's package.

    Raises FileNotFoundError where another jieba has none."""
    layers = []
    for first in (0, 2):
        inputs, states, bias = zip(_read_direction(first), _read_direction(first + 1), strict=True)
        layers.append((np.stack(inputs), np.stack(states), np.stack(bias)))
    table = _read_array("word_emb").reshape(-1, UNITS)
    return LexicalWeights(_number_characters(), table, tuple(layers))


def _number_characters() -> NDArray[np.uint16]:
    printed = (_FOLDER / "word.dic").read_text(encoding="utf-8").rstrip("\n")
    rows = {word: int(row) for row, word in (line.split("\t") for line in printed.split("\n"))}
    known = (
        unicodedata.normalize("NFKC", chr(code))[:1].translate(_MARKS) for code in range(CODES)
    )
    return np.array([rows.get(word, rows[_UNKNOWN]) for word in known], dtype=np.uint16)


def _read_direction(number: int) -> tuple[Floats, Floats, Floats]:
    """Inputs, states and bias of a layer in one direction. The first of three gates says how much
    becomes new; in ONNX, how much stays as it was."""
    inputs = _read_array(f"fc_{number}.w_0").reshape(-1, 3 * UNITS).T
    bias = _read_array(f"fc_{number}.b_0") + _read_array(f"gru_{number}.b_0")
    gates, candidate = np.split(_read_array(f"gru_{number}.w_0"), [2 * UNITS * UNITS])
    states = np.hstack([gates.reshape(UNITS, -1), candidate.reshape(UNITS, -1)]).T
    sign = np.where(np.arange(3 * UNITS) < UNITS, -1, 1).astype(np.float32)
    # what inputs and what states add stand apart in ONNX
    whole = np.concatenate([sign * bias, np.zeros_like(bias)])
    return sign[:, None] * inputs, sign[:, None] * states, whole


def _read_array(name: str) -> Floats:
    stored = (_FOLDER / "model_baseline" / name).read_bytes()
    start = _LENGTH.stop + int.from_bytes(stored[_LENGTH], "little")
    return np.frombuffer(stored, np.float32, offset=start)
