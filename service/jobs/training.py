"""A training run: ``gongkai train`` in a process of its own, which may be stopped at any time.

It needs what only the extra ``training`` installs, and memory that no server should spend.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import IO, Any, Final

from documents.errors import GongkaiError
from service.guard.pool import GuardClosed

_COMMAND: Final = (sys.executable, "-P", "-m", "service", "train", "--json")
_LOOK_EVERY: Final = 0.5
_STEP: Final = re.compile(r"(\d+)/(\d+)")


class TrainingFailed(GongkaiError):
    """训练没有完成。"""

    code = "training-failed"


def run_training(report: Callable[[str], bool], ended: Event) -> dict[str, Any]:
    """The version that came of it and whether it may be promoted.

    ``report`` is told each step and answers whether the run is still wanted. Raises
    ``TrainingFailed`` with what the command said, ``GuardClosed`` where ``ended`` is set.
    """
    process = subprocess.Popen(
        _COMMAND,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout
    assert process.stderr
    printed, said = _listen(process.stdout), _listen(process.stderr)
    stage = ""
    with process:
        while process.poll() is None:
            stage = _take_last(said) or stage
            if ended.wait(_LOOK_EVERY):
                process.kill()
                raise GuardClosed
            if not report(stage):
                process.kill()
                raise TrainingFailed("训练已取消。")
    stage = _take_last(said) or stage
    if process.returncode:
        raise TrainingFailed(stage.removeprefix("错误：") or None)
    return _read_outcome("".join(_drain(printed)))


def read_step(stage: str) -> tuple[int, int]:
    """Which step of how many the run is at, where it says so."""
    step = _STEP.search(stage)
    return (int(step[1]), int(step[2])) if step else (0, 1)


def _read_outcome(printed: str) -> dict[str, Any]:
    told = json.loads(printed)
    return {"version": told["version"], "promotable": told["promotable"]}


def _listen(stream: IO[str]) -> tuple[SimpleQueue[str], Thread]:
    lines: SimpleQueue[str] = SimpleQueue()

    def read() -> None:
        for line in stream:
            lines.put(line)

    thread = Thread(target=read, daemon=True)
    thread.start()
    return lines, thread


def _drain(listened: tuple[SimpleQueue[str], Thread]) -> list[str]:
    """All lines, once the process has ended."""
    lines, thread = listened
    thread.join(timeout=5)
    found = []
    while True:
        try:
            found.append(lines.get_nowait())
        except Empty:
            return found


def _take_last(listened: tuple[SimpleQueue[str], Thread]) -> str:
    """The last of the lines that have come since."""
    last = ""
    while True:
        try:
            last = listened[0].get_nowait().strip() or last
        except Empty:
            return last
