"""A worker: threads that do jobs, a pulse that says it lives and looks for what was left lying."""

from __future__ import annotations

import logging
from threading import Event, Thread
from typing import Final

from service.jobs.ledger import beat, sweep
from service.jobs.queue import Queue
from service.jobs.reprocessing import feed_reprocessing, is_hungry
from service.jobs.retention import tidy
from service.jobs.workshop import Workshop
from service.storage.store import Store

_log: Final = logging.getLogger("gongkai.jobs")
_BEAT_EVERY: Final = 2.0
_SWEEP_EVERY: Final = 2
"""Beats between looks for what was left lying."""
_TIDY_EVERY: Final = 1_800
"""Beats between looks for what is too old: an hour."""


class Worker:
    """Runs until it is closed: in a process of its own, or in that of the server."""

    def __init__(self, store: Store, queue: Queue, places: int, keep_days: int = 0) -> None:
        self._keep_days = keep_days
        self._store = store
        self._queue = queue
        self._workshop = Workshop(store, places)
        self._stopped = Event()
        self._pulse = Thread(target=self._live, name="pulse", daemon=True)
        self._warmers = [
            Thread(target=self._workshop.warm, name="warmer", daemon=True) for _ in range(places)
        ]

    def start(self) -> None:
        for warmer in self._warmers:
            warmer.start()
        self._pulse.start()
        self._queue.listen(self._do, self._workshop.places)

    def close(self) -> None:
        """Stops at once; documents in the middle of their reading are read again later."""
        self._stopped.set()
        self._queue.stop()
        self._workshop.close()
        self._queue.join()
        for thread in (self._pulse, *self._warmers):
            thread.join()

    def _live(self) -> None:
        beats = 0
        while True:
            try:
                self._look(sweeping=beats % _SWEEP_EVERY == 0)
                self._feed()
                if beats % _TIDY_EVERY == 0:
                    self._tidy()
            except Exception:  # a database that is busy or away for a while
                _log.exception("no pulse")
            beats += 1
            if self._stopped.wait(_BEAT_EVERY):
                return

    def _do(self, job_id: int) -> None:
        self._workshop.do(job_id)
        self._feed()

    def _feed(self) -> None:
        with self._store.read() as session:
            if not is_hungry(session):
                return
        with self._store.write() as session:
            numbers = feed_reprocessing(session)
        self._queue.send(numbers)

    def _look(self, *, sweeping: bool) -> None:
        empty = sweeping and self._queue.length == 0
        with self._store.write() as session:
            beat(session, self._workshop.name)
            again = sweep(session, queue_empty=empty) if sweeping else ()
        self._queue.send(again)

    def _tidy(self) -> None:
        with self._store.write() as session:
            digests = tidy(session, self._keep_days)
        for digest in digests:
            self._store.blobs.remove(digest)
