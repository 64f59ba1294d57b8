"""The database's own version: what Alembic has to do before the service may use it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from documents.errors import GongkaiError

MIGRATIONS: Final = Path(__file__).parent / "migrations"
_LOCK: Final = 7_150_419
"""A number of our own: two services that start at once migrate one after the other."""


class DatabaseNewer(GongkaiError):
    """数据库是更新版本的 gongkai 写成的；请先升级 gongkai，数据没有改动。"""

    code = "database-newer"


def upgrade(engine: Engine) -> None:
    """Brings the database to the version of this program; it may be empty or up to date. Raises
    ``DatabaseNewer`` where this program does not know its version."""
    with engine.execution_options(begin="IMMEDIATE").begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        check_version(MigrationContext.configure(connection).get_current_revision())
        command.upgrade(configure(connection), "head")


def check_version(version: str | None) -> None:
    """Raises ``DatabaseNewer`` for a version that no migration of this program leads to."""
    scripts = ScriptDirectory(str(MIGRATIONS)).walk_revisions()
    if version is not None and version not in {script.revision for script in scripts}:
        raise DatabaseNewer


def configure(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
