"""Masks: XX, ××, ○○, ____, 20xx年, 某某局 where a name or a figure should stand.

张×× and 李某某 are the lawful way of not naming a citizen, ×××公司 a firm's; a mask is one only
with the unit or the kind of name behind it, or where nothing else than a name can stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from documents.patterns import compile_late
from nlp.blanks import STOP

_MASKABLE: Final = (
    "省|市(?!场)|县|区|镇|乡|街道|村|社区|路|局|厅|委|办|部门|单位|年|月|日|[余多]?(?:人次|万元|万|元|[条件次名个篇份期项场批户种宗])"
    "|(?:平方)?(?:公里|米(?=[，。；、以左的]|$))|亩|吨|小时|工作日|[人起家](?=[，。；、])|号|类|网站|公众号|微信|[%％]|个百分点"
)
_LONE: Final = (
    "年|月|日|条|件|次(?!方)|名|个|篇|份|期|批|场|人次|万元|元(?!方|二)"
    "|镇|乡|县|局|市(?!场)|[%％]|[起宗户家种](?=[，。；、])"
)
_FREE_LEFT: Final = r"(?<![A-Za-z0-9+＋./@:_*×＊第-])"
_FREE_RIGHT: Final = r"(?![A-Za-z0-9./@:_*×＊-])"
_MASK: Final = compile_late(
    rf"(?<![0-9A-Za-z])(?P<year>20(?:[XxＸｘ×＊*○]{{2}}|[0-9][XxＸｘ×＊*]|[0-9]?[_＿]{{1,3}}(?=年)))(?:年|(?![A-Za-z0-9*]))"
    rf"|{_FREE_LEFT}(?P<decimal>[XxＸｘ×]{{1,4}}\.[XxＸｘ×]{{1,2}}(?:[%％]|[万亿]?元|个百分点|倍))"
    rf"|{_FREE_LEFT}(?P<run>[XxＸｘ]{{2,11}}|×{{2,8}}|╳{{2,4}}|(?<![一二三四五六七八九〇零○])[○◯]{{2,4}}|[△▲]{{2,4}}|[□■◇※]{{2,4}}){_FREE_RIGHT}(?:{_MASKABLE})?"
    r"|(?P<phone>(?<![0-9A-Za-z-])(?:0[0-9]{2,3}|[XxＸｘ]{3,4})[-－—][XxＸｘ×]{4,8}(?![A-Za-z0-9-]))"
    r"|(?P<mail>(?<![0-9A-Za-z._-])(?:[Xx]{2,8}@[Xx]{2,8}|[Xx]{3,8}@[a-z0-9]{2,12})(?:\.[a-z]{2,4}){1,3})"
    # 一是……；二是……。
    r"|(?<=[一二三四五六七八九十]是)…{1,3}(?=[；;，。]|$)"
    rf"|{_FREE_LEFT}[XxＸｘ×]\x20?(?={_LONE})(?:{_MASKABLE})"
    rf"|(?<=[\u4e00-\u9fff])(?:(?:[NnMm]{{1,3}}|[○△□■])(?=[条件次个篇期场份名批种户家]{STOP})|[#＃]{{2,6}}(?=[条件次篇期场份名批]|[，。；]))(?:{_MASKABLE})?"
    rf"|(?<=[\u4e00-\u9fff])[_＿*＊](?=[条件次个篇份期项场批名元%％]|万元|人次)(?:{_MASKABLE})"
    r"|(?P<number>(?<![0-9A-Za-z-])(?:0[0-9]{2,3}[-－—])?(?!1[3-9])[0-9]{2,5}[XxＸｘ×]{2,6}(?![A-Za-z0-9-]))"
    rf"|(?P<rule>[_＿]{{2,40}}|(?<![0-9A-Za-z*])[*＊]{{2,8}}(?![0-9A-Za-z*@]))(?:{_MASKABLE})?"
    r"|(?P<date>(?:^|(?<=\s))某年某月(?:某日)?(?=\s*$))|(?P<comrade>(?<![\u4e00-\u9fff])某某(?=(?:、某某)?(?:同志|任[组副])))"
    r"|(?P<office>(?:^|(?<=\s))某[省市县区镇乡](?:某[局委办镇乡])?(?=[0-9]{4}年))"
    r"|(?P<somebody>某某某?|[XＸ]某)(?:省|市(?!民|长)|县(?!长)|区(?!长)|镇(?!长)|乡(?!长)|街道|村(?!民|支)|局(?!长)|委|办)"
)
_MASKS_AT_ALL: Final = compile_late("[XxＸｘ×╳○◯△▲□■◇※_＿*＊NnMm#＃某…]")
# A mask without a unit behind it must stand where a name or a figure would: 由×××任组长,
# 联系人：XXX. 刘××, ×××公司 are citizens and firms not named.
_SLOT: Final = compile_late(
    r"(?:^|[由：:，、。；（(“\s为以]|邮编|邮政编码|电话|传真|联系人|地址|邮箱|网址)$"
)
_SLOT_BEHIND: Final = compile_late("同志|任|担任|信息")
# 副理事长×××具体抓
_OFFICE: Final = compile_late("(?:长|书记|主任|主席|委员|[科股处部]室?|编室|办公室|中心)$")
_ACTS: Final = compile_late("同志|任|担任|为(?:副?组长|成员)|负责|牵头|主持|分管|亲自|具体|、")
_CITIZEN: Final = compile_late("(?:网民|网友|市民|用户|群众|游客)“$")
# 王某诉××镇政府: a party to a case is not named either
_PARTY: Final = compile_late("(?:诉|被告|原告|第三人)$")
# “***停车场收费不公”问题, but “XX发布”公众号
_COMPLAINT: Final = compile_late("[^“”。]{7,40}”")
_CALLED: Final = compile_late("电话|致电|传真|热线")
_PRODUCT: Final = compile_late(
    "牌|轮|船|[\u4e00-\u9fff]{0,8}(?:公司|集团|合作社)|超市|饭店|商[店行]|药[店房]|厂|村民|注|一件事"
)
# XX县XX镇, XX发〔20XX〕XX号
_BETWEEN: Final = compile_late("[\u4e00-\u9fff]{0,2}[〔〕﹝﹞\\[\\]]?")
_HAN: Final = compile_late("[\u4e00-\u9fff]")


def find_masks(text: str) -> Iterator[tuple[int, int]]:
    """Places of masks in order, with their units; neighbours (XX县XX镇, X月X日) are one."""
    if not _MASKS_AT_ALL.search(text):
        return
    pending: tuple[int, int] | None = None
    for match in _MASK.finditer(text):
        start, end = match.span()
        bare = match[0] == (match["run"] or match["rule"]) and match[0][0] not in "_＿"
        if bare and not _fills_slot(text, start, end):
            continue
        if _PARTY.search(text, max(0, start - 3), start):
            continue
        if match["number"] and not _CALLED.search(text, max(0, start - 16), start):
            continue
        if (
            match["somebody"]
            and _HAN.search(text, max(0, start - 1), start)
            and len(match["somebody"]) < 3
        ):
            continue
        if match["rule"] and not _touches_words(text, start, end):
            continue
        if pending is not None and _BETWEEN.fullmatch(text, pending[1], start):
            pending = pending[0], end
            continue
        if pending is not None:
            yield pending
        pending = start, end
    if pending is not None:
        yield pending


def _fills_slot(text: str, start: int, end: int) -> bool:
    low = max(0, start - 4)
    if _SLOT.search(text, low, start):
        if text[start - 1 : start] == "“" and _COMPLAINT.match(text, end):
            return False
        return not _PRODUCT.match(text, end) and not _CITIZEN.search(text, low, start)
    return bool(
        _SLOT_BEHIND.match(text, end)
        or (_OFFICE.search(text, low, start) and _ACTS.match(text, end))
    )


def _touches_words(text: str, start: int, end: int) -> bool:
    """A line of underscores alone is a rule, not a blank to be filled in."""
    return bool(_HAN.search(text, max(0, start - 2), min(len(text), end + 2)))
