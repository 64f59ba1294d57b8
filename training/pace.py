"""What the stored models cost: paragraphs a second, loading, size."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from nlp.encoder import MODEL as ENCODER_CARD
from nlp.encoder import load_encoder, load_ensemble
from nlp.features import TagInput
from nlp.tags import MODEL as LINEAR_CARD
from nlp.tags import read_tagger
from training.contenders import BOTH, ENCODER, LINEAR

ROUNDS: Final = 5


class StoredModel(Protocol):
    """A model as it is used."""

    def score(self, items: Sequence[TagInput]) -> object: ...


@dataclass(frozen=True, slots=True)
class Pace:
    """A stored model: themes for so many paragraphs a second by the rules of inference, words cut
    before; seconds from its files to ready; bytes on disk. The best of some rounds each, since a
    machine is seldom idle."""

    model: str
    paragraphs_per_second: float
    seconds_to_load: float
    size: int


def measure_paces(items: Sequence[TagInput]) -> Iterator[Pace]:
    """The linear model; the encoder, and both together, where an encoder is stored."""
    linear = (LINEAR_CARD, LINEAR_CARD.with_suffix(".npz"))
    yield _measure(LINEAR, _load_linear, linear, items)
    if ENCODER_CARD.exists():
        encoder = (ENCODER_CARD, ENCODER_CARD.with_suffix(".onnx"))
        yield _measure(ENCODER, _load_encoder, encoder, items)
        yield _measure(BOTH, _load_both, (*linear, *encoder), items)


def _load_linear() -> StoredModel:
    return read_tagger(LINEAR_CARD.read_bytes(), LINEAR_CARD.with_suffix(".npz").read_bytes())


def _load_encoder() -> StoredModel:
    load_encoder.cache_clear()
    return load_encoder()


def _load_both() -> StoredModel:
    load_encoder.cache_clear()
    tagger = read_tagger(LINEAR_CARD.read_bytes(), LINEAR_CARD.with_suffix(".npz").read_bytes())
    return load_ensemble(tagger)


def _measure(
    name: str, load: Callable[[], StoredModel], files: Sequence[Path], items: Sequence[TagInput]
) -> Pace:
    model = load()
    loading = min(_time(load) for _ in range(ROUNDS))
    scoring = min(_time(lambda: model.score(items)) for _ in range(ROUNDS))
    return Pace(name, len(items) / scoring, loading, sum(file.stat().st_size for file in files))


def _time(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began
