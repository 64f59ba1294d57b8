"""The frozen reports of ``corpora/reviewed``: what was planted is found, and no false error."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from analysis.pipeline import analyze
from documents.rules import RULES

REVIEWED = Path(__file__).parents[2] / "corpora" / "reviewed"
NAMES = sorted(path.stem for path in REVIEWED.glob("*.txt"))


def load(name: str) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads((REVIEWED / f"{name}.json").read_text("utf-8"))
    return gold


def test_reviewed_reports_each_have_their_gold() -> None:
    assert len(NAMES) == 38
    assert sorted(path.stem for path in REVIEWED.glob("*.json")) == NAMES
    for name in NAMES:
        gold = load(name)
        assert {*gold["findings"], *gold["acceptable"], *gold["no_findings"]} <= set(RULES)


@pytest.mark.parametrize("name", NAMES)
def test_reviewed_report_is_reviewed_as_a_fair_reviewer_would(name: str) -> None:
    gold = load(name)
    found = analyze((REVIEWED / f"{name}.txt").read_bytes(), name)
    assert found.unit is not None
    assert (found.unit.name, found.unit.kind) == (gold["unit"], gold["kind"])
    assert (found.year, found.form) == (gold["year"], gold["form"])
    assert set(gold["findings"]) <= {finding.rule for finding in found.findings}
    known = {*gold["findings"], *gold["acceptable"]}
    alarms = [f for f in found.findings if f.severity != "notice" and f.rule not in known]
    assert not [alarm.message for alarm in alarms]
