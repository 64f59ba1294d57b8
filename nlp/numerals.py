"""The numerals of Chinese administrative prose: 1,234 · １２ · 3.5万 · 260余 · 二十三 · 数百.

A numeral is read by itself; what it counts, and whether it counts anything at all, is for
``nlp.counts`` to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from documents.narrative import Numeral
from documents.patterns import compile_late
from documents.script import simplify

_DIGITS: Final = {character: value for value, character in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
}
_PLACES: Final = {"十": 10, "百": 100, "千": 1000}
_MYRIADS: Final = {"万": 10_000, "亿": 100_000_000}

_WIDE: Final = "０１２３４５６７８９％．＋"
_NARROW: Final = "0123456789%.+"
_FOLDED: Final = str.maketrans(_WIDE, _NARROW)
_FOLDABLE: Final = compile_late(f"[{_WIDE}]")

# 余 and 多 belong to the figure unless they begin a word of their own (余额, 多样).
_MORE: Final = "余(?![额下姚杭干])|多(?![样元媒渠])|几(?=[万亿])"
_SEVERAL: Final = "(?<=十)[几来](?=[件条次个份篇期场名人户处家项批张本])"
# More than fifteen digits are an identifier, and nothing that a person counted.
_GROUPED: Final = r"[0-9]{1,3}(?:[,，][0-9]{3}){1,4}(?![0-9])"
# A space for the comma (3 400余条), or letters set apart (公 开 2 0 条): only before a measure
# word, and not where the first could number an item (1 234条) or each be a figure (分别为3 5件).
_TORN: Final = (
    r"(?:(?<=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff] ))(?<!别为)(?<!别为 )"
    r"[1-9](?:[0-9]{0,2}(?: [0-9]{3}){1,3}|(?: [0-9]){1,5})"
    r"(?=(?:\.[0-9]{1,4})? ?[余多]?[万亿]? ?[条件次个人份篇期项元户名场宗平%](?!月))"
)
_ARABIC: Final = (
    rf"(?P<figure>(?:{_GROUPED}|[0-9]{{1,15}}(?![0-9]))(?:\.[0-9]{{1,8}})?)"
    rf"(?P<more>\s?(?:{_MORE}|\+(?=[余个条件次篇人万])))?"
    r"(?P<scale>\s?(?:[百千]?(?:万亿|[万亿])|百(?![分强姓货度])|千(?![米克瓦家])))?"
    rf"(?P<rest>{_MORE}|(?<=[万亿])\+(?![0-9A-Za-z]))?(?P<beyond>(?<=[余多])[万亿])?"
)
_HAN: Final = "零〇一二两三四五六七八九十百千万亿"
_CHINESE: Final = (
    rf"(?P<han>[数几](?=[十百千万亿])[十百千万亿]{{1,4}}|[{_HAN}]{{1,32}}(?![{_HAN}]))"
    rf"(?P<han_more>{_MORE}|{_SEVERAL})?(?P<han_scale>(?<=[余多几])[万亿])?"
)
_ARABIC_NUMERAL: Final = compile_late(_ARABIC)
_TORN_NUMERAL: Final = compile_late(_ARABIC.replace(_GROUPED, _TORN))
_CHINESE_NUMERAL: Final = compile_late(_CHINESE)
# Searching for a run of digits and reading it there is three times as fast as searching for the
# whole grammar; a run that is no numeral is skipped whole. What it begins with is asked first, so
# that it fails fast.
_RUN: Final = compile_late(f"(?=[0-9数几{_HAN}])(?:(?P<digits>[0-9]+)|[数几]?[{_HAN}]+)")
# Behind digits, what may still belong to the figure.
_GOES_ON: Final = frozenset(",，. \t\n\u00a0\u2002\u2003\u3000余多几+百千万亿")
_ABOUT: Final = compile_late(
    r"(?:(?<![预签节合条公契])约|(?<![最附邻])近|超过?|逾|接近|大概|不少于|不低于|不下|高达|多达|至少)\s?为?\s?$"
)
_ABOUT_ENDS: Final = frozenset("约近超过逾概于下达少为 \u00a0\u3000")
_UP_TO: Final = compile_late(r"(?:上|成|好)$")


@dataclass(frozen=True, slots=True)
class FoundNumeral:
    """``text[start:end]`` is the figure with its 万, 亿, 余 and 多, without 约 or 近 before it."""

    start: int
    end: int
    value: int | float
    approximate: bool
    numeral: Numeral
    figure_end: int
    """Where digits, separators and decimals end: before 余, 万 and what follows."""


def fold_width(text: str) -> str:
    """The text with full-width digits made narrow and traditional characters simplified, character
    for character, so that places stay."""
    text = simplify(text)
    return text.translate(_FOLDED) if _FOLDABLE.search(text) else text


def read_chinese_numeral(printed: str) -> int | None:
    """The value of a numeral in Chinese characters, 0 to 10^12 - 1; null where it is none.

    Reads 一百零五, 十二, 一万二 (12,000) and places alone (百, 万); digit by digit (二〇一九) only
    from three digits or with a 〇, since 三四 means "three or four"."""
    if len(printed) == 1 and printed in _DIGITS:
        return _DIGITS[printed]
    if not printed or any(character not in _HAN for character in printed):
        return None
    if all(character in _DIGITS for character in printed):
        if len(printed) == 1:
            return _DIGITS[printed]
        if len(printed) < 3 and "〇" not in printed:
            return None
        return int("".join(str(_DIGITS[character]) for character in printed))
    total = 0
    rest = printed
    above = 0
    for myriad, scale in (("亿", _MYRIADS["亿"]), ("万", _MYRIADS["万"])):
        head, found, tail = rest.partition(myriad)
        if not found:
            continue
        value = 1 if not head and not total else _read_section(head, above)
        if not value:
            return None
        total += value * scale
        rest, above = tail, scale
    if rest:
        value = _read_section(rest, above)
        if not value:
            return None
        total += value
    return total


def _read_section(printed: str, above: int) -> int | None:
    """A numeral below 10,000 that stands behind ``above`` (万, 亿, or 0 where it comes first)."""
    value = 0
    place = above or 100_000
    digit: int | None = None
    zero = False
    for character in printed:
        if character in "零〇":
            if zero or digit is not None or place == 100_000:
                return None
            zero = True
        elif character in _DIGITS:
            if digit is not None:
                return None
            digit = _DIGITS[character]
        elif character not in _PLACES or _PLACES[character] >= place:
            return None
        else:
            if digit is None and (zero or (character != "十" and value)):
                return None
            value += (1 if digit is None else digit) * _PLACES[character]
            place, digit, zero = _PLACES[character], None, False
    if digit is None:
        return None if zero else value
    # 一百五 is 150, 三万五 is 35,000: a last digit without 零 takes the next lower place.
    colloquial = not zero and 100 <= place < 100_000 and (value > 0 or above > 0)
    return value + digit * (place // 10 if colloquial else 1)


def _scale(figure: Decimal, marks: str) -> int | float:
    for mark in marks:
        figure *= _PLACES.get(mark) or _MYRIADS[mark]
    return int(figure) if figure == figure.to_integral_value() else float(figure)


def find_numerals(text: str) -> tuple[FoundNumeral, ...]:
    """Every numeral of the text in order; places are those of the text given.

    万 and 亿 are multiplied out without binary dust (3.5万 is the int 35000). Approximate are
    余, 多, 数, 几, and figures behind 约, 近, 超, 逾 and their like."""
    folded = fold_width(text)
    found: list[FoundNumeral] = []
    end = 0
    while run := _RUN.search(folded, end):
        start = run.start()
        torn_off = start and folded[start - 1].isdecimal() and folded[start].isdecimal()
        read = _read_arabic if run["digits"] else _read_chinese
        numeral = None if torn_off else read(folded, run)
        end = run.end() if numeral is None else numeral.end
        if numeral is None:
            continue
        if not numeral.approximate and start and folded[start - 1] in _ABOUT_ENDS:
            about = _ABOUT.search(folded, max(0, start - 6), start) is not None
            numeral = replace(numeral, approximate=True) if about else numeral
        found.append(numeral)
    return tuple(found)


def _read_arabic(text: str, run: re.Match[str]) -> FoundNumeral | None:
    start, end = run.span()
    if end - start < 16 and text[end : end + 1] not in _GOES_ON:
        return FoundNumeral(start, end, int(run["digits"]), False, "arabic", end)
    match = _TORN_NUMERAL.match(text, start) if text[end : end + 1] == " " else None
    match = match or _ARABIC_NUMERAL.match(text, start)
    if match is None:
        return None
    scale = (match["scale"] or "").strip() + (match["beyond"] or "")
    plain = match["figure"].replace(",", "").replace("，", "").replace(" ", "")
    value = _scale(Decimal(plain), scale) if scale or "." in plain else int(plain)
    approximate = match["more"] is not None or match["rest"] is not None
    return FoundNumeral(start, match.end(), value, approximate, "arabic", match.end("figure"))


def _read_chinese(text: str, run: re.Match[str]) -> FoundNumeral | None:
    match = _CHINESE_NUMERAL.match(text, run.start())
    if match is None:
        return None
    start, han = run.start(), match["han"]
    several = han[0] in "数几"
    value: int | float | None = read_chinese_numeral("一" + han[1:] if several else han)
    if value is None:
        return None
    if scale := match["han_scale"]:
        value = _scale(Decimal(value), scale)
    approximate = several or match["han_more"] is not None
    if not approximate and han[0] in "百千万":
        approximate = _UP_TO.search(text, max(0, start - 1), start) is not None
    return FoundNumeral(start, match.end(), value, approximate, "chinese", match.end("han"))
