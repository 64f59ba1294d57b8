"""The shape of a Chinese citizen's name: Han surname and given name, or a transliterated name.

A shape alone proves nothing (金平 is a county, 水利 a trade, 全面 an adverb); ``nlp.officials``
asks for a construction around it as well. A name that the person model has seen is marked, so
that its shape counts no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from documents.patterns import compile_late
from documents.places import Span

SURNAMES: Final = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾"
    "丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤"
    "尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅"
    "莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景单"
    "包司柏宁柯阮桂闵解柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫苟褚廉简娄盖符奚木穆党燕郎"
    "邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟敖糜鄢冷卓花仇艾蓝巩嵇仲乐虞卞封竺冼官佟栗匡宗应台巫僧桑"
    "荆谌银扬沙薄伏岑习保和蔺闻莘茅咸皮储缪水慕鱼容慎戈终暨居步满弘寇广阙东殳蔚越夔隆师晁訾丰蒯"
    "红权逄操麻麦付肖闫候占楼税仝代邝佘侣芮羿汲邴松富巴牧隗山乌祖束叙濮通扈郏尚农幸钭印宿怀蒲邰"
    "从鄂索籍却璩胥能苍双郦雍宰强国初衣全班仉原智鞠旷漆粟揣仵宓练逯笪戎阚那啜岩云昌凤酆湛禹狄"
    "贝危骆昝宣贲杭钮荣荀惠井仰秋伊厉韶贡劳堵郤浦茹庾衡沃须巢桓平元支綦亓郇矫谯卿檀赫佀鄞伦咎绳"
    "滑冮寿回乜禤郄区招拓折火羊疏犹俸药茶杞陇曩琚绪蹇亢郗冶仉妥锁虎茆撖庹訚普刀盘速字降弓巨奇云缐呙亓敬恒诸腾尉朴帅况玄明锺裘蓬暴蓟阴宦禄厍毋相缑吾汝敦乞撒喇脱尕鲜奎"
)
# Surnames that are first of all words: such a name needs an office before it or 同志 behind it.
WORDLIKE_SURNAMES: Final = (
    "要老同后首由起教员问门展者来达布生永清良英线职排资闭零承海干青风雁满母户么才那拜哈买惹猛折改阿信经於家扶别充都利勾融空养"
    "益甲宛战修仁昂敏"
)
COMPOUND_SURNAMES: Final = (
    "相里|富察|叶赫|欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|濮阳|公冶|太叔|申屠|公孙|"
    "慕容|仲孙|钟离|长孙|宇文|司徒|鲜于|司空|闾丘|令狐|百里|呼延|东郭|南门|西门|第五|拓跋|轩辕|完颜|耶律|纳兰|"
    "阿苏|吉克|沙马|曲比|曲木|阿尔|俄木|木帕|马海|吉木|勒格|阿木|海来|金古|加巴|贾巴|罗洪|苏呷|吉狄|的日|且沙"
)
# Characters that transliterations of Uyghur, Tibetan, Mongolian and Kazakh names are written in.
FOREIGN: Final = (
    "阿艾买提古丽力里扎西次仁卓玛多吉平措旦增丹尼达娃巴桑拉姆央金格白索朗洛德顿珠罗布边普米强贡旺堆列加嘉坚赞群培曲珍嘎"
    "偏永初宗夏赛洪单智欧晋美土登江才让东知公保完么措更星旺久茸追鲁瓦楞牧满青琴斯孟特吐敦都胡道吉卜杜都热合曼吐尔逊玉素甫麦木帕再娜依沙努尔孜江亚森哈斯呼和日其乌云苏图雅那朝鲁坦宝音"
    "额琴高娃萨敖毕勒巴雅吾守拜克别肯叶兰塔什库尼亚孜牙生买托乎地萨迪伊明斯坎铁木真泽来甲初尕俄朗让杰藏羊南拥忠益班"
)
_HAN: Final = "\u4e00-\u9fff㐀-\u4dbf\U00020000-\U0003134f"
_GIVEN: Final = f"[{_HAN}]"

_HAN_NAME: Final = compile_late(
    f"(?:{COMPOUND_SURNAMES}){_GIVEN}{{1,2}}|"
    f"[{SURNAMES}{WORDLIKE_SURNAMES}][ \u3000]{{0,4}}{_GIVEN}(?:[ \u3000]{{0,4}}{_GIVEN})?"
)
# Tibetan and Mongolian names of two characters, which no surname begins.
SHORT_FOREIGN: Final = (
    "边巴|达娃|尼玛|米玛|拉巴|普布|巴桑|平措|旺久|德吉|强巴|伦珠|次央|央金|卓玛|扎西|多吉|多杰|贡布|桑杰|桑吉|尕玛|"
    "仓决|仁增|仁青|格桑|次仁|次旦|旦增|丹增|单增|洛桑|索朗|白玛|顿珠|罗布|桑珠|曲珍|拉姆|群培|才旦|才让|更登|加措|"
    "江措|嘉措|旺堆|边珍|阿旺|土登|旦巴|阿茸|娜仁|斯琴|高娃|苏和|牧仁|朝鲁|哈斯|宝音"
)
_SHORT_FOREIGN_NAME: Final = compile_late(SHORT_FOREIGN)
DOT: Final = "[·•・‧∙﹒．.]"
_DOTTED_NAME: Final = compile_late(f"{_GIVEN}{{1,7}}(?:{DOT}{_GIVEN}{{1,7}}){{1,3}}$")
_FOREIGN_NAME: Final = compile_late(f"[{FOREIGN}]{{3,9}}")
_LONGEST: Final = 32
# What stands for the characters of a marked name: the first, and each that follows.
_FIRST: Final = "\ue000"
_NEXT: Final = "\ue001"
MARKED: Final = f"{_FIRST}{_NEXT}+"

NAME: Final = (
    f"(?:{MARKED}|[{_HAN}]{{1,6}}(?:{DOT}[{_HAN}]{{1,7}}){{1,3}}|(?:{COMPOUND_SURNAMES}){_GIVEN}{{1,2}}?|"
    f"[{SURNAMES}{WORDLIKE_SURNAMES}][ \u3000]{{0,4}}{_GIVEN}(?:[ \u3000]{{0,4}}{_GIVEN})??|"
    f"[{FOREIGN}]{{2,9}}?)"
)
"""A name's shape in running text, the shortest first; ``find_name_starts`` asks for more."""

