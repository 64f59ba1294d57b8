"""Running text to pretrain on: numbered characters with the places where words begin."""

from __future__ import annotations

import hashlib
import lzma
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from pathlib import Path
from typing import Any, Final

import numpy as np
import rjieba
from numpy.typing import NDArray

from nlp.characters import END, SPECIAL, Characters, normalise, number_characters
from training.labels import LabelledParagraph
from training.split import read_learnt

SEEN_TWICE: Final = 2
# How often a pass over everything reads each: laws are most of the text, and the
# narratives of the corpora are what the encoder is for.
TURNS: Final = {"laws.txt.xz": 1, "work-reports.txt.xz": 10, "corpora": 60}


@dataclass(frozen=True, slots=True)
class RunningText:
    """Paragraphs one after another, an END after each; ``words`` is true where a word begins."""

    characters: NDArray[np.uint16]
    words: NDArray[np.bool_]
    turns: int


@dataclass(frozen=True, slots=True)
class Library:
    """Everything to pretrain on, its vocabulary in order, and the SHA-256 of what it was."""

    vocabulary: tuple[str, ...]
    texts: tuple[RunningText, ...]
    sha256: str


def read_library(register: Path, cache: Path) -> Library:
    """The register (a folder of ``.txt.xz``, one paragraph a line) and the part of the corpora
    that is learnt from; cut once and kept in ``cache``."""
    sources = {path.name: _read_lines(path) for path in sorted(register.glob("*.txt.xz"))}
    if not sources:
        raise FileNotFoundError(f"no .txt.xz in {register}")
    sources["corpora"] = [*list_lines(read_learnt())]
    hashed = hashlib.sha256()
    for name, lines in sources.items():
        hashed.update("\n".join((name, *lines, "")).encode())
    sha256 = hashed.hexdigest()
    kept = cache / f"library-{sha256[:16]}.npz"
    if not kept.exists():
        cache.mkdir(parents=True, exist_ok=True)
        vocabulary = find_vocabulary(chain.from_iterable(sources.values()))
        characters = number_characters(vocabulary)
        joined = "\n".join(vocabulary).encode()
        arrays: dict[str, NDArray[Any]] = {"vocabulary": np.frombuffer(joined, dtype=np.uint8)}
        for name, lines in sources.items():
            arrays[f"{name} characters"], arrays[f"{name} words"] = cut_lines(lines, characters)
        np.savez(kept, allow_pickle=False, **arrays)
    with np.load(kept, allow_pickle=False) as stored:
        texts = tuple(
            RunningText(stored[f"{name} characters"], stored[f"{name} words"], TURNS.get(name, 1))
            for name in sources
        )
        vocabulary = tuple(stored["vocabulary"].tobytes().decode().split("\n"))
    return Library(vocabulary, texts, sha256)


def list_lines(corpus: Iterable[LabelledParagraph]) -> Iterator[str]:
    """Paragraphs as they stand in their report, each new sub-heading before its first."""
    for (_, heading), rows in groupby(corpus, key=lambda row: (row.organisation, row.heading)):
        if heading:
            yield heading
        yield from (row.text for row in rows)


def find_vocabulary(lines: Iterable[str]) -> tuple[str, ...]:
    """The marks, then all characters seen twice, the most frequent first."""
    counts = Counter[str]()
    for line in lines:
        counts.update(normalise(line))
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return (*SPECIAL, *(character for character, n in ranked if n >= SEEN_TWICE))


def cut_lines(
    lines: Iterable[str], characters: Characters
) -> tuple[NDArray[np.uint16], NDArray[np.bool_]]:
    """The lines as numbers, and where jieba begins a word."""
    numbers: list[NDArray[np.uint16]] = []
    words: list[NDArray[np.bool_]] = []
    end = characters.numbers[END]
    for line in lines:
        plain = normalise(line)
        begins = np.zeros(len(plain) + 1, dtype=bool)
        lengths = [len(word) for word in rjieba.cut(plain)]
        begins[np.cumsum([0, *lengths])] = True
        numbers.append(np.array([*characters.read(plain), end], dtype=np.uint16))
        words.append(begins)
    return np.concatenate(numbers), np.concatenate(words)


def draw_windows(
    texts: Sequence[RunningText], length: int, chance: np.random.Generator
) -> tuple[NDArray[np.uint16], NDArray[np.bool_]]:
    """One pass over everything in windows of ``length``, shuffled, cut at other places each
    time."""
    numbers, words = [], []
    for text in texts:
        for _ in range(text.turns):
            start = int(chance.integers(min(length, len(text.characters) - length + 1)))
            whole = (len(text.characters) - start) // length
            part = slice(start, start + whole * length)
            numbers.append(text.characters[part].reshape(whole, length))
            words.append(text.words[part].reshape(whole, length))
    order = chance.permutation(sum(map(len, numbers)))
    return np.concatenate(numbers)[order], np.concatenate(words)[order]


def _read_lines(path: Path) -> list[str]:
    with lzma.open(path, "rt", encoding="utf-8") as stream:
        return stream.read().splitlines()
