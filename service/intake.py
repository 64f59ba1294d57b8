"""Inputs named on a command line, read one by one: one that fails never stops the rest."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from documents.errors import GongkaiError, InputError, SetupError
from documents.report import Analysis

STANDARD_INPUT: Final = "-"
SUFFIXES: Final = frozenset({".txt", ".docx", ".odt", ".html", ".htm"})
_UNREAD_SUFFIXES: Final = frozenset({".pdf", ".doc", ".wps", ".rtf", ".ofd"})


class InputMissing(InputError):
    """找不到文件。"""

    code = "input-missing"


class FolderEmpty(InputError):
    """文件夹里没有可以处理的文件。"""

    code = "folder-empty"


class InputUnreachable(InputError):
    """文件无法打开。"""

    code = "input-unreachable"


@dataclass(frozen=True, slots=True)
class Input:
    """``path`` is null for standard input; ``inside`` is the place within the named folder."""

    name: str
    path: Path | None
    inside: Path


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that gave no analysis; ``code`` is stable, ``message`` Chinese."""

    input: Input
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    input: Input
    analysis: Analysis


Outcome = Reading | Refusal


def list_inputs(names: Iterable[str], *, spare: Path | None = None) -> list[Input | Refusal]:
    """The files that the names mean, folders opened recursively, each file once.

    A folder without a readable file is a refusal. Nothing in ``spare`` is taken, the folder that
    results go to, where it lies within a named folder.
    """
    found: dict[str, Input | Refusal] = {}
    for name in names:
        for item in _open_name(name, spare):
            path = item.path if isinstance(item, Input) else None
            found.setdefault(str(path.resolve()) if path else name, item)
    return list(found.values())


def _open_name(name: str, spare: Path | None) -> list[Input] | list[Refusal]:
    if name == STANDARD_INPUT:
        return [Input("标准输入", None, Path("标准输入"))]
    path = Path(name)
    if not path.is_dir():
        return [Input(name, path, Path(path.name))]
    within = spare.resolve() if spare and path.resolve() in spare.resolve().parents else None
    files = sorted(
        file
        for file in path.rglob("*")
        if file.suffix.lower() in SUFFIXES
        and not file.name.startswith((".", "~$"))
        and file.is_file()
        and not (within and within in file.resolve().parents)
    )
    if not files:
        error = FolderEmpty(f"文件夹里没有可以处理的文件（{'、'.join(sorted(SUFFIXES))}）。")
        return [Refusal(Input(name, path, Path(path.name)), error.code, str(error))]
    return [Input(str(file), file, file.relative_to(path)) for file in files]


def find_skipped(names: Iterable[str]) -> list[Path]:
    """Documents in the named folders that nothing reads yet: their reader must be told."""
    folders = [Path(name) for name in names if name != STANDARD_INPUT and Path(name).is_dir()]
    return sorted(
        {file for f in folders for file in f.rglob("*") if file.suffix.lower() in _UNREAD_SUFFIXES}
    )


def read_inputs(items: Iterable[Input | Refusal]) -> Iterator[Outcome]:
    """Each input's outcome, in order. Raises only ``SetupError``: that one concerns them all."""
    from analysis.pipeline import analyze

    for item in items:
        if isinstance(item, Refusal):
            yield item
            continue
        try:
            yield Reading(item, analyze(_read_bytes(item), item.inside.as_posix()))
        except SetupError:
            raise
        except GongkaiError as error:
            yield Refusal(item, error.code, str(error))
        except Exception as error:
            if os.environ.get("GONGKAI_DEBUG"):
                raise
            said = f"处理时发生内部错误（{type(error).__name__}：{error}）"
            yield Refusal(item, "internal-error", said)


def _read_bytes(item: Input) -> bytes:
    if item.path is None:
        return sys.stdin.buffer.read()
    try:
        return item.path.read_bytes()
    except FileNotFoundError:
        raise InputMissing from None
    except PermissionError:
        raise InputUnreachable("没有读取这个文件的权限。") from None
    except OSError as error:
        raise InputUnreachable(f"文件无法打开（{error.strerror}）。") from None
