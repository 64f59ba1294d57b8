"""Seeds dealt out to processes, results in the order of the seeds."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import Final, TypeVar

Result = TypeVar("Result")
_CHUNKS_A_PROCESS: Final = 8


def map_seeds(work: Callable[[range], Result], count: int) -> Iterator[Result]:
    """``work`` on consecutive ranges that together are ``range(count)``, on every core.

    Each seed must make its own random stream, so that the ranges' borders do not matter."""
    cores = os.cpu_count() or 1
    size = max(1, -(-count // (cores * _CHUNKS_A_PROCESS)))
    chunks = [range(start, min(start + size, count)) for start in range(0, count, size)]
    if len(chunks) < 2:
        yield from map(work, chunks)
        return
    with ProcessPoolExecutor(cores) as pool:
        yield from pool.map(work, chunks)
