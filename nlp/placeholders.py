"""What the author was to fill in and did not: blank figures, masks, instructions left standing.

One invention costs more trust than ten finds earn, so each pattern asks for words that leave no
other reading: a space before 件 is nothing by itself, since justified text has spaces anywhere
(相关文 件), and 张×× or 李某某 is the lawful way of not naming a citizen. Empty headings and blank
cells are found where headings and cells are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from documents.narrative import PlaceholderKind

_BLANK: Final = "[ \u00a0\u2002\u2003\u3000]"
_MEASURE: Final = "万?(?:人次|件次|条次|篇次|个百分点|[条件次个期篇份项场名元宗批处家户册])"
_STOP: Final = r"(?=\s{0,2}(?:[，。；、,;）)！]|其中|$))"
# The word that the missing figure would follow.
_CUE: Final = (
    "信息|申请|公开|政策|解读|会议|培训|咨询|投诉|举报|建议|提案|复议|诉讼|简报|动态|公告|公报|清单|数据"
    "|目录|指南|规划|活动|留言|来信|信件|案件|文件|稿件|制度|收到|接到|受理|办理|办结|答复|回复|发布|推送|制作"
    "|召开|举办|开展|组织|处理|转载|编发|印发|新增|累计|共计|总计|合计|(?<!公)共|达|达到|为|约|增加|减少|群众"
    "|增长|下降|提高|提升|上升|费|收取|费用|金额|经费|数量|总数|总量|粉丝|专栏|栏目|账号"
)
_DOING: Final = (
    "主动公开|公开|发布|受理|收到|接到|办理|办结|答复|回复|推送|制作|召开|举办|开展|印发|编发|转载"
    "|更新"
)
_THING: Final = (
    "(?:各类|有关|相关)?(?:政府信息公开申请|依申请公开申请|政府信息|政务信息|信息公开申请|信息|申请|会议|培训"
    "|动态|公告|政策解读|解读|简报)"
)
_BLANK_FIGURE: Final = re.compile(
    # 政府信息公开申请   件，
    rf"(?<={_BLANK})余?(?P<spaced>{_MEASURE}){_STOP}"
    # 主动公开政府信息余条: 余 says that a figure stood there, unless it ends 其余, 业余, 剩余.
    rf"|(?<![其业剩盈多富残结有])余(?P<left_over>人次|[条件次篇份期项场名])(?![款例称目])"
    # 公开信息（）条
    rf"|(?P<bracket>[（(]{_BLANK}*[）)](?:人次|[条件次个篇份期项%％]))"
    # 办结率  %
    r"|(?<![0-9０-９])[%％](?P<rate>)"
    # 截至年月日, 2024年  月  日
    rf"|(?P<date>年{_BLANK}*月{_BLANK}*日)"
)
_BEFORE_BLANK: Final = re.compile(rf"(?:{_CUE}){_BLANK}+$")
# 网站  条 has no cue, but two blanks and no word that a blank may tear (附  件, 定  期).
_BEFORE_WIDE: Final = re.compile(
    rf"[\u4e00-\u9fff](?<![文案信条附邮稿要证事办来软硬部物零头线便逐第各整几某每这那一两定日长时周近前后早逾延"
    rf"同按任学初分预中假身月年省股备选专款单立姓署排实签知地报域冠命市现广农机层多档批人场名再首历此本依"
    rf"其上下公美正大审科到好国全名户客账手注])"
    rf"{_BLANK}{{2,}}$"
)
_BEFORE_LEFT_OVER: Final = re.compile(rf"(?:{_CUE}){_BLANK}*$|[\u4e00-\u9fff]{_BLANK}+$")
_BEFORE_RATE: Final = re.compile(
    rf"(?:率|占|占比|达|达到|为|增长|下降|提高|提升|上升|约|超过|完成|办结){_BLANK}*$"
)
_BEFORE_DATE: Final = re.compile(
    rf"(?:截至|截止|截止到|自|于|[0-9]{{4}}){_BLANK}*$|{_BLANK}{{2,}}$"
)
_UNSPACED: Final = re.compile(
    # 共主动公开条。 累计发布信息条，
    rf"(?:共计|累计|总计|合计|(?<!公)共)(?:{_DOING})了?(?:{_THING})?余?(?:人次|[条件次篇份期场])"
    r"(?=[，。；,;])"
    # 收到申请件， but 对收到的申请件， and 收到申请件后
    r"|(?:收到|接到|受理)(?:政府信息公开|依申请公开|信息公开)?申请[件条份次宗]"
    r"(?=。|；|，(?:其中|办结|答复|已|均|全部|按时|予以|较|同比|未|无))"
)
_CLAUSE_TAIL: Final = re.compile(rf"(?:[\u4e00-\u9fff]{{1,8}}|[0-9]{{4}}){_BLANK}*$")

_MASKABLE: Final = (
    "省|市(?!场)|县|縣|区|區|镇|鎮|乡|鄉|街道|村|社区|路|局|厅|委|办|部门|单位|年|月|日|条|條|件|次|名|个|個|人次|篇"
    "|份|期|项|場|场|万|元|号|[%％]"
)
_FREE_LEFT: Final = r"(?<![A-Za-z0-9+＋./@:_*×＊第-])"
_FREE_RIGHT: Final = r"(?![A-Za-z0-9./@:_*×＊-])"
_MASK: Final = re.compile(
    rf"(?<![0-9A-Za-z])(?P<year>20(?:[XxＸｘ×＊*○]{{2}}|[0-9][XxＸｘ×＊*]))(?:年|(?![A-Za-z0-9*]))"
    rf"|{_FREE_LEFT}(?P<run>[XxＸｘ]{{2,11}}|×{{2,8}}|╳{{2,4}}|(?<![一二三四五六七八九〇零○])[○◯]{{2,4}}|△{{2,4}}){_FREE_RIGHT}(?:{_MASKABLE})?"
    r"|(?P<phone>(?<![0-9A-Za-z-])(?:0[0-9]{2,3}|[XxＸｘ]{3,4})[-－—][XxＸｘ×]{4,8}(?![A-Za-z0-9-]))"
    rf"|{_FREE_LEFT}[XxＸｘ×](?=年|月|日|条|條|件|次(?!方)|名|个|個|篇|份|期|镇|鎮|乡|鄉|县|縣|局|市(?!场))(?:{_MASKABLE})"
    rf"|(?P<rule>[_＿]{{2,40}}|(?<![0-9A-Za-z*])[*＊]{{2,8}}(?![0-9A-Za-z*@]))(?:{_MASKABLE})?"
    r"|(?P<somebody>某某|[XＸ]某)(?:省|市(?!民|长)|县(?!长)|区(?!长)|镇(?!长)|乡(?!长)|街道|村(?!民|支)|局(?!长)|委|办)"
)
_MASKS_AT_ALL: Final = re.compile("[XxＸｘ×╳○◯△_＿*＊]|某某")
# A mask without a unit behind it must stand where a name or a figure would: 由×××任组长,
# 联系人：XXX. 刘××, ×××公司 are citizens and firms not named.
_SLOT: Final = re.compile(r"(?:^|[由：:，、。；（(“\s为以])$")
_SLOT_BEHIND: Final = re.compile("同志|任|担任|信息")
_BETWEEN: Final = re.compile("[\u4e00-\u9fff]{0,2}")
_HAN: Final = re.compile("[\u4e00-\u9fff]")

_TEMPLATE: Final = re.compile(
    r"[（(【\[]\s?(?:文字(?:描述|叙述|说明|表述)[^（()）\]】]{0,20}"
    r"|此处[^（()）\]】]{0,40}(?:填|写|入|描述|说明|补充|添加)[^（()）\]】]{0,20}"
    r"|请(?:输入|填写(?!《|申请|完整)|在此|根据(?:实际|本)|简要|如实填|结合实际|补充|删除)[^（()）\]】《]{0,40}"
    r"|待(?:补充|填写?|完善)"
    r"|(?:重点|主要|简要|详细)(?:报告|描述|阐述|填写|写|概述|叙述|说明)(?![人会])[^（()）\]】]{0,80}"
    r"|(?:填写|写明|简述)[^（()）\]】《]{0,40}"
    r"|[如若](?:有|无|没有)[^（()）\]】]{0,30}(?:填|写)[^（()）\]】]{0,20}"
    r"|(?:单位|机关|机构|部门|行政机关)(?:全称|名称)(?=[）)】\]]\s?(?:[0-9]{4}\s?年|20|政府信息|人民政府))"
    r")\s?[）)】\]]"
    r"|[该本此]部分以表格(?:的)?形式报告(?:[。，,；;]?\s{0,2}(?:具体)?(?:表格|格式)如下[:：]?)?"
    r"|(?:单击|点击)?(?:此处|在此处?)(?:填写|输入|添加|插入)(?:文字|内容|正文|标题)?"
)


@dataclass(frozen=True, slots=True)
class FoundPlaceholder:
    """``text[start:end]`` is the placeholder with the words that show it (办结率  %)."""

    start: int
    end: int
    kind: PlaceholderKind


def find_placeholders(text: str) -> tuple[FoundPlaceholder, ...]:
    """The placeholders of one cleaned paragraph in order (contract, "placeholders"); places are
    those of the text given. Neighbouring masks (XX县XX镇, X月X日) are one."""
    found = [*_find_blank_figures(text), *_find_masks(text)]
    found += [
        FoundPlaceholder(match.start(), match.end(), "template_text")
        for match in _TEMPLATE.finditer(text)
    ]
    if len(found) < 2:
        return tuple(found)
    found.sort(key=lambda placeholder: (placeholder.start, -placeholder.end))
    apart = found[:1]
    for placeholder in found[1:]:
        if placeholder.start >= apart[-1].end:
            apart.append(placeholder)
    return tuple(apart)


def _find_blank_figures(text: str) -> Iterator[FoundPlaceholder]:
    for match in _BLANK_FIGURE.finditer(text):
        place = match.start()
        low = max(0, place - 24)
        if match["left_over"] or match[0][0] == "余":
            shown = _BEFORE_LEFT_OVER.search(text, low, place)
        elif match["spaced"]:
            shown = _BEFORE_BLANK.search(text, low, place) or _BEFORE_WIDE.search(text, low, place)
        elif match["bracket"]:
            shown = _HAN.search(text, max(0, place - 1), place)
        elif match["date"]:
            shown = _BEFORE_DATE.search(text, low, place)
        else:
            shown = _BEFORE_RATE.search(text, low, place)
        if shown is None:
            continue
        tail = _CLAUSE_TAIL.search(text, low, place)
        yield FoundPlaceholder(tail.start() if tail else place, match.end(), "blank_figure")
    for match in _UNSPACED.finditer(text):
        yield FoundPlaceholder(match.start(), match.end(), "blank_figure")


def _find_masks(text: str) -> Iterator[FoundPlaceholder]:
    if not _MASKS_AT_ALL.search(text):
        return
    pending: FoundPlaceholder | None = None
    for match in _MASK.finditer(text):
        start, end = match.span()
        bare = match[0] == (match["run"] or match["rule"]) and match[0][0] not in "_＿"
        if bare and not _fills_slot(text, start, end):
            continue
        if match["somebody"] and _HAN.search(text, max(0, start - 1), start):
            continue
        if match["rule"] and not _touches_words(text, start, end):
            continue
        if pending is not None and _BETWEEN.fullmatch(text, pending.end, start):
            pending = FoundPlaceholder(pending.start, end, "mask")
            continue
        if pending is not None:
            yield pending
        pending = FoundPlaceholder(start, end, "mask")
    if pending is not None:
        yield pending


def _fills_slot(text: str, start: int, end: int) -> bool:
    before = _SLOT.search(text, max(0, start - 1), start)
    return bool(before or _SLOT_BEHIND.match(text, end))


def _touches_words(text: str, start: int, end: int) -> bool:
    """A line of underscores alone is a rule, not a blank to be filled in."""
    return bool(_HAN.search(text, max(0, start - 2), min(len(text), end + 2)))
