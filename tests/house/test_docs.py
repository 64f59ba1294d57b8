import json
import re
import shlex
from pathlib import Path
from typing import Any, get_args

import pytest
import typer

from documents.forms import load_forms
from documents.narrative import TAGS, PlaceholderKind
from documents.report import Analysis
from documents.rules import RULES
from documents.tables import CellState
from service import cli
from tests.golden import REWRITING

ROOT = Path(__file__).parents[2]
READMES = (ROOT / "README.md", ROOT / "README.zh.md")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("corpora/**/*.md")])
SHOWN = [
    pytest.param(path, command, output, id=f"{path.name}: {command}")
    for path in PAGES
    for block in re.findall(r"```console\n(.*?)```", path.read_text("utf-8"), re.DOTALL)
    for command, output in re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
]
EXCERPTS = [
    pytest.param(command, excerpt, id=f"{path.name}: {command}")
    for path in PAGES
    for command, excerpt in re.findall(
        r"<!-- from: (.+?) -->\n+```json\n(.*?)```", path.read_text("utf-8"), re.DOTALL
    )
]


def run_command(command: str) -> int:
    program, *arguments = shlex.split(command)
    assert program == "gongkai"
    return cli.run(arguments)


@pytest.mark.parametrize(("path", "command", "output"), SHOWN)
def test_docs_show_what_a_command_prints(
    path: Path,
    command: str,
    output: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    run_command(command)
    printed = capsys.readouterr().out
    if REWRITING:
        shown = path.read_text("utf-8").replace(f"$ {command}\n{output}", f"$ {command}\n{printed}")
        path.write_text(shown, "utf-8")
    else:
        assert output == printed, "make golden shows it anew"


@pytest.mark.parametrize(("command", "excerpt"), EXCERPTS)
def test_docs_show_what_the_json_holds(
    command: str,
    excerpt: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    run_command(command)
    assert_part(json.loads(excerpt), json.loads(capsys.readouterr().out))


def assert_part(part: Any, whole: Any) -> None:
    """Every key of an object, and every item of a list, has its like in the whole."""
    if isinstance(part, dict):
        for key, value in part.items():
            assert_part(value, whole[key])
    elif isinstance(part, list) and part and isinstance(part[0], dict):
        for item in part:
            assert any(is_part(item, other) for other in whole), item
    else:
        assert part == whole


def is_part(part: Any, whole: Any) -> bool:
    try:
        assert_part(part, whole)
    except (AssertionError, KeyError):
        return False
    return True


def test_docs_both_readmes_show_output() -> None:
    assert {param.values[0] for param in SHOWN} >= set(READMES)


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_docs_readme_names_every_command_and_target(path: Path) -> None:
    text = path.read_text("utf-8")
    commands = typer.main.get_group(cli.app).commands
    assert [name for name in commands if f"gongkai {name}" not in text] == []
    assert [name for name in ("demo", "test") if f"make {name}" not in text] == []


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_docs_readme_names_every_state(path: Path) -> None:
    text = path.read_text("utf-8")
    assert [state for state in get_args(CellState) if f"`{state}`" not in text] == []


def test_docs_rules_are_those_of_the_catalogue() -> None:
    text = (ROOT / "docs" / "rules.md").read_text("utf-8")
    assert [code for code in RULES if f"`{code}`" not in text] == []
    named = set(re.findall(r"^\| `([a-z-]+)`", text, re.MULTILINE))
    assert named <= set(RULES)


def test_docs_rules_state_their_severity() -> None:
    text = (ROOT / "docs" / "rules.md").read_text("utf-8")
    stated = dict(re.findall(r"^\| `([a-z-]+)` [^|]+\| (error|warning|notice)", text, re.MULTILINE))
    assert {c: s for c, s in stated.items() if RULES[c].severity != s} == {}


def test_docs_contract_names_every_key() -> None:
    text = (ROOT / "docs" / "contract.md").read_text("utf-8")
    assert [key for key in Analysis.__dataclass_fields__ if f"`{key}`" not in text] == []
    words = (*get_args(CellState), *get_args(PlaceholderKind), *TAGS)
    assert [word for word in words if word not in text] == []


def test_docs_contract_names_every_row_and_column() -> None:
    text = (ROOT / "docs" / "contract.md").read_text("utf-8")
    tables = [table for form in load_forms() for table in form.tables]
    keys = {key for table in tables for block in table.blocks for key in block.list_keys()}
    assert [str(key) for key in keys if f"`{key.column}`" not in text] == []
    assert [str(key) for key in keys if f"`{key.row}`" not in text] == []


def test_docs_make_help_lists_every_target() -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^\.PHONY: (\w+)", text, re.MULTILINE))
    told = set(re.findall(r"^(\w+):.*## \w", text, re.MULTILINE))
    assert targets == told


def test_docs_decisions_are_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text("utf-8")
    records = [path.name for path in folder.glob("[0-9]*.md")]
    assert [name for name in records if f"({name})" not in index] == []


def test_docs_links_lead_somewhere() -> None:
    broken = [
        f"{path.relative_to(ROOT)}: {link}"
        for path in PAGES
        for link in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", path.read_text("utf-8"))
        if not (path.parent / link).exists()
    ]
    assert broken == []
