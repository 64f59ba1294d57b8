"""The lines with officials keep the promises of their data card."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "corpora" / "officials"
SETS = ("blind", "fresh", "unseen", "plain", "mixed", "fair")
NAMED = ("named", *(f"named-{file}" for file in (2, 3, 4, 5, 6, 7, *SETS)))
NOBODY = ("nobody", *(f"nobody-{file}" for file in (2, 3, 4, 5, 6, 7, 8, *SETS)))
FILES = NAMED + NOBODY
FROZEN = ("fresh", "unseen", "plain", "fair")
CARD = (FOLDER / "README.md").read_text("utf-8")


@cache
def load(file: str) -> tuple[dict[str, Any], ...]:
    lines = (FOLDER / f"{file}.jsonl").read_text("utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


@pytest.mark.parametrize("file", FILES)
def test_officials_spans_hold_the_names(file: str) -> None:
    for row in load(file):
        for official in row["officials"]:
            start, end = official["span"]
            assert row["text"][start:end] == official["name"]


@pytest.mark.parametrize("file", FILES)
def test_officials_split_is_that_of_the_body_or_of_the_file(file: str) -> None:
    own = {
        **dict.fromkeys(("3", "4", "5", "6", "7", "8", "blind", "mixed"), "dev"),
        **dict.fromkeys(FROZEN, "test"),
    }
    whole = own.get(file.rpartition("-")[2])
    for row in load(file):
        first = sha256(row["body"].encode()).digest()[0]
        assert row["split"] == (whole or ("test" if first % 2 else "dev"))


def test_officials_blind_bodies_are_met_nowhere_else() -> None:
    blind, others = (
        {row["body"] for file in FILES if file.endswith(FROZEN) == is_blind for row in load(file)}
        for is_blind in (True, False)
    )
    assert not blind & others


def test_officials_test_lines_are_frozen() -> None:
    """They change only by intent: the card names their hash."""
    for name, files in {
        "test": ("named", "named-2", "nobody", "nobody-2"),
        "blind": ("named-fresh", "nobody-fresh"),
        "unseen": ("named-unseen", "nobody-unseen"),
        "plain": ("named-plain", "nobody-plain"),
        "fair": ("named-fair", "nobody-fair"),
    }.items():
        rows = [row for file in files for row in load(file) if row["split"] == "test"]
        frozen = [(r["text"], [(o["span"], o["role"]) for o in r["officials"]]) for r in rows]
        digest = sha256(json.dumps(frozen, ensure_ascii=False).encode()).hexdigest()[:16]
        assert f"| {name} | {len(rows)} | `{digest}` |" in CARD


@pytest.mark.parametrize("file", FILES)
def test_officials_lines_hold_no_marks(file: str) -> None:
    assert not [row["text"] for row in load(file) if re.search(r"[{}⟦⟧]|^[-@] ", row["text"])]


@pytest.mark.parametrize("file", FILES)
def test_officials_card_counts_are_those_of_the_lines(file: str) -> None:
    rows = load(file)
    split = Counter(row["split"] for row in rows)
    named = sum(len(row["officials"]) for row in rows)
    line = f"| `{file}.jsonl` | {len(rows)} | {split['dev']} | {split['test']} | {named:,} |"
    assert line in CARD


def test_officials_are_named_in_their_files_alone() -> None:
    assert all(row["officials"] for file in NAMED for row in load(file))
    assert not any(row["officials"] for file in NOBODY for row in load(file))


def test_officials_lines_are_written_once() -> None:
    texts = Counter(row["text"] for file in FILES for row in load(file))
    assert max(texts.values()) == 1


def test_officials_second_reading_is_of_lines_in_the_files() -> None:
    texts = {file: {row["text"] for row in load(file)} for file in FILES}
    rows = load("second-reading")
    assert Counter(row["file"] for row in rows) == {"named": 120, "nobody": 80}
    for row in rows:
        assert row["text"] in texts[row["file"]]
        assert (row["settled"] is None) == (row["first"] == row["second"])
        for official in row["second"] + (row["settled"] or []):
            start, end = official["span"]
            assert row["text"][start:end] == official["name"]


def test_officials_card_agreement_is_that_of_the_readings() -> None:
    rows = load("second-reading")
    both, lone = [], [0, 0]
    for row in rows:
        first, second = ({tuple(o["span"]): o for o in row[by]} for by in ("first", "second"))
        both += [(first[at], second[at]) for at in first.keys() & second]
        lone[0] += len(first.keys() - second)
        lone[1] += len(second.keys() - first)
    f1 = 2 * len(both) / (2 * len(both) + sum(lone))
    assert f"F1 {f1:.3f}: {len(both)} alike, {lone[0]} only in the first, {lone[1]} only" in CARD
    for field in ("role", "post", "group"):
        alike = sum(first[field] == second[field] for first, second in both)
        assert f"| `{field}` | {alike} of {len(both)} |" in CARD
    kappa = measure_kappa([(bool(row["first"]), bool(row["second"])) for row in rows])
    assert f"kappa {kappa:.3f} ({len(rows)} lines)" in CARD


def measure_kappa(pairs: list[tuple[bool, bool]]) -> float:
    agreed = sum(a == b for a, b in pairs) / len(pairs)
    first, second = (sum(pair[i] for pair in pairs) / len(pairs) for i in (0, 1))
    chance = first * second + (1 - first) * (1 - second)
    return (agreed - chance) / (1 - chance)
