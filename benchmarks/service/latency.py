"""From sending a typed report to its result, against the analysis alone in this process."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Final

from analysis.pipeline import analyze
from benchmarks.service.running import Place, read_document, serve
from benchmarks.service.samples import make_text, make_word

_FORMATS: Final[dict[str, tuple[str, Callable[[int], bytes]]]] = {
    "text": (".txt", make_text),
    "Word": (".docx", make_word),
}


@dataclass(frozen=True, slots=True)
class Latency:
    """Medians in seconds of the clock; both took turns."""

    form: str
    served: float
    slowest: float
    alone: float

    @property
    def ratio(self) -> float:
        return self.served / self.alone


def measure_latency(place: Place, rounds: int) -> list[Latency]:
    found = []
    place.empty()
    with serve(place) as (client, _):
        for form, (suffix, make) in _FORMATS.items():
            served, alone = [], []
            for number in range(rounds + 2):
                data, name = make(number), f"{number}{suffix}"
                served.append(_time(lambda: read_document(client, name, data)))  # noqa: B023
                alone.append(_time(lambda: analyze(data, name)))  # noqa: B023
            # the first two find nothing warm
            found.append(Latency(form, median(served[2:]), max(served[2:]), median(alone[2:])))
    return found


def _time(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started
