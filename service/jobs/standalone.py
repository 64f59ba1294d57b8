"""A worker in a process of its own, until somebody ends it."""

from __future__ import annotations

import signal
from threading import Event
from typing import Any

from service.jobs.queue import Queue
from service.jobs.worker import Worker
from service.logs import set_up_logs
from service.settings import Settings
from service.storage.store import open_store


def run_worker(settings: Settings) -> None:
    set_up_logs()
    stopped = Event()

    def stop(number: int, frame: Any) -> None:
        stopped.set()

    for kind in (signal.SIGINT, signal.SIGTERM):
        signal.signal(kind, stop)
    store, queue = open_store(settings), Queue(settings.queue)
    worker = Worker(store, queue, settings.workers, settings.keep_days)
    worker.start()
    try:
        stopped.wait()
    finally:
        worker.close()
        queue.close()
        store.close()
