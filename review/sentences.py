"""A paragraph as passages: stretches of one sentence on one level of brackets, with their figures.

What stands in brackets speaks of the words before it but does not continue them: "答复 50 件（含
结转 3 件），均按期" is one passage without the brackets, and a second one for their content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from review.labels import write_number

_WIDE: Final = str.maketrans("０１２３４５６７８９％．", "0123456789%.")
_WIDE_SIGN: Final = re.compile("[０-９％．]")
_TITLE: Final = re.compile(r"《[^《》]{0,80}》|〔[^〔〕]{0,12}〕|\[[^\[\]]{0,12}\]")
_SENTENCE: Final = re.compile(r"[^。！？!?\n]+")
_BRACKET: Final = re.compile(r"[（(]([^（()）]{0,240})[)）]")
_UNIT = (
    "个?工作日|人次|件次|条次|篇次|场次|批次|户次|元|平方米|公里|个百分点|百分点|小时|分钟|"
    "[件条次个篇项份宗起例期名人场批处间家户部类页种张块套幅版所台辆字倍年月日号时分届级度周天岁%]"
)
_ARABIC: Final = re.compile(
    r"(?=\d)(?<![\d.A-Za-z第#\-])"
    r"((?:\d{1,3}(?:,\d{3}){1,4}(?!\d)|\d{1,15}(?!\d))(?:\.\d{1,9})?)[ \u3000\xa0]{0,3}"
    rf"([百千万亿]{{0,2}})([余多几来]?)[ \u3000\xa0]{{0,3}}({_UNIT})?"
)
_CHINESE: Final = re.compile(
    r"(?=[一二两三四五六七八九十])(?<![第每何逐同哪这那零一二两三四五六七八九十百])"
    r"([二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
    r"(?:([件宗])|(?<!一)([起例]))(?![事案])"
)
_ABOUT: Final = re.compile(r"(?:近|约|超|逾|超过|将近|大约|不少于|不低于|至少)[\s]?$")
_AT_LEAST: Final = re.compile(r"(?:超|逾|超过|不少于|不低于|至少)\s?$")
_DIGITS: Final = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2}
_SCALES: Final = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_BREAK: Final = re.compile(r"[，,；;]")
_LONGEST: Final = 1200
_NO_COUNT: Final = frozenset("年月日号时分届级度周天岁版")


@dataclass(frozen=True, slots=True)
class Figure:
    """A counted thing: ``value`` in ``unit`` (万 and 亿 multiplied out, so money is in 元).

    ``least`` is an approximate figure that is surely not less (60余).
    ``start`` and ``end`` count in the passage, unit included; ``step`` is the worth of the last
    digit written (0.1 for 3.5, 1000 for 3.5万), which bounds what rounding can explain."""

    value: int | float
    unit: str
    start: int
    end: int
    step: float = 1
    approximate: bool = False
    least: bool = False

    def __str__(self) -> str:
        return f"{write_number(self.value)}{self.unit}"


@dataclass(frozen=True, slots=True)
class Passage:
    """``text`` is as long as what it stands for, titles and deeper brackets blanked;
    ``start`` is its place in the paragraph, ``lead`` what the sentence said before it.

    ``sentence`` is the range of the whole sentence in the paragraph."""

    text: str
    start: int
    lead: str
    figures: tuple[Figure, ...]
    sentence: tuple[int, int]

    @property
    def aside(self) -> bool:
        """True for the content of brackets."""
        return self.start != self.sentence[0]


def read_passages(text: str) -> Iterator[Passage]:
    """The passages of a paragraph in reading order, brackets after what they stand in.

    What runs on for more than 1200 characters is no sentence and is left out."""
    text = _TITLE.sub(_blank, text.translate(_WIDE) if _WIDE_SIGN.search(text) else text)
    for sentence in _SENTENCE.finditer(text):
        whole, (start, end) = sentence[0], sentence.span()
        if len(whole) > _LONGEST:
            continue
        outer = _BRACKET.sub(_blank, whole)
        yield Passage(outer, start, "", find_figures(outer), (start, end))
        if outer == whole:
            continue
        for bracket in _BRACKET.finditer(whole):
            inner = bracket[1]
            if figures := find_figures(inner):
                lead = outer[: bracket.start()]
                yield Passage(inner, start + bracket.start(1), lead, figures, (start, end))


def find_figures(text: str) -> tuple[Figure, ...]:
    """Figures in order of place. Dates, ordinals and numbers of documents are none."""
    found = []
    for match in _ARABIC.finditer(text):
        digits, scales, vague, unit = match.groups()
        if unit in _NO_COUNT:
            continue
        value: int | float
        value = float(digits.replace(",", "")) if "." in digits else int(digits.replace(",", ""))
        step = 10.0 ** -len(digits.partition(".")[2])
        for scale in scales:
            value, step = value * _SCALES[scale], step * _SCALES[scale]
        said = text[max(0, match.start() - 4) : match.start()]
        rough = _ABOUT.search(said) is not None
        least = _AT_LEAST.search(said) is not None or (
            bool(vague) and vague in "余多" and not rough
        )
        step = step if step != 1 else 1
        about = bool(vague) or rough
        found.append(
            Figure(value, unit or "", match.start(), match.end(), step, about, about and least)
        )
    for match in _CHINESE.finditer(text):
        tens, ten, ones = match[1].rpartition("十")
        value = (10 * _DIGITS[tens or "一"] if ten else 0) + (_DIGITS[ones] if ones else 0)
        found.append(Figure(value, match[2] or match[3], match.start(), match.end()))
    return tuple(sorted(found, key=lambda figure: figure.start))


def read_heads(passage: Passage) -> list[tuple[Figure, str]]:
    """Each figure with the words of its own clause before it."""
    heads = []
    start = 0
    for figure in passage.figures:
        words = passage.text[start : figure.start]
        heads.append((figure, _BREAK.split(words)[-1]))
        start = figure.end
    return heads


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
