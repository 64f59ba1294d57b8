"""Places in which what has a name's shape names no official, whoever reads it: the rules or the
person model."""

from __future__ import annotations

from typing import Final

from documents.patterns import compile_late
from documents.places import Span
from nlp.names import FOREIGN

# Offices of the state as a whole: who holds them is quoted.
_STATE: Final = compile_late(
    "(?:总书记|国家主席|国家副主席|总理|委员长|国务委员|国务委员、[\u4e00-\u9fff]{2,6}部长|全国政协主席|全国政协副主席|"
    "中央军委[\u4e00-\u9fff]{0,3}主席|中央纪委书记|中央政治局(?:常委|委员)|联合国秘书长)$"
)
# A term, a number or a vote behind an office: 成员满三人, 主任任满一年, 委员届满离任.
_FULL: Final = compile_late("满[一二两三四五六七八九十半数员届限勤分时额足任]|[任届期]满|任期")
# Two characters that are one word across the beginning of what looks like a name.
_ACROSS: Final = compile_late(
    "股[东权金份民本息]|[增加]强|办妥|[林职产]权|所[有属管]|特别|(?<!主)任何|[委会]员|地方"
)
# And across its end.
_NEXT: Final = compile_late("[分主协]管|具体|主要|亲自|负责")
# Heads of groups and parts of bodies, and what stands for an office of its own.
_NO_NAME: Final = compile_late(
    "[连排班营团司庄段塔户河田路林]长|文教|特别|查账|关衔|要层层|法官只有|盘活利|"
    "[强促使令帮教向由让助]其|[林产]权归|牧[户民].?|盖章|党中央|后[又再即]|包[片村路店户干保组段]|广大|[东南西北]向[东南西北]|[敦督]促.?"
)
_PLACE: Final = compile_late(
    "(?:(?![同到在带去赴进下来率走深和与及对向为任把从主书副])[\u4e00-\u9fff]){1,2}?"
    "(?:[镇乡县村州]|苏木|嘎查|街道)(?!长)"
)
_NO_LETTER: Final = compile_late("[\\]()（）\\[、，,。；;：:0-9“”]")
_CLAUSE: Final = compile_late("(?:^|[，,。；;\n])$")
# Surnames that are verbs in slogans.
_VERBS: Final = "保稳强管要求从应使惠兴"
_FOREIGN: Final = frozenset(FOREIGN)


def is_no_name(text: str, name: Span) -> bool:
    """True where the text makes the name that of a head of state, or a word."""
    printed = name.cut(text)
    before = text[max(0, name.start - 14) : name.start]
    if _NO_NAME.fullmatch(printed) or _FULL.match(printed):
        return True
    if _NEXT.match(text, name.end - 1):
        return True
    if name.start and _ACROSS.match(text, name.start - 1):
        return True
    if printed[0] in _VERBS and _is_parallel(text, name):
        return True
    if _PLACE.match(text, name.end) and set(printed) <= _FOREIGN and _CLAUSE.search(before):
        return True
    if text.startswith("委员会", name.end) or _NO_LETTER.search(printed):
        return True
    return before.endswith("市场长") or bool(_STATE.search(before))


def _is_parallel(text: str, name: Span) -> bool:
    """True for one of several verbs that begin alike: 保增长、保民生."""
    first = text[name.start]
    behind = text[name.end : name.end + 2] == f"、{first}"
    before = text[name.start - 1 : name.start] == "、" and any(
        text[place] == first and (not place or text[place - 1] not in "、")
        for place in range(max(0, name.start - 5), name.start - 1)
    )
    return behind or before
