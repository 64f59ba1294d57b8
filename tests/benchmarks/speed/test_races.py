"""What the races say of goals and of tools that are not there; the worker's own arithmetic."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.speed import races, rivals
from benchmarks.speed.files import Paper
from benchmarks.speed.races import GONGKAI, Contender, Entry, Race, list_missed_goals, run_race


def _make_race(own: float, rival: Entry) -> Race:
    return Race(1, 0, {GONGKAI: Entry("1", wall=own), "docling": rival})


def test_races_miss_a_goal_only_beyond_its_ratio() -> None:
    rival = Entry("2", wall=3.0)
    assert not list(list_missed_goals({"Word": _make_race(1.0, rival)}))
    [missed] = list_missed_goals({"Word": _make_race(1.2, rival)})
    assert "0.40 times the time of docling, the goal is 0.33" in missed


def test_races_miss_nothing_that_was_not_measured() -> None:
    absent = Entry(absent="not installed")
    assert not list(list_missed_goals({"Word": _make_race(1.0, absent)}))
    assert not list(list_missed_goals({}))


def test_races_name_a_tool_that_is_not_installed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(races, "_RIVALS", tmp_path)
    race = run_race({"docling": Contender("docling", foreign=True)}, [Paper(tmp_path)], 1)
    assert race.entries == {"docling": Entry(absent="not installed")}


def test_races_ask_gongkai_in_a_process_of_its_own(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("我镇认真落实政务公开工作。\n", "utf-8")
    race = run_race({GONGKAI: Contender("gongkai")}, [Paper(text), Paper(text)], 2)
    entry = race.entries[GONGKAI]
    assert (race.documents, race.pages, entry.absent) == (2, 0, "")
    assert min(entry.load, entry.wall, entry.peak) > 0


def test_rivals_say_what_is_missing() -> None:
    """Where its packages are kept from it, a tool says so on its first line."""
    script = Path(rivals.__file__)
    done = subprocess.run(
        [sys.executable, "-I", "-S", script, "docling"], capture_output=True, check=True, input=b""
    )
    assert "docling" in json.loads(done.stdout)["missing"]


def test_rivals_count_processes_that_they_started() -> None:
    before = rivals._count_cpu()
    subprocess.run([sys.executable, "-S", "-c", "sum(range(3_000_000))"], check=True)
    assert rivals._count_cpu() - before > 0.01
