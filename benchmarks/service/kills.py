"""Server and worker killed with -9 at random moments while reports are sent; what is left then."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from queue import Empty, SimpleQueue
from random import Random
from threading import Lock, Thread
from typing import Final

import httpx2
from sqlalchemy import func, select, text

from benchmarks.service.running import (
    Place,
    Program,
    connect,
    find_port,
    find_processes,
    wait_for,
)
from benchmarks.service.samples import make_text, make_word
from service.jobs.ledger import WORKER_LOST
from service.storage.rows import CurrentRow, DocumentRow, JobRow, ReadingRow
from service.storage.store import Store, open_store
from service.storage.terms import ENDED

_WORD_EVERY: Final = 20
_SENDERS: Final = 4
_PAUSE: Final = (0.0, 1.2)
"""Seconds of a sender between two files."""
_LIFE: Final = (0.0, 5.0)
"""Seconds to the next kill: every second time from when the service answers, else from the kill
before, so that some are hit while they start."""
_SETTLING: Final = 240.0


@dataclass(frozen=True, slots=True)
class Kills:
    """``lost`` were acknowledged and are not there, ``twice`` have several rows or readings,
    ``stuck`` did not end, ``given_up`` cost three workers, ``failed`` otherwise; ``unsound`` have
    no original, result or words to be found by; ``again`` were done by a second worker;
    ``orphans`` are processes that outlived what started them."""

    kind: str
    sent: int
    servers: int
    workers: int
    lost: int
    twice: int
    stuck: int
    given_up: int
    failed: int
    unsound: int
    again: int
    refused: int = 0
    orphans: int = 0
    seconds: float = 0.0


class _Senders:
    """Threads that send until everything is acknowledged, whatever happens to the server."""

    def __init__(self, port: int, count: int, seed: int) -> None:
        self._port = port
        self._waiting: SimpleQueue[int] = SimpleQueue()
        for number in range(count):
            self._waiting.put(number)
        self._lock = Lock()
        self.acknowledged: list[str] = []
        self.refused = 0
        self._threads = [
            Thread(target=self._send_all, args=(Random(f"{seed}/{n}"),)) for n in range(_SENDERS)
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    @property
    def busy(self) -> bool:
        return any(thread.is_alive() for thread in self._threads)

    def _send_all(self, rng: Random) -> None:
        with connect(self._port) as client:
            while True:
                try:
                    number = self._waiting.get_nowait()
                except Empty:
                    return
                self._send(client, number)
                time.sleep(rng.uniform(*_PAUSE))

    def _send(self, client: httpx2.Client, number: int) -> None:
        word = number % _WORD_EVERY == 0
        data = make_word(number) if word else make_text(number)
        name = f"{number}.{'docx' if word else 'txt'}"
        while True:
            try:
                # without a key: the bytes themselves have to be enough
                answer = client.post("/v1/documents", files={"file": (name, data)})
            except httpx2.TransportError:
                time.sleep(0.2)
                continue
            with self._lock:
                if answer.status_code == 202:
                    self.acknowledged.append(sha256(data).hexdigest())
                    return
                self.refused += 1
            time.sleep(0.2)


def measure_kills(place: Place, uploads: int, seed: int) -> Kills:
    place.empty()
    rng, port, started = Random(seed), find_port(), time.monotonic()
    server = Program(place, "serve", "--no-auth", "--no-worker", "--port", str(port))
    worker = Program(place, "worker")
    killed = {server: 0, worker: 0}
    with server, worker, connect(port) as client:
        wait_for(client)
        senders = _Senders(port, uploads, seed)
        senders.start()
        while senders.busy:
            if rng.random() < 0.5:
                wait_for(client)
            time.sleep(rng.uniform(*_LIFE))
            victim = rng.choice((server, worker))
            victim.kill()
            killed[victim] += 1
            time.sleep(rng.uniform(0, 1))
            victim.restart()
        wait_for(client)
        _settle(client)
    time.sleep(2)  # children look for their parent once a second
    orphans = find_processes(place)
    store = open_store(place.read_settings())
    try:
        found = take_stock(
            store,
            place.kind,
            senders.acknowledged,
            servers=killed[server],
            workers=killed[worker],
        )
    finally:
        store.close()
    return replace(
        found,
        refused=senders.refused,
        orphans=len(orphans),
        seconds=time.monotonic() - started,
    )


def _settle(client: httpx2.Client) -> None:
    """Until every job has ended, or for long enough."""
    until = time.monotonic() + _SETTLING
    while time.monotonic() < until:
        found = client.get("/v1/facets").raise_for_status().json()["state"]
        if {facet["value"] for facet in found} <= set(ENDED):
            return
        time.sleep(0.5)


def take_stock(
    store: Store, kind: str, acknowledged: Sequence[str], *, servers: int, workers: int
) -> Kills:
    """What is there of the files with these digests."""
    with store.read() as session:
        documents = session.scalars(select(DocumentRow)).all()
        readings = dict(
            session.execute(
                select(ReadingRow.document_id, func.count()).group_by(ReadingRow.document_id)
            )
            .tuples()
            .all()
        )
        results = set(session.scalars(select(CurrentRow.document_id)))
        key = "rowid" if kind == "SQLite" else "document_id"
        words = set(session.scalars(text(f"SELECT {key} FROM search")))
        jobs = session.scalars(select(JobRow)).all()
    digests = [document.sha256 for document in documents]
    sound = results & words
    given_up = sum(d.error_code == WORKER_LOST for d in documents)
    return Kills(
        kind=kind,
        sent=len(acknowledged),
        servers=servers,
        workers=workers,
        lost=len(set(acknowledged) - set(digests)),
        twice=len(digests) - len(set(digests)) + sum(n > 1 for n in readings.values()),
        stuck=sum(job.state not in ENDED for job in jobs),
        given_up=given_up,
        failed=sum(d.state == "failed" for d in documents) - given_up,
        unsound=sum(
            (d.state == "succeeded" and d.id not in sound) or not _is_whole(store, d.sha256)
            for d in documents
        ),
        again=sum(job.attempt > 1 for job in jobs),
    )


def _is_whole(store: Store, digest: str) -> bool:
    path = store.blobs.find(digest)
    return path.exists() and sha256(path.read_bytes()).hexdigest() == digest
