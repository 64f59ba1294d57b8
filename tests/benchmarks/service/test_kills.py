"""That the taking of stock after the kills would see a report lost, doubled, stuck or damaged."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import delete

from benchmarks.service.kills import Kills, take_stock
from benchmarks.service.running import Place
from documents.encoding import encode
from documents.limits import load_limits
from service.jobs.ledger import claim_job, finish_job
from service.jobs.uploads import File, receive
from service.storage.readings import keep_reading
from service.storage.rows import CurrentRow, DocumentRow
from service.storage.store import Store, open_store
from tests.service.analyses import build_analysis

TEXTS = [f"报告{number}".encode() for number in range(3)]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Three reports, all read."""
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path))
    opened = open_store(Place(tmp_path).read_settings())
    for text in TEXTS:
        job = receive(opened, [File("a.txt", None, text)], load_limits(), "test").job.id
        read(opened, job)
    yield opened
    opened.close()


def read(store: Store, job: int) -> None:
    with store.write() as session:
        claim = claim_job(session, job, "worker")
    assert claim
    assert claim.document_id
    with store.write() as session:
        assert finish_job(session, claim)
        analysis = build_analysis()
        keep_reading(session, claim.document_id, job, analysis, encode(analysis))


def count(store: Store) -> Kills:
    acknowledged = [sha256(text).hexdigest() for text in TEXTS]
    return take_stock(store, "SQLite", acknowledged, servers=1, workers=1)


def test_kills_find_nothing_where_all_is_well(store: Store) -> None:
    found = count(store)
    assert found.sent == 3
    assert not any(
        (found.lost, found.twice, found.stuck, found.given_up, found.failed, found.unsound)
    )


def test_kills_find_what_was_lost_or_damaged(store: Store) -> None:
    with store.write() as session:
        session.execute(delete(DocumentRow).where(DocumentRow.id == 1))
        session.execute(delete(CurrentRow).where(CurrentRow.document_id == 2))
    store.blobs.find(sha256(TEXTS[2]).hexdigest()).write_bytes(b"x")
    found = count(store)
    assert (found.lost, found.unsound) == (1, 2)


def test_kills_find_what_was_read_twice_and_what_is_stuck(store: Store) -> None:
    with store.write() as session:
        analysis = build_analysis()
        keep_reading(session, 1, 1, analysis, encode(analysis))
    receive(store, [File("b.txt", None, b"more")], load_limits(), "test")
    found = count(store)
    assert (found.twice, found.stuck) == (1, 1)
