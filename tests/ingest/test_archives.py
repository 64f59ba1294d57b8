import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.errors import (
    DamagedInput,
    EncryptedInput,
    InputError,
    InputTooLarge,
    UnsupportedFormat,
)
from ingest import archives
from ingest.archives import Member, Unlisted, is_archive, list_members
from tests.ingest.compounds import pack_word
from training.factory.office import pack_docx, pack_odt

DOCX = pack_docx("<w:p/>")


def pack(files: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()


def pack_raw(names: list[tuple[bytes, bytes]], data: bytes = b"x", method: int = 0) -> bytes:
    """An archive of stored files whose names are these bytes, unmarked, each with its extra
    field."""
    body, directory = b"", b""
    check = zlib.crc32(data)
    for name, extra in names:
        sizes = struct.pack("<IIIHH", check, len(data), len(data), len(name), len(extra))
        directory += b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, method, 0, 33) + sizes
        directory += struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + name + extra
        body += b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, method, 0, 33) + sizes + name + extra
        body += data
    ends = struct.pack("<HHHHIIH", 0, 0, len(names), len(names), len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + ends


def list_names(data: bytes) -> list[str]:
    return [member.name for member in list_members(data)]


def read_one(data: bytes) -> bytes:
    (member,) = list_members(data)
    assert isinstance(member, Member)
    return member.read()


def test_archives_list_files_and_read_each_alone(tmp_path: Path) -> None:
    data = pack({"甲/": b"", "甲/报告.txt": b"1", "乙.pdf": b"%PDF-"})
    file = tmp_path / "a.zip"
    file.write_bytes(data)
    for source in (data, file):
        members = list(list_members(source))
        assert [member.name for member in members] == ["甲/报告.txt", "乙.pdf"]
        assert [member.read() for member in members if isinstance(member, Member)] == [
            b"1",
            b"%PDF-",
        ]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_archives_read_names_that_are_not_marked(encoding: str) -> None:
    names = ["淮海县/政府信息公开年度报告.doc", "淮海县\\乙镇.txt", "a.txt"]
    data = pack_raw([(name.encode(encoding), b"") for name in names])
    assert list_names(data) == ["淮海县/政府信息公开年度报告.doc", "淮海县/乙镇.txt", "a.txt"]


def test_archives_take_the_second_byte_of_a_character_for_no_backslash() -> None:
    name = "乗車.txt"  # GBK writes 乗 with the byte of the backslash
    encoded = name.encode("gbk")
    assert b"\\" in encoded
    assert list_names(pack_raw([(encoded, b"")])) == [name]


@pytest.mark.parametrize(("own", "said"), [(True, "县.txt"), (False, "??.txt")])
def test_archives_honour_the_extra_field_for_the_same_name(own: bool, said: str) -> None:
    name = b"??.txt"
    field = b"\x01" + struct.pack("<I", zlib.crc32(name if own else b"other")) + "县.txt".encode()
    extra = struct.pack("<HH", 0x9999, 2) + b"zz" + struct.pack("<HH", 0x7075, len(field)) + field
    assert list_names(pack_raw([(name, extra)])) == [said]


def test_archives_leave_out_what_systems_strew_about() -> None:
    litter = ("__MACOSX/甲/._a.txt", ".DS_Store", "甲/.DS_Store", "Thumbs.db", "~$报告.docx", "乙/")
    assert list_names(pack({**dict.fromkeys(litter, b"x"), "甲/a.txt": b"x"})) == ["甲/a.txt"]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\公开\\a.txt", "公开/a.txt"),
        ("甲/./../a\n.txt", "甲/a.txt"),
        ("..", "未命名"),
        ("", "未命名"),
    ],
)
def test_archives_give_no_name_that_leads_out(name: str, safe: str) -> None:
    assert list_names(pack_raw([(name.encode(), b"")])) == [safe]


def test_archives_keep_names_apart() -> None:
    same = [(b"a.txt", b""), (b"./a.txt", b""), (b"a.txt", b""), ("a（2）.txt".encode(), b"")]
    names = list_names(pack_raw(same))
    assert names == ["a.txt", "a（2）.txt", "a（3）.txt", "a（2）（2）.txt"]


