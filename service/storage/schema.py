"""The database's own version: what Alembic has to do before the service may use it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text

MIGRATIONS: Final = Path(__file__).parent / "migrations"
_LOCK: Final = 7_150_419
"""A number of our own: two services that start at once migrate one after the other."""


def upgrade(engine: Engine) -> None:
    """Brings the database to the version of this program; it may be empty or up to date."""
    with engine.execution_options(begin="IMMEDIATE").begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        command.upgrade(configure(connection), "head")


def configure(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
