"""Trains the model that sees named officials: ``python -m training.persons [--register FOLDER]
[--body FILE]``.

It learns from the sentences of the development half of ``corpora/officials``, and of the bodies of
``corpora/reports`` that are learnt from. Each pass sees them in other variations
(``training.person_lines``). With a folder of official texts (one paragraph a line, ``.txt.xz``),
sentences there in which a surname stands alone, and which name nobody, are learnt too. The file is
what ``training.character_pretraining`` has learnt before.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path
from random import Random
from typing import Any, Final

from spacy.language import Language
from spacy.training import Example

from documents.places import Span
from nlp.person_model import KINDS, MODEL, SCHEMA, STEPS, PersonModel, describe
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
from training.evaluation import Tally
from training.hearing import HEARD, hear
from training.lexical_network import read_lexical_weights
from training.person_lines import (
    PersonLine,
    cut_sentences,
    join_lines,
    name_offices,
    read_constructions,
    read_lines,
    read_register_lines,
    read_report_lines,
    vary_line,
)
from training.storing import write_with_card

_SETTINGS: Final = {**SETTINGS, "heard": HEARD}


@dataclass(frozen=True, slots=True)
class Recipe:
    """In each pass a sentence that names someone is seen in so many ``variations``. Of those that
    name nobody so many are drawn that are ``alike``, in ``filled`` of them names are put behind the
    offices, and so many ``others``."""

    schooling: Schooling = field(default_factory=Schooling)
    variations: int = 2
    alike: int = 5000
    filled: int = 800
    others: int = 2500


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is learnt from, how, and what is looked at after each pass; ``others`` name nobody.
    ``body`` is what ``training.character_pretraining`` has stored, or nothing."""

    lines: tuple[PersonLine, ...]
    others: tuple[PersonLine, ...] = ()
    recipe: Recipe = field(default_factory=Recipe)
    body: bytes | None = None
    watched: tuple[PersonLine, ...] = ()


def train(lesson: Lesson) -> bytes:
    """The graph of a ``PersonModel``."""
    from training.tagger_graph import draw_graph

    networks = train_networks(partial(train_network, lesson), lesson.recipe.schooling.networks)
    language, tagger = make_tagger(SETTINGS, STEPS)
    language.initialize()
    characters, gate = export_characters(language, tagger), STEPS.index("B")
    return draw_graph(characters, networks, gate=gate, hearing=read_lexical_weights())


def train_network(lesson: Lesson, number: int) -> Arrays:
    """One of the networks, by its number."""
    from training.tagger_graph import draw_graph

    recipe, lines = lesson.recipe, lesson.lines
    random = start_network(number, recipe.schooling)
    language, tagger = make_tagger(_SETTINGS, STEPS)
    language.initialize(lambda: [make_example(language, line) for line in lines[:20]])
    if lesson.body:
        start_from(tagger, lesson.body)
    draw = partial(draw_pass, lines, lesson.others, recipe, random)
    for turn in teach(language, draw, make_example, recipe.schooling, random):
        score = ""
        if lesson.watched:
            network = export_network(language, tagger, STEPS, KINDS)
            characters, hearing = export_characters(language, tagger), read_lexical_weights()
            graph = draw_graph(characters, [network], hearing=hearing)
            tally = measure_persons(PersonModel(graph), lesson.watched)
            score = f"P {tally.precision:.4f} R {tally.recall:.4f} F1 {tally.f1:.4f}"
        print(f"network {number + 1}, pass {turn}", score, flush=True)
    return export_network(language, tagger, STEPS, KINDS)


