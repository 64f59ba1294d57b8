"""Paragraphs as features, and which features a model knows and how much each counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled paragraph as features, what it counts in learning, and whether a person at the
    place of use has labelled it."""

    wording: frozenset[str]
    context: frozenset[str]
    clauses: tuple[Example, ...] = ()
    trust: float = 1.0
    is_own: bool = False

    def hide_place(self) -> Example:
        """The same without what stands around it."""
        return replace(self, context=frozenset(f for f in self.context if f[0] not in "§¶↑"))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The features that a model knows, and what each counts."""

    rows: Mapping[str, int]
    importance: Matrix

    def read_matrix(self, examples: Sequence[Example]) -> csr_matrix:
        """One row an example: wording of unit length, then context."""
        places: list[int] = []
        values: list[float] = []
        ends = [0]
        for example in examples:
            # In order, since sums of floating numbers depend on it: same corpus, same files.
            words = sorted(self.rows[f] for f in example.wording if f in self.rows)
            context = sorted(self.rows[f] for f in example.context if f in self.rows)
            length = float(np.linalg.norm(self.importance[words])) or 1.0
            places += [*words, *context]
            values += [*(self.importance[words] / length), *self.importance[context]]
            ends.append(len(places))
        return csr_matrix((values, places, ends), shape=(len(examples), len(self.rows)))


def find_vocabulary(
    examples: Sequence[Example], seen_in: int, weigh: Callable[[str, bool], float]
) -> Vocabulary:
    """The features that so many examples have. Those of the wording count by their rarity, those
    of the context by what ``weigh`` says of them, given whether examples have them that no person
    at the place of use has labelled."""
    wording = Counter(chain.from_iterable(example.wording for example in examples))
    context = Counter(chain.from_iterable(example.context for example in examples))
    usual = set(chain.from_iterable(e.context for e in examples if not e.is_own))
    words = sorted(f for f, seen in wording.items() if seen >= seen_in)
    places = sorted(f for f, seen in context.items() if seen >= seen_in)
    seen = np.array([wording[f] for f in words])
    rarity = np.log((1 + len(examples)) / (1 + seen)) + 1
    weights = [weigh(f, f in usual) for f in places]
    return Vocabulary(
        rows={feature: row for row, feature in enumerate([*words, *places])},
        importance=np.concatenate([rarity, weights]),
    )
