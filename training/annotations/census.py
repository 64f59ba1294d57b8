"""How many labels there are: by state, by tag, by layer and by body."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from documents.narrative import TAGS
from training.annotations.annotation import STATES, Annotation, ReviewState

LAYERS = ("tags", "officials", "counts", "placeholders")


@dataclass(frozen=True, slots=True)
class Entry:
    """Rows that have something in common; ``reviewed`` of them a person has looked at."""

    name: str | None
    rows: int
    reviewed: int


@dataclass(frozen=True, slots=True)
class Census:
    """``states`` are in the order of ``STATES``; ``tags`` are all of ``TAGS``, also those that no
    row has; ``layers`` count the rows where the layer is labelled; ``bodies`` come with the most
    rows first, the nameless under null."""

    rows: int
    states: tuple[tuple[ReviewState, int], ...]
    tags: tuple[Entry, ...]
    layers: tuple[Entry, ...]
    bodies: tuple[Entry, ...]


def count_labels(annotations: Sequence[Annotation]) -> Census:
    names = dict.fromkeys(row.organisation for row in annotations)
    bodies = [_count(name, (r for r in annotations if r.organisation == name)) for name in names]
    return Census(
        len(annotations),
        tuple((state, sum(r.review.state == state for r in annotations)) for state in STATES),
        tuple(_count(tag, (r for r in annotations if tag in (r.tags or ()))) for tag in TAGS),
        tuple(
            _count(layer, (r for r in annotations if getattr(r, layer) is not None))
            for layer in LAYERS
        ),
        tuple(sorted(bodies, key=lambda entry: -entry.rows)),
    )


def _count(name: str | None, rows: Iterable[Annotation]) -> Entry:
    states = [row.review.state for row in rows]
    return Entry(name, len(states), states.count("reviewed"))
