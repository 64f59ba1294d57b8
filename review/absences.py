"""Claims of nothing in words: 未收到政府信息公开申请, 无行政复议、行政诉讼 (X10, TXT-02)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from review.facts import (
    Fact,
    Statement,
    Topic,
    find_leftover,
    is_one_channel,
    is_one_kind,
    read_carry_over,
)
from review.scopes import Scope
from review.sentences import Passage

_BREAK: Final = re.compile(r"[，,；;]")
_NONE: Final = re.compile(r"(?:未曾?|没有|没|从未|尚未|(?<![有全毫绝])无|不存在)")
_NONE_RECEIVED: Final = re.compile(
    r"(?:(?:未曾?|没有|没|从未|尚未)(?:收到过?|接到过?|接收到?|受理|接受|发生|产生|出现)"
    r"|没有|(?<![有全毫绝])无)(?P<mid>[^，,；;]{0,60}?)"
    r"(?P<object>(?:信息公开|公开信息|公开|依)的?(?:书面)?申请(?:公开)?|依申请公开|申请公开"
    r"|公开(?:相关|有关)?(?:政府|政务)?信息的?申请)(?P<rest>[^，,；;]{0,24})$"
)
_NONE_BARE: Final = re.compile(
    r"(?:未|没有)(?:收到|接到)(?:过|任何|相关|有关|此类|的)*申请(?:事项|件)?$"
)
_NONE_REQUESTS: Final = re.compile(
    r"(?:信息公开|公开信息|公开|依)的?申请(?:公开)?(?:政府信息)?的?"
    r"(?:件数|数量|数|量|件|情况|事项|受理量)?(?:均|全部|都)?(?:为|:|：|是)? ?[零无]$"
)
_NONE_DISPUTED: Final = re.compile(
    r"(?:未曾?|没有|没|从未|尚未|不存在|(?<![有全毫绝])无)(?P<mid>[^，,；;]{0,60}?)"
    r"(?P<object>(?:行政)?(?:复议|诉讼|应诉))(?P<rest>[^，,；;]{0,40})$"
    r"|(?P<object2>(?:行政)?(?:复议|诉讼)(?:案件)?)(?P<rest2>[^，,；;]{0,20}?)"
    r"(?:均|都|数量?|全部)*(?:为零[件起]?|[:：] ?[零无])$"
)
_NONE_CARRIED: Final = re.compile(
    r"(?:未|没有|无)(?:有)?(?P<mid>[^，,；;]{0,16}(?:结转|转结|顺延)[^，,；;]{0,16})$"
)
_NONE_FILLER: Final = re.compile(
    r"发生|产生|出现|收到|接到|引起|引发|引致|导致|涉及|被|因|提起|行政|复议|诉讼|应诉|案件|案|"
    r"事件|情形|现象|举报|投诉"
    r"|答复|不服|而|类|过|对|关于|起|信访|工作|情况|问题|纠纷|异议|针对|事务|申诉|[我本][局委办厅镇乡]|本?(?:单位|机关)"
)


def read_absences(passage: Passage, scope: Scope, topic: Topic | None) -> Iterator[Statement]:
    """Claims of nothing in words: 未收到政府信息公开申请, 无行政复议、行政诉讼."""
    if not (_NONE.search(passage.text) or "零" in passage.text):
        return
    start = 0
    for stop in [*(m.start() for m in _BREAK.finditer(passage.text)), len(passage.text)]:
        clause = passage.text[start:stop].strip()
        said = passage.text[:stop]
        start = stop + 1
        facts = _read_absence(clause, scope.year)
        if not facts and topic == "requests" and _NONE_BARE.search(clause):
            facts = ("received",)
        if facts and scope.covers(said):
            for fact in facts:
                yield Statement(fact, 0, *passage.sentence, clear=True, absent=True)


def _read_absence(clause: str, year: int | None) -> tuple[Fact, ...]:
    if re.search(r"除|其[他它]申请|另外|再收", clause):
        return ()
    if (match := _NONE_CARRIED.search(clause)) and not re.search(r"复议|诉讼", clause):
        fact = read_carry_over(match["mid"], "", year)
        return (fact,) if fact else ()
    facts: list[Fact] = []
    match = _NONE_RECEIVED.search(clause)
    if (match and _is_whole(match, clause)) or _NONE_REQUESTS.search(clause):
        facts.append("received")
    match = _NONE_DISPUTED.search(clause)
    if match:
        words = (match["mid"] or "") + (match["rest"] or match["rest2"] or "")
        if not find_leftover(_NONE_FILLER.sub("", words)) and "决定" not in words:
            named = match[0]
            facts += ["review"] if "复议" in named else []
            facts += ["suit"] if re.search("诉讼|应诉", named) else []
    return tuple(facts)


def _is_whole(match: re.Match[str], clause: str) -> bool:
    """True where nothing narrows down which requests were not received."""
    rest = match["rest"]
    if (
        re.match(r"(?:人)?(?:提起|引起|引发|而|被)?(?:的)?(?:行政)?(?:复议|诉讼)", rest)
        or "因" in match["mid"]
    ):
        return False
    if is_one_channel(clause) or is_one_kind(match["mid"]) or "的申请的" in clause:
        return False
    return not find_leftover(match["mid"]) and not find_leftover(_NONE_FILLER.sub("", rest))