def test_archives_open_archives_within() -> None:
    inner = pack({"报告.txt": b"1"})
    data = pack({"乡镇.zip": pack({"甲.ZIP": inner, "b.txt": b"2"}), "报告.docx.zip": DOCX})
    assert list_names(data) == ["乡镇.zip/甲.ZIP/报告.txt", "乡镇.zip/b.txt", "报告.docx.zip"]


def test_archives_open_no_more_than_two_levels() -> None:
    data = pack({"报告.txt": b"1"})
    for _ in range(4):
        data = pack({"a.zip": data})
    (refused,) = list_members(data)
    assert isinstance(refused, Unlisted)
    assert refused.name == "a.zip/a.zip/a.zip"
    assert "嵌套" in str(refused.error)


def test_archives_tell_of_one_that_is_broken_and_go_on() -> None:
    inner = pack({"报告.txt": b"1" * 99})
    data = pack({"坏.zip": inner[:40], "好.zip": inner})
    broken, sound = list_members(data)
    assert isinstance(broken, Unlisted)
    assert isinstance(broken.error, DamagedInput)
    assert sound.name == "好.zip/报告.txt"


def flag_first(data: bytes) -> bytes:
    """The archive with its first file marked as encrypted."""
    flagged = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        flagged[flagged.index(mark) + at] |= 1
    return bytes(flagged)


def break_first(data: bytes) -> bytes:
    """The archive with a byte of its first file changed."""
    return data.replace(b"first", b"worst", 1)


@pytest.mark.parametrize(
    ("change", "error", "said"),
    [(flag_first, EncryptedInput, "密码"), (break_first, DamagedInput, "损坏")],
)
def test_archives_fail_in_one_member_only(
    change: Callable[[bytes], bytes], error: type[InputError], said: str
) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", b"first")
        archive.writestr("b.txt", b"second")
    first, second = list_members(change(file.getvalue()))
    assert isinstance(first, Member)
    assert isinstance(second, Member)
    with pytest.raises(error, match=said):
        first.read()
    assert second.read() == b"second"


def test_archives_name_a_way_of_packing_that_is_not_known() -> None:
    with pytest.raises(UnsupportedFormat, match="压缩方法"):
        read_one(pack_raw([(b"a.txt", b"")], method=9))


@pytest.mark.parametrize("limit", ["LARGEST_MEMBER", "_RATIO_FROM"])
def test_archives_stop_at_a_bomb(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, limit, 1_000)
    with pytest.raises(InputTooLarge):
        read_one(pack({"a.txt": bytes(2_000_000)}))


def test_archives_limit_what_is_unpacked_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "LARGEST_UNPACKED", 250)
    first, second, third = list_members(pack({name: bytes(100) for name in "abc"}))
    assert isinstance(first, Member)
    assert isinstance(second, Member)
    assert isinstance(third, Member)
    assert (first.read(), second.read()) == (bytes(100), bytes(100))
    with pytest.raises(InputTooLarge):
        third.read()


def test_archives_limit_how_many_files_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_MEMBERS", 3)
    inner = pack({f"{k}.txt": b"x" for k in range(9)})
    members = list(list_members(pack({"a.zip": inner, "b.txt": b"x"})))
    assert [member.name for member in members if isinstance(member, Member)] == [
        "a.zip/0.txt",
        "a.zip/1.txt",
    ]
    refused = [member for member in members if isinstance(member, Unlisted)]
    assert [member.name for member in refused] == ["a.zip/2.txt", "b.txt"]
    assert all("3 个" in str(member.error) for member in refused)


def test_archives_cut_short_are_damaged() -> None:
    data = pack({"a.txt": b"x" * 500})
    for end in (0, 10, len(data) // 2, len(data) - 5):
        with pytest.raises(DamagedInput, match="压缩包"):
            list_members(data[:end])


@pytest.mark.parametrize("data", [DOCX, pack_odt("<text:p/>"), pack({"OFD.xml": b""}), pack_word()])
def test_archives_are_no_documents(data: bytes) -> None:
    assert not is_archive(data)


@settings(max_examples=50)
@given(st.lists(st.text("县镇ab./\\~", min_size=1, max_size=6), max_size=6))
def test_archives_list_every_file_once(names: list[str]) -> None:
    listed = list_names(pack_raw([(name.encode("gb18030"), b"") for name in names]))
    kept = [name for name in names if not name.endswith(("/", "\\"))]
    assert len(set(listed)) == len(listed) <= len(kept)
    assert not any(part == ".." for name in listed for part in name.split("/"))
