"""Whom the person model sees in a text, and which of those to believe.

The model knows constructions better than patterns do and the language worse: it takes words that
stand like names (成立, 游行) for names. So a word counts only behind an office or beside a name.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from documents.patterns import compile_late
from documents.places import Span
from nlp.names import is_common_word, is_name, is_rare_word
from nlp.person_hints import DOING, SENTENCE, may_name
from nlp.person_model import load_person_model
from nlp.persons import BLANKS, HAN, HEAD, LANDSCAPE, drop_blanks

# A report on one line has some hundreds; a hostile text is not to cost seconds.
_MOST: Final = 4000
_S: Final = f"[{BLANKS}]"
_PLACE: Final = compile_late("[镇乡村县区市州省旗路街湖河山寺庙](?!长|党|人大)")
_TOWN_HEAD: Final = compile_late("[镇乡县区市旗]长")
_OFFICE_BEFORE: Final = compile_late(
    f"(?:(?<![增成家班延])长|主席|工程师|书记|主任|常委|分管领导|主要领导){_S}*$"
)
_DEED_BEHIND: Final = compile_late(f"{DOING}|{_S}*[、和及与]")
# Surnames that as often begin another word: 应佩戴, 时承诺; and what makes 于 a preposition.
_FUNCTION: Final = "应时向由原计代妥权能才即及其为使令让经被将所把从"
_NO_SURNAME: Final = compile_late("[由对关至位属处用低高大小等不善利基鉴限便适源]$")
_TERM: Final = compile_late("[新时现原历继接主责连专兼]任")
_LINKED_OFFICE: Final = compile_late(f"[和及与](?![任担为兼同])(?=[{HAN}]{{0,8}}{HEAD})")
_JOINED: Final = compile_late(f"{_S}*[、和及与]?{_S}*")


def see_persons(text: str) -> tuple[Span, ...]:
    """The names to believe, in the text's order. In a text that has more than ``_MOST`` characters
    of sentences that may name someone, the first of them are looked at.

    Raises ModelMissing or ModelDamaged where the model is asked and cannot be loaded."""
    places = list(_find_sentences(text))
    if not places:
        return ()
    seen = load_person_model().find_persons(place.cut(text) for place in places)
    names = [
        _trim(text, Span(place.start + name.start, place.start + name.end))
        for place, found in zip(places, seen, strict=True)
        for name in found
    ]
    names = [name for name in names if _may_be_name(text, name)]
    believed = {name for name in names if _is_sure(text, name)}
    for one, other in (*pairwise(names), *pairwise(reversed(names))):
        left, right = sorted((one, other))
        if one in believed and _JOINED.fullmatch(text, left.end, right.start):
            believed.add(other)
    return tuple(name for name in names if name in believed)


def _find_sentences(text: str) -> Iterator[Span]:
    left = _MOST
    for sentence in SENTENCE.finditer(text):
        if may_name(sentence[0]):
            left -= len(sentence[0])
            if left < 0:
                return
            yield Span(*sentence.span())


def _trim(text: str, name: Span) -> Span:
    """The name without the 和 that joins it with the next office: 罗平和副乡长章华."""
    if name.length > 2 and _LINKED_OFFICE.match(text, name.end - 1):
        return Span(name.start, name.end - 1)
    return name


def _may_be_name(text: str, name: Span) -> bool:
    """False for a mask (王某), a place (康荣镇), its head (万宝山镇长) and a term (新任)."""
    printed = drop_blanks(name.cut(text))
    if name.length < 2 or not is_name(printed, comrade=text.startswith("同志", name.end)):
        return False
    if _PLACE.match(text, name.end) or _TERM.match(text, name.end - 1):
        return False
    return not (printed[-1] in LANDSCAPE and _TOWN_HEAD.match(text, name.end))


def _is_sure(text: str, name: Span) -> bool:
    """True for a name that is no word, and for a word between an office and a deed."""
    printed = drop_blanks(name.cut(text))
    before = text[max(0, name.start - 8) : name.start]
    doubtful = (
        printed[0] in _FUNCTION
        or printed[-1] in "任由为兼"
        or (printed[0] == "于" and _NO_SURNAME.search(before))
    )
    if not (doubtful or is_common_word(printed) or is_rare_word(printed)):
        return True
    return bool(_OFFICE_BEFORE.search(before) and _DEED_BEHIND.match(text, name.end))
