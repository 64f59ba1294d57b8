import threading
from hashlib import sha256

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, select

from service.settings import Settings
from service.storage.blobs import BlobMissing
from service.storage.rows import DocumentRow, Row
from service.storage.store import Store, open_store


def make_document(name: str) -> DocumentRow:
    digest = sha256(name.encode()).hexdigest()
    return DocumentRow(sha256=digest, name=name, size=3, created_by="test")


def test_store_is_migrated_to_what_the_rows_say(store: Store) -> None:
    def is_ours(name: str | None, kind: str, parents: object) -> bool:
        return not (name or "").startswith("search")

    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_ours})
        assert compare_metadata(context, Row.metadata) == []


def test_store_opens_again_with_what_was_kept(settings: Settings) -> None:
    for number in range(2):
        store = open_store(settings)
        with store.write() as session:
            session.add(make_document(f"{number}.txt"))
        with store.read() as session:
            assert session.scalar(select(func.count()).select_from(DocumentRow)) == number + 1
        store.close()


def test_store_undoes_what_is_not_finished(store: Store) -> None:
    def fail() -> None:
        with store.write() as session:
            session.add(make_document("a"))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with store.read() as session:
        assert session.scalars(select(DocumentRow)).all() == []


def test_store_lets_many_write_at_once(store: Store) -> None:
    """Each reads before it writes: SQLite would refuse the second such one, if it were let."""

    def write(part: int) -> None:
        for number in range(15):
            with store.write() as session:
                session.scalar(select(func.count()).select_from(DocumentRow))
                session.add(make_document(f"{part}-{number}"))

    threads = [threading.Thread(target=write, args=(part,)) for part in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(DocumentRow)) == 120


def test_store_keeps_moments_in_utc(store: Store) -> None:
    with store.write() as session:
        session.add(made := make_document("a"))
    with store.read() as session:
        found = session.scalars(select(DocumentRow)).one()
        assert found.created_at == made.created_at
        assert found.created_at.utcoffset() is not None


def test_blobs_lie_under_their_digest_once(store: Store) -> None:
    digest = store.blobs.keep(b"report")
    assert digest == sha256(b"report").hexdigest() == store.blobs.keep(b"report")
    assert store.blobs.read(digest) == b"report"
    assert [path for path in store.blobs.folder.rglob("*") if path.is_file()] == [
        store.blobs.find(digest)
    ]
    store.blobs.remove(digest)
    with pytest.raises(BlobMissing):
        store.blobs.read(digest)
