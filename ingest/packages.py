"""Zipped office documents: their parts, unpacked and parsed under guard.

A part is parsed without network, DTD or entities, and unpacked only as far as the limits allow,
whatever the archive's own directory says of its size.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from lxml import etree

from documents.errors import DamagedInput, EncryptedInput, InputTooLarge
from documents.limits import MEBIBYTE, check_size, load_limits

_HIGHEST_RATIO: Final = 200
OFF: Final = frozenset({"0", "false", "off"})
_RATIO_FROM: Final = 20 * 1024 * 1024
BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)


@dataclass(slots=True)
class Package:
    """An opened archive. ``read`` counts the bytes unpacked so far: photos in a file never are."""

    archive: zipfile.ZipFile
    read: int = field(default=0)

    @classmethod
    def open(cls, data: bytes) -> Package:
        """Raises ``InputTooLarge``, or ``DamagedInput`` where the archive is cut short."""
        check_size(len(data), load_limits())
        try:
            return cls(zipfile.ZipFile(io.BytesIO(data)))
        except BROKEN:
            raise DamagedInput from None

    def has(self, name: str) -> bool:
        return name in self.archive.NameToInfo

    def read_part(self, name: str) -> bytes | None:
        """The bytes of a part, null where there is none."""
        info = self.archive.NameToInfo.get(name)
        if info is None:
            return None
        if info.flag_bits & 1:
            raise EncryptedInput
        room = int(load_limits().unpacked * MEBIBYTE) - self.read
        room = min(room, max(_RATIO_FROM, info.compress_size * _HIGHEST_RATIO))
        try:
            with self.archive.open(info) as part:
                data = part.read(room + 1)
        except BROKEN:
            raise DamagedInput from None
        if len(data) > room:
            raise InputTooLarge(
                "文件解压后过大，疑似压缩炸弹，已停止读取；如确是报告，请另存为较小的文件再试。"
            )
        self.read += len(data)
        return data

    def parse_part(self, name: str) -> etree._Element | None:
        """The root of an XML part, null where there is none; raises ``DamagedInput``."""
        data = self.read_part(name)
        if data is None:
            return None
        return parse_xml(data)


def parse_xml(data: bytes) -> etree._Element:
    """The root of an XML file without network, DTD or entities; raises ``DamagedInput``."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise DamagedInput("文件内部的内容不完整或已损坏，请重新另存或导出后再试。") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise DamagedInput("文件内部含有不允许的 DTD 声明，已拒绝读取；请重新另存后再试。")
    return root


def tag(element: etree._Element) -> str:
    """The element's name without its namespace: strict and transitional files differ in that."""
    return _drop_namespace(element.tag)


@lru_cache(maxsize=1024)
def _drop_namespace(name: object) -> str:
    return str(name).rpartition("}")[2]


def attribute(element: etree._Element, name: str) -> str | None:
    """The attribute of that name in whatever namespace."""
    for key, value in element.attrib.items():
        if _drop_namespace(key) == name:
            return str(value)
    return None


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The first child of the first name, its first child of the second, and so on."""
    for name in names:
        if element is None:
            return None
        element = next(element.iterchildren(f"{{*}}{name}"), None)
    return element


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    return iter(()) if element is None else element.iterchildren(f"{{*}}{name}")


def value(parent: etree._Element | None, name: str) -> str | None:
    """The value of the child of that name, as WordprocessingML writes properties."""
    element = child(parent, name)
    return None if element is None else attribute(element, "val")


def is_on(parent: etree._Element | None, name: str) -> bool:
    """True for a property that is there and not switched off."""
    element = child(parent, name)
    return element is not None and attribute(element, "val") not in OFF
