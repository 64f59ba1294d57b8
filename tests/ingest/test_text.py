from __future__ import annotations

import codecs
import hashlib
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.errors import (
    EmptyInput,
    InputError,
    InputTooLarge,
    UnreadableText,
)
from ingest.source import read_source
from ingest.text import LARGEST, read_text

REPORT = (
    "云岭县白石镇2022年政府信息公开工作年度报告\r\n\r\n一、总体情况\r\n"
    "\u30002022年，我镇主动公开政府信息36条，未收到依申请公开的申请。\r\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "gbk"])
def test_text_is_the_same_in_every_encoding(encoding: str) -> None:
    layout = read_text(REPORT.encode(encoding), "白石镇.txt")
    assert layout.text == REPORT
    assert layout.failures == ()


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF16_LE, "utf-16-le")],
)
def test_text_follows_a_byte_order_mark(mark: bytes, encoding: str) -> None:
    assert read_text(mark + REPORT.encode(encoding), "a.txt").text == REPORT


def test_text_keeps_line_ends_and_blanks_as_they_came() -> None:
    text = "公开\r\n\r报告\u2028\u00a0\u3000年报\f结束\n"
    assert read_text(text.encode(), "a.txt").text == text


def test_text_names_its_source() -> None:
    source = read_text(b"report 1", "a.txt").source
    assert (source.name, source.media_type, source.pages) == ("a.txt", "text/plain", None)
    assert source.sha256 == hashlib.sha256(b"report 1").hexdigest()


def test_text_mends_a_few_broken_bytes_and_says_so() -> None:
    data = bytearray((REPORT * 20).encode())
    data[10] = 0xFF
    layout = read_text(bytes(data), "a.txt")
    assert "\ufffd" in layout.text
    assert layout.text.endswith(REPORT)
    assert [failure.code for failure in layout.failures] == ["bytes-replaced"]
    assert "损坏" in layout.failures[0].message


def test_text_reads_gb18030_beyond_gbk() -> None:
    text = "㐂村𠀀" + REPORT
    assert read_text(text.encode("gb18030"), "a.txt").text == text


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t ", "\u3000\u00a0\n\u200b".encode(), b"\xef\xbb\xbf"]
)
def test_text_refuses_what_is_empty(data: bytes) -> None:
    with pytest.raises(EmptyInput):
        read_text(data, "a.txt")


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 40,
        bytes(range(1, 32)) * 100,
        "정보공개 연차보고서입니다 ".encode("euc-kr") * 50,
        "政府資訊公開工作年度報告".encode("big5") * 50,
    ],
)
def test_text_refuses_what_is_no_chinese_text(data: bytes) -> None:
    with pytest.raises(UnreadableText):
        read_text(data, "a.bin")


def test_text_refuses_what_is_too_large() -> None:
    with pytest.raises(InputTooLarge, match="20 MB"):
        read_text(b"1" * (LARGEST + 1), "a.txt")


def test_source_goes_by_content_and_not_by_name() -> None:
    assert read_source(REPORT.encode(), "report.pdf").text == REPORT


@settings(max_examples=80)
@given(st.binary(max_size=400))
def test_text_never_fails_but_with_an_input_error(data: bytes) -> None:
    with suppress(InputError):
        assert read_text(data, "a").text.strip()


@settings(max_examples=60)
@given(
    st.text(
        alphabet="公开信息年度报告的一是在了\r\n \u3000\u00a0，。0123", min_size=30, max_size=300
    )
)
def test_text_round_trips(text: str) -> None:
    if text.strip():
        for encoding in ("utf-8", "gb18030"):
            assert read_text(text.encode(encoding), "a").text == text
