"""Accounts: who there is, as what, for which units."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.people.faults import LastAdmin, NameTaken, NameWrong, UnitsWrong
from service.people.passwords import check_password, hash_password
from service.storage.faults import NotFound
from service.storage.rows import AccountRow, InvitationRow, SessionRow, TokenRow
from service.storage.scope import EVERYTHING
from service.storage.terms import Role

_NAME: Final = re.compile(r"[^\s\x00-\x1f\x7f/]{1,50}")
RESERVED: Final = "local"
"""What was done without accounts stands under this name."""
_MOST_UNITS, _LONGEST_UNIT = 200, 200


def add_account(
    session: Session, name: str, role: Role, units: Sequence[str], by: str
) -> AccountRow:
    """Without a password: an invitation sets it. Raises ``NameWrong``, ``NameTaken``,
    ``UnitsWrong``."""
    if not _NAME.fullmatch(name) or not name.isprintable() or name == RESERVED:
        raise NameWrong
    # compared here: SQLite's own lower() knows no letters but those of ASCII
    if name.lower() in map(str.lower, session.scalars(select(AccountRow.name))):
        raise NameTaken
    account = AccountRow(name=name, role=role, units=check_units(role, units), created_by=by)
    session.add(account)
    session.flush()
    return account


def find_account(session: Session, account_id: int) -> AccountRow:
    account = session.get(AccountRow, account_id)
    if account is None:
        raise NotFound("没有这个账号。")
    return account


def find_by_name(session: Session, name: str) -> AccountRow | None:
    return session.scalar(select(AccountRow).where(AccountRow.name == name))


def list_accounts(session: Session) -> Sequence[AccountRow]:
    return session.scalars(select(AccountRow).order_by(AccountRow.disabled, AccountRow.name)).all()


def has_admin(session: Session) -> bool:
    """Whether somebody can admit others; an admin without a password cannot yet."""
    wanted = select(AccountRow.id).where(
        AccountRow.role == "admin", ~AccountRow.disabled, AccountRow.password.is_not(None)
    )
    return session.scalar(wanted.limit(1)) is not None


def change_account(
    session: Session,
    account: AccountRow,
    *,
    role: Role | None = None,
    units: Sequence[str] | None = None,
    disabled: bool | None = None,
) -> None:
    """What is None stays. Who is disabled is out at once: sessions, tokens and links are gone.
    Raises ``LastAdmin``, ``UnitsWrong``."""
    guarded = has_admin(session)
    if role is not None:
        account.role = role
    if units is not None or role is not None:
        account.units = check_units(account.role, account.units if units is None else units)
    if disabled is not None:
        account.disabled = disabled
    session.flush()
    if guarded and not has_admin(session):
        raise LastAdmin
    if account.disabled:
        for row in (SessionRow, TokenRow, InvitationRow):
            session.execute(delete(row).where(row.account_id == account.id))


def set_password(session: Session, account: AccountRow, password: str) -> None:
    """Ends all sessions of the account; raises ``PasswordWeak``."""
    check_password(password, account.name)
    account.password = hash_password(password)
    session.execute(delete(SessionRow).where(SessionRow.account_id == account.id))


def check_units(role: Role, units: Sequence[str]) -> list[str]:
    """As they are kept; an admin's are all there are. Raises ``UnitsWrong``."""
    if role == "admin":
        return [EVERYTHING]
    found = list(dict.fromkeys(unit.strip() for unit in units if unit.strip()))
    if len(found) > _MOST_UNITS or any(
        len(unit) > _LONGEST_UNIT or EVERYTHING in unit[:-1] for unit in found
    ):
        raise UnitsWrong
    return found
