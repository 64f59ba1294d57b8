"""Plain text in: bytes to the text that they encode, as it came."""

from __future__ import annotations

import codecs
import hashlib
import re
from typing import Final

from documents.errors import EmptyInput, Failure, InputTooLarge, UnreadableText
from documents.layout import Layout
from documents.report import Source

LARGEST: Final = 20 * 1024 * 1024
"""Bytes. A report has some 30 kB; a folder pasted into one file stays far below this."""

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins with the mark of UTF-16-LE: must be tried first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1b\x7f\ue000-\uf8ff]")
# Of real Chinese text, these make up some 15 %; of bytes misread as GB18030, under 1 %.
_COMMON = re.compile(
    r"[的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动政府信息公开]"
)
_CJK = re.compile(r"[\u3400-\u9fff]")
_VISIBLE = re.compile(r"[^\s\u200b-\u200f\u2028-\u202e\u2060\ufeff\x00]")
_SAMPLE: Final = 200_000
_MOST_BROKEN: Final = 0.02


def read_text(data: bytes, name: str) -> Layout:
    """The layout of a plain text file: UTF-8, UTF-16 or UTF-32 with a mark, or GB18030.

    Line ends and white space stay; only a byte order mark goes. A few broken bytes in UTF-8 text
    become U+FFFD and a failure says so. Raises ``EmptyInput``, ``InputTooLarge``,
    ``UnreadableText``.
    """
    text, failures = decode(data)
    if not _VISIBLE.search(text):
        raise EmptyInput("输入只有空白，没有可读的文字。")
    source = Source(name, "text/plain", hashlib.sha256(data).hexdigest())
    return Layout(source, text, failures)


def decode(data: bytes) -> tuple[str, tuple[Failure, ...]]:
    """The text that the bytes encode, and a failure where some were broken.

    Raises ``EmptyInput``, ``InputTooLarge``, ``UnreadableText``.
    """
    if len(data) > LARGEST:
        raise InputTooLarge(
            f"文件有 {len(data) / 1048576:.1f} MB，超出 {LARGEST // 1048576} MB 的上限；"
            "请拆分后再试，或确认选对了文件。"
        )
    if not data.strip():
        raise EmptyInput
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if _is_readable(text):
            return text, ()
        raise UnreadableText("文件里满是控制字符，不是文本文件；请提供报告的文字版。")
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        pass
    else:
        if _is_readable(text) and _is_chinese(text):
            return text, ()
    return _mend(data)


def _decode_marked(data: bytes, encoding: str) -> tuple[str, tuple[Failure, ...]]:
    """A byte order mark is the author's own word for the encoding."""
    text = data.decode(encoding, "replace")
    broken = text.count("\ufffd")
    if broken > len(text) * _MOST_BROKEN or not _is_readable(text):
        raise UnreadableText(
            f"文件标明是 {encoding.upper()} 编码，内容却无法解读，可能已损坏；"
            "请重新导出为 UTF-8 文本。"
        )
    return text, _tell_broken(broken, encoding.upper())


def _mend(data: bytes) -> tuple[str, tuple[Failure, ...]]:
    """Mostly valid UTF-8 or GB18030 with a few broken bytes; else gives up."""
    for encoding in ("utf-8", "gb18030"):
        text = data.decode(encoding, "replace")
        broken = text.count("\ufffd")
        if broken <= len(text) * _MOST_BROKEN and _is_readable(text) and _is_chinese(text):
            return text, _tell_broken(broken, encoding.upper())
    raise UnreadableText


def _tell_broken(broken: int, encoding: str) -> tuple[Failure, ...]:
    if not broken:
        return ()
    message = f"文件按 {encoding} 读取，有 {broken} 处字节损坏，已用“\ufffd”代替，请对照原文核对。"
    return (Failure("ingest", "bytes-replaced", message),)


def _is_readable(text: str) -> bool:
    sample = text[:_SAMPLE]
    return len(_CONTROLS.findall(sample)) <= len(sample) * 0.005


def _is_chinese(text: str) -> bool:
    """True where the characters are those of real Chinese: bytes of another encoding read as
    GB18030 give rare characters almost only."""
    sample = text[:_SAMPLE]
    chinese = len(_CJK.findall(sample))
    return len(_COMMON.findall(sample)) >= chinese * 0.02
