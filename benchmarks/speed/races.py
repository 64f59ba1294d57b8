"""Whole files read by gongkai and by what people take otherwise: each tool in a process of its own,
asked in turns, so that a busy machine slows all of them alike.

Tools that gongkai does not stand on live in ``.rivals`` (``make rivals``); what is absent has a row
that says so.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from types import TracebackType
from typing import Any, Final, Literal

from benchmarks.speed.files import Paper, PaperKind, write_papers
from benchmarks.speed.processes import run_in_turns

RaceName = PaperKind | Literal["commands"]
_RIVALS: Final = Path(__file__).parents[2] / ".rivals" / "bin"
_SCRIPT: Final = Path(__file__).with_name("rivals.py")
_ROUNDS: Final[Mapping[PaperKind, int]] = {"Word": 15, "PDF": 5, "real PDF": 5, "scans": 3}
_STARTS: Final = 3
_ONE_THREAD: Final = dict.fromkeys(
    ("GONGKAI_OCR_THREADS", "OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENCV_FOR_THREADS_NUM"), "1"
)
_NOT_INSTALLED: Final = "not installed"
GONGKAI: Final = "gongkai"


@dataclass(frozen=True, slots=True)
class Contender:
    """``tool`` as ``rivals.py`` names it; a ``foreign`` one lives in ``.rivals``. One that reads
    ``pictures`` is given a scan's pages in place of the file. ``bound`` to one thread."""

    tool: str
    foreign: bool = False
    pictures: bool = False
    bound: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """Seconds a document on the clock and of CPU, medians of the rounds; ``load`` are those until
    the tool was ready, ``peak`` is memory in MiB. ``absent`` says why there is nothing."""

    version: str = ""
    load: float = 0.0
    wall: float = 0.0
    cpu: float = 0.0
    peak: float = 0.0
    absent: str = ""


@dataclass(frozen=True, slots=True)
class Race:
    """``pages`` are those of scans."""

    documents: int
    pages: int
    entries: Mapping[str, Entry]


@dataclass(frozen=True, slots=True)
class Goal:
    """``own`` shall take at most ``most`` times the time of ``rival`` on the clock."""

    race: RaceName
    own: str
    rival: str
    most: float


_OF_PDF: Final[Mapping[str, Contender]] = {
    GONGKAI: Contender("gongkai"),
    "camelot, lattice": Contender("lattice"),
    "camelot, auto": Contender("auto"),
    "pdfplumber": Contender("pdfplumber"),
    "markitdown": Contender("markitdown", foreign=True),
}
CONTENDERS: Final[Mapping[PaperKind, Mapping[str, Contender]]] = {
    "Word": {
        GONGKAI: Contender("gongkai"),
        "docling": Contender("docling", foreign=True),
        "markitdown": Contender("markitdown", foreign=True),
    },
    "PDF": _OF_PDF,
    "real PDF": _OF_PDF,
    "scans": {
        GONGKAI: Contender("gongkai", bound=True),
        "RapidOCR": Contender("rapidocr", pictures=True, bound=True),
        "tesseract": Contender("tesseract", pictures=True, bound=True),
        "gongkai, two children": Contender("guarded"),
        "RapidOCR, two threads": Contender("rapidocr-2", pictures=True),
    },
}
TITLES: Final[Mapping[RaceName, str]] = {
    "Word": "Word",
    "commands": "Word, whole commands",
    "PDF": "PDF",
    "real PDF": "PDF, a real one",
    "scans": "Scans",
}
GOALS: Final = (
    Goal("Word", GONGKAI, "docling", 1 / 3),
    Goal("commands", GONGKAI, "docling", 1 / 10),
    Goal("PDF", GONGKAI, "camelot, lattice", 1 / 2),
    Goal("real PDF", GONGKAI, "camelot, lattice", 1 / 2),
    Goal("scans", GONGKAI, "RapidOCR", 1.25),
    Goal("scans", "gongkai, two children", "RapidOCR", 1 / 1.7),
)
Races = Mapping[RaceName, Race]


def measure_races(documents: int, scans: int) -> Races:
    """Every race that there are files for: so many Word documents and PDFs, so many scans."""
    with tempfile.TemporaryDirectory() as folder:
        papers = write_papers(Path(folder), documents, scans)
        races: dict[RaceName, Race] = {
            kind: run_race(CONTENDERS[kind], group, _ROUNDS[kind]) for kind, group in papers.items()
        }
        races["commands"] = run_commands(papers["Word"][0].file, Path(folder))
    return races


