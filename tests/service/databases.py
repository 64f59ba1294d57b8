"""The databases that the service is tested on: SQLite, and PostgreSQL where it is installed or
``GONGKAI_TEST_POSTGRES`` holds the URL of one whose user may make others beside it."""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

from service.settings import Settings
from service.storage.store import Store, open_store
from tests.service.servers import AT_THE_END, find_postgres, start_postgres

_GIVEN = os.environ.get("GONGKAI_TEST_POSTGRES", "")
NO_POSTGRES = pytest.mark.skipif(
    not _GIVEN and find_postgres() is None, reason="PostgreSQL is not installed"
)
KINDS = ["sqlite", pytest.param("postgresql", marks=NO_POSTGRES)]


def make_settings(kind: str, home: Path, *, workers: int = 1) -> Settings:
    """Settings over a fresh database of the kind; the queue is a file."""
    queue = f"sqlite:///{home / 'queue.db'}"
    if kind == "sqlite":
        return Settings(home, f"sqlite:///{home / 'gongkai.db'}", queue, workers)
    return Settings(home, _make_database(), queue, workers)


def _make_database() -> str:
    """The URL of a new one, gone when the tests have ended."""
    name = f"gongkai_test_{uuid4().hex}"
    _command(f"CREATE DATABASE {name}")
    if _GIVEN:  # another goes as a whole
        AT_THE_END.callback(_command, f"DROP DATABASE {name} WITH (FORCE)")
    return make_url(find_server()).set(database=name).render_as_string(hide_password=False)


def find_server() -> str:
    """The URL of a PostgreSQL database beside which others may be made."""
    return _GIVEN or start_postgres()


def _command(said: str) -> None:
    engine = create_engine(find_server(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(said))
    engine.dispose()


@pytest.fixture(params=KINDS)
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    return make_settings(request.param, tmp_path)


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    """An empty one."""
    opened = open_store(settings)
    yield opened
    opened.close()
