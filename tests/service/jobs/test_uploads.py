from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import func, select

from documents.errors import EmptyInput
from documents.limits import load_limits, read_limits
from service.jobs.ledger import claim_job, finish_job
from service.jobs.uploads import File, Receipt, receive
from service.storage.documents import find_document, remove_document
from service.storage.faults import Gone
from service.storage.rows import DocumentRow, JobRow
from service.storage.store import Store


def send(store: Store, *texts: str, by: str = "test", key: str | None = None) -> Receipt:
    files = [File(f"{text[:5]}.txt", None, text.encode()) for text in texts]
    return receive(store, files, load_limits(), by, key)


def at_once(number: int, act: Callable[[int], Any]) -> list[Any]:
    with ThreadPoolExecutor(number) as threads:
        return list(threads.map(act, range(number)))


def finish(store: Store, job: int) -> None:
    with store.write() as session:
        claim = claim_job(session, job, "worker")
    assert claim
    with store.write() as session:
        assert finish_job(session, claim)


def test_uploads_of_the_same_bytes_at_once_are_one_document_and_one_job(store: Store) -> None:
    receipts = at_once(8, lambda n: send(store, "报告"))
    assert len({receipt.job.id for receipt in receipts}) == 1
    assert sum(len(receipt.to_send) for receipt in receipts) == 1
    assert sum(not receipt.known for receipt in receipts) == 1
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(DocumentRow)) == 1


def test_uploads_end_with_the_last_of_their_documents(store: Store) -> None:
    receipt = send(store, *(f"报告{n}" for n in range(12)))
    assert (receipt.job.state, receipt.job.total) == ("running", 12)
    jobs = list(receipt.to_send)

    def work(n: int) -> None:
        for job in jobs[n::6]:
            finish(store, job)

    at_once(6, work)
    with store.read() as session:
        batch = session.get_one(JobRow, receipt.job.id)
    assert (batch.state, batch.done) == ("succeeded", 12)


def test_uploads_hold_a_document_while_it_is_changed(store: Store) -> None:
    number = send(store, "报告").documents[0].id

    def change(_: int) -> None:
        with store.write() as session:
            find_document(session, number).revision += 1

    at_once(8, change)
    with store.read() as session:
        assert find_document(session, number).revision == 8


def test_uploads_with_a_key_are_another_callers_too(store: Store) -> None:
    first = send(store, "甲", "乙", key="k")
    assert send(store, "甲", "乙", key="k").job.id == first.job.id
    assert send(store, "甲", "乙", key="k", by="other").job.id != first.job.id


def test_uploads_with_a_key_do_not_revive_what_was_deleted(store: Store) -> None:
    number = send(store, "报告", key="k").documents[0].id
    with store.write() as session:
        remove_document(session, number)
    with pytest.raises(Gone):
        send(store, "报告", key="k")
    assert send(store, "报告", key="another").documents[0].id != number


def test_uploads_say_what_they_leave_out(store: Store) -> None:
    small = read_limits({"GONGKAI_LIMIT_FILE": "0.00001"})
    files = [File("a", None, b"x" * 5), File("b", None, b"y" * 50), File("c", None, b"")]
    receipt = receive(store, files, small, "test")
    assert [skipped.code for skipped in receipt.skipped] == ["input-too-large", "empty-input"]
    assert [document.name for document in receipt.documents] == ["a"]
    with pytest.raises(EmptyInput):
        receive(store, files[2:], small, "test")
