"""ZIP archives of many files: what is in them, unpacked one by one under guard.

Nothing is written to disk, names are only names. Archives within archives are opened.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from documents.errors import (
    DamagedInput,
    EncryptedInput,
    InputError,
    InputTooLarge,
    UnsupportedFormat,
)
from ingest.formats import find_format
from ingest.packages import BROKEN
from ingest.photosets import find_sets, name_set, pack_set

MOST_MEMBERS: Final = 20_000
LARGEST_MEMBER: Final = 100 * 1024 * 1024
LARGEST_UNPACKED: Final = 4 * 1024 * 1024 * 1024
"""Bytes of all members that are read, those of inner archives too."""
_DEEPEST: Final = 2
_HIGHEST_RATIO: Final = 200
_RATIO_FROM: Final = 20 * 1024 * 1024
_UTF8: Final = 0x800
_ENCRYPTED: Final = 0x1
_UNICODE_PATH: Final = 0x7075
_LITTER: Final = re.compile(
    r"(?:^|/)(?:__MACOSX/|\.DS_Store$|\._|~\$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE
)
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f]+")
_DRIVE: Final = re.compile(r"^[A-Za-z]:")


@dataclass(slots=True)
class _Budget:
    """What may still be unpacked of the outermost archive."""

    members: int
    size: int


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive. ``name`` is its path there, ``/`` between folders, no two alike;
    archives within stand in the path as folders do."""

    name: str
    _archive: zipfile.ZipFile = field(repr=False)
    _info: zipfile.ZipInfo = field(repr=False)
    _budget: _Budget = field(repr=False)

    def read(self) -> bytes:
        """The bytes of the file. Raises ``EncryptedInput``, ``DamagedInput``, ``InputTooLarge``,
        or ``UnsupportedFormat`` for a way of packing that is not known."""
        return _unpack(self._archive, self._info, self._budget)


@dataclass(frozen=True, slots=True)
class PhotoSet(Member):
    """Pages of one document, a picture each, as one file; a damaged page is an empty one there."""

    _pages: tuple[Member, ...] = field(repr=False, default=())

    def read(self) -> bytes:
        return pack_set([page.name for page in self._pages], list(self._read_pages()))

    def _read_pages(self) -> Iterator[bytes]:
        for page in self._pages:
            try:
                yield page.read()
            except DamagedInput:
                yield b""


@dataclass(frozen=True, slots=True)
class Unlisted:
    """What should have been opened and was not: a broken archive within, or the rest of one with
    too many files."""

    name: str
    error: InputError


def is_archive(data: bytes) -> bool:
    """True for a ZIP archive of files, false for a DOCX or another document that is packed as
    one. Raises as ``find_format`` does."""
    return find_format(data).kind == "zip"


def list_members(source: bytes | Path) -> Iterator[Member | Unlisted]:
    """The files in an archive, in its order, without folders and what systems strew about.

    A member is unpacked when it is read. Raises ``DamagedInput`` where the list of files itself
    cannot be read.
    """
    archive = _open(io.BytesIO(source) if isinstance(source, bytes) else source)
    return _list(archive, "", _DEEPEST, _Budget(MOST_MEMBERS, LARGEST_UNPACKED), {})


