"""Files that are there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from documents.errors import GongkaiError


class OutputUnwritable(GongkaiError):
    """结果无法写出。"""

    code = "output-unwritable"


def write_whole(data: bytes | Iterable[bytes], path: Path, scratch: Path | None = None) -> None:
    """Writes a file beside its place and moves it there; nobody ever sees a half of it.

    ``scratch`` is where it is written, on the same disk; by default a hidden name in the folder
    itself. Raises ``OutputUnwritable``.
    """
    part = scratch or path.with_name(f".{path.name[:60]}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with part.open("wb") as file:
                file.writelines([data] if isinstance(data, bytes) else data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except BaseException:
            with suppress(OSError):
                part.unlink()
            raise
    except OSError as error:
        raise OutputUnwritable(f"无法写出 {path}（{error.strerror}）。") from None
