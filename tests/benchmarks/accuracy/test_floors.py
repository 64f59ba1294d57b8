"""Floors only rise, and a part of a run is held only against what must never happen."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.accuracy.floors import Floors, read_floors, write_floors

_SHARES = st.floats(0, 1)
_FLOORS = Floors({"recall": 0.98}, {"silent": 0, "false": 0.01})


def test_floors_breaches_name_the_measure() -> None:
    measured = {"recall": 0.97, "silent": 2.0, "false": 0.01}
    breaches = list(_FLOORS.find_breaches(measured))
    assert [breach.split(":")[0] for breach in breaches] == ["recall", "silent"]


def test_floors_a_sample_is_held_against_zero_only() -> None:
    measured = {"recall": 0.5, "silent": 1.0, "false": 0.5}
    breaches = list(_FLOORS.find_breaches(measured, whole=False))
    assert [breach.split(":")[0] for breach in breaches] == ["silent"]


def test_floors_what_was_not_measured_is_no_breach() -> None:
    assert list(_FLOORS.find_breaches({})) == []


@given(recall=_SHARES, false=_SHARES)
@settings(max_examples=60)
def test_floors_only_rise(recall: float, false: float) -> None:
    measured = {"recall": recall, "silent": 3.0, "false": false}
    lifted = _FLOORS.lift(measured)
    assert lifted.at_least["recall"] >= 0.98
    assert lifted.at_most["silent"] == 0
    assert lifted.at_most["false"] <= 0.01


@given(recall=st.floats(0.98, 1), false=st.floats(0, 0.01))
@settings(max_examples=60)
def test_floors_lifted_hold_for_what_lifted_them(recall: float, false: float) -> None:
    measured = {"recall": recall, "silent": 0.0, "false": false}
    lifted = _FLOORS.lift(measured)
    assert list(lifted.find_breaches(measured)) == []
    assert recall - lifted.at_least["recall"] < 2e-4


def test_floors_written_are_read_again(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    write_floors(_FLOORS, path)
    assert read_floors(path) == _FLOORS


def test_floors_of_the_project_let_no_cell_be_silently_wrong() -> None:
    assert read_floors().at_most["tables: cells silently wrong"] == 0
