from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from documents.errors import ModelDamaged
from nlp.stored import BUILTIN, MANIFEST, VERSION, read_files
from training.registry import versions
from training.registry.versions import list_versions, pack_planes, unpack_planes, write_version

FILES = {"a.json": b"{}", "b.bin": bytes(range(256))}


def test_versions_are_read_as_they_were_written(tmp_path: Path) -> None:
    name = write_version(tmp_path / "models", FILES)
    assert VERSION.fullmatch(name)
    assert name != BUILTIN
    assert read_files(tmp_path / "models" / name) == FILES
    assert list_versions(tmp_path / "models") == (name,)


def test_versions_are_read_only(tmp_path: Path) -> None:
    folder = tmp_path / write_version(tmp_path, FILES)
    assert {path.stat().st_mode & 0o222 for path in folder.iterdir()} == {0}


@pytest.mark.parametrize("name", [*FILES, MANIFEST])
def test_versions_changed_by_a_byte_are_damaged(tmp_path: Path, name: str) -> None:
    folder = tmp_path / write_version(tmp_path, FILES)
    data = bytearray((folder / name).read_bytes())
    data[-2] ^= 1
    (folder / name).chmod(0o644)
    (folder / name).write_bytes(data)
    with pytest.raises(ModelDamaged, match=name):
        read_files(folder)


def test_versions_that_could_not_be_written_leave_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path, data: bytes) -> None:
        if path.name == "b.bin":
            raise OSError(28, "No space left on device")
        path.write_bytes(data)

    monkeypatch.setattr(versions, "write_synced", fail)
    with pytest.raises(OSError, match="No space"):
        write_version(tmp_path, FILES)
    assert list(tmp_path.iterdir()) == []


def test_versions_of_other_content_are_other_versions(tmp_path: Path) -> None:
    names = {write_version(tmp_path, {**FILES, "c": bytes([i])}) for i in range(3)}
    assert set(list_versions(tmp_path)) == names
    assert len(names) == 3


def test_versions_planes_come_back_as_they_were_fitted() -> None:
    plane = LogisticRegression().fit([[0.0], [1.0]], [0, 1])
    back = unpack_planes(pack_planes({"planes": (plane,)}))["planes"][0]
    np.testing.assert_array_equal(back.coef_, plane.coef_)


def test_versions_planes_hold_no_code() -> None:
    with pytest.raises(Exception, match="Untrusted"):
        unpack_planes(pack_planes({"planes": subprocess.run}))
