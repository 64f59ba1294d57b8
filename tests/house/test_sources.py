from pathlib import Path

from tests.house.test_imports import PACKAGES, ROOT

LONGEST = 400


def list_sources() -> list[Path]:
    return [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def test_sources_are_short() -> None:
    lengths = {path: path.read_text("utf-8").count("\n") for path in list_sources()}
    assert lengths
    assert {str(path): lines for path, lines in lengths.items() if lines > LONGEST} == {}


def test_sources_say_what_they_are() -> None:
    silent = [path for path in list_sources() if not path.read_text("utf-8").startswith('"""')]
    assert [str(path) for path in silent] == []


def test_sources_have_tests_in_packages() -> None:
    """Without its ``__init__.py`` a test folder named like a package would stand in its place."""
    folders = {path.parent for path in (ROOT / "tests").rglob("test_*.py")}
    assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []
