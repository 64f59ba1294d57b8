"""The memory of the server itself, without its children, over many uploads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from benchmarks.service.running import Place, read_document, serve
from benchmarks.service.samples import make_text

_MEBIBYTE: Final = 2**20
_EVERY: Final = 50


@dataclass(frozen=True, slots=True)
class Memory:
    """MiB resident after each fifty uploads, from the first fifty on; ``children`` at the end."""

    uploads: int
    resident: tuple[float, ...]
    children: float


def measure_memory(place: Place, uploads: int) -> Memory:
    place.empty()
    resident = []
    with serve(place) as (client, process):
        for number in range(1, uploads + 1):
            read_document(client, f"{number}.txt", make_text(number))
            if number % _EVERY == 0:
                resident.append(process.memory_info().rss / _MEBIBYTE)
        children = sum(c.memory_info().rss for c in process.children(recursive=True)) / _MEBIBYTE
    return Memory(uploads, tuple(resident), children)
