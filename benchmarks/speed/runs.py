"""A run over hundreds of mixed files, interrupted twice and taken up again, and watched."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psutil

from benchmarks.speed.mixture import TASK, write_mixture
from service.delivery import HIDDEN
from service.runs.journal import JOURNAL, Entry, read_entries

_ROOT: Final = Path(__file__).parents[2]
_PROGRAM: Final = f"""
import sys
from service import batch, cli
batch.TREAT = {TASK!r}
sys.exit(cli.run(sys.argv[1:]))
"""
GROWTH_GOAL: Final = 1.2
_LOOK_EVERY: Final = 0.2
_LIMITS: Final = {"GONGKAI_LIMIT_SECONDS": "60"}


@dataclass(frozen=True, slots=True)
class Leg:
    """A part of the run: ``ended`` tells by what; resident memory in MiB of the parent, at a tenth
    of the files and at the end, and the most that one child had; ``left`` are processes that were
    still there two seconds later."""

    ended: str
    seconds: float
    files: int
    parent: tuple[float, float]
    child: float
    left: int


@dataclass(frozen=True, slots=True)
class Run:
    """``made`` counts the inputs by kind, ``outcomes`` what became of them: read, or a code;
    ``unaccounted`` inputs have no outcome, ``twice`` were done in more than one leg."""

    made: Mapping[str, int]
    jobs: int
    legs: Sequence[Leg]
    outcomes: Mapping[str, int]
    skipped: int
    unaccounted: int
    twice: int

    @property
    def files(self) -> int:
        return sum(self.outcomes.values()) + self.unaccounted

    def list_misses(self) -> list[str]:
        """One sentence for each thing that must not happen and did."""
        grown = max(late / early for early, late in (leg.parent for leg in self.legs))
        found = (
            (self.unaccounted, "of the mixed files are not accounted for"),
            (self.twice, "of the mixed files were done twice"),
            (self.made["skipped"] - self.skipped, "files without a reader were not named"),
            (sum(leg.left for leg in self.legs), "children outlived their run"),
        )
        missed = [f"{count} {what}" for count, what in found if count]
        if grown > GROWTH_GOAL:
            missed.append(f"the parent's memory grew to {grown:.2f} times what it was")
        return missed


def measure_run(count: int, jobs: int = 2) -> Run:
    """Structures a mixed folder to JSON: Ctrl-C after a third, a kill after two, then the rest."""
    with tempfile.TemporaryDirectory() as place:
        folder, out = Path(place, "in"), Path(place, "out")
        made = write_mixture(folder, count)
        journal = out / HIDDEN / JOURNAL
        arguments = ("structure", str(folder), "-o", str(out), "--jobs", str(jobs), "--resume")
        plan = ((signal.SIGINT, count // 3), (signal.SIGKILL, count * 2 // 3), (None, count))
        legs: list[Leg] = []
        said = ""
        for by, until in plan:
            leg, said = _run_leg(arguments, journal, by, until)
            legs.append(leg)
        entries = list(read_entries(journal))
        outcomes = Counter(_name_outcome(entry) for entry in entries)
        skipped = said.count("个文件不是能处理的格式") and made["skipped"]
        targets = Counter(entry.target for entry in entries)
        return Run(
            made,
            jobs,
            legs,
            dict(outcomes.most_common()),
            skipped,
            count - len(targets),
            len(entries) - len(targets),
        )


def _name_outcome(entry: Entry) -> str:
    return "read" if entry.result else str(entry.said["code"])


def _run_leg(
    arguments: Sequence[str], journal: Path, by: signal.Signals | None, until: int
) -> tuple[Leg, str]:
    before = _count_lines(journal)
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, *arguments],
        stderr=subprocess.PIPE,
        text=True,
        cwd=_ROOT,
        env={**os.environ, **_LIMITS},
    )
    parent = psutil.Process(process.pid)
    seen: set[psutil.Process] = set()
    places: list[tuple[int, float]] = []
    largest = 0.0
    while process.poll() is None:
        done = _count_lines(journal)
        with suppress(psutil.Error):
            places.append((done, parent.memory_info().rss / 2**20))
            children = parent.children(recursive=True)
            seen.update(children)
            for child in children:
                largest = max(largest, child.memory_info().rss / 2**20)
        if by and done >= until:
            process.send_signal(by)
            break
        time.sleep(_LOOK_EVERY)
    said = process.communicate()[1]
    seconds = time.perf_counter() - start
    left = psutil.wait_procs(seen, timeout=2)[1]
    early = next(rss for done, rss in places if done >= before + (until - before) / 10)
    leg = Leg(
        by.name if by else f"exit code {process.returncode}",
        seconds,
        _count_lines(journal) - before,
        (early, places[-1][1]),
        largest,
        len(left),
    )
    return leg, said


def _count_lines(path: Path) -> int:
    with suppress(FileNotFoundError):
        return sum(1 for line in path.read_bytes().splitlines() if line)
    return 0
