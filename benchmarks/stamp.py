"""When, of which version and on what machine something was measured."""

from __future__ import annotations

import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path


def write_stamp() -> str:
    """One line of day, commit (``+`` where files were changed since), Python and processor."""
    commit = _ask_git("describe", "--always", "--dirty=+") or "unknown version"
    day = datetime.now(UTC).date().isoformat()
    return f"{day}, commit {commit}, Python {platform.python_version()}, {name_machine()}."


def name_machine() -> str:
    """The processor as Linux names it, and how many of its cores there are."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        lines = []
    model = next((x.partition(":")[2].strip() for x in lines if x.startswith("model name")), "")
    return f"{model or platform.machine()}, {os.cpu_count()} cores"


def _ask_git(*arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", *arguments],
            cwd=Path(__file__).parent,
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()
