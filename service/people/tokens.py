"""Personal tokens: a program's way in, as its owner, until they expire or are revoked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from service.people.faults import AccountFault
from service.people.secrets import TOKEN_MARK, digest, make_secret
from service.storage.faults import NotFound
from service.storage.instants import now
from service.storage.rows import AccountRow, TokenRow

MOST_DAYS: Final = 366
_MOST_TOKENS: Final = 50
_HINT: Final = len(TOKEN_MARK) + 4
_NOTED_EVERY: Final = timedelta(minutes=5)


def add_token(session: Session, account: AccountRow, name: str, days: int) -> tuple[TokenRow, str]:
    """The row, and the token itself, which is told this once."""
    counted = select(func.count()).where(TokenRow.account_id == account.id)
    if (session.scalar(counted) or 0) >= _MOST_TOKENS:
        raise AccountFault(f"一个账号最多 {_MOST_TOKENS} 个令牌，请先撤销不用的。")
    secret = make_secret(TOKEN_MARK)
    row = TokenRow(
        account_id=account.id,
        digest=digest(secret),
        name=name,
        hint=secret[:_HINT],
        expires_at=now() + timedelta(days=days),
    )
    session.add(row)
    session.flush()
    return row, secret


def list_tokens(session: Session, account: AccountRow) -> Sequence[TokenRow]:
    wanted = select(TokenRow).where(TokenRow.account_id == account.id)
    return session.scalars(wanted.order_by(TokenRow.id.desc())).all()


def revoke_token(session: Session, account: AccountRow, token_id: int) -> None:
    row = session.get(TokenRow, token_id)
    if row is None or row.account_id != account.id:
        raise NotFound("没有这个令牌。")
    session.execute(delete(TokenRow).where(TokenRow.id == token_id))


def find_owner(session: Session, secret: str) -> tuple[AccountRow, bool] | None:
    """Whose token it is, and whether ``note_used`` is due; none for one that does not hold."""
    wanted = (
        select(AccountRow, TokenRow.used_at)
        .join(TokenRow, TokenRow.account_id == AccountRow.id)
        .where(
            TokenRow.digest == digest(secret),
            TokenRow.expires_at > now(),
            ~AccountRow.disabled,
        )
    )
    found = session.execute(wanted).first()
    if found is None:
        return None
    return found[0], found[1] is None or found[1] < now() - _NOTED_EVERY


def note_used(session: Session, secret: str) -> None:
    if row := session.scalar(select(TokenRow).where(TokenRow.digest == digest(secret))):
        row.used_at = now()
