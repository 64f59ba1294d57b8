"""Many inputs, one outcome each: read by guarded children side by side, a bad one stops nobody."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import Final

from documents.errors import GongkaiError, SetupError
from documents.limits import Limits, check_size
from service.guard.pool import Guard, GuardClosed, count_cores
from service.intake import read_bytes, read_standard_input
from service.outcomes import Input, Outcome, Reading, Refusal, decode_summary
from service.progress import Progress
from service.tasks import TREAT

_AHEAD: Final = 8
"""How many inputs a child the batch may be ahead of the one whose turn it is."""

Recall = Callable[[Input, str], Outcome | None]


@dataclass(frozen=True, slots=True)
class Batch:
    """How inputs are treated: ``rendering`` is what ``treatment.render`` shall write. ``recall``
    is asked, with an input and the SHA-256 of its bytes, for what is known already."""

    rendering: str
    limits: Limits
    jobs: int
    in_order: bool = False
    recall: Recall | None = None

    def treat(
        self, items: Iterable[Input | Refusal], progress: Progress
    ) -> Generator[Outcome, None, None]:
        """An outcome for each item, as they come or in order. Not more than some results are held.

        Raises ``SetupError``, which concerns them all. Closing the iterator ends the children.
        """
        # OCR is quickest a thread a page: side by side, children must not take each other's cores
        settings = {"GONGKAI_OCR_THREADS": str(max(1, count_cores() // self.jobs))}
        if "GONGKAI_OCR_THREADS" in os.environ:
            settings = {}
        with (
            # the guard is left first: no thread waits for a child that is gone
            ThreadPoolExecutor(self.jobs) as threads,
            Guard(TREAT, self.limits, self.jobs, settings) as guard,
        ):

            def start(item: Input | Refusal) -> Future[Outcome]:
                piped = isinstance(item, Input) and item.path is None
                data = read_standard_input(self.limits) if piped else None
                return threads.submit(self._treat, item, data, guard, progress)

            gather = _gather_in_order if self.in_order else _gather
            for outcome in gather(map(start, items), self.jobs):
                progress.finish(outcome)
                yield outcome

    def _treat(
        self, item: Input | Refusal, data: bytes | None, guard: Guard, progress: Progress
    ) -> Outcome:
        if isinstance(item, Refusal):
            return item
        digest: str | None = None
        try:
            data = read_bytes(item, self.limits) if data is None else data
            check_size(len(data), self.limits)
            digest = sha256(data).hexdigest()
            if self.recall and (known := self.recall(item, digest)):
                return known
            progress.start(item.name)
            head = {
                "name": item.name,
                "inside": item.inside.as_posix(),
                "rendering": self.rendering,
            }
            said, result = guard.ask(head, data)
            return Reading(item, decode_summary(said), result, digest)
        except (SetupError, GuardClosed):
            raise
        except GongkaiError as error:
            return Refusal(item, error.code, str(error), digest)


def _gather(started: Iterator[Future[Outcome]], jobs: int) -> Iterator[Outcome]:
    running = set(islice(started, jobs))
    while running:
        done, running = wait(running, return_when=FIRST_COMPLETED)
        running |= set(islice(started, len(done)))
        for future in done:
            yield future.result()


def _gather_in_order(started: Iterator[Future[Outcome]], jobs: int) -> Iterator[Outcome]:
    running = deque(islice(started, jobs * _AHEAD))
    while running:
        yield running.popleft().result()
        running.extend(islice(started, 1))
