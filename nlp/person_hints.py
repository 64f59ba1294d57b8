"""Whether a paragraph may name anybody at all: what the person model is asked about.

Nineteen paragraphs in twenty name nobody, and the model costs spaCy's import; so something in the
shape of a name must stand where names stand, between an office or a mark and what persons do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

from documents.patterns import compile_late
from nlp.mentions import DEED, PLACE
from nlp.names import (
    COMPOUND_SURNAMES,
    DOT,
    FOREIGN,
    SHORT_FOREIGN,
    SURNAMES,
    WORDLIKE_SURNAMES,
    is_common_word,
    is_name,
    is_rare_word,
)
from nlp.persons import ADVERB, BLANKS, SEVERAL, drop_blanks

_S: Final = r"[^\S\n]"
# Surnames that nearly always are something else: 和, 于, 时. They need a surer sign.
_RARE: Final = "和区于时强双公向监边费管"
_SURNAME: Final = f"[{SURNAMES.translate(dict.fromkeys(map(ord, _RARE)))}]"
_ANY_SURNAME: Final = f"[{SURNAMES}{WORDLIKE_SURNAMES}]"
# What stands before a name whose first character has been read, so that the search can leap from
# surname to surname.
_OFFICE: Final = (
    "(?:(?<=[长记任席委员导志书监师理部手官谋勤达工事士者].)|(?<=[责办]人.)|(?<=责任人.)|"
    "(?<=联络人.))"
)
_UNIT: Final = "(?<=[办所站股科室心处队校院局家组].)"
_WORD: Final = f"(?<=[授和及与由以让原名位派请确定命聘用报为在，,。；;“{BLANKS}、].)"
_LABEL: Final = f"(?:(?<=[：:（()）由{BLANKS}].)|(?<=^.))"
_CLAUSE: Final = "(?:(?<=^.)|(?<=[。；;].))"
_COMRADE: Final = "同志(?![们般式])"
# What makes a person even of a word: 高峰任组长, 和平同志.
_SURE: Final = (
    f"{_S}*(?:{_COMRADE}|(?:{ADVERB})?(?:[双兼接]?任(?![务期何职教课])|担任)|[（(][兼男女]|"
    "[为做](?=第|副|总|组|成|联|信|召|直|责))"
)
_SEAT: Final = f"(?:组{_S}*长|成{_S}*员|组员|召集人)[：:]{_S}*"
_ATTACHED: Final = (
    "(?:党委|党组|人大|纪检|宣传|组织|统战|武装|党政办)?副?"
    "(?:[镇乡局县区市股科所站处部院校组]长|主任|书记|主席|委员)"
)
DOING: Final = (
    f"{_S}*(?:(?:{ADVERB}|{SEVERAL}){{0,3}}(?:{DEED}|{PLACE})|等|[二三四]人|{_COMRADE}|{_ATTACHED}|"
    "[双兼接]?任|担任|为|(?:调整|变更|更换|改|换)[为成])"
)
_PAUSE: Final = f"{_S}*(?:$|[、，,。；;：:（()）{BLANKS}])"
# A letter that is not Latin will do: ``is_name`` looks at the name found, and a set of all Chinese
# characters takes long to compile.
_LETTER: Final = r"[^\W\d_A-Za-z]"
_GIVEN: Final = f"{_S}{{0,4}}{_LETTER}"
_NO_WORD: Final = "(?<![部人委队职][员门伍工])"
_ANYWHERE: Final = f"(?:{_OFFICE}|{_UNIT}|{_WORD}|{_LABEL})"
_CALLED: Final = f"(?:{_OFFICE}|{_UNIT}|{_LABEL})"


@dataclass(frozen=True, slots=True)
class _Shape:
    """The ``first`` character of a name, with what stands before it, and the ``rest`` with what
    stands behind, in as many readings as there are patterns."""

    first: re.Pattern[str]
    rests: tuple[re.Pattern[str], ...]

    def read(self, text: str) -> Iterator[str]:
        for first in self.first.finditer(text):
            for rest in self.rests:
                if match := rest.match(text, first.end()):
                    yield drop_blanks(first["first"] + match["rest"])


def _shape(first: str, *rests: re.Pattern[str]) -> _Shape:
    return _Shape(compile_late(first, re.DOTALL), rests)


def _compile_rests(behind: str) -> tuple[re.Pattern[str], ...]:
    """Of names of two and of three characters."""
    return tuple(compile_late(f"(?P<rest>{_GIVEN * length}){behind}") for length in (1, 2))


_DOERS: Final = _compile_rests(DOING)
_PAUSES: Final = _compile_rests(_PAUSE)
_LIKELY: Final = (
    _shape(f"(?P<first>{_SURNAME}){_ANYWHERE}", *_DOERS),
    _shape(f"(?P<first>{_SURNAME}){_CALLED}", *_PAUSES),
    _shape(f"(?P<first>{COMPOUND_SURNAMES})", *_DOERS, *_PAUSES),
    _shape(
        f"(?P<first>[{FOREIGN}]){_ANYWHERE}",
        compile_late(f"(?P<rest>[{FOREIGN}]{{2,6}})(?:{DOING}|{_PAUSE})"),
    ),
)
_SURELY: Final = (
    _shape(f"(?P<first>{_ANY_SURNAME}){_NO_WORD}{_ANYWHERE}", *_compile_rests(_SURE)),
    _shape(f"(?P<first>{_ANY_SURNAME}){_NO_WORD}{_OFFICE}", *_DOERS),
    _shape(f"(?P<first>[{SURNAMES}]){_CLAUSE}", *_compile_rests(f"{_S}*[：:]")),
    _shape(f"{_SEAT}(?P<first>{_ANY_SURNAME})", *_PAUSES),
    _shape(f"(?P<first>{SHORT_FOREIGN}){_OFFICE.replace('.', '..')}", compile_late("(?P<rest>)")),
)
SENTENCE: Final = re.compile("[^。！!？?\n]{1,400}[。！!？?]?")
"""A sentence, or 400 characters of what goes on for longer."""

_DOTTED: Final = re.compile(f"{_LETTER}{DOT}{_LETTER}")


def may_name(text: str) -> bool:
    """True where a name may stand in the text; no more than a reason to look closer."""
    if _DOTTED.search(text):
        return True
    for name in chain.from_iterable(shape.read(text) for shape in _LIKELY):
        if is_name(name) and not is_common_word(name) and not is_rare_word(name):
            return True
    names = chain.from_iterable(shape.read(text) for shape in _SURELY)
    return any(is_name(name, comrade=True) for name in names)
