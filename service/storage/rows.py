"""The rows of the database. ``migrations`` makes its tables; a test holds the two together."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from documents.findings import Severity
from service.storage.instants import Instant, now
from service.storage.terms import EditKind, Grade, JobKind, LabelState, Role, State, Verdict


class Row(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: Instant, dict[str, Any]: JSON, list[Any]: JSON}  # noqa: RUF012


class DocumentRow(Row):
    """A file that somebody sent, once for all who send the same bytes; what the board shows of its
    report. ``errors``, ``warnings`` and ``notices`` count the findings that nobody has dismissed
    or mended."""

    __tablename__ = "document"
    __table_args__ = (
        Index(None, "unit", "year"),
        Index(None, "year"),
        Index(None, "state"),
        Index(None, "errors"),
        Index(None, "warnings"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(Text)
    media_type: Mapped[str | None] = mapped_column(String(200))
    size: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(default=now)
    created_by: Mapped[str] = mapped_column(String(100))
    changed_at: Mapped[datetime] = mapped_column(default=now)
    revision: Mapped[int] = mapped_column(default=0)
    state: Mapped[State] = mapped_column(String(20), default="queued")
    job_id: Mapped[int | None]
    error_code: Mapped[str | None] = mapped_column(String(60))
    error_message: Mapped[str | None] = mapped_column(Text)
    is_report: Mapped[bool | None]
    title: Mapped[str | None] = mapped_column(Text)
    unit: Mapped[str | None] = mapped_column(String(200))
    unit_kind: Mapped[str | None] = mapped_column(String(20))
    year: Mapped[int | None]
    form: Mapped[str | None] = mapped_column(String(20))
    pages: Mapped[int | None]
    grade: Mapped[Grade | None] = mapped_column(String(10))
    errors: Mapped[int] = mapped_column(default=0)
    warnings: Mapped[int] = mapped_column(default=0)
    notices: Mapped[int] = mapped_column(default=0)
    blanks: Mapped[int] = mapped_column(default=0)
    doubts: Mapped[int] = mapped_column(default=0)
    gaps: Mapped[int] = mapped_column(default=0)
    boilerplate: Mapped[float | None]
    model: Mapped[str | None] = mapped_column(String(100))
    edits: Mapped[int] = mapped_column(default=0)


class ReadingRow(Row):
    """What a run read from a document, as it was read; never changed. ``data`` is packed JSON
    (``packing``)."""

    __tablename__ = "reading"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(
        ForeignKey("document.id", ondelete="CASCADE"), index=True
    )
    job_id: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    produced_by: Mapped[dict[str, Any]]
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class CurrentRow(Row):
    """The last reading with the edits of people on it, reviewed anew; packed JSON."""

    __tablename__ = "current"

    document_id: Mapped[int] = mapped_column(
        ForeignKey("document.id", ondelete="CASCADE"), primary_key=True
    )
    reading_id: Mapped[int] = mapped_column(ForeignKey("reading.id", ondelete="CASCADE"))
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class FiguresRow(Row):
    """The cells of the current reading as totals need them (``figures``), away from its other data:
    a total reads them all."""

    __tablename__ = "figures"

    document_id: Mapped[int] = mapped_column(
        ForeignKey("document.id", ondelete="CASCADE"), primary_key=True
    )
    layout: Mapped[str] = mapped_column(String(200))
    data: Mapped[bytes] = mapped_column(LargeBinary)


class EditRow(Row):
    """One change by a person, kept for good. ``target`` is ``requests:out.granted.total`` for a
    cell (with ``requests#1:`` in a second table of the kind), ``p7`` for a paragraph."""

    __tablename__ = "edit"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(
        ForeignKey("document.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[EditKind] = mapped_column(String(20))
    target: Mapped[str] = mapped_column(String(200))
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    by: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime] = mapped_column(default=now)


class FindingRow(Row):
    """A finding of the current review, for lists over many documents."""

    __tablename__ = "finding"
    __table_args__ = (Index(None, "rule", "severity"), Index(None, "severity", "verdict"))

    document_id: Mapped[int] = mapped_column(
        ForeignKey("document.id", ondelete="CASCADE"), primary_key=True
    )
    finding_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    position: Mapped[int]
    rule: Mapped[str] = mapped_column(String(60))
    severity: Mapped[Severity] = mapped_column(String(10))
    message: Mapped[str] = mapped_column(Text)
    inputs: Mapped[str] = mapped_column(String(64))
    verdict: Mapped[Verdict] = mapped_column(String(20), default="open")


class ParagraphRow(Row):
    """A paragraph as something to be labelled: ``annotation`` is its row in the format of labels,
    with the suggestion of the model, ``margin`` how far the model is from being unsure (0)."""

    __tablename__ = "paragraph"
    __table_args__ = (Index(None, "state", "margin"),)

    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    document_id: Mapped[int] = mapped_column(
        ForeignKey("document.id", ondelete="CASCADE"), index=True
    )
    paragraph_id: Mapped[str] = mapped_column(String(20))
    margin: Mapped[float]
    state: Mapped[LabelState] = mapped_column(String(20), default="open")
    annotation: Mapped[dict[str, Any]]
    changed_at: Mapped[datetime] = mapped_column(default=now)


class VerdictRow(Row):
    """What a person said of a finding, kept for good; it holds as long as the finding's ``inputs``
    are the same (``verdicts``)."""

    __tablename__ = "verdict"
    __table_args__ = (Index(None, "document_id", "finding_id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"))
    finding_id: Mapped[str] = mapped_column(String(32))
    inputs: Mapped[str] = mapped_column(String(64))
    verdict: Mapped[Verdict] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text, default="")
    by: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime] = mapped_column(default=now)


