"""How much of a paragraph is stock wording of the genre rather than this year's work."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Final

STOCK_PHRASES: Final = Path(__file__).with_name("stock_phrases.txt")

# What only this body and this year can say: a counted figure, a document or a column by name.
# The regulation and its notices are named in every report, years are in every sentence.
_COMMON_NAMES: Final = "条例|规定|通知|意见|格式|办法〉?的通知"
_FACT: Final = re.compile(
    r"\d(?<!\d\d)[\d,.]{0,12}(?!\d|[,.]\d|年|月|日|号|届)\s?[万亿余多]{0,2}[一-鿿%％]"
    rf"|《(?![^》]{{0,60}}(?:{_COMMON_NAMES})》)[^》]{{2,60}}》"
    r"|“[^”]{2,20}”(?:专栏|栏目|公众号|平台|账号|小程序|专区)"
)
# A fact outweighs a phrase or two: it stands for this many characters of own wording.
FACT_WEIGHT: Final = 20
_GAP: Final = ".{0,8}?"
# What parts clauses, as line ends, which a dot does not match: of a hundred sets of punctuation in
# one pattern each would take its time to compile.
_ENDS: Final = "，。；：、,;:"
_BLANK: Final = re.compile(r"[\s，。、；：！？,.;:!?（）()《》“”\"]")


def measure_boilerplate(text: str) -> float:
    """The share of the paragraph's characters, punctuation aside, that stock phrases cover.

    In [0, 1], 0 for an empty text. Figures, documents and columns of its own weigh
    ``FACT_WEIGHT`` characters more each on the other side.
    """
    length = len(_BLANK.sub("", text))
    if not length:
        return 0.0
    stock = len(_BLANK.sub("", "".join(_compile_phrases().findall(_break_clauses(text)))))
    facts = sum(1 for _ in _FACT.finditer(text))
    return min(stock / (length + FACT_WEIGHT * facts), 1.0)


@cache
def _compile_phrases() -> re.Pattern[str]:
    """All phrases as one alternation, the longest first; those with one first character stand
    together, so that a place tries few."""
    lines = STOCK_PHRASES.read_text(encoding="utf-8").splitlines()
    phrases = sorted(
        {line for line in lines if line and line[0] != "#"}, key=lambda p: (-len(p), p)
    )
    tails: defaultdict[str, list[str]] = defaultdict(list)
    for phrase in phrases:
        tails[phrase[0]].append(_read_phrase(phrase[1:]))
    return re.compile(
        "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in tails.items())
    )


def _read_phrase(phrase: str) -> str:
    """``~`` is up to eight characters within a clause; as many as there are at the end."""
    pattern = _GAP.join(re.escape(part) for part in _break_clauses(phrase).split("~"))
    return pattern.removesuffix("?") if phrase.endswith("~") else pattern


def _break_clauses(text: str) -> str:
    for end in _ENDS:
        text = text.replace(end, "\n")
    return text
