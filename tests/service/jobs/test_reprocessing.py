from collections.abc import Callable

import pytest
from sqlalchemy import select, update

from documents.errors import ModelDamaged
from service.jobs import reprocessing
from service.jobs.ledger import add_job, cancel_job, fail_job, finish_job
from service.jobs.reprocessing import (
    begin_reprocessing,
    feed_reprocessing,
    is_hungry,
    name_model,
    resume_reprocessing,
)
from service.storage.documents import remove_document
from service.storage.faults import Conflict
from service.storage.rows import DocumentRow, JobRow
from service.storage.scope import Scope
from service.storage.store import Store
from tests.service.jobs.test_ledger import claim
from tests.service.storage.test_store import make_document

NEW = name_model()
MANY = 11


@pytest.fixture
def documents(store: Store) -> list[int]:
    """Reports that another model has read; besides them one that is read already, one that is no
    report and one that nobody has read."""
    with store.write() as session:
        old = [make_document(f"{number}") for number in range(MANY)]
        for row in old:
            row.state, row.is_report, row.model = "succeeded", True, "old"
        old[0].model = None  # the model was not to be had then
        read, stranger, new = make_document("read"), make_document("other"), make_document("new")
        read.state, read.is_report, read.model = "succeeded", True, NEW
        stranger.state, stranger.is_report = "succeeded", False
        session.add_all([*old, read, stranger, new])
        session.flush()
        return [row.id for row in old]


def begin(store: Store, by: str = "me", scope: Scope | None = None) -> int:
    with store.narrow(scope).write() as session:
        return begin_reprocessing(session, select(DocumentRow.id), by).id


def feed(store: Store) -> list[int]:
    with store.write() as session:
        return feed_reprocessing(session)


def work(store: Store, jobs: list[int]) -> list[int]:
    """What the workers do with these; the documents, in their order."""
    found = []
    for job in jobs:
        mine = claim(store, job)
        assert mine
        assert mine.document_id
        with store.write() as session:
            finish_job(session, mine)
            session.get_one(DocumentRow, mine.document_id).model = NEW
        found.append(mine.document_id)
    return found


def read_job(store: Store, job: int) -> JobRow:
    with store.read() as session:
        return session.get_one(JobRow, job)


def test_reprocessing_hands_out_a_few_at_a_time_the_newest_first(
    store: Store, documents: list[int]
) -> None:
    job = begin(store)
    assert (read_job(store, job).done, read_job(store, job).total) == (0, MANY)
    with store.read() as session:
        assert is_hungry(session)
    first = feed(store)
    assert len(first) == 8
    with store.read() as session:
        assert not is_hungry(session)
    assert feed(store) == []
    assert work(store, first[:2]) == documents[:-3:-1]
    assert read_job(store, job).done == 2
    second = feed(store)
    assert len(second) == 2
    work(store, [*first[2:], *second])
    work(store, feed(store))
    row = read_job(store, job)
    assert (row.state, row.done, row.total, row.error_code) == ("succeeded", MANY, MANY, None)
    with store.read() as session:
        models = session.scalars(select(DocumentRow.model).where(DocumentRow.id.in_(documents)))
        assert set(models) == {NEW}
        assert not is_hungry(session)


def test_reprocessing_asked_twice_does_nothing_twice(store: Store, documents: list[int]) -> None:
    job = begin(store)
    assert begin(store) == job
    with pytest.raises(Conflict):
        begin(store, by="you")
    fed = feed(store)
    while fed:
        work(store, fed)
        fed = feed(store)
    again = read_job(store, begin(store))
    assert again.id != job
    assert (again.state, again.done, again.total) == ("succeeded", 0, 0)
    assert feed(store) == []


def test_reprocessing_leaves_out_what_others_have_read_meanwhile(
    store: Store, documents: list[int]
) -> None:
    job = begin(store)
    with store.write() as session:
        busy = session.get_one(DocumentRow, documents[0])
        queued = add_job(session, "structure", "you", document=busy).id
        session.execute(
            update(DocumentRow).where(DocumentRow.id.in_(documents[2:])).values(model=NEW)
        )
    fed = feed(store)
    assert len(fed) == 1
    assert (read_job(store, job).done, read_job(store, job).total) == (0, 2)
    assert work(store, fed) == [documents[1]]
    work(store, [queued])
    assert read_job(store, job).state == "succeeded"


def test_reprocessing_waits_for_a_document_that_is_being_read(
    store: Store, documents: list[int]
) -> None:
    with store.write() as session:
        busy = session.get_one(DocumentRow, documents[-1])
        other = add_job(session, "structure", "you", document=busy).id
    mine = claim(store, other)
    assert mine
    begin(store)
    assert documents[-1] not in work(store, feed(store))
    with store.write() as session:
        finish_job(session, mine)  # by the model of before
    assert documents[-1] in work(store, feed(store))


def test_reprocessing_that_is_cancelled_goes_on_where_it_was(
    store: Store, documents: list[int]
) -> None:
    job = begin(store)
    fed = feed(store)
    with store.write() as session:
        cancel_job(session, job)
    assert feed(store) == []
    work(store, fed)  # what was handed out is not torn
    assert read_job(store, job).state == "cancelled"
    with store.write() as session:
        resume_reprocessing(session, session.get_one(JobRow, job))
    assert read_job(store, job).done == len(fed)
    assert len(work(store, feed(store))) == MANY - len(fed)
    assert read_job(store, job).state == "succeeded"
    with store.write() as session, pytest.raises(Conflict):
        resume_reprocessing(session, session.get_one(JobRow, job))


def test_reprocessing_tries_again_what_failed(store: Store, documents: list[int]) -> None:
    job = begin(store)
    fed = feed(store)
    mine = claim(store, fed[0])
    assert mine
    with store.write() as session:
        fail_job(session, mine, "process-crashed", "坏了。")
    work(store, [*fed[1:], *feed(store)])
    work(store, feed(store))
    row = read_job(store, job)
    assert (row.state, row.done, row.error_code) == ("succeeded", MANY, "parts-failed")
    with store.write() as session:
        resume_reprocessing(session, session.get_one(JobRow, job))
    assert work(store, feed(store)) == [documents[-1]]
    assert (read_job(store, job).state, read_job(store, job).error_code) == ("succeeded", None)


def test_reprocessing_ends_where_the_rest_is_deleted(store: Store, documents: list[int]) -> None:
    job = begin(store)
    fed = feed(store)
    with store.write() as session:
        for document in documents[: MANY - len(fed)]:
            remove_document(session, document)
    work(store, fed)
    feed(store)
    assert (read_job(store, job).state, read_job(store, job).total) == ("succeeded", len(fed))


def test_reprocessing_stays_within_the_units_of_the_person(
    store: Store, documents: list[int]
) -> None:
    with store.write() as session:
        session.get_one(DocumentRow, documents[3]).unit = "云溪县人民政府"
    begin(store, scope=Scope("me", ("云溪县*",)))
    assert work(store, feed(store)) == [documents[3]]


def test_reprocessing_reads_nothing_without_a_model(
    store: Store, documents: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    job = begin(store)
    monkeypatch.setattr(reprocessing, "name_model", fail(ModelDamaged))
    assert feed(store) == []
    row = read_job(store, job)
    assert (row.state, row.error_code) == ("failed", ModelDamaged.code)


def fail(error: type[Exception]) -> Callable[[], str]:
    def raise_it() -> str:
        raise error

    return raise_it
