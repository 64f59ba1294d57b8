"""Models that were trained at the place of use: where they are kept, which is in use, and whether
they are still what was written.

``models`` in the data folder has a folder a version. Its ``files.json`` lists the SHA-256 of every
file, and the version's name ends with the SHA-256 of that list, so that a version cannot change
unnoticed. ``aliases.json`` says which one is the champion, that is, in use. Written by
``training.registry``.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from documents.errors import ModelDamaged, ModelMissing
from documents.home import find_home

BUILTIN: Final = "builtin"
ALIASES: Final = "aliases.json"
ALIASES_SCHEMA: Final = "aliases/1"
MANIFEST: Final = "files.json"
MANIFEST_SCHEMA: Final = "files/1"
DIGITS: Final = 12
VERSION: Final = re.compile(rf"tags-\d{{8}}-[0-9a-f]{{{DIGITS}}}")
_WAY_OUT: Final = "请用 gongkai models rollback 换回以前的模型，或重新训练。"


def find_models() -> Path:
    """The folder of the models; it need not exist yet."""
    return find_home() / "models"


def find_champion(models: Path) -> str:
    """The name of the version in use: ``builtin`` where none was ever promoted.

    Raises ModelDamaged where the record cannot be read, or is gone while there are versions."""
    try:
        data = (models / ALIASES).read_bytes()
    except FileNotFoundError:
        if any(map(is_version, models.glob("*"))):
            raise ModelDamaged(f"模型登记不见了：{models / ALIASES}") from None
        return BUILTIN
    except OSError as error:
        raise ModelDamaged(f"读不了模型登记 {models / ALIASES}：{error.strerror}") from error
    champion = _read_json(data, models / ALIASES, ALIASES_SCHEMA).get("champion")
    if champion == BUILTIN or (isinstance(champion, str) and VERSION.fullmatch(champion)):
        return champion
    raise ModelDamaged(f"模型登记已损坏：{models / ALIASES}")


def is_version(folder: Path) -> bool:
    return VERSION.fullmatch(folder.name) is not None


def read_files(version: Path, names: Iterable[str] | None = None) -> dict[str, bytes]:
    """The files of a version (all without ``names``), each as it was written.

    Raises ModelMissing where the version is not there, ModelDamaged where a file is missing,
    another, or cannot be read."""
    try:
        manifest = (version / MANIFEST).read_bytes()
    except FileNotFoundError:
        raise ModelMissing(f"找不到模型 {version.name}。{_WAY_OUT}") from None
    except OSError as error:
        raise ModelDamaged(f"读不了模型 {version.name}：{error.strerror}。{_WAY_OUT}") from error
    if hash_bytes(manifest)[:DIGITS] != version.name.rpartition("-")[2]:
        raise _tell_damage(version, MANIFEST)
    sums: dict[str, str] = _read_json(manifest, version / MANIFEST, MANIFEST_SCHEMA)["files"]
    files = {}
    for name in names or sums:
        try:
            files[name] = (version / name).read_bytes()
        except FileNotFoundError:
            raise _tell_damage(version, name) from None
        except OSError as error:
            raise ModelDamaged(f"读不了模型文件 {version / name}：{error.strerror}") from error
        if hash_bytes(files[name]) != sums.get(name):
            raise _tell_damage(version, name)
    return files


def read_with_card(path: Path, suffix: str, schema: str) -> tuple[dict[str, Any], bytes]:
    """A model that came with the program: its card (JSON, at ``path``), and the file beside it that
    ends in ``suffix`` and whose SHA-256 the card gives.

    Raises ModelMissing where one is missing, ModelDamaged where they do not fit each other or the
    card is of another ``schema``."""
    try:
        card = json.loads(path.read_bytes())
        stored = path.with_suffix(suffix).read_bytes()
    except FileNotFoundError as error:
        raise ModelMissing from error
    except ValueError as error:
        raise ModelDamaged from error
    if not isinstance(card, dict) or card.get("schema") != schema:
        raise ModelDamaged
    if card.get("sha256") != hash_bytes(stored):
        raise ModelDamaged
    return card, stored


def hash_bytes(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _tell_damage(version: Path, name: str) -> ModelDamaged:
    return ModelDamaged(f"模型 {version.name} 已损坏：{name} 与登记的校验值不符。{_WAY_OUT}")


def _read_json(data: bytes, path: Path, schema: str) -> dict[str, Any]:
    try:
        values = json.loads(data)
    except ValueError:
        values = None
    if isinstance(values, dict) and values.get("schema") == schema:
        return values
    raise ModelDamaged(f"模型登记已损坏：{path}")
