"""``python -m benchmarks.service``: measure, print, and with ``--write`` keep the page.

Times depend on the machine, so a missed goal is said and is no failure; a report that is lost, or
an error that a user would see, is one."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.service.board import measure_board
from benchmarks.service.crowd import measure_crowd
from benchmarks.service.kills import measure_kills
from benchmarks.service.latency import measure_latency
from benchmarks.service.memory import measure_memory
from benchmarks.service.results import (
    put_section,
    write_board,
    write_crowd,
    write_kills,
    write_latency,
    write_memory,
)
from benchmarks.service.running import Place
from benchmarks.stamp import write_stamp

_PAGE: Final = Path(__file__).with_name("RESULTS.md")
_PARTS: Final = ("kills", "latency", "board", "crowd", "memory")
_USERS: Final = 50
_SECONDS: Final = 60.0
_ROUNDS: Final = 10


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.service", description=__doc__)
    parser.add_argument("--only", action="append", choices=_PARTS, help="one part; may be repeated")
    parser.add_argument("--write", action="store_true", help="write RESULTS.md")
    parser.add_argument("--seed", type=int, default=1, help="of kills and users")
    parser.add_argument("--uploads", type=int, default=200, help="reports sent during the kills")
    parser.add_argument("--reports", type=int, default=10_000, help="reports on the board")
    parser.add_argument("--day", type=int, default=500, help="uploads whose memory is watched")
    parser.add_argument("--home", type=Path, help="keep the board's ten thousand reports there")
    parser.add_argument("--database", default="", help="a PostgreSQL URL; it is emptied")
    options = parser.parse_args()
    sound = True
    with TemporaryDirectory(prefix="gongkai-service-") as scratch:
        board = Place(options.home or Path(scratch) / "board", options.database)
        other = Place(Path(scratch) / "other", options.database)
        for part in options.only or _PARTS:
            match part:
                case "kills":
                    kills = measure_kills(other, options.uploads, options.seed)
                    sound &= not (kills.lost or kills.twice or kills.stuck or kills.unsound)
                    _tell(options.write, f"Killed, on {kills.kind}", write_kills(kills))
                case "latency":
                    found = measure_latency(_renew(other, part), _ROUNDS)
                    _tell(options.write, f"Upload to result, on {other.kind}", write_latency(found))
                case "board":
                    seen = measure_board(board, options.reports, _ROUNDS)
                    _tell(options.write, f"Board, on {seen.kind}", write_board(seen))
                case "crowd":
                    crowd = measure_crowd(board, options.reports, _USERS, _SECONDS, options.seed)
                    sound &= not (crowd.faults or crowd.unread)
                    _tell(options.write, f"Crowd, on {crowd.kind}", write_crowd(crowd))
                case "memory":
                    memory = measure_memory(_renew(other, part), options.day)
                    _tell(options.write, f"Memory, on {other.kind}", write_memory(memory))
    return int(not sound)


def _renew(place: Place, part: str) -> Place:
    return Place(place.home.with_name(part), place.database)


def _tell(write: bool, heading: str, lines: Iterable[str]) -> None:
    body = "\n".join(lines)
    print(f"{heading}\n\n{body}\n", flush=True)
    if write:
        page = _PAGE.read_text("utf-8") if _PAGE.exists() else ""
        stamp = f"{write_stamp()} Load of the machine: {os.getloadavg()[1]:.0f}."
        _PAGE.write_text(put_section(page, heading, stamp, body), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
