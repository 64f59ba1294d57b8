"""The weights are drawn by lot: that they are used alike, not what they say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from nlp.character_tagger import CODES, CharacterTagger

pytest.importorskip("onnx_ir", reason="graphs are drawn with what `make training` installs")

WIDTH, STEPS, KINDS, ROWS = 8, 3, 5, 11
TEXT = "由何清任组长"
HASHED = (np.arange(CODES)[:, None] * np.array([1, 3, 5, 7]) % ROWS).astype(np.uint16)


def draw_lots(seed: int, **changed: float) -> dict[str, NDArray[Any]]:
    """A network whose biases of the steps are raised by what ``changed`` says, by number."""
    lots = np.random.default_rng(seed)
    shapes: Mapping[str, tuple[int, ...]] = {
        "kinds": (KINDS, WIDTH),
        "table": (ROWS, WIDTH),
        "mix_weights": (3, WIDTH, 2 * WIDTH),
        "mix_bias": (3, WIDTH),
        "mix_gain": (WIDTH,),
        "mix_shift": (WIDTH,),
        **{
            f"layer{layer}_{part}": (2, 2 * WIDTH, size)
            for layer in range(2)
            for part, size in (("inputs", WIDTH), ("states", WIDTH // 2))
        },
        **{f"layer{layer}_bias": (2, 4 * WIDTH) for layer in range(2)},
        "step_weights": (STEPS, WIDTH),
        "step_bias": (STEPS,),
    }
    arrays: dict[str, NDArray[Any]] = {
        name: lots.normal(size=shape).astype(np.float32) for name, shape in shapes.items()
    }
    for step, raised in changed.items():
        arrays["step_bias"][int(step[-1])] += raised
    return arrays


def score(
    kinds: NDArray[np.int64], *networks: dict[str, NDArray[Any]], gate: int | None = None
) -> Any:
    from training.tagger_graph import draw_graph

    return CharacterTagger(draw_graph(HASHED, networks, gate=gate)).score(TEXT, kinds)


@pytest.mark.parametrize("gate", [None, 1])
def test_tagger_graph_reads_the_same_alone_and_beside_others(gate: int | None) -> None:
    networks = [draw_lots(seed, step1=2.0) for seed in range(3)]
    kinds = np.random.default_rng(9).integers(0, KINDS, (7, len(TEXT)))
    each = [score(kinds[at : at + 1], *networks, gate=gate)[0] for at in range(7)]
    assert np.abs(each[0] - each[1]).max() > 0.01
    np.testing.assert_allclose(score(kinds, *networks, gate=gate), each, atol=1e-6)


def test_tagger_graph_averages_the_networks() -> None:
    networks = [draw_lots(seed) for seed in range(3)]
    kinds = np.random.default_rng(9).integers(0, KINDS, (2, len(TEXT)))
    each = [score(kinds, network) for network in networks]
    assert each[0].shape == (2, len(TEXT), STEPS)
    np.testing.assert_allclose(score(kinds, *networks), np.mean(each, axis=0), atol=1e-6)


def test_tagger_graph_asks_the_others_where_the_first_sees_something() -> None:
    first, other = draw_lots(1, step2=-30.0), draw_lots(2)
    kinds = np.zeros((2, len(TEXT)), dtype=np.int64)
    alone, all_ = score(kinds, first), score(kinds, first, other)
    assert np.abs(alone - all_).max() > 0.01
    np.testing.assert_allclose(score(kinds, first, other, gate=2), alone, atol=1e-6)
    np.testing.assert_allclose(score(kinds, first, other, gate=1), all_, atol=1e-6)
