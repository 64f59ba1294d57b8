"""The journal of a run: a line for each input that is done with, in JSON.

A line is written after the result it speaks of and forced to the disk, so what it says is true
after any interruption. What an interruption left half written is no line and is not believed.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, Final, Literal

from service.outcomes import (
    Input,
    Outcome,
    Reading,
    Refusal,
    decode_summary,
    encode_summary,
)
from service.runs.storage import OutputUnwritable, write_whole

JOURNAL: Final = "journal.jsonl"
Recollection = Literal["results", "all"]
"""What is taken from earlier runs: results alone, or refusals too."""


@dataclass(frozen=True, slots=True)
class Entry:
    """``target`` is the result's place below the run's folder and ``result`` the SHA-256 of it,
    null where the input was refused; ``sha256`` is of the input's bytes."""

    inside: str
    sha256: str
    made_by: str
    target: str
    result: str | None
    said: dict[str, Any]


class Journal:
    """Results below ``folder`` and the journal of them in ``folder/hidden``.

    ``made_by`` names what decides about a result beside its input: a result of another version or
    format is not taken for this one's. Where earlier runs are not to be recalled the journal begins
    anew. Raises ``OutputUnwritable``, also where another run is writing there.
    """

    def __init__(
        self, folder: Path, hidden: str, made_by: str, recollection: Recollection | None = None
    ) -> None:
        self.folder = folder
        self._hidden = folder / hidden
        self._made_by = made_by
        self._recollection = recollection
        path = self._hidden / JOURNAL
        self._known = {entry.target: entry for entry in read_entries(path)}
        try:
            self._hidden.mkdir(parents=True, exist_ok=True)
            self._file = path.open("ab")
            _lock(self._file)
            if recollection is None:
                self._file.truncate(0)
            elif self._file.tell():
                self._file.write(b"\n")  # ends a line that an interruption cut short
        except BlockingIOError:
            self._file.close()
            raise OutputUnwritable(
                f"另一个 gongkai 正在往 {folder} 里写结果，请等它结束。"
            ) from None
        except OSError as error:
            raise OutputUnwritable(f"无法写出 {path}（{error.strerror}）。") from None

    def recall(self, item: Input, target: str, digest: str) -> Outcome | None:
        """What became of the very same input before, if its result still stands as written."""
        entry = self._known.get(target) if self._recollection else None
        if entry is None or (entry.inside, entry.sha256, entry.made_by) != (
            item.inside.as_posix(),
            digest,
            self._made_by,
        ):
            return None
        if entry.result is None:
            if self._recollection == "results":
                return None
            said = entry.said
            return Refusal(item, said["code"], said["message"], digest, recalled=True)
        if _digest_file(self.folder / target) != entry.result:
            return None
        return Reading(item, decode_summary(entry.said), b"", digest, recalled=True)

    def keep(self, outcome: Outcome, target: str) -> None:
        """Stores a result and writes down what became of its input; nothing twice."""
        if outcome.recalled:
            return
        result = None
        said: dict[str, Any]
        if isinstance(outcome, Reading):
            write_whole(outcome.result, self.folder / target, self._hidden / "part")
            result = sha256(outcome.result).hexdigest()
            said = encode_summary(outcome.summary)
        else:
            said = {"code": outcome.code, "message": outcome.message}
            self._remove_old(target)
        if outcome.sha256 is None:
            return
        inside = outcome.input.inside.as_posix()
        entry = Entry(inside, outcome.sha256, self._made_by, target, result, said)
        self._file.write(json.dumps(asdict(entry), ensure_ascii=False).encode() + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())

    def _remove_old(self, target: str) -> None:
        """What an earlier run made of an input that is now refused must not pass for its result.
        Only a file as that run wrote it is removed."""
        entry = self._known.get(target)
        path = self.folder / target
        if entry and entry.result and _digest_file(path) == entry.result:
            path.unlink(missing_ok=True)

    def close(self, *, remove: bool = False) -> None:
        """With ``remove`` the hidden folder goes, with everything in it."""
        self._file.close()
        if remove:
            shutil.rmtree(self._hidden, ignore_errors=True)


def _lock(file: BinaryIO) -> None:
    """Raises ``BlockingIOError`` where another run holds it; the lock ends with the process."""
    try:
        import fcntl
    except ImportError:  # not on Windows
        return
    fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


def read_entries(path: Path) -> Iterator[Entry]:
    """The lines that are whole, the oldest first; none where there is no journal."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError:
        return
    for line in lines:
        try:
            entry = Entry(**json.loads(line))
            if entry.result is None:
                entry.said["code"], entry.said["message"]
            else:
                decode_summary(entry.said)
        except (ValueError, TypeError, KeyError, AttributeError):
            continue
        yield entry


def _digest_file(path: Path) -> str | None:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
