"""The shape of a Chinese citizen's name: Han surname and given name, or a transliterated name.

A shape alone proves nothing (金平 is a county, 水利 a trade, 全面 an adverb); ``nlp.officials``
asks for a construction around it as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

_SURNAMES: Final = (
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
    "滑冮寿"
)
_COMPOUND_SURNAMES: Final = (
    "欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|濮阳|公冶|太叔|申屠|公孙|"
    "慕容|仲孙|钟离|长孙|宇文|司徒|鲜于|司空|闾丘|令狐|百里|呼延|东郭|南门|西门|第五|拓跋|轩辕|完颜|耶律|纳兰|"
    "阿苏|吉克|沙马|曲比|曲木|阿尔|俄木|木帕|马海|吉木|勒格|阿木|海来|金古|加巴|贾巴|罗洪|苏呷|吉狄|的日|且沙"
)
# Characters that transliterations of Uyghur, Tibetan, Mongolian and Kazakh names are written in.
_FOREIGN: Final = (
    "阿艾买提古丽力里扎西次仁卓玛多吉平措旦增丹尼达娃巴桑拉姆央金格白索朗洛德顿珠罗布边普米强贡旺堆列加嘉坚赞群培曲珍嘎"
    "欧晋美土登江才让东知公保完么卜杜都热合曼吐尔逊玉素甫麦木帕再娜依沙努尔孜江亚森哈斯呼和日其乌云苏图雅那朝鲁坦宝音"
    "额琴高娃萨敖毕勒巴雅吾守拜克别肯叶兰塔什库尼亚孜牙生买托乎地萨迪伊明斯坎铁木真泽来甲初尕俄朗让"
)
_HAN: Final = "\u4e00-\u9fff㐀-\u4dbf\U00020000-\U0003134f"
_GIVEN: Final = f"[{_HAN}]"

_HAN_NAME: Final = re.compile(
    f"(?:{_COMPOUND_SURNAMES}){_GIVEN}{{1,2}}|"
    f"[{_SURNAMES}](?:{_GIVEN}{{1,2}}|[ \u3000]{{1,4}}{_GIVEN})"
)
_DOT: Final = "[·•・‧∙﹒．.]"
_DOTTED_NAME: Final = re.compile(f"{_GIVEN}{{1,7}}(?:{_DOT}{_GIVEN}{{1,7}}){{1,3}}$")
_FOREIGN_NAME: Final = re.compile(f"[{_FOREIGN}]{{3,9}}")
_LONGEST: Final = 32

# Parts no name has: offices, duties and bodies, masks (王某, 李××), and connectives.
_NO_PART: Final = re.compile(
    "领导|负责|书记|主任|同志|人员|班子|干部|成员|组长|小组|工作|信息|公开|政务|政府|党委|党组|党工|党政|党支|"
    "党总|党群|党建|党办|部门|单位|办公|分管|主管|主要|兼任|担任|出任|具体|其他|相关|有关|牵头|机关|科室|股室|"
    "站所|镇长|乡长|县长|区长|局长|所长|站长|科长|股长|部长|院长|校长|村长|市长|处长|主席|委员|常委|常务|"
    "代表|联络|常态|第一|双组|亲自|任务|责任|[副兼等的各任由及与并或者这该我你他她它们何谁每]$|"
    "^和.$|"
    "^.?[副兼等的各由及与并或者这该我你他她它们]|某"
)
_PLACE_ENDING: Final = re.compile(
    "[村镇乡县市区旗州省局办所站科股室处部厅委支馆校院队园厂场店社组街屯庄寨]$"
)


def find_name_starts(text: str) -> Iterator[int]:
    """Where a name that ends the text could begin, the longest reading first.

    A transliterated name's first part may have swallowed what stands before it (县长买买提·艾力),
    so each of its characters is offered."""
    near = max(0, len(text) - _LONGEST)
    if dotted := _DOTTED_NAME.search(text, near):
        first = re.search(_DOT, text[dotted.start() :])
        yield from range(dotted.start(), dotted.start() + (first.start() if first else 0))
        return
    for length in (9, 8, 7, 6, 5, 4, 3, 2):
        start = len(text) - length
        if start >= 0 and (
            _HAN_NAME.fullmatch(text, start) or _FOREIGN_NAME.fullmatch(text, start)
        ):
            yield start


def is_name(text: str) -> bool:
    """False for what has a name's shape but is an office, a mask (王某), an adverb in a
    name's place (由局长全面负责), or a leader or model of virtue quoted in a slogan."""
    text = text.replace(" ", "").replace("\u3000", "")
    return not (
        _NO_PART.search(text)
        or text in _read_words("adverbial_words.txt")
        or text in _read_words("quoted_names.txt")
    )


def is_common_word(text: str) -> bool:
    """True for a word of the language or a place, hardly a name where nothing else says so: 水利,
    文化, 张庄村. The words are those of jieba's dictionary (MIT) that begin with a surname."""
    return text in _read_words("surname_words.txt") or bool(_PLACE_ENDING.search(text))


@cache
def _read_words(file: str) -> frozenset[str]:
    return frozenset(Path(__file__).with_name(file).read_text(encoding="utf-8").split())
