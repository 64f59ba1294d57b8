"""Who asks. With ``--no-auth``, which is for one person at one machine, everybody is its admin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final, Literal

from fastapi import Depends, Request

from service.http.problems import Problem
from service.people.accounts import RESERVED
from service.people.secrets import derive_csrf, is_same
from service.people.sessions import find_signed_in, note_seen
from service.people.tokens import find_owner, note_used
from service.storage.rows import AccountRow
from service.storage.scope import EVERYTHING, Scope, build_scope
from service.storage.store import Store
from service.storage.terms import Role

SESSION_COOKIE: Final = "gongkai_session"
CSRF_COOKIE: Final = "gongkai_csrf"
CSRF_HEADER: Final = "X-CSRF-Token"
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Caller:
    """``name`` is written down with whatever the caller changes; ``account_id`` is None where
    there are no accounts. ``via`` is how he proved who he is."""

    name: str
    role: Role
    units: tuple[str, ...] = (EVERYTHING,)
    account_id: int | None = None
    via: Literal["machine", "session", "token"] = "machine"

    @property
    def scope(self) -> Scope | None:
        return build_scope(self.name, self.units)


LOCAL_ADMIN: Final = Caller(RESERVED, "admin")


def identify_caller(request: Request) -> Caller:
    """As ``entrance`` recognised him; raises ``Problem`` for a stranger."""
    caller: Caller | None = getattr(request.state, "caller", None)
    if caller is None:
        raise Problem(
            401, "sign-in-needed", "请先登录。", {"WWW-Authenticate": 'Bearer realm="gongkai"'}
        )
    return caller


def recognise(store: Store, request: Request) -> Caller | None:
    """By a token, or else by the cookie of a session; raises ``Problem`` for a token that does not
    hold, and for a change that a page of ours did not send."""
    kind, _, said = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return _recognise_token(store, said.strip())
    secret = request.cookies.get(SESSION_COOKIE)
    if not secret:
        return None
    with store.read() as session:
        found = find_signed_in(session, secret)
    if found is None:
        return None
    if request.method not in SAFE and not is_same(
        request.headers.get(CSRF_HEADER, ""), derive_csrf(secret)
    ):
        raise Problem(403, "csrf-failed", "请求不是从本站的页面发出的，请刷新页面再试。")
    account, due = found
    if due:
        with store.write() as session:
            note_seen(session, secret)
    return _describe(account, "session")


def is_still_in(request: Request) -> bool:
    """Whether the caller of a request that goes on may still see what he saw when it began: his
    account as it was, and he signed in."""
    caller = identify_caller(request)
    if caller.via == "machine":
        return True
    store: Store = request.app.state.context.store
    try:
        return recognise(store, request) == caller
    except Problem:
        return False


def _recognise_token(store: Store, secret: str) -> Caller:
    with store.read() as session:
        found = find_owner(session, secret)
    if found is None:
        raise Problem(
            401,
            "token-invalid",
            "令牌无效、已过期或已撤销。",
            {"WWW-Authenticate": 'Bearer realm="gongkai", error="invalid_token"'},
        )
    account, due = found
    if due:
        with store.write() as session:
            note_used(session, secret)
    return _describe(account, "token")


def _describe(account: AccountRow, via: Literal["session", "token"]) -> Caller:
    return Caller(account.name, account.role, tuple(account.units), account.id, via)


CallerDep = Annotated[Caller, Depends(identify_caller)]
