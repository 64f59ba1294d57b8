"""Where results go: standard output, one file, or a folder; and in which format."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal, get_args

from documents.errors import GongkaiError
from service.destinations import Collection, Destination, File, Folder, Screen
from service.outcomes import Input, Refusal
from service.runs.journal import JOURNAL, Journal, Recollection, read_entries

Format = Literal["json", "xlsx", "md", "html"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)
HIDDEN: Final = ".gongkai"
_LONGEST: Final = 200
"""Bytes of a file's name, of the 255 that file systems take: room for suffixes."""


class UsageFault(GongkaiError):
    """命令用法有误。"""

    code = "usage"


def choose_format(named: Format | None, output: Path | None) -> Format:
    """The format that was named, else the one of the output's suffix, else JSON."""
    if named:
        return named
    suffix = output.suffix.lower().lstrip(".") if output else ""
    return next((f for f in FORMATS if f == suffix), "json")


def find_results(output: Path | None) -> set[Path]:
    """What earlier runs wrote into a folder: where that holds the inputs too, these are none."""
    if output is None:
        return set()
    return {(output / e.target).resolve() for e in read_entries(output / HIDDEN / JOURNAL)}


def choose_destination(
    items: Sequence[Input | Refusal],
    kind: Format,
    output: Path | None,
    several: bool,
    recollection: Recollection | None = None,
) -> Destination:
    """The destination that fits the inputs; ``recollection`` is of an earlier run.

    Raises ``UsageFault`` where none fits, ``OutputUnwritable`` where it cannot be opened.
    """
    if recollection and not (several and output):
        raise UsageFault(
            "--resume 和 --retry 用于接着处理多份报告，须同时用 -o 指定原来的输出位置。"
        )
    made_by = f"gongkai {_look_up_version()} {kind}"
    if output is None:
        return _choose_stream(items, kind, several, made_by)
    if not several:
        first = items[0].input if isinstance(items[0], Refusal) else items[0]
        name = first.inside.with_suffix(f".{kind}").name
        return File(kind, _choose_file(output, Path(name), items))
    lines = kind == "json" and output.suffix.lower() in (".json", ".jsonl") and not output.is_dir()
    if kind == "xlsx" or lines:
        path = _choose_file(output, Path("汇总.xlsx"), items)
        store = path.with_name(f".{path.name}{HIDDEN}")
        return Collection(Journal(store, "", made_by, recollection), items, kind, path)
    if not output.is_dir() and (output.exists() or output.suffix.lower() == f".{kind}"):
        raise UsageFault(f"有多份报告，-o 应为文件夹，而 {output} 是文件。")
    targets = name_targets(items, output, kind)
    return Folder(kind, Journal(output, HIDDEN, made_by, recollection), targets)


def _look_up_version() -> str:
    from importlib.metadata import version

    return version("gongkai")


def _choose_stream(
    items: Sequence[Input | Refusal], kind: Format, several: bool, made_by: str
) -> Destination:
    if several and kind in ("md", "html"):
        raise UsageFault(f"有多份报告，输出 {kind} 时请用 -o 指定文件夹。")
    if kind == "xlsx" and sys.stdout.isatty():
        raise UsageFault("xlsx 不能输出到屏幕，请用 -o 指定文件。")
    if several and kind == "xlsx":
        store = Path(tempfile.mkdtemp(prefix="gongkai-"))
        return Collection(Journal(store, "", made_by), items, kind, None)
    return Screen("line" if several else kind)


def _choose_file(output: Path, name: Path, items: Iterable[Input | Refusal]) -> Path:
    path = output / name if output.is_dir() else output
    if path.resolve() in _list_sources(items):
        raise _refuse_overwriting(path)
    return path


def name_targets(items: Sequence[Input | Refusal], folder: Path, kind: Format) -> dict[Input, Path]:
    """A place below ``folder`` for each input, its own within the named folder, no two alike.

    Raises ``UsageFault`` where a result would take the place of an input.
    """
    sources = _list_sources(items)
    taken: set[str] = set()
    targets: dict[Input, Path] = {}
    for item in items:
        if isinstance(item, Refusal):
            continue
        target = next(t for t in _try_names(item.inside, kind) if str(t).casefold() not in taken)
        taken.add(str(target).casefold())
        targets[item] = target
        if (folder / target).resolve() in sources:
            raise _refuse_overwriting(folder / target)
    return targets


def _try_names(inside: Path, kind: Format) -> Iterator[Path]:
    inside = Path(*map(_shorten, inside.parts))
    yield inside.with_suffix(f".{kind}")
    yield inside.with_name(f"{inside.name}.{kind}")
    number = 2
    while True:
        yield inside.with_name(f"{inside.stem}-{number}.{kind}")
        number += 1


def _shorten(part: str) -> str:
    """The name, or as much of it as a file system takes and a mark that tells it from others."""
    data = part.encode("utf-8", "surrogateescape")
    if len(data) <= _LONGEST:
        return part
    mark = sha256(data).hexdigest()[:8]
    return f"{data[: _LONGEST - 9].decode('utf-8', 'ignore')}-{mark}{Path(part).suffix[:8]}"


def _list_sources(items: Iterable[Input | Refusal]) -> set[Path]:
    return {item.path.resolve() for item in items if isinstance(item, Input) and item.path}


def _refuse_overwriting(path: Path) -> UsageFault:
    return UsageFault(f"结果会覆盖输入文件 {path}，请换一个输出位置。")
