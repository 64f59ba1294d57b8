import hashlib
from base64 import encodebytes
from quopri import encodestring

import pytest

from documents.errors import EmptyInput
from ingest.source import read_source
from ingest.webarchive import MEDIA_TYPE, read_web_archive

HEAD = b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: %s\r\n\r\n"
RELATED = HEAD % b'multipart/related; boundary="x"'


def pack(*parts: tuple[str, str, bytes]) -> bytes:
    """An archive of parts, each with its type, its way of transfer and its encoded content."""
    packed = b"".join(
        f"--x\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {way}\r\n\r\n".encode()
        + content
        + b"\r\n"
        for kind, way, content in parts
    )
    return RELATED + packed + b"--x--\r\n"


def page(text: str) -> bytes:
    return f"<html><body><p>{text}</p></body></html>".encode("gb18030")


def test_webarchive_reads_the_page_and_not_what_belongs_to_it() -> None:
    data = pack(
        ('text/html; charset="gb2312"', "quoted-printable", encodestring(page("政府信息公开"))),
        ("text/css", "quoted-printable", b"p { color: red }"),
        ("image/png", "base64", encodebytes(b"\x89PNG")),
    )
    layout = read_source(data, "a.doc")
    assert layout.text == "政府信息公开\n"
    assert layout.source.media_type == MEDIA_TYPE
    assert layout.source.sha256 == hashlib.sha256(data).hexdigest()


def test_webarchive_reads_the_frame_that_says_most() -> None:
    frames = (
        ("text/html", "base64", encodebytes(page("栏目"))),
        ("text/html", "base64", encodebytes(page(""))),
        ("text/html", "base64", encodebytes(page("全年公开政府信息36条。"))),
    )
    assert read_web_archive(pack(*frames), "a").text == "全年公开政府信息36条。\n"


def test_webarchive_of_one_page_needs_no_parts() -> None:
    data = HEAD % b"text/html" + page("公开")
    assert read_web_archive(data, "a").text == "公开\n"


@pytest.mark.parametrize(
    "data", [pack(("image/png", "base64", b"")), pack(("text/html", "base64", b""))]
)
def test_webarchive_without_a_page_is_empty(data: bytes) -> None:
    with pytest.raises(EmptyInput):
        read_web_archive(data, "a")
