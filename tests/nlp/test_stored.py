from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from documents.errors import ModelDamaged, ModelMissing
from nlp.stored import (
    ALIASES,
    BUILTIN,
    MANIFEST,
    find_champion,
    find_models,
    hash_bytes,
    read_files,
)
from nlp.tags import CARD, MODEL, WEIGHTS, load_tagger, load_version


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path))
    load_version.cache_clear()
    (tmp_path / "models").mkdir()
    return find_models()


def store_version(models: Path) -> Path:
    """The built-in model's files once more, as a version of the registry."""
    folder = models / "new"
    folder.mkdir()
    for source, name in ((MODEL, CARD), (MODEL.with_suffix(".npz"), WEIGHTS)):
        shutil.copy(source, folder / name)
    sums = {path.name: hash_bytes(path.read_bytes()) for path in folder.iterdir()}
    manifest = json.dumps({"schema": "files/1", "files": sums}).encode()
    (folder / MANIFEST).write_bytes(manifest)
    return folder.rename(models / f"tags-20260101-{hash_bytes(manifest)[:12]}")


def name_champion(models: Path, champion: object) -> None:
    said = {"schema": "aliases/1", "champion": champion}
    (models / ALIASES).write_text(json.dumps(said), "utf-8")


def test_stored_no_registry_is_the_built_in_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path / "nowhere"))
    assert find_champion(find_models()) == BUILTIN
    assert load_tagger() is load_tagger(MODEL)


def test_stored_champion_is_loaded_under_its_own_name(models: Path) -> None:
    version = store_version(models)
    name_champion(models, BUILTIN)
    assert load_tagger() is load_tagger(MODEL)
    name_champion(models, version.name)
    assert load_tagger().name == version.name
    assert load_tagger() is load_tagger()
    name_champion(models, BUILTIN)
    assert load_tagger() is load_tagger(MODEL)


@pytest.mark.parametrize("name", [CARD, WEIGHTS, MANIFEST])
def test_stored_changed_file_of_the_champion_is_damaged(models: Path, name: str) -> None:
    version = store_version(models)
    name_champion(models, version.name)
    (version / name).write_bytes((version / name).read_bytes() + b"\n")
    with pytest.raises(ModelDamaged, match=name):
        load_tagger()


def test_stored_lost_file_of_the_champion_is_damaged(models: Path) -> None:
    version = store_version(models)
    name_champion(models, version.name)
    (version / WEIGHTS).unlink()
    with pytest.raises(ModelDamaged, match=WEIGHTS):
        load_tagger()


def test_stored_champion_that_is_gone_is_missing(models: Path) -> None:
    name_champion(models, "tags-20260101-0123456789ab")
    with pytest.raises(ModelMissing, match="tags-20260101-0123456789ab"):
        load_tagger()


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"[]",
        b'{"schema": "aliases/1"}',
        b'{"schema": "aliases/0", "champion": "builtin"}',
        b'{"schema": "aliases/1", "champion": "../elsewhere"}',
        b"\xff",
    ],
)
def test_stored_record_that_says_nothing_is_damaged(models: Path, said: bytes) -> None:
    (models / ALIASES).write_bytes(said)
    with pytest.raises(ModelDamaged, match="模型登记已损坏"):
        load_tagger()


def test_stored_lost_record_is_damaged_where_there_are_versions(models: Path) -> None:
    store_version(models)
    with pytest.raises(ModelDamaged, match="模型登记不见了"):
        load_tagger()


@pytest.mark.parametrize("name", [ALIASES, MANIFEST, WEIGHTS])
def test_stored_file_that_cannot_be_read_is_damaged(models: Path, name: str) -> None:
    version = store_version(models)
    name_champion(models, version.name)
    path = models / name if name == ALIASES else version / name
    path.unlink()
    path.mkdir()
    with pytest.raises(ModelDamaged, match="读不了"):
        load_tagger()


def test_stored_files_are_read_whole_or_in_part(models: Path) -> None:
    version = store_version(models)
    assert read_files(version, [CARD]) == {CARD: MODEL.read_bytes()}
    assert read_files(version).keys() == {CARD, WEIGHTS}
    with pytest.raises(ModelDamaged):
        read_files(version, ["planes.skops"])
