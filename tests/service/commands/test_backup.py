from pathlib import Path

import pytest
from sqlalchemy import select

from service import cli
from service.settings import read_settings
from service.storage.rows import AuditRow, DocumentRow
from service.storage.store import open_store


def run(*arguments: str) -> int:
    return cli.run(list(arguments))


def test_backup_and_restore_from_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path / "one"))
    store = open_store(read_settings())
    digest = store.blobs.keep(b"report")
    with store.write() as session:
        session.add(DocumentRow(sha256=digest, name="a.txt", size=6, created_by="test"))
    store.close()
    file = str(tmp_path / "all.tar")
    assert run("backup", file) == cli.CLEAN
    assert run("backup", file) == cli.USAGE
    assert run("backup", file, "--force") == cli.CLEAN
    assert run("restore", file) == cli.FAILED
    assert "已经有数据" in capsys.readouterr().err
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path / "two"))
    assert run("restore", file) == cli.CLEAN
    assert "1 份" in capsys.readouterr().out
    restored = open_store(read_settings())
    assert restored.blobs.read(digest) == b"report"
    with restored.read() as session:
        (entry,) = session.scalars(select(AuditRow))
    assert (entry.by, entry.act) == ("local", "backup.restore")
    assert entry.detail == {"file": "all.tar", "originals": 1}
    restored.close()
