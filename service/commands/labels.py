"""``gongkai labels``: labels go out to people, and come back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from documents.errors import GongkaiError
from service.delivery import UsageFault
from service.usage import ChineseCommand, ChineseGroup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.tally import Tally
    from training.annotations.annotation import Annotation

FormatName = Literal["jsonl", "doccano", "label-studio", "docbin", "conll"]
_SUFFIXES: Final[dict[str, FormatName]] = {
    ".jsonl": "jsonl",
    ".json": "label-studio",
    ".spacy": "docbin",
    ".conll": "conll",
}
_FINDINGS, _FAILED = 1, 3  # as in service.cli

group = typer.Typer(
    cls=ChineseGroup,
    help="标注：导出给人复核，导回标注库，供训练用。",
    no_args_is_help=True,
    rich_markup_mode=None,
)
JSON = Annotated[bool, typer.Option("--json", help="以 JSON 输出。")]


class NothingToExport(GongkaiError):
    """没有可导出的段落。"""

    code = "nothing-to-export"


def add_commands(app: typer.Typer) -> None:
    app.add_typer(group, name="labels")


@group.command("export", cls=ChineseCommand)
def export_labels(
    output: Annotated[Path, typer.Option("--output", "-o", help="写到哪个文件。")],
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="INPUT",
            help="报告：文件、文件夹、ZIP 压缩包，或 - 表示标准输入；不写则导出标注库。",
        ),
    ] = None,
    format: Annotated[
        FormatName | None,
        typer.Option("--format", "-f", help="格式；不写则看 -o 的扩展名，doccano 必须写明。"),
    ] = None,
    least_sure: Annotated[
        int | None,
        typer.Option(min=1, help="只要模型最拿不准的这么多段；已复核的和大同小异的不选。"),
    ] = None,
    suggestions: Annotated[
        bool, typer.Option("--suggestions/--no-suggestions", help="预先填上模型的建议。")
    ] = True,
    force: Annotated[bool, typer.Option("--force", help="文件已有时覆盖。")] = False,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=1, help="同时处理几份；不写则与处理器核数相同，最多 4。"),
    ] = None,
    progress: Annotated[
        bool, typer.Option("--progress/--no-progress", help="处理多份时显示进度。")
    ] = True,
    json: JSON = False,
) -> None:
    """把报告的段落（或标注库）导出为标注文件，预先填上模型的建议，供人复核。

    人复核过的段落以库中的标注导出。label-studio 另写一个同名的 .xml，是标注界面的配置。
    """
    name = format or choose_format(output)
    if output.exists() and not force:
        raise UsageFault(f"{output} 已经存在，里面可能有人工标注；请换一个文件名，或加 --force。")
    from service.runs.storage import write_whole
    from service.tally import Tally
    from training.annotations.store import find_annotations
    from training.annotations.suggestions import clear_suggestion
    from training.annotations.views import describe_limits, load_format

    store = find_annotations()
    tally = Tally()
    rows = list(store)
    if inputs:
        rows = _suggest(inputs, output, store, tally, jobs, progress)
    left = None
    if least_sure:
        from training.annotations.sampling import choose_least_sure

        open_rows = [row for row in rows if row.review.state == "suggested"]
        known = [row for row in store if row.review.state != "suggested"]
        rows = list(choose_least_sure(open_rows, least_sure, known))
        left = len(open_rows) - len(rows)
    if not suggestions:
        rows = [clear_suggestion(row) for row in rows]
    if not rows:
        raise NothingToExport
    write_whole(load_format(name).encode(rows), output)
    written = [str(output)]
    if name == "label-studio":
        from training.annotations.labelstudio import encode_interface

        interface = output.with_suffix(".xml")
        write_whole(encode_interface(), interface)
        written.append(str(interface))
    notes = describe_limits(rows, name)
    if least_sure and len(rows) < least_sure:
        notes.append(
            f"要 {least_sure} 段，只有 {len(rows)} 段；其余 {left} 段与选出的或已复核的大同小异。"
        )
    from service.commands.labelling import show_export

    show_export(rows, name, written, notes, json)
    raise typer.Exit(_FAILED if tally.failed else 0)


@group.command("import", cls=ChineseCommand)
def import_labels(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="标注文件。")],
    format: Annotated[
        FormatName | None,
        typer.Option("--format", "-f", help="格式；不写则看扩展名，doccano 必须写明。"),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            help="由谁复核：文件里没有署名的标注记为此人；写了，原样留下的建议也算已复核。"
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只说会改变什么，不写入。")] = False,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="跳过有错的行；不写则有一行出错就全不导入。")
    ] = False,
    json: JSON = False,
) -> None:
    """把标注文件导回标注库。先全部校验，再一次写入；原有的标注留作历史，以后来的为准。"""
    from documents.limits import load_limits
    from service.commands.labelling import show_import
    from service.intake import read_bytes
    from service.outcomes import Input
    from training.annotations.incoming import plan_import
    from training.annotations.store import add_annotations, find_annotations
    from training.annotations.views import load_format

    name = format or choose_format(file)
    data = read_bytes(Input(str(file), file, Path(file.name)), load_limits())
    view = load_format(name)
    parsed = view.decode(data, file.name)
    now = datetime.now(UTC)
    seen = view.seen == "always" or (view.seen == "signed" and by is not None)
    plan = plan_import(parsed, find_annotations(), now, by, reviewed=seen)
    refused = bool(plan.faults) and not skip_bad
    written = None
    if plan.rows and not dry_run and not refused:
        written = add_annotations(plan.rows, now)
    show_import(plan, parsed.notes, written, dry_run=dry_run, refused=refused, json=json)
    raise typer.Exit(_FAILED if refused else _FINDINGS if plan.faults else 0)


@group.command("status", cls=ChineseCommand)
def show_status(json: JSON = False) -> None:
    """标注库里有什么：各状态、各主题、各单位多少段。"""
    from service.commands.labelling import show_census
    from training.annotations.census import count_labels
    from training.annotations.store import find_annotations, find_store

    show_census(count_labels(find_annotations()), find_store(), json)


def choose_format(path: Path) -> FormatName:
    """The format of a file's suffix; raises UsageFault where that tells none."""
    if name := _SUFFIXES.get(path.suffix.lower()):
        return name
    raise UsageFault(f"从 {path.name} 的扩展名看不出格式，请用 --format 写明。")


def _suggest(
    inputs: Sequence[str],
    output: Path,
    store: Sequence[Annotation],
    tally: Tally,
    jobs: int | None,
    progress: bool,
) -> list[Annotation]:
    """The paragraphs of the reports, each once; those that a person has reviewed as the store
    holds them."""
    from service.commands.reading import read_reports
    from service.intake import list_inputs
    from service.outcomes import Input
    from training.annotations.suggestions import suggest_rows

    listing = list_inputs(inputs, spare=output)
    places = {i.path.resolve() for i in listing.items if isinstance(i, Input) and i.path}
    if output.resolve() in places:
        raise UsageFault(f"结果会覆盖输入文件 {output}，请换一个输出位置。")
    known = {row.id: row for row in store if row.review.state != "suggested"}
    rows: dict[str, Annotation] = {}
    for analysis in read_reports(listing, tally, jobs, progress):
        for row in suggest_rows(analysis):
            rows.setdefault(row.id, known.get(row.id, row))
    return list(rows.values())
