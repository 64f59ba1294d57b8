"""``/v1/accounts`` and ``/v1/audit``: who may come in, as what, and what was done."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request

from service.http.callers import CallerDep
from service.http.context import ContextDep
from service.http.entrance import note
from service.http.keys import MOST, Number
from service.http.paging import CursorQuery, LimitQuery, page_rows
from service.http.shapes.base import Page
from service.http.shapes.people import (
    Account,
    AccountChange,
    AuditEntry,
    InvitedAccount,
    NewAccount,
)
from service.people.accounts import add_account, change_account, find_account, list_accounts
from service.people.faults import AccountFault
from service.people.invitations import invite, write_link
from service.people.trail import select_trail
from service.storage.rows import AccountRow, AuditRow

router = APIRouter(prefix="/v1", tags=["people"])
AccountId = Annotated[int, Path(ge=1, le=MOST)]


@router.get("/accounts", summary="所有账号")
def show_accounts(context: ContextDep, caller: CallerDep) -> list[Account]:
    with context.store.read() as session:
        return [_shape(row) for row in list_accounts(session)]


@router.post("/accounts", status_code=201, summary="新建账号")
def create_account(
    given: NewAccount, request: Request, context: ContextDep, caller: CallerDep
) -> InvitedAccount:
    """With a link by which its owner sets the password; it works once, for three days."""
    with context.store.write() as session:
        row = add_account(session, given.name, given.role, given.units, caller.name)
        note(request, account=row.name, role=row.role, units=row.units)
        return _invite(row, invite(session, row))


@router.patch("/accounts/{account_id}", summary="改角色、单位，停用或恢复")
def patch_account(
    account_id: AccountId,
    given: AccountChange,
    request: Request,
    context: ContextDep,
    caller: CallerDep,
) -> Account:
    """It holds at once; who is disabled is signed out, and his tokens are gone."""
    with context.store.write() as session:
        row = find_account(session, account_id)
        change_account(session, row, role=given.role, units=given.units, disabled=given.disabled)
        note(request, account=row.name, **given.model_dump(exclude_none=True))
        return _shape(row)


@router.post("/accounts/{account_id}:invite", summary="发新的链接（忘了密码）")
def invite_again(
    account_id: AccountId, request: Request, context: ContextDep, caller: CallerDep
) -> InvitedAccount:
    with context.store.write() as session:
        row = find_account(session, account_id)
        if row.disabled:
            raise AccountFault("账号已停用，先恢复它。")
        note(request, account=row.name)
        return _invite(row, invite(session, row))


@router.get("/audit", summary="操作记录，新的在前")
def show_audit(
    context: ContextDep,
    caller: CallerDep,
    by: Annotated[str | None, Query(description="谁做的", max_length=100)] = None,
    act: Annotated[str | None, Query(description="做了什么，如 document.upload")] = None,
    document: Annotated[Number | None, Query(description="对哪份文件")] = None,
    limit: LimitQuery = 50,
    cursor: CursorQuery = None,
) -> Page[AuditEntry]:
    with context.store.read() as session:
        rows, after = page_rows(
            session,
            select_trail(by, act, document),
            AuditRow.id,
            AuditRow.id,
            limit,
            cursor,
            down=True,
        )
    items = [AuditEntry.model_validate(row) for row in rows]
    return Page[AuditEntry](items=items, next_cursor=after)


def _invite(row: AccountRow, secret: str) -> InvitedAccount:
    return InvitedAccount(account=_shape(row), secret=secret, path=write_link("", secret))


def _shape(row: AccountRow) -> Account:
    return Account(
        id=row.id,
        name=row.name,
        role=row.role,
        units=list(row.units),
        disabled=row.disabled,
        pending=row.password is None,
        created_at=row.created_at,
        created_by=row.created_by,
        seen_at=row.seen_at,
    )
