"""Sees named officials in a sentence: who is meant, not yet in which role.

A spaCy entity recogniser trained here (``training.persons``), run by numpy alone: importing spaCy
takes longer than reading a report. Characters and what they may be (a surname, a word's part) are
embedded by hash, four convolutions look at four characters to each side, and from left to right
each character opens, continues or closes a name or stands outside.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from documents.errors import ModelDamaged, ModelMissing
from documents.places import Span
from nlp.names import COMPOUND_SURNAMES, SURNAMES, WORDLIKE_SURNAMES, read_words

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

    Numbers = NDArray[float32]

MODEL: Final = Path(__file__).with_name("models") / "persons.json"
SCHEMA: Final = "gongkai-persons/1"
ACTIONS: Final = ("begin", "inside", "last", "single", "outside")
"""What a character may do, in the order of the scores."""
UNKNOWN: Final = "\ufffd"
KINDS: Final = tuple(a + b for a in "-csrw" for b in ("", "B", "I"))
"""What a character may be: no surname, part of a compound one, common, rare, or first of all a
word; and whether a word that begins with a surname begins there or goes on."""

_COMMON: Final = 100
# Multiplications of one product that OpenBLAS leaves to one thread, and rows taken at a time.
_ONE_THREAD: Final = 2**18
_ROWS: Final = 64
_SURNAMES: Final = {
    **dict.fromkeys(COMPOUND_SURNAMES.replace("|", ""), "c"),
    **dict.fromkeys(WORDLIKE_SURNAMES, "w"),
    **dict.fromkeys(SURNAMES, "r"),
    **dict.fromkeys(SURNAMES[:_COMMON], "s"),
}


class SeenName(NamedTuple):
    """``sureness`` is the share, 0 to 1, that the model gives each of the steps which mark the
    name, multiplied."""

    span: Span
    sureness: float


class PersonModel:
    """The network. ``arrays`` are as ``training.person_network`` writes them."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        import numpy as np

        characters = arrays["characters"].tobytes().decode("utf-8")
        self._rows = {character: row for row, character in enumerate(characters)}
        self._hashed = arrays["hashed"].astype(np.int64)
        self._kinds = arrays["kinds"].astype(np.float32)
        self._table = arrays["table"].astype(np.float32)
        self._layers = [
            _Layer(*(arrays[f"{part}{layer}"].astype(np.float32) for part in _Layer._fields))
            for layer in range(sum(name.startswith("gain") for name in arrays))
        ]
        self._hidden = _read_linear(arrays, "hidden")
        self._state = _read_linear(arrays, "state")
        self._action = _read_linear(arrays, "action")
        self._pad = arrays["pad"].astype(np.float32)

    def find_persons(self, texts: Iterable[str]) -> Iterator[tuple[SeenName, ...]]:
        """The names in each text, in its order; they do not overlap."""
        for text in texts:
            yield tuple(self._walk(text)) if text else ()

    def _walk(self, text: str) -> Iterator[SeenName]:
        begin, inside, last, single, _ = range(len(ACTIONS))
        states = self._encode(text)
        # Nothing but the character itself counts outside a name, so all are scored at once.
        outside = self._score(states[:, 0] + self._pad[1] + self._pad[2])
        outside = outside[:, [begin, single, 4]]
        outside[-1, 0] = -float("inf")
        actions = outside.argmax(axis=1).tolist()
        place = 0
        while place < len(text):
            action = actions[place]
            if action == 2 or text[place].isspace():
                place += 1
                continue
            start = place
            sureness = _share(outside[start], action)
            place += 1
            while action == 0:
                scores = self._score(states[place, 0] + states[start, 1] + states[place - 1, 2])
                ends = place + 1 == len(text) or scores[last] >= scores[inside]
                sureness *= _share(scores[[last, inside]], 0 if ends else 1)
                place += 1
                if ends:
                    break
            yield SeenName(Span(start, place), sureness)

    def _encode(self, text: str) -> Numbers:
        """For each character what it adds to a state: as the one at hand, as the first of an open
        name, as the one before."""
        import numpy as np

        unknown = self._rows[UNKNOWN]
        rows = [self._rows.get(character, unknown) for character in text]
        kinds = [KINDS.index(kind) for kind in describe(text)]
        vectors = np.concatenate(
            (self._table[self._hashed[rows]].sum(axis=1), self._kinds[kinds]), axis=1
        )
        vectors = self._layers[0].apply(vectors)
        reach = len(self._layers) - 1
        vectors = np.pad(vectors, ((reach, reach), (0, 0)))
        for layer in self._layers[1:]:
            around = np.pad(vectors, ((1, 1), (0, 0)))
            windows = np.concatenate((around[:-2], around[1:-1], around[2:]), axis=1)
            vectors = vectors + layer.apply(windows)
        weights, bias = self._hidden
        hidden = _multiply(vectors[reach:-reach], weights) + bias
        weights, _ = self._state
        states = _multiply(hidden, weights.reshape(-1, weights.shape[-1]))
        return states.reshape(-1, *weights.shape[:-1])

    def _score(self, states: Numbers) -> Numbers:
        best = _find_largest(states + self._state[1])
        weights, bias = self._action
        scores: Numbers = best @ weights.T + bias
        return scores


