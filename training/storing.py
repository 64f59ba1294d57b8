"""Models that come with the program, as ``nlp.stored.read_with_card`` reads them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nlp.stored import hash_bytes


def write_with_card(
    path: Path, suffix: str, stored: bytes, schema: str, card: Mapping[str, Any]
) -> None:
    """Writes the model beside ``path``, and there its card, with its schema and the checksum."""
    path.with_suffix(suffix).write_bytes(stored)
    whole = {"schema": schema, "sha256": hash_bytes(stored), **card}
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
