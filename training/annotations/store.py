"""The store of labels: JSONL files in the data folder that are only ever added to."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from uuid import uuid4

from documents.home import find_home
from training.annotations.annotation import Annotation
from training.annotations.faults import Fault, LabelsInvalid
from training.annotations.rows import decode_rows, encode_rows

FOLDER: Final = "labels"


def find_store(home: Path | None = None) -> Path:
    """The folder of the store; it need not exist yet."""
    return (home or find_home()) / FOLDER


def find_annotations(home: Path | None = None) -> tuple[Annotation, ...]:
    """What the store holds now: one row an id, in the order in which ids came in; none where there
    is no store. Raises LabelsInvalid."""
    return choose_latest(find_history(home))


def find_history(home: Path | None = None) -> tuple[Annotation, ...]:
    """Every row that the store was ever given, those that later ones outdo included."""
    rows: list[Annotation] = []
    faults: list[Fault] = []
    for path in sorted(find_store(home).glob("*.jsonl")):
        parsed = decode_rows(path.read_bytes(), path.name, repeats=True)
        rows += parsed.annotations
        faults += parsed.faults
    if faults:
        raise LabelsInvalid(faults)
    return tuple(rows)


def add_annotations(rows: Sequence[Annotation], now: datetime, home: Path | None = None) -> Path:
    """Adds the rows to the store, all or none, as a file of its own; returns that file.

    Raises OSError where the store cannot be written."""
    folder = find_store(home)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{uuid4().hex[:8]}.jsonl"
    part = path.with_suffix(".part")
    try:
        with part.open("wb") as file:
            file.write(encode_rows(rows))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return path


def choose_latest(annotations: Iterable[Annotation]) -> tuple[Annotation, ...]:
    """One row an id: the later review wins, and a suggestion never outdoes what a person said.
    Where times are equal or missing, the row further down is the later."""
    latest: dict[str, Annotation] = {}
    for row in annotations:
        if row.id not in latest or _tell_rank(row) >= _tell_rank(latest[row.id]):
            latest[row.id] = row
    return tuple(latest.values())


def _tell_rank(row: Annotation) -> tuple[bool, datetime]:
    return row.review.state != "suggested", row.review.at or datetime.min.replace(tzinfo=UTC)
