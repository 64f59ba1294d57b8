from datetime import timedelta

import pytest

from service.people import throttle
from service.people.faults import TooManyAttempts
from service.people.throttle import (
    FREE_BY_ADDRESS,
    FREE_BY_NAME,
    Attempt,
    begin_attempt,
    end_attempt,
    widen_address,
)
from service.settings import Settings
from service.storage.instants import now
from service.storage.store import Store, open_store


def attempt(store: Store, name: str, address: str | None = "10.1.2.3") -> None:
    with store.write() as session:
        begin_attempt(session, Attempt(name, address))


def test_throttle_makes_a_name_wait_ever_longer(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = now()
    monkeypatch.setattr(throttle, "now", lambda: at)
    for _ in range(FREE_BY_NAME):
        attempt(store, "王")
    waits = []
    for _ in range(3):
        with pytest.raises(TooManyAttempts) as refused:
            attempt(store, "王")
        waits.append(refused.value.seconds)
        at += timedelta(seconds=refused.value.seconds)
        attempt(store, "王")
    assert waits == [31, 61, 121]
    attempt(store, "李")


def test_throttle_stops_who_tries_many_names_from_one_place(store: Store) -> None:
    for number in range(FREE_BY_ADDRESS):
        attempt(store, f"名{number}")
    with pytest.raises(TooManyAttempts):
        attempt(store, "另一个")
    attempt(store, "另一个", "10.1.2.4")


def test_throttle_forgets_nothing_when_the_service_starts_anew(settings: Settings) -> None:
    for _ in range(FREE_BY_NAME):
        store = open_store(settings)
        attempt(store, "王", None)
        store.close()
    store = open_store(settings)
    with pytest.raises(TooManyAttempts):
        attempt(store, "王", None)
    store.close()


def test_throttle_of_an_address_is_not_washed_off_by_one_success(store: Store) -> None:
    for number in range(FREE_BY_ADDRESS - 1):
        attempt(store, f"名{number}")
    attempt(store, "自己")
    with store.write() as session:
        end_attempt(session, Attempt("自己", "10.1.2.3"))
    attempt(store, "自己")
    with pytest.raises(TooManyAttempts):
        attempt(store, "自己")


@pytest.mark.parametrize(
    ("address", "wide"),
    [
        ("10.0.0.7", "10.0.0.7"),
        ("::ffff:10.0.0.7", "10.0.0.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("testclient", "testclient"),
    ],
)
def test_throttle_takes_an_address_for_what_one_customer_has(address: str, wide: str) -> None:
    assert widen_address(address) == wide
