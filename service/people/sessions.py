"""Being signed in: a row for each browser, so that signing out and disabling work at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.people.secrets import digest, make_secret
from service.storage.instants import now
from service.storage.rows import AccountRow, SessionRow

IDLE: Final = timedelta(hours=12)
LONGEST: Final = timedelta(days=7)
_NOTED_EVERY: Final = timedelta(minutes=5)
"""That somebody is still there is written down no more often."""


def open_session(session: Session, account: AccountRow, former: str | None = None) -> str:
    """The secret for the browser's cookie, always a new one; the ``former`` works no longer."""
    at = now()
    if former:
        close_session(session, former)
    session.execute(
        delete(SessionRow).where(
            (SessionRow.seen_at < at - IDLE) | (SessionRow.created_at < at - LONGEST)
        )
    )
    secret = make_secret()
    session.add(SessionRow(digest=digest(secret), account_id=account.id))
    account.seen_at = at
    return secret


def find_signed_in(session: Session, secret: str) -> tuple[AccountRow, bool] | None:
    """Whose session it is, and whether ``note_seen`` is due; none for one that has ended."""
    at = now()
    wanted = (
        select(AccountRow, SessionRow.seen_at)
        .join(SessionRow, SessionRow.account_id == AccountRow.id)
        .where(
            SessionRow.digest == digest(secret),
            SessionRow.seen_at >= at - IDLE,
            SessionRow.created_at >= at - LONGEST,
            ~AccountRow.disabled,
        )
    )
    found = session.execute(wanted).first()
    return (found[0], found[1] < at - _NOTED_EVERY) if found else None


def note_seen(session: Session, secret: str) -> None:
    if row := session.get(SessionRow, digest(secret)):
        row.seen_at = now()
        session.get_one(AccountRow, row.account_id).seen_at = row.seen_at


def close_session(session: Session, secret: str) -> None:
    session.execute(delete(SessionRow).where(SessionRow.digest == digest(secret)))
