"""All that a service keeps in one file, and back: the database, originals, labels, models."""

from __future__ import annotations

import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from uuid import uuid4

from sqlalchemy.engine import make_url

from documents.errors import GongkaiError, InputError
from service.settings import Settings
from service.storage.schema import check_version

_DATABASE: Final = "gongkai.db"
_FOLDERS: Final = ("labels", "models")
_ORIGINALS: Final = "originals"


class BackupImpossible(GongkaiError):
    """数据库不是 SQLite，请用数据库自己的工具（如 pg_dump）备份，并另外复制数据文件夹。"""

    code = "backup-impossible"


class BackupDamaged(InputError):
    """备份文件已损坏，或者不是 gongkai 的备份。"""

    code = "backup-damaged"


class HomeTaken(GongkaiError):
    """数据文件夹里已经有数据；请用 GONGKAI_DATA 指定一个空文件夹再恢复。"""

    code = "home-taken"


def write_backup(settings: Settings, path: Path) -> int:
    """A tar archive of everything, while the service may be at work; how many originals are in it.

    The database is copied first, as it stands at one moment, and then what it speaks of. Raises
    ``BackupImpossible``, and ``OSError`` where the file cannot be written.
    """
    database = _find_database(settings)
    part = path.with_name(f".{uuid4().hex}.part")
    try:
        with TemporaryDirectory() as scratch, tarfile.open(part, "w") as archive:
            copy = Path(scratch) / _DATABASE
            digests = _copy_database(database, copy)
            archive.add(copy, _DATABASE)
            originals = [d for d in digests if _find_original(settings, d).exists()]
            for digest in originals:
                archive.add(_find_original(settings, digest), f"{_ORIGINALS}/{digest}")
            for file in _list_files(settings.home):
                archive.add(file, file.relative_to(settings.home).as_posix())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return len(originals)


def restore_backup(settings: Settings, path: Path) -> int:
    """Everything where it was; how many originals came back.

    Raises ``HomeTaken``, ``BackupDamaged`` where a file is not what it was, and ``DatabaseNewer``
    where a newer program wrote it; the folder is then as empty as before.
    """
    database = _find_database(settings)
    if database.exists() or settings.blobs.exists():
        raise HomeTaken
    settings.home.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=settings.home, prefix=".restore-") as scratch:
        found = Path(scratch)
        try:
            with tarfile.open(path) as archive:
                archive.extractall(found, filter="data")
        except (tarfile.TarError, EOFError, OSError):
            raise BackupDamaged from None
        originals = list((found / _ORIGINALS).glob("*"))
        _check(found / _DATABASE, originals)
        for original in originals:
            place = _find_original(settings, original.name)
            place.parent.mkdir(parents=True, exist_ok=True)
            original.replace(place)
        for folder in _FOLDERS:
            if (found / folder).exists():
                (found / folder).replace(settings.home / folder)
        (found / _DATABASE).replace(database)
    return len(originals)


def _check(database: Path, originals: list[Path]) -> None:
    if not database.is_file():
        raise BackupDamaged
    if any(sha256(path.read_bytes()).hexdigest() != path.name for path in originals):
        raise BackupDamaged
    try:
        with closing(sqlite3.connect(database)) as connection:
            (said,) = connection.execute("PRAGMA integrity_check").fetchone()
            (version,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except (sqlite3.DatabaseError, TypeError):
        raise BackupDamaged from None
    if said != "ok":
        raise BackupDamaged
    check_version(version)


def _copy_database(database: Path, copy: Path) -> list[str]:
    """Copies it as it stands at one moment; the digests of its documents."""
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        return [digest for (digest,) in target.execute("SELECT sha256 FROM document ORDER BY id")]


def _find_database(settings: Settings) -> Path:
    url = make_url(settings.database)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise BackupImpossible
    return Path(url.database)


def _find_original(settings: Settings, digest: str) -> Path:
    return settings.blobs / digest[:2] / digest


def _list_files(home: Path) -> Iterator[Path]:
    for folder in _FOLDERS:
        for path in sorted((home / folder).rglob("*")):
            if path.is_file():
                yield path
