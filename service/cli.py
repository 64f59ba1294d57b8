"""The command line. Exit codes: 0 clean, 1 findings, 2 usage, 3 something could not be read."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, get_args

import typer
from typer.exceptions import TyperException

from documents.errors import GongkaiError
from service.commands import backup, doctor, labels, models, people, server
from service.delivery import Format, UsageFault, choose_destination, choose_format, find_results
from service.intake import list_inputs
from service.outcomes import Input, Outcome, Reading, Refusal
from service.speech import say
from service.trouble import tell_skipped, tell_trouble
from service.usage import ChineseCommand, ChineseGroup, explain_usage

if TYPE_CHECKING:
    from service.destinations import Destination
    from service.runs.journal import Recollection

CLEAN, FINDINGS, USAGE, FAILED, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 3, 130, 141
_EXIT_CODES: Final = "退出码：0 没有问题；1 发现问题；2 命令用法有误；3 有文件未能处理或没有读全。"

Bar = Literal["error", "warning", "notice", "never"]
FormName = Literal["v2019", "v2021"]

app = typer.Typer(
    cls=ChineseGroup,
    help="公开：政府信息公开工作年度报告的结构化与审核。",
    epilog=_EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT", help="文件、文件夹（含各级子文件夹）、ZIP 压缩包，或 - 表示标准输入。"
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", "-j", min=1, help="同时处理几份；不写则与处理器核数相同，最多 4。"),
]
ShowsProgress = Annotated[
    bool, typer.Option("--progress/--no-progress", help="处理多份时显示进度。")
]
Server = Annotated[
    str | None,
    typer.Option(
        "--server",
        metavar="URL",
        envvar="GONGKAI_SERVER",
        help="由这个服务处理，如 http://127.0.0.1:8000；不写则在本机处理。",
    ),
]


def show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"gongkai {_look_up_version()}")
        raise typer.Exit


@app.callback()
def gongkai(
    version: Annotated[
        bool, typer.Option("--version", help="显示版本。", is_eager=True, callback=show_version)
    ] = False,
) -> None:
    pass


@app.command(cls=ChineseCommand)
def structure(
    inputs: Inputs,
    format: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="输出格式；不写则看 -o 的扩展名，再不然为 json。"),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="写到哪个文件；多份报告时写到哪个文件夹（xlsx 合为一个文件）。"
        ),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="接着上次中断的处理：已处理而文件未变的不再重做。")
    ] = False,
    retry: Annotated[
        bool, typer.Option("--retry", help="同 --resume，但上次未能处理的文件再试一次。")
    ] = False,
    jobs: Jobs = None,
    progress: ShowsProgress = True,
    server: Server = None,
) -> None:
    """把报告变成数据：表格各格、标签、人员、数量、空缺和审核问题。

    一份报告输出到屏幕或 -o 指定的文件。多份报告：md、html、json 写到 -o 文件夹，一份一个文件；json
    不写 -o 或 -o 以 .json、.jsonl 结尾时一行一份；xlsx 合成一个工作簿，附汇总与合计。
    """
    from service.tally import Tally

    kind = choose_format(format, output)
    listing = list_inputs(inputs, spare=output, results=find_results(output))
    items, several = listing.items, listing.several
    recollection: Recollection | None = "results" if retry else "all" if resume else None
    destination = choose_destination(items, kind, output, several, recollection)
    tell_skipped(listing.skipped)
    tally = Tally()
    try:
        with closing(_treat(items, destination, jobs, progress, server)) as outcomes:
            for outcome in outcomes:
                destination.take(outcome)
                tally.add(outcome)
                tell_trouble(outcome)
        destination.finish()
    except KeyboardInterrupt:
        if several and output:
            say("已中断。加上 --resume 再运行一次，可以接着处理。")
        raise
    finally:
        destination.close()
    if several:
        say(tally.describe())
    raise typer.Exit(FAILED if tally.failed else CLEAN)


@app.command(cls=ChineseCommand)
def check(
    inputs: Inputs,
    json: Annotated[bool, typer.Option("--json", help="以 JSON 输出。")] = False,
    fail_on: Annotated[
        Bar,
        typer.Option(
            help="发现这一级或更重的问题时退出码为 1；警告需人判断，提示仅供参考，故默认只看错误。"
        ),
    ] = "error",
    jobs: Jobs = None,
    progress: ShowsProgress = True,
    server: Server = None,
) -> None:
    """审核报告，列出发现的问题、所在位置和修改建议。"""
    from service.destinations import Screen
    from service.paint import paint_ansi, paint_nothing

    listing = list_inputs(inputs)
    tell_skipped(listing.skipped)
    coloured = not json and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    rendering = "check" if json else "painted-list" if coloured else "list"
    outcomes = list(_treat(listing.items, Screen(rendering), jobs, progress, server))
    from service.checklist import encode_checklist, write_checklist

    if json:
        typer.echo(encode_checklist(outcomes))
    else:
        for line in write_checklist(outcomes, paint_ansi if coloured else paint_nothing):
            typer.echo(line)
    readings = [outcome for outcome in outcomes if isinstance(outcome, Reading)]
    if len(readings) < len(outcomes) or not all(r.summary.is_whole for r in readings):
        raise typer.Exit(FAILED)
    bars = get_args(Bar)[:-1]
    counted = () if fail_on == "never" else bars[: bars.index(fail_on) + 1]
    found = any(reading.summary.findings.get(bar) for reading in readings for bar in counted)
    raise typer.Exit(FINDINGS if found else CLEAN)


@app.command(cls=ChineseCommand)
def forms(
    version: Annotated[
        FormName | None, typer.Argument(metavar="[v2019|v2021]", help="只看这一版。")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="以 JSON 输出。")] = False,
) -> None:
    """列出法定表格：行、列、编号、名称和勾稽关系。"""
    from documents.forms import load_form, load_forms
    from service.forms import encode_forms, write_forms

    shown = (load_form(version),) if version else load_forms()
    if json:
        typer.echo(encode_forms(shown))
    else:
        for line in write_forms(shown):
            typer.echo(line)


@app.command(cls=ChineseCommand)
def version(
    json: Annotated[bool, typer.Option("--json", help="以 JSON 输出。")] = False,
) -> None:
    """显示版本。"""
    found = _look_up_version()
    typer.echo(f'{{"name": "gongkai", "version": "{found}"}}' if json else f"gongkai {found}")


server.add_commands(app)
people.add_commands(app)
backup.add_commands(app)
models.add_commands(app)
labels.add_commands(app)
doctor.add_commands(app)


def _look_up_version() -> str:
    from importlib.metadata import version as look_up

    return look_up("gongkai")


def _treat(
    items: Sequence[Input | Refusal],
    destination: Destination,
    jobs: int | None,
    progress: bool,
    server: str | None,
) -> Generator[Outcome, None, None]:
    """The outcomes as they come, with progress shown; the children end with the iterator."""
    from documents.limits import load_limits
    from service.progress import show_progress

    limits = load_limits()
    with show_progress(len(items), say, wanted=progress) as shown:
        if server:
            from service.remote import treat_remotely

            recall = destination.recall
            treated = treat_remotely(items, server, destination.rendering, limits, recall, shown)
        else:
            from service.batch import Batch
            from service.guard.pool import count_jobs

            batch = Batch(
                destination.rendering,
                limits,
                min(jobs or count_jobs(), len(items)),
                destination.in_order,
                destination.recall,
            )
            treated = batch.treat(items, shown)
        with closing(treated) as outcomes:
            yield from outcomes


def run(arguments: Sequence[str] | None = None) -> int:
    """The exit code of a command line; every error becomes a Chinese line on standard error."""
    try:
        code: Any = app(args=arguments, prog_name="gongkai", standalone_mode=False)
        sys.stdout.flush()
    except TyperException as error:
        say(explain_usage(error))
        return USAGE
    except UsageFault as error:
        say(f"用法错误：{error}")
        return USAGE
    except GongkaiError as error:
        say(f"错误：{error}")
        return FAILED
    except (BrokenPipeError, SystemExit):  # Typer exits where the reader has closed the pipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except OSError as error:
        say(f"错误：{error.strerror or error}：{error.filename or ''}")
        return FAILED
    return code if isinstance(code, int) else CLEAN
