import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Timer

import psutil
import pytest

from documents.errors import GongkaiError, InputError, SetupError
from documents.limits import Limits
from service.guard import pool
from service.guard.child import ChildUnstartable
from service.guard.pool import (
    Guard,
    GuardClosed,
    MemoryLimit,
    ProcessCrashed,
    TimeLimit,
    count_jobs,
)

ROOT = Path(__file__).parents[3]
DEEDS = "tests.service.guard.deeds:act"


@pytest.fixture
def guard() -> Iterator[Guard]:
    with Guard(DEEDS, Limits(seconds=60, memory=300)) as guard:
        yield guard


def wait_until(holds: Callable[[], bool], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.02)
    return holds()


def is_gone(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_guard_passes_questions_and_answers_through(guard: Guard) -> None:
    data = bytes(range(256)) * 5000
    head, body = guard.ask({"deed": "echo", "said": "公开"}, data)
    assert (head["said"], body) == ("公开", data)


def test_guard_keeps_a_child_that_does_well(guard: Guard) -> None:
    pids = {guard.ask({"deed": "echo"}, b"")[0]["pid"] for _ in range(3)}
    assert len(pids) == 1
    assert os.getpid() not in pids


@pytest.mark.parametrize("deed", ["segfault", "exit", "kill"])
def test_guard_blames_a_document_that_crashes_two_children(guard: Guard, deed: str) -> None:
    first = guard.ask({"deed": "echo"}, b"")[0]["pid"]
    with pytest.raises(ProcessCrashed) as caught:
        guard.ask({"deed": deed}, b"")
    assert ("被系统终止" in str(caught.value)) == (deed == "kill")
    assert guard.ask({"deed": "echo"}, b"")[0]["pid"] != first


def test_guard_tries_a_document_again_that_one_child_died_over(
    guard: Guard, tmp_path: Path
) -> None:
    assert guard.ask({"deed": "kill-first", "marker": str(tmp_path / "seen")}, b"")[0]["pid"]


@pytest.mark.parametrize("deed", ["hang", "spin"])
def test_guard_ends_what_takes_too_long(deed: str) -> None:
    with Guard(DEEDS, Limits(seconds=0.3)) as guard:
        guard.ask({"deed": "echo"}, b"")
        with pytest.raises(TimeLimit, match=r"0\.3 秒"):
            guard.ask({"deed": deed}, b"")
        assert guard.ask({"deed": "echo"}, b"data")[1] == b"data"


@pytest.mark.parametrize("deed", ["eat", "grasp"])
def test_guard_ends_what_eats_memory(guard: Guard, deed: str) -> None:
    with pytest.raises(MemoryLimit, match="300 MB"):
        guard.ask({"deed": deed}, b"")
    assert guard.ask({"deed": "echo"}, b"data")[1] == b"data"


def test_guard_hands_on_what_the_task_raises(guard: Guard) -> None:
    for deed, kind, code, said in (
        ("damaged", InputError, "damaged-input", "已损坏"),
        ("broken", InputError, "internal-error", "ZeroDivisionError"),
        ("unset", SetupError, "model-missing", "缺少模型文件"),
    ):
        with pytest.raises(kind, match=said) as caught:
            guard.ask({"deed": deed}, b"")
        assert caught.value.code == code


def test_guard_says_when_no_child_can_be_started() -> None:
    with Guard("tests.service.guard.nowhere:act", Limits()) as guard:
        for _ in range(2):
            with pytest.raises(ChildUnstartable):
                guard.ask({}, b"")


@pytest.mark.parametrize(("bound", "value"), [("_AGED", 0.0), ("_DOCUMENTS", 1)])
def test_guard_replaces_children_that_have_grown_or_done_their_share(
    bound: str, value: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, bound, value)
    with Guard(DEEDS, Limits()) as guard:
        pids = {guard.ask({"deed": "echo"}, b"")[0]["pid"] for _ in range(2)}
    assert len(pids) == 2


def test_guard_gives_its_children_settings() -> None:
    with Guard(DEEDS, Limits(), settings={"GONGKAI_HUE": "3"}) as guard:
        assert guard.ask({"deed": "setting", "name": "GONGKAI_HUE"}, b"")[0]["value"] == "3"


def test_guard_sweeps_up_after_its_children(guard: Guard) -> None:
    litter = Path(guard.ask({"deed": "litter"}, b"")[0]["file"])
    assert litter.exists()
    with pytest.raises(ProcessCrashed):
        guard.ask({"deed": "kill"}, b"")
    assert not litter.parent.exists()


def test_guard_works_side_by_side() -> None:
    with Guard(DEEDS, Limits(), jobs=2) as guard, ThreadPoolExecutor(4) as threads:
        answers = threads.map(lambda i: guard.ask({"deed": "echo", "said": i}, b""), range(40))
        heads = [head for head, _ in answers]
    assert [head["said"] for head in heads] == list(range(40))
    assert len({head["pid"] for head in heads}) <= 2


def test_guard_closed_in_the_middle_ends_everything() -> None:
    with Guard(DEEDS, Limits(), jobs=2) as guard:
        pids = guard.ask({"deed": "offspring"}, b"")[0]
        Timer(0.3, guard.close).start()
        with pytest.raises(GuardClosed):
            guard.ask({"deed": "hang"}, b"")
        with pytest.raises(GuardClosed):
            guard.ask({"deed": "echo"}, b"")
    assert wait_until(lambda: is_gone(pids["pid"]) and is_gone(pids["child"]))


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="process groups are POSIX")
def test_guard_killed_leaves_no_orphans() -> None:
    program = f"""
from documents.limits import Limits
from service.guard.pool import Guard
guard = Guard({DEEDS!r}, Limits())
litter = guard.ask({{"deed": "litter"}}, b"")[0]["file"]
head = guard.ask({{"deed": "offspring"}}, b"")[0]
print(head["pid"], head["child"], litter, flush=True)
guard.ask({{"deed": "spin"}}, b"")
"""
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, cwd=ROOT)
    assert parent.stdout
    *pids, litter = parent.stdout.readline().decode().split()
    assert len(pids) == 2
    assert Path(litter).exists()
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert wait_until(lambda: all(is_gone(int(pid)) for pid in pids))
    assert not Path(litter).parent.exists()


def test_guard_counts_the_cores_it_may_use() -> None:
    assert 1 <= count_jobs() <= 4


def test_guard_errors_have_codes_of_their_own() -> None:
    kinds: list[type[GongkaiError]] = [ProcessCrashed, TimeLimit, MemoryLimit]
    assert [kind.code for kind in kinds] == ["process-crashed", "time-limit", "memory-limit"]
