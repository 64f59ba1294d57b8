"""The model card: what a version was made from and how, and how good it is. ``card.json`` in the
version's folder; ``page.py`` writes the same for readers."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Final, Literal

from pydantic import TypeAdapter

from documents.narrative import Tag
from training.intervals import Scores
from training.lessons import LabelFile, Reason
from training.registry.measuring import SetName, SetScores

CARD_JSON, CARD_PAGE = "card.json", "card.md"
HELD, LEARNT = "held.jsonl", "learnt.jsonl"
_LIBRARIES: Final = ("gongkai", "numpy", "scipy", "scikit-learn", "skops", "rjieba", "jieba")


@dataclass(frozen=True, slots=True)
class Making:
    """When and with what a version was made; ``seconds`` on the clock, from reading the corpus to
    the last score; ``command`` makes it again."""

    at: datetime
    command: str
    seconds: float
    libraries: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Data:
    """What a version has learnt: the corpus, and of the labels those reviewed, each counting
    ``weight`` times. ``held`` reviewed paragraphs were held out by body or by paragraph."""

    corpus_paragraphs: int
    corpus_sha256: str
    files: tuple[LabelFile, ...]
    learnt: int
    held: int
    held_by: Literal["organisation", "paragraph"]
    left_out: tuple[tuple[Reason, int], ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Hint:
    """A reviewed paragraph whose label a model that had not learnt it contradicts: it gives
    ``found`` with the probability ``chance``, and none of the ``labelled`` tags any to speak of."""

    id: str
    text: str
    labelled: tuple[Tag, ...]
    found: Tag
    chance: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """By how much F1 on a set is higher than that of the ``rival``, drawn in pairs."""

    rival: str
    on: SetName
    paragraphs: int
    bodies: int
    gain: Scores


@dataclass(frozen=True, slots=True)
class Card:
    """``objections`` are what spoke against its promotion when it was made, in Chinese. Of the
    reviewed paragraphs a model that had not learnt them is ``sure`` of a tag in so many; ``hints``
    are those of them that bear no tag it finds at all likely, the surest first.
    ``cross_validation`` is F1 on the corpus; ``unseen`` are the tags that cross-validation gave
    each paragraph learnt."""

    made: Making
    data: Data
    cross_validation: tuple[tuple[Tag, float], ...]
    sets: tuple[SetScores, ...]
    comparisons: tuple[Comparison, ...]
    objections: tuple[str, ...]
    sure: int
    hints: tuple[Hint, ...]
    unseen: tuple[tuple[Tag, ...], ...]
    schema: Literal["card/1"] = "card/1"


def encode_card(card: Card) -> bytes:
    return _adapter().dump_json(card, indent=1) + b"\n"


def decode_card(data: bytes) -> Card:
    """The card again; raises ``pydantic.ValidationError`` where the JSON has another shape."""
    return _adapter().validate_json(data)


def list_libraries(names: Sequence[str] = _LIBRARIES) -> tuple[tuple[str, str], ...]:
    """Python and those of the libraries that are installed, with their versions."""
    found = [("python", platform.python_version())]
    for name in names:
        try:
            found.append((name, version(name)))
        except PackageNotFoundError:
            continue
    return tuple(found)


@cache
def _adapter() -> TypeAdapter[Card]:
    return TypeAdapter(Card)
