"""The databases that the service is tested on: SQLite always, PostgreSQL where
``GONGKAI_TEST_POSTGRES`` holds the URL of one that may be emptied."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from service.settings import Settings
from service.storage.store import Store, open_store

POSTGRES = os.environ.get("GONGKAI_TEST_POSTGRES", "")
KINDS = ["sqlite", *(["postgresql"] if POSTGRES else [])]


def make_settings(kind: str, home: Path, *, workers: int = 1) -> Settings:
    """Settings over a fresh database of the kind; the queue is a file."""
    queue = f"sqlite:///{home / 'queue.db'}"
    if kind == "sqlite":
        return Settings(home, f"sqlite:///{home / 'gongkai.db'}", queue, workers)
    engine = create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return Settings(home, POSTGRES, queue, workers)


@pytest.fixture(params=KINDS)
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    return make_settings(request.param, tmp_path)


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    """An empty one."""
    opened = open_store(settings)
    yield opened
    opened.close()