def run_race(contenders: Mapping[str, Contender], papers: Sequence[Paper], rounds: int) -> Race:
    """Each contender in turns over all papers, after one round that is not measured."""
    with ExitStack() as stack:
        runners = {name: stack.enter_context(Runner(one)) for name, one in contenders.items()}
        present = {name: runner for name, runner in runners.items() if not runner.absent}
        answers: dict[str, list[Mapping[str, float]]] = {name: [] for name in present}
        for _ in range(1 + rounds):
            for name, runner in present.items():
                answers[name].append(runner.ask(papers))
    entries = {
        name: _sum_up(runner, answers.get(name, ()), len(papers))
        for name, runner in runners.items()
    }
    return Race(len(papers), sum(len(paper.pages) for paper in papers), entries)


def _sum_up(runner: Runner, answers: Sequence[Mapping[str, float]], papers: int) -> Entry:
    if runner.absent:
        return Entry(absent=runner.absent)
    return Entry(
        runner.said["version"],
        runner.said["load"],
        median(answer["wall"] for answer in answers[1:]) / papers,
        median(answer["cpu"] for answer in answers[1:]) / papers,
        max(answer["peak"] for answer in answers),
    )


class Runner:
    """A contender's process. ``said`` is what it said when it was ready."""

    def __init__(self, contender: Contender) -> None:
        python = _RIVALS / "python" if contender.foreign else Path(sys.executable)
        self.absent = "" if python.exists() else _NOT_INSTALLED
        self.said: Mapping[str, Any] = {}
        self._tool, self._pictures = contender.tool, contender.pictures
        self._process: subprocess.Popen[str] | None = None
        if self.absent:
            return
        self._process = subprocess.Popen(
            [python, "-P", _SCRIPT, contender.tool],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, **(_ONE_THREAD if contender.bound else {})},
        )
        self.said = self._listen()
        if "missing" in self.said:
            self.absent = _NOT_INSTALLED

    def __enter__(self) -> Runner:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._process:
            self._process.communicate()

    def ask(self, papers: Sequence[Paper]) -> Mapping[str, float]:
        """What reading them cost; raises ``RuntimeError`` where the tool fails."""
        assert self._process
        assert self._process.stdin
        files = [paper.pages if self._pictures else (paper.file,) for paper in papers]
        print(json.dumps([list(map(str, one)) for one in files]), file=self._process.stdin)
        self._process.stdin.flush()
        return self._listen()

    def _listen(self) -> Mapping[str, Any]:
        assert self._process
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self._tool} ended with {self._process.wait()}")
        said: Mapping[str, Any] = json.loads(line)
        return said


def run_commands(document: Path, folder: Path) -> Race:
    """Whole commands over one Word document, from a cold start."""
    commands: Mapping[str, Sequence[str]] = {
        GONGKAI: (sys.executable, "-m", "service", "structure", "-o", str(folder / "a.json")),
        "docling": (
            str(_RIVALS / "docling"),
            "--from",
            "docx",
            "--to",
            "json",
            "--output",
            str(folder),
        ),
        "markitdown": (str(_RIVALS / "markitdown"), "-o", str(folder / "a.md")),
    }
    present = {
        name: (*command, str(document))
        for name, command in commands.items()
        if Path(command[0]).exists()
    }
    starts = run_in_turns(present, _STARTS)
    return Race(
        1,
        0,
        {
            name: Entry(wall=start.wall, cpu=start.cpu, peak=start.peak)
            if (start := starts.get(name))
            else Entry(absent=_NOT_INSTALLED)
            for name in commands
        },
    )


def list_missed_goals(races: Races) -> Iterator[str]:
    """One sentence for each goal that was missed; what was not measured misses none."""
    for goal in GOALS:
        entries = races[goal.race].entries if goal.race in races else {}
        own, rival = entries.get(goal.own, Entry()), entries.get(goal.rival, Entry())
        if own.wall > goal.most * rival.wall > 0:
            yield (
                f"{TITLES[goal.race]}: {goal.own} takes {own.wall / rival.wall:.2f} times the time "
                f"of {goal.rival}, the goal is {goal.most:.2f}"
            )
