"""Sees named officials in a sentence: who is meant, not yet in which role.

A spaCy tagger trained here (``training.persons``), run by numpy alone: importing spaCy takes longer
than reading a report. Characters and what they may be (a surname, a word's part) are embedded by
hash, two layers of LSTM read the sentence forward and backward, and the likeliest way through it
says which characters begin, continue and end a name. Several networks, which differ by chance
alone, read each sentence; what one of them imagines the others seldom do.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from documents.errors import ModelDamaged, ModelMissing
from documents.places import Span
from nlp.names import COMPOUND_SURNAMES, SURNAMES, WORDLIKE_SURNAMES, read_words
from nlp.segmenter import load_segmenter

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

    Numbers = NDArray[float32]

MODEL: Final = Path(__file__).with_name("models") / "persons.json"
SCHEMA: Final = "gongkai-persons/2"
STEPS: Final = ("O", "B", "I", "E")
"""What a character does, in the order of the scores: it stands outside, begins, continues, ends."""
UNKNOWN: Final = "\ufffd"
_SURNAME_KINDS: Final = tuple(a + b for a in "-csrw" for b in ("", "B", "I"))
KINDS: Final = tuple("".join(pair) for pair in product(_SURNAME_KINDS, "sbme"))
"""What a character may be: no surname, part of a compound one, common, rare, or first of all a
word; whether a word that begins with a surname begins there or goes on; and whether in the words
of the dictionary it stands alone, begins one, goes on or ends."""

_COMMON: Final = 100
# Where the first network gives no character this share of beginning a name, the others are not
# asked.
_NOTHING: Final = 0.02
# A step may be followed by two others.
_NEXT: Final = ((0, 1), (2, 3), (2, 3), (0, 1))
_NEVER: Final = -1e9
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
    """Several networks of one make, as ``training.person_network`` writes them: the first axis of
    each array is the network, but for ``characters`` and ``hashed``."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        characters = arrays["characters"].tobytes().decode("utf-8")
        self._rows = {character: row for row, character in enumerate(characters)}
        self._hashed = arrays["hashed"].astype("int64")
        self._first = _Networks(arrays, slice(1))
        several = len(arrays["table"]) > 1
        self._others = _Networks(arrays, slice(1, None)) if several else None

    def find_persons(self, texts: Iterable[str]) -> Iterator[tuple[SeenName, ...]]:
        """The names in each text, in its order; they do not overlap."""
        for text in texts:
            yield tuple(find_names(text, self.score(text))) if text else ()

    def score(self, text: str) -> Numbers:
        """The share of each step, one row a character: the mean of all networks, or what the first
        says where it sees no name at all."""
        import numpy as np

        unknown = self._rows[UNKNOWN]
        hashed = self._hashed[[self._rows.get(character, unknown) for character in text]]
        kinds = [KINDS.index(kind) for kind in describe(text)]
        shares = self._first.score(hashed, kinds)
        if self._others and shares[..., STEPS.index("B")].max() > _NOTHING:
            shares = np.concatenate((shares, self._others.score(hashed, kinds)))
        mean: Numbers = shares.mean(axis=0)
        return mean


class _Networks:
    def __init__(self, arrays: Mapping[str, NDArray[Any]], which: slice) -> None:
        def read(name: str) -> Numbers:
            return arrays[name][which].astype("float32")

        self._table, self._kinds = read("table"), read("kinds")
        self._mix = _Mix(*(read(f"mix_{part}") for part in _Mix._fields))
        self._layers = [
            _Recurrent.lay_out(*(read(f"layer{layer}_{part}") for part in _Recurrent._fields))
            for layer in range(sum(name.endswith("_states") for name in arrays))
        ]
        self._weights, self._bias = read("step_weights"), read("step_bias")

    def score(self, hashed: NDArray[Any], kinds: list[int]) -> Numbers:
        """The share of each step as (networks, characters, steps)."""
        import numpy as np

        vectors = np.concatenate(
            (self._table[:, hashed].sum(axis=2), self._kinds[:, kinds]), axis=2
        )
        vectors = self._mix.apply(vectors)
        for layer in self._layers:
            vectors = layer.apply(vectors)
        odds = np.exp(_multiply(vectors, self._weights) + self._bias[:, None])
        shares: Numbers = odds / odds.sum(axis=2, keepdims=True)
        return shares


def find_names(text: str, shares: Numbers) -> Iterator[SeenName]:
    """The names on the likeliest way through the text (Viterbi); one row a character and one column
    a step in ``shares``. No name begins or ends with a blank."""
    import numpy as np

    rows = np.log(shares + 1e-12).tolist()
    for character, row in zip(text, rows, strict=True):
        if character.isspace():
            row[1] = row[3] = _NEVER
    best = [rows[0][0], rows[0][1], _NEVER, _NEVER]
    came: list[list[int]] = []
    for row in rows[1:]:
        reached, before = [_NEVER * 2] * 4, [0] * 4
        for step, following in enumerate(_NEXT):
            for other in following:
                if best[step] + row[other] > reached[other]:
                    reached[other], before[other] = best[step] + row[other], step
        best = reached
        came.append(before)
    path = [0 if best[0] >= best[3] else 3]
    for before in reversed(came):
        path.append(before[path[-1]])
    path.reverse()
    start = 0
    for place, step in enumerate(path):
        if step == 1:
            start = place
        elif step == 3:
            sureness = sum(rows[at][path[at]] for at in range(start, place + 1))
            yield SeenName(Span(start, place + 1), math.exp(sureness))


