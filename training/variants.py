"""Recipes for the tagger that differ from the chosen one in one thing each, and their comparison:
``python -m training.variants``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from training.labels import LabelledParagraph
from training.split import read_learnt
from training.tagger import MARKS, Recipe, fit_tagger

VARIANTS: Final[Mapping[str, Recipe]] = {
    "chosen": Recipe(),
    "C=0.1": Recipe(cost=0.1),
    "C=1": Recipe(cost=1),
    "logistic, C=10": Recipe(learner="logistic", cost=10),
    "section counts 0.5": Recipe(section=0.5),
    "section counts 2": Recipe(section=2),
    "context counts 0.02": Recipe(context=0.02),
    "context counts 0.15": Recipe(context=0.15),
    "context always seen": Recipe(blind=1e-6),
    "context seen half the time": Recipe(blind=1),
    "single paragraphs count once": Recipe(single=1),
    "words only": Recipe(without=frozenset({"pairs", "characters", "signs"})),
    "words and pairs": Recipe(without=frozenset({"characters", "signs"})),
    "characters only": Recipe(without=frozenset({"words", "pairs"})),
    "no section": Recipe(without=frozenset({"section"})),
    "no heading, no predecessor": Recipe(without=frozenset({"heading", "previous"})),
    "no first words": Recipe(without=frozenset({"lead"})),
    "no cues": Recipe(without=frozenset({"cues"})),
    "no context at all": Recipe(without=frozenset(MARKS.values())),
}


def print_comparison(corpus: tuple[LabelledParagraph, ...]) -> None:
    """A Markdown table of the variants, held-out organisations only."""
    print("| variant | macro-F1, 13 themes | calibration error | features |\n|---|---|---|---|")
    for name, recipe in VARIANTS.items():
        fitted = fit_tagger(corpus, recipe)
        size = len(fitted.model.vocabulary.rows)
        print(f"| {name} | {fitted.macro_f1:.3f} | {fitted.calibration_error:.3f} | {size:,} |")


if __name__ == "__main__":
    print_comparison(read_learnt())
