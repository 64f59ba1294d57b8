"""Whole processes from a cold start: what a user waits for, and what it takes in memory."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

_ROOT: Final = Path(__file__).parents[2]
_SEGMENT: Final = """
import sys
from spacy.lang.zh import Chinese
language = Chinese.from_config({"nlp": {"tokenizer": {"segmenter": "jieba"}}})
print(len(language(open(sys.argv[1], encoding="utf-8").read())))
"""
_JIEBA: Final = """
import sys
import jieba
print(len(list(jieba.cut(open(sys.argv[1], encoding="utf-8").read()))))
"""
_LAUNCH: Final = """
import os, sys, time
nothing = os.open(os.devnull, os.O_RDWR)
into = [(os.POSIX_SPAWN_DUP2, nothing, 1), (os.POSIX_SPAWN_DUP2, nothing, 2)]
start = time.perf_counter()
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=into)
_, status, usage = os.wait4(child, 0)
print(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""


@dataclass(frozen=True, slots=True)
class Start:
    """Medians over several processes: seconds on the clock and of CPU, peak memory in MiB."""

    wall: float
    cpu: float
    peak: float


def measure_starts(text: str, rounds: int = 5) -> dict[str, Start]:
    """Each command in turns after one unmeasured round; raises ``RuntimeError`` where one fails."""
    with tempfile.TemporaryDirectory() as folder:
        report, out = Path(folder, "report.txt"), Path(folder, "out.json")
        report.write_text(text, "utf-8")
        return run_in_turns(_list_commands(report, out), rounds)


def run_in_turns(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, Start]:
    """Medians of each command, run in turns after one unmeasured round; raises ``RuntimeError``
    where one fails."""
    for command in commands.values():
        run_process(command)
    starts: dict[str, list[Start]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            starts[name].append(run_process(command))
    return {
        name: Start(
            median(s.wall for s in all_), median(s.cpu for s in all_), median(s.peak for s in all_)
        )
        for name, all_ in starts.items()
    }


def run_process(command: Sequence[str]) -> Start:
    """One process from start to end. A small one starts it: a process's peak memory counts from
    that of the one it was split off from."""
    done = subprocess.run(
        [sys.executable, "-S", "-c", _LAUNCH, *command], cwd=_ROOT, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command[:4])} ended with {done.returncode}")
    wall, cpu, kibibytes = map(float, done.stdout.split())
    return Start(wall, cpu, kibibytes / 1024)


def _list_commands(report: Path, out: Path) -> Mapping[str, Sequence[str]]:
    python, gongkai = sys.executable, (sys.executable, "-m", "service")
    return {
        "gongkai structure FILE": (*gongkai, "structure", str(report), "-o", str(out)),
        "gongkai --help": (*gongkai, "--help"),
        "Python with spaCy and jieba, words only": (python, "-c", _SEGMENT, str(report)),
        "Python with jieba, words only": (python, "-c", _JIEBA, str(report)),
        "Python alone": (python, "-c", "pass"),
    }
