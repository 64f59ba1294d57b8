"""Themes where the tagger has learnt nothing: ``python -m benchmarks.accuracy.tag_splits``.

The stored model on the bodies held out and on hands that it has not met, and fits of its kind on
voices that they have not heard (``training.divisions``). ``docs/tag-models.md`` has intervals,
other divisions and other models.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from benchmarks.accuracy.floors import read_floors
from nlp.tags import MODEL, load_tagger
from training.contenders import LINEAR, RECIPES, learn_linear
from training.divisions import divide_by_voice
from training.evaluation import average_f1, measure_tags
from training.labels import read_corpus
from training.split import read_held_out
from training.tagger import measure_tagger
from training.trials import SingleTrial, answer_division

STRANGERS: Final = Path(__file__).parents[2] / "corpora" / "strangers"


def measure_held_out() -> dict[str, float]:
    """Macro-F1 of the stored model on the bodies held out and on ``corpora/strangers``, by their
    names in the floors."""
    rows = {"bodies held out": read_held_out(), "unknown hands": read_corpus(STRANGERS)}
    tagger = load_tagger(MODEL)
    return {
        f"{name}: tags macro-F1": average_f1(measure_tagger(tagger, some))
        for name, some in rows.items()
    }


def measure_strangers() -> dict[str, float]:
    """Macro-F1 over all voices, each read by a model that has not heard it. Takes a minute."""
    division = divide_by_voice()
    answers = answer_division(SingleTrial(learn_linear(RECIPES[LINEAR]), division), division)
    measures = measure_tags([frozenset(row.tags) for row in division.rows], answers.found)
    return {"unseen voices: tags macro-F1": average_f1(measures)}


def main() -> int:
    measured = measure_held_out() | measure_strangers()
    for name, figure in measured.items():
        print(f"{name} {figure:.4f}")
    breaches = list(read_floors().find_breaches(measured))
    print("\n".join(breaches) or "No floor was broken.", file=sys.stderr)
    return int(bool(breaches))


if __name__ == "__main__":
    sys.exit(main())
