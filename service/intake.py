"""Inputs named on a command line: files, folders, archives, standard input, listed and read."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

from documents.errors import DamagedInput, InputError
from documents.limits import MEBIBYTE, Limits, check_size
from service.outcomes import Input, Refusal

if TYPE_CHECKING:
    from ingest.archives import Member

STANDARD_INPUT: Final = "-"
SUFFIXES: Final = frozenset(
    {".txt", ".docx", ".doc", ".wps", ".rtf", ".odt", ".pdf", ".html", ".htm", ".mht", ".mhtml"}
    | {".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp", ".heic", ".zip"}
)
_ARCHIVE: Final = ".zip"
_ZIP_HEADS: Final = (b"PK\x03\x04", b"PK\x05\x06")
_LARGEST_DOCUMENT: Final = 100 << 20
"""Bytes; a larger ZIP file is an archive, whatever it holds."""
_HIDDEN: Final = (".", "~$")
_reading: Final = Lock()


class InputMissing(InputError):
    """找不到文件。"""

    code = "input-missing"


class FolderEmpty(InputError):
    """文件夹里没有可以处理的文件。"""

    code = "folder-empty"


class ArchiveEmpty(InputError):
    """压缩包里没有可以处理的文件。"""

    code = "archive-empty"


class InputUnreachable(InputError):
    """文件无法打开。"""

    code = "input-unreachable"


@dataclass(frozen=True, slots=True)
class Listing:
    """``items`` are what there is to do, ``skipped`` the names of files that no reader takes and
    nobody named: their owner must be told. ``several`` results are to be expected even where there
    is one item, of a folder or archive."""

    items: tuple[Input | Refusal, ...]
    skipped: tuple[str, ...]
    several: bool


def list_inputs(
    names: Sequence[str], *, spare: Path | None = None, results: Collection[Path] = ()
) -> Listing:
    """The files that the names mean, each once: folders are opened recursively, and archives.

    A folder or archive without a readable file is a refusal. Nothing in ``spare`` is taken, the
    folder that results go to, where it lies within a named folder, and none of ``results``, which
    an earlier run wrote.
    """
    found: dict[tuple[str, str | None], Input | Refusal] = {}
    skipped: dict[str, None] = {}
    several = len(names) > 1
    for name in names:
        path = Path(name)
        if name == STANDARD_INPUT:
            opened: Iterable[Input | Refusal | str] = [Input("标准输入", None, Path("标准输入"))]
        elif path.is_dir():
            several = True
            opened = _or_refuse(_open_folder(path, spare, results), path, FolderEmpty)
        elif _is_archive(path):
            several = True
            opened = _or_refuse(_open_archive(path, Path(path.name)), path, ArchiveEmpty)
        else:
            opened = [Input(_show(path), path, _tidy(Path(path.name)))]
        for item in opened:
            if isinstance(item, str):
                skipped[item] = None
                continue
            source = item.input if isinstance(item, Refusal) else item
            place = str(source.path.resolve()) if source.path else name
            found.setdefault((place, source.member), item)
    return Listing(tuple(found.values()), tuple(skipped), several)


def _or_refuse(
    items: Iterator[Input | Refusal | str], path: Path, error: type[InputError]
) -> Iterator[Input | Refusal | str]:
    """What there is in the folder or archive; a refusal of it where that is nothing to read."""
    empty = True
    for item in items:
        empty = empty and isinstance(item, str)
        yield item
    if empty:
        yield _refuse(Input(_show(path), path, _tidy(Path(path.name))), error())


def _refuse(item: Input, error: InputError) -> Refusal:
    return Refusal(item, error.code, str(error))


def _open_folder(
    folder: Path, spare: Path | None, results: Collection[Path]
) -> Iterator[Input | Refusal | str]:
    """Its files that a person put there: nothing hidden, no locks of office programs, nothing below
    ``spare``."""
    within = spare.resolve() if spare and folder.resolve() in spare.resolve().parents else None
    for file in sorted(folder.rglob("*")):
        inside = file.relative_to(folder)
        if any(part.startswith(_HIDDEN) for part in inside.parts) or not file.is_file():
            continue
        place = file.resolve()
        if place in results or (within and within in place.parents):
            continue
        if file.suffix.lower() not in SUFFIXES:
            yield _show(file)
        elif file.suffix.lower() == _ARCHIVE and _is_archive(file):
            yield from _open_archive(file, inside)
        else:
            yield Input(_show(file), file, _tidy(inside))


def _is_archive(path: Path) -> bool:
    """True for a ZIP archive of files. What has a document's suffix is left to its reader."""
    suffix = path.suffix.lower()
    if suffix in SUFFIXES and suffix != _ARCHIVE:
        return False
    try:
        with path.open("rb") as file:
            if file.read(4) not in _ZIP_HEADS:
                return False
            from ingest.archives import is_archive

            return path.stat().st_size > _LARGEST_DOCUMENT or is_archive(path.read_bytes())
    except (OSError, InputError):
        return False  # its reader says what is wrong with it


def _open_archive(path: Path, inside: Path) -> Iterator[Input | Refusal | str]:
    from ingest.archives import Member, list_members

    try:
        for member in list_members(path):
            item = Input(
                f"{_show(path)}/{member.name}", path, _tidy(inside) / member.name, member.name
            )
            if not isinstance(member, Member):
                yield _refuse(item, member.error)
            elif Path(member.name).suffix.lower() in SUFFIXES:
                yield item
            else:
                yield item.name
    except InputError as error:
        yield _refuse(Input(_show(path), path, _tidy(inside)), error)


def _show(path: Path) -> str:
    """The path as text. A name that is not in UTF-8 is from a system that wrote GBK."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return os.fsencode(path).decode("gb18030", "replace")
    return str(path)


def _tidy(inside: Path) -> Path:
    return Path(_show(inside))


def read_bytes(item: Input, limits: Limits) -> bytes:
    """The bytes of a file or of a member of an archive; raises ``InputError``."""
    assert item.path
    try:
        if item.member is not None:
            return _read_member(item.path, item.member)
        check_size(item.path.stat().st_size, limits)
        return item.path.read_bytes()
    except FileNotFoundError:
        raise InputMissing from None
    except PermissionError:
        raise InputUnreachable("没有读取这个文件的权限。") from None
    except OSError as error:
        raise InputUnreachable(f"文件无法打开（{error.strerror}）。") from None


def _read_member(path: Path, name: str) -> bytes:
    with _reading:
        members = _list_members(path)
    member = members.get(name)
    if member is None:
        raise DamagedInput("压缩包在处理期间变了，找不到里面的这个文件。")
    return member.read()


@lru_cache(maxsize=2)
def _list_members(path: Path) -> dict[str, Member]:
    """Those of the archives at work: inputs come archive by archive, and an open one holds a file
    and whatever archives it has within."""
    from ingest.archives import Member, list_members

    return {m.name: m for m in list_members(path) if isinstance(m, Member)}


def read_standard_input(limits: Limits) -> bytes:
    """What was piped in, as far as it is not too large."""
    return sys.stdin.buffer.read(int(limits.file * MEBIBYTE) + 1)
