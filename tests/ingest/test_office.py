import io
import zipfile
from collections.abc import Callable

import pytest

from documents.errors import DamagedInput, EncryptedInput, InputTooLarge, UnsupportedFormat
from documents.limits import Limits
from ingest import packages
from ingest.source import read_source
from training.factory.office import pack_docx, pack_odt, pack_parts

DOCX = pack_docx("<w:p><w:r><w:t>政府信息公开</w:t></w:r></w:p>")
ODT = pack_odt("<text:p>政府信息公开</text:p>")


@pytest.mark.parametrize("data", [DOCX, ODT], ids=["docx", "odt"])
@pytest.mark.parametrize("name", ["报告.txt", "报告.doc", "报告"])
def test_office_files_are_told_by_content(data: bytes, name: str) -> None:
    assert read_source(data, name).text == "政府信息公开\n"


def test_office_docx_without_its_list_of_types_is_read() -> None:
    with zipfile.ZipFile(io.BytesIO(DOCX)) as archive:
        document = archive.read("word/document.xml").decode()
    assert read_source(pack_parts({"word/document.xml": document}), "a").text == "政府信息公开\n"


@pytest.mark.parametrize(
    ("parts", "named"),
    [
        ({"[Content_Types].xml": "<a spreadsheetml.sheet.main+xml/>", "xl/a.xml": ""}, "xlsx"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "ODS"),
        ({"报告.txt": "公开"}, "ZIP"),
    ],
)
def test_office_leaves_other_archives_to_be_named(parts: dict[str, str], named: str) -> None:
    with pytest.raises(UnsupportedFormat, match=named):
        read_source(pack_parts(parts), "a.docx")


def test_office_names_a_password() -> None:
    wrapped = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le")
    )
    with pytest.raises(EncryptedInput, match="密码"):
        read_source(wrapped, "a.docx")
    flagged = bytearray(DOCX)
    for mark, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = flagged.find(mark)
        while place >= 0:
            flagged[place + at] |= 1
            place = flagged.find(mark, place + 1)
    with pytest.raises(EncryptedInput):
        read_source(bytes(flagged), "a.docx")


@pytest.mark.parametrize("data", [DOCX, ODT], ids=["docx", "odt"])
def test_office_tells_of_a_file_cut_short(data: bytes) -> None:
    for end in range(40, len(data), 23):
        with pytest.raises(DamagedInput, match="损坏"):
            read_source(data[:end], "a.docx")


def test_office_tells_of_broken_bytes_inside() -> None:
    place = DOCX.index(b"word/document.xml") + 30
    with pytest.raises(DamagedInput):
        read_source(DOCX[:place] + bytes(40) + DOCX[place + 40 :], "a.docx")


def fill(size: int) -> str:
    return f"<w:p><w:r><w:t>{' ' * size}</w:t></w:r></w:p>"


def write_lying(data: bytes) -> bytes:
    """The archive with sizes of a few bytes in its directory."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo("word/document.xml").file_size.to_bytes(4, "little")
    return data.replace(size, (9).to_bytes(4, "little"))


@pytest.mark.parametrize("change", [bytes, write_lying], ids=["honest", "lying"])
def test_office_stops_at_an_archive_bomb(
    change: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages, "_RATIO_FROM", 50_000)
    bomb = change(pack_docx(fill(400_000)))
    with pytest.raises((InputTooLarge, DamagedInput)):
        read_source(bomb, "a.docx")


def test_office_limits_what_is_unpacked_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "load_limits", lambda: Limits(unpacked=0.002))
    with pytest.raises(InputTooLarge, match="解压"):
        read_source(pack_docx(fill(3_000)), "a.docx")
    monkeypatch.setattr(packages, "load_limits", lambda: Limits(file=0.0001))
    with pytest.raises(InputTooLarge, match="上限"):
        read_source(DOCX, "a.docx")
