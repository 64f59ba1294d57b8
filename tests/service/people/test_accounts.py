from datetime import timedelta

import pytest
from sqlalchemy import select

from service.people import invitations, sessions, tokens
from service.people.accounts import (
    add_account,
    change_account,
    check_units,
    has_admin,
    set_password,
)
from service.people.faults import (
    InvitationSpent,
    LastAdmin,
    NameTaken,
    NameWrong,
    SignInRefused,
    UnitsWrong,
)
from service.people.invitations import accept, find_invited, invite, invite_first
from service.people.sessions import find_signed_in, open_session
from service.people.signing import sign_in
from service.people.throttle import Attempt
from service.people.tokens import add_token, find_owner
from service.storage.instants import now
from service.storage.rows import AccountRow, InvitationRow, SessionRow, TokenRow
from service.storage.store import Store

PASSWORD = "清溪十里稻花香满田园"


def admit(store: Store, name: str, role: str = "clerk") -> AccountRow:
    with store.write() as session:
        account = add_account(session, name, role, (), "test")  # type: ignore[arg-type]
        set_password(session, account, PASSWORD)
        return account


def test_accounts_begin_with_one_admin_by_a_link_that_works_once(store: Store) -> None:
    with store.write() as session:
        first, second = invite_first(session), invite_first(session)
        assert first
        assert second
        assert find_invited(session, first) is None
        account = accept(session, first, "主任", PASSWORD)
        assert (account.role, account.units) == ("admin", ["*"])
        assert invite_first(session) is None
        for secret in (first, second, "another"):
            with pytest.raises(InvitationSpent):
                accept(session, secret, "别人", PASSWORD)


def test_accounts_links_expire_and_replace_each_other(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.write() as session:
        account = add_account(session, "王", "clerk", (), "test")
        old, new = invite(session, account), invite(session, account)
        with pytest.raises(InvitationSpent):
            find_invited(session, old)
        assert find_invited(session, new) is account
        later = now() + timedelta(days=4)
        monkeypatch.setattr(invitations, "now", lambda: later)
        with pytest.raises(InvitationSpent):
            find_invited(session, new)


@pytest.mark.parametrize("name", ["", "a b", "local", "x" * 51, "a/b", "a\tb", "\u202eab"])
def test_accounts_have_names_that_can_be_told(store: Store, name: str) -> None:
    with store.write() as session, pytest.raises(NameWrong):
        add_account(session, name, "clerk", (), "test")


@pytest.mark.parametrize(("name", "other"), [("Wang", "wang"), ("Ë", "Ë"), ("Ë", "ë")])
def test_accounts_have_names_of_their_own(store: Store, name: str, other: str) -> None:
    admit(store, name)
    with store.write() as session, pytest.raises(NameTaken):
        add_account(session, other, "clerk", (), "test")


def test_accounts_always_keep_an_admin(store: Store) -> None:
    admin = admit(store, "主任", "admin")
    for change in ({"disabled": True}, {"role": "clerk"}):
        with pytest.raises(LastAdmin), store.write() as session:
            change_account(session, session.get_one(AccountRow, admin.id), **change)
    other = admit(store, "副主任", "admin")
    with store.write() as session:
        change_account(session, session.get_one(AccountRow, admin.id), disabled=True)
        assert has_admin(session)
    assert other.id


def test_accounts_that_are_disabled_are_out_at_once(store: Store) -> None:
    admit(store, "主任", "admin")
    account = admit(store, "王")
    with store.write() as session:
        row = session.get_one(AccountRow, account.id)
        cookie = open_session(session, row)
        _, token = add_token(session, row, "脚本", 30)
        invite(session, row)
        assert find_signed_in(session, cookie)
        assert find_owner(session, token)
        change_account(session, row, disabled=True)
        assert find_signed_in(session, cookie) is None
        assert find_owner(session, token) is None
        for kind in (SessionRow, TokenRow, InvitationRow):
            assert session.scalars(select(kind)).all() == []
    with pytest.raises(SignInRefused):
        sign_in(store, Attempt("王", None), PASSWORD)


def test_accounts_secrets_are_kept_as_digests_only(store: Store) -> None:
    account = admit(store, "王")
    with store.write() as session:
        row = session.get_one(AccountRow, account.id)
        secrets = [open_session(session, row), add_token(session, row, "脚本", 30)[1]]
        secrets += [invite(session, row), PASSWORD]
    store.engine.dispose()
    with store.engine.connect() as connection:
        kept = [
            str(connection.exec_driver_sql(f"SELECT * FROM {table}").all())
            for table in ("account", "session", "token", "invitation")
        ]
    assert not [secret for secret in secrets for text in kept if secret in text]


def test_sessions_end_unused_and_in_any_case(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    admit(store, "王")
    start = at = now()
    monkeypatch.setattr(sessions, "now", lambda: at)
    _, cookie = sign_in(store, Attempt("王", None), PASSWORD)
    used = False
    while at < start + sessions.LONGEST - sessions.IDLE:
        at += sessions.IDLE - timedelta(minutes=1)
        with store.write() as session:
            found = find_signed_in(session, cookie)
            assert found
            assert found[1]
            sessions.note_seen(session, cookie)
            used = True
    assert used
    at = start + sessions.LONGEST + timedelta(minutes=1)
    with store.read() as session:
        assert find_signed_in(session, cookie) is None
    _, cookie = sign_in(store, Attempt("王", None), PASSWORD)
    at += sessions.IDLE + timedelta(minutes=1)
    with store.read() as session:
        assert find_signed_in(session, cookie) is None


def test_sessions_are_new_with_each_sign_in(store: Store) -> None:
    admit(store, "王")
    _, first = sign_in(store, Attempt("王", None), PASSWORD)
    _, second = sign_in(store, Attempt("王", None), PASSWORD, first)
    assert first != second
    with store.read() as session:
        assert find_signed_in(session, first) is None
        assert find_signed_in(session, second)


def test_tokens_expire(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    account = admit(store, "王")
    with store.write() as session:
        _, token = add_token(session, session.get_one(AccountRow, account.id), "脚本", 30)
        assert find_owner(session, token)
        later = now() + timedelta(days=31)
        monkeypatch.setattr(tokens, "now", lambda: later)
        assert find_owner(session, token) is None


def test_units_are_names_beginnings_or_all() -> None:
    assert check_units("clerk", [" 云溪县* ", "清溪镇", "清溪镇", ""]) == ["云溪县*", "清溪镇"]
    assert check_units("admin", ["清溪镇"]) == ["*"]
    for wrong in ("*县", "云*县", "x" * 201):
        with pytest.raises(UnitsWrong):
            check_units("clerk", [wrong])
