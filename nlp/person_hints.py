"""Whether a paragraph may name anybody at all: what the person model is asked about.

Nineteen paragraphs in twenty name nobody, and to load and ask the model takes its time; so
something in the shape of a name must stand where names stand, between an office or a mark and what
persons do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

from documents.patterns import compile_late
from nlp.mentions import DEED, PLACE, WORK
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
_BOTH: Final = "[两二三四](?:位|名|人)(?:同志|干部|一起|共同|负责|轮流|组成|专)"
_SEAT: Final = f"(?:组{_S}*长|成{_S}*员|组员|召集人)[：:]{_S}*"
_ATTACHED: Final = (
    "(?:党委|党组|人大|纪检|宣传|组织|统战|武装|党政办)?副?"
    "(?:[镇乡局县区市股科所站处部院校组]长|主任|书记|主席|委员)"
)
DOING: Final = (
    f"{_S}*(?:(?:{ADVERB}|{SEVERAL}){{0,3}}(?:{DEED}|{WORK}|{PLACE})|等|[二三四]人|{_COMRADE}|{_ATTACHED}|"
    "[双兼接]?任|担任|为|是(?=[^，,。；;]{0,10}责任人)|(?:调整|变更|更换|改|换)[为成])"
)
_PAUSE: Final = f"{_S}*(?:$|[、，,。；;：:（()）{BLANKS}])"
# A letter that is not Latin will do: ``is_name`` looks at the name found, and a set of all Chinese
# characters takes long to compile.
_LETTER: Final = r"[^\W\d_A-Za-z]"
_GIVEN: Final = f"{_S}{{0,4}}{_LETTER}"
_NO_WORD: Final = "(?<![部人委队职][员门伍工])"
_ANYWHERE: Final = f"(?:{_OFFICE}|{_UNIT}|{_WORD}|{_LABEL})"
_CALLED: Final = f"(?:{_OFFICE}|{_UNIT}|{_LABEL})"


# Offices and units directly before a name that is no word: here, nothing need stand behind it. The
# first class only finds the places fast.
TITLES: Final = (
    "[镇乡县区市州盟旗局股科所站处队部院校组厅班行馆会事场台园船]长|书记|主任|主席|常委|[组宣政]委|"
    "[^人成党全队]员|干事|秘书|总工|[程计济理]师|经理|文书|会计|书长|编辑|顾问|苏木达|嘎查达"
)
_VAGUE: Final = "领导|干部|代表|人员|成员"
UNITS: Final = (
    "[政综公建经农宣组财民社治法计规审督教合管会保务]办|[^各每本该学两全文理外内]科|[^各每本该]股|"
    "[^各每本该之好益到用长何]处|[政法综督务测]室|中心|公室|[政法]所|[化经务管测]站|[大支]队"
)


def _look_back(words: str) -> str:
    """A pattern that one of the ``words`` stands before the character just read."""
    return "|".join(f"(?<={word}.)" for word in words.split("|"))


_TITLED: Final = compile_late(f"(?:{TITLES}|中心)$")
_ANY_TITLE: Final = f"(?:{_look_back(f'{TITLES}|{_VAGUE}')})"
_PLAIN: Final = tuple(compile_late(_GIVEN * length) for length in (1, 2))
_FOREIGN: Final = tuple(compile_late(f"[{FOREIGN}]{{{length}}}") for length in range(2, 7))
_WHOLE: Final = (compile_late(""),)
_DOER: Final = compile_late(DOING)
_END: Final = compile_late(_PAUSE)


# Words whose second character is a surname: 队伍建设 is no 伍建设 behind a 队.
_WORDS_ACROSS: Final = compile_late(
    "队[伍员]|科普|股[东权]|任何|工程|[出远何]处|要求|[分理了调]解|[岗单各定到]位|人员|普类|事项|"
    "[职授]权|师傅|员工|长[江安乐]|办[成公]|所[管有属应]|站[点台]|室温|招考|经由|使用|[教医律讲]师|作为|"
    "书记|处[于从]|委员|心平|周会"
)
# Words that stand between an office and a verb as often as names do.
_NO_NAME: Final = compile_late(
    "职工|充实|强化|同时|家属|教会|张贴|明年|落实|权力|妥善|[班任]主|公示|信箱|顾问"
)


def _is_inside_word(text: str, place: int) -> bool:
    """True where a surname ends a word that begins before it, and no office does: 任何费用 names
    nobody, 主任何平 does."""
    across = place > 0 and _WORDS_ACROSS.match(text, place - 1)
    return bool(across) and not _TITLED.search(text, max(0, place - 4), place)


@dataclass(frozen=True, slots=True)
class _Shape:
    """The ``first`` character of a name, with what stands before it, how the name may go on, and
    any one of what may stand ``behind`` it; nothing need stand there if there is none."""

    first: re.Pattern[str]
    given: tuple[re.Pattern[str], ...]
    behind: tuple[re.Pattern[str], ...]

    def read(self, text: str) -> Iterator[str]:
        for first in self.first.finditer(text):
            if _is_inside_word(text, first.start("first")):
                continue
            for pattern in self.given:
                rest = pattern.match(text, first.end())
                if rest and self._ends(text, rest.end()):
                    yield drop_blanks(first["first"] + rest[0])

    def _ends(self, text: str, end: int) -> bool:
        return not self.behind or any(pattern.match(text, end) for pattern in self.behind)


def _shape(
    first: str, *behind: re.Pattern[str], given: tuple[re.Pattern[str], ...] = _PLAIN
) -> _Shape:
    return _Shape(compile_late(first, re.DOTALL), given, behind)


_LIKELY: Final = (
    _shape(f"(?P<first>{_SURNAME}){_ANYWHERE}", _DOER),
    _shape(f"(?P<first>{_SURNAME}){_CALLED}", _END),
    _shape(f"(?P<first>{COMPOUND_SURNAMES})", _DOER, _END),
    _shape(f"(?P<first>[{FOREIGN}]){_ANYWHERE}", _DOER, _END, given=_FOREIGN),
)
_SURELY: Final = (
    _shape(f"(?P<first>{_ANY_SURNAME}){_NO_WORD}{_ANYWHERE}", compile_late(_SURE)),
    _shape(f"(?P<first>{_ANY_SURNAME}){_NO_WORD}{_ANY_TITLE}", _DOER),
    _shape(f"(?P<first>[{SURNAMES}]){_CLAUSE}", compile_late(f"{_S}*[：:]")),
    _shape(f"{_SEAT}(?P<first>{_ANY_SURNAME})", _END),
    _shape(f"(?P<first>[{FOREIGN}]){_ANY_TITLE}", given=_FOREIGN[:1]),
    _shape(f"(?P<first>[{SURNAMES}])(?:(?<=、.)|(?<=[别排].)|(?<=[别排]为.))", compile_late(_BOTH)),
    _shape(f"(?P<first>[{SURNAMES}])(?<=分别为.)", compile_late(f"{_S}*、")),
    _shape(f"(?P<first>{_SURNAME})(?:(?<=[改仍]为.)|(?<=[交派]给.))", _END, given=_PLAIN[1:]),
    _shape(f"(?P<first>{SHORT_FOREIGN}){_OFFICE.replace('.', '..')}", given=_WHOLE),
)
_CLOSE: Final = compile_late(
    f"[长记任席委员事书导部工师理计表办科股室心所站队达处辑问](?P<first>{_SURNAME})"
    f"(?:{_ANY_TITLE}|{_look_back(UNITS)})"
)
_CALLED_COMRADE: Final = compile_late(_COMRADE)
_HAN: Final = compile_late("[\u4e00-\u9fff]{1,3}")
# Behind a name of two characters: the name ends there.
_NEXT_WORD: Final = "每的是在和与及把将向对为任"
SENTENCE: Final = re.compile("[^。！!？?\n]{1,400}[。！!？?]?")
"""A sentence, or 400 characters of what goes on for longer."""

_DOTTED: Final = re.compile(f"{_LETTER}{DOT}{_LETTER}")


def may_name(text: str) -> bool:
    """True where a name may stand in the text; no more than a reason to look closer."""
    if _DOTTED.search(text) or shows_name(text):
        return True
    likely = chain.from_iterable(shape.read(text) for shape in _LIKELY)
    for name in chain(_read_comrades(text), likely):
        if is_name(name) and not is_common_word(name) and not is_rare_word(name):
            return True
    names = chain.from_iterable(shape.read(text) for shape in _SURELY)
    return any(not _NO_NAME.fullmatch(name) and is_name(name, comrade=True) for name in names)


def _read_comrades(text: str) -> Iterator[str]:
    """The two or three characters before 同志 that begin with a surname."""
    for comrade in _CALLED_COMRADE.finditer(text):
        for length in (2, 3):
            name = text[max(0, comrade.start() - length) : comrade.start()]
            if name[:1] in SURNAMES:
                yield name


def shows_name(text: str) -> bool:
    """True where a surname that begins no word stands directly behind an office or a unit."""
    for close in _CLOSE.finditer(text):
        given = _HAN.match(text, close.end())
        if not given or _is_inside_word(text, close.start("first")):
            continue
        names = [close["first"] + given[0][:length] for length in range(1, len(given[0]) + 1)]
        if any(is_common_word(name) or is_rare_word(name) for name in names):
            continue
        if is_name(names[0]) and all(is_name(n) or n[-1] in _NEXT_WORD for n in names[1:2]):
            return True
    return False
