"""Counts of narrative text: 累计公开信息144条, 办结率达 100%, 申请87分别为.

``nlp.figures`` says which figures count, ``nlp.measures`` what they count, ``nlp.holders`` whose
they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from documents.narrative import Numeral
from nlp.figures import Figure, read_figures
from nlp.holders import NOBODY, Told, read_holder
from nlp.measures import Context, find_clause, read_measure
from nlp.numerals import fold_width

_PIECES: Final = frozenset("个家处所名位人块台张户")
_KINDS: Final = frozenset("项类")
_COMMAS: Final = frozenset("、和及")
_SENTENCE_END: Final = re.compile("[。！？!?\n](?!其中)")
_LISTED: Final = re.compile(r"\s?(?:[、和及/]|[-－—–~～至到]{1,2})?\s?")
# 第一季度公开41条，第二季度38条，下半年102条
_OTHER_TIME: Final = re.compile(
    r"\s?[，、；]\s?(?:第?[一二三四1-4]季度|[上下]半年|全年|[0-9]{1,2}月份?|[0-9]{4}年度?|[日月年周]均|上年度?|去年|今年|本年度?)?(?:同期)?\s?"
)


@dataclass(frozen=True, slots=True)
class FoundCount:
    """``text[start:end]`` is the figure with its unit; ``words`` the clause it stands in.

    ``unit`` is as printed, without blanks and 余; null where the report lost it. A range (2-3名)
    gives both its ends, each approximate."""

    start: int
    end: int
    value: int | float
    unit: str | None
    measure: str | None
    approximate: bool
    numeral: Numeral
    scope: str | None
    words: str


def find_counts(text: str) -> tuple[FoundCount, ...]:
    """The counts of one cleaned paragraph in order; places are those of the text given.

    Contract, "counts": every figure with its unit, zeros included, 万 and 亿 multiplied out."""
    folded = fold_width(text)
    figures = read_figures(folded)
    counts: list[FoundCount] = []
    previous, measure, told = 0, None, NOBODY
    names: tuple[str, ...] = ()
    for place, figure in enumerate(figures):
        clause = find_clause(text, figure.start, previous)
        told = read_holder(text, clause, figure.start, figure.unit, previous, told)
        unit = figure.unit[0] if figure.unit else ""
        pieces = unit in _PIECES or (unit in _KINDS and "、" in folded[clause : figure.start])
        listed = bool(counts) and folded[previous] in _COMMAS
        context = Context(previous, measure, told.span, pieces, listed)
        around = read_measure(text, clause, figure.start, figure.end, context)
        if around.names and len(around.names) == _count_listed(folded, figures, place):
            names = around.names
        if names:
            measure, *rest = names
            names = tuple(rest)
        elif around.measure or not counts or not _goes_on(folded, previous, figure.start, told):
            measure = around.measure
        counts.append(
            FoundCount(
                figure.start,
                figure.end,
                figure.value,
                _print_unit(text, figure),
                measure,
                figure.approximate,
                figure.numeral,
                told.scope,
                text[around.start : around.end],
            )
        )
        previous = figure.end
    return tuple(counts)


def _goes_on(text: str, previous: int, start: int, told: Told) -> bool:
    """Whether a figure without words of its own counts what the one before does: 推送消息365期、
    1280篇; 来访45批68人次; 公开信息12条，其中网站8条; 收到申请12件（本级3件）."""
    if told.span is not None:
        return _SENTENCE_END.search(text, previous, start) is None
    between = _LISTED.fullmatch(text, previous, start) or _OTHER_TIME.fullmatch(
        text, previous, start
    )
    return between is not None


def _count_listed(text: str, figures: Sequence[Figure], place: int) -> int:
    """How many figures stand in one list with the one at ``place``, itself included."""
    last = place
    while last + 1 < len(figures) and _LISTED.fullmatch(
        text, figures[last].end, figures[last + 1].start
    ):
        last += 1
    return last - place + 1


def _print_unit(text: str, figure: Figure) -> str | None:
    """The unit in the script of the report: 條 stays 條, but ％ is %."""
    if figure.unit is None or figure.unit in "%‰":
        return figure.unit
    printed = text[figure.end - len(figure.unit) : figure.end]
    return printed if fold_width(printed) == figure.unit else figure.unit
