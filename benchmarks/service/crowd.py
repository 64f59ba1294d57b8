"""Fifty people at once: who looks, searches, edits, judges and now and then uploads."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from statistics import median, quantiles
from threading import Lock, Thread
from typing import Final

import httpx2

from benchmarks.service.province import SURNAMES, YEARS, fill_province
from benchmarks.service.running import Place, connect, read_port, serve
from benchmarks.service.samples import make_text
from service.storage.store import open_store
from service.storage.terms import ENDED

_THINKING: Final = (0.5, 1.5)
"""Seconds between a person's requests."""
_EDITED: Final = 200
"""Documents that all edit, few enough to meet."""
_OVERTAKEN: Final = 412
_SETTLING: Final = 300.0
_SORTS: Final = ("-created", "-errors", "unit", "-year", "-boilerplate")


@dataclass(frozen=True, slots=True)
class Kind:
    """Of one kind of request: how many, and seconds in the median and for one in twenty."""

    what: str
    requests: int
    median: float
    slow: float


@dataclass(frozen=True, slots=True)
class Crowd:
    """``faults`` are answers of 500 and above, refusals that no user has deserved, and requests
    without an answer; ``overtaken`` edits of what somebody else has just edited, which is as it
    should be; ``unread`` uploads that did not succeed in the end."""

    kind: str
    reports: int
    users: int
    seconds: float
    kinds: tuple[Kind, ...]
    faults: tuple[str, ...]
    overtaken: int
    uploads: int
    unread: int


class _People:
    """What they do and how it went."""

    def __init__(self, port: int, users: int, seconds: float, seed: int, known: int) -> None:
        self._port, self._seconds, self._known = port, seconds, known
        self._lock = Lock()
        self.taken: dict[str, list[float]] = {}
        self.faults: list[str] = []
        self.overtaken = 0
        self.jobs: list[str] = []
        self._threads = [
            Thread(target=self._live, args=(n, Random(f"{seed}/{n}"))) for n in range(users)
        ]

    def run(self) -> None:
        for thread in self._threads:
            thread.start()
        for thread in self._threads:
            thread.join()

    def _live(self, user: int, rng: Random) -> None:
        acts: dict[str, tuple[Callable[[httpx2.Client, Random, int], httpx2.Response], int]] = {
            "board": (self._look, 30),
            "search": (self._search, 12),
            "report": (self._open, 25),
            "findings": (self._read_findings, 8),
            "facets": (self._weigh, 8),
            "edit": (self._edit, 8),
            "verdict": (self._judge, 4),
            "upload": (self._upload, 5),
        }
        names, weights = list(acts), [weight for _, weight in acts.values()]
        until = time.monotonic() + self._seconds
        with connect(self._port) as client:
            time.sleep(rng.uniform(0, _THINKING[1]))
            while time.monotonic() < until:
                (name,) = rng.choices(names, weights)
                self._do(name, lambda: acts[name][0](client, rng, user))  # noqa: B023
                time.sleep(rng.uniform(*_THINKING))

    def _do(self, name: str, act: Callable[[], httpx2.Response]) -> None:
        started = time.perf_counter()
        try:
            answer = act()
            fault = f"{answer.status_code} {answer.text[:200]}" if answer.status_code >= 400 else ""
            overtaken = answer.status_code == _OVERTAKEN
        except httpx2.TransportError as error:
            fault, overtaken = repr(error), False
        with self._lock:
            self.taken.setdefault(name, []).append(time.perf_counter() - started)
            self.overtaken += overtaken
            if fault and not overtaken:
                self.faults.append(f"{name}: {fault}")

    def _look(self, client: httpx2.Client, rng: Random, user: int) -> httpx2.Response:
        chosen = {"sort": rng.choice(_SORTS), "count": "true"}
        if rng.random() < 0.5:
            chosen["year"] = str(rng.choice(YEARS))
        if rng.random() < 0.3:
            chosen["has_errors"] = "true"
        return client.get("/v1/documents", params=chosen)

    def _search(self, client: httpx2.Client, rng: Random, user: int) -> httpx2.Response:
        said = rng.choice(("公开", "教育局", "清河", f"{rng.choice(SURNAMES)}瑜"))
        return client.get("/v1/documents", params={"q": said})

    def _open(self, client: httpx2.Client, rng: Random, user: int) -> httpx2.Response:
        return client.get(f"/v1/documents/{rng.randint(1, self._known)}")

    def _read_findings(self, client: httpx2.Client, rng: Random, user: int) -> httpx2.Response:
        return client.get(f"/v1/documents/{rng.randint(1, self._known)}/findings")

    def _weigh(self, client: httpx2.Client, rng: Random, user: int) -> httpx2.Response:
        if rng.random() < 0.2:
            return client.get("/v1/totals", params={"year": str(rng.choice(YEARS))})
        return client.get("/v1/facets", params={"year": str(rng.choice(YEARS))})

    def _edit(self, client: httpx2.Client, rng: Random, user: int) -> httpx2.Response:
        url = f"/v1/documents/{rng.randint(1, _EDITED)}"
        seen = client.get(f"{url}/tables")
        if seen.status_code != 200:
            return seen
        return client.patch(
            f"{url}/cells/requests/new_received.total",
            json={"value": rng.randint(0, 500)},
            headers={"If-Match": seen.headers["ETag"]},
        )

    def _judge(self, client: httpx2.Client, rng: Random, user: int) -> httpx2.Response:
        # above the edited ones: their findings come and go
        url = f"/v1/documents/{rng.randint(_EDITED + 1, 2 * _EDITED)}/findings"
        seen = client.get(url)
        if seen.status_code != 200 or not seen.json():
            return seen
        verdict = {"verdict": "dismissed", "reason": "已核实"}
        return client.put(f"{url}/{rng.choice(seen.json())['id']}/verdict", json=verdict)

    def _upload(self, client: httpx2.Client, rng: Random, user: int) -> httpx2.Response:
        data = make_text(user * 1_000_000 + rng.randint(0, 999_999))
        answer = client.post("/v1/documents", files={"file": (f"{user}.txt", data)})
        if answer.status_code == 202:
            with self._lock:
                self.jobs.append(answer.headers["Location"])
        return answer


def measure_crowd(place: Place, reports: int, users: int, seconds: float, seed: int) -> Crowd:
    store = open_store(place.read_settings())
    fill_province(store, reports)
    store.close()
    with serve(place) as (client, _):
        people = _People(read_port(client), users, seconds, seed, reports)
        people.run()
        unread = sum(not _ended_well(client, job) for job in people.jobs)
    return Crowd(
        kind=place.kind,
        reports=reports,
        users=users,
        seconds=seconds,
        kinds=tuple(
            Kind(name, len(taken), median(taken), quantiles(taken, n=20)[-1])
            for name, taken in sorted(people.taken.items())
            if len(taken) > 1
        ),
        faults=tuple(people.faults),
        overtaken=people.overtaken,
        uploads=len(people.jobs),
        unread=unread,
    )


def _ended_well(client: httpx2.Client, job: str) -> bool:
    until = time.monotonic() + _SETTLING
    while time.monotonic() < until:
        state = client.get(f"{job}?wait=50").raise_for_status().json()["state"]
        if state in ENDED:
            return bool(state == "succeeded")
    return False
