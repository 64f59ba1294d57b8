"""Runs as their own processes: mixed inputs, interrupted and taken up again."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from openpyxl import load_workbook

from service.delivery import HIDDEN
from service.runs.journal import JOURNAL, read_entries
from tests.service.faces import write_files

ROOT = Path(__file__).parents[3]
# A shell lets what it runs in the background ignore interrupts, these tests and their children too.
PROGRAM = """
import signal, sys
from service import batch, cli
signal.signal(signal.SIGINT, signal.default_int_handler)
batch.TREAT = "tests.service.faces:treat"
sys.exit(cli.run(sys.argv[1:]))
"""


def start(*arguments: str | Path, seconds: float = 60) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "structure", *map(str, arguments), "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "GONGKAI_LIMIT_SECONDS": str(seconds)},
    )


def run(*arguments: str | Path, seconds: float = 60) -> tuple[int, str]:
    """Exit code and what was said on standard error."""
    process = start(*arguments, seconds=seconds)
    said = process.communicate(timeout=120)[1]
    return process.returncode, said


def wait_until(holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + 60
    while not holds() and time.monotonic() < end:
        time.sleep(0.02)
    return holds()


def make_mixture(folder: Path) -> None:
    write_files(folder, 一="报告", 二="净", 三="通知", 四="残", 五="坏", 六="", 七="崩", 八="慢")
    write_files(folder, 乡__九="净", 乡__十="错")
    with zipfile.ZipFile(folder / "包.zip", "w") as archive:
        archive.writestr("十一.txt", "净")
        archive.writestr("十二.txt", "崩")
        archive.writestr("图.svg", "")


def test_run_accounts_for_every_file(tmp_path: Path) -> None:
    make_mixture(tmp_path / "in")
    code, said = run(tmp_path / "in", "-o", tmp_path / "out", seconds=4)
    assert code == 3
    assert said.splitlines()[0] == "另有 1 个文件不是能处理的格式，没有处理：图.svg"
    last = said.splitlines()[-1]
    assert last.startswith("共 12 份：完成 6 份（其中 1 份似乎不是年度报告、1 份没有读全），")
    reasons = re.findall(r"[^（、]+ \d", last.partition("未能处理 6 份")[2])
    assert sorted(reasons) == sorted(
        ["程序崩溃 2", "编码不明 1", "空文件 1", "内部错误 1", "超时 1"]
    )
    assert "七.txt：处理这个文件的程序意外终止" in said
    assert "八.txt：处理超过 4 秒仍未完成" in said
    made = {p.relative_to(tmp_path / "out").as_posix() for p in tmp_path.glob("out/**/*.json")}
    assert made == {"一.json", "二.json", "三.json", "四.json", "乡/九.json", "包.zip/十一.json"}
    entries = list(read_entries(tmp_path / "out" / HIDDEN / JOURNAL))
    assert len(entries) == 12


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGKILL])
def test_run_goes_on_where_it_was_interrupted(tmp_path: Path, by: signal.Signals) -> None:
    write_files(tmp_path / "in", **{f"{i:02}": "净" for i in range(10)}, 坏="坏", 慢="慢")
    out = tmp_path / "out"
    journal = out / HIDDEN / JOURNAL
    process = start(tmp_path / "in", "-o", out)
    assert wait_until(lambda: len(list(read_entries(journal))) == 11)
    children = psutil.Process(process.pid).children(recursive=True)
    assert children
    process.send_signal(by)
    said = process.communicate(timeout=20)[1]
    assert (process.returncode, "--resume" in said) == (
        (130, True) if by == signal.SIGINT else (-signal.SIGKILL, False)
    )
    assert wait_until(lambda: not any(child.is_running() for child in children))
    assert sorted(p.name for p in out.rglob("*") if p.is_file()) == sorted(
        [*(f"{i:02}.json" for i in range(10)), JOURNAL]
    )

    before = {path: path.stat().st_mtime_ns for path in out.glob("*.json")}
    write_files(tmp_path / "in", 慢="净")
    code, said = run(tmp_path / "in", "-o", out, "--resume")
    assert code == 3
    assert said.splitlines()[-1] == (
        "共 12 份：完成 11 份，未能处理 1 份（编码不明 1）；11 份上次已处理，没有重做。"
    )
    assert {path: path.stat().st_mtime_ns for path in before} == before
    write_files(tmp_path / "in", 坏="净", **{"03": "疑"})
    code, said = run(tmp_path / "in", "-o", out, "--retry")
    assert (code, said.splitlines()[-1]) == (0, "共 12 份：完成 12 份；10 份上次已处理，没有重做。")


@pytest.mark.parametrize("name", ["全.xlsx", "全.jsonl"])
def test_run_into_one_file_is_resumed_too(tmp_path: Path, name: str) -> None:
    write_files(tmp_path / "in", **{f"{i:02}": "净" for i in range(5)}, 坏="坏", 慢="慢")
    out = tmp_path / name
    store = tmp_path / f".{name}{HIDDEN}"
    process = start(tmp_path / "in", "-o", out)
    assert wait_until(lambda: len(list(read_entries(store / JOURNAL))) == 6)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)
    assert not out.exists()

    write_files(tmp_path / "in", 慢="疑")
    code, said = run(tmp_path / "in", "-o", out, "--resume")
    assert code == 3
    assert said.splitlines()[-1].endswith("6 份上次已处理，没有重做。")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in", name]
    if name.endswith("xlsx"):
        book = load_workbook(out)
        named = {book["汇总"].cell(row, 10).value for row in range(5, 11)}
        assert named == {"慢.txt", *(f"{i:02}.txt" for i in range(5))}
        assert str(book["未能处理的文件"].cell(2, 1).value).endswith("坏.txt")
    else:
        rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
        assert [row["source"]["name"] for row in rows] == sorted(
            path.name for path in (tmp_path / "in").iterdir()
        )
        assert sum("error" in row for row in rows) == 1


def test_run_writes_beside_its_inputs_and_never_takes_its_own_results(tmp_path: Path) -> None:
    write_files(tmp_path, 甲="净", 乙="净")
    assert run(tmp_path, "-f", "html", "-o", tmp_path)[0] == 0
    code, said = run(tmp_path, "-f", "html", "-o", tmp_path, "--resume")
    assert (code, said) == (0, "共 2 份：完成 2 份；2 份上次已处理，没有重做。\n")


def test_run_is_not_resumed_where_nothing_is_kept(tmp_path: Path) -> None:
    write_files(tmp_path, 甲="净")
    code, said = run(tmp_path / "甲.txt", "-o", tmp_path / "甲.json", "--resume")
    assert code == 2
    assert "--resume" in said
