from __future__ import annotations

from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.lexical_network import UNITS, LexicalWeights, read_lexical_weights

Numbers = NDArray[Any]
TAGS = (files("jieba") / "lac_small" / "tag.dic").read_text("utf-8").split()[1::2]


def read_final(name: str, *shape: int) -> Numbers:
    """The last layer, which is not drawn, tells whether what is below it was read as it was
    meant."""
    stored = (files("jieba") / "lac_small" / "model_baseline" / name).read_bytes()
    return np.frombuffer(stored[-4 * int(np.prod(shape)) :], np.float32).reshape(shape)


def squash(numbers: Numbers) -> Numbers:
    squashed: Numbers = 1 / (1 + np.exp(-numbers))
    return squashed


def run(weights: LexicalWeights, text: str) -> Numbers:
    """A gated recurrent unit as ONNX defines it, step by step."""
    read: Numbers = weights.table[weights.rows[[*map(ord, text)]]].astype(float)
    for inputs, states, bias in weights.layers:
        turns = []
        for turn in (0, 1):
            state, held = np.zeros(UNITS), []
            for row in read[::-1] if turn else read:
                asked = inputs[turn] @ row + bias[turn][: 3 * UNITS]
                gates = squash(asked[: 2 * UNITS] + states[turn][: 2 * UNITS] @ state)
                stay, reset = gates[:UNITS], gates[UNITS:]
                new = np.tanh(asked[2 * UNITS :] + states[turn][2 * UNITS :] @ (reset * state))
                state = (1 - stay) * new + stay * state
                held.append(state)
            turns.append(np.array(held[::-1] if turn else held))
        read = np.concatenate(turns, axis=1)
    return read


def cut(odds: Numbers, chain: Numbers) -> list[str]:
    """The likeliest tags, given which begins, ends, and follows which."""
    best, came = chain[0] + odds[0], []
    for row in odds[1:]:
        ways = best[:, None] + chain[2:]
        came.append(ways.argmax(axis=0))
        best = ways.max(axis=0) + row
    path = [int((best + chain[1]).argmax())]
    for before in reversed(came):
        path.append(int(before[path[-1]]))
    return [TAGS[tag] for tag in reversed(path)]


def test_lexical_network_tells_words_and_persons() -> None:
    tags = len(TAGS)
    odds = run(read_lexical_weights(), "由镇长刘志强任组长，张晓梅负责") @ read_final(
        "fc_4.w_0", 2 * UNITS, tags
    ) + read_final("fc_4.b_0", tags)
    told = cut(odds, read_final("crfw", tags + 2, tags))
    person = ["PER-B", "PER-I", "PER-I"]
    assert told[3:6] == told[10:13] == person
    assert told[:3] + told[6:10] == ["p-B", "n-B", "n-I", "v-B", "n-B", "n-I", "w-B"]


def test_lexical_network_knows_marks_by_their_half_width() -> None:
    rows = read_lexical_weights().rows
    for mark, known in ("，,", "、,", "。.", "；;", "（(", '“"', "Ａ\uff21"):
        assert rows[ord(mark)] == rows[ord(known)]
    unknown = rows[ord("\ue000")]
    assert unknown == rows[0xD800] == rows[ord(" ")]
    assert unknown not in rows[[*map(ord, "何清镇,.A1")]]
