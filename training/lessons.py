"""What of the labels from people is learnt, what is kept for judging, and what is left out.

Only paragraphs that a person has reviewed teach. Where there are few, all of them do, and they are
judged on by cross-validation alone. Of many a part of the bodies, by a hash of their names as in
``training.split``, is held out; where that would be fewer than three bodies, a part of the
paragraphs by a hash of their texts, since every body is then needed for learning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from nlp.stored import hash_bytes
from training.annotations.annotation import Annotation
from training.annotations.rows import decode_rows
from training.annotations.store import choose_latest
from training.labels import OWN, LabelledParagraph
from training.split import is_held_out

FEWEST_BODIES: Final = 3
FEW: Final = 300
"""Fewer paragraphs are all learnt: eight held out of 50 would prove nothing and be missed."""
Reason = Literal["suggested", "skipped", "untagged", "tested"]


@dataclass(frozen=True, slots=True)
class LabelFile:
    """A file of labels as it was read: rows in all."""

    name: str
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True)
class Lessons:
    """Reviewed rows, those to learn and those held out ``by`` body or paragraph; how many rows
    were left out, and why: no person has looked at them, a person passed them over, they bear no
    labels of themes, or their text is one of a test."""

    learnt: tuple[Annotation, ...] = ()
    held: tuple[Annotation, ...] = ()
    left_out: tuple[tuple[Reason, int], ...] = ()
    by: Literal["organisation", "paragraph"] = "organisation"


def read_labels(paths: Iterable[Path]) -> tuple[tuple[Annotation, ...], tuple[LabelFile, ...]]:
    """The rows of all files, one an id, the latest review of each; and the files. Raises
    LabelsInvalid, and OSError where a file cannot be read."""
    rows: list[Annotation] = []
    files = []
    for path in paths:
        data = path.read_bytes()
        found = decode_rows(data, path.name, repeats=True).require()
        files.append(LabelFile(path.name, hash_bytes(data), len(found)))
        rows += found
    return choose_latest(rows), tuple(files)


def choose_lessons(annotations: Sequence[Annotation], tested: Collection[str]) -> Lessons:
    """What to learn and what to hold out; ``tested`` are the texts of the test that all models
    are judged on."""
    reasons: Counter[Reason] = Counter()
    reviewed = []
    for row in annotations:
        reason = _find_reason(row, tested)
        if reason:
            reasons[reason] += 1
        else:
            reviewed.append(row)
    held_bodies = {body for body in map(tell_body, reviewed) if is_held_out(body)}
    by_body = len(held_bodies) >= FEWEST_BODIES
    held = []
    if len(reviewed) >= FEW:
        held = [row for row in reviewed if is_held_out(tell_body(row) if by_body else row.text)]
    held_texts = {row.text for row in held}
    learnt = [row for row in reviewed if row.text not in held_texts]
    if repeated := len(reviewed) - len(held) - len(learnt):
        reasons["tested"] += repeated
    return Lessons(
        tuple(learnt),
        tuple(held),
        tuple(sorted(reasons.items())),
        "organisation" if by_body else "paragraph",
    )


def is_reviewed(row: Annotation) -> bool:
    """Whether a person has said which themes the paragraph is about."""
    return row.review.state == "reviewed" and row.tags is not None


def tell_body(row: Annotation) -> str:
    """Who speaks: the body, else the report it was taken from, else the paragraph alone."""
    return row.organisation or (row.source.sha256 if row.source else row.id)


def describe_row(row: Annotation) -> LabelledParagraph:
    """A reviewed row as the tagger learns it."""
    return LabelledParagraph(
        id=f"{OWN}{row.id}",
        text=row.text,
        tags=row.tags or (),
        section=row.section,
        heading=row.heading,
        previous=row.previous,
        organisation=tell_body(row),
        province=row.province or "",
        voice=row.voice or "",
        year=row.year or 0,
    )


def _find_reason(row: Annotation, tested: Collection[str]) -> Reason | None:
    if row.review.state != "reviewed":
        return row.review.state
    if row.tags is None:
        return "untagged"
    return "tested" if row.text in tested else None