# Parts no name has: offices, duties and bodies, masks (王某, 李××), and connectives.
_NO_PART: Final = compile_late(
    "领导|负责|书记|廉政|保健|代管|权利|原系|姓$|程师|名单|主任|同志|人员|班子|干部|成员|组长|小组|工作|信息|公开|政务|政府|党委|党组|党工|党政|党支|"
    "党总|党群|党建|党办|部门|单位|办公|分管|主管|主要|兼任|担任|出任|具体|其他|相关|有关|牵头|机关|科室|股室|"
    "站所|镇长|乡长|县长|区长|局长|所长|站长|科长|股长|部长|院长|校长|村长|市长|处长|主席|委员|常委|常务|"
    "应当|依法|严[格重]|违法|比例|自行|海关|企业|重新|准时|遵守|予以|加强|登记|案件|财务|查阅|追偿|制止|到会|为其|用人|安装|"
    "第[一二三四五六七八九十](?=[条章节款项十百])|^应(?:听|按|及|将|由|向|对|与|以|在|从|有|做|随|每|经)|"
    "代表|联络|常态|第一|双组|亲自|任务|责任|[副等的各与并或者这该我你他她它们何谁每]$|"
    "^任[总组副]|^由|立[由以]|"
    "^.?[副等的各与并或者这该我你他她它们]|某|苏木达|嘎查达|委会|先生$|女士$|师傅$|^周[一二三四五六日]$|^任[分小正]|^[居村]民|脱敏|许可|官网|官微|索引|文号|来信|没|齐抓|共管|闻令"
)
# Surname or last character that is a connective at least as often: 和平, 张为, 王任.
_CONNECTIVE: Final = compile_late("^[和从]|[任由及为兼]$|^.[由及兼]")
_PLACE_ENDING: Final = compile_late(
    "[村镇乡县市区旗州省局办所站科股室处部厅委支馆校院队园厂场店社组街屯庄寨员长者团企]$"
)


