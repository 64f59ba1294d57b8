import threading
import time
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from documents.limits import load_limits
from service.guard.pool import Guard
from service.jobs import workshop
from service.jobs.uploads import File, receive
from service.jobs.workshop import Workshop
from service.storage.readings import load_current
from service.storage.rows import DocumentRow, JobRow, ReadingRow
from service.storage.store import Store

TASK = "tests.service.jobs.acting:answer"


@pytest.fixture
def shop(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workshop]:
    """A workshop whose children are actors."""
    monkeypatch.setattr(workshop, "open_guard", lambda places: Guard(TASK, load_limits(), places))
    opened = Workshop(store, 1)
    yield opened
    opened.close()


def send(store: Store, said: str) -> int:
    return receive(store, [File("a.txt", None, said.encode())], load_limits(), "test").job.id


def read_job(store: Store, job: int) -> JobRow:
    with store.read() as session:
        return session.get_one(JobRow, job)


def test_workshop_keeps_what_was_read_with_the_end_of_the_job(store: Store, shop: Workshop) -> None:
    job = send(store, "报告")
    shop.do(job)
    assert read_job(store, job).state == "succeeded"
    with store.read() as session:
        document = session.scalars(select(DocumentRow)).one()
        assert load_current(session, document.id).unit
        assert (document.revision, document.state) == (1, "succeeded")
        assert session.scalars(select(ReadingRow)).one().job_id == job


def test_workshop_writes_down_what_went_wrong(store: Store, shop: Workshop) -> None:
    for said, code in (
        ("坏", "damaged-input"),
        ("缺", "model-missing"),
        ("崩", "process-crashed"),
        ("错", "internal-error"),
        ("谎", "internal-error"),
    ):
        job = send(store, said)
        shop.do(job)
        row = read_job(store, job)
        assert (row.state, row.error_code) == ("failed", code), said
        assert row.error_message
    good = send(store, "报告")
    shop.do(good)
    assert read_job(store, good).state == "succeeded"


def test_workshop_does_a_job_once(store: Store, shop: Workshop) -> None:
    job = send(store, "报告")
    shop.do(job)
    shop.do(job)
    shop.do(job + 5)
    assert read_job(store, job).attempt == 1


def test_workshop_fails_a_job_whose_file_is_gone(store: Store, shop: Workshop) -> None:
    job = send(store, "报告")
    with store.read() as session:
        store.blobs.remove(session.scalars(select(DocumentRow.sha256)).one())
    shop.do(job)
    assert read_job(store, job).error_code == "original-missing"


def test_workshop_that_closes_gives_its_job_back(store: Store, shop: Workshop) -> None:
    job = send(store, "慢")
    thread = threading.Thread(target=shop.do, args=(job,))
    thread.start()
    while read_job(store, job).state != "running":
        time.sleep(0.01)
    shop.close()
    thread.join()
    row = read_job(store, job)
    assert (row.state, row.attempt, row.error_code) == ("queued", 0, None)
