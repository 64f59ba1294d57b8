"""Signing in and out, and what everybody does with his own account: password and tokens."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from service.http.callers import (
    CSRF_COOKIE,
    SESSION_COOKIE,
    Caller,
    CallerDep,
)
from service.http.context import Context, ContextDep
from service.http.entrance import find_address, note
from service.http.keys import MOST
from service.http.problems import Problem
from service.http.rights import SEES_PERSONS, list_acts
from service.http.shapes.people import (
    Acceptance,
    InvitationSecret,
    Invited,
    MadeToken,
    Me,
    NewToken,
    PasswordChange,
    SignIn,
    Token,
)
from service.people.accounts import find_account, find_by_name, set_password
from service.people.faults import SignInRefused, TooManyAttempts
from service.people.invitations import accept, find_invited
from service.people.secrets import derive_csrf
from service.people.sessions import LONGEST, close_session, open_session
from service.people.signing import check_person, sign_in
from service.people.throttle import Attempt
from service.people.tokens import add_token, list_tokens, revoke_token
from service.people.trail import record
from service.storage.faults import Conflict
from service.storage.rows import AccountRow

router = APIRouter(prefix="/v1", tags=["account"])


@router.post("/session", summary="登录")
def sign_in_here(given: SignIn, request: Request, response: Response, context: ContextDep) -> Me:
    """Sets the cookie of a new session, and that of its CSRF word, which a page sends back as
    ``X-CSRF-Token`` with whatever changes something."""
    _need_accounts(request)
    attempt = Attempt(given.name, find_address(request))
    try:
        former = request.cookies.get(SESSION_COOKIE)
        account, secret = sign_in(context.store, attempt, given.password, former)
    except (SignInRefused, TooManyAttempts) as refusal:
        _record_refusal(context, attempt, refusal.code)
        raise
    return _welcome(request, response, context, account, secret)


@router.delete("/session", status_code=204, summary="退出")
def sign_out(request: Request, response: Response, context: ContextDep, caller: CallerDep) -> None:
    if secret := request.cookies.get(SESSION_COOKIE):
        with context.store.write() as session:
            close_session(session, secret)
    for name in (SESSION_COOKIE, CSRF_COOKIE):
        response.delete_cookie(name)


@router.post("/invitation:look", summary="邀请链接是给谁的")
def look_at_invitation(given: InvitationSecret, context: ContextDep) -> Invited:
    with context.store.read() as session:
        account = find_invited(session, given.secret)
        if account is None:
            return Invited(name=None, role="admin")
        return Invited(name=account.name, role=account.role)


@router.post("/invitation:accept", summary="用邀请链接设置密码，随即登录")
def accept_invitation(
    given: Acceptance, request: Request, response: Response, context: ContextDep
) -> Me:
    _need_accounts(request)
    with context.store.write() as session:
        account = accept(session, given.secret, given.name, given.password)
        secret = open_session(session, account, request.cookies.get(SESSION_COOKIE))
    return _welcome(request, response, context, account, secret)


@router.get("/account", summary="我是谁")
def show_account(caller: CallerDep) -> Me:
    return Me(
        name=caller.name,
        role=caller.role,
        units=list(caller.units),
        accounts=caller.via != "machine",
        acts=list_acts(caller.role),
        sees_persons=caller.role in SEES_PERSONS,
    )


@router.put("/account/password", status_code=204, summary="改自己的密码")
def change_password(
    given: PasswordChange,
    request: Request,
    response: Response,
    context: ContextDep,
    caller: CallerDep,
) -> None:
    """Ends all sessions of the account but this one, which gets a new cookie. Tokens stay."""
    account_id = _need_session(caller)
    attempt = Attempt(caller.name, find_address(request))
    try:
        check_person(context.store, attempt, given.current)
    except SignInRefused:
        raise Problem(422, "password-wrong", "现在的密码不对。") from None
    with context.store.write() as session:
        account = find_account(session, account_id)
        set_password(session, account, given.new)
        secret = open_session(session, account)
    _set_cookies(request, response, context, secret)


@router.get("/account/tokens", summary="自己的令牌")
def show_tokens(context: ContextDep, caller: CallerDep) -> list[Token]:
    with context.store.read() as session:
        account = find_account(session, _need_account(caller))
        return [Token.model_validate(row) for row in list_tokens(session, account)]


@router.post("/account/tokens", status_code=201, summary="新建令牌")
def make_token(
    given: NewToken, request: Request, context: ContextDep, caller: CallerDep
) -> MadeToken:
    """For programs: ``Authorization: Bearer …``. A token cannot make another."""
    account_id = _need_session(caller)
    with context.store.write() as session:
        row, secret = add_token(session, find_account(session, account_id), given.name, given.days)
        made = Token.model_validate(row)
    note(request, token=made.hint, days=given.days)
    return MadeToken(token=secret, **made.model_dump())


@router.delete("/account/tokens/{token_id}", status_code=204, summary="撤销令牌")
def remove_token(
    token_id: Annotated[int, Path(ge=1, le=MOST)], context: ContextDep, caller: CallerDep
) -> None:
    with context.store.write() as session:
        revoke_token(session, find_account(session, _need_account(caller)), token_id)


def _welcome(
    request: Request, response: Response, context: Context, account: AccountRow, secret: str
) -> Me:
    caller = Caller(account.name, account.role, tuple(account.units), account.id, "session")
    request.state.caller = caller
    _set_cookies(request, response, context, secret)
    return show_account(caller)


def _set_cookies(request: Request, response: Response, context: Context, secret: str) -> None:
    """No page's script reads the session's; both come only from pages of ours (Lax)."""
    secure = (context.settings.url or str(request.url)).startswith("https:")
    age = int(LONGEST.total_seconds())
    for name, value, hidden in (
        (SESSION_COOKIE, secret, True),
        (CSRF_COOKIE, derive_csrf(secret), False),
    ):
        response.set_cookie(
            name, value, max_age=age, path="/", secure=secure, httponly=hidden, samesite="lax"
        )


def _record_refusal(context: Context, attempt: Attempt, code: str) -> None:
    """Under the name where there is such an account; else what was typed may be a password."""
    with context.store.write() as session:
        known = find_by_name(session, attempt.name)
        record(session, known.name if known else "", "sign-in.refused", attempt.address, code=code)


def _need_accounts(request: Request) -> None:
    caller: Caller | None = getattr(request.state, "caller", None)
    if caller and caller.via == "machine":
        raise Conflict("服务以 --no-auth 启动，不用登录。")


def _need_account(caller: Caller) -> int:
    if caller.account_id is None:
        raise Conflict("服务以 --no-auth 启动，没有账号。")
    return caller.account_id


def _need_session(caller: Caller) -> int:
    """What a stolen token must not do."""
    account_id = _need_account(caller)
    if caller.via != "session":
        raise Problem(403, "session-needed", "请在网页上登录后再做；令牌不能这样做。")
    return account_id
