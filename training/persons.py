"""Trains the model that sees named officials: ``python -m training.persons [--register FOLDER]``.

It learns from the sentences that name someone, or look as if they could, of the development half
of ``corpora/officials`` and of the bodies of ``corpora/reports`` that are learnt from. Each pass
sees them in other variations (``training.person_lines``). With a folder of official texts (one
paragraph a line, ``.txt.xz``), the sentences there that look alike and name nobody are learnt too.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any, Final

from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Span as Entity
from spacy.training import Example
from spacy.util import fix_random_seed  # type: ignore[attr-defined]
from thinc.api import Adam

from nlp.person_model import MODEL, PersonModel
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
from training.person_network import (
    LABEL,
    export_arrays,
    make_doc,
    make_recogniser,
    store_person_model,
)

SETTINGS: Final = {"width": 96, "depth": 4, "rows": 3000}


@dataclass(frozen=True, slots=True)
class Recipe:
    """``passes`` over the sentences; in each pass one that names someone is seen in so many
    ``variations``, and so many ``others`` that name nobody are drawn, from reports and from the
    register each; in ``filled`` of the former names are put behind the offices. The rate of
    learning falls to nothing over the last passes."""

    passes: int = 9
    variations: int = 3
    others: int = 600
    filled: int = 400
    batch: int = 24
    dropout: float = 0.2
    rate: float = 0.001
    seed: int = 20


def train(
    lines: Sequence[PersonLine],
    register: Sequence[PersonLine] = (),
    recipe: Recipe = Recipe(),
    report: Callable[[int, dict[str, NDArray[Any]]], None] = lambda number, arrays: None,
) -> dict[str, NDArray[Any]]:
    """The arrays of a ``PersonModel``, each weight the average of itself over all steps. ``report``
    is called after each pass with its number and the arrays as they are."""
    fix_random_seed(recipe.seed)
    random = Random(recipe.seed)
    language, recogniser = make_recogniser(SETTINGS)
    language.initialize(lambda: [make_example(language, line) for line in lines[:20]])
    optimizer = Adam(recipe.rate, L2=1e-6, grad_clip=1.0)
    for number in range(recipe.passes):
        left = (recipe.passes - number) / recipe.passes
        optimizer.learn_rate = recipe.rate * min(1.0, left / 0.4)
        drawn = draw_pass(lines, register, recipe, random)
        examples = [make_example(language, line) for line in drawn]
        for start in range(0, len(examples), recipe.batch):
            batch = examples[start : start + recipe.batch]
            language.update(batch, drop=recipe.dropout, sgd=optimizer)
        with recogniser.model.use_params(optimizer.averages):
            arrays = export_arrays(language, recogniser)
        report(number + 1, arrays)
    return arrays


def draw_pass(
    lines: Sequence[PersonLine], register: Sequence[PersonLine], recipe: Recipe, random: Random
) -> list[PersonLine]:
    """What one pass sees, shuffled; every ninth sentence once more, joined with the next."""
    named = [line for line in lines if line.names]
    nameless = [line for line in lines if not line.names]
    drawn = [vary_line(line, random) for line in named for _ in range(recipe.variations)]
    for others in (nameless, register):
        drawn += random.sample(others, min(recipe.others, len(others)))
    vacant = [name_offices(line, random) for line in nameless]
    vacant = [line for line in vacant if line.names]
    drawn += random.sample(vacant, min(recipe.filled, len(vacant)))
    random.shuffle(drawn)
    joined = [join_lines(pair) for pair in zip(drawn[::9], drawn[1::9], strict=False)]
    return [*drawn, *joined]


def make_example(language: Language, line: PersonLine) -> Example:
    predicted, reference = make_doc(language, line.text), make_doc(language, line.text)
    reference.set_ents([Entity(reference, n.start, n.end, label=LABEL) for n in line.names])
    return Example(predicted, reference)


def measure_persons(model: PersonModel, lines: Sequence[PersonLine]) -> Tally:
    """Names found at their very places."""
    tally = Tally()
    found = model.find_persons(line.text for line in lines)
    for line, names in zip(lines, found, strict=True):
        right = {name.span for name in names} & set(line.names)
        tally += Tally(len(right), len(line.names), len(names))
    return tally


def read_learnt_sentences() -> list[PersonLine]:
    whole = [*read_lines("dev"), *read_constructions(), *read_report_lines(held_out=False)]
    return [sentence for line in whole for sentence in cut_sentences(line, vacant=True)]


def is_watched(line: PersonLine) -> bool:
    """Whether a fourth of what is learnt, by body, is held out while choosing a recipe."""
    own = line.organisation.startswith(("construction", "nobody"))
    return not own and sha256(line.organisation.encode()).digest()[1] < 64


def describe(
    lines: Sequence[PersonLine], register: Sequence[PersonLine], recipe: Recipe
) -> dict[str, Any]:
    """The card: settings, recipe, and what was learnt from, with its hash."""
    learnt = json.dumps([(line.text, [n.start for n in line.names]) for line in lines])
    return {
        "settings": SETTINGS,
        "recipe": asdict(recipe),
        "learnt": {
            "sentences": len(lines),
            "with names": sum(bool(line.names) for line in lines),
            "names": sum(len(line.names) for line in lines),
            "register sentences": len(register),
            "sha256": sha256(learnt.encode()).hexdigest(),
        },
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--register", type=Path, help="folder of official texts, .txt.xz")
    parser.add_argument("--watch", action="store_true", help="hold a fourth out and measure on it")
    parser.add_argument("--passes", type=int, default=Recipe().passes)
    parser.add_argument("--out", type=Path, default=MODEL)
    asked = parser.parse_args()
    recipe = Recipe(passes=asked.passes)
    lines = read_learnt_sentences()
    register = list(read_register_lines(asked.register)) if asked.register else []
    watched = [line for line in lines if asked.watch and is_watched(line)]

    def print_pass(number: int, arrays: dict[str, NDArray[Any]]) -> None:
        tally = measure_persons(PersonModel(arrays), watched)
        score = f"P {tally.precision:.4f} R {tally.recall:.4f} F1 {tally.f1:.4f}" if watched else ""
        print(f"pass {number} of {recipe.passes} {score}", flush=True)

    learnt = [line for line in lines if line not in watched]
    trained = train(learnt, register, recipe, print_pass)
    store_person_model(trained, describe(learnt, register, recipe), asked.out)
