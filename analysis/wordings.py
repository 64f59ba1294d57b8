"""How reports word the headings of the form's six parts (standard.md chapters 2 and 8, layouts.md
chapter 2). All patterns match text without white space.

``STRONG`` wordings name a part of the form wherever they stand as a heading. ``WEAK`` ones are also
sub-headings of 总体情况 or of another outline, and count only behind a numeral of the top level.
"""

from __future__ import annotations

import re
from typing import Final

from documents.narrative import SectionKind
from documents.script import simplify

KINDS: Final[dict[int, SectionKind]] = {
    0: "preamble",
    1: "overview",
    2: "proactive",
    3: "requests",
    4: "disputes",
    5: "problems",
    6: "other",
}

STRONG: Final = re.compile(
    r"(?=[总概主政收受接复被申存其需应])(?:"
    r"(?P<p1>总体(?:工作)?(?:公开)?(?:情况|概述|概况)|总结概述|概述及总体情况)"
    r"|(?P<p2>主动(?:公开)?政府(?:政府|信息)?(?:公开)?信?息?的?(?:公开)?(?:工作)?情况"
    r"|主动公开信息的?情况|政府信息主动公开情况)"
    r"|(?P<p3>(?:收到|受理|接收)(?:和|与|及|、|并)?(?:处理|办理|答复).{0,14}?申[请报]"
    r"(?:的|办理|处理)?情况)"
    r"|(?P<p4>复议(?:(?:[、，,和及与或]|以及)?(?:被)?(?:提起|提请|引起)?(?:的)?(?:行政)?)诉讼的?情况"
    r"|被?申请行政复议[、，,和及与]?提起行政诉讼的?情况)"
    r"|(?P<p5>(?:存在的?主?要?|主要的?)(?:问题|不足|困难)(?:[和及与、，,]|以及|原因){0,2}"
    r"(?:其|主要)?(?:改进|整改|解决|下一?步|下阶段|今后|努力|对策|工作打算|工作计划)"
    r"(?:的|工作|主要|具体)*(?:情况|措施|打算|计划|方向|安排|意见|建议|思路|办法)*)"
    r"|(?P<p6>其[他它]需要?(?:说明|报告)(?:说明|报告)?(?:和|或)?的?(?:说明|报告)?(?:事项|情况|内容)"
    r"|其[他它]应当?报告的?(?:事项|情况)|(?:需要?|应当)(?:说明|报告)的其[他它](?:事项|情况)))"
)
WEAK: Final = re.compile(
    r"(?=[概基整总主推落开完进工组政依公申复诉行存问不困改其])(?:"
    r"(?P<p1>概述|概况|(?:基本|整体|总的|主要|推进|落实|开展|完成|进展|工作|组织)情况"
    r"(?:[和与及](?:工作|主要)?成效)?|主要做法"
    r"|工作(?:回顾|成效|总结))"
    r"|(?P<p2>主动公开(?:政府信息)?(?:的|工作)?(?:情况)?)"
    r"|(?P<p3>(?:政府信息)?依申请公开(?:政府)?(?:信息)?(?:工作|办理|受理|处理|答复|的)*(?:和不予公开(?:政府)?(?:信息)?的?)?(?:情况)?"
    r"|(?:公开)?申请(?:的)?(?:办理|处理|受理)(?:的)?情况)"
    r"|(?P<p4>(?:行政)?(?:复议|诉讼)[^\s。，；]{0,10}情况|行政复议[、，,和及与]?(?:行政)?诉讼)"
    r"|(?P<p5>(?:存在的?)?主?要?(?:问题|不足|困难)(?:[和及与].{2,10}|(?:主要)?[是有](?=[：:]))?"
    r"|(?:改进|整改)(?:措施|情况))"
    r"|(?P<p6>其[他它]的?(?:事项|情况|工作)))"
)

