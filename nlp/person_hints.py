"""Whether a paragraph may name anybody at all: what the person model is asked about.

Nineteen paragraphs in twenty name nobody, and the model costs spaCy's import; so something in the
shape of a name must stand where names stand, between an office or a mark and what persons do.
"""

from __future__ import annotations

import re
from typing import Final

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
from nlp.persons import ADVERB, BLANKS, HAN, SEVERAL, drop_blanks

_S: Final = f"[{BLANKS}]"
# Surnames that nearly always are something else: 和, 于, 时. They need a surer sign.
_RARE: Final = "和区于时强双公向监边费管"
_SURNAME: Final = f"[{SURNAMES.translate(dict.fromkeys(map(ord, _RARE)))}]"
_ANY_SURNAME: Final = f"(?![员门伍职])[{SURNAMES}{WORDLIKE_SURNAMES}]"
_OFFICE: Final = (
    "(?:(?<=[长记任席委员导志书监师理部手官谋勤达工事士者])|(?<=[责办]人)|(?<=责任人)|(?<=联络人))"
)
_UNIT: Final = "(?<=[办所站股科室心处队校院局家组])"
_WORD: Final = f"(?<=[授和及与由以让原名位派请确定命聘用报为在，,。；;“{BLANKS}、])"
_LABEL: Final = f"(?<=[：:（()）由{BLANKS}])"
_COMRADE: Final = "同志(?![们般式])"
# What makes a person even of a word: 高峰任组长, 和平同志.
_SURE: Final = (
    f"{_S}*(?:{_COMRADE}|(?:{ADVERB})?(?:[双兼接]?任(?![务期何职教课])|担任)|[（(][兼男女]|"
    "[为做](?=第|副|总|组|成|联|信|召|直|责))"
)
_SEAT: Final = f"(?:组{_S}*长|成{_S}*员|组员|召集人)[：:]{_S}*"
_DOING: Final = (
    f"{_S}*(?:(?:{ADVERB}|{SEVERAL})*(?:{DEED}|{PLACE})|等|[二三四]人|{_COMRADE}|[双兼接]?任|担任|为|"
    "(?:调整|变更|更换|改|换)[为成]|(?:党委|党组|人大|纪检|宣传|组织|统战|武装|党政办)?副?(?:[镇乡局县区市股科所站处部院校组]长|主任|书记|主席|委员))"
)
_PAUSE: Final = f"{_S}*(?:$|[、，,。；;：:（()）{BLANKS}])"


def _candidate(left: str, surname: str, right: str) -> str:
    """Names of two and of three characters between the two, overlapping ones too."""
    given = f"{_S}{{0,4}}[{HAN}]"
    return "|".join(f"{left}(?=({surname}{given * n}){right})" for n in (1, 2))


_LIKELY: Final = re.compile(
    "|".join(
        (
            _candidate(f"(?:{_OFFICE}|{_UNIT}|{_WORD}|{_LABEL}|^)", _SURNAME, _DOING),
            _candidate(f"(?:{_OFFICE}|{_UNIT}|{_LABEL}|^)", _SURNAME, _PAUSE),
            f"(?=((?:{COMPOUND_SURNAMES})[{HAN}]{{1,2}})(?:{_DOING}|{_PAUSE}))",
            f"(?:{_OFFICE}|{_UNIT}|{_WORD}|{_LABEL}|^)(?=([{FOREIGN}]{{3,7}})(?:{_DOING}|{_PAUSE}))",
        )
    )
)
_SURELY: Final = re.compile(
    "|".join(
        (
            _candidate(f"(?:{_OFFICE}|{_UNIT}|{_WORD}|{_LABEL}|^)", _ANY_SURNAME, _SURE),
            _candidate(_OFFICE, _ANY_SURNAME, _DOING),
            _candidate("(?:^|(?<=[。；;]))", f"[{SURNAMES}]", f"{_S}*[：:]"),
            _candidate(_SEAT, _ANY_SURNAME, _PAUSE),
            f"{_OFFICE}(?=({SHORT_FOREIGN}))",
        )
    )
)
SENTENCE: Final = re.compile("[^。！!？?\n]+[。！!？?]?")
_DOTTED: Final = re.compile(f"[{HAN}]{DOT}[{HAN}]")


def may_name(text: str) -> bool:
    """True where a name may stand in the text; no more than a reason to look closer."""
    if _DOTTED.search(text):
        return True
    for match in _LIKELY.finditer(text):
        name = _read_name(match)
        if is_name(name) and not is_common_word(name) and not is_rare_word(name):
            return True
    return any(is_name(_read_name(match), comrade=True) for match in _SURELY.finditer(text))


def _read_name(match: re.Match[str]) -> str:
    return drop_blanks(next(filter(None, match.groups())))
