from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from benchmarks.accuracy.figure_lines import (
    LINES,
    LabelledCount,
    LabelledLine,
    LabelledPlaceholder,
    measure_figures,
    measure_line,
    read_lines,
)
from benchmarks.accuracy.tallies import Share
from training.evaluation import Tally
from training.labels import CorpusError

TEXT = "全县受理申请5件，答复4件，公开信息  条。"


def label(at: str, value: int, **other: Any) -> LabelledCount:
    start = TEXT.index(at)
    said = {"measure": None, "scope": None, "optional": False, "scope_open": False} | other
    return LabelledCount(
        start, start + len(at), value, "件", approximate=False, numeral="arabic", **said
    )


def line(*counts: LabelledCount, blank: bool = True) -> LabelledLine:
    start = TEXT.index("信息  条")
    blanks = (LabelledPlaceholder(start, start + 5, "blank_figure"),) if blank else ()
    return LabelledLine("青石乡", "dev", TEXT, counts, blanks)


def test_figure_lines_what_is_right_is_counted() -> None:
    result = measure_line(
        line(label("5件", 5, measure="受理申请", scope="全县"), label("4件", 4, scope="全县"))
    )
    assert (result.arabic, result.placeholders) == (Tally(2, 2, 2), Tally(1, 1, 1))
    assert (result.measures, result.scopes) == (Share(1, 2), Share(2, 2))


def test_figure_lines_what_is_wrong_or_invented_is_counted() -> None:
    result = measure_line(line(label("5件", 6), blank=False))
    assert (result.arabic, result.placeholders) == (Tally(0, 1, 2), Tally(0, 0, 1))


def test_figure_lines_an_open_count_is_neither_asked_for_nor_invented() -> None:
    result = measure_line(line(label("5件", 5, optional=True), label("4件", 4)))
    assert result.arabic == Tally(1, 1, 1)


@pytest.mark.parametrize(("scope", "is_open", "right"), [("全县", True, 1), ("本级", True, 0)])
def test_figure_lines_an_open_scope_may_not_be_another(
    scope: str, is_open: bool, right: int
) -> None:
    result = measure_line(line(label("5件", 5, scope=scope, scope_open=is_open)))
    assert result.scopes == Share(right, 1)


def test_figure_lines_are_measured_by_half() -> None:
    assert measure_figures("dev", [line()]).placeholders == Tally(1, 1, 1)
    assert measure_figures("test", [line()]).placeholders == Tally()


ROW = {
    "body": "青石乡",
    "split": "dev",
    "text": "受理5件。",
    "counts": [
        {
            "span": [2, 4],
            "value": 5,
            "unit": "件",
            "measure": "受理",
            "scope": None,
            "approximate": False,
            "numeral": "arabic",
        }
    ],
    "placeholders": [],
}


def write(folder: Path, **changes: Any) -> Path:
    row = json.loads(json.dumps(ROW))
    row["counts"][0] |= changes.pop("count", {})
    (folder / "rows.jsonl").write_text(json.dumps(row | changes) + "\n", "utf-8")
    return folder


def test_figure_lines_reads_a_row(tmp_path: Path) -> None:
    (read,) = read_lines(write(tmp_path))
    assert (read.body, read.counts[0].value, read.counts[0].optional) == ("青石乡", 5, False)


@pytest.mark.parametrize(
    "changes",
    [
        {"split": "train"},
        {"count": {"span": [4, 2]}},
        {"count": {"span": [2, 9]}},
        {"count": {"unit": "条"}},
        {"count": {"value": "5"}},
        {"count": {"numeral": "roman"}},
        {"placeholders": [{"span": [0, 2], "kind": "hole"}]},
        {"text": None},
    ],
)
def test_figure_lines_refuses_a_row_with_its_number(tmp_path: Path, changes: Any) -> None:
    with pytest.raises(CorpusError, match=r"rows\.jsonl:1"):
        read_lines(write(tmp_path, **changes))


def test_figure_lines_refuses_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(CorpusError):
        read_lines(tmp_path)


def test_figure_lines_test_half_is_frozen() -> None:
    card = (LINES / "README.md").read_text("utf-8")
    frozen = dict(re.findall(r"\| `(\w+\.jsonl)` \|.*`([0-9a-f]{16})` \|", card))
    assert frozen.keys() == {"lines.jsonl", "reports.jsonl", "unseen.jsonl"}
    for name, expected in frozen.items():
        rows = (LINES / name).read_text("utf-8").splitlines()
        test = [row for row in rows if json.loads(row)["split"] != "dev"]
        found = hashlib.sha256("".join(f"{row}\n" for row in test).encode()).hexdigest()
        assert found[:16] == expected


def test_figure_lines_halves_are_told_by_the_body() -> None:
    for name in ("lines.jsonl", "reports.jsonl"):
        for printed in (LINES / name).read_text("utf-8").splitlines():
            row = json.loads(printed)
            odd = hashlib.sha256(f"figures:{row['body']}".encode()).digest()[0] & 1
            assert row["split"] == ("test" if odd else "dev")
