"""Trains the first look for named officials: ``python -m training.person_glance [--register
FOLDER]``, some minutes on one core.

It learns from the same variations as the networks (``training.persons``), and from all sentences
that name nobody in every pass.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import SGDClassifier

from nlp.person_glance import BITS, MODEL, SCHEMA, SEEN, Glance, hash_surroundings
from training.person_lines import PersonLine, read_register_lines
from training.persons import Recipe, draw_pass, hash_lines, read_learnt_sentences
from training.storing import write_with_card

_ALL: Final = 10**6


@dataclass(frozen=True, slots=True)
class GlanceRecipe:
    """Names count ``weight`` times as much as places where none begins: to read a sentence in
    vain costs little, to miss one loses a name."""

    passes: int = 30
    variations: int = 2
    filled: int = 800
    weight: float = 3.0
    alpha: float = 3e-7
    seed: int = 5


def train_glance(
    lines: Sequence[PersonLine], others: Sequence[PersonLine], recipe: GlanceRecipe
) -> Glance:
    """Learns from ``lines``, and from ``others``, which name nobody."""
    random = Random(recipe.seed)
    shown = Recipe(variations=recipe.variations, filled=recipe.filled, alike=_ALL, others=_ALL)
    model = SGDClassifier(loss="log_loss", alpha=recipe.alpha, random_state=recipe.seed)
    for _ in range(recipe.passes):
        seen, begins = read_places(draw_pass(lines, others, shown, random))
        importance = np.where(begins, recipe.weight, 1.0)
        model.partial_fit(seen, begins, classes=[False, True], sample_weight=importance)
    return Glance(model.coef_[0].astype(np.float32), float(model.intercept_[0]))


def read_places(lines: Sequence[PersonLine]) -> tuple[csr_matrix, NDArray[np.bool_]]:
    """All places of the lines, as ``Glance`` sees them, and whether a name begins there."""
    texts = [line for line in lines if line.text]
    hashed = np.concatenate([hash_surroundings(line.text).T for line in texts])
    begins = np.zeros(len(hashed), dtype=np.bool_)
    start = 0
    for line in texts:
        begins[[start + name.start for name in line.names]] = True
        start += len(line.text)
    ends = np.arange(0, hashed.size + 1, len(SEEN))
    ones = np.ones(hashed.size, dtype=np.float32)
    return csr_matrix((ones, hashed.ravel(), ends), shape=(len(hashed), 2**BITS)), begins


def store_glance(glance: Glance, card: dict[str, Any], path: Path = MODEL) -> None:
    """Writes the weights as half-precision ``.npz``, and the card with their checksum beside
    them."""
    buffer = BytesIO()
    np.savez(buffer, weights=glance.weights.astype(np.float16))
    told = {"intercept": glance.intercept, **card}
    write_with_card(path, ".npz", buffer.getvalue(), SCHEMA, told)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--register", type=Path, help="folder of official texts, .txt.xz")
    parser.add_argument("--passes", type=int, default=GlanceRecipe().passes)
    parser.add_argument("--out", type=Path, default=MODEL)
    asked = parser.parse_args()
    lines, others = read_learnt_sentences()
    if asked.register:
        others += read_register_lines(asked.register)
    recipe = GlanceRecipe(passes=asked.passes)
    card = {"recipe": asdict(recipe), "learnt": hash_lines([*lines, *others])}
    store_glance(train_glance(lines, others, recipe), card, asked.out)
