"""The words that rows and JSON share."""

from __future__ import annotations

from typing import Final, Literal

State = Literal["queued", "running", "succeeded", "failed", "cancelled"]
JobKind = Literal["structure", "batch", "train"]
Verdict = Literal["confirmed", "dismissed", "mended", "open"]
EditKind = Literal["cell", "tags", "mentions"]
LabelState = Literal["open", "reviewed", "skipped"]
Grade = Literal["good", "fair", "poor"]
Role = Literal["clerk", "reviewer", "trainer", "admin"]
ENDED: Final[tuple[State, ...]] = ("succeeded", "failed", "cancelled")
