"""How far a run is: a bar where a person watches, now and then a line where a log does."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import Final, Protocol

from service.outcomes import Outcome, Refusal

_LINE_EVERY: Final = 10.0
_NAME_WIDTH: Final = 30


class Progress(Protocol):
    """Told of inputs from several threads; ``finish`` only from one."""

    def start(self, name: str) -> None: ...

    def finish(self, outcome: Outcome) -> None: ...


class Silence:
    """For one input, or where nobody wants to know."""

    def start(self, name: str) -> None: ...

    def finish(self, outcome: Outcome) -> None: ...


class Lines:
    """A line on how far it is, at most one in ten seconds; a short run says nothing."""

    def __init__(
        self,
        total: int,
        say: Callable[[str], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._total, self._say, self._clock = total, say, clock
        self._begun = self._said = clock()
        self._done = self._refused = self._recalled = 0
        self._name = ""

    def start(self, name: str) -> None:
        self._name = name

    def finish(self, outcome: Outcome) -> None:
        self._done += 1
        self._refused += isinstance(outcome, Refusal)
        self._recalled += outcome.recalled
        now = self._clock()
        if now - self._said < _LINE_EVERY or self._done == self._total:
            return
        self._said = now
        read = self._done - self._recalled
        left = (now - self._begun) / max(read, 1) * (self._total - self._done)
        self._say(
            f"已处理 {self._done}/{self._total}，未能处理 {self._refused}，"
            f"预计还需 {write_duration(left)}；当前：{self._name}"
        )


def write_duration(seconds: float) -> str:
    """``40 秒``, ``3 分钟``, ``2 小时 5 分钟``."""
    if seconds < 60:
        return f"{seconds:.0f} 秒"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} 小时 {minutes} 分钟" if hours else f"{minutes} 分钟"


@contextmanager
def show_progress(total: int, say: Callable[[str], None], *, wanted: bool) -> Iterator[Progress]:
    """On standard error: a bar on a terminal, lines through ``say`` elsewhere."""
    if total < 2 or not wanted:
        yield Silence()
    elif not sys.stderr.isatty():
        yield Lines(total, say)
    else:
        with _show_bar(total) as bar:
            yield bar


@contextmanager
def _show_bar(total: int) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as RichProgress

    columns = (
        TextColumn("正在处理"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("未能处理 {task.fields[refused]}"),
        TextColumn("剩余"),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    console = Console(stderr=True)
    with RichProgress(*columns, console=console, transient=True, redirect_stdout=False) as live:
        task = live.add_task("", total=total, refused=0)

        class Bar:
            refused = 0

            def start(self, name: str) -> None:
                live.update(task, description=_shorten(name))

            def finish(self, outcome: Outcome) -> None:
                self.refused += isinstance(outcome, Refusal)
                live.update(task, advance=1, refused=self.refused)

        yield Bar()


def _shorten(name: str) -> str:
    shown = PurePath(name).name
    return shown if len(shown) <= _NAME_WIDTH else f"…{shown[1 - _NAME_WIDTH :]}"
