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
from documents.patterns import compile_late

_BLANK: Final = "[ \u00a0\u2002\u2003\u3000]"
_MEASURE: Final = "万?(?:[人件条篇批场户家期份项]次|个百分点|[条件次个期篇份项场名元宗批处家户册])"
_STOP: Final = (
    r"(?:(?=\s{0,2}(?:[，。；、,;）)！]|[（(][条件次个期篇份人]次?[）)]|其中|$)|[ \u3000]{1,4}人次)"
    r"|(?<=个)(?=领域|行政村|村|社区|部门|乡镇|街道|单位|方面|栏目))"
)
# The word that the missing figure would follow.
_CUE: Final = (
    "信息|申请|公开|政策|解读|会议|培训|咨询|投诉|举报|建议|提案|复议|诉讼|简报|动态|公告|公报|清单|数据"
    "|目录|指南|规划|活动|留言|来信|来访|来电|信件|案件|文件|稿件|制度|收到|接到|接访|接听|受理|办理|办结"
    "|答复|回复|维持|纠正|驳回|撤回|结转|下年度|发布|推送|制作|召开|举办|开展|组织|处理|化解|走访|转载|编发|印发"
    "|新增|累计|共计|总计|合计|(?<!公)共|达|达到|为|约|增加|减少|群众|诉求|参训|受训|增长|下降|提高|提升|上升"
    "|费|收取|减免|费用|金额|经费|数量|总数|总量|粉丝|专栏|栏目|账号|网站|公众号|微博|公开栏|查阅点|专区|窗口"
    "|积案|通报|督查|检查|约谈|抽查|座谈|听证|宣讲|授课|涉及|覆盖|全[省市县区镇乡]"
)
_DOING: Final = (
    "主动公开|公开|发布|受理|收到|接到|办理|办结|答复|回复|推送|制作|召开|举办|开展|印发|编发|转载"
    "|更新"
)
_THING: Final = (
    "(?:各类|有关|相关)?(?:政府信息公开申请|依申请公开申请|政府信息|政务信息|信息公开申请|信息|申请|会议|培训"
    "|动态|公告|政策解读|解读|简报)"
)
# Trying the places where one can begin is four times as fast as searching for the whole pattern.
_BEGINNING: Final = compile_late(
    "[ \u00a0\u2002\u2003\u3000余…？?（(【〔\\[［%％年共累总合收接受]|[-－—]{1,4}|\\.{3,6}"
)
_BLANK_FIGURE: Final = compile_late(
    # 政府信息公开申请   件，
    rf"{_BLANK}(?P<left_over>余)?(?P<spaced>{_MEASURE}|(?<=余)人){_STOP}"
    # 主动公开政府信息余条: 余 says that a figure stood there, unless it ends 其余, 业余, 剩余.
    r"|(?P<more>(?<![其业剩盈多富残结有])余(?:人次|[条件次篇份期项场名])(?![款例称目]))"
    # 公开信息（）条
    rf"|(?P<bracket>[（(【〔\[［]{_BLANK}*[）)】〕\]］](?:人次|[条件次个篇份期项%％]))"
    # 公开信息……条， 收到申请？件。
    rf"|(?P<dots>(?:…{{1,2}}|\.{{3,6}}|[-－—]{{1,4}}|[？?]{{1,4}}){_MEASURE}{_STOP})"
    # 办结率  %
    r"|(?P<rate>(?<![0-9０-９])[%％])"
    # 截至年月日, 2024年  月  日
    rf"|(?P<date>年{_BLANK}*月{_BLANK}*日)"
    # 共主动公开条。 累计发布信息条， 信息共计条，
    rf"|(?P<unspaced>(?:(?:共计|累计|总计|合计)(?:[条件篇]|(?:{_DOING})了?(?:{_THING})?余?(?:人次|[条件次篇份期场]))"
    rf"|(?<!公)共(?:{_DOING})了?(?:{_THING})?余?(?:人次|[条件次篇份期场]))(?=[，。；,;])"
    # 收到申请件， but 对收到的申请件， and 收到申请件后
    r"|(?:收到|接到|受理)(?:政府信息公开|依申请公开|信息公开)?申请[件条份次宗]"
    r"(?=。|；|，(?:其中|办结|答复|已|均|全部|按时|予以|较|同比|未|无)))"
)
_BEFORE_BLANK: Final = compile_late(rf"(?:{_CUE}){_BLANK}+$")
# 网站  条 has no cue, but two blanks and no word that a blank may tear (附  件, 定  期).
_BEFORE_WIDE: Final = compile_late(
    rf"[\u4e00-\u9fff](?<![文案信条附邮稿要证事办来软硬部物零头线便逐第各整几某每这那一两定日长时周近前后早逾延"
    rf"同按任学初分预中假身月年省股备选专款单立姓署排实签知地报域冠命市现广农机层多档批人场名再首历此本依"
    rf"其上下公美正大审科到好国全名户客账手注])"
    rf"{_BLANK}{{2,}}$"
)
# A measure word of two characters (人次) is torn from nothing.
_BEFORE_LONG: Final = compile_late(rf"[\u4e00-\u9fff]{_BLANK}{{2,}}$")
_BEFORE_LEFT_OVER: Final = compile_late(rf"(?:{_CUE}){_BLANK}*$|[\u4e00-\u9fff]{_BLANK}+$")
_BEFORE_DOTS: Final = compile_late(rf"(?:{_CUE}|网站|公众号)$")
_BEFORE_RATE: Final = compile_late(
    rf"(?:率|占|占比|达|达到|为|增长|下降|提高|提升|上升|约|超过|完成|办结){_BLANK}*$|的{_BLANK}+$"
)
_BEFORE_DATE: Final = compile_late(
    rf"(?:截至|截止|截止到|自|于|[0-9]{{4}}){_BLANK}*$|{_BLANK}{{2,}}$"
)
_CLAUSE_TAIL: Final = compile_late(rf"(?:[\u4e00-\u9fff]{{1,8}}|[0-9]{{4}}){_BLANK}*$")

