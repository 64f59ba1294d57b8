from datetime import timedelta

import pytest
from sqlalchemy import select, update

from service.jobs.ledger import (
    MOST_ATTEMPTS,
    SILENCE,
    Claim,
    add_job,
    beat,
    cancel_job,
    claim_job,
    fail_job,
    finish_job,
    release_job,
    report_progress,
    sweep,
)
from service.storage.faults import Conflict
from service.storage.instants import now
from service.storage.rows import DocumentRow, JobRow
from service.storage.store import Store
from service.storage.terms import State
from tests.service.storage.test_store import make_document


def queue_job(store: Store, name: str = "a") -> int:
    with store.write() as session:
        session.add(document := make_document(name))
        session.flush()
        return add_job(session, "structure", "test", document=document).id


def claim(store: Store, job: int, worker: str = "one") -> Claim | None:
    with store.write() as session:
        return claim_job(session, job, worker)


def read_states(store: Store, job: int) -> tuple[State, State]:
    """The job's, and its document's."""
    with store.read() as session:
        row = session.get_one(JobRow, job)
        return row.state, session.get_one(DocumentRow, row.document_id).state


def silence(store: Store, job: int) -> None:
    """The job's worker has not been heard of for too long."""
    with store.write() as session:
        long_ago = now() - SILENCE - timedelta(seconds=1)
        session.execute(update(JobRow).where(JobRow.id == job).values(heartbeat_at=long_ago))


def sweep_store(store: Store, *, queue_empty: bool = False) -> list[int]:
    with store.write() as session:
        return list(sweep(session, queue_empty=queue_empty))


def test_ledger_gives_a_job_to_one_worker_only(store: Store) -> None:
    job = queue_job(store)
    assert claim(store, job, "one")
    assert claim(store, job, "two") is None
    assert claim(store, job + 1, "two") is None
    assert read_states(store, job) == ("running", "running")


def test_ledger_keeps_the_end_of_a_job(store: Store) -> None:
    job = queue_job(store)
    mine = claim(store, job)
    assert mine
    with store.write() as session:
        assert finish_job(session, mine)
    assert read_states(store, job) == ("succeeded", "succeeded")
    with store.write() as session:
        assert not fail_job(session, mine, "late", "too late")
        with pytest.raises(Conflict):
            cancel_job(session, job)
    assert read_states(store, job) == ("succeeded", "succeeded")


def test_ledger_takes_a_job_from_a_worker_that_fell_silent(store: Store) -> None:
    job = queue_job(store)
    dead = claim(store, job, "dead")
    assert dead
    assert sweep_store(store) == []
    silence(store, job)
    assert sweep_store(store) == [job]
    assert read_states(store, job) == ("queued", "queued")
    alive = claim(store, job, "alive")
    assert alive
    with store.write() as session:
        assert not finish_job(session, dead), "the dead one comes back too late"
        assert not report_progress(session, dead, "reading", 0, 1)
    assert read_states(store, job) == ("running", "running")
    with store.write() as session:
        assert finish_job(session, alive)


def test_ledger_leaves_those_that_beat(store: Store) -> None:
    job = queue_job(store)
    claim(store, job, "alive")
    silence(store, job)
    with store.write() as session:
        beat(session, "another")
        beat(session, "alive")
    assert sweep_store(store) == []


def test_ledger_gives_a_job_up_that_costs_worker_after_worker(store: Store) -> None:
    job = queue_job(store)
    for _ in range(MOST_ATTEMPTS - 1):
        claim(store, job)
        silence(store, job)
        assert sweep_store(store) == [job]
    claim(store, job)
    silence(store, job)
    assert sweep_store(store) == []
    assert read_states(store, job) == ("failed", "failed")
    with store.read() as session:
        assert session.get_one(JobRow, job).error_code == "worker-lost"


def test_ledger_finds_what_the_queue_has_lost(store: Store) -> None:
    job = queue_job(store)
    assert sweep_store(store, queue_empty=True) == [], "it may still be on its way"
    with store.write() as session:
        session.execute(update(JobRow).values(created_at=now() - timedelta(minutes=1)))
    assert sweep_store(store) == [], "it stands in the queue"
    assert sweep_store(store, queue_empty=True) == [job]


def test_ledger_takes_a_job_back_unharmed(store: Store) -> None:
    job = queue_job(store)
    for _ in range(MOST_ATTEMPTS + 2):
        mine = claim(store, job)
        assert mine
        assert mine.attempt == 1
        with store.write() as session:
            release_job(session, mine)
    assert read_states(store, job) == ("queued", "queued")


def test_ledger_cancels_before_and_during_the_work(store: Store) -> None:
    queued, running = queue_job(store, "a"), queue_job(store, "b")
    mine = claim(store, running)
    assert mine
    with store.write() as session:
        cancel_job(session, queued)
        cancel_job(session, running)
    assert claim(store, queued) is None
    with store.write() as session:
        assert not finish_job(session, mine)
    assert read_states(store, queued) == read_states(store, running) == ("cancelled", "cancelled")


def test_ledger_does_not_let_an_old_job_speak_for_the_document(store: Store) -> None:
    old = queue_job(store)
    mine = claim(store, old)
    assert mine
    with store.write() as session:
        document = session.scalars(select(DocumentRow)).one()
        newer = add_job(session, "structure", "test", document=document).id
    with store.write() as session:
        fail_job(session, mine, "broken", "…")
    assert read_states(store, old) == ("failed", "queued")
    assert read_states(store, newer) == ("queued", "queued")
