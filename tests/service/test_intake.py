from pathlib import Path

import pytest

from service.intake import Input, Reading, Refusal, list_inputs, read_inputs
from tests.service.faces import set_analysis, write_files


def test_intake_opens_folders_in_order_and_takes_each_file_once(tmp_path: Path) -> None:
    write_files(tmp_path, 乙="", 甲="", 乡__丙="")
    (tmp_path / "图.png").write_bytes(b"")
    (tmp_path / ".隐.txt").write_bytes(b"")
    items = list_inputs([str(tmp_path), str(tmp_path / "甲.txt")])
    names = [item.inside.as_posix() for item in items if isinstance(item, Input)]
    assert names == ["乙.txt", "乡/丙.txt", "甲.txt"]


def test_intake_leaves_out_the_folder_of_results(tmp_path: Path) -> None:
    write_files(tmp_path, 甲="", 出__甲="")
    items = list_inputs([str(tmp_path)], spare=tmp_path / "出")
    assert [item.inside.as_posix() for item in items if isinstance(item, Input)] == ["甲.txt"]
    assert len(list_inputs([str(tmp_path)], spare=tmp_path)) == 2


def test_intake_reads_on_after_every_kind_of_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_analysis(monkeypatch)
    monkeypatch.delenv("GONGKAI_DEBUG", raising=False)
    write_files(tmp_path, a="坏", b="错", c="", d="报告")
    (tmp_path / "空").mkdir()
    named = [tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "c.txt", tmp_path / "没有.txt"]
    items = list_inputs([*map(str, named), str(tmp_path / "空"), str(tmp_path / "d.txt")])
    outcomes = list(read_inputs(items))
    assert [o.code for o in outcomes if isinstance(o, Refusal)] == [
        "unreadable-text",
        "internal-error",
        "empty-input",
        "input-missing",
        "folder-empty",
    ]
    assert isinstance(outcomes[-1], Reading)
