from pathlib import Path

import pytest

from documents.home import find_home


def test_home_is_where_the_setting_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_DATA", "/somewhere/data")
    assert find_home() == Path("/somewhere/data")


def test_home_is_in_the_users_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_DATA", "")
    monkeypatch.setenv("XDG_DATA_HOME", "/home/li/data")
    assert find_home() == Path("/home/li/data/gongkai")
    monkeypatch.delenv("XDG_DATA_HOME")
    assert find_home() == Path.home() / ".local" / "share" / "gongkai"
