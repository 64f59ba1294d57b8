"""The command line. Exit codes: 0 clean, 1 findings, 2 usage, 3 something could not be read."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import typer
from typer.exceptions import TyperException

from documents.errors import GongkaiError
from service.delivery import Format, UsageFault, choose_format, deliver
from service.intake import (
    Input,
    Outcome,
    Reading,
    Refusal,
    find_skipped,
    list_inputs,
    read_inputs,
)
from service.usage import ChineseCommand, ChineseGroup, explain_usage

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
    typer.Argument(metavar="INPUT", help="文件、文件夹（含各级子文件夹），或 - 表示标准输入。"),
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
) -> None:
    """把报告变成数据：表格各格、标签、人员、数量、空缺和审核问题。

    一份报告输出到屏幕或 -o 指定的文件。多份报告：md、html、json 写到 -o 文件夹，一份一个文件；json
    不写 -o 或 -o 以 .json、.jsonl 结尾时一行一份；xlsx 合成一个工作簿，附汇总与合计。
    """
    several = len(inputs) > 1 or Path(inputs[0]).is_dir()
    kind = choose_format(format, output)
    items = list_inputs(inputs, spare=output if several and kind != "xlsx" else None)
    _report_skipped(inputs)
    outcomes = deliver(_follow(items), items, kind, output, several)
    raise typer.Exit(FAILED if _report_troubles(outcomes) else CLEAN)


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
) -> None:
    """审核报告，列出发现的问题、所在位置和修改建议。"""
    from service.exports.places import ORDER
    from service.listing import encode_check, paint_ansi, paint_nothing, write_list

    items = list_inputs(inputs)
    _report_skipped(inputs)
    outcomes = list(_follow(items))
    if json:
        typer.echo(encode_check(outcomes))
    else:
        coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        for line in write_list(outcomes, paint_ansi if coloured else paint_nothing):
            typer.echo(line)
    if not all(_is_whole(outcome) for outcome in outcomes):
        raise typer.Exit(FAILED)
    counted = () if fail_on == "never" else ORDER[: ORDER.index(fail_on) + 1]
    found = any(
        finding.severity in counted
        for outcome in outcomes
        if isinstance(outcome, Reading)
        for finding in outcome.analysis.findings
    )
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


def _look_up_version() -> str:
    from importlib.metadata import version as look_up

    return look_up("gongkai")


def _is_whole(outcome: Outcome) -> bool:
    """True for a report read without gaps: only that can be called clean."""
    if isinstance(outcome, Refusal):
        return False
    return outcome.analysis.is_report and not outcome.analysis.failures


def _follow(items: Sequence[Input | Refusal]) -> Iterator[Outcome]:
    """The outcomes as they come, with a progress bar where a person watches."""
    if len(items) < 2 or not sys.stderr.isatty():
        yield from read_inputs(items)
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(
        read_inputs(items),
        "正在处理",
        total=len(items),
        console=Console(stderr=True),
        transient=True,
    )


def _report_troubles(outcomes: Iterable[Outcome]) -> bool:
    """Says on standard error what failed or is no report; true where something failed."""
    from service.exports.wording import NOT_A_REPORT

    failed = False
    for outcome in outcomes:
        if isinstance(outcome, Refusal):
            failed = True
            _complain(f"{outcome.input.name}：{outcome.message}")
            continue
        if not outcome.analysis.is_report:
            _complain(f"{outcome.input.name}：{NOT_A_REPORT}，结果仅供参考。")
        for failure in outcome.analysis.failures:
            failed = True
            _complain(f"{outcome.input.name}：有一部分没有读成：{failure.message}")
    return failed


def _report_skipped(names: Iterable[str]) -> None:
    if skipped := find_skipped(names):
        shown = "、".join(path.name for path in skipped[:5])
        more = "等" if len(skipped) > 5 else ""
        _complain(f"另有 {len(skipped)} 个文件暂不支持，没有处理：{shown}{more}")


def _complain(message: str) -> None:
    typer.echo(message, err=True)


def run(arguments: Sequence[str] | None = None) -> int:
    """The exit code of a command line; every error becomes a Chinese line on standard error."""
    try:
        code: Any = app(args=arguments, prog_name="gongkai", standalone_mode=False)
        sys.stdout.flush()
    except TyperException as error:
        _complain(explain_usage(error))
        return USAGE
    except UsageFault as error:
        _complain(f"用法错误：{error}")
        return USAGE
    except GongkaiError as error:
        _complain(f"错误：{error}")
        return FAILED
    except (BrokenPipeError, SystemExit):  # Typer exits where the reader has closed the pipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except OSError as error:
        _complain(f"错误：{error.strerror or error}：{error.filename or ''}")
        return FAILED
    return code if isinstance(code, int) else CLEAN


def main() -> None:
    sys.exit(run())