_CN = "一二三四五六七八九十"
TOP_MARKER: Final = re.compile(
    rf"(?=[第pP{_CN}\dⅠⅡⅢⅣⅤⅥⅦI（()）、．])(?:"
    rf"(?P<part>第[{_CN}](?:部分|章|节)[、:：.]?|(?i:part)[.:：]?(?:0?\d[.、:：]?|[{_CN}]))"
    rf"|(?P<cn>[{_CN}]{{1,2}}[、．.,，:：])"
    r"|(?P<digit>\d{1,2}[、．.]|0[1-9](?!\d))"
    r"|(?P<roman>[ⅠⅡⅢⅣⅤⅥⅦI]{1,3}[、．.])"
    rf"|(?P<paren>[（(](?:[{_CN}]{{1,2}}|\d{{1,2}})[）)]、?|(?:[{_CN}]|\d{{1,2}})?[）)])"
    rf"|(?P<bare>[{_CN}](?=[^\d是要则])|[、．]))"
)
"""A marker as it can stand before a part's heading; ``paren`` is mostly that of a sub-heading,
``bare`` one that lost its numeral or its point (layouts.md 7)."""

FREE: Final = re.compile(
    r"(?P<marker>[一二]\s?[、．.])[^。；：:，,！？\d]{0,8}(?:20\d\d年?)?[^。；：:，,！？\d]{0,24}"
)
"""Part one or two in words of its own: 一、强化组织领导."""
OPENNESS: Final = re.compile(
    r"(?:20\d\d年?度?|[我本全][局镇乡办委县市区院]|政府|政务|信息|公开|工作|的|具体|主要|开展|年度?)*情况"
)
"""Words of such a heading that say no more than open government."""

ELEMENT: Final = re.compile(
    r"(?:政府信息|政务|信息)?(?:公开)?(?:的|工作)?"
    r"(?:主动公开|依申请公开|政府信息(?:公开)?管理|信息管理|(?:政府信息公开)?平台建设|平台管理"
    r"|监督保障|组织领导|存在的?(?:主要)?(?:问题|不足)|主要问题|改进(?:情况|措施)|整改措施"
    r"|下一?步(?:工作)?(?:打算|计划|措施|改进措施)|教育培训|政策解读|回应关切)"
    r"(?:政府信息)?(?:情况|方面|工作|工作情况)?"
)
"""The five elements of 总体情况 that the notice 〔2021〕30号 names, and the halves of part 五."""
_LONGEST: Final = 30  # characters


def is_element(words: str) -> bool:
    """True for words that name one of these and nothing else, in either script."""
    return len(words) <= _LONGEST and bool(ELEMENT.fullmatch(simplify(words)))


_FEES = re.compile(r"收费|减免|费用")
_PLANS = re.compile(
    r"(?:下一?步|下阶段|今后|明年|20\d\d年)的?(?:工作|改进|努力)*的?(?:打算|计划|措施|方向|安排|重点|思路)"
    r"|改进(?:措施|方向|情况)|整改(?:措施|情况)"
)


def read_subject(heading: str | None, section: int | None) -> int | None:
    """The part of the form that what stands under a sub-heading belongs to today: an older form has
    parts for fees and plans that are read as sub-headings of the part before."""
    said = simplify(heading or "")
    if _FEES.search(said):
        return 6
    return 5 if section != 6 and _PLANS.search(said) else section


GARBLED: Final = {"ㄒ": 1, "ǘ": 2, "ㄈ": 3, "ㄋ": 4, "ㄎ": 5, "ㄆ": 7, "ò": 8, "ㄊ": 10}
"""What a mirror that lost one byte of GB 2312 makes of （一）, （二） …: ``?。ㄒ唬``."""


def read_numeral(marker: str) -> int | None:
    """The number that a marker prints: ``三、`` is 3, ``（2）`` is 2, ``第一部分`` is 1."""
    if marker[:2] == "?。":
        return GARBLED.get(marker[2:3])
    if "㈠" <= marker[:1] <= "㈩":
        return ord(marker[0]) - ord("㈠") + 1
    if digits := re.search(r"\d+", marker):
        return int(digits[0])
    chinese = re.search(rf"[{_CN}]{{1,3}}", marker)
    if chinese is None:
        return None
    value = 0
    for numeral in chinese[0]:
        worth = _CN.index(numeral) + 1
        value = value * 10 if worth == 10 and value else value + worth
    return value
