"""The words that rows and JSON share."""

from __future__ import annotations

from typing import Final, Literal

State = Literal["queued", "running", "succeeded", "failed", "cancelled"]
JobKind = Literal["structure", "batch", "reprocess", "train"]
Verdict = Literal["confirmed", "dismissed", "mended", "open"]
EditKind = Literal["cell", "tags", "mentions"]
LabelState = Literal["open", "reviewed", "skipped"]
Grade = Literal["good", "fair", "poor"]
Role = Literal["clerk", "reviewer", "trainer", "admin"]
GATHERING: Final[tuple[JobKind, ...]] = ("batch", "reprocess")
"""Jobs that no worker claims: they are at work while those of their documents are."""
ENDED: Final[tuple[State, ...]] = ("succeeded", "failed", "cancelled")
