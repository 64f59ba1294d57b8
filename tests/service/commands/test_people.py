import json
from pathlib import Path

import pytest

from service import cli
from service.people.invitations import find_invited
from service.settings import read_settings
from service.storage.store import open_store


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path))
    monkeypatch.setenv("GONGKAI_URL", "https://gongkai.example/")


def test_users_are_added_with_a_link(capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--role", "reviewer", "--unit", "云溪县*", "--unit", "清溪镇"]
    assert cli.run(["users", "add", "王芳", *options]) == cli.CLEAN
    address, _, secret = capsys.readouterr().out.splitlines()[-1].partition("#invitation=")
    assert address == "https://gongkai.example/login"
    store = open_store(read_settings())
    with store.read() as session:
        account = find_invited(session, secret)
    store.close()
    assert account
    assert (account.name, account.role) == ("王芳", "reviewer")
    assert account.units == ["云溪县*", "清溪镇"]


def test_users_are_listed_disabled_and_let_in_again(capsys: pytest.CaptureFixture[str]) -> None:
    cli.run(["users", "add", "王芳"])
    assert cli.run(["users", "password", "王芳"]) == cli.CLEAN
    assert cli.run(["users", "disable", "王芳"]) == cli.CLEAN
    assert cli.run(["users", "password", "王芳"]) == cli.USAGE
    assert cli.run(["users", "disable", "没有这个人"]) == cli.USAGE
    capsys.readouterr()
    assert cli.run(["users", "list", "--json"]) == cli.CLEAN
    (said,) = json.loads(capsys.readouterr().out)
    assert said == {
        "name": "王芳", "role": "clerk", "units": [], "disabled": True, "pending": True,
    }  # fmt: skip


def test_users_have_names_of_their_own(capsys: pytest.CaptureFixture[str]) -> None:
    cli.run(["users", "add", "王芳"])
    assert cli.run(["users", "add", "王芳"]) == cli.FAILED
    assert "已经有这个名称的账号" in capsys.readouterr().err
