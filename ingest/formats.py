"""What a file is, told by its first bytes: the name a user knows it by, and what to do with it."""

from __future__ import annotations

import re
from typing import Final

# (magic number, offset, what it is)
_MAGIC: Final[tuple[tuple[bytes, int, str], ...]] = (
    (b"%PDF-", 0, "PDF 文件"),
    (b"From: <Saved by", 0, "MHT 网页存档"),
    (b"MIME-Version: 1.0", 0, "MHT 网页存档"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, "旧版 Office 文件（.doc、.xls、.wps 等）"),
    (b"{\\rtf", 0, "RTF 文件"),
    (b"\x89PNG\r\n\x1a\n", 0, "PNG 图片"),
    (b"\xff\xd8\xff", 0, "JPEG 图片"),
    (b"GIF87a", 0, "GIF 图片"),
    (b"GIF89a", 0, "GIF 图片"),
    (b"II*\x00", 0, "TIFF 图片"),
    (b"MM\x00*", 0, "TIFF 图片"),
    (b"WEBP", 8, "WebP 图片"),
    (b"Rar!\x1a\x07", 0, "RAR 压缩包"),
    (b"7z\xbc\xaf\x27\x1c", 0, "7z 压缩包"),
    (b"\x1f\x8b", 0, "gzip 压缩包"),
    (b"BZh", 0, "bzip2 压缩包"),
    (b"\xfd7zXZ\x00", 0, "xz 压缩包"),
    (b"\x7fELF", 0, "可执行程序"),
    (b"MZ\x90", 0, "可执行程序"),
    (b"ID3", 0, "音频文件"),
    (b"ftyp", 4, "音视频文件"),
    (b"SQLite format 3\x00", 0, "数据库文件"),
)
_ZIPPED: Final[tuple[tuple[bytes, str], ...]] = (
    (b"word/", "Word 文档（.docx）"),
    (b"xl/", "Excel 工作簿（.xlsx）"),
    (b"ppt/", "演示文稿（.pptx）"),
    (b"opendocument.text", "ODT 文档"),
    (b"OFD.xml", "OFD 文件"),
)
_PEEK: Final = 65_536
_PAGE: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_FRAGMENT: Final = re.compile(
    rb"[\s\xef\xbb\xbf]*<(?:!--|(?:meta|div|table|p|section|article|center|style)\b)", re.IGNORECASE
)
_PAGE_HEAD: Final = 4_096


def name_format(data: bytes) -> str | None:
    """The Chinese name of a known format that is not plain text, or null."""
    for magic, offset, name in _MAGIC:
        if data.startswith(magic, offset):
            return name
    # The head of a PDF may have some junk before it (ISO 32000, annex H.3 note 13).
    if b"%PDF-" in data[:1024]:
        return "PDF 文件"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        ends = data[:_PEEK] + data[-_PEEK:]
        return next((name for mark, name in _ZIPPED if mark in ends), "ZIP 压缩包")
    return None


def is_html(data: bytes) -> bool:
    """True for bytes that begin as a web page does, in any encoding."""
    if name_format(data[:_PAGE_HEAD]) is not None:
        return False
    head = data[:_PAGE_HEAD].replace(b"\x00", b"")
    return bool(_PAGE.search(head) or _FRAGMENT.match(head))
