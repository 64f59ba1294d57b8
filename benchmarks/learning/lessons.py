"""A batch of corrections learnt as ``gongkai train`` learns it, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from pydantic import TypeAdapter

from documents.narrative import Tag
from nlp.stored import BUILTIN
from nlp.tags import Tagger, read_tagger
from training.annotations.annotation import Annotation
from training.annotations.rows import encode_rows
from training.intervals import Interval
from training.labels import LabelledParagraph, hash_corpus
from training.learning import learn
from training.lessons import choose_lessons, describe_row
from training.registry.card import Comparison
from training.registry.gate import Contender, find_doubts, find_objections, judge
from training.registry.measuring import HeldOut, SetName, answer, read_builtin_set
from training.split import read_learnt
from training.tagger import Recipe, Validation, encode_tagger, fit_tagger, validate

Tags = tuple[frozenset[Tag], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The tags that the model gives the paragraphs asked about and the frozen set; of the batch
    how many were learnt and held out, how many a model that has not learnt them is sure of, and how
    many of these it contradicts; and how it compares with the champion."""

    asked: Tags
    frozen: Tags
    learnt: int = 0
    held: int = 0
    sure: int = 0
    contradicted: int = 0
    comparisons: tuple[Comparison, ...] = ()

    @property
    def objections(self) -> tuple[str, ...]:
        """What the gate objects to."""
        doubts = find_doubts(self.learnt + self.held, self.sure, self.contradicted)
        return (*find_objections(self.comparisons), *doubts) if self.comparisons else ()

    def find_gain(self, on: SetName) -> Interval | None:
        """The gain over the champion on the frozen set, or on the batch itself cross-validated."""
        return next((c.gain.macro for c in self.comparisons if c.on == on), None)


@dataclass(frozen=True, slots=True)
class Classroom:
    """Where batches are learnt and judged: the corpus, the frozen set, and what is asked about.
    Outcomes are kept in ``folder`` where one is given, and read from there."""

    asked: tuple[Annotation, ...]
    folder: Path | None = None

    def start(self) -> Outcome:
        """The champion, which has learnt the corpus alone."""
        champion = read_champion()
        return Outcome(_tag(champion, self.asked), answer(champion, read_frozen().rows).tags)

    def teach(self, batch: Sequence[Annotation]) -> Outcome:
        """The batch, part of which is held out, and what the gate says of it."""
        return self._recall("taught", batch) or self._keep("taught", batch, self._teach(batch))

    def teach_all(self, batch: Sequence[Annotation]) -> Outcome:
        """The batch with nothing held out and nobody to judge it."""
        if known := self._recall("all", batch):
            return known
        own = tuple(map(describe_row, batch))
        fitted = fit_tagger(read_corpus(), own=own, known=read_validation())
        tagger = read_tagger(*encode_tagger(fitted))
        outcome = Outcome(
            _tag(tagger, self.asked), answer(tagger, read_frozen().rows).tags, len(batch)
        )
        return self._keep("all", batch, outcome)

    def _teach(self, batch: Sequence[Annotation]) -> Outcome:
        frozen = read_frozen()
        lessons = choose_lessons(batch, {row.text for row in frozen.rows})
        new = learn(read_corpus(), lessons, known=read_validation())
        champion = Contender(BUILTIN, read_champion())
        return Outcome(
            asked=_tag(new.contender.tagger, self.asked),
            frozen=answer(new.contender.tagger, frozen.rows).tags,
            learnt=len(lessons.learnt),
            held=len(lessons.held),
            sure=new.contender.sure,
            contradicted=new.contender.contradicted,
            comparisons=judge(new.contender, [champion], frozen).comparisons,
        )

    def _name(self, way: str, batch: Sequence[Annotation]) -> Path | None:
        known = repr((way, hash_corpus(read_corpus()), Recipe(), encode_rows(self.asked)))
        digest = sha256(known.encode() + encode_rows(batch)).hexdigest()
        return self.folder / f"{digest[:24]}.json" if self.folder else None

    def _recall(self, way: str, batch: Sequence[Annotation]) -> Outcome | None:
        path = self._name(way, batch)
        return _adapter().validate_json(path.read_bytes()) if path and path.exists() else None

    def _keep(self, way: str, batch: Sequence[Annotation], outcome: Outcome) -> Outcome:
        if path := self._name(way, batch):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(_adapter().dump_json(outcome))
        return outcome


@cache
def read_corpus() -> tuple[LabelledParagraph, ...]:
    return read_learnt()


@cache
def read_frozen() -> HeldOut:
    return read_builtin_set()


@cache
def read_validation() -> Validation:
    """What every model here has in common: it comes from the corpus alone."""
    return validate(read_corpus())


@cache
def read_champion() -> Tagger:
    """The recipe on the corpus alone, fitted anew: the stored model may be of an older one."""
    return read_tagger(*encode_tagger(fit_tagger(read_corpus(), known=read_validation())))


def _tag(tagger: Tagger, rows: Sequence[Annotation]) -> Tags:
    return answer(tagger, [describe_row(row) for row in rows]).tags


@cache
def _adapter() -> TypeAdapter[Outcome]:
    return TypeAdapter(Outcome)
