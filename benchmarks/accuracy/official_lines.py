"""Officials found in the lines of ``corpora/officials``: ``python -m
benchmarks.accuracy.official_lines``.

Names and (name, role) pairs count as often as they stand in a line; a post counts where the label
has one and its pair was found. What is found in a line that names nobody is invented.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.accuracy.tallies import NO_SHARE, Share, tally_equal
from nlp.officials import find_officials
from training.evaluation import Tally

LINES: Final = Path(__file__).parents[2] / "corpora" / "officials"


@dataclass(frozen=True, slots=True)
class LinesResult:
    """``invented`` officials in ``nameless`` lines."""

    names: Tally
    pairs: Tally
    posts: Share
    invented: int
    nameless: int


def measure_lines(split: str) -> LinesResult:
    """One half of the lines: ``dev`` or ``test``."""
    names, pairs, posts = Tally(), Tally(), NO_SHARE
    for row in _read_rows("named", split):
        gold = [(_close(o["name"]), o["role"], o["post"]) for o in row["officials"]]
        found = [(o.name, o.role, o.post) for o in find_officials(row["text"])]
        names += tally_equal(Counter(g[0] for g in gold), Counter(f[0] for f in found))
        pairs += tally_equal(Counter(g[:2] for g in gold), Counter(f[:2] for f in found))
        printed = {(name, role): post for name, role, post in found}
        for name, role, post in gold:
            if post and (name, role) in printed:
                posts += Share(int(printed[name, role] == post), 1)
    nameless = list(_read_rows("nobody", split))
    invented = sum(len(find_officials(row["text"])) for row in nameless)
    return LinesResult(names, pairs, posts, invented, len(nameless))


def _read_rows(file: str, split: str) -> Iterator[Mapping[str, Any]]:
    for line in (LINES / f"{file}.jsonl").read_text("utf-8").splitlines():
        row: Mapping[str, Any] = json.loads(line)
        if row["split"] == split:
            yield row


def _close(name: str) -> str:
    return "".join(name.split())


def _print_result(split: str, result: LinesResult) -> None:
    for what, tally in (("names", result.names), ("with role", result.pairs)):
        print(f"{split}: {what} P {tally.precision:.4f} R {tally.recall:.4f} F1 {tally.f1:.4f}")
    print(f"{split}: posts {result.posts.ratio:.4f}, invented {result.invented}/{result.nameless}")


if __name__ == "__main__":
    for half in ("dev", "test"):
        _print_result(half, measure_lines(half))
