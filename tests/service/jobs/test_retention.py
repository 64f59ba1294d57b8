from datetime import timedelta

from sqlalchemy import select, update

from service.jobs.ledger import add_job, finish_job
from service.jobs.retention import EVENTS, JOBS, tidy
from service.people.accounts import RESERVED
from service.storage.instants import now
from service.storage.rows import AuditRow, DocumentRow, EventRow, JobRow
from service.storage.store import Store
from tests.service.jobs.test_ledger import claim, queue_job


def finish(store: Store, job: int) -> None:
    mine = claim(store, job)
    assert mine
    with store.write() as session:
        finish_job(session, mine)


def age(store: Store, days: int) -> None:
    with store.write() as session:
        then = now() - timedelta(days=days)
        session.execute(update(JobRow).values(finished_at=then))
        session.execute(update(EventRow).values(at=then))
        session.execute(update(DocumentRow).values(created_at=then))


def run_tidy(store: Store, keep_days: int = 0) -> list[str]:
    with store.write() as session:
        return tidy(session, keep_days)


def test_retention_keeps_documents_and_their_last_jobs(store: Store) -> None:
    old = queue_job(store)
    finish(store, old)
    with store.write() as session:
        document = session.scalars(select(DocumentRow)).one()
        last = add_job(session, "structure", "test", document=document).id
    finish(store, last)
    age(store, JOBS.days + 1)
    assert run_tidy(store) == []
    with store.read() as session:
        assert session.scalars(select(JobRow.id)).all() == [last]
        assert session.scalars(select(EventRow)).all() == []
        assert session.scalars(select(DocumentRow)).all()


def test_retention_leaves_what_is_young(store: Store) -> None:
    finish(store, queue_job(store))
    age(store, EVENTS.days - 1)
    assert run_tidy(store, keep_days=30) == []
    with store.read() as session:
        assert session.scalars(select(EventRow)).all()


def test_retention_removes_old_documents_where_it_is_told_to(store: Store) -> None:
    done, busy = queue_job(store, "a"), queue_job(store, "b")
    finish(store, done)
    age(store, 31)
    assert len(run_tidy(store, keep_days=30)) == 1
    with store.read() as session:
        assert session.scalars(select(JobRow.id)).all() == [busy], "work is not taken away"
        (entry,) = session.scalars(select(AuditRow))
        assert (entry.act, entry.by) == ("retention.remove", RESERVED)
        assert entry.document_id not in session.scalars(select(DocumentRow.id)).all()
        assert (entry.detail["days"], entry.detail["name"]) == (30, "a")
