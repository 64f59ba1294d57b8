"""Trains the model that reads the roles of named officials: ``python -m training.roles [--body
FILE]``.

It learns from the development half of ``corpora/officials``, and from the bodies of
``corpora/reports`` that are learnt from (``training.role_lines``). The file is what
``training.character_pretraining`` has learnt before.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any, Final

from spacy.language import Language
from spacy.training import Example

from nlp.role_model import KINDS, MODEL, SCHEMA, STEPS, describe
from training import character_tagger
from training.character_tagger import (
    SETTINGS,
    Arrays,
    Schooling,
    export_characters,
    export_network,
    make_tagger,
    start_from,
    start_network,
    teach,
    train_networks,
)
from training.role_lines import RoleLine, read_reported_roles, read_role_lines, vary_role_line
from training.storing import write_with_card

_SCHOOLING: Final = Schooling(networks=2, seed=30)


@dataclass(frozen=True, slots=True)
class RoleLesson:
    """What is learnt from, and how; ``body`` is what ``training.character_pretraining`` has
    stored, or nothing."""

    lines: tuple[RoleLine, ...]
    schooling: Schooling = _SCHOOLING
    body: bytes | None = None


def train(lesson: RoleLesson) -> bytes:
    """The graph of a ``RoleModel``."""
    from training.tagger_graph import draw_graph

    networks = train_networks(partial(train_network, lesson), lesson.schooling.networks)
    language, tagger = make_tagger(SETTINGS, STEPS)
    language.initialize()
    return draw_graph(export_characters(language, tagger), networks)


def train_network(lesson: RoleLesson, number: int) -> Arrays:
    """One of the networks, by its number."""
    random = start_network(number, lesson.schooling)
    language, tagger = make_tagger(SETTINGS, STEPS)
    language.initialize(lambda: [make_example(language, line) for line in lesson.lines[:20]])
    if lesson.body:
        start_from(tagger, lesson.body)
    draw = partial(draw_pass, lesson.lines, random)
    for turn in teach(language, draw, make_example, lesson.schooling, random):
        print(f"network {number + 1}, pass {turn}", flush=True)
    return export_network(language, tagger, STEPS, KINDS)


def draw_pass(lines: Sequence[RoleLine], random: Random) -> list[RoleLine]:
    return [vary_role_line(line, random) for line in lines]


def make_example(language: Language, line: RoleLine) -> Example:
    kinds = [KINDS[place] for place in describe(line.named)[line.person]]
    return character_tagger.make_example(language, line.text, kinds, list(line.steps))


def describe_lesson(lesson: RoleLesson) -> dict[str, Any]:
    """The card: settings, schooling, and what was learnt from, with its hash."""
    return {
        "settings": SETTINGS,
        "schooling": asdict(lesson.schooling),
        "body": sha256(lesson.body).hexdigest() if lesson.body else None,
        "learnt": {"readings": len(lesson.lines), "sha256": hash_role_lines(lesson.lines)},
    }


def hash_role_lines(lines: Sequence[RoleLine]) -> str:
    """The SHA-256 of texts, people and steps."""
    learnt = json.dumps([(line.named, line.person, line.steps) for line in lines])
    return sha256(learnt.encode()).hexdigest()


def read_learnt_roles() -> list[RoleLine]:
    return [*read_role_lines("dev"), *read_reported_roles(held_out=False)]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--body", type=Path, help="what training.character_pretraining stored")
    parser.add_argument("--out", type=Path, default=MODEL)
    asked = parser.parse_args()
    body = asked.body.read_bytes() if asked.body else None
    lesson = RoleLesson(tuple(read_learnt_roles()), body=body)
    write_with_card(asked.out, ".onnx", train(lesson), SCHEMA, describe_lesson(lesson))
