from pathlib import Path

import pytest

from documents.limits import SettingWrong
from service.settings import read_settings


def test_settings_lie_in_the_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path))
    usual = read_settings({})
    assert usual.home == tmp_path
    assert usual.database == f"sqlite:///{tmp_path}/gongkai.db"
    assert usual.queue == f"sqlite:///{tmp_path}/queue.db"
    assert usual.workers >= 1
    assert usual.keep_days == 0
    own = read_settings(
        {"GONGKAI_DATABASE": "postgresql://h/b", "GONGKAI_WORKERS": "3", "GONGKAI_KEEP_DAYS": "30"}
    )
    assert (own.database, own.workers, own.keep_days) == ("postgresql://h/b", 3, 30)


@pytest.mark.parametrize("value", ["0", "-1", "x", "1.5", "9" * 30])
def test_settings_refuse_what_is_no_number_of_workers(value: str) -> None:
    with pytest.raises(SettingWrong, match="GONGKAI_WORKERS"):
        read_settings({"GONGKAI_WORKERS": value})
