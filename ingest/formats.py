"""What a file is, told by its bytes and never by its name: the one place that knows."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import Final, Literal

from documents.errors import DamagedInput, EncryptedInput, UnsupportedFormat
from ingest.packages import BROKEN, Package
from ingest.photosets import is_set

Kind = Literal[
    "text",
    "html",
    "web-archive",
    "pdf",
    "image",
    "docx",
    "odt",
    "doc",
    "rtf",
    "word-xml",
    "flat-docx",
    "flat-odt",
    "zip",
    "unread",
]


@dataclass(frozen=True, slots=True)
class Format:
    """``name`` is the one that users know. Files of the kind ``unread`` have no reader: ``advice``
    tells what to do with them."""

    kind: Kind
    name: str
    advice: str = ""


PLAIN_TEXT: Final = Format("text", "文本文件")
_HTML: Final = Format("html", "网页")
_WEB_ARCHIVE: Final = Format("web-archive", "MHT 网页存档")
_PDF: Final = Format("pdf", "PDF 文件")
_DOC: Final = Format("doc", "Word 97–2003 文档（.doc、.wps）")
_DOCX: Final = Format("docx", "Word 文档（.docx）")
_ODT: Final = Format("odt", "ODT 文档")
_ZIP: Final = Format("zip", "ZIP 压缩包", "请先解压，再处理里面的文件。")

_UNPACK: Final = "请解压后直接处理里面的文件，或改用 ZIP 压缩。"
_PRINT: Final = "请打开它，另存或打印为 PDF 再试。"
_COPY: Final = "请打开它，把报告全文复制到 Word 文档里，或另存为 PDF 再试。"
_WRONG: Final = "它不是文档，请确认选对了文件。"
_RESAVE: Final = "请用 Word 或 WPS 打开它，另存为 .docx 再试。"
_ATTACHED: Final = "请把里面的附件另存出来再试。"


def _image(name: str) -> Format:
    return Format("image", f"{name} 图片")


def _archive(name: str) -> Format:
    return Format("unread", f"{name} 压缩包", _UNPACK)


def _unread(name: str, advice: str = _WRONG) -> Format:
    return Format("unread", name, advice)


_EXCEL: Final = _unread("Excel 工作簿（.xls、.et）", _COPY)
_EMAIL: Final = _unread("电子邮件", _ATTACHED)
_MEDIA: Final = _unread("音视频文件")

# magic number, its offset, what it tells
_MAGIC: Final[tuple[tuple[bytes, int, Format], ...]] = (
    (b"%PDF-", 0, _PDF),
    (b"{\\rtf", 0, Format("rtf", "RTF 文档")),
    (b"\x89PNG\r\n\x1a\n", 0, _image("PNG")),
    (b"\xff\xd8\xff", 0, _image("JPEG")),
    (b"GIF87a", 0, _image("GIF")),
    (b"GIF89a", 0, _image("GIF")),
    (b"II*\x00", 0, _image("TIFF")),
    (b"MM\x00*", 0, _image("TIFF")),
    (b"WEBP", 8, _image("WebP")),
    *((b"ftyp" + brand, 4, _image("HEIC")) for brand in (b"heic", b"heix", b"mif1", b"msf1")),
    (b"ftypavif", 4, _image("AVIF")),
    (b"ftyp", 4, _MEDIA),
    (b"ID3", 0, _MEDIA),
    (b"\xff\xfb", 0, _MEDIA),
    (b"OggS", 0, _MEDIA),
    (b"fLaC", 0, _MEDIA),
    (b"WAVE", 8, _MEDIA),
    (b"AVI ", 8, _MEDIA),
    (b"\x1aE\xdf\xa3", 0, _MEDIA),
    (b"Rar!\x1a\x07", 0, _archive("RAR")),
    (b"7z\xbc\xaf\x27\x1c", 0, _archive("7z")),
    (b"\x1f\x8b", 0, _archive("gzip")),
    (b"BZh", 0, _archive("bzip2")),
    (b"\xfd7zXZ\x00", 0, _archive("xz")),
    (b"MSCF", 0, _archive("CAB")),
    (b"ustar", 257, _archive("tar")),
    (b"\x7fELF", 0, _unread("可执行程序")),
    (b"MZ\x90", 0, _unread("可执行程序")),
    (b"L\x00\x00\x00\x01\x14\x02\x00", 0, _unread("快捷方式", "请改选它指向的文件。")),
    (b"SQLite format 3\x00", 0, _unread("数据库文件")),
    (b"%!PS", 0, _unread("PostScript 文件", _PRINT)),
    (b"Founder CEB", 0, _unread("方正 CEB 文件", _PRINT)),
    (b"AT&TFORM", 0, _unread("DjVu 文件", _PRINT)),
    (b"8BPS", 0, _unread("Photoshop 图像", "请另存为 PNG 或 PDF 再试。")),
)
# an entry of the root of a compound file (MS-CFB), what it tells
_COMPOUND: Final[tuple[tuple[str, Format], ...]] = (
    ("WordDocument", _DOC),
    ("Workbook", _EXCEL),
    ("Book", _EXCEL),
    ("PowerPoint Document", _unread("演示文稿（.ppt、.dps）", _COPY)),
    ("VisioDocument", _unread("Visio 图", _PRINT)),
    ("__properties_version1.0", _unread("Outlook 邮件（.msg）", _ATTACHED)),
    ("MatOST", _unread("Works 文档（.wps）", _RESAVE)),
    ("HwpSummaryInformation", _unread("HWP 文档", _RESAVE)),
    ("Catalog", _unread("缩略图缓存（Thumbs.db）")),
)
# a mark in the list of content types of a package (ISO 29500-2), what it tells
_CONTENT_TYPES: Final[tuple[tuple[bytes, Format], ...]] = (
    (rb"(?:wordprocessingml|ms-word)\.[\w.]{0,40}main\+xml", _DOCX),
    (rb"spreadsheetml|ms-excel", _unread("Excel 工作簿（.xlsx）", _COPY)),
    (rb"presentationml|ms-powerpoint", _unread("演示文稿（.pptx）", _COPY)),
    (rb"visio", _unread("Visio 图", _PRINT)),
    (rb"fixedrepresentation|xpsdocument", _unread("XPS 文件", _PRINT)),
)
# a mark of the type that a package names in its first part (OpenDocument 1.3, part 2), what it
# tells
_MIME_TYPES: Final[tuple[tuple[bytes, Format], ...]] = (
    (b"opendocument.text", _ODT),
    (b"opendocument.spreadsheet", _unread("ODS 电子表格", _COPY)),
    (b"opendocument.presentation", _unread("ODP 演示文稿", _COPY)),
    (b"epub", _unread("EPUB 电子书", _PRINT)),
)
# a part that only one kind of package has, what it tells
_PARTS: Final[tuple[tuple[str, Format], ...]] = (
    ("word/document.xml", _DOCX),
    ("OFD.xml", _unread("OFD 文件", "请用 OFD 阅读器打开它，另存或打印为 PDF 再试。")),
    ("Index/Document.iwa", _unread("iWork 文稿", "请打开它，导出为 Word 文档或 PDF 再试。")),
)
_XML_HEAD: Final = re.compile(rb"(?:\xff\xfe|\xfe\xff)?<(?:\?xml|w:|pkg:|svg)")
# a mark near the head of an XML file, what it tells
_XML: Final[tuple[tuple[bytes, Format], ...]] = (
    (b"<w:wordDocument", Format("word-xml", "Word 2003 XML 文档")),
    (b"<pkg:package", Format("flat-docx", "Word XML 文档")),
    (b"<uof:UOF", _unread("UOF（标文通）文档", _RESAVE)),
    (b'progid="Excel.Sheet"', _unread("Excel 2003 XML 表格", _COPY)),
    (b"vnd.oasis.opendocument.text", Format("flat-odt", "单文件 ODT 文档")),
    (b"<svg", _unread("SVG 图", _PRINT)),
)
_PACKED: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_SAFENET: Final = b"E-SafeNet"
_HEAD: Final = 4_096
_PAGE: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_FRAGMENT: Final = re.compile(
    rb"[\s\xef\xbb\xbf]*<(?:!--|(?:meta|div|table|p|section|article|center|style)\b)", re.IGNORECASE
)
_MAIL_HEAD: Final = re.compile(
    rb"(?:[A-Za-z][\w-]{1,40}:[^\r\n]{0,998}\r?\n(?:[ \t][^\r\n]{0,998}\r?\n){0,20}){1,60}"
)
_MAIL_VERSION: Final = re.compile(rb"^MIME-Version:", re.IGNORECASE | re.MULTILINE)
_MAIL_PAGE: Final = re.compile(rb"^Content-Type:\s*(?:multipart/related|text/html)", re.I | re.M)


def find_format(data: bytes) -> Format:
    """The format of a file; plain text where nothing speaks for another.

    Raises ``DamagedInput`` for an archive or an old office file that is cut short,
    ``EncryptedInput`` for an office file in its encrypted wrapping (MS-OFFCRYPTO 2.3.4.4) or one
    that the software of an office keeps encrypted.
    """
    if data.startswith(_PACKED):
        if is_set(data):
            return Format("image", "几页照片")
        return _find_packed(data)
    if data.startswith(_OLE):
        return _find_compound(data)
    if _SAFENET in data[:64] and b"\x00" in data[:64]:
        raise EncryptedInput(
            "文件被单位的加密软件（亿赛通）加密，无法读取；请先解密，或在有权限的电脑上另存后再试。"
        )
    # some programs write a mark or blank lines before what should come first
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    for magic, offset, known in _MAGIC:
        if head.startswith(magic, offset):
            return known
    if (mail := _MAIL_HEAD.match(head)) and _MAIL_VERSION.search(mail[0]):
        return _WEB_ARCHIVE if _MAIL_PAGE.search(mail[0]) else _EMAIL
    plain = head.replace(b"\x00", b"")
    if _PAGE.search(plain):
        return _HTML
    if _XML_HEAD.match(plain):
        for mark, known in _XML:
            if mark in plain:
                return known
    if _FRAGMENT.match(plain):
        return _HTML
    # the head of a PDF may have some junk before it (ISO 32000-1, annex H.3, note 13)
    return _PDF if b"%PDF-" in data[:1024] else PLAIN_TEXT


def refuse(found: Format) -> UnsupportedFormat:
    """The error for a file that no reader takes."""
    return UnsupportedFormat(f"这是{found.name}，不能直接读取；{found.advice or _RESAVE}")


def _find_packed(data: bytes) -> Format:
    try:
        package = Package(zipfile.ZipFile(io.BytesIO(data)))
    except BROKEN:
        raise DamagedInput from None
    if package.has("mimetype"):
        kind = package.read_part("mimetype") or b""
        return next((known for mark, known in _MIME_TYPES if mark in kind), _ZIP)
    types = package.read_part("[Content_Types].xml")
    if types is not None:
        for pattern, known in _CONTENT_TYPES:
            if re.search(pattern, types):
                return known
    return next((known for part, known in _PARTS if package.has(part)), _ZIP)


def _find_compound(data: bytes) -> Format:
    from olefile import OleFileIO  # old files only: others need not wait for it

    if _LOCKED in data:
        raise EncryptedInput
    try:
        with OleFileIO(io.BytesIO(data)) as compound:
            roots = {path[0].lstrip("\x05") for path in compound.listdir()}
    except (OSError, ValueError, IndexError):
        raise DamagedInput from None
    for root, known in _COMPOUND:
        if root in roots:
            return known
    return _unread("旧版 Office 文件，但里面没有 Word 正文", _RESAVE)
