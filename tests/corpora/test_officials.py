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
FILES = ("named", "nobody", "named-2")


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
def test_officials_split_is_that_of_the_body(file: str) -> None:
    for row in load(file):
        first = sha256(row["body"].encode()).digest()[0]
        assert row["split"] == ("test" if first % 2 else "dev")


@pytest.mark.parametrize("file", FILES)
def test_officials_lines_hold_no_marks(file: str) -> None:
    assert not [row["text"] for row in load(file) if re.search(r"[|⟦⟧]", row["text"])]


@pytest.mark.parametrize("file", FILES)
def test_officials_card_counts_are_those_of_the_lines(file: str) -> None:
    rows = load(file)
    split = Counter(row["split"] for row in rows)
    named = sum(len(row["officials"]) for row in rows)
    line = f"| `{file}.jsonl` | {len(rows)} | {split['dev']} | {split['test']} | {named:,} |"
    assert line in (FOLDER / "README.md").read_text("utf-8")


def test_officials_are_named_in_one_file_alone() -> None:
    assert all(row["officials"] for row in load("named"))
    assert not any(row["officials"] for row in load("nobody"))