_MASKABLE: Final = (
    "省|市(?!场)|县|縣|区|區|镇|鎮|乡|鄉|街道|村|社区|路|局|厅|委|办|部门|单位|年|月|日|条|條|件|次|名|个|個|人次|篇"
    "|份|期|项|場|场|批|万元|万|元|号|[%％]"
)
_FREE_LEFT: Final = r"(?<![A-Za-z0-9+＋./@:_*×＊第-])"
_FREE_RIGHT: Final = r"(?![A-Za-z0-9./@:_*×＊-])"
_MASK: Final = compile_late(
    rf"(?<![0-9A-Za-z])(?P<year>20(?:[XxＸｘ×＊*○]{{2}}|[0-9][XxＸｘ×＊*]))(?:年|(?![A-Za-z0-9*]))"
    rf"|{_FREE_LEFT}(?P<run>[XxＸｘ]{{2,11}}|×{{2,8}}|╳{{2,4}}|(?<![一二三四五六七八九〇零○])[○◯]{{2,4}}|△{{2,4}}){_FREE_RIGHT}(?:{_MASKABLE})?"
    r"|(?P<phone>(?<![0-9A-Za-z-])(?:0[0-9]{2,3}|[XxＸｘ]{3,4})[-－—][XxＸｘ×]{4,8}(?![A-Za-z0-9-]))"
    rf"|{_FREE_LEFT}[XxＸｘ×]\x20?(?=年|月|日|条|條|件|次(?!方)|名|个|個|篇|份|期|批|场|万元|元(?!方|二)|镇|鎮|乡|鄉|县|縣|局|市(?!场))(?:{_MASKABLE})"
    rf"|(?<=[\u4e00-\u9fff])(?:[Nn](?=[条件次篇期场份名批]{_STOP})|[#＃]{{2,4}}(?=[条件次篇期场份名批]))(?:{_MASKABLE})"
    rf"|(?<=[\u4e00-\u9fff])[_＿*＊](?=[条件次个篇份期项场批名元%％]|万元|人次)(?:{_MASKABLE})"
    r"|(?P<number>(?<![0-9A-Za-z-])(?:0[0-9]{2,3}[-－—])?(?!1[3-9])[0-9]{2,5}[XxＸｘ×]{2,6}(?![A-Za-z0-9-]))"
    rf"|(?P<rule>[_＿]{{2,40}}|(?<![0-9A-Za-z*])[*＊]{{2,8}}(?![0-9A-Za-z*@]))(?:{_MASKABLE})?"
    r"|(?P<somebody>某某|[XＸ]某)(?:省|市(?!民|长)|县(?!长)|区(?!长)|镇(?!长)|乡(?!长)|街道|村(?!民|支)|局(?!长)|委|办)"
)
_MASKS_AT_ALL: Final = compile_late("[XxＸｘ×╳○◯△_＿*＊Nn#＃]|某某")
# A mask without a unit behind it must stand where a name or a figure would: 由×××任组长,
# 联系人：XXX. 刘××, ×××公司 are citizens and firms not named.
_SLOT: Final = compile_late(
    r"(?:^|[由：:，、。；（(“\s为以]|邮编|邮政编码|电话|传真|联系人|地址|邮箱|网址)$"
)
_SLOT_BEHIND: Final = compile_late("同志|任|担任|信息")
_CALLED: Final = compile_late("电话|致电|传真|热线")
_PRODUCT: Final = compile_late("牌|公司|超市|饭店|商[店行]|药[店房]|厂|村民|注")
_BETWEEN: Final = compile_late("[\u4e00-\u9fff]{0,2}")
_HAN: Final = compile_late("[\u4e00-\u9fff]")

