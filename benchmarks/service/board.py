"""Lists, filters, facets, searches and totals over ten thousand reports."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median
from typing import Final

import httpx2
import psutil

from benchmarks.service.province import fill_province
from benchmarks.service.running import Place, serve
from service.storage.store import open_store

REQUESTS: Final[Mapping[str, str]] = {
    "newest first": "/v1/documents",
    "most errors first": "/v1/documents?sort=-errors",
    "by unit": "/v1/documents?sort=unit",
    "by year": "/v1/documents?sort=-year",
    "by name": "/v1/documents?sort=name",
    "most boilerplate first": "/v1/documents?sort=-boilerplate",
    "last changed first": "/v1/documents?sort=-changed",
    "one year, counted": "/v1/documents?year=2023&count=true",
    "with errors, counted": "/v1/documents?has_errors=true&count=true",
    "one rule, most errors first": "/v1/documents?rule=applicants-sum&sort=-errors",
    "form and grade": "/v1/documents?form=v2021&grade=good",
    "search: a name of two characters": "/v1/documents?q=魏瑜&count=true",
    "search: what stands in all": "/v1/documents?q=公开&count=true",
    "search, by unit": "/v1/documents?q=教育局&sort=unit",
    "facets": "/v1/facets",
    "facets of a year": "/v1/facets?year=2023",
    "facets of a search": "/v1/facets?q=魏瑜",
    "facets of what stands in all": "/v1/facets?q=公开",
    "facets of a phrase that stands in all": "/v1/facets?q=政府信息公开",
    "facets of two years and a form": "/v1/facets?year=2022&year=2023&form=v2021",
    "units": "/v1/units",
    "units by name": "/v1/units?name=清河",
    "findings": "/v1/findings?severity=error",
    "totals": "/v1/totals",
    "totals of a year": "/v1/totals?year=2023",
    "totals of a phrase that stands in all": "/v1/totals?q=政府信息公开",
}
_PAGES: Final = 40


@dataclass(frozen=True, slots=True)
class Answer:
    """Milliseconds: the median of the clock, and processor time of the server for one request."""

    what: str
    clock: float
    processor: float


@dataclass(frozen=True, slots=True)
class Board:
    kind: str
    reports: int
    answers: tuple[Answer, ...]


def measure_board(place: Place, reports: int, rounds: int) -> Board:
    """Fills the place where it is not filled yet. On PostgreSQL the processor time is that of the
    server without the database."""
    store = open_store(place.read_settings())
    fill_province(store, reports)
    store.close()
    with serve(place, "--no-worker") as (client, process):
        answers = [
            _measure(client, process, what, [url] * rounds) for what, url in REQUESTS.items()
        ]
        answers.append(_measure(client, process, "a later page", _list_pages(client)))
    return Board(place.kind, reports, tuple(answers))


def _measure(client: httpx2.Client, process: psutil.Process, what: str, urls: list[str]) -> Answer:
    client.get(urls[0]).raise_for_status()
    taken, before = [], _read_processor(process)
    for url in urls:
        started = time.perf_counter()
        client.get(url).raise_for_status()
        taken.append(time.perf_counter() - started)
    spent = _read_processor(process) - before
    return Answer(what, median(taken) * 1000, spent / len(urls) * 1000)


def _list_pages(client: httpx2.Client) -> list[str]:
    """The addresses of pages far behind, as one comes to them."""
    url, found = "/v1/documents?sort=unit&limit=200", []
    for _ in range(_PAGES):
        after = client.get(url).raise_for_status().json()["next_cursor"]
        if after is None:
            break
        url = f"/v1/documents?sort=unit&limit=50&cursor={after}"
        found.append(url)
        url = f"/v1/documents?sort=unit&limit=200&cursor={after}"
    return found[len(found) // 2 :]


def _read_processor(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)
