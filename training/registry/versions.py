"""Versions of the tagger on disk: a folder each, written once and whole, checked when read.

``nlp.stored`` tells how a version is laid out and checked. Formats are JSON, Markdown, arrays
without pickle, and skops for what scikit-learn fitted.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from nlp.stored import DIGITS, MANIFEST, MANIFEST_SCHEMA, hash_bytes, is_version

PLANES: Final = "planes.skops"


def write_version(models: Path, files: Mapping[str, bytes]) -> str:
    """A new version with these files, and its name. It is written aside and renamed, so that
    nobody meets half of it; two that are written at once do not meet each other either."""
    models.mkdir(parents=True, exist_ok=True)
    sums = {name: hash_bytes(data) for name, data in sorted(files.items())}
    said = {"schema": MANIFEST_SCHEMA, "files": sums}
    manifest = (json.dumps(said, indent=1) + "\n").encode()
    name = f"tags-{datetime.now(UTC):%Y%m%d}-{hash_bytes(manifest)[:DIGITS]}"
    with TemporaryDirectory(prefix=".new-", dir=models, ignore_cleanup_errors=True) as aside:
        whole = Path(aside) / name
        whole.mkdir()
        for file, data in {**files, MANIFEST: manifest}.items():
            write_synced(whole / file, data)
            (whole / file).chmod(0o444)
        whole.rename(models / name)
    return name


def list_versions(models: Path) -> tuple[str, ...]:
    """The names of all versions, by the day they were made."""
    return tuple(sorted(path.name for path in models.glob("*") if is_version(path)))


def pack_planes(planes: Mapping[str, Any]) -> bytes:
    """What scikit-learn fitted, in double precision, as a skops file."""
    from zipfile import ZIP_DEFLATED

    from skops.io import dumps

    packed: bytes = dumps(dict(planes), compression=ZIP_DEFLATED)
    return packed


def unpack_planes(data: bytes) -> dict[str, Any]:
    """What ``pack_planes`` packed; skops raises where a file holds types that could run code."""
    from skops.io import loads

    planes: dict[str, Any] = loads(data, trusted=[])
    return planes


def write_synced(path: Path, data: bytes) -> None:
    """The file is on the disk when this returns."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
