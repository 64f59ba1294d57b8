import sys
import tomllib
from importlib import import_module
from importlib.metadata import distributions
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).parents[2]
PACKAGES: list[str] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"][
    "importlinter"
]["root_packages"]


def test_imports_keep_the_contracts(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "path", [*sys.path])
    status = lint_imports(no_cache=True, no_logo=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_take_our_own_packages(package: str) -> None:
    assert Path(import_module(package).__file__ or "") == ROOT / package / "__init__.py"


def test_imports_cover_every_package_of_the_root() -> None:
    found = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert found - {"tests", "benchmarks"} == set(PACKAGES)


def test_imports_leave_no_second_tables() -> None:
    installed = {distribution.metadata["Name"].lower() for distribution in distributions()}
    assert "tables" not in installed  # PyTables
