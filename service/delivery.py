"""Where results go: standard output, one file, or a folder; and in which format."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Final, Literal, get_args

from documents.encoding import encode
from documents.errors import GongkaiError
from documents.report import SCHEMA, Analysis
from service.intake import Input, Outcome, Reading, Refusal

Format = Literal["json", "xlsx", "md", "html"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)


class UsageFault(GongkaiError):
    """命令用法有误。"""

    code = "usage"


class OutputUnwritable(GongkaiError):
    """结果无法写出。"""

    code = "output-unwritable"


def choose_format(named: Format | None, output: Path | None) -> Format:
    """The format that was named, else the one of the output's suffix, else JSON."""
    if named:
        return named
    suffix = output.suffix.lower().lstrip(".") if output else ""
    return next((f for f in FORMATS if f == suffix), "json")


def deliver(
    outcomes: Iterable[Outcome],
    items: Sequence[Input | Refusal],
    kind: Format,
    output: Path | None,
    several: bool,
) -> Iterator[Outcome]:
    """Writes each outcome as it comes and passes it on.

    Raises ``UsageFault`` before anything is read where the destination does not fit the inputs,
    ``OutputUnwritable`` where it cannot be written.
    """
    if output is None:
        _check_stream(kind, several)
    if kind == "xlsx" and several:
        path = _choose_file(output, Path("汇总.xlsx"), items) if output else None
        return _deliver_workbook(outcomes, path)
    if not several:
        first = items[0].input if isinstance(items[0], Refusal) else items[0]
        name = first.inside.with_suffix(f".{kind}")
        path = _choose_file(output, Path(name.name), items) if output else None
        return _deliver_each(outcomes, [path], kind)
    if output is None:
        return _deliver_lines(outcomes, None)
    if kind == "json" and output.suffix.lower() in (".json", ".jsonl") and not output.is_dir():
        return _deliver_lines(outcomes, _choose_file(output, Path(), items))
    if not output.is_dir() and (output.exists() or output.suffix.lower() == f".{kind}"):
        raise UsageFault(f"有多份报告，-o 应为文件夹，而 {output} 是文件。")
    return _deliver_each(outcomes, name_targets(items, output, kind), kind)


def _check_stream(kind: Format, several: bool) -> None:
    if several and kind in ("md", "html"):
        raise UsageFault(f"有多份报告，输出 {kind} 时请用 -o 指定文件夹。")
    if kind == "xlsx" and sys.stdout.isatty():
        raise UsageFault("xlsx 不能输出到屏幕，请用 -o 指定文件。")


def _choose_file(output: Path, name: Path, items: Iterable[Input | Refusal]) -> Path:
    path = output / name if output.is_dir() else output
    _protect(path, items)
    return path


def name_targets(items: Sequence[Input | Refusal], folder: Path, kind: Format) -> list[Path]:
    """A file below ``folder`` for each input, in its place within the named folder, no two alike.

    Raises ``UsageFault`` where a result would take the place of an input.
    """
    taken: set[str] = set()
    targets: list[Path] = []
    for item in items:
        inside = item.input.inside if isinstance(item, Refusal) else item.inside
        target = next(t for t in _try_names(inside, kind) if str(t).casefold() not in taken)
        taken.add(str(target).casefold())
        targets.append(folder / target)
        _protect(targets[-1], items)
    return targets


def _try_names(inside: Path, kind: Format) -> Iterator[Path]:
    yield inside.with_suffix(f".{kind}")
    yield inside.with_name(f"{inside.name}.{kind}")
    number = 2
    while True:
        yield inside.with_name(f"{inside.stem}-{number}.{kind}")
        number += 1


def _protect(path: Path, items: Iterable[Input | Refusal]) -> None:
    paths = (item.path for item in items if isinstance(item, Input) and item.path)
    if path.exists() and any(path.resolve() == p.resolve() for p in paths):
        raise UsageFault(f"结果会覆盖输入文件 {path}，请换一个输出位置。")


def _deliver_each(
    outcomes: Iterable[Outcome], targets: Sequence[Path | None], kind: Format
) -> Iterator[Outcome]:
    for outcome, target in zip(outcomes, targets, strict=True):
        if isinstance(outcome, Reading):
            _write(render(outcome.analysis, kind), target)
        yield outcome


def _deliver_lines(outcomes: Iterable[Outcome], path: Path | None) -> Iterator[Outcome]:
    """JSON Lines: an object for each input, also for one that could not be read."""
    if path:
        _write(b"", path)
    with path.open("ab") if path else nullcontext(sys.stdout.buffer) as stream:
        for outcome in outcomes:
            stream.write(_encode_outcome(outcome) + b"\n")
            yield outcome


def _encode_outcome(outcome: Outcome) -> bytes:
    if isinstance(outcome, Reading):
        return encode(outcome.analysis)
    row = {
        "schema": SCHEMA,
        "source": {"name": outcome.input.inside.as_posix()},
        "error": {"code": outcome.code, "message": outcome.message},
    }
    return json.dumps(row, ensure_ascii=False).encode()


def _deliver_workbook(outcomes: Iterable[Outcome], path: Path | None) -> Iterator[Outcome]:
    from service.exports.collection import write_collection

    known = list(outcomes)
    _write(
        write_collection(
            [o.analysis for o in known if isinstance(o, Reading)],
            [(o.input.name, o.message) for o in known if isinstance(o, Refusal)],
        ),
        path,
    )
    yield from known


def render(analysis: Analysis, kind: Format) -> bytes:
    """One analysis as a file of that format."""
    if kind == "json":
        return encode(analysis, indent=2) + b"\n"
    if kind == "xlsx":
        from service.exports.workbook import write_workbook

        return write_workbook(analysis)
    if kind == "html":
        from service.exports.page import write_page

        return write_page(analysis).encode()
    from service.exports.markdown import write_markdown

    return write_markdown(analysis).encode()


def _write(data: bytes, path: Path | None) -> None:
    if path is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise OutputUnwritable(f"无法写出 {path}（{error.strerror}）。") from None
