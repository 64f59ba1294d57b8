"""What each kind of model for themes costs: by itself, and within the whole analysis."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from unittest.mock import patch

from analysis.pipeline import analyze
from benchmarks.speed.passes import JIEBA, load_contenders
from benchmarks.speed.timing import time_in_turns
from nlp.encoder import load_encoder, load_ensemble
from nlp.features import TagInput
from nlp.tags import MODEL, load_tagger

if TYPE_CHECKING:
    from training.pace import StoredModel

LINEAR, ENCODER, BOTH = "linear", "encoder", "both"


@dataclass(frozen=True, slots=True)
class Goal:
    """At least so many paragraphs a second, at most so many times jieba's pass."""

    paragraphs: float
    ratio: float


GOALS: Final[Mapping[str, Goal]] = {
    LINEAR: Goal(1_500, 3),
    ENCODER: Goal(150, 10),
    BOTH: Goal(150, 10),
}


@dataclass(frozen=True, slots=True)
class ThemeCost:
    """A stored model as it is used: paragraphs a second of one core, and the whole analysis of
    reports with it over jieba's pass."""

    model: str
    paragraphs: float
    ratio: float

    @property
    def is_met(self) -> bool:
        goal = GOALS[self.model]
        return self.paragraphs >= goal.paragraphs and self.ratio <= goal.ratio


def measure_themes(
    texts: Sequence[str], rounds: int, items: Sequence[TagInput] | None = None
) -> tuple[ThemeCost, ...]:
    """The models that come with the program; ``items`` are the bodies held out unless given."""
    items = _list_held_out() if items is None else items
    linear = load_tagger(MODEL)
    models: dict[str, StoredModel] = {
        LINEAR: linear,
        ENCODER: load_encoder(),
        BOTH: load_ensemble(linear),
    }
    by_jieba = load_contenders()[JIEBA]
    analyses = {name: _analyze_by(model, texts) for name, model in models.items()}
    passes = time_in_turns({JIEBA: lambda: [*map(by_jieba, texts)], **analyses}, rounds)
    alone = time_in_turns({name: _score_by(model, items) for name, model in models.items()}, rounds)
    return tuple(
        ThemeCost(name, len(items) / alone[name], passes[name] / passes[JIEBA]) for name in models
    )


def _list_held_out() -> Sequence[TagInput]:
    # What training needs stays out of the processes whose memory is measured.
    from training.encoder.validation import list_items
    from training.split import read_held_out

    return list_items(read_held_out())


def _analyze_by(model: StoredModel, texts: Sequence[str]) -> Callable[[], object]:
    def go() -> None:
        with patch("nlp.tags.load_tagger", lambda: model):
            for text in texts:
                analyze(text.encode(), "report.txt")

    return go


def _score_by(model: StoredModel, items: Sequence[TagInput]) -> Callable[[], object]:
    return lambda: model.score(items)
