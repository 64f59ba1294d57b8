"""From reviewed labels to a challenger: fitted, checked, measured and put into the registry."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import numpy as np

from documents.errors import GongkaiError, ModelDamaged
from documents.narrative import TAGS
from nlp.tags import CARD, WEIGHTS, Tagger, read_tagger
from training.annotations.annotation import Annotation
from training.annotations.rows import encode_rows
from training.crossvalidation import answer_unseen
from training.intervals import Numbers
from training.labels import LabelledParagraph, hash_corpus
from training.lessons import LabelFile, Lessons, choose_lessons, describe_row, read_labels
from training.registry.aliases import read_aliases, register
from training.registry.card import (
    CARD_JSON,
    CARD_PAGE,
    HELD,
    LEARNT,
    Card,
    Data,
    Hint,
    Making,
    encode_card,
    list_libraries,
)
from training.registry.gate import Contender, gather_sets, judge, load_rivals
from training.registry.measuring import Answers, HeldOut, answer, measure_set, read_builtin_set
from training.registry.page import write_page
from training.registry.versions import PLANES, pack_planes, unpack_planes
from training.split import read_learnt
from training.tagger import (
    FittedTagger,
    Recipe,
    Validation,
    encode_tagger,
    fit_tagger,
    read_examples,
)
from training.vocabulary import Vocabulary

SURE: Final = 0.7
HARDLY: Final = 0.1
_NEW: Final = "新训练的模型"
_RECIPE: Final = Recipe()
_NEAR: Final = 0.02
_CHECKED: Final = 200
Say = Callable[[str], None]


class NothingToLearn(GongkaiError):
    """没有已复核的标注，没有可学的。"""

    code = "nothing-to-learn"


@dataclass(frozen=True, slots=True)
class Trained:
    """A new version, challenger from now on."""

    version: str
    card: Card


@dataclass(frozen=True, slots=True)
class Learnt:
    """A model that is in no registry yet: what was fitted, its files, what the gate judges, what
    cross-validation gave the paragraphs learnt, and the labels that are contradicted, the surest
    first."""

    fitted: FittedTagger
    files: dict[str, bytes]
    contender: Contender
    unseen: Answers
    contradicted: tuple[Hint, ...]

    def answer(self, rows: Sequence[LabelledParagraph]) -> Answers:
        """Tags and probabilities by a model that has not learnt the paragraph."""
        chances = answer(self.contender.tagger, rows).chances
        learnt = (row.text for row in self.contender.learnt)
        known = dict(zip(learnt, self.unseen.chances, strict=True))
        for given, row in zip(chances, rows, strict=True):
            given[:] = known.get(row.text, given)
        return Answers(self.contender.find_tags(rows), chances)


def train(
    models: Path,
    labels: Sequence[Path],
    command: str,
    say: Say = lambda message: None,
    corpus: tuple[LabelledParagraph, ...] | None = None,
    builtin: HeldOut | None = None,
    recipe: Recipe = _RECIPE,
) -> Trained:
    """Learns the corpus and the reviewed labels of these files; ``say`` is told how far it is.

    Raises NothingToLearn where no label is reviewed, LabelsInvalid, and ModelMissing or
    ModelDamaged where the model in use cannot be read for comparison. ``corpus`` and ``builtin``
    are the project's own unless given.
    """
    begun = time.monotonic()
    say("读取语料和标注")
    rivals, _ = load_rivals(models, read_aliases(models))
    corpus, builtin = corpus or read_learnt(), builtin or read_builtin_set()
    annotations, files = read_labels(labels)
    lessons = choose_lessons(annotations, {row.text for row in builtin.rows})
    if not lessons.learnt:
        raise NothingToLearn(_explain_nothing(annotations))
    new = learn(corpus, lessons, recipe, lambda done, steps: say(f"学习，第 {done}/{steps} 步"))
    say("评价，并与正在使用的模型比较")
    candidate = new.contender
    judgement = judge(candidate, rivals, builtin)
    sets = gather_sets(candidate, rivals, builtin)
    card = Card(
        made=Making(
            at=datetime.now(UTC).replace(microsecond=0),
            command=command,
            seconds=round(time.monotonic() - begun, 1),
            libraries=list_libraries(),
        ),
        data=_describe_data(corpus, lessons, files, recipe),
        cross_validation=tuple((m.tag, m.f1) for m in new.fitted.measures),
        sets=tuple(measure_set(new.answer(test.rows), test) for test in sets),
        comparisons=judgement.comparisons,
        objections=judgement.objections,
        sure=candidate.sure,
        hints=new.contradicted,
        unseen=tuple(tuple(sorted(tags, key=TAGS.index)) for tags in candidate.unseen),
    )
    say("写入")
    texts = {
        LEARNT: encode_rows(lessons.learnt),
        HELD: encode_rows(lessons.held),
        CARD_JSON: encode_card(card),
        CARD_PAGE: write_page(card).encode(),
    }
    return Trained(register(models, {**new.files, **texts}), card)


def learn(
    corpus: tuple[LabelledParagraph, ...],
    lessons: Lessons,
    recipe: Recipe = _RECIPE,
    progress: Callable[[int, int], None] = lambda done, steps: None,
    known: Validation | None = None,
) -> Learnt:
    """Fits on the corpus and the lessons, and finds the labels that a model which had not learnt
    them contradicts; ``progress`` is told after each step. ``known`` is the corpus's validation,
    where it was done before."""
    own = tuple(map(describe_row, lessons.learnt))
    fitted = fit_tagger(corpus, recipe, progress, own, known)
    files = _encode(fitted, (*corpus, *own))
    tagger = read_tagger(files[CARD], files[WEIGHTS])
    held = answer(tagger, [describe_row(row) for row in lessons.held])
    unseen = answer_unseen(corpus, own, fitted, recipe)
    chances = np.vstack([unseen.chances, held.chances])
    found = find_contradicted((*lessons.learnt, *lessons.held), chances)
    contradicted = tuple(sorted(found, key=lambda hint: -hint.chance))
    sure = int((chances.max(axis=1) >= SURE).sum())
    contender = Contender(
        _NEW,
        tagger,
        lessons.learnt,
        lessons.held,
        sure,
        len(contradicted),
        unseen.tags,
    )
    return Learnt(fitted, files, contender, unseen, contradicted)


def find_contradicted(rows: Iterable[Annotation], chances: Numbers) -> Iterator[Hint]:
    """The reviewed paragraphs where a model that has not learnt them is sure of a tag, and none of
    those given is at all likely to it; ``chances`` are that model's, a row a paragraph. Where it is
    sure of nothing, the office may only write in a way it does not know."""
    for row, given in zip(rows, chances, strict=True):
        labelled = [TAGS.index(tag) for tag in row.tags or ()]
        best = int(given.argmax())
        if labelled and given[labelled].max() <= HARDLY and given[best] >= SURE:
            yield Hint(row.id, row.text, row.tags or (), TAGS[best], float(given[best]))


def check_planes(planes: bytes, tagger: Tagger, rows: Sequence[LabelledParagraph]) -> None:
    """Holds what inference will compute with numpy against what the stored planes and curves of
    scikit-learn say of the same paragraphs; raises ModelDamaged where these are not the same."""
    stored = unpack_planes(planes)
    importance = np.sqrt(tagger.weights[:, -1], dtype=np.float64)
    vocabulary = Vocabulary(tagger.vocabulary, importance)
    matrix = vocabulary.read_matrix(read_examples(rows))
    theirs = [
        curve.predict_proba(plane.decision_function(matrix)[:, None])[:, 1]
        for plane, curve in zip(stored["planes"], stored["curves"], strict=True)
    ]
    ours = answer(tagger, rows).chances
    if np.abs(np.column_stack(theirs) - ours).max() > _NEAR:
        raise ModelDamaged("写出的模型与训练所得不一致，没有保存；请再试一次。")


def _encode(fitted: FittedTagger, learnt: Sequence[LabelledParagraph]) -> dict[str, bytes]:
    """The files of the model itself, checked against each other on some paragraphs."""
    card, weights = encode_tagger(fitted)
    planes = pack_planes({"planes": fitted.model.planes, "curves": fitted.calibration.curves})
    some = learnt[:: max(1, len(learnt) // _CHECKED)]
    check_planes(planes, read_tagger(card, weights), some)
    return {CARD: card, WEIGHTS: weights, PLANES: planes}


def _describe_data(
    corpus: tuple[LabelledParagraph, ...],
    lessons: Lessons,
    files: tuple[LabelFile, ...],
    recipe: Recipe,
) -> Data:
    return Data(
        corpus_paragraphs=len(corpus),
        corpus_sha256=hash_corpus(corpus),
        files=files,
        learnt=len(lessons.learnt),
        held=len(lessons.held),
        held_by=lessons.by,
        left_out=lessons.left_out,
        weight=recipe.own,
    )


def _explain_nothing(annotations: Sequence[Annotation]) -> str:
    if not annotations:
        return "没有标注，没有可学的。请先用 gongkai labels import 导入标注。"
    return f"{len(annotations)} 条标注里没有可学的：只有已复核且标了主题的才参加训练。"
