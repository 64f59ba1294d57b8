"""The simulated office: what it has corrected, what stays unseen, and how labels get shuffled."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from training.annotations.annotation import Annotation
from training.annotations.rows import read_annotations

LABELS: Final = Path(__file__).parents[2] / "corpora" / "office" / "labels.jsonl"
MOST: Final = 200
"""So many paragraphs at least can be learnt; all bodies that these do not need are the rest."""


@dataclass(frozen=True, slots=True)
class Office:
    """Reviewed paragraphs of one administration: those that a person may be shown for correction,
    and the ``rest``, of other bodies, on which the models are measured."""

    pool: tuple[Annotation, ...]
    rest: tuple[Annotation, ...]


def read_office(path: Path = LABELS) -> Office:
    """Bodies go to the rest by the order of their names' hashes, so that nobody chooses."""
    rows = read_annotations(path)
    bodies = {row.organisation or "" for row in rows}
    rest: set[str] = set()
    left = len(rows)
    for body in sorted(bodies, key=lambda name: sha256(name.encode()).hexdigest()):
        size = sum(row.organisation == body for row in rows)
        if left - size >= MOST:
            rest.add(body)
            left -= size
    return Office(
        tuple(row for row in rows if row.organisation not in rest),
        tuple(row for row in rows if row.organisation in rest),
    )


def draw_batch(pool: Sequence[Annotation], number: int, draw: int) -> tuple[Annotation, ...]:
    """The first paragraphs in the order of this draw: a larger batch holds the smaller."""
    return tuple(random.Random(draw).sample(pool, len(pool))[:number])


def shuffle_labels(rows: Sequence[Annotation], share: float, draw: int) -> tuple[Annotation, ...]:
    """The rows, of which this share, drawn by chance, have each other's tags."""
    chance = random.Random(f"poison {draw}")
    places = sorted(chance.sample(range(len(rows)), round(share * len(rows))))
    tags = [rows[place].tags for place in places]
    chance.shuffle(tags)
    given = dict(zip(places, tags, strict=True))
    return tuple(replace(row, tags=given.get(i, row.tags)) for i, row in enumerate(rows))


def count_wrong(right: Sequence[Annotation], shuffled: Sequence[Annotation]) -> int:
    """How many of the rows bear other tags now: some get those that they had."""
    return sum(a.tags != b.tags for a, b in zip(right, shuffled, strict=True))


def cut_bodies(rows: Sequence[Annotation], parts: int) -> Iterator[tuple[Annotation, ...]]:
    """The rows in parts of whole bodies."""
    bodies = list(dict.fromkeys(row.organisation for row in rows))
    for part in range(parts):
        yield tuple(row for row in rows if bodies.index(row.organisation) % parts == part)