class _Mix(NamedTuple):
    """``weights`` are (networks, pieces, outputs, inputs), ``bias`` (networks, pieces, outputs),
    ``gain`` and ``shift`` (networks, outputs)."""

    weights: Numbers
    bias: Numbers
    gain: Numbers
    shift: Numbers

    def apply(self, vectors: Numbers) -> Numbers:
        """The largest of each output's pieces, brought to mean 0 and variance 1."""
        networks, length, inputs = vectors.shape
        pieces = _multiply(vectors, self.weights.reshape(networks, -1, inputs))
        pieces = pieces.reshape(networks, length, *self.bias.shape[1:]) + self.bias[:, None]
        largest: Numbers = pieces.max(axis=2)
        mean = largest.mean(axis=2, keepdims=True)
        spread = largest.var(axis=2, keepdims=True) + 1e-8
        normal: Numbers = (largest - mean) / spread**0.5
        return normal * self.gain[:, None] + self.shift[:, None]


class _Recurrent(NamedTuple):
    """LSTMs forward and backward, two readers a network. ``inputs`` are (readers, gates, inputs),
    ``states`` (readers, 2, units, half of the gates), ``bias`` (readers, 1, gates); gates of all
    units in the order in, forget, cell, out, those that open halved."""

    inputs: Numbers
    states: Numbers
    bias: Numbers

    @classmethod
    def lay_out(cls, inputs: Numbers, states: Numbers, bias: Numbers) -> _Recurrent:
        """From ``inputs`` as (networks, 2, gates, inputs), ``states`` as (networks, 2, units,
        gates) and ``bias`` as (networks, 2, gates)."""
        import numpy as np

        networks, both, units, gates = states.shape
        readers = networks * both
        # tanh(x / 2) / 2 + 1 / 2 is the sigmoid: one tanh for all gates
        half = np.full(gates, 0.5, dtype=np.float32)
        half[2 * units : 3 * units] = 1
        # products so small that OpenBLAS leaves them to one thread: half of the gates each
        parted = (states * half).reshape(readers, units, 2, gates // 2).swapaxes(1, 2)
        return cls(
            inputs.reshape(readers, gates, -1) * half[:, None],
            np.ascontiguousarray(parted),
            bias.reshape(readers, 1, gates) * half,
        )

    def apply(self, vectors: Numbers) -> Numbers:
        """Per character what both have read when they have come to it."""
        import numpy as np

        networks, length, _ = vectors.shape
        readers, units = self.states.shape[0], self.states.shape[2]
        read = np.stack((vectors, vectors[:, ::-1]), axis=1).reshape(readers, length, -1)
        fed = _multiply(read, self.inputs) + self.bias
        state = cell = np.zeros((readers, units), dtype=np.float32)
        said = np.empty((length, readers, units), dtype=np.float32)
        for place in range(length):
            gates = (state[:, None, None] @ self.states).reshape(readers, -1)
            gates += fed[:, place]
            np.tanh(gates, out=gates)
            opened = 0.5 * gates + 0.5
            cell = opened[:, units : 2 * units] * cell
            cell += opened[:, :units] * gates[:, 2 * units : 3 * units]
            state = said[place] = opened[:, 3 * units :] * np.tanh(cell)
        heard = said.swapaxes(0, 1).reshape(networks, 2, length, units)
        both: Numbers = np.concatenate((heard[:, 0], heard[:, 1, ::-1]), axis=2)
        return both


def _multiply(vectors: Numbers, weights: Numbers) -> Numbers:
    """``vectors[i] @ weights[i].T`` for each i, in parts so small that OpenBLAS keeps to one
    thread: where other programs run, its threads wait for each other many times longer than they
    work."""
    import numpy as np

    many, length, inputs = vectors.shape
    outputs = weights.shape[1]
    columns = max(1, _ONE_THREAD // (_ROWS * inputs))
    product = np.empty((many, length, outputs), dtype=np.float32)
    for number in range(many):
        for row in range(0, length, _ROWS):
            part = vectors[number, row : row + _ROWS]
            for column in range(0, outputs, columns):
                product[number, row : row + _ROWS, column : column + columns] = (
                    part @ weights[number, column : column + columns].T
                )
    return product


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
    places = (
        place
        for word in load_segmenter().cut(text, HMM=False)
        for place in ("s" if len(word) == 1 else f"b{'m' * (len(word) - 2)}e")
    )
    return [kind + place for kind, place in zip(kinds, places, strict=True)]


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
