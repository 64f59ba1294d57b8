"""Surnames of Chinese citizens, and names marked in a text.

What looks like a name may be none (金平 is a county, 水利 a trade): ``nlp.person_model`` sees which
is one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

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
# Surnames that are first of all words.
WORDLIKE_SURNAMES: Final = (
    "要老同后首由起教员问门展者来达布生永清良英线职排资闭零承海干青风雁满母户么才那拜哈买惹猛折改阿信经於家扶别充都利勾融空养"
    "益甲宛战修仁昂敏"
)
COMPOUND_SURNAMES: Final = (
    "相里|富察|叶赫|欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|濮阳|公冶|太叔|申屠|公孙|"
    "慕容|仲孙|钟离|长孙|宇文|司徒|鲜于|司空|闾丘|令狐|百里|呼延|东郭|南门|西门|第五|拓跋|轩辕|完颜|耶律|纳兰|"
    "阿苏|吉克|沙马|曲比|曲木|阿尔|俄木|木帕|马海|吉木|勒格|阿木|海来|金古|加巴|贾巴|罗洪|苏呷|吉狄|的日|且沙"
)
DOT: Final = "[·•・‧∙﹒．.]"
# What stands for the characters of a marked name: the first, and each that follows.
_FIRST: Final = "\ue000"
_NEXT: Final = "\ue001"


def mark_names(text: str, names: Iterable[Span]) -> str:
    """The text, place by place, with each of the names marked: its characters say no more."""
    pieces: list[str] = []
    end = 0
    for name in names:
        pieces += text[end : name.start], _FIRST, _NEXT * (name.length - 1)
        end = name.end
    return "".join([*pieces, text[end:]])


def is_marked(text: str) -> bool:
    return text.startswith((_FIRST, _NEXT))


@cache
def read_words(file: str) -> frozenset[str]:
    """The words of a list that lies beside this module."""
    return frozenset(Path(__file__).with_name(file).read_text(encoding="utf-8").split())