def draw_pass(
    lines: Sequence[PersonLine], others: Sequence[PersonLine], recipe: Recipe, random: Random
) -> list[PersonLine]:
    """What one pass sees; every ninth sentence once more, joined with the next."""
    named = [line for line in lines if line.names]
    nameless = [line for line in lines if not line.names]
    drawn = [vary_line(line, random) for line in named for _ in range(recipe.variations)]
    for drawable, count in ((nameless, recipe.alike), (others, recipe.others)):
        drawn += random.sample(drawable, min(count, len(drawable)))
    vacant = [name_offices(line, random) for line in nameless]
    vacant = [line for line in vacant if line.names]
    drawn += random.sample(vacant, min(recipe.filled, len(vacant)))
    random.shuffle(drawn)
    joined = [join_lines(pair) for pair in zip(drawn[::9], drawn[1::9], strict=False)]
    return [*drawn, *joined]


def make_example(language: Language, line: PersonLine) -> Example:
    steps = list_steps(line.text, line.names)
    kinds, heard = describe(line.text), hear(line.text)
    return character_tagger.make_example(language, line.text, kinds, steps, heard)


def list_steps(text: str, names: tuple[Span, ...]) -> list[str]:
    """What each character does; the names do not overlap."""
    outside, begin, inside, end = STEPS
    steps = [outside] * len(text)
    for name in names:
        steps[name.start : name.end] = [begin, *(name.length - 2) * [inside], end]
    return steps


def measure_persons(model: PersonModel, lines: Sequence[PersonLine]) -> Tally:
    """Names found at their very places."""
    tally = Tally()
    found = model.find_persons(line.text for line in lines)
    for line, names in zip(lines, found, strict=True):
        right = {name.span for name in names} & set(line.names)
        tally += Tally(len(right), len(line.names), len(names))
    return tally


def read_learnt_sentences() -> tuple[list[PersonLine], list[PersonLine]]:
    """Those written to be learnt from, and the sentences of reports that name nobody."""
    reports = [*read_report_lines(held_out=False)]
    named = [line for line in reports if line.names]
    nameless = [line for line in reports if not line.names]
    whole = [*read_lines("dev"), *read_constructions(), *named]
    lines, others = ([*chain.from_iterable(map(cut_sentences, some))] for some in (whole, nameless))
    return lines, others


def is_watched(line: PersonLine) -> bool:
    """Whether a fourth of what is learnt, by body, is held out while choosing a recipe."""
    own = line.organisation.startswith(("construction", "nobody"))
    return not own and sha256(line.organisation.encode()).digest()[1] < 64


def describe_lesson(lesson: Lesson) -> dict[str, Any]:
    """The card: settings, recipe, and what was learnt from, with its hash."""
    lines = lesson.lines
    return {
        "settings": _SETTINGS,
        "recipe": asdict(lesson.recipe),
        "body": sha256(lesson.body).hexdigest() if lesson.body else None,
        "learnt": {
            "sentences": len(lines),
            "with names": sum(bool(line.names) for line in lines),
            "names": sum(len(line.names) for line in lines),
            "others": len(lesson.others),
            "sha256": hash_lines([*lines, *lesson.others]),
        },
    }


def hash_lines(lines: Sequence[PersonLine]) -> str:
    """The SHA-256 of texts and names."""
    learnt = json.dumps([(line.text, [*map(tuple, line.names)]) for line in lines])
    return sha256(learnt.encode()).hexdigest()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--register", type=Path, help="folder of official texts, .txt.xz")
    parser.add_argument("--watch", action="store_true", help="hold a fourth out and measure on it")
    parser.add_argument("--body", type=Path, help="what training.character_pretraining stored")
    parser.add_argument("--passes", type=int, default=Schooling().passes)
    parser.add_argument("--out", type=Path, default=MODEL)
    asked = parser.parse_args()
    lines, others = read_learnt_sentences()
    lesson = Lesson(
        lines=tuple(line for line in lines if not (asked.watch and is_watched(line))),
        others=(*others, *(read_register_lines(asked.register) if asked.register else ())),
        recipe=Recipe(Schooling(passes=asked.passes)),
        body=asked.body.read_bytes() if asked.body else None,
        watched=tuple(line for line in lines if asked.watch and is_watched(line)),
    )
    write_with_card(asked.out, ".onnx", train(lesson), SCHEMA, describe_lesson(lesson))
