"""The page of results: a section for each thing that is measured, each with its own day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from benchmarks.service.board import Board
from benchmarks.service.crowd import Crowd
from benchmarks.service.kills import Kills
from benchmarks.service.latency import Latency
from benchmarks.service.memory import Memory

_TITLE: Final = "# What the service bears\n\nWritten by `python -m benchmarks.service --write`.\n"
_SECTION: Final = "## "
_BOARD_GOAL: Final = 200.0
_UPLOAD_GOAL: Final = 1.0
_LEFT: Final = (
    ("acknowledged and lost", "lost"),
    ("there twice, or read twice", "twice"),
    ("stuck", "stuck"),
    ("given up after three lost workers", "given_up"),
    ("failed otherwise", "failed"),
    ("without original, result or words to be found by", "unsound"),
    ("processes left behind", "orphans"),
)


def put_section(page: str, heading: str, stamp: str, body: str) -> str:
    """The page with this section in place of the one before of the same heading, or at its end."""
    _, *rest = f"\n{page}".split(f"\n{_SECTION}")
    sections = dict(section.split("\n", 1) for section in rest)
    sections[heading] = f"\n{stamp}\n\n{body.strip()}\n"
    told = "".join(
        f"\n{_SECTION}{name}\n\n{text.strip()}\n" for name, text in sorted(sections.items())
    )
    return _TITLE + told


def write_kills(kills: Kills) -> Iterator[str]:
    yield (
        f"{kills.sent} reports sent by four at a time and acknowledged (one in twenty in Word), "
        f"while the server was killed {kills.servers} times and the worker {kills.workers} times "
        f"with -9, at any moment, in the middle of starting too; {kills.seconds:.0f} s. "
        f"{kills.again} were done by a second worker; {kills.refused} requests were refused.\n"
    )
    yield "| | |\n|---|--:|"
    for said, name in _LEFT:
        yield f"| {said} | {getattr(kills, name)} |"


def write_latency(found: list[Latency]) -> Iterator[str]:
    yield (
        f"From sending to the result, job included; the goal is {_UPLOAD_GOAL:.0f} s. "
        "Beside it the analysis alone in a process that is warm, in turns.\n"
    )
    yield "| | median | slowest | analysis alone | ratio |\n|---|--:|--:|--:|--:|"
    for one in found:
        yield (
            f"| {one.form} | {one.served:.2f} s | {one.slowest:.2f} s | {one.alone:.3f} s "
            f"| {one.ratio:.1f} |"
        )


def write_board(board: Board) -> Iterator[str]:
    where = ", without the database" if board.kind != "SQLite" else ""
    yield (
        f"{board.reports:,} reports; the goal is {_BOARD_GOAL:.0f} ms. Clock: median of ten. "
        f"Processor: of the server for one request{where}.\n"
    )
    yield "| | clock | processor |\n|---|--:|--:|"
    for answer in board.answers:
        mark = " **over**" if answer.clock > _BOARD_GOAL else ""
        yield f"| {answer.what} | {answer.clock:.0f} ms{mark} | {answer.processor:.0f} ms |"


def write_crowd(crowd: Crowd) -> Iterator[str]:
    requests = sum(kind.requests for kind in crowd.kinds)
    yield (
        f"{crowd.users} users for {crowd.seconds:.0f} s over {crowd.reports:,} reports: "
        f"{requests:,} requests, {len(crowd.faults)} errors. {crowd.uploads} uploads, of which "
        f"{crowd.unread} were not read; {crowd.overtaken} edits came too late.\n"
    )
    yield "| | requests | median | one in twenty above |\n|---|--:|--:|--:|"
    for kind in crowd.kinds:
        yield f"| {kind.what} | {kind.requests} | {kind.median:.2f} s | {kind.slow:.2f} s |"
    yield from (f"\n    {fault}" for fault in crowd.faults[:5])


def write_memory(memory: Memory) -> Iterator[str]:
    yield (
        f"MiB resident of the server itself after each fifty of {memory.uploads} uploads; its "
        f"children hold {memory.children:.0f} MiB at the end.\n"
    )
    yield " → ".join(f"{resident:.0f}" for resident in memory.resident)
