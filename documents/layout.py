"""What a file gives before anything is understood: its text, as it came."""

from __future__ import annotations

from dataclasses import dataclass

from documents.errors import Failure
from documents.report import Source


@dataclass(frozen=True, slots=True)
class Layout:
    """``text`` is the decoded text, never rewritten; all spans count its code points."""

    source: Source
    text: str
    failures: tuple[Failure, ...] = ()
