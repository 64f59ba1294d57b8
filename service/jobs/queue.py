"""The queue: numbers of jobs, on their way to whoever is free. It may lose or repeat them.

huey carries them, over SQLite, PostgreSQL or Redis by the URL. Its messages are JSON: nothing in
it is ever unpickled.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey
from huey.consumer import Consumer, Worker
from huey.registry import Message
from huey.serializer import Serializer
from sqlalchemy.engine import make_url

from documents.errors import SetupError

_NAME: Final = "gongkai"
_LOOK_EVERY: Final = 0.05
"""Seconds between looks into an empty queue: what a report waits at most before it is begun."""


class QueueUnknown(SetupError):
    """不认识这种任务队列地址；可用 sqlite:///…、postgresql://… 或 redis://…。"""

    code = "queue-unknown"


class JsonSerializer(Serializer):  # type: ignore[misc]
    """A message as a JSON list; ours hold a number and no dates."""

    def _serialize(self, data: Any) -> bytes:
        return json.dumps(data).encode()

    def _deserialize(self, data: bytes) -> Any:
        return Message(*json.loads(data))


class _TidyWorker(Worker):  # type: ignore[misc]
    """On PostgreSQL each thread listens over a connection of its own, which nobody else closes."""

    def shutdown(self) -> None:
        own = getattr(self.huey.storage, "_listen_local", None)
        if listening := getattr(own, "conn", None):
            listening.close()


class _QuietConsumer(Consumer):  # type: ignore[misc]
    """It lives in a process that answers signals itself."""

    worker_class = _TidyWorker

    def _set_signal_handlers(self) -> None:
        pass


class Queue:
    """``send`` from anywhere; ``listen`` where the work is done."""

    def __init__(self, url: str) -> None:
        self._huey = _open(url)
        self._act: Callable[[int], None] | None = None
        self._consumer: Any = None
        self._task = self._huey.task(name="work")(self._receive)

    def send(self, jobs: Iterable[int]) -> None:
        for job in jobs:
            self._task(job)

    def listen(self, act: Callable[[int], None], threads: int) -> None:
        """Calls ``act`` with each number that comes, in ``threads`` threads."""
        self._act = act
        self._consumer = _QuietConsumer(
            self._huey,
            workers=threads,
            periodic=False,
            initial_delay=_LOOK_EVERY,
            max_delay=_LOOK_EVERY,
            scheduler_interval=60,
        )
        self._consumer.start()

    def stop(self) -> None:
        """Nothing more is taken; what the threads are at goes on."""
        if self._consumer:
            self._consumer.stop()

    def join(self) -> None:
        """Waits for the threads, after ``stop``."""
        if self._consumer:
            for thread in (
                self._consumer.scheduler,
                *(t for _, t in self._consumer.worker_threads),
            ):
                thread.join()

    def close(self) -> None:
        self._huey.storage.close()

    @property
    def length(self) -> int:
        return int(self._huey.pending_count())

    def clear(self) -> None:
        self._huey.flush()

    def _receive(self, job: int) -> None:
        if self._act:
            self._act(job)


def _open(url: str) -> Huey:
    parsed = make_url(url)
    options = {"results": False, "serializer": JsonSerializer()}
    match parsed.get_backend_name():
        case "sqlite":
            path = Path(parsed.database or "")
            path.parent.mkdir(parents=True, exist_ok=True)
            return SqliteHuey(_NAME, filename=str(path), timeout=30, **options)
        case "postgresql":
            plain = parsed.set(drivername="postgresql").render_as_string(hide_password=False)
            return PostgresHuey(_NAME, dsn=plain, **options)
        case "redis" | "rediss":
            return RedisHuey(_NAME, url=url, **options)
    raise QueueUnknown
