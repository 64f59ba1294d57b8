"""What people send: files, archives of files, pasted text. Each becomes a document and its job,
the same bytes only once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from documents.errors import EmptyInput, InputError, UnsupportedFormat
from documents.limits import Limits, check_size
from service.intake import SUFFIXES, ArchiveEmpty
from service.jobs.ledger import add_job, settle_batch
from service.storage.blobs import Blobs
from service.storage.events import tell
from service.storage.faults import Conflict, Gone
from service.storage.instants import now
from service.storage.rows import BatchRow, DocumentRow, JobRow, KeptKeyRow, SenderRow
from service.storage.store import Store
from service.storage.terms import ENDED

PASTED: Final = "粘贴的文字.txt"
_TRIES: Final = 5
_RESTARTED: Final = ("failed", "cancelled")


class KeyReused(Conflict):
    """这个 Idempotency-Key 已用于另一次内容不同的上传。"""

    code = "idempotency-key-reused"


@dataclass(frozen=True, slots=True)
class File:
    """A file as it came; of an archive, one of its members."""

    name: str
    media_type: str | None
    data: bytes


@dataclass(frozen=True, slots=True)
class Skipped:
    """What was sent and became no document, and why, in Chinese."""

    name: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A file whose bytes lie with the originals."""

    name: str
    media_type: str | None
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """``job`` is that of the one document, or a batch over all; ``known`` are the documents that
    had come before."""

    job: JobRow
    documents: tuple[DocumentRow, ...]
    known: frozenset[int]
    skipped: tuple[Skipped, ...]
    to_send: tuple[int, ...]


def receive(
    store: Store, files: Sequence[File], limits: Limits, by: str, key: str | None = None
) -> Receipt:
    """Keeps the files and writes down what is to be done; ``to_send`` goes to the queue after.

    Raises ``InputError`` where there is nothing to read in all that was sent, ``KeyReused``, and
    ``Gone`` for a key whose document was deleted: a request that is repeated does not revive it.
    """
    kept: list[Kept] = []
    skipped: list[Skipped] = []
    refused: InputError | None = None
    single = len(files) == 1
    for file in files:
        try:
            single = not _keep(file, store.blobs, limits, kept, skipped) and single
        except InputError as error:
            refused = error
            skipped.append(Skipped(file.name, error.code, str(error)))
    if not kept:
        raise refused or ArchiveEmpty()
    for _ in range(_TRIES):
        try:
            with store.write() as session:
                return _write_down(session, kept, tuple(skipped), by, key, single=single)
        except (IntegrityError, OperationalError):  # somebody is just sending the same bytes
            continue
    raise Conflict("同样的文件正在由别人上传，请稍后再试。")


def _keep(
    file: File, blobs: Blobs, limits: Limits, kept: list[Kept], skipped: list[Skipped]
) -> bool:
    """True for an archive, of which the members are kept."""
    if not file.data.strip():
        raise EmptyInput
    if not _is_archive(file.data):
        check_size(len(file.data), limits)
        kept.append(_store(file, blobs))
        return False
    from ingest.archives import Member, list_members

    for member in list_members(file.data):
        name = f"{file.name}/{member.name}"
        try:
            if not isinstance(member, Member):
                raise member.error
            if PurePosixPath(member.name).suffix.lower() not in SUFFIXES:
                raise UnsupportedFormat
            data = member.read()
            check_size(len(data), limits)
            kept.append(_store(File(name, None, data), blobs))
        except InputError as error:
            skipped.append(Skipped(name, error.code, str(error)))
    return True


def _is_archive(data: bytes) -> bool:
    from ingest.archives import is_archive

    try:
        return is_archive(data)
    except InputError:
        return False  # its reader says what is wrong with it


def _store(file: File, blobs: Blobs) -> Kept:
    return Kept(file.name, file.media_type, blobs.keep(file.data), len(file.data))


def _write_down(
    session: Session,
    kept: Sequence[Kept],
    skipped: tuple[Skipped, ...],
    by: str,
    key: str | None,
    *,
    single: bool,
) -> Receipt:
    fingerprint = hashlib.sha256("".join(f.sha256 for f in kept).encode()).hexdigest()
    if key and (used := session.get(KeptKeyRow, (by, key))):
        if used.fingerprint != fingerprint:
            raise KeyReused
        known_job = session.get(JobRow, used.job_id)
        if known_job is None:
            raise Gone("这次上传的文件已经删除；要再次上传，请换一个 Idempotency-Key。")
        return _repeat(session, known_job, skipped)
    documents: dict[str, DocumentRow] = {}
    known: set[int] = set()
    to_send: list[int] = []
    for file in kept:
        if file.sha256 in documents:
            continue
        document = session.scalar(
            select(DocumentRow).where(DocumentRow.sha256 == file.sha256).with_for_update()
        )
        if document:
            known.add(document.id)
        else:
            document = _add_document(session, file, by)
        if document.job_id is None or document.state in _RESTARTED:
            to_send.append(add_job(session, "structure", by, document=document).id)
        session.merge(SenderRow(document_id=document.id, name=by))
        documents[file.sha256] = document
    found = tuple(documents.values())
    if single:
        job = session.get_one(JobRow, found[0].job_id)
    else:
        job = _add_batch(session, found, skipped, by)
    if key:
        session.add(KeptKeyRow(caller=by, key=key, fingerprint=fingerprint, job_id=job.id))
    return Receipt(job, found, frozenset(known), skipped, tuple(to_send))


def _add_document(session: Session, file: Kept, by: str) -> DocumentRow:
    document = DocumentRow(
        sha256=file.sha256,
        name=file.name,
        media_type=file.media_type,
        size=file.size,
        created_by=by,
    )
    session.add(document)
    session.flush()
    return document


def _add_batch(
    session: Session, documents: Iterable[DocumentRow], skipped: Iterable[Skipped], by: str
) -> JobRow:
    """A job over several documents, which is at work until the last of theirs has ended."""
    batch = JobRow(kind="batch", state="running", created_by=by, started_at=now())
    batch.skipped = [{"name": s.name, "code": s.code, "message": s.message} for s in skipped]
    session.add(batch)
    session.flush()
    rows = [
        BatchRow(job_id=batch.id, document_id=d.id, position=n) for n, d in enumerate(documents)
    ]
    batch.name = f"{len(rows)} 份文件"
    session.add_all(rows)
    tell(session, "job.updated", job_id=batch.id)
    session.flush()
    settle_batch(session, batch)
    return batch


def _repeat(session: Session, job: JobRow, skipped: tuple[Skipped, ...]) -> Receipt:
    """The receipt of a request that was sent twice."""
    wanted = (
        select(DocumentRow)
        .join(BatchRow, BatchRow.document_id == DocumentRow.id)
        .where(BatchRow.job_id == job.id)
        .order_by(BatchRow.position)
        if job.kind == "batch"
        else select(DocumentRow).where(DocumentRow.id == job.document_id)
    )
    documents = tuple(session.scalars(wanted))
    return Receipt(job, documents, frozenset(d.id for d in documents), skipped, ())


def restart(session: Session, document: DocumentRow, by: str) -> JobRow:
    """A new job for a document; raises ``Conflict`` while the one before is at work."""
    if document.state not in ENDED:
        raise Conflict("这份文件正在处理，不必重新开始。")
    return add_job(session, "structure", by, document=document)
