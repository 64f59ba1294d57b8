"""Where a machine keeps what is its own: labels, models, documents, the service's data."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

SETTING: Final = "GONGKAI_DATA"


def find_home() -> Path:
    """``GONGKAI_DATA``, else ``gongkai`` in the user's data folder (XDG base directories). It need
    not exist yet."""
    if own := os.environ.get(SETTING):
        return Path(own)
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "gongkai"
