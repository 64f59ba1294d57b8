"""The parts of a form, its rows or its columns, laid on the lines that were seen: the best way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ingest.rulings import Floats

_MISSING: Final = 0.75  # what a line of the form costs that is not seen
_FOREIGN: Final = 1.5  # what a row costs that is not the form's
_AGAIN: Final = 1.5  # what it costs that rows are left out after the header
_MOST_SKIPPED: Final = 6  # lines between two edges of the form
_MOST_MISSING: Final = 3  # lines of the form in a row


@dataclass(frozen=True, slots=True)
class Step:
    """``parts`` of the form, from ``part`` on, between two lines; none for what is not its."""

    start: int
    stop: int
    part: int
    parts: int


Laying = tuple[Step, ...]


def find_path(
    count: int,
    lines: int,
    says: Sequence[Floats],
    agrees: Floats,
    false: Floats,
    *,
    header: int | None,
) -> Laying | None:
    """The best way to lay ``count`` parts of a form between ``lines`` lines.

    ``says[n - 1][part, line]`` is what is said for ``n`` parts up to that line,
    ``agrees[edge, line]`` what the line's walls say for its being that edge, ``false[line]`` the
    cost of skipping it.
    With ``header``, rows may be left out after it, foreign ones may stand between, and the first
    and last may be any: a table goes on over pages.
    """
    free = header is not None
    skipped = np.concatenate([[0.0], np.cumsum(false)])
    best = np.full((count + 1, lines), -np.inf)
    from_edge = np.full((count + 1, lines), -1)
    from_line = np.full((count + 1, lines), -1)

    def take(score: Floats, first: int, line: int, start: int) -> None:
        """Keep what is better of the ways to edges from ``first`` on, ``start`` lines back."""
        last = first + len(score)
        better = score > best[first:last, line]
        best[first:last, line] = np.where(better, score, best[first:last, line])
        edges = np.arange(len(score))
        from_edge[first:last, line] = np.where(better, edges, from_edge[first:last, line])
        from_line[first:last, line] = np.where(better, start, from_line[first:last, line])

    for line in range(lines):
        begin = count + 1 if free else 1
        best[:begin, line] = agrees[:begin, line] - skipped[line]
        for start in range(max(0, line - _MOST_SKIPPED), line):
            cost = skipped[line] - skipped[start + 1]
            for parts, said in enumerate(says, 1):
                gain = said[:, line] - said[:, start]
                score = best[: len(gain), start] + gain + agrees[parts:, line]
                take(score - cost - _MISSING * (parts - 1), parts, line, start)
            if free:
                take(best[:, start] - _FOREIGN - cost, 0, line, start)
        if header is not None and from_line[header, line] >= 0:
            again = best[header, line] - _AGAIN
            later = header + 1 + np.flatnonzero(again > best[header + 1 : count, line])
            best[later, line] = again
            from_edge[later, line], from_line[later, line] = header, line
    tail = skipped[-1] - skipped[1:]
    ends = best - tail[None]
    if not free:
        ends[:-1] = -np.inf
    edge, line = (int(n) for n in np.unravel_index(int(np.argmax(ends)), ends.shape))
    if not np.isfinite(ends[edge, line]):
        return None
    steps: list[Step] = []
    while from_line[edge, line] >= 0:
        before, start = int(from_edge[edge, line]), int(from_line[edge, line])
        if start != line:
            steps.append(Step(start, line, before, edge - before))
        edge, line = before, start
    return tuple(reversed(steps)) or None


def add_up(votes: Floats, place: NDArray[np.int_], lines: int) -> list[Floats]:
    """What is said up to each line for one part, for two together, and so on: of several parts
    each run speaks for the one that it likes best."""
    said = []
    for parts in range(1, min(_MOST_MISSING + 1, votes.shape[1]) + 1):
        windows = np.lib.stride_tricks.sliding_window_view(votes, parts, axis=1).max(axis=2)
        total = np.zeros((lines, windows.shape[1]))
        np.add.at(total, np.clip(place, 0, lines - 1), windows)
        said.append(np.cumsum(total, axis=0).T)
    return said
