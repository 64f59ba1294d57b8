"""Signing in with name and password."""

from __future__ import annotations

from service.people.accounts import find_by_name
from service.people.faults import SignInRefused
from service.people.passwords import verify_password
from service.people.sessions import open_session
from service.people.throttle import Attempt, begin_attempt, end_attempt
from service.storage.rows import AccountRow
from service.storage.store import Store


def sign_in(
    store: Store, attempt: Attempt, password: str, former: str | None = None
) -> tuple[AccountRow, str]:
    """The account and the secret of its session. Raises ``SignInRefused``, ``TooManyAttempts``.

    The password is computed between two transactions: it takes long, and others write meanwhile.
    """
    account = check_person(store, attempt, password)
    with store.write() as session:
        found = session.get_one(AccountRow, account.id)
        if found.disabled or found.password != account.password:
            raise SignInRefused
        return found, open_session(session, found, former)


def check_person(store: Store, attempt: Attempt, password: str) -> AccountRow:
    """The account, where the password is its own."""
    with store.write() as session:
        begin_attempt(session, attempt)
        account = find_by_name(session, attempt.name)
    kept = account.password if account and not account.disabled else None
    if not verify_password(password, kept) or account is None:
        raise SignInRefused
    with store.write() as session:
        end_attempt(session, attempt)
    return account
