from pathlib import Path

import pytest

from documents.errors import ModelDamaged
from service import checkup
from service.checkup import CHECKS, Symptom, examine


def _fail() -> Symptom:
    raise ModelDamaged("模型文件已损坏。")


def _miss() -> Symptom:
    raise ImportError(name="rapidocr")


def _crash() -> Symptom:
    raise ZeroDivisionError("by zero")


def test_checkup_finds_this_machine_fit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path / "data"))
    symptoms = examine()
    assert [symptom.part for symptom in symptoms] == [part for part, _ in CHECKS]
    assert [s for s in symptoms if s.state == "broken"] == []


def test_checkup_goes_on_behind_what_is_broken() -> None:
    checks = (("甲", _fail), ("乙", _miss), ("丙", _crash), ("Python", checkup.check_python))
    first, second, third, last = examine(checks)
    assert (first.state, first.found) == ("broken", "模型文件已损坏。")
    assert "rapidocr" in second.found
    assert "重新安装" in second.remedy
    assert third.found == "ZeroDivisionError：by zero"
    assert last.state == "good"


def test_checkup_says_what_is_wrong_with_the_data_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.write_text("", "utf-8")
    monkeypatch.setenv("GONGKAI_DATA", str(file / "data"))
    found = checkup.check_home()
    assert found.state == "broken"
    assert "GONGKAI_DATA" in found.remedy


def test_checkup_says_how_to_get_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_SOFFICE", "/nowhere/soffice")
    found = checkup.check_office()
    assert found.state == "lacking"
    assert "apt-get" in found.remedy


def test_checkup_says_what_is_wrong_with_the_database(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    damaged = tmp_path / "x.db"
    damaged.write_bytes(b"no database " * 99)
    monkeypatch.setenv("GONGKAI_DATABASE", f"sqlite:///{damaged}")
    found = checkup.check_database()
    assert found.state == "broken"
    assert "GONGKAI_DATABASE" in found.remedy


def test_checkup_makes_no_database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GONGKAI_DATABASE", f"sqlite:///{tmp_path / 'new.db'}")
    assert checkup.check_database().state == "good"
    assert list(tmp_path.iterdir()) == []
