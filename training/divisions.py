"""Ways to tell learnt from unseen: by body, by voice and by writer, each frozen by its digits."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sklearn.model_selection import GroupKFold

from training.labels import LabelledParagraph
from training.split import hash_rows, read_held_out, read_learnt

PARTS: Final = 5


@dataclass(frozen=True, slots=True)
class Fold:
    """Paragraphs that are learnt, and those of somebody who is then unseen."""

    unseen: str
    learnt: tuple[LabelledParagraph, ...]
    held: tuple[LabelledParagraph, ...]


@dataclass(frozen=True, slots=True)
class Division:
    """A way to tell learnt from unseen several times over. ``asked`` are the folds to measure; what
    is learnt in one of them is held in another of ``folds``, so that scores can be calibrated on
    paragraphs that were not learnt. Nobody ever learns the bodies held out."""

    name: str
    folds: tuple[Fold, ...]
    asked: tuple[Fold, ...]

    @property
    def rows(self) -> tuple[LabelledParagraph, ...]:
        """The paragraphs to measure, each once, fold by fold."""
        return tuple(row for fold in self.asked for row in fold.held)

    @property
    def sha256(self) -> str:
        """The digits by which it is frozen: who is unseen when, and ``hash_rows`` of theirs."""
        lines = (f"{fold.unseen} {hash_rows(fold.held)}" for fold in self.asked)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def divide_by_body() -> Division:
    """The bodies held out, unseen by what learnt all others; these in five parts by body."""
    learnt, held_out = read_learnt(), read_held_out()
    bodies = [row.organisation for row in learnt]
    parts = [
        Fold(
            f"part {number}",
            tuple(learnt[i] for i in others),
            tuple(learnt[i] for i in part),
        )
        for number, (others, part) in enumerate(GroupKFold(PARTS).split(bodies, groups=bodies), 1)
    ]
    last = Fold("bodies held out", learnt, held_out)
    return Division("frozen", (*parts, last), (last,))


def divide_by_voice() -> Division:
    """Each voice (township, bureau ...) unseen in turn."""
    return _divide("voices", lambda row: row.voice)


def divide_by_writer() -> Division:
    """Each writer unseen in turn: the files of whole narratives, and the single paragraphs."""
    return _divide(
        "writers", lambda row: row.id.partition(":")[0] if row.in_report else "paragraphs"
    )


def _divide(name: str, tell: Callable[[LabelledParagraph], str]) -> Division:
    learnt, everything = read_learnt(), (*read_learnt(), *read_held_out())
    folds = tuple(
        Fold(
            unseen,
            tuple(row for row in learnt if tell(row) != unseen),
            tuple(row for row in everything if tell(row) == unseen),
        )
        for unseen in sorted(set(map(tell, everything)))
    )
    return Division(name, folds, folds)
