"""Which paragraphs a person should look at first: those the tagger is least sure of, none like
another."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from nlp.features import TagInput
from nlp.segmenter import load_segmenter
from nlp.tags import ThemeModel, load_tagger, score_items
from training.annotations.annotation import Annotation

GRAM: Final = 5
ALIKE: Final = 0.5
_FIGURES: Final = re.compile(r"\d+")
_NO_WORDS: Final = re.compile(r"[\W_]+")


def choose_least_sure(
    rows: Sequence[Annotation],
    number: int,
    known: Iterable[Annotation] = (),
    model: ThemeModel | None = None,
) -> tuple[Annotation, ...]:
    """Up to ``number`` rows, least sure first. A row is left out where half of its character
    5-grams are those of a chosen one or of a ``known`` one, whose answer holds for it too."""
    crowd = Crowd()
    for row in known:
        crowd.add(row.text)
    margins = measure_margins(rows, model)
    chosen: list[Annotation] = []
    for place in sorted(range(len(rows)), key=lambda place: (margins[place], place)):
        if len(chosen) == number:
            break
        if crowd.find_likeness(rows[place].text) < ALIKE:
            chosen.append(rows[place])
            crowd.add(rows[place].text)
    return tuple(chosen)


def measure_margins(rows: Sequence[Annotation], model: ThemeModel | None = None) -> list[float]:
    """For each row how far its least decided tag is from that tag's threshold: 0 is a toss-up, 1
    is as sure as can be, which what a rule decides always is (``无`` in section six)."""
    if not rows:
        return []
    model = model or load_tagger()
    cut = load_segmenter().cut
    items = [
        TagInput(tuple(cut(row.text)), row.text, row.section, row.heading, row.previous)
        for row in rows
    ]
    margins = abs(model.find_probabilities(items) - model.thresholds).min(axis=1).tolist()
    ruled = (any(tag.score >= 1 for tag in tags) for tags in score_items(model, items))
    return [1.0 if rule else margin for margin, rule in zip(margins, ruled, strict=True)]


class Crowd:
    """Texts, and how like one of them another is: the share of common character 5-grams in all of
    the two (Jaccard), whatever their figures and punctuation."""

    def __init__(self) -> None:
        self._sizes: list[int] = []
        self._places: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, text: str) -> None:
        grams = _cut_grams(text)
        for gram in grams:
            self._places[gram].append(len(self._sizes))
        self._sizes.append(len(grams))

    def find_likeness(self, text: str) -> float:
        """That to the most similar text, 0 to 1."""
        grams = _cut_grams(text)
        common = Counter(place for gram in grams for place in self._places.get(gram, ()))
        return max(
            (both / (len(grams) + self._sizes[place] - both) for place, both in common.items()),
            default=0.0,
        )


def _cut_grams(text: str) -> set[str]:
    folded = _FIGURES.sub("0", _NO_WORDS.sub("", text))
    return {folded[i : i + GRAM] for i in range(max(1, len(folded) - GRAM + 1))}
