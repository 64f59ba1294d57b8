"""An office for tests: its paragraphs with right labels, a small corpus without it, and taggers
that answer what they are told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from documents.narrative import TAGS, Tag, TagScore
from nlp.features import TagInput
from nlp.tags import Tagger
from training import learning, lessons
from training.annotations.annotation import Annotation, Review
from training.intervals import Numbers
from training.labels import LabelledParagraph
from training.registry import catalogue, gate
from training.registry.gate import Contender
from training.registry.measuring import HeldOut
from training.split import read_held_out, read_learnt
from training.tagger import encode_tagger, fit_tagger

VOICE = "street"


@cache
def read_small_corpus() -> tuple[LabelledParagraph, ...]:
    return tuple(row for row in read_learnt() if row.in_report and row.voice != VOICE)[::10]


@cache
def read_small_set() -> HeldOut:
    return HeldOut("builtin", tuple(row for row in read_held_out() if row.voice != VOICE)[::2])


@cache
def list_labels() -> tuple[Annotation, ...]:
    """Reviewed paragraphs of some twenty bodies, some of which will be held out."""
    rows = [row for row in (*read_learnt(), *read_held_out()) if row.in_report]
    return tuple(map(label, (row for row in rows if row.voice == VOICE)))[::2]


@cache
def fit_small() -> tuple[bytes, bytes]:
    """What the small corpus alone teaches: the files of a built-in model for tests."""
    return encode_tagger(fit_tagger(read_small_corpus()))


def open_office(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own, and the small corpus, set and model in place of the project's; the
    folder of the models. As many labels as there are here are enough to hold some out."""
    patch.setenv("GONGKAI_DATA", str(folder))
    builtin = folder / "builtin" / "tags.json"
    builtin.parent.mkdir(parents=True)
    for path, data in zip((builtin, builtin.with_suffix(".npz")), fit_small(), strict=True):
        path.write_bytes(data)
    for module in (gate, catalogue):
        patch.setattr(module, "MODEL", builtin)
        patch.setattr(module, "read_builtin_set", read_small_set)
    patch.setattr(learning, "read_builtin_set", read_small_set)
    patch.setattr(learning, "read_learnt", read_small_corpus)
    patch.setattr(lessons, "FEW", 100)
    return folder / "models"


def label(row: LabelledParagraph) -> Annotation:
    return Annotation(
        id=row.id,
        text=row.text,
        tags=row.tags,
        section=row.section,
        heading=row.heading,
        previous=row.previous,
        organisation=row.organisation,
        year=row.year,
        review=Review("reviewed", "甲"),
    )


def shift_labels(rows: Sequence[Annotation]) -> tuple[Annotation, ...]:
    """Each paragraph with the tags of the one seven rows above, as in a table that was torn."""
    return tuple(replace(row, tags=rows[place - 7].tags) for place, row in enumerate(rows))


@dataclass(frozen=True)
class Told:
    """Gives the tags it was told for a text, else none."""

    answers: Mapping[str, frozenset[Tag]]

    def score(self, items: Sequence[TagInput]) -> list[tuple[TagScore, ...]]:
        return [
            tuple(TagScore(tag, 0.9) for tag in self.answers.get(item.text, ())) for item in items
        ]

    def find_probabilities(self, items: Sequence[TagInput]) -> Numbers:
        return np.array(
            [[0.9 if tag in self.answers.get(i.text, ()) else 0.01 for tag in TAGS] for i in items]
        )


def invent(
    name: str,
    test: HeldOut,
    wrong: Iterable[int] = (),
    learnt: tuple[Annotation, ...] = (),
    held: tuple[Annotation, ...] = (),
    doubts: tuple[int, int] = (0, 0),
) -> Contender:
    """A version that is right on every paragraph of a set but those at the places ``wrong``, of
    which it says nothing, and on what it has learnt; ``doubts`` are how many labels a model is
    sure of, and how many of these it contradicts."""
    rows = test.rows
    answers = {row.text: frozenset(row.tags) for row in rows}
    for place in wrong:
        answers[rows[place].text] = frozenset()
    unseen = tuple(frozenset(row.tags or ()) for row in learnt)
    return Contender(name, cast(Tagger, Told(answers)), learnt, held, *doubts, unseen)


@cache
def invent_set(bodies: int = 40, paragraphs: int = 13) -> HeldOut:
    """Each body with one paragraph of each of the first tags."""
    rows = [
        LabelledParagraph(
            id=f"reports/x:{body}-{place}",
            text=f"第{body}镇第{place}段",
            tags=(TAGS[place],),
            section=1,
            heading=None,
            previous=None,
            organisation=f"第{body}镇",
            province="",
            voice="township",
            year=2024,
        )
        for body in range(bodies)
        for place in range(paragraphs)
    ]
    return HeldOut("builtin", tuple(rows))
