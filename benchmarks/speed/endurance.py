"""One process over many reports: how many a second, and whether it keeps growing."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

from benchmarks.speed.timing import fit_slope

_STEPS: Final = 10
_IDEOGRAPHS: Final = (0x4E00, 0x9FA5)


@dataclass(frozen=True, slots=True)
class Endurance:
    """``rate`` in reports a second of the clock; memory (resident, MiB) once warm and at the end,
    and ``slope``, its growth by least squares in MiB per 1,000 reports."""

    reports: int
    rate: float
    warm: float
    last: float
    slope: float


def measure_endurance(reports: int, *, nonsense: bool = False) -> Endurance:
    """In a fresh process, no report twice; the first ones, a tenth as many, only warm it.

    With ``nonsense`` each report has 200 ideographs drawn by lot in it: words that were never seen
    before fill whatever a process remembers of words."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_run, (reports, nonsense))


def _run(reports: int, nonsense: bool) -> Endurance:
    import psutil

    from analysis.pipeline import analyze

    process = psutil.Process()
    step = max(1, reports // _STEPS)
    places: list[float] = []
    memory: list[float] = []
    taken = 0.0
    for done, data in enumerate(_make_sources(step + reports, nonsense), 1 - step):
        start = time.perf_counter()
        analyze(data, "report.txt")
        if done > 0:
            taken += time.perf_counter() - start
        if done >= 0 and done % step == 0:
            places.append(done / 1000)
            memory.append(process.memory_info().rss / 2**20)
    return Endurance(reports, reports / taken, memory[0], memory[-1], fit_slope(places, memory))


def _make_sources(count: int, nonsense: bool) -> Iterator[bytes]:
    from training.factory.reports import make_report

    for i in range(count):
        rng = Random(f"endurance/{i}")
        text = make_report(rng).text
        if nonsense:
            words = "".join(chr(rng.randint(*_IDEOGRAPHS)) for _ in range(200))
            place = text.index("。") + 1
            text = f"{text[:place]}{words}。{text[place:]}"
        yield text.encode()
