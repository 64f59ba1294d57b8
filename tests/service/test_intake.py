import os
import sys
import zipfile
from pathlib import Path

import pytest

from documents.errors import InputTooLarge
from documents.limits import Limits
from service.intake import InputMissing, list_inputs, read_bytes
from service.outcomes import Input, Refusal
from tests.service.faces import write_files


def test_intake_opens_folders_in_order_and_takes_each_file_once(tmp_path: Path) -> None:
    write_files(tmp_path, 乙="", 甲="", 乡__丙="")
    (tmp_path / "表.ofd").write_bytes(b"")
    (tmp_path / ".隐.txt").write_bytes(b"")
    items = list_inputs([str(tmp_path), str(tmp_path / "甲.txt")]).items
    names = [item.inside.as_posix() for item in items if isinstance(item, Input)]
    assert names == ["乙.txt", "乡/丙.txt", "甲.txt"]


def test_intake_leaves_out_the_folder_of_results(tmp_path: Path) -> None:
    write_files(tmp_path, 甲="", 出__甲="")
    items = list_inputs([str(tmp_path)], spare=tmp_path / "出").items
    assert [item.inside.as_posix() for item in items if isinstance(item, Input)] == ["甲.txt"]
    assert len(list_inputs([str(tmp_path)], spare=tmp_path).items) == 2


def test_intake_never_takes_what_is_hidden_or_a_result(tmp_path: Path) -> None:
    write_files(tmp_path, 甲="", **{".git__乙": ""})
    (tmp_path / "甲.html").write_text("", "utf-8")
    items = list_inputs([str(tmp_path)], results={(tmp_path / "甲.html").resolve()}).items
    assert [item.inside.as_posix() for item in items if isinstance(item, Input)] == ["甲.txt"]


def test_intake_tells_every_file_that_it_leaves_out(tmp_path: Path) -> None:
    write_files(tmp_path, 甲="", 出__乙="")
    for name in ("乙.ofd", "丙", "出/丁.rar", ".DS_Store"):
        (tmp_path / name).write_bytes(b"")
    skipped = list_inputs([str(tmp_path), "-"], spare=tmp_path / "出").skipped
    assert skipped == (str(tmp_path / "丙"), str(tmp_path / "乙.ofd"))


def test_intake_refuses_a_folder_without_reports(tmp_path: Path) -> None:
    (tmp_path / "乙.ofd").write_bytes(b"")
    (item,) = list_inputs([str(tmp_path)]).items
    assert isinstance(item, Refusal)
    assert item.code == "folder-empty"


def test_intake_reads_no_file_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "甲.txt"
    path.write_bytes(bytes(1 << 20))
    item = Input("甲.txt", path, Path("甲.txt"))
    assert len(read_bytes(item, Limits(file=1))) == 1 << 20
    with pytest.raises(InputTooLarge, match=r"0\.5 MB"):
        read_bytes(item, Limits(file=0.5))
    path.unlink()
    with pytest.raises(InputMissing):
        read_bytes(item, Limits())


def pack(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def test_intake_opens_archives_file_by_file(tmp_path: Path) -> None:
    inner = pack(tmp_path / "内.zip", {"丁.txt": b"4"}).read_bytes()
    (tmp_path / "内.zip").unlink()
    files = {"乡/乙.txt": b"2", "丙.ofd": b"3", "内.zip": inner, "坏.zip": b"PK\x03\x04"}
    pack(tmp_path / "甲.zip", files)
    listing = list_inputs([str(tmp_path)])
    read, deep, broken = listing.items
    assert isinstance(read, Input)
    assert (read.inside, read.name) == (Path("甲.zip/乡/乙.txt"), f"{tmp_path}/甲.zip/乡/乙.txt")
    assert isinstance(deep, Input)
    assert deep.inside == Path("甲.zip/内.zip/丁.txt")
    assert [read_bytes(item, Limits()) for item in (read, deep)] == [b"2", b"4"]
    assert isinstance(broken, Refusal)
    assert broken.code == "damaged-input"
    assert listing.skipped == (f"{tmp_path}/甲.zip/丙.ofd",)


def test_intake_tells_an_archive_by_content_and_expects_several(tmp_path: Path) -> None:
    path = pack(tmp_path / "甲", {"乙.txt": b"2"})
    document = pack(tmp_path / "报告.zip", {"word/document.xml": b"<a/>"})
    assert list_inputs([str(path)]).several
    listing = list_inputs([str(document)])
    assert listing.items == (Input(str(document), document, Path("报告.zip")),)
    assert not listing.several


@pytest.mark.parametrize(
    ("data", "code"), [(b"PK\x05\x06" + bytes(18), "archive-empty"), (b"PK\x03\x04", None)]
)
def test_intake_of_an_archive_without_reports(
    tmp_path: Path, data: bytes, code: str | None
) -> None:
    (tmp_path / "甲.zip").write_bytes(data)
    (item,) = list_inputs([str(tmp_path / "甲.zip")]).items
    assert (item.code if isinstance(item, Refusal) else None) == code


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux only")
def test_intake_shows_names_in_gbk_as_they_were_meant(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/" + "报告".encode("gbk") + b".txt"
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(b"1")
    (item,) = list_inputs([str(tmp_path)]).items
    assert isinstance(item, Input)
    assert item.inside == Path("报告.txt")
    assert read_bytes(item, Limits()) == b"1"
