import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LINES = [
    line
    for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
PINNED = {name: number for name, _, number in (line.partition("==") for line in LINES) if number}
TRAINING_ONLY = {"torch"}


def normalize(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def list_requirements() -> Iterator[str]:
    for requirement in PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]:
        yield normalize(re.split(r"[<>=\[ ]", requirement)[0])


def test_constraints_are_the_versions_installed() -> None:
    pinned = {normalize(name): number for name, number in PINNED.items()}
    # a wheel may say for which processor it was made: 2.13.0+cpu
    installed = {
        normalize(d.metadata["Name"]): d.version.partition("+")[0] for d in distributions()
    }
    assert set(list_requirements()) <= set(installed)
    other = {name: installed[name] for name in pinned.keys() & installed.keys()}
    assert other == {name: pinned[name] for name in other}


def test_constraints_pin_every_requirement() -> None:
    assert set(list_requirements()) <= {normalize(name) for name in PINNED}


def test_constraints_keep_pytables_out() -> None:
    assert "tables<0" in LINES


def test_constraints_leave_torch_to_training() -> None:
    assert TRAINING_ONLY.isdisjoint(list_requirements())
    assert PINNED["torch"]
