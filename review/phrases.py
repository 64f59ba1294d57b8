"""The word lists behind the language rules, read once from ``phrases.toml``.

Every entry has a literal that is sought first: a list of a hundred words then costs a hundred
substring searches, and patterns run only where a word was met.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from documents.findings import Severity
from documents.patterns import compile_late


@dataclass(frozen=True, slots=True)
class Typo:
    wrong: str
    right: str
    pattern: re.Pattern[str]
    severity: Severity


@dataclass(frozen=True, slots=True)
class OutdatedPhrase:
    """Stale in reports for ``since`` and later, unless its sentence matches ``unless``."""

    phrase: str
    pattern: re.Pattern[str]
    since: int
    unless: re.Pattern[str] | None
    instead: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Congress:
    """Named as the newest from the report of ``since`` on, and ``later`` ones nowhere."""

    pattern: re.Pattern[str]
    later: re.Pattern[str]
    since: int
    named: str
    instead: str


@dataclass(frozen=True, slots=True)
class TruncatedWord:
    gate: str
    pattern: re.Pattern[str]
    whole: str


@dataclass(frozen=True, slots=True)
class Phrases:
    typos: tuple[Typo, ...]
    outdated: tuple[OutdatedPhrase, ...]
    congresses: tuple[Congress, ...]
    truncated: tuple[TruncatedWord, ...]
    lawful_doubles: frozenset[str]
    joins: frozenset[str]
    longer: frozenset[str]
    whole: frozenset[str]
    opening: frozenset[str]
    modes: frozenset[str]
    fixed: re.Pattern[str]


@cache
def load_phrases() -> Phrases:
    data = tomllib.loads(resources.files("review").joinpath("phrases.toml").read_text("utf-8"))
    return Phrases(
        typos=tuple(
            Typo(
                wrong=e["wrong"],
                right=e["right"],
                pattern=compile_late(e.get("pattern") or re.escape(e["wrong"])),
                severity=e.get("severity", "warning"),
            )
            for e in data["typos"]
        ),
        outdated=tuple(
            OutdatedPhrase(
                phrase=e["phrase"],
                pattern=compile_late(e.get("pattern") or re.escape(e["phrase"])),
                since=e["since"],
                unless=compile_late(e["unless"]) if e["unless"] else None,
                instead=e["instead"],
                severity=e.get("severity", "warning"),
            )
            for e in data["outdated"]
        ),
        congresses=tuple(
            Congress(
                compile_late(e["pattern"]),
                compile_late(e["later"]),
                e["since"],
                e["named"],
                e["instead"],
            )
            for e in data["congresses"]
        ),
        truncated=tuple(
            TruncatedWord(e["gate"], compile_late(e["pattern"]), e["whole"])
            for e in data["truncated"]
        ),
        lawful_doubles=frozenset(data["doubled"]["lawful"]),
        joins=frozenset(data["doubled"]["joins"]),
        longer=frozenset(data["doubled"]["longer"]),
        whole=frozenset(data["doubled"]["whole"]),
        opening=frozenset(data["doubled"]["opening"]),
        modes=frozenset(data["doubled"]["modes"]),
        fixed=compile_late("|".join(map(re.escape, data["repeated"]["fixed"]))),
    )
