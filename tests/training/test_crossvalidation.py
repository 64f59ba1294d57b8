from __future__ import annotations

from dataclasses import replace

from documents.narrative import TAGS
from tests.training.registry.office import list_labels, read_small_corpus
from training.crossvalidation import answer_unseen
from training.lessons import describe_row
from training.tagger import Recipe, fit_tagger

OWN = tuple(map(describe_row, list_labels()[:40]))


def test_crossvalidation_nobody_answers_from_memory() -> None:
    """A word that one body alone uses says nothing to a model that has not learnt the body."""
    word = "呱呱叫" * 4
    single = [replace(row, text=word, tags=("复议诉讼",), organisation="甲") for row in OWN[:1]]
    told = [replace(row, text=word, tags=("复议诉讼",), organisation="乙镇") for row in OWN[:1]]
    corpus, recipe = read_small_corpus(), Recipe()
    fitted = fit_tagger((*corpus, *OWN), recipe)
    place = TAGS.index("复议诉讼")
    alone = answer_unseen(corpus, (*OWN, *single), fitted, recipe).chances[-1, place]
    helped = answer_unseen(corpus, (*OWN, *single, *told), fitted, recipe).chances[-2, place]
    assert alone < helped


def test_crossvalidation_answers_every_paragraph_and_any_number() -> None:
    corpus, recipe = read_small_corpus(), Recipe()
    fitted = fit_tagger((*corpus, *OWN), recipe)
    answers = answer_unseen(corpus, OWN, fitted, recipe)
    assert len(answers.tags) == len(answers.chances) == len(OWN)
    assert (answers.chances.max(axis=1) > 0).all()
    right = sum(bool({*row.tags} & tags) for row, tags in zip(OWN, answers.tags, strict=True))
    assert right > 0.5 * len(OWN)
    assert len(answer_unseen(corpus, OWN[:1], fitted, recipe).tags) == 1