class JobRow(Row):
    """The truth about a piece of work; the queue only carries its id. ``attempt`` counts the
    claims and fences off a worker that was taken for dead."""

    __tablename__ = "job"
    __table_args__ = (Index(None, "state", "kind"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[JobKind] = mapped_column(String(20))
    state: Mapped[State] = mapped_column(String(20), default="queued")
    name: Mapped[str] = mapped_column(Text, default="")
    document_id: Mapped[int | None] = mapped_column(
        ForeignKey("document.id", ondelete="CASCADE"), index=True
    )
    created_at: Mapped[datetime] = mapped_column(default=now)
    created_by: Mapped[str] = mapped_column(String(100))
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    heartbeat_at: Mapped[datetime | None]
    worker: Mapped[str | None] = mapped_column(String(100))
    attempt: Mapped[int] = mapped_column(default=0)
    stage: Mapped[str | None] = mapped_column(String(60))
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=1)
    error_code: Mapped[str | None] = mapped_column(String(60))
    error_message: Mapped[str | None] = mapped_column(Text)
    request: Mapped[dict[str, Any]] = mapped_column(default=dict)
    outcome: Mapped[dict[str, Any]] = mapped_column(default=dict)
    skipped: Mapped[list[Any]] = mapped_column(default=list)
    acknowledged: Mapped[bool] = mapped_column(default=False)


class BatchRow(Row):
    """Which documents one upload brought, or are to be read anew, in order. Of the latter
    ``part_id`` is the job that reads the document, null as long as it waits."""

    __tablename__ = "batch"
    __table_args__ = (Index(None, "document_id"),)

    job_id: Mapped[int] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"), primary_key=True)
    document_id: Mapped[int] = mapped_column(
        ForeignKey("document.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int]
    part_id: Mapped[int | None]


class EventRow(Row):
    """Something happened; its number is the id of the server-sent event."""

    __tablename__ = "event"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))
    job_id: Mapped[int | None]
    document_id: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(default=now)


class KeptKeyRow(Row):
    """An ``Idempotency-Key`` that was used: the job that its request made."""

    __tablename__ = "idempotency"

    caller: Mapped[str] = mapped_column(String(100), primary_key=True)
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    job_id: Mapped[int]
    at: Mapped[datetime] = mapped_column(default=now)


class SenderRow(Row):
    """Who sent the bytes of a document: each sees it, whatever units he may see."""

    __tablename__ = "sender"

    document_id: Mapped[int] = mapped_column(
        ForeignKey("document.id", ondelete="CASCADE"), primary_key=True
    )
    name: Mapped[str] = mapped_column(String(100), primary_key=True, index=True)


class AccountRow(Row):
    """A person who may sign in; disabled, never removed, for the name stands under what he did.
    ``units`` are names, beginnings of names with a ``*`` behind, or ``*`` for all."""

    __tablename__ = "account"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100), unique=True)
    role: Mapped[Role] = mapped_column(String(20))
    units: Mapped[list[Any]] = mapped_column(default=list)
    password: Mapped[str | None] = mapped_column(String(200))
    disabled: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=now)
    created_by: Mapped[str] = mapped_column(String(100))
    seen_at: Mapped[datetime | None]


class SessionRow(Row):
    """Somebody signed in from a browser, under the digest of what its cookie holds."""

    __tablename__ = "session"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    created_at: Mapped[datetime] = mapped_column(default=now)
    seen_at: Mapped[datetime] = mapped_column(default=now)


class TokenRow(Row):
    """A personal token; ``hint`` are its first characters, by which its owner knows it."""

    __tablename__ = "token"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    hint: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class InvitationRow(Row):
    """A link that works once, to set the account's password; without an account, to make the
    first admin's."""

    __tablename__ = "invitation"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    expires_at: Mapped[datetime]


class AttemptRow(Row):
    """Failed attempts to sign in, by a digest of the account's name or of the address."""

    __tablename__ = "attempt"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime] = mapped_column(default=now)
    blocked_until: Mapped[datetime | None]


class AuditRow(Row):
    """Who did what, when and from where; only ever added to. ``detail`` names the thing."""

    __tablename__ = "audit"
    __table_args__ = (Index(None, "by"), Index(None, "act"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now)
    by: Mapped[str] = mapped_column(String(100))
    act: Mapped[str] = mapped_column(String(40))
    document_id: Mapped[int | None] = mapped_column(index=True)
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)
    address: Mapped[str | None] = mapped_column(String(64))
