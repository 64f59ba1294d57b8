"""Trains the model that sees named officials: ``python -m training.persons [--register FOLDER]``.

It learns from the sentences of the development half of ``corpora/officials``, and of the bodies of
``corpora/reports`` that are learnt from. Each pass sees them in other variations
(``training.person_lines``). With a folder of official texts (one paragraph a line, ``.txt.xz``),
sentences there in which a surname stands alone, and which name nobody, are learnt too.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path
from random import Random
from typing import Any, Final

from numpy.typing import NDArray
from spacy.language import Language
from spacy.training import Example
from spacy.util import fix_random_seed  # type: ignore[attr-defined]
from thinc.api import Adam

from documents.places import Span
from nlp.person_model import KINDS, MODEL, SCHEMA, STEPS, PersonModel, describe
from training.character_tagger import export_characters, export_network, make_doc, make_tagger
from training.evaluation import Tally
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

SETTINGS: Final = {"width": 128, "depth": 2, "rows": 6000}


@dataclass(frozen=True, slots=True)
class Recipe:
    """So many ``networks``, each with ``passes`` over the sentences; in each pass one that names
    someone is seen in so many ``variations``. Of those that name nobody so many are drawn that are
    ``alike``, in ``filled`` of them names are put behind the offices, and so many ``others``. The
    rate of learning rises over the first steps, then falls to nothing."""

    networks: int = 3
    passes: int = 8
    variations: int = 2
    alike: int = 2500
    filled: int = 800
    others: int = 2500
    batch: int = 48
    dropout: float = 0.2
    rate: float = 0.003
    warm_up: float = 0.05
    seed: int = 20


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is learnt from, how, and what is looked at after each pass; ``others`` name nobody."""

    lines: tuple[PersonLine, ...]
    others: tuple[PersonLine, ...] = ()
    recipe: Recipe = Recipe()
    watched: tuple[PersonLine, ...] = ()


def train(lesson: Lesson) -> bytes:
    """The graph of a ``PersonModel``. Each network is trained by a process of its own with one
    thread, so that the same comes out however many cores there are."""
    from training.tagger_graph import draw_graph

    numbers = range(lesson.recipe.networks)
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), spawn) as processes:
        networks = list(processes.map(partial(train_network, lesson), numbers))
    language, tagger = make_tagger(SETTINGS, STEPS, KINDS)
    language.initialize()
    return draw_graph(export_characters(language, tagger), networks, gate=STEPS.index("B"))


def train_network(lesson: Lesson, number: int) -> dict[str, NDArray[Any]]:
    """One of the networks, by its number."""
    import torch

    from training.tagger_graph import draw_graph

    torch.set_num_threads(1)
    recipe, lines = lesson.recipe, lesson.lines
    fix_random_seed(recipe.seed + number)
    random = Random(recipe.seed + number)
    language, tagger = make_tagger(SETTINGS, STEPS, KINDS)
    language.initialize(lambda: [make_example(language, line) for line in lines[:20]])
    optimizer = Adam(recipe.rate, beta2=0.98, L2=1e-6, grad_clip=1.0)
    characters = export_characters(language, tagger)
    steps = 0
    for turn in range(recipe.passes):
        batches = draw_batches(draw_pass(lines, lesson.others, recipe, random), recipe, random)
        whole = recipe.passes * len(batches)
        for batch in batches:
            steps += 1
            share = min(1.0, steps / whole)
            rise, fall = share / recipe.warm_up, (1 - share) / (1 - recipe.warm_up)
            optimizer.learn_rate = recipe.rate * max(0.01, min(rise, fall))
            examples = [make_example(language, line) for line in batch]
            language.update(examples, drop=recipe.dropout, sgd=optimizer)
        score = ""
        if lesson.watched:
            graph = draw_graph(characters, [export_network(language, tagger, STEPS, KINDS)])
            tally = measure_persons(PersonModel(graph), lesson.watched)
            score = f"P {tally.precision:.4f} R {tally.recall:.4f} F1 {tally.f1:.4f}"
        print(f"network {number + 1}, pass {turn + 1}", score, flush=True)
    return export_network(language, tagger, STEPS, KINDS)


def draw_batches(
    drawn: Sequence[PersonLine], recipe: Recipe, random: Random
) -> list[list[PersonLine]]:
    """Sentences of about the same length together, in any order."""
    ranked = sorted(drawn, key=lambda line: len(line.text) + 6 * random.random())
    batches = [ranked[at : at + recipe.batch] for at in range(0, len(ranked), recipe.batch)]
    random.shuffle(batches)
    return batches


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
    kinds, steps = describe(line.text), list_steps(line.text, line.names)
    seen, known = (make_doc(language, line.text, kinds, told) for told in (None, steps))
    return Example(seen, known)


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
        "settings": SETTINGS,
        "recipe": asdict(lesson.recipe),
        "learnt": {
            "sentences": len(lines),
            "with names": sum(bool(line.names) for line in lines),
            "names": sum(len(line.names) for line in lines),
            "others": len(lesson.others),
            "sha256": hash_lines([*lines, *lesson.others]),
        },
    }


def store_person_model(graph: bytes, card: Mapping[str, Any], path: Path = MODEL) -> None:
    """Writes the networks, and the card with their checksum beside them."""
    write_with_card(path, ".onnx", graph, SCHEMA, card)


def hash_lines(lines: Sequence[PersonLine]) -> str:
    """The SHA-256 of texts and names."""
    learnt = json.dumps([(line.text, [*map(tuple, line.names)]) for line in lines])
    return sha256(learnt.encode()).hexdigest()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--register", type=Path, help="folder of official texts, .txt.xz")
    parser.add_argument("--watch", action="store_true", help="hold a fourth out and measure on it")
    parser.add_argument("--passes", type=int, default=Recipe().passes)
    parser.add_argument("--out", type=Path, default=MODEL)
    asked = parser.parse_args()
    lines, others = read_learnt_sentences()
    lesson = Lesson(
        lines=tuple(line for line in lines if not (asked.watch and is_watched(line))),
        others=(*others, *(read_register_lines(asked.register) if asked.register else ())),
        recipe=Recipe(passes=asked.passes),
        watched=tuple(line for line in lines if asked.watch and is_watched(line)),
    )
    store_person_model(train(lesson), describe_lesson(lesson), asked.out)