_BRACKETED: Final = compile_late(
    r"[（(【\[［](?P<said>[^（()）【】\[\]［］]{2,140})[）)】\]］]", re.DOTALL
)
_INSTRUCTION: Final = compile_late(
    r"\s?(?:文字(?:描述|叙述|说明|表述).{0,20}"
    r"|此处.{0,40}(?:填|写|入|[描概简]述|说明|补充|添加|粘贴|附).{0,20}"
    r"|插入(?:图片|照片|图表|表格).{0,4}|列举.{0,12}(?:典型|做法|事例|案例|亮点).{0,6}"
    r"|请(?:输入|填写(?!《|申请|完整)|在此|根据(?:实际|本)|简要|如实填|结合实际|补充|删除)[^《]{0,40}"
    r"|(?:填[写表报]|编写|编制)(?:说明|要求|提示|单位可).{0,80}"
    r"|说明[:：].{0,80}(?:请|勿).{0,40}"
    r"|(?!.*申请[人表]).{0,60}请(?:各?(?:单位|部门|乡镇))?(?:结合|根据|按照?).{0,20}(?:填|撰写|描述).{0,10}"
    r"|(?!.*申请[人表]).{0,20}(?:结合|根据)(?:自身|本?单位|本部门)?实际.{0,40}(?:填[写报]|撰写|编写|描述|增减).{0,10}"
    r"|.{0,20}按.{0,8}(?:模[板版]|格式|样表).{0,4}填.{0,6}|.{0,10}参考(?:格式|模[板版]|样式|文本).{0,4}"
    r"|.{0,60}(?:请删除|删除[此本]行).{0,10}"
    r"|(?:字数)?(?:不少于|不超过|控制在|限)\s?[0-9]{2,4}\s?字(?:以内|以上|左右)?"
    r"|(?:参考)?(?:模板|模版|范本|样例)"
    r"|待(?:补充|填写?|完善)"
    r"|(?:重点|主要|简要|详细)(?:报告|描述|阐述|填写|写|概述|叙述|说明)(?![人会]).{0,80}"
    r"|(?:填写|写明|简述)(?!.*(?:申请|姓名|身份|邮寄))[^《]{0,40}"
    r"|(?:提示|注意)[:：].{0,80}"
    r"|[本此该](?:部分|段|栏)(?:[重简应需请].{0,60}|不超过\s?[0-9]+\s?字)|内容[应需须](?:包括|包含|涵盖).{0,80}"
    r"|.{0,10}为?(?:样例|示例|范例|模[板版])，?(?:请|可|供).{0,10}|.{0,6}为(?:样例|示例|范例)"
    r"|请(?:对照|逐项|围绕|按照?|从)[^申]{0,30}(?:说明|描述|阐述|报告).{0,6}"
    r"|可(?:另附|加|续)页|(?:详见|见|参[照见])(?:模[板版]|范本|样例)"
    r"|[如若](?:有|无|没有).{0,30}[填写].{0,20}"
    r"|(?P<name>(?:单位|机关|机构|部门|行政机关)(?:全称|名称))"
    r"|(?P<figure>具体数字|数量|数字|[次件条年]数|年份|日期))\s?",
    re.DOTALL,
)
_UNIT_BEHIND: Final = compile_late(rf"(?:{_MEASURE})(?![\u4e00-\u9fff])|年度?")
_TITLE_BEHIND: Final = compile_late(r"\s?(?:[0-9]{4}\s?年|20|政府信息|人民政府)")
_PLAIN_INSTRUCTION: Final = compile_late(
    r"[该本此]部分以表格(?:的)?形式报告(?:[。，,；;]?\s{0,2}(?:具体)?(?:表格|格式)如下[:：]?)?"
    r"|(?:单击|点击)?(?:此处|在此处?)(?:填写|输入|添加|插入)(?:文字|内容|正文|标题)?"
    r"|(?:注[:：]\s?)?(?:没有的?|无的|[如若]无)[^。，；]{0,6}填写?[“\"]?[0零无][”\"]?(?:，(?:不得|请勿|切勿)(?:留空|空白|漏填))?"
    r"|请(?:各单位|各部门|填报单位)?(?:根据|结合|按照?)(?:自身|本单位)?实际(?:情况)?(?:填[写报]|撰写)(?!申请)[^。；，]{0,12}"
    r"|^\s?(?:填写)?示例[:：]"
)
_PLAIN_AT_ALL: Final = compile_late("以表格|此|填|示例")


