"""What is measured: the learning curve, the score that the office's own paragraphs allow, and what
the gate makes of good batches and of poisoned ones."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.learning.lessons import Classroom, Outcome, Tags, read_champion, read_frozen
from benchmarks.learning.office import (
    MOST,
    Office,
    count_wrong,
    cut_bodies,
    draw_batch,
    shuffle_labels,
)
from training.annotations.annotation import Annotation
from training.annotations.sampling import choose_least_sure
from training.intervals import Interval, compare_scores, measure_scores
from training.lessons import tell_body

FEW: Final = 50
DRAWS: Final = {25: 3, FEW: 10, 100: 3, MOST: 3}
SHARES: Final = (1.0, 0.5, 0.25, 0.1)
POISONINGS: Final = {MOST: 3, FEW: 1}
_PARTS: Final = 3
Rows = tuple[Annotation, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """After so many corrections: macro-F1 on the office's rest and by how much it is higher than
    at the start, over all draws; the lowest and highest draw; the same gain on the frozen set; and
    what came of each draw's batch."""

    corrections: int
    score: Interval
    gain: Interval
    draws: tuple[float, ...]
    frozen: Interval
    frozen_gain: Interval
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Poisoned:
    """Batches of which a share was shuffled; ``wrong`` labels in each, and what came of them."""

    corrections: int
    share: float
    wrong: tuple[int, ...]
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """``own`` is what a model scores that has learnt all other bodies of the office."""

    office: Office
    start: Interval
    frozen: Interval
    own: Interval
    by_chance: tuple[Point, ...]
    least_sure: tuple[Point, ...]
    poisoned: tuple[Poisoned, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A set with the right answers and those of the champion."""

    units: tuple[str, ...]
    right: Tags
    before: Tags

    def measure(self, answers: Sequence[Tags]) -> tuple[Interval, Interval]:
        """Macro-F1 of all draws together and its gain. A body's draws stay together when bodies
        are drawn for the intervals, since they are of the same paragraphs."""
        times = len(answers)
        units, right, before = self.units * times, self.right * times, self.before * times
        found = [tags for answer in answers for tags in answer]
        scores = measure_scores(units, right, found)
        return scores.macro, compare_scores(units, right, before, found).macro


def measure_learning(office: Office, folder: Path | None, workers: int) -> Results:
    """Learns some fifty batches, ``workers`` at a time, but not what ``folder`` holds."""
    room, champion = Classroom(office.rest, folder), read_champion()
    start = room.start()
    by_chance = [[draw_batch(office.pool, size, d) for d in range(n)] for size, n in DRAWS.items()]
    least_sure = [[choose_least_sure(office.pool, size, (), champion)] for size in DRAWS][:-1]
    good = [[draw_batch(office.pool, size, d) for d in range(n)] for size, n in POISONINGS.items()]
    shares = [(batches, share) for batches in good for share in SHARES]
    bad = [[shuffle_labels(batch, s, d) for d, batch in enumerate(some)] for some, s in shares]
    parts = tuple(cut_bodies(office.rest, _PARTS))
    with ProcessPoolExecutor(workers) as pool:
        everything = [
            [pool.submit(room.teach, batch) for batch in batches]
            for batches in (*by_chance, *least_sure, *bad)
        ]
        others = [
            pool.submit(Classroom(part, folder).teach_all, (*office.pool, *_leave(parts, part)))
            for part in parts
        ]
        outcomes = [tuple(job.result() for job in jobs) for jobs in everything]
        own = [job.result().asked for job in others]
    rest = Judged(*_list_right(office.rest), start.asked)
    asked = tuple(row for part in parts for row in part)
    known = tuple(tags for part in own for tags in part)
    frozen = Judged(read_frozen().units, read_frozen().tags, start.frozen)
    points = [
        _measure_point(len(batches[0]), made, rest, frozen)
        for batches, made in zip((*by_chance, *least_sure), outcomes, strict=False)
    ]
    return Results(
        office=office,
        start=rest.measure([start.asked])[0],
        frozen=frozen.measure([start.frozen])[0],
        own=measure_scores(*_list_right(asked), known).macro,
        by_chance=tuple(points[: len(by_chance)]),
        least_sure=tuple(points[len(by_chance) :]),
        poisoned=tuple(
            Poisoned(len(some[0]), share, tuple(map(count_wrong, some, batches)), made)
            for (some, share), batches, made in zip(shares, bad, outcomes[-len(bad) :], strict=True)
        ),
    )


def _measure_point(
    corrections: int, outcomes: tuple[Outcome, ...], rest: Judged, frozen: Judged
) -> Point:
    score, gain = rest.measure([outcome.asked for outcome in outcomes])
    kept, frozen_gain = frozen.measure([outcome.frozen for outcome in outcomes])
    draws = tuple(rest.measure([outcome.asked])[0].value for outcome in outcomes)
    return Point(corrections, score, gain, draws, kept, frozen_gain, outcomes)


def _list_right(rows: Sequence[Annotation]) -> tuple[tuple[str, ...], Tags]:
    """Who says each paragraph, and its tags."""
    return tuple(map(tell_body, rows)), tuple(frozenset(row.tags or ()) for row in rows)


def _leave(parts: Sequence[Rows], part: Rows) -> Rows:
    """All parts but this one."""
    return tuple(row for other in parts if other is not part for row in other)
