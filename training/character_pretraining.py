"""What a tagger of characters (``training.character_tagger``) knows before it learns a task: to
guess characters that were blotted out of official texts, from those around them. ``python -m
training.character_pretraining FILE [--register FOLDER]``.

Which words belong in a sentence tells names from words, and is learnt from any text: from the
folder of official texts (``.txt.xz``), and from the corpora that are learnt from.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from pathlib import Path
from random import Random
from typing import Any, Final

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Adam, Model, Softmax

from nlp.person_model import STEPS, describe
from training.character_tagger import SETTINGS, Schooling, make_doc, make_tagger, start_network
from training.person_lines import read_lines, read_register, read_report_lines

_SENTENCE: Final = re.compile("[^。；;\n]{1,120}[。；;]?")
_SHORTEST: Final = 6
_BLOT: Final = "\ue00f"
_CHUNK: Final = 3200


@dataclass(frozen=True, slots=True)
class Reading:
    """So many ``characters`` are read; of these the ``share`` is blotted out, up to ``longest``
    in a row, and guessed among the commonest ``vocabulary``."""

    characters: int = 9_000_000
    share: float = 0.2
    longest: int = 3
    vocabulary: int = 5000
    batch: int = 64
    rate: float = 0.003
    warm_up: int = 300
    seed: int = 1


def pretrain(texts: Iterable[str], reading: Reading) -> bytes:
    """The weights of a tagger below its last layer, for
    ``training.character_tagger.start_from``."""
    random = start_network(0, Schooling(seed=reading.seed))
    language, tagger = make_tagger(SETTINGS, STEPS)
    language.initialize()
    network: Any = tagger.model
    body = network.get_ref("tok2vec")
    sentences = [s for text in texts for s in _SENTENCE.findall(text) if len(s) >= _SHORTEST]
    counted = Counter(chain.from_iterable(sentences)).most_common(reading.vocabulary)
    numbers = {character: number for number, (character, _) in enumerate(counted)}
    guess: Any = Softmax(len(numbers), body.get_dim("nO"))
    guess.initialize()
    optimizer = Adam(reading.rate, beta2=0.98, grad_clip=1.0)
    read = 0
    told = 0.0
    for steps, batch in enumerate(draw_batches(sentences, reading, random), start=1):
        if read >= reading.characters:
            break
        read += sum(map(len, batch))
        left = max(0.02, 1 - read / reading.characters)
        optimizer.learn_rate = reading.rate * min(steps / reading.warm_up, 1) * left
        blotted = [blot(sentence, reading, random) for sentence in batch]
        loss = _guess(language, body, guess, batch, blotted, numbers)
        guess.finish_update(optimizer)
        body.finish_update(optimizer)
        told = loss if steps == 1 else 0.98 * told + 0.02 * loss
        if steps % 100 == 0:
            print(f"pretraining: {read} characters, loss {told:.3f}", flush=True)
    stored: bytes = body.to_bytes()
    return stored


def _guess(
    language: Language,
    body: Model[list[Doc], list[Any]],
    guess: Model[Any, Any],
    batch: Sequence[str],
    blotted: Sequence[Sequence[int]],
    numbers: Mapping[str, int],
) -> float:
    """One step of learning, up to the gradients; the loss of a character."""
    docs = [make_blotted(language, *pair) for pair in zip(batch, blotted, strict=True)]
    seen, go_back = body.begin_update(docs)
    ends = [*accumulate(map(len, batch))]
    hidden = [
        (start + place, numbers[sentence[place]])
        for start, sentence, places in zip([0, *ends], batch, blotted, strict=False)
        for place in places
        if sentence[place] in numbers
    ]
    places, right = np.array(hidden).T
    states = np.concatenate(seen)
    shares, guess_back = guess.begin_update(states[places])
    rows = range(len(right))
    loss = -float(np.log(shares[rows, right] + 1e-9).mean())
    shares[rows, right] -= 1
    wrong = np.zeros_like(states)
    wrong[places] = guess_back(shares / len(right))
    go_back(np.split(wrong, ends[:-1]))
    return loss


def draw_batches(sentences: list[str], reading: Reading, random: Random) -> Iterator[list[str]]:
    """Sentences of about the same length together, without end."""
    while True:
        random.shuffle(sentences)
        for at in range(0, len(sentences), _CHUNK):
            chunk = sorted(sentences[at : at + _CHUNK], key=len)
            batches = [chunk[n : n + reading.batch] for n in range(0, len(chunk), reading.batch)]
            random.shuffle(batches)
            yield from batches


def blot(sentence: str, reading: Reading, random: Random) -> list[int]:
    """The places to blot out: at least one."""
    places: list[int] = []
    place = 0
    mean = (1 + reading.longest) / 2
    while place < len(sentence):
        if random.random() < reading.share / mean:
            end = min(len(sentence), place + random.randint(1, reading.longest))
            places += range(place, end)
            place = end
        place += 1
    return places or [random.randrange(len(sentence))]


def make_blotted(language: Language, text: str, places: Sequence[int]) -> Doc:
    """The text with the characters at the places, and what they may be, unknown."""
    words, kinds = list(text), describe(text)
    for place in places:
        words[place] = kinds[place] = _BLOT
    return make_doc(language, "".join(words), kinds)


def read_texts(register: Path | None) -> Iterator[str]:
    """The paragraphs of the register, and three times those of the corpora."""
    yield from read_register(register) if register else ()
    own = [*read_report_lines(held_out=False), *read_lines("dev")]
    yield from 3 * [line.text for line in own]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="what the other trainers take as --body")
    parser.add_argument("--register", type=Path, help="folder of official texts, .txt.xz")
    asked = parser.parse_args()
    asked.out.write_bytes(pretrain(read_texts(asked.register), Reading()))