@dataclass(frozen=True, slots=True)
class FoundPlaceholder:
    """``text[start:end]`` is the placeholder with the words that show it (办结率  %)."""

    start: int
    end: int
    kind: PlaceholderKind


def find_placeholders(text: str) -> tuple[FoundPlaceholder, ...]:
    """The placeholders of one cleaned paragraph in order (contract, "placeholders"); places are
    those of the text given. Neighbouring masks (XX县XX镇, X月X日) are one."""
    found = [*_find_blank_figures(text), *_find_masks(text), *_find_instructions(text)]
    if len(found) < 2:
        return tuple(found)
    found.sort(key=lambda placeholder: (placeholder.start, -placeholder.end))
    apart = found[:1]
    for placeholder in found[1:]:
        if placeholder.start >= apart[-1].end:
            apart.append(placeholder)
    return tuple(apart)


def _find_blank_figures(text: str) -> Iterator[FoundPlaceholder]:
    for beginning in _BEGINNING.finditer(text):
        match = _BLANK_FIGURE.match(text, beginning.start())
        if match is None:
            continue
        place = match.start()
        low = max(0, place - 24)
        if match["unspaced"]:
            yield FoundPlaceholder(place, match.end(), "blank_figure")
            continue
        if match["spaced"]:
            place += 1
            shown = (
                _BEFORE_LEFT_OVER.search(text, low, place)
                if match["left_over"]
                else _BEFORE_BLANK.search(text, low, place)
                or (_BEFORE_WIDE if len(match["spaced"]) == 1 else _BEFORE_LONG).search(
                    text, low, place
                )
            )
        elif match["more"]:
            shown = _BEFORE_LEFT_OVER.search(text, low, place)
        elif match["dots"]:
            near = text[place] in "…." and _HAN.search(text, max(0, place - 1), place)
            shown = near or _BEFORE_DOTS.search(text, low, place)
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


def _find_instructions(text: str) -> Iterator[FoundPlaceholder]:
    for bracket in _BRACKETED.finditer(text):
        said = _INSTRUCTION.fullmatch(bracket["said"])
        if said is None:
            continue
        behind = _TITLE_BEHIND if said["name"] else _UNIT_BEHIND if said["figure"] else None
        if behind is None or behind.match(text, bracket.end()):
            yield FoundPlaceholder(bracket.start(), bracket.end(), "template_text")
    if _PLAIN_AT_ALL.search(text):
        for match in _PLAIN_INSTRUCTION.finditer(text):
            yield FoundPlaceholder(match.start(), match.end(), "template_text")


def _find_masks(text: str) -> Iterator[FoundPlaceholder]:
    if not _MASKS_AT_ALL.search(text):
        return
    pending: FoundPlaceholder | None = None
    for match in _MASK.finditer(text):
        start, end = match.span()
        bare = match[0] == (match["run"] or match["rule"]) and match[0][0] not in "_＿"
        if bare and not _fills_slot(text, start, end):
            continue
        if match["number"] and not _CALLED.search(text, max(0, start - 16), start):
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
    before = _SLOT.search(text, max(0, start - 4), start) and not _PRODUCT.match(text, end)
    return bool(before or _SLOT_BEHIND.match(text, end))


def _touches_words(text: str, start: int, end: int) -> bool:
    """A line of underscores alone is a rule, not a blank to be filled in."""
    return bool(_HAN.search(text, max(0, start - 2), min(len(text), end + 2)))
