"""Links that work once: the first admin's, a new colleague's, a forgotten password's."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from sqlalchemy import delete
from sqlalchemy.orm import Session

from service.people.accounts import add_account, has_admin, set_password
from service.people.faults import InvitationSpent
from service.people.secrets import digest, make_secret
from service.storage.instants import now
from service.storage.rows import AccountRow, InvitationRow

VALID: Final = timedelta(hours=72)
FIRST_VALID: Final = timedelta(hours=24)


def invite(session: Session, account: AccountRow) -> str:
    """The secret of a new link; those before it work no longer."""
    session.execute(delete(InvitationRow).where(InvitationRow.account_id == account.id))
    return _add(session, account.id, VALID)


def invite_first(session: Session) -> str | None:
    """The secret of a link that makes the first admin; none where there is one."""
    return None if has_admin(session) else _add(session, None, FIRST_VALID)


def find_invited(session: Session, secret: str) -> AccountRow | None:
    """Whose link it is, None for the first admin's; raises ``InvitationSpent``."""
    row = session.get(InvitationRow, digest(secret))
    if row is None or row.expires_at < now():
        raise InvitationSpent
    if row.account_id is None:
        if has_admin(session):
            raise InvitationSpent
        return None
    account = session.get_one(AccountRow, row.account_id)
    if account.disabled:
        raise InvitationSpent
    return account


def accept(session: Session, secret: str, name: str | None, password: str) -> AccountRow:
    """The account, its password set; ``name`` is for the first admin alone. Raises
    ``InvitationSpent``, ``AccountFault``."""
    account = find_invited(session, secret)
    if account is None:
        account = add_account(session, name or "", "admin", (), "local")
        session.execute(delete(InvitationRow).where(InvitationRow.account_id.is_(None)))
    set_password(session, account, password)
    session.execute(delete(InvitationRow).where(InvitationRow.account_id == account.id))
    session.execute(delete(InvitationRow).where(InvitationRow.expires_at < now()))
    return account


def write_link(address: str, secret: str) -> str:
    """The page that takes the secret. It stands behind ``#``: browsers send that to nobody, so no
    log of any proxy holds it."""
    return f"{address}/login#invitation={secret}"


def _add(session: Session, account_id: int | None, valid: timedelta) -> str:
    secret = make_secret()
    session.add(
        InvitationRow(digest=digest(secret), account_id=account_id, expires_at=now() + valid)
    )
    return secret
