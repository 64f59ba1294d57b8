"""Accounts, ways to sign in, and the audit trail."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from service.http.shapes.base import Change, Shape
from service.people.tokens import MOST_DAYS
from service.storage.terms import Role

Password = Annotated[str, Field(min_length=1, max_length=500)]
Secret = Annotated[str, Field(min_length=1, max_length=200)]
AccountName = Annotated[str, Field(max_length=100)]
Units = Annotated[
    list[str], Field(max_length=200, description="全名；或以 * 结尾的开头部分；单独一个 * 为全部")
]


class SignIn(Change):
    name: AccountName
    password: Password


class InvitationSecret(Change):
    secret: Secret


class Acceptance(Change):
    """``name`` is for the first admin, who has none yet."""

    secret: Secret
    name: AccountName | None = None
    password: Password


class PasswordChange(Change):
    current: Password
    new: Password


class NewToken(Change):
    name: str = Field(min_length=1, max_length=100)
    days: int = Field(default=90, ge=1, le=MOST_DAYS)


class Me(Shape):
    """``accounts`` is false where nobody signs in (``--no-auth``). ``acts`` are what the role may
    do, by the names of the audit trail; ``sees_persons``, whether names and telephone numbers are
    in what it exports."""

    name: str
    role: Role
    units: list[str]
    accounts: bool
    acts: list[str]
    sees_persons: bool


class Invited(Shape):
    """Whose link it is; no name for that of the first admin, who chooses it."""

    name: str | None
    role: Role


class Token(Shape):
    id: int
    name: str
    hint: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None


class MadeToken(Token):
    """``token`` is told this once."""

    token: str


class NewAccount(Change):
    name: str = Field(max_length=100)
    role: Role
    units: Units = Field(default_factory=list)


class AccountChange(Change):
    """What is left out stays."""

    role: Role | None = None
    units: Units | None = None
    disabled: bool | None = None


class Account(Shape):
    """``pending`` until a password is set by the link."""

    id: int
    name: str
    role: Role
    units: list[str]
    disabled: bool
    pending: bool
    created_at: datetime
    created_by: str
    seen_at: datetime | None


class InvitedAccount(Shape):
    """``secret`` is told this once; ``path`` is the page that takes it, to be passed on."""

    account: Account
    secret: str
    path: str


class AuditEntry(Shape):
    """Somebody (``by``) did something (``act``); a name is missing where somebody unknown tried to
    sign in."""

    id: int
    at: datetime
    by: str
    act: str
    document_id: int | None
    detail: dict[str, Any]
    address: str | None
