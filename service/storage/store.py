"""The way to the database: sessions that read, sessions that write.

SQLite takes one writer at a time. A session that will write says so when it begins: one that only
found out on the way would be refused at once instead of being made to wait.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from service.settings import Settings
from service.storage.blobs import Blobs
from service.storage.scope import Scope, mark_session, narrow_session

_PATIENCE: Final = 30_000  # milliseconds that a writer waits for the one before
_POOL: Final = 48
"""Connections; the threads that answer requests and the workers together are some fewer."""


_WRITES: Final = "writes"


@dataclass(frozen=True, slots=True)
class Store:
    engine: Engine
    blobs: Blobs
    scope: Scope | None = None
    """What its sessions show; everything where there is none."""

    def narrow(self, scope: Scope | None) -> Store:
        return replace(self, scope=scope)

    @contextmanager
    def read(self) -> Iterator[Session]:
        with Session(self.engine, expire_on_commit=False) as session:
            mark_session(session, self.scope)
            if self.scope:
                narrow_session(session, self.scope)
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One transaction: kept as a whole where the block ends, undone where it raises."""
        engine = self.engine.execution_options(begin="IMMEDIATE")
        with Session(engine, expire_on_commit=False) as session, session.begin():
            session.info[_WRITES] = True
            mark_session(session, self.scope)
            yield session

    def close(self) -> None:
        self.engine.dispose()


def writes(session: Session) -> bool:
    """True where the session is one of ``Store.write``: what it reads it may change, and nobody
    else shall meanwhile."""
    return bool(session.info.get(_WRITES))


def open_store(settings: Settings) -> Store:
    """The store, its database brought up to date."""
    from service.storage.schema import upgrade

    settings.home.mkdir(parents=True, exist_ok=True)
    engine = connect(settings.database)
    upgrade(engine)
    return Store(engine, Blobs(settings.blobs, settings.pictures))


def connect(url: str) -> Engine:
    """An engine for the URL; for SQLite with a log of its own (WAL), so that readers and the
    writer do not wait for each other."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_size=_POOL // 2, pool_pre_ping=True)
    if parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, pool_size=_POOL, connect_args={"timeout": _PATIENCE / 1000})
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: Any, record: Any) -> None:
    connection.isolation_level = None  # transactions begin where _begin says
    cursor = connection.cursor()
    for setting in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _begin(connection: Connection) -> None:
    how = connection.get_execution_options().get("begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {how}")
