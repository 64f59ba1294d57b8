"""Sees named officials in a sentence: who is meant, not yet in which role.

Characters and what they may be (a surname, a word's part) are embedded by hash, two layers of LSTM
read the sentence forward and backward (``nlp.character_tagger``, trained by ``training.persons``),
and the likeliest way through it says which characters begin, continue and end a name. Several
networks, which differ by chance alone, read each sentence; what one of them imagines the others
seldom do.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from operator import add
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from documents.patterns import compile_late
from documents.places import Span
from nlp.character_tagger import CharacterTagger, find_word_places
from nlp.names import COMPOUND_SURNAMES, SURNAMES, WORDLIKE_SURNAMES, read_words
from nlp.stored import read_with_card

if TYPE_CHECKING:
    from nlp.character_tagger import Numbers

MODEL: Final = Path(__file__).with_name("models") / "persons.json"
SCHEMA: Final = "gongkai-persons/4"
STEPS: Final = ("O", "B", "I", "E")
"""What a character does, in the order of the scores: it stands outside, begins, continues, ends."""
_SURNAME_KINDS: Final = tuple(a + b for a in "-csrw" for b in ("", "B", "I"))
KINDS: Final = tuple("".join(pair) for pair in product(_SURNAME_KINDS, "sbme"))
"""What a character may be: no surname, part of a compound one, common, rare, or first of all a
word; whether a word that begins with a surname begins there or goes on; and whether in the words
of the dictionary it stands alone, begins one, goes on or ends."""

_COMMON: Final = 100
# A step may be followed by two others.
_NEXT: Final = ((0, 1), (2, 3), (2, 3), (0, 1))
_NEVER: Final = -1e9
_PLACES: Final = {kind: place for place, kind in enumerate(KINDS)}
_SURNAMES: Final = {
    **dict.fromkeys(COMPOUND_SURNAMES.replace("|", ""), "c"),
    **dict.fromkeys(WORDLIKE_SURNAMES, "w"),
    **dict.fromkeys(SURNAMES, "r"),
    **dict.fromkeys(SURNAMES[:_COMMON], "s"),
}
_SURNAME: Final = compile_late(f"[{''.join(_SURNAMES)}]")


class SeenName(NamedTuple):
    """``sureness`` is the share, 0 to 1, that the model gives each of the steps which mark the
    name, multiplied."""

    span: Span
    sureness: float


class PersonModel:
    """Networks that take ``KINDS`` and give ``STEPS``, as ``CharacterTagger`` runs them."""

    def __init__(self, graph: bytes) -> None:
        self._tagger = CharacterTagger(graph)

    def find_persons(self, texts: Iterable[str]) -> Iterator[tuple[SeenName, ...]]:
        """The names in each text, in its order; they do not overlap."""
        for text in texts:
            yield tuple(find_names(text, self.score(text))) if text else ()

    def score(self, text: str) -> Numbers:
        """The share of each step, one row a character: the mean of all networks, or what the first
        says where it sees no name at all."""
        import numpy as np

        kinds = np.array([[*map(_PLACES.__getitem__, describe(text))]])
        shares: Numbers = self._tagger.score(text, kinds)[0]
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


def describe(text: str) -> list[str]:
    """One of ``KINDS`` for each character: 高峰 is a name, and a word as well."""
    words = read_words("surname_words.txt")
    kinds = [_SURNAMES.get(character, "-") for character in text]
    end = 0
    for surname in _SURNAME.finditer(text):
        place = surname.start()
        if place < end:
            continue
        beginnings = (text[place : place + n] for n in (4, 3, 2))
        length = next((len(word) for word in beginnings if word in words), 0)
        if length:
            end = place + length
            kinds[place] += "B"
            kinds[place + 1 : end] = [f"{kind}I" for kind in kinds[place + 1 : end]]
    return [*map(add, kinds, find_word_places(text))]


@cache
def load_person_model(path: Path = MODEL) -> PersonModel:
    """The model stored at ``path`` (its JSON file), read once a process.

    Raises ModelMissing where a file is missing, and ModelDamaged where the networks do not match
    their checksum or the files are of another make."""
    _, stored = read_with_card(path, ".onnx", SCHEMA)
    return PersonModel(stored)
