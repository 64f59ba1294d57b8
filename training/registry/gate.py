"""Who may be champion: a version that is nowhere worse than what it would follow, and somewhere
better.

It is held against every champion before it, the built-in model first, on the same paragraphs and
in pairs. Against the last champion alone, small losses within chance could add up from one
promotion to the next; against all of them they cannot. There is no way around the gate.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain
from math import comb
from pathlib import Path
from typing import Final

from documents.errors import GongkaiError, ModelDamaged, ModelMissing
from documents.narrative import Tag
from nlp.stored import BUILTIN, read_files
from nlp.tags import CARD, MODEL, WEIGHTS, Tagger, load_tagger, read_tagger
from training.annotations.annotation import Annotation
from training.annotations.rows import decode_rows
from training.intervals import LEVEL, Interval, compare_scores
from training.labels import LabelledParagraph
from training.registry.aliases import Aliases, change_aliases, read_aliases
from training.registry.card import CARD_JSON, HELD, LEARNT, Comparison, decode_card
from training.registry.measuring import HeldOut, SetName, answer, gather_own_set, read_builtin_set

TAG_LEVEL: Final = 0.99
"""Of fifteen tags one would seem worse by chance too often at 0.95: between equal models in 12 of
100 comparisons, against 2 of 100 at this level."""
TOLERATED: Final = 0.01
"""So much macro-F1 on the frozen set, at most, may an office's own gain cost that is likely and not
certain; against every rival, so that promotions cannot add it up."""
MISTAKEN: Final = 0.03
"""The most right labels that were ever contradicted, among those where a model that had not learnt
them was sure; 0.20 to 0.33 where a quarter of the labels is shuffled, 0.90 to 0.96 where all are,
whether or not the office writes like the corpus."""
CHANCE: Final = 0.01
"""A batch is not believed where so many contradictions or more would be rarer than this."""
_FEWEST_DOUBTS: Final = 3
_SETS: Final[dict[SetName, str]] = {"builtin": "内置检验集", "own": "自有检验集"}


class AlreadyChampion(GongkaiError):
    """这个模型已经在用。"""

    code = "already-champion"


class Overtaken(GongkaiError):
    """比较期间，正在使用的模型被换过；请再试一次。"""

    code = "overtaken"


@dataclass(frozen=True, slots=True)
class Contender:
    """A version with what it has learnt and held out of the labels; where in these a model that
    had not learnt them is ``sure`` of a tag, and how many of those it contradicts. ``unseen`` are
    the tags that each paragraph it has learnt was given by a model which had not."""

    name: str
    tagger: Tagger
    learnt: tuple[Annotation, ...] = ()
    held: tuple[Annotation, ...] = ()
    sure: int = 0
    contradicted: int = 0
    unseen: tuple[Set[Tag], ...] = ()

    def find_tags(self, rows: Sequence[LabelledParagraph]) -> tuple[frozenset[Tag], ...]:
        """What it gives paragraphs that it has not learnt; for those that it has, what its
        cross-validation gave them."""
        known = {
            row.text: frozenset(tags) for row, tags in zip(self.learnt, self.unseen, strict=True)
        }
        given = answer(self.tagger, rows).tags
        return tuple(known.get(row.text, tags) for row, tags in zip(rows, given, strict=True))


@dataclass(frozen=True, slots=True)
class Judgement:
    """``objections`` say in Chinese why the candidate is refused; none where it is not. ``notes``
    say what could not be looked at."""

    comparisons: tuple[Comparison, ...]
    objections: tuple[str, ...]
    notes: tuple[str, ...] = ()


def gather_sets(
    candidate: Contender, rivals: Sequence[Contender], builtin: HeldOut
) -> tuple[HeldOut, ...]:
    """The frozen set, and all that any of them has learnt or held out of the labels."""
    everyone = (candidate, *rivals)
    own = gather_own_set(row for each in everyone for row in (*each.learnt, *each.held))
    return (builtin, own) if own.rows else (builtin,)


def judge(candidate: Contender, rivals: Sequence[Contender], builtin: HeldOut) -> Judgement:
    """The candidate against each of the rivals, the present champion first, on the sets."""
    comparisons = []
    for test in gather_sets(candidate, rivals, builtin):
        new = candidate.find_tags(test.rows)
        for rival in rivals:
            old = rival.find_tags(test.rows)
            gain = compare_scores(test.units, test.tags, old, new, tag_level=TAG_LEVEL)
            comparisons.append(Comparison(rival.name, test.name, len(test.rows), test.bodies, gain))
    doubts = find_doubts(
        len(candidate.learnt) + len(candidate.held), candidate.sure, candidate.contradicted
    )
    return Judgement(tuple(comparisons), (*find_objections(comparisons), *doubts))


def find_objections(comparisons: Sequence[Comparison]) -> tuple[str, ...]:
    """What speaks against a version that was so compared, in Chinese; with the present champion
    first."""
    losses = tuple(chain.from_iterable(map(_find_losses, comparisons)))
    return losses or tuple(_find_no_gain(comparisons))


def find_doubts(rows: int, sure: int, contradicted: int) -> tuple[str, ...]:
    """What speaks against a batch of so many rows, in Chinese: that more of its labels are
    contradicted, among those where the model is ``sure``, than chance and honest mistakes make
    likely."""
    if contradicted < _FEWEST_DOUBTS or _find_tail(contradicted, sure) >= CHANCE:
        return ()
    return (
        f"{rows} 条已复核的标注中，没有学过它们的模型对 {sure} 条有把握，其中 {contradicted} 条"
        f"（{contradicted / sure:.0%}）所标的主题它认为几乎不可能；疑似成批标错（例如标签错行），"
        "请先复核模型卡“请复核”一节所列各条。",
    )


def promote(models: Path, name: str, builtin: HeldOut | None = None) -> Judgement:
    """Makes a version champion unless there are objections; either is recorded. ``builtin`` is the
    project's own set unless given.

    Raises AlreadyChampion, Overtaken where another was promoted meanwhile, and ModelMissing or
    ModelDamaged where the version, the champion or the record cannot be read."""
    before = read_aliases(models)
    if name == before.champion:
        raise AlreadyChampion(f"{name} 已经在用。")
    rivals, notes = load_rivals(models, before)
    judgement = replace(
        judge(load_contender(models, name), rivals, builtin or read_builtin_set()), notes=notes
    )

    def change(aliases: Aliases) -> Aliases:
        if judgement.objections:
            return aliases.refuse(name, judgement.objections)
        if (aliases.champion, aliases.former) != (before.champion, before.former):
            raise Overtaken
        return aliases.promote(name)

    change_aliases(models, change)
    return judgement


def load_rivals(models: Path, aliases: Aliases) -> tuple[tuple[Contender, ...], tuple[str, ...]]:
    """The present champion, the built-in model and every champion before, each once; and what
    says which of those before could not be read. A champion that cannot be read raises."""
    rivals, notes = [load_contender(models, aliases.champion)], []
    for name in dict.fromkeys((BUILTIN, *aliases.former)):
        if name == aliases.champion:
            continue
        try:
            rivals.append(load_contender(models, name))
        except (ModelMissing, ModelDamaged) as error:
            notes.append(f"没有与以前用过的 {name} 比较：{error}")
    return tuple(rivals), tuple(notes)


def load_contender(models: Path, name: str) -> Contender:
    """A version, every file of which is checked. Raises ModelMissing, ModelDamaged."""
    if name == BUILTIN:
        return Contender(BUILTIN, load_tagger(MODEL))
    files = read_files(models / name)
    learnt, held = (decode_rows(files[file], file).require() for file in (LEARNT, HELD))
    card, tagger = decode_card(files[CARD_JSON]), read_tagger(files[CARD], files[WEIGHTS])
    unseen = tuple(map(frozenset, card.unseen))
    return Contender(name, tagger, learnt, held, card.sure, len(card.hints), unseen)


def _find_losses(comparison: Comparison) -> Iterator[str]:
    where = f"在{_SETS[comparison.on]}（{comparison.paragraphs} 段、{comparison.bodies} 家）上"
    macro = comparison.gain.macro
    if macro.high < 0:
        yield f"{where}，各主题平均 F1 比 {comparison.rival} 低 {_write_loss(macro, LEVEL)}。"
    for tag, gain in comparison.gain.by_tag:
        if gain.high < 0:
            yield f"{where}，“{tag}”的 F1 比 {comparison.rival} 低 {_write_loss(gain, TAG_LEVEL)}。"


def _find_no_gain(comparisons: Sequence[Comparison]) -> Iterator[str]:
    """Why a version that breaks nothing is still no better than the champion: a loss on the frozen
    set must be paid for by a larger gain on the own set, and what is more than tolerated by a gain
    beyond chance."""
    champion = comparisons[0].rival
    gains = {c.on: c.gain.macro for c in comparisons if c.rival == champion}
    told = "，".join(f"{_SETS[on]} {gain.value:+.4f}" for on, gain in gains.items())
    told = f"各主题平均 F1 与正在使用的 {champion} 相比，{told}"
    if all(gain.value <= 0 for gain in gains.values()):
        yield f"没有变好：{told}。"
    elif gains["builtin"].value < 0 and not gains["own"].low > 0:
        lost, rival = max((-c.gain.macro.value, c.rival) for c in comparisons if c.on == "builtin")
        if gains["own"].value <= -gains["builtin"].value:
            yield f"{told}：得不偿失，提高又没有超出偶然误差。"
        elif lost > TOLERATED:
            yield (
                f"{told}：内置检验集上比 {rival} 低 {lost:.4f}，超过 {TOLERATED:g}，"
                "自有检验集上的提高又没有超出偶然误差。"
            )


def _write_loss(gain: Interval, level: float) -> str:
    return (
        f"{-gain.value:.3f}（{100 * level:.3g}% 区间 {-gain.high:.3f} 至 {-gain.low:.3f}），"
        "超出偶然误差"
    )


def _find_tail(number: int, of: int) -> float:
    """How likely so many contradictions or more are, where all labels are right."""
    return sum(
        comb(of, k) * MISTAKEN**k * (1 - MISTAKEN) ** (of - k) for k in range(number, of + 1)
    )
