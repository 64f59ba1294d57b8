"""Words that nobody is called, and places that stand where a name may: 江夏区区长, 万宝山镇长."""

from __future__ import annotations

from typing import Final

from documents.patterns import compile_late
from documents.places import Span
from nlp.names import read_words

# Parts that no name has: offices, duties and bodies, masks (王某, 李××), and connectives.
_NO_PART: Final = compile_late(
    "领导|负责|书记|廉政|保健|代管|权利|原系|姓$|程师|名单|主任|同志|人员|班子|干部|成员|组长|小组|工作|信息|公开|政务|政府|党委|党组|党工|党政|党支|"
    "党总|党群|党建|党办|部门|单位|办公|分管|主管|主要|兼任|担任|出任|具体|其他|相关|有关|牵头|机关|科室|股室|"
    "站所|镇长|乡长|县长|区长|局长|所长|站长|科长|股长|部长|院长|校长|村长|市长|处长|主席|委员|常委|常务|"
    "应当|依法|严[格重]|违法|比例|自行|海关|企业|重新|准时|遵守|予以|加强|登记|案件|财务|查阅|追偿|制止|到会|为其|用人|安装|"
    "第[一二三四五六七八九十](?=[条章节款项十百])|^应(?:听|按|及|将|由|向|对|与|以|在|从|有|做|随|每|经)|"
    "代表|联络|常态|第一|双组|亲自|任务|责任|[副等的各与并或者这该我你他她它们何谁每]$|"
    "^任[总组副由]|^由|立[由以]|"
    "^.?[副等的各与并或者这该我你他她它们]|^和[新现原时前历]$|某|苏木达|嘎查达|委会|先生$|女士$|师傅$|^周[一二三四五六日]$|^任[分小正]|^[居村]民|脱敏|许可|官网|官微|索引|文号|来信|没|齐抓|共管|闻令"
)


_PLACE: Final = compile_late(
    "[镇乡村县区市州省旗路街湖河山寺庙](?!长|党|人大)|(?:[国省市县]级)?(?:经济|经开|高新|开发|工业|产业|自贸|示范|实验|保税|风景|旅游"
    "|度假|管理|自然保护)[\u4e00-\u9fff]{0,8}?(?:区|园|局|管委会)|景区|园区|林区|矿区|机场|火车站|海关|港(?!澳)|林场|农场|水库|油田"
)
_PLACE_END: Final = compile_late("[镇乡县区市](?!长)")
_TOWN_HEAD: Final = compile_late("[镇乡县区市旗]长")
_LANDSCAPE: Final = (
    "山江河湖海川溪泉水桥平阳安州城关口营坪塘坝岭坡洲沟湾堡陵丰"
    "原和兴东西南北上下中家庄庙集店铺港岛头"
)


# Whoever is spoken of so is not named: 青年同志, 广大同志, 时任局长.
_ANYBODY: Final = (
    *("广大", "青年", "党员", "年轻", "在职", "全体", "时任"),
    *("基层", "女性", "老年", "中年", "退休", "同事"),
)
_REMEMBERED: Final = compile_late(
    "(?:同志|先生|烈士)?的?(?:先进)?(?:事迹|精神|故居|故里|故乡|家乡|纪念|旧居|烈士|作品|手稿|墓)"
)

# 办明电〔2021〕14号, in whatever brackets
_NUMBER_BEHIND: Final = compile_late(
    r"\s?[〔﹝\[［(（【]?\s?(?:19|20)[0-9]{2}\s?[〕﹞\]］)）】年]?\s?第?\s?[0-9]{1,4}\s?号"
)
# A page's credits at the end: 。（张三 李四）
_CREDIT: Final = compile_late(
    r"(?:^|[。！？”\n])\s{0,3}[（(](?:(?:本[报网])?(?:记者|通讯员|特约记者|作者|供稿人?|撰稿人?|编辑|责编|摄影|文|图|文[/／]图|来源)[:：]?\s?)?"
    r"(?P<before>[\s、，,\u4e00-\u9fff]{0,16})$"
)
_CREDIT_END: Final = compile_late(
    r"(?:[\s、，,]{1,2}[\u4e00-\u9fff ]{2,5}){0,4}\s?[）)]\s{0,3}(?:$|\n)"
)
_NAMES_ALONE: Final = compile_late(r"(?:[\u4e00-\u9fff]{2,4}[\s、，,]{1,2}){0,3}")

# 赵鹏申请的登记信息, 钱丽要求公开: whoever asks for information.
_ASKS: Final = compile_late(
    "(?:先生|女士|同志)?(?:等[0-9一二三四五六七八九十两]{1,3}[人名位])?(?:本人|当面|来函|来信)?(?:向[^，。；]{1,14})?"
    "(?:(?:提出|提交|递交|提起)(?:的|了)?)?(?:政府)?(?:信息)?(?:公开)?(?:申请(?!人民|法院|入)|要求(?:公开|获取|提供|查阅))"
)
_ADDRESSED: Final = ("与", "和", "向", "找")
_CONTACT: Final = compile_late("[\u4e00-\u9fff]?(?:先生|女士|同志)?(?:联系|咨询|索取)")


def asks(text: str, name: Span) -> bool:
    """True for who asks for information, and for whom one is to ask (请与张三联系): neither is an
    official unless an office or a role says so."""
    contact = text[name.start - 1 : name.start] in _ADDRESSED and _CONTACT.match(text, name.end)
    return bool(contact or _ASKS.match(text, name.end))


def is_remembered(text: str, name: Span) -> bool:
    """True for who is held up to all: 谷文昌同志先进事迹, 焦裕禄精神."""
    return bool(_REMEMBERED.match(text, name.end))


def is_anybody(text: str) -> bool:
    """True for words that name nobody before 同志 or an office."""
    return text in _ANYBODY


def is_number(text: str, name: Span) -> bool:
    """True for letters of a document's number: 办明电〔2021〕14号."""
    return bool(_NUMBER_BEHIND.match(text, name.end))


def is_credit(text: str, name: Span) -> bool:
    """True for who wrote a page: names alone, in brackets behind its last sentence."""
    if not _CREDIT_END.match(text, name.end):
        return False
    opened = _CREDIT.search(text, max(0, name.start - 32), name.start)
    if opened is None or _NO_PART.search(opened["before"]):
        return False
    return _NAMES_ALONE.fullmatch(opened["before"]) is not None


def is_place(text: str, name: Span) -> bool:
    """True where what stands in the text makes the name part of a place's, or a place."""
    return bool(_PLACE.match(text, name.end) or _PLACE_END.match(text, name.end - 1))


def may_be_place(text: str, name: Span) -> bool:
    """True for a name that a place may have: 万宝山镇长, 邱朝阳镇长."""
    return text[name.end - 1] in _LANDSCAPE and bool(_TOWN_HEAD.match(text, name.end))


def is_name(text: str, *, comrade: bool = False) -> bool:
    """False for a word that nobody is called: an office, a mask (王某), an adverb in a name's place
    (由局长全面负责), a leader or model of virtue quoted in a slogan.

    An adverb before 同志 may be a name (局长平安同志)."""
    if _NO_PART.search(text) or text in read_words("quoted_names.txt"):
        return False
    if comrade:
        return not text.startswith("全")
    adverbs = read_words("adverbial_words.txt")
    return text not in adverbs and (
        len(text) != 3 or text[:2] not in adverbs or text[0] in "和平于"
    )