def mark_names(text: str, names: Iterable[Span]) -> str:
    """The text with each of the names marked: no reading of its characters will be tried."""
    pieces: list[str] = []
    end = 0
    for name in names:
        pieces += text[end : name.start], _FIRST, _NEXT * (name.length - 1)
        end = name.end
    return "".join([*pieces, text[end:]])


def is_marked(text: str) -> bool:
    return text.startswith((_FIRST, _NEXT))


def find_name_starts(text: str) -> Iterator[int]:
    """Where a name that ends the text could begin, the longest reading first.

    A transliterated name's first part may have swallowed what stands before it (县长买买提·艾力),
    so each of its characters is offered."""
    if text.endswith(_NEXT):
        yield max(0, text.rfind(_FIRST))
        return
    near = max(0, len(text) - _LONGEST)
    if dotted := _DOTTED_NAME.search(text, near):
        first = re.search(DOT, text[dotted.start() :])
        yield from range(dotted.start(), dotted.start() + (first.start() if first else 0))
        return
    for length in range(11, 1, -1):
        start = len(text) - length
        if start >= 0 and (
            _HAN_NAME.fullmatch(text, start)
            or _FOREIGN_NAME.fullmatch(text, start)
            or _SHORT_FOREIGN_NAME.fullmatch(text, start)
        ):
            yield start


def is_name(text: str, *, comrade: bool = False) -> bool:
    """False for what has a name's shape but is an office, a mask (王某), an adverb in a
    name's place (由局长全面负责), or a leader or model of virtue quoted in a slogan.

    An adverb followed by 同志 may be a name (局长平安同志)."""
    text = text.replace(" ", "").replace("\u3000", "")
    if _NO_PART.search(text) or text in read_words("quoted_names.txt"):
        return False
    adverbs = read_words("adverbial_words.txt")
    if comrade:
        return not text.startswith("全")
    return text not in adverbs and (
        len(text) != 3 or text[:2] not in adverbs or text[0] in "和平于"
    )


def needs_office(text: str, *, comrade: bool = False) -> bool:
    """True for a name that only an office makes sure: its surname is first of all a word (后台),
    it has none (扎西), or it ends in a connective (张为); 同志 is enough for the last two."""
    if _FOREIGN_NAME.fullmatch(text):
        return False
    return text[0] in WORDLIKE_SURNAMES or (
        not comrade and bool(_SHORT_FOREIGN_NAME.fullmatch(text) or _CONNECTIVE.search(text))
    )


def is_short_foreign(text: str) -> bool:
    """True for a Tibetan or Mongolian name of two characters."""
    return bool(_SHORT_FOREIGN_NAME.fullmatch(text))


def is_rare_word(text: str) -> bool:
    """True for any word of jieba's dictionary that begins with a surname, however rare."""
    return text in read_words("rare_surname_words.txt")


def is_common_word(text: str) -> bool:
    """True for a word of the language or a place, hardly a name where nothing else says so: 水利,
    文化, 张庄村. The words are those of jieba's dictionary (MIT) that begin with a surname."""
    return text in read_words("surname_words.txt") or bool(_PLACE_ENDING.search(text))


@cache
def read_words(file: str) -> frozenset[str]:
    """The words of a list that lies beside this module."""
    return frozenset(Path(__file__).with_name(file).read_text(encoding="utf-8").split())
