"""Contenders timed in turns, so that a busy machine slows all of them alike."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from statistics import median


def time_in_turns(
    contenders: Mapping[str, Callable[[], object]],
    rounds: int,
    clock: Callable[[], float] = time.process_time,
) -> dict[str, float]:
    """The median time of each contender in seconds, on the CPU unless told otherwise. One round
    goes before, unmeasured. The garbage collector runs between the calls and not within them."""
    for run in contenders.values():
        run()
    times: dict[str, list[float]] = {name: [] for name in contenders}
    gc.disable()
    try:
        for _ in range(rounds):
            for name, run in contenders.items():
                gc.collect()
                start = clock()
                run()
                times[name].append(clock() - start)
    finally:
        gc.enable()
    return {name: median(taken) for name, taken in times.items()}


def time_best(run: Callable[[], object], repeats: int) -> float:
    """The least CPU time in seconds of some calls: what the work costs undisturbed."""
    taken: list[float] = []
    for _ in range(repeats):
        start = time.process_time()
        run()
        taken.append(time.process_time() - start)
    return min(taken)


def fit_slope(places: list[float], values: list[float]) -> float:
    """How much the values rise from one place to the next, by least squares.

    Raises ``ZeroDivisionError`` where all places are the same."""
    middle, mean = sum(places) / len(places), sum(values) / len(values)
    above = sum((p - middle) * (v - mean) for p, v in zip(places, values, strict=True))
    return above / sum((p - middle) ** 2 for p in places)
