import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.people.faults import PasswordWeak
from service.people.passwords import check_password, hash_password, verify_password

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


@settings(max_examples=20)
@given(TEXTS, TEXTS)
def test_passwords_are_known_again_and_no_others(password: str, other: str) -> None:
    kept = hash_password(password)
    assert verify_password(password, kept)
    assert len(password) < 6 or password not in kept.split("$")[-1]
    assert not verify_password(password + other, kept)


def test_passwords_are_salted_and_tell_their_cost() -> None:
    one, other = hash_password("春风又绿江南岸"), hash_password("春风又绿江南岸")
    assert one != other
    assert one.split("$")[:4] == ["scrypt", "4", "8", "3"]


def test_passwords_typed_by_another_input_method_are_the_same() -> None:
    assert verify_password("Ａbc１２３", hash_password("Abc123"))


def test_passwords_of_nobody_are_computed_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def compute(password: str, salt: bytes, cost: int, block: int, parallel: int) -> bytes:
        seen.append(cost)
        return b""

    monkeypatch.setattr("service.people.passwords._compute", compute)
    assert not verify_password("春风又绿江南岸", None)
    assert seen == [15]


@pytest.mark.parametrize(
    "password",
    ["", "short", "aaaaaaaaaaaaaa", "Password1234", "1234567890", "李小明李小明李小明1", "x" * 201],
)
def test_passwords_that_are_easily_guessed_are_refused(password: str) -> None:
    with pytest.raises(PasswordWeak):
        check_password(password, "李小明")


@pytest.mark.parametrize(
    "password", ["correct horse battery", "清溪十里稻花香满田园", "m4-Tq8.wzLp"]
)
def test_passwords_that_are_not_are_taken(password: str) -> None:
    check_password(password, "李小明")
