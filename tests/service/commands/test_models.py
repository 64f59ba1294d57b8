from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nlp.stored import BUILTIN, find_champion
from service.cli import run
from tests.training.registry.office import list_labels, open_office, shift_labels
from training.annotations.rows import write_annotations
from training.registry.versions import list_versions

Out = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Two versions, one of good labels and one of shifted ones, none of them promoted."""
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("office")
        models = open_office(home, patch)
        (home / "labels").mkdir()
        write_annotations(list_labels(), home / "labels" / "甲.jsonl")
        assert run(["train", "--json", "--no-progress"]) == 0
        write_annotations(shift_labels(list_labels()), home / "乙.jsonl")
        assert run(["train", "--labels", str(home / "乙.jsonl"), "--no-progress"]) == 0
        yield models


@pytest.fixture
def models(office: Path) -> Iterator[Path]:
    """The same, put back to how it was before each test."""
    kept = (office / "aliases.json").read_bytes()
    yield office
    (office / "aliases.json").write_bytes(kept)


def tell(capsys: Out, *arguments: str, code: int = 0) -> Any:
    capsys.readouterr()
    assert run([*arguments, "--json"]) == code
    return json.loads(capsys.readouterr().out)


def tell_versions(models: Path) -> tuple[str, str]:
    """The good one, and the bad one, which waits for promotion."""
    said = json.loads((models / "aliases.json").read_text("utf-8"))
    good, bad = (event["version"] for event in said["history"][:2])
    assert said["challenger"] == bad
    return good, bad


def test_models_train_says_what_it_does_and_what_came_of_it(models: Path, capsys: Out) -> None:
    labels = str(models.parent / "labels" / "甲.jsonl")
    assert run(["train", "--labels", labels]) == 0
    said = capsys.readouterr()
    assert "学习，第 7/7 步" in said.err
    assert "已训练 tags-" in said.out
    assert "与 builtin 在内置检验集上相比" in said.out
    assert "启用：gongkai models promote" in said.out
    made = tell(capsys, "models", "show", "challenger")["version"]
    shutil.rmtree(models / made)


def test_models_train_without_labels(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out, office: Path
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path))
    assert run(["train"]) == 3
    assert "没有标注，没有可学的" in capsys.readouterr().err
    assert run(["train", "--labels", str(tmp_path / "无.jsonl")]) == 3
    assert "无.jsonl" in capsys.readouterr().err


def test_models_train_without_scikit_learn(monkeypatch: pytest.MonkeyPatch, capsys: Out) -> None:
    monkeypatch.delitem(sys.modules, "training.learning")
    monkeypatch.delattr("training.learning")
    monkeypatch.delitem(sys.modules, "training.tagger", raising=False)
    monkeypatch.setitem(sys.modules, "sklearn.linear_model", None)
    assert run(["train"]) == 3
    assert "gongkai[training]" in capsys.readouterr().err


def test_models_list_names_every_version(models: Path, capsys: Out) -> None:
    good, bad = tell_versions(models)
    said = tell(capsys, "models", "list")["models"]
    assert [m["name"] for m in said] == [BUILTIN, good, bad]
    assert [(m["name"], m["aliases"]) for m in said if m["aliases"]] == [
        (BUILTIN, ["champion"]),
        (bad, ["challenger"]),
    ]
    assert {m["name"]: m["promotable"] for m in said} == {BUILTIN: None, good: True, bad: False}
    assert run(["models", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "builtin　正在使用　随程序提供"
    assert sum(name in line for line in lines for name in (good, bad)) == 2


def test_models_promotes_and_goes_back(models: Path, capsys: Out) -> None:
    good, _ = tell_versions(models)
    said = tell(capsys, "models", "promote", good)
    assert (said["promoted"], said["objections"]) == (True, [])
    assert find_champion(models) == good
    assert run(["models", "promote", good]) == 3
    assert "已经在用" in capsys.readouterr().err
    assert tell(capsys, "models", "rollback") == {"champion": BUILTIN, "was": good}
    assert find_champion(models) == BUILTIN
    assert run(["models", "rollback"]) == 3
    assert "没有可以换回的模型" in capsys.readouterr().err


def test_models_poisoned_challenger_is_refused(models: Path, capsys: Out) -> None:
    _, bad = tell_versions(models)
    assert run(["models", "promote"]) == 1
    said = capsys.readouterr().out
    assert f"不准启用 {bad}：" in said
    assert "请先复核" in said
    assert find_champion(models) == BUILTIN
    assert tell(capsys, "models", "promote", code=1)["promoted"] is False
    assert run(["models", "promote", "--force"]) == 2


def test_models_show_prints_the_card(models: Path, capsys: Out) -> None:
    good, bad = tell_versions(models)
    assert run(["models", "show", good]) == 0
    assert capsys.readouterr().out.startswith(f"{good}\n\n# 模型卡")
    card = tell(capsys, "models", "show", "challenger")
    assert card["version"] == bad
    assert card["card"]["objections"]
    assert tell(capsys, "models", "show")["card"] is None
    assert run(["models", "show"]) == 0
    assert "没有模型卡" in capsys.readouterr().out


def test_models_evaluate_on_the_frozen_set(models: Path, capsys: Out) -> None:
    good, _ = tell_versions(models)
    scores = tell(capsys, "evaluate", good)["scores"]
    assert scores == tell(capsys, "models", "show", good)["card"]["sets"][0]
    assert run(["evaluate"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("builtin\n内置检验集：")
    assert "| 主动公开 |" in said


def test_models_evaluate_on_labels_takes_what_was_not_learnt(models: Path, capsys: Out) -> None:
    good, _ = tell_versions(models)
    seen, unseen = (
        tell(capsys, "evaluate", name, "--on", "labels")["scores"] for name in (good, BUILTIN)
    )
    assert seen["paragraphs"] < unseen["paragraphs"] == len({row.text for row in list_labels()})


@pytest.mark.parametrize("command", [("evaluate",), ("models", "show"), ("models", "promote")])
def test_models_unknown_name(models: Path, capsys: Out, command: tuple[str, ...]) -> None:
    assert run([*command, "tags-1"]) == 3
    said = capsys.readouterr().err
    assert "没有 tags-1 这个模型" in said
    assert all(name in said for name in list_versions(models))


def test_models_damaged_version_is_named(models: Path, capsys: Out) -> None:
    good, _ = tell_versions(models)
    page = models / good / "card.md"
    kept = page.read_bytes()
    page.chmod(0o644)
    page.write_bytes(kept + b"x")
    try:
        faults = {m["name"]: m["fault"] for m in tell(capsys, "models", "list")["models"]}
        assert "card.md 与登记的校验值不符" in faults[good]
        assert run(["models", "promote", good]) == 3
    finally:
        page.write_bytes(kept)
