"""The places that results go to, each told of every outcome as it comes."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from documents.report import SCHEMA
from service.outcomes import Input, Outcome, Reading, Refusal
from service.runs.journal import Journal
from service.runs.storage import write_whole


class Destination(Protocol):
    """``rendering`` is what it wants of each report (``treatment.Rendering``), ``in_order``
    whether it wants outcomes in the order of the inputs."""

    rendering: str
    in_order: bool

    def recall(self, item: Input, digest: str) -> Outcome | None:
        """What an earlier run made of the same bytes, where that still stands."""

    def take(self, outcome: Outcome) -> None:
        """Writes an outcome; raises ``OutputUnwritable``."""

    def finish(self) -> None:
        """After the last outcome."""

    def close(self) -> None:
        """In any case, at the end."""


class Screen:
    """Standard output: the one result, or a line of JSON for each of several inputs, also for one
    that could not be read."""

    def __init__(self, rendering: str) -> None:
        self.rendering = rendering
        self.in_order = True

    def recall(self, item: Input, digest: str) -> Outcome | None:
        return None

    def take(self, outcome: Outcome) -> None:
        if self.rendering == "line":
            _print(_write_line(outcome))
        elif isinstance(outcome, Reading):
            _print(outcome.result)

    def finish(self) -> None: ...

    def close(self) -> None: ...


class File:
    """The one result, in a file."""

    def __init__(self, rendering: str, path: Path) -> None:
        self.rendering = rendering
        self.in_order = True
        self._path = path

    def recall(self, item: Input, digest: str) -> Outcome | None:
        return None

    def take(self, outcome: Outcome) -> None:
        if isinstance(outcome, Reading):
            write_whole(outcome.result, self._path)

    def finish(self) -> None: ...

    def close(self) -> None: ...


class Folder:
    """A file for each input, and a journal of them that stays."""

    def __init__(self, rendering: str, journal: Journal, targets: Mapping[Input, Path]) -> None:
        self.rendering = rendering
        self.in_order = False
        self._journal = journal
        self._targets = targets

    def recall(self, item: Input, digest: str) -> Outcome | None:
        return self._journal.recall(item, self._targets[item].as_posix(), digest)

    def take(self, outcome: Outcome) -> None:
        if target := self._targets.get(outcome.input):
            self._journal.keep(outcome, target.as_posix())

    def finish(self) -> None: ...

    def close(self) -> None:
        self._journal.close()


class Collection(Folder):
    """One file over all inputs, put together at the end from results that are stored one by one
    in a hidden folder; that goes with the last of them. Standard output where ``path`` is null."""

    def __init__(
        self,
        journal: Journal,
        items: Sequence[Input | Refusal],
        kind: str,
        path: Path | None,
    ) -> None:
        targets = {item: _name_store(item) for item in items if isinstance(item, Input)}
        super().__init__("line", journal, targets)
        self._items = items
        self._kind = kind
        self._path = path
        self._refusals: dict[Input, Refusal] = {}

    def take(self, outcome: Outcome) -> None:
        super().take(outcome)
        if isinstance(outcome, Refusal):
            self._refusals[outcome.input] = outcome

    def finish(self) -> None:
        whole = [self._gather_book()] if self._kind == "xlsx" else self._write_lines()
        if self._path:
            write_whole(whole, self._path)
        else:
            for part in whole:
                _print(part)
        self._journal.close(remove=True)

    def close(self) -> None:
        self._journal.close(remove=self._path is None)

    def _gather_book(self) -> bytes:
        from documents.encoding import decode
        from service.exports.collection import write_collection

        return write_collection(
            [decode(known) for known in self._gather() if not isinstance(known, Refusal)],
            [(k.input.name, k.message) for k in self._gather() if isinstance(k, Refusal)],
        )

    def _write_lines(self) -> Iterator[bytes]:
        for known in self._gather():
            yield _write_line(known) if isinstance(known, Refusal) else known + b"\n"

    def _gather(self) -> Iterator[bytes | Refusal]:
        """What became of each input, in order: the stored result, or the refusal."""
        for item in self._items:
            if isinstance(item, Refusal):
                yield item
            elif refusal := self._refusals.get(item):
                yield refusal
            else:
                yield (self._journal.folder / self._targets[item]).read_bytes()


def _name_store(item: Input) -> Path:
    """A name that is the input's own, whatever else there is in this run or the next."""
    place = f"{item.path}\n{item.member}".encode("utf-8", "surrogateescape")
    return Path(f"{sha256(place).hexdigest()[:32]}.json")


def _write_line(outcome: Outcome) -> bytes:
    if isinstance(outcome, Reading):
        return outcome.result + b"\n"
    row = {
        "schema": SCHEMA,
        "source": {"name": outcome.input.inside.as_posix()},
        "error": {"code": outcome.code, "message": outcome.message},
    }
    return json.dumps(row, ensure_ascii=False).encode() + b"\n"


def _print(data: bytes) -> None:
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
