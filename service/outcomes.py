"""What becomes of an input: a reading, or a refusal that says why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Input:
    """``path`` is null for standard input; ``inside`` is the place within the named folder or
    archive, ``member`` the name in the archive at ``path`` where the input lies in one."""

    name: str
    path: Path | None
    inside: Path
    member: str | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run needs to know of an analysis: ``findings`` are counted by severity, ``failures``
    say in Chinese what could not be read."""

    is_report: bool
    findings: Mapping[str, int]
    failures: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """True for a report read without gaps: only that can be called clean."""
        return self.is_report and not self.failures


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that gave no analysis; ``code`` is stable, ``message`` Chinese. ``sha256`` is of its
    bytes, null where there were none. ``recalled`` tells that an earlier run found it out."""

    input: Input
    code: str
    message: str
    sha256: str | None = None
    recalled: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """An analysed input: ``result`` is what was asked for, as a file of its format; empty where it
    is ``recalled``, for then the result of an earlier run stands."""

    input: Input
    summary: Summary
    result: bytes
    sha256: str
    recalled: bool = False


Outcome = Reading | Refusal


def encode_summary(summary: Summary) -> dict[str, Any]:
    return {
        "is_report": summary.is_report,
        "findings": dict(summary.findings),
        "failures": list(summary.failures),
    }


def decode_summary(data: Mapping[str, Any]) -> Summary:
    """Raises ``KeyError``, ``TypeError`` or ``ValueError`` where the data has another shape."""
    return Summary(
        bool(data["is_report"]),
        {str(severity): int(count) for severity, count in data["findings"].items()},
        tuple(map(str, data["failures"])),
    )
