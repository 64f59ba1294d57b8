"""``gongkai users``: who may sign in, from the machine that the service runs on."""

from __future__ import annotations

import json as encoding
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Final

import typer

from service.delivery import UsageFault
from service.storage.terms import Role
from service.usage import ChineseCommand, ChineseGroup

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from service.storage.rows import AccountRow

users = typer.Typer(
    cls=ChineseGroup,
    help="账号：谁可以登录，什么角色，能看哪些单位。",
    no_args_is_help=True,
    rich_markup_mode=None,
)
_BY: Final = "local"
_ROLES: Final = "clerk 经办、reviewer 审核、trainer 训练、admin 管理员"
Name = Annotated[str, typer.Argument(metavar="NAME", help="账号名称。")]
Asks = Annotated[bool, typer.Option("--ask", help="不发链接，现在就输入密码。")]


def add_commands(app: typer.Typer) -> None:
    app.add_typer(users, name="users")


@users.command("add", cls=ChineseCommand)
def add(
    name: Name,
    role: Annotated[Role, typer.Option(help=f"角色：{_ROLES}。")] = "clerk",
    unit: Annotated[
        list[str] | None,
        typer.Option(help="能看的单位，可重复：全名，或以 * 结尾的开头部分；* 为全部。"),
    ] = None,
    ask: Asks = False,
) -> None:
    """新建账号；显示一个链接，由本人设置密码。"""
    from service.people.accounts import add_account

    with _write() as session:
        account = add_account(session, name, role, unit or (), _BY)
        _record(session, "account.add", account)
        _hand_over(session, account, ask=ask)


@users.command("list", cls=ChineseCommand)
def show(
    json: Annotated[bool, typer.Option("--json", help="以 JSON 输出。")] = False,
) -> None:
    """列出账号。"""
    from service.people.accounts import list_accounts

    with _write() as session:
        rows = list_accounts(session)
        if json:
            typer.echo(encoding.dumps([_describe(row) for row in rows], ensure_ascii=False))
            return
        for row in rows:
            state = "停用" if row.disabled else "未设密码" if row.password is None else "可用"
            typer.echo(f"{row.name}\t{row.role}\t{state}\t{'、'.join(row.units)}")


@users.command("disable", cls=ChineseCommand)
def disable(name: Name) -> None:
    """停用账号：立即退出，令牌作废；做过的事仍记在他名下。"""
    from service.people.accounts import change_account

    with _write() as session:
        account = _find(session, name)
        change_account(session, account, disabled=True)
        _record(session, "account.change", account)
    typer.echo(f"{name} 已停用。")


@users.command("password", cls=ChineseCommand)
def password(name: Name, ask: Asks = False) -> None:
    """忘了密码：显示一个新的链接，由本人重设。"""
    with _write() as session:
        account = _find(session, name)
        if account.disabled:
            raise UsageFault(f"{name} 已停用。")
        _record(session, "account.invite", account)
        _hand_over(session, account, ask=ask)


def _hand_over(session: Session, account: AccountRow, *, ask: bool) -> None:
    from service.people.accounts import set_password
    from service.people.invitations import VALID, invite, write_link
    from service.settings import read_settings

    if ask:
        typed = typer.prompt("密码", hide_input=True, confirmation_prompt="再输入一次")
        set_password(session, account, typed)
        return
    address = read_settings().url or "http://127.0.0.1:8000"
    days = VALID.days
    typer.echo(f"请把下面的链接交给 {account.name}（{days} 天内有效，只能用一次）：")
    typer.echo(write_link(address, invite(session, account)))


@contextmanager
def _write() -> Iterator[Session]:
    from service.settings import read_settings
    from service.storage.store import open_store

    store = open_store(read_settings())
    try:
        with store.write() as session:
            yield session
    finally:
        store.close()


def _find(session: Session, name: str) -> AccountRow:
    from service.people.accounts import find_by_name

    account = find_by_name(session, name)
    if account is None:
        raise UsageFault(f"没有 {name} 这个账号。")
    return account


def _record(session: Session, act: str, account: AccountRow) -> None:
    from service.people.trail import record

    record(session, _BY, act, None, account=account.name, role=account.role)


def _describe(row: AccountRow) -> dict[str, object]:
    return {
        "name": row.name,
        "role": row.role,
        "units": list(row.units),
        "disabled": row.disabled,
        "pending": row.password is None,
    }
