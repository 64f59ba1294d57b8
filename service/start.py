"""Where the command ``gongkai`` begins: before the command line is read, which takes a while to
import, the child that will read documents is on its way."""

from __future__ import annotations

import contextlib
import gc
import sys
from typing import Final

from documents.errors import GongkaiError
from documents.limits import load_limits
from service.guard.spare import start_spare
from service.tasks import TREAT

_READING: Final = {"structure", "check"}
_HELP: Final = {"-h", "--help"}


def main() -> None:
    command, *others = sys.argv[1:] or [""]
    if command in _READING and others and not _HELP & set(others):
        with contextlib.suppress(GongkaiError):  # the command says what is wrong with the settings
            start_spare(TREAT, load_limits())
    gc.disable()  # as in the child: what an import makes stays
    from service.cli import run

    gc.freeze()
    gc.enable()
    sys.exit(run())