def _open(file: io.BytesIO | Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except BROKEN:
        raise DamagedInput("压缩包不完整或已损坏，无法打开；请重新下载或压缩后再试。") from None


def _list(
    archive: zipfile.ZipFile, folder: str, depth: int, budget: _Budget, taken: dict[str, int]
) -> Iterator[Member | Unlisted]:
    infos = archive.infolist()
    names = read_names(infos)
    sets = find_sets(
        ["" if _LITTER.search(name) else name for name in names],
        [info.file_size for info in infos],
        LARGEST_MEMBER // 2,
    )
    later = {place for places in sets.values() for place in places} - sets.keys()
    for number, (info, plain) in enumerate(zip(infos, names, strict=True)):
        if plain.endswith("/") or _LITTER.search(plain) or number in later:
            continue
        pages = sets.get(number, [number])
        wanted = name_set(names[pages[0]], len(pages)) if len(pages) > 1 else plain
        name = _claim(posixpath.join(folder, _clean(wanted)), taken)
        if budget.members < len(pages):
            message = f"压缩包里的文件超过 {MOST_MEMBERS} 个，其余的没有读取；请拆分后再试。"
            yield Unlisted(name, InputTooLarge(message))
            return
        budget.members -= len(pages)
        if len(pages) > 1:
            members = tuple(Member(names[k], archive, infos[k], budget) for k in pages)
            yield PhotoSet(name, archive, info, budget, members)
        elif plain.lower().endswith(".zip"):
            yield from _list_inner(Member(name, archive, info, budget), depth, budget, taken)
        else:
            yield Member(name, archive, info, budget)


def _list_inner(
    member: Member, depth: int, budget: _Budget, taken: dict[str, int]
) -> Iterator[Member | Unlisted]:
    """The files of an archive within; the member itself where it is a document after all."""
    try:
        data = member.read()
        if not is_archive(data):
            yield member
            return
        if depth == 0:
            raise InputTooLarge("压缩包层层嵌套过深，没有打开；请解压后再试。")
        inner = _open(io.BytesIO(data))
    except InputError as error:
        yield Unlisted(member.name, error)
        return
    yield from _list(inner, member.name, depth - 1, budget, taken)


def read_names(infos: Sequence[zipfile.ZipInfo]) -> list[str]:
    """The paths as their writers meant them: those that are not marked as UTF-8 are of one
    encoding in all the archive, UTF-8 where it can be, else GB18030."""
    raw = [None if info.flag_bits & _UTF8 else info.orig_filename.encode("cp437") for info in infos]
    encoding = _choose_encoding([name for name in raw if name is not None])
    names: list[str] = []
    for info, name in zip(infos, raw, strict=True):
        if name is None:
            told = info.orig_filename
        else:
            told = _read_unicode_path(info.extra, name) or name.decode(encoding, "replace")
        # only after decoding: the second byte of a GBK character may be a backslash
        names.append(told.replace("\\", "/"))
    return names


def _choose_encoding(names: Sequence[bytes]) -> str:
    try:
        b"\n".join(names).decode()
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


def _read_unicode_path(extra: bytes, name: bytes) -> str | None:
    """The path in the extra field for it (APPNOTE 4.6.9), if it is of this name."""
    while len(extra) >= 4:
        kind = int.from_bytes(extra[:2], "little")
        size = int.from_bytes(extra[2:4], "little")
        body, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == _UNICODE_PATH and body[1:5] == zlib.crc32(name).to_bytes(4, "little"):
            try:
                return body[5:].decode()
            except UnicodeDecodeError:
                return None
    return None


def _clean(path: str) -> str:
    """The path without what leads out of the archive."""
    parts = _DRIVE.sub("", _CONTROLS.sub("", path)).split("/")
    return "/".join(part for part in parts if part.strip(" .")) or "未命名"


def _claim(name: str, taken: dict[str, int]) -> str:
    """The name, or one like it that nothing else has."""
    stem, suffix = posixpath.splitext(name)
    own = name
    while own in taken:
        taken[name] += 1
        own = f"{stem}（{taken[name]}）{suffix}"
    taken[own] = 1
    return own


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: _Budget) -> bytes:
    if info.flag_bits & _ENCRYPTED:
        raise EncryptedInput("压缩包里的这个文件设了密码，无法读取；请去掉密码重新压缩后再试。")
    room = min(LARGEST_MEMBER, max(_RATIO_FROM, info.compress_size * _HIGHEST_RATIO), budget.size)
    try:
        with archive.open(info) as part:
            data = part.read(room + 1)
    except NotImplementedError:
        raise UnsupportedFormat(
            "压缩包里的这个文件用了不能识别的压缩方法；请解压后再试，或改用普通 ZIP 压缩。"
        ) from None
    except BROKEN:
        raise DamagedInput("压缩包里的这个文件已损坏，无法解压；请重新压缩后再试。") from None
    budget.size -= min(len(data), room)
    if len(data) > room:
        raise InputTooLarge("压缩包里的这个文件解压后过大，已停止读取；请解压后单独处理。")
    return data
