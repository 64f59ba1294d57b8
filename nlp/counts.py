"""Counts of narrative text: 累计公开信息144条, 办结率达 100%, 申请87分别为.

``nlp.figures`` says which figures count, ``nlp.measures`` what they count and whose they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from documents.narrative import Numeral
from nlp.figures import Figure, read_figures
from nlp.measures import read_measure
from nlp.numerals import fold_width

_LISTED: Final = re.compile(r"\s?[、和及/]?\s?")


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
    counts: list[FoundCount] = []
    previous = 0
    for figure in read_figures(folded):
        around = read_measure(text, figure.start, figure.end, previous)
        measure = around.measure
        if measure is None and counts and _LISTED.fullmatch(folded, previous, figure.start):
            measure = counts[-1].measure  # 推送消息365期、1280篇; 来访45批68人次
        counts.append(
            FoundCount(
                figure.start,
                figure.end,
                figure.value,
                _print_unit(text, figure),
                measure,
                figure.approximate,
                figure.numeral,
                around.scope,
                text[around.start : around.end],
            )
        )
        previous = figure.end
    return tuple(counts)


def _print_unit(text: str, figure: Figure) -> str | None:
    """The unit in the script of the report: 條 stays 條, but ％ is %."""
    if figure.unit is None or figure.unit in "%‰":
        return figure.unit
    printed = text[figure.end - len(figure.unit) : figure.end]
    return printed if fold_width(printed) == figure.unit else figure.unit
