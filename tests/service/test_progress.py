import io
import sys
from pathlib import Path

import pytest

from service.outcomes import Input, Reading, Refusal, Summary
from service.progress import Lines, show_progress, write_duration

ITEM = Input("乡/甲.txt", Path("甲.txt"), Path("甲.txt"))
READ = Reading(ITEM, Summary(True, {}), b"", "")
REFUSED = Refusal(ITEM, "empty-input", "输入为空。")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_lines_come_every_ten_seconds_with_what_is_left() -> None:
    said: list[str] = []
    now = 0.0
    lines = Lines(100, said.append, lambda: now)
    for second in range(1, 31):
        now = float(second)
        lines.start("甲.txt")
        lines.finish(REFUSED if second == 3 else READ)
    assert said == [
        "已处理 10/100，未能处理 1，预计还需 2 分钟；当前：甲.txt",
        "已处理 20/100，未能处理 1，预计还需 1 分钟；当前：甲.txt",
        "已处理 30/100，未能处理 1，预计还需 1 分钟；当前：甲.txt",
    ]


def test_progress_lines_are_not_said_of_a_short_run() -> None:
    said: list[str] = []
    lines = Lines(2, said.append, lambda: 0.0)
    lines.finish(READ)
    lines.finish(READ)
    assert said == []


@pytest.mark.parametrize(
    ("seconds", "said"), [(4.4, "4 秒"), (59.4, "59 秒"), (179, "3 分钟"), (7500, "2 小时 5 分钟")]
)
def test_progress_writes_durations_as_people_do(seconds: float, said: str) -> None:
    assert write_duration(seconds) == said


def test_progress_draws_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "160")
    with show_progress(2, print, wanted=True) as progress:
        progress.start("乡/甲.txt")
        progress.finish(REFUSED)
        sys.stderr.flush()
    drawn = terminal.getvalue()
    assert "正在处理" in drawn
    assert "1/2" in drawn
    assert "未能处理 1" in drawn
    assert "甲.txt" in drawn


@pytest.mark.parametrize(("total", "wanted"), [(1, True), (5, False)])
def test_progress_is_silent_for_one_input_or_on_demand(
    total: int, wanted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with show_progress(total, print, wanted=wanted) as progress:
        progress.start("甲.txt")
        progress.finish(READ)
    assert terminal.getvalue() == ""
