from collections.abc import Iterator
from pathlib import Path

import pytest

from service.runs.storage import OutputUnwritable, write_whole


def test_storage_writes_parts_one_after_another(tmp_path: Path) -> None:
    path = tmp_path / "出" / "甲.json"
    write_whole(iter([b"a", b"b"]), path)
    assert path.read_bytes() == b"ab"
    assert list(path.parent.iterdir()) == [path]


def test_storage_keeps_what_was_there_when_it_is_interrupted(tmp_path: Path) -> None:
    path = tmp_path / "甲.json"
    path.write_bytes(b"old")

    def write_half() -> Iterator[bytes]:
        yield b"new"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_whole(write_half(), path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_storage_says_where_it_cannot_write(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_bytes(b"")
    with pytest.raises(OutputUnwritable, match="无法写出"):
        write_whole(b"", tmp_path / "甲.txt" / "乙.json")
