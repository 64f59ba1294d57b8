"""How commands speak: messages on standard error, data on standard output."""

from __future__ import annotations

import json
import sys
from typing import Any

import typer


def say(message: str) -> None:
    """On standard error; ``typer.echo`` would write across a progress bar."""
    print(message, file=sys.stderr)


def print_json(**values: Any) -> None:
    """One object on standard output."""
    typer.echo(json.dumps(values, ensure_ascii=False, indent=2))
