import sqlite3
import tarfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from service.settings import Settings
from service.storage.backup import (
    BackupDamaged,
    BackupImpossible,
    HomeTaken,
    restore_backup,
    write_backup,
)
from service.storage.rows import DocumentRow
from service.storage.schema import DatabaseNewer
from service.storage.store import open_store
from tests.service.databases import make_settings


@pytest.fixture
def full(tmp_path: Path) -> Settings:
    """A service with a document, a label and a model."""
    settings = make_settings("sqlite", tmp_path / "full")
    store = open_store(settings)
    digest = store.blobs.keep(b"report")
    with store.write() as session:
        session.add(DocumentRow(sha256=digest, name="a.txt", size=6, created_by="test"))
    store.close()
    for name in ("labels/one.jsonl", "models/tags-1/card.json"):
        (settings.home / name).parent.mkdir(parents=True)
        (settings.home / name).write_text(name)
    return settings


def test_backup_brings_everything_back(full: Settings, tmp_path: Path) -> None:
    assert write_backup(full, tmp_path / "all.tar") == 1
    empty = make_settings("sqlite", tmp_path / "empty")
    assert restore_backup(empty, tmp_path / "all.tar") == 1
    store = open_store(empty)
    with store.read() as session:
        document = session.scalars(select(DocumentRow)).one()
    assert store.blobs.read(document.sha256) == b"report"
    store.close()
    for name in ("labels/one.jsonl", "models/tags-1/card.json"):
        assert (empty.home / name).read_text() == name
    assert not list(empty.home.glob(".restore-*"))


def test_backup_is_not_restored_over_anything(full: Settings, tmp_path: Path) -> None:
    write_backup(full, tmp_path / "all.tar")
    with pytest.raises(HomeTaken):
        restore_backup(full, tmp_path / "all.tar")


def test_backup_that_is_damaged_leaves_nothing_behind(full: Settings, tmp_path: Path) -> None:
    whole, forged = tmp_path / "all.tar", tmp_path / "forged.tar"
    write_backup(full, whole)
    (tmp_path / "short.tar").write_bytes(whole.read_bytes()[:3000])
    (tmp_path / "none.tar").write_bytes(b"report")
    with tarfile.open(whole) as archive, tarfile.open(forged, "w") as other:
        archive.extractall(tmp_path / "out", filter="data")
        for path in (tmp_path / "out" / "originals").iterdir():
            path.write_bytes(b"another")
        other.add(tmp_path / "out", ".")
    empty = make_settings("sqlite", tmp_path / "empty")
    for name in ("short.tar", "none.tar", "forged.tar", "missing.tar"):
        with pytest.raises(BackupDamaged):
            restore_backup(empty, tmp_path / name)
        assert list(empty.home.iterdir()) == []


def test_backup_of_a_newer_program_is_told_and_leaves_nothing_behind(
    full: Settings, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(full.home / "gongkai.db")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    write_backup(full, tmp_path / "newer.tar")
    empty = make_settings("sqlite", tmp_path / "empty")
    with pytest.raises(DatabaseNewer, match="升级"):
        restore_backup(empty, tmp_path / "newer.tar")
    assert not list(empty.home.iterdir())
    with pytest.raises(DatabaseNewer):
        open_store(full)


def test_backup_leaves_postgresql_to_its_own_tools(full: Settings, tmp_path: Path) -> None:
    other = replace(full, database="postgresql://host/base")
    with pytest.raises(BackupImpossible):
        write_backup(other, tmp_path / "all.tar")
