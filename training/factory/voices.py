"""Narratives as data: whole sets of sentences in one voice each, with slots for figures.

In a template ``{year}`` is a plain slot, ``{#site|条}`` a figure with its unit (a fact's name or a
literal number), and ``{@镇长|组长}`` the name of an official with post and role.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final

from documents.narrative import Tag
from documents.report import UnitKind

FOLDER: Final = Path(__file__).parents[2] / "corpora" / "narratives"
_SLOT = re.compile(
    r"\{(?:#(?P<fact>\w+)\|(?P<unit>[^}]+)|@(?P<post>[^|}]+)\|(?P<role>[^}]+)|(?P<name>\w+))\}"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of section one: its title, its template, and the tags of its content."""

    title: str
    tags: tuple[Tag, ...]
    text: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Voice:
    """One whole narrative. ``pairs`` are problems, each with the measure that answers it."""

    name: str
    kinds: tuple[UnitKind, ...]
    intro: str
    parts: tuple[Part, ...]
    problems_intro: str
    measures_intro: str
    pairs: tuple[tuple[str, str], ...]
    other: str
    suffixes: tuple[str, ...] = ()
    trades: tuple[str, ...] = ()
    unit_tail: str = ""


@dataclass(frozen=True, slots=True)
class CountGold:
    value: int | float
    unit: str


@dataclass(frozen=True, slots=True)
class OfficialGold:
    name: str
    post: str
    role: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with its gold. ``title`` is a sub-heading; an empty ``text`` leaves it bare."""

    text: str
    title: str = ""
    tags: tuple[Tag, ...] = ()
    counts: tuple[CountGold, ...] = ()
    officials: tuple[OfficialGold, ...] = ()

    def add(self, other: Passage) -> Passage:
        """The other passage's text and gold put behind this one's."""
        return Passage(
            self.text + other.text,
            self.title,
            self.tags,
            self.counts + other.counts,
            self.officials + other.officials,
        )


def write_passage(
    template: str,
    slots: Mapping[str, str],
    facts: Mapping[str, int | float],
    names: Mapping[str, str] | None = None,
    *,
    title: str = "",
    tags: tuple[Tag, ...] = (),
) -> Passage:
    """Fill a template. Slots may hold templates themselves; ``names`` gives posts their persons.
    Raises ``KeyError`` for a slot or fact that is not there."""
    counts: list[CountGold] = []
    officials: list[OfficialGold] = []

    def fill(match: re.Match[str]) -> str:
        if fact := match["fact"]:
            value = int(fact) if fact.isdigit() else facts[fact]
            counts.append(CountGold(value, match["unit"]))
            return f"{value}{match['unit']}"
        if post := match["post"]:
            officials.append(OfficialGold((names or {})[post], post, match["role"]))
            return officials[-1].name
        return _SLOT.sub(fill, slots[match["name"]])

    text = _SLOT.sub(fill, template)
    return Passage(text, title, tags, tuple(counts), tuple(officials))


@cache
def load_voices() -> tuple[Voice, ...]:
    files = sorted(path for path in FOLDER.glob("*.toml") if path.stem != "phrases")
    return tuple(_read_voice(path) for path in files)


@cache
def load_phrases() -> Mapping[str, tuple[str, ...]]:
    """Sentences whose wording depends on the figures, by situation."""
    data = tomllib.loads((FOLDER / "phrases.toml").read_text("utf-8"))
    return {name: tuple(variants) for name, variants in data.items()}


def choose_phrase(rng: Random, situation: str) -> str:
    return rng.choice(load_phrases()[situation])


def _read_voice(path: Path) -> Voice:
    data: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    parts = tuple(
        Part(p["title"], tuple(p["tags"]), p["text"], p.get("optional", False))
        for p in data["parts"]
    )
    return Voice(
        name=path.stem,
        kinds=tuple(data["kinds"]),
        intro=data["intro"],
        parts=parts,
        problems_intro=data["problems_intro"],
        measures_intro=data["measures_intro"],
        pairs=tuple((pair["problem"], pair["measure"]) for pair in data["pairs"]),
        other=data["other"],
        suffixes=tuple(data.get("suffixes", ())),
        trades=tuple(data.get("trades", ())),
        unit_tail=data.get("unit_tail", ""),
    )
