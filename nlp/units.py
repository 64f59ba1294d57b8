"""The measure words that figures of these reports carry, and what only looks like one.

``UNIT`` reads a measure word behind an arabic figure, ``CHINESE_UNIT`` behind a numeral in Chinese
characters, where far fewer are safe: 一件 counts, 三项制度 and 两个维护 are names.
"""

from __future__ import annotations

import re
from typing import Final

# What must not follow, for the measure word then begins another word (条例, 批示, 个人信息).
_GUARDED: Final = {
    "条": "例|款",
    "次": "序|年|级|要|生|日[，。起内]",
    "个": "人(?:信息|隐私|所得|账户|征信|简历|名义|主页)|所得|体|别|性|案(?!例)",
    "期": "限|望|待|间(?!刊)|工程",
    "篇": "章|幅",
    "名": "称|录|义|胜",
    "宗": "旨|教|族",
    "场": "所|地(?!方)|景|合|馆",
    "人": "民|大|社|均|事|力|才|居|文|口|士|们|物|身|数|工",
    "批": "示|复|准|评|改|办",
    "处": "罚|理|置|室|长|级|境",
    "间": "隔|接",
    "家": "庭|长|园",
    "元": "素|旦|月",
    "户": "外|籍|口|型",
    "幅": "度",
    "本": "[级市年机单区县乡镇局办着地人科质身街州省部旗院系辖届所领]|次|报告",
    "张": "贴",
    "页": "面|码",
    "起": "草|诉(?!讼)|到|来|止|点|步|施|至|底",
    "例": "外|会|行|如",
    "封": "闭|面",
    "部": "门|委|长|署|分|队",
    "台": "账",
    "套": "餐|取",
    "类": "似",
    "栏": "目",
    "版": "本|面|块|权",
    "位": "于|列|居|置|次|数",
    "轮": "流|换|岗|训(?!练)",
    "组": "织|长|成(?!员)|建|员",
    "支": "部|持|撑|出|付|队(?!伍)|行(?!政)|线",
    "种": "植|子",
    "首": "页|次|要|先",
    "档": "案",
    "面": "向|对|积|临|貌|试",
    "对": "外|于|照|比|接|应|象",
    "节": "约|假|能|点|日|水|省",
    "门": "户|类|口|头|诊|牌",
    "所": "有|属|在|谓|需",
    "只": "能|有|要|是",
    "笔": "者|试|记",
    "款": "项|式",
    "单": "位|独|一|元",
    "通": "知|过|报|告|信|道|用|讯",
    "回": "复|应|访|答|头",
    "遍": "布|及",
    "座": "谈|位|机",
    "字": "样|号|体",
    "倍": "增",
}
_UNGUARDED: Final = re.findall(
    r"\S+",
    """
    件 项 份 块 册 辆 则 帧 帖 卷 枚 趟 届 株 吨 米 亩 公里 千米 公斤 平方米 平方公里 立方米
    课时 学时 人天 人次 户次 人份 家次 件次 条次 篇次 期次 个次 场次 批次 项次 份次 处次
    宗次 台次 车次 班次 频次 处室 美元 个百分点 百分点 % ‰
    """,
)
# Of these there can be parts: 98.5%, 3.5元. Of a 件 there cannot: 1.12件 is item 1 and 12件.
DIVISIBLE: Final = frozenset(
    re.findall(
        r"\S+",
        """元 美元 % ‰ 倍 吨 米 亩 公里 千米 公斤 平方米 平方公里 立方米 课时 学时
        个百分点 百分点 分""",
    )
)
_WORDS: Final = "|".join(
    f"{unit}(?!{_GUARDED[unit]})" if unit in _GUARDED else unit
    for unit in sorted([*_GUARDED, *_UNGUARDED], key=len, reverse=True)
)
# 条（次）, 篇/条, 人/次: one unit; but in 件（含结转3件） the unit ends before the bracket.
_SECOND: Final = "[条件次个期篇项名份宗场人批家户册张]次?"
UNIT: Final = re.compile(
    rf"\s{{0,4}}(?:余(?!额))?(?P<unit>(?:{_WORDS})(?:\s?[（(]{_SECOND}[）)]|[/／]{_SECOND})?)"
    r"(?P<about>以上|左右|上下|余(?![额下]))?"
)

_SPAN_OF_TIME: Final = "个?(?:法定)?(?:工作日|自然日|小时|日|天|分钟)"
DURATION: Final = re.compile(
    rf"\s{{0,2}}[余多]?(?P<unit>{_SPAN_OF_TIME}|秒|周(?!期)|年|月"
    r"|个(?:多|半)?(?:月|季度|年(?!轻)|星期|学期|交易日))"
)
SCORE: Final = re.compile(
    r"\s{0,2}(?P<unit>分)(?![别为类管解析局行公钟之布享发级工办送派担部成期段批])"
)

CHINESE_UNIT: Final = re.compile(
    r"\s?(?P<unit>(?:人|件|条|篇|场|批|户|期|项|份)次"
    r"|[条件篇份宗场期起封套台册](?![例章旨所地景合间限草诉到来点面餐取账外])"
    r"|次(?!序|日|年|级|要|全会|中全会|党代会|代表大会)|名(?![称单录义额列])|批(?![示复准评])"
    r"|家(?!庭)|处(?![罚理置室长级])"
    r"|项(?!目|基本|纪律|建设|规定|制度|机制|职能|措施|举措|任务|原则|重点|改革|行动|工程|内容)"
    r"|个(?=[\u4e00-\u9fff]{0,6}?(?:专栏|栏目|专题|专区|账号|公众号|查阅点|场所|公开栏|网站|行政村|社区"
    r"|文件|案件|乡镇|街道|申请)|[，。；、）]))"
    r"(?P<about>以上|左右)?"
)