class _Layer(NamedTuple):
    """``weights`` are (pieces, outputs, inputs), ``bias`` (pieces, outputs)."""

    weights: Numbers
    bias: Numbers
    gain: Numbers
    shift: Numbers

    def apply(self, vectors: Numbers) -> Numbers:
        """The largest of each output's pieces, brought to mean 0 and variance 1."""
        pieces = _multiply(vectors, self.weights.reshape(-1, self.weights.shape[-1]))
        best = _find_largest(pieces.reshape(-1, *self.bias.shape) + self.bias)
        mean = best.mean(axis=1, keepdims=True)
        spread = best.var(axis=1, keepdims=True) + 1e-8
        normal: Numbers = (best - mean) / spread**0.5 * self.gain + self.shift
        return normal


def _multiply(vectors: Numbers, weights: Numbers) -> Numbers:
    """``vectors @ weights.T`` in parts so small that OpenBLAS keeps to one thread: where other
    programs run, its threads wait for each other many times longer than they work."""
    import numpy as np

    outputs, inputs = weights.shape
    columns = max(1, _ONE_THREAD // (_ROWS * inputs))
    rows = [
        np.concatenate(
            [part @ weights[place : place + columns].T for place in range(0, outputs, columns)],
            axis=1,
        )
        for part in (vectors[start : start + _ROWS] for start in range(0, len(vectors), _ROWS))
    ]
    return np.concatenate(rows)


def _share(scores: Numbers, chosen: int) -> float:
    """The softmax of the chosen score."""
    weights = [math.exp(score - scores[chosen]) for score in scores.tolist()]
    return 1 / sum(weights)


def _find_largest(pieces: Numbers) -> Numbers:
    """The largest along the last axis but one, which is short."""
    import numpy as np

    largest: Numbers = pieces[..., 0, :]
    for place in range(1, pieces.shape[-2]):
        largest = np.maximum(largest, pieces[..., place, :])
    return largest


def _read_linear(arrays: Mapping[str, NDArray[Any]], name: str) -> tuple[Numbers, Numbers]:
    weights, bias = (arrays[f"{name}_{part}"].astype("float32") for part in ("weights", "bias"))
    return weights, bias


def describe(text: str) -> list[str]:
    """One of ``KINDS`` for each character: 高峰 is a name, and a word as well."""
    words = _list_words()
    kinds = [_SURNAMES.get(character, "-") for character in text]
    place = 0
    while place < len(text):
        length = 1
        if kinds[place] != "-":
            beginnings = (text[place : place + n] for n in (4, 3, 2))
            length = next((len(word) for word in beginnings if word in words), 1)
        if length > 1:
            kinds[place] += "B"
            for inner in range(place + 1, place + length):
                kinds[inner] += "I"
        place += length
    return kinds


@cache
def _list_words() -> frozenset[str]:
    return read_words("surname_words.txt")


@cache
def load_person_model(path: Path = MODEL) -> PersonModel:
    """The model stored at ``path`` (its JSON file), read once a process.

    Raises ModelMissing where a file is missing, and ModelDamaged where the weights do not match
    their checksum or the files are of another make."""
    import numpy as np

    try:
        card: Any = json.loads(path.read_text(encoding="utf-8"))
        stored = path.with_suffix(".npz").read_bytes()
    except FileNotFoundError as error:
        raise ModelMissing from error
    except ValueError as error:
        raise ModelDamaged from error
    if not (
        isinstance(card, dict)
        and card.get("schema") == SCHEMA
        and card.get("sha256") == sha256(stored).hexdigest()
    ):
        raise ModelDamaged
    try:
        with np.load(BytesIO(stored), allow_pickle=False) as arrays:
            return PersonModel(dict(arrays))
    except (KeyError, ValueError, OSError) as error:
        raise ModelDamaged from error
