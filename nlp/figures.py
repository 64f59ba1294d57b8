"""Figures that count: which numerals of a text stand for an amount, and in which unit.

A figure counts something when a measure word or a percent sign follows it, or when the report
has evidently lost its unit (``nlp.lost_units``). What looks alike and counts nothing stays out:
dates, ordinals, document and article numbers, addresses, telephone numbers, titles in 《》, short
set phrases in quotation marks, the number of parts of the report, and durations. A duration
(20个工作日, 24小时) is a deadline or an age, not an amount of work; an average or a saving of time
(平均办理时限缩短3个工作日) is a result, what a training took (为期2天) is work, and both
count.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from documents.narrative import Numeral
from documents.patterns import compile_late
from nlp.lost_units import SHARED, follows_word, has_lost_unit, is_year, read_glued
from nlp.numerals import FoundNumeral, find_numerals, read_chinese_numeral
from nlp.units import CHINESE_UNIT, DIVISIBLE, DURATION, SCORE, UNIT

# Titles, short quotations (“5+2”, “最后1公里”), 1人1岗 and document numbers name things.
_NAME: Final = compile_late(
    r"(?=[《“‘\"1〔﹝\[［])(?:"  # so that it fails fast
    r"《[^》]{0,100}》|[“‘][^”’。]{0,12}[”’]|“[^”。]{0,40}”(?=的?(?:“[^”]{0,12}”)?(?:工作)?(?:模式|机制|[工方]作?法|体系|格局|思路))"
    # straight quotes are alike on both sides: those too far apart are met so that pairs stay pairs
    r'|"(?:[^"。\n]{0,12}|(?P<apart>[^"。\n]{13,60}))"'
    r"|(?<![0-9])1[\u4e00-\u9fff]1[\u4e00-\u9fff]"
    r"|[〔﹝\[［][^〕﹞\]］]{0,8}[〕﹞\]］]\s?第?\s?[0-9]+)"
)
# What is quoted is what somebody did, no name: “网站公开4条”
_TOLD: Final = compile_late(
    r"[“\"].{0,10}(?:公开|发布|公示|受理|收到|办理|办结|答复|推送|更新|制作|上报|报送|新增|共|计)了?\s?$"
)
_ORDINAL: Final = compile_late(
    r"(?:第[0-9零〇一二三四五六七八九十百\s、至到和及~～—-]{0,12}|总第?"
    r"|(?<![目当此提以之年空日])前|排名|位列|位居|[Nn]o\.?)\s?$"
)
_TIED_LEFT: Final = compile_late(
    r"(?:[0-9]\s|[0-9]\s?[.:：∶+×*·/时点]|[+×@#_＿=*•]|(?<![A-Za-z])[AB]|[A-Za-z][-－])$"
)
# What can end one of these, or a rule of counting: nine figures of ten are spared the search.
_EDGES: Final = frozenset(
    " \t\n\u00a0\u2002\u2003\u30000123456789零〇一二三四五六七八九十百、至到和及~～—－-"
    "第前名列居oO.:：∶+×*·/时点@#_＿=•AB计"
)
_DATES: Final = frozenset("年月")
_EDITIONS: Final = frozenset("版起届款")
_PARTS: Final = compile_late(
    r"\s{0,2}(?:个|大|个大)?(?P<sure>部分|章(?!程)|章节)?(?P<maybe>方面|板块|项?内容)?"
)
_OF_REPORT: Final = compile_late(r"(?:报告|年报|全文|本文)[^。]{0,40}$")
# 不同方式回应同一热点计1次 says how counting is done.
_COUNTING_RULE: Final = compile_late(r"(?:同一|相同|不同)[^，。；]{0,20}计\s?$")
_COMPOSED: Final = compile_late(r"[^。，,；;]{0,12}(?:组成|构成)")
_RANGE: Final = compile_late(r"\s?[-－—–~～至到]{1,2}\s?$")
_JOINT: Final = compile_late(r"\s?(?:[-－—–~～]{1,2}|[、，,和及与至到])\s?")
_SAVING: Final = compile_late(
    r"(?:平均|[人件]均(?![在于已按])|最[短长快慢]|时[长限间]由|缩短|压缩|提速|减至|压减|用时)[^，。；,;]{0,14}$"
)
# 为期2天的培训, 集中学习3天: how long something went on.
_LIMIT: Final = compile_late("[之以]?[内上下前后]")
_LASTING: Final = ("为期", "历时")
_LASTED: Final = compile_late(
    r"(?:为期|历时|(?:培训|学习|授课|集训|轮训|研讨|宣讲)(?:班|会|活动)?(?:[0-9]+期|共)?)[，,]?约?$"
)
# 双河村22组: where somebody lives; 领导小 1组: a page's number in a word. 第1页共3页: the foot of a
# page. 36号12幢: an address.
_PLACE_OF_GROUP: Final = compile_late(
    r"(?:(?<![全各每])[村庄屯社队]|社区|居委会?)\s?$|(?<![大中小])小\s?$"
)
_HOUSE_AT: Final = compile_late(
    r"(?:[号路街巷弄苑]|大道|胡同|(?<![0-9])[A-Za-z]区|地址[:：][^。；]{0,20})\s?$"
)
_HOUSE_IN: Final = compile_late(r"[，,]?\s?[0-9A-Za-z]{1,4}\s?(?:单元|层|楼|号|室)")
_PAGE_OF: Final = compile_late(r"页\s?[,，/]?\s?共\s?$")
_DIGITS_OF: Final = compile_late(r"[号码][（(为]?\s?$")
_LENGTH: Final = compile_late(
    r"(?:不超过|不少于|不多于|勿超过|以上|超过|限|控制在|仅展示(?:[^。]{0,12}全文共?)?|[（(]约?(?:[0-9]{2,4}\s?[-－—~～至]\s?)?)\s?$"
)
_GRADED: Final = compile_late(
    r"(?:分|评|绩|[扣加]|考核|排名|测评|评估|满意度|计)[^，。；,;]{0,22}$|(?:占|权重为?|得)\s?$"
)
_MINUS: Final = compile_late(r"(?:[长降比幅增减率]|%\s?[、，和及])[-－−]$")
_SHARE: Final = compile_late(r"(?P<of>[百千])分之$")
_POINT: Final = compile_late("点([零〇一二三四五六七八九]{1,4})")
_OPENS_CLAUSE: Final = compile_late(r"(?:^|[。；;：:！？\n）)])\s{0,3}$")

_PART_OF_WORD: Final = compile_late(
    r"(?:[第届每统进逐任同唯某这那哪上下前之头首另初归划“‘又再多几整届大代]|(?<!先)后)\s?$|》$"
)
_DONE: Final = compile_late(
    r"(?:收到|受理|接到|接受|办理|办结|答复|回复|召开|举办|组织|开展|参加|发布|公开|制作|编发|印发|新增|开设"
    r"|设立|制定|出台|废止|修订|发生|推送|报送|更新|公示|解读|清理|评议|检查|督查|督导|巡查|排查|测评|演练|座谈|宣讲|走访|约谈|连开|共有?|共计|为|申请|诉讼|复议|信息|文件|案件|培训"
    r"|来信|来访|会|会议|检查|建议|提案|动态|公告|公示|政策|图解|稿件|短信|栏目|专栏|简报|活动|公报|咨询|投诉|举报)了?\s?$"
)
_HABIT: Final = compile_late(
    r"(?:每|半年|季度|至少|力争|争取|定期|将(?!其)|(?<![主重需首紧])要(?!点|求)|应(?![对用当])|(?<!急|所)需)[^，。；,;]{0,12}$"
)
_HANDLED: Final = compile_late(r"(?:申请|收到|受理|办结|答复|复议|诉讼|信访|投诉)$")
# 约谈单位两家。配备工作人员一名。 but not 最多跑一次, 一户一档, 再一次.
_NOUN_BEFORE: Final = compile_late(
    r"[\u4e00-\u9fff》”]{2}(?<![跑仅只止少第再又头有每这那各另同任逐户村月季年周事人日项区镇县一几多最后前])$"
)
# 制定了登记、审核三项制度, 出台《…》《…》两项制度; but 落实行政执法三项制度
_MADE_RULES: Final = compile_late(
    r"(?:制定|出台|建立|印发|修订|完善|健全|形成)[^。；]{0,64}(?:、[^、，。；]{2,16}|》|等)$"
)
_PAIRED: Final = compile_late(r"一[\u4e00-\u9fff]{1,4}$|[在手均老漏才]$")  # 一户一档, 人手一册
_ENDS: Final = compile_late(r"\s?(?:[，。；、！）),;]|$)")


# 二十四字, 十四届, 二十一楼: of composed numerals only these name things.
_NAMING: Final = frozenset("届字节版回讲首对")
_ARTICLES: Final = compile_late(
    r"(?:》|第[零〇一二三四五六七八九十百]{1,6}[条款项][、，和及至到])\s?$"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """``text[start:end]`` is a figure with its unit, simplified; null where the unit is lost."""

    start: int
    end: int
    value: int | float
    unit: str | None
    approximate: bool
    numeral: Numeral


def read_figures(text: str) -> list[Figure]:
    """The figures of a text of folded width, in order. A range gives both its ends; a list with
    one unit at its end (分别为12、30件) gives it to each."""
    figures: list[Figure] = []
    waiting: list[FoundNumeral] = []
    for numeral in _drop_named(text, find_numerals(text)):
        if waiting and not _JOINT.fullmatch(text, waiting[-1].end, numeral.start):
            waiting.clear()
        read = _read_chinese if numeral.numeral == "chinese" else _read_arabic
        figure = read(text, numeral)
        if figure is None:
            waiting.append(numeral)
            continue
        if waiting:
            is_range = _RANGE.search(text, waiting[-1].end, figure.start) is not None
            sharing = _find_sharing(text, waiting, figure, is_range)
            figures.extend(
                replace(
                    figure,
                    start=before.start,
                    end=before.end,
                    value=before.value,
                    approximate=is_range or before.approximate,
                )
                for before in sharing
            )
            if sharing and is_range:
                figure = replace(figure, approximate=True)
        waiting.clear()
        figures.append(figure)
    return figures


def _drop_named(text: str, numerals: tuple[FoundNumeral, ...]) -> list[FoundNumeral]:
    """The numerals that do not stand in a title, a short quotation or a document number."""
    kept: list[FoundNumeral] = []
    names = _NAME.finditer(text)
    name = next(names, None)
    for numeral in numerals:
        while name is not None and name.end() <= numeral.start:
            name = next(names, None)
        told = name is not None and (
            name["apart"] or _TOLD.search(text, name.start(), numeral.start)
        )
        if name is None or numeral.start < name.start() or told:
            kept.append(numeral)
    return kept


def _find_sharing(
    text: str, waiting: list[FoundNumeral], figure: Figure, is_range: bool
) -> list[FoundNumeral]:
    """The numerals before a figure that share its unit: 2-3名, 分别为12、30件."""
    sharing = waiting[-1:] if is_range else waiting
    first = sharing[0]
    before = text[max(0, first.start - 48) : first.start]
    if any(numeral.numeral != figure.numeral for numeral in sharing):
        return []
    if _ORDINAL.search(before) or _TIED_LEFT.search(before):
        return []
    if is_range:
        return [] if is_year(text, first.start, first.end) else sharing
    if SHARED.search(before):
        return sharing
    if figure.unit is None:
        return []
    # 12、34、56条: below ten the first could be the number of an item (1、12件).
    counted = all(
        numeral.value >= 10 and not is_year(text, numeral.start, numeral.end) for numeral in sharing
    )
    return sharing if counted and follows_word(before) else []


def _read_arabic(text: str, numeral: FoundNumeral) -> Figure | None:
    start, end, value = numeral.start, numeral.end, numeral.value
    if end - start <= 4 and text[end : end + 1] in _DATES:
        return None
    before = text[max(0, start - 24) : start]
    if text[start - 1 : start] in _EDGES and (
        _ORDINAL.search(before) or _TIED_LEFT.search(before) or _COUNTING_RULE.search(before)
    ):
        return None
    if _is_number_of_parts(text, end):
        return None
    if duration := DURATION.match(text, end):
        if duration["unit"][-1] in "年月":
            glued = read_glued(text, numeral, before)
            return _leave_bare(glued) if glued else None
        whole = duration["unit"] in ("天", "小时") and not _LIMIT.match(text, duration.end())
        lasted = whole and _LASTED.search(before)
        if not (lasted or _SAVING.search(before)):
            return None
        return Figure(start, duration.end(), value, duration["unit"], numeral.approximate, "arabic")
    unit = UNIT.match(text, end)
    if unit and unit["unit"] == "字" and (unit["about"] or _LENGTH.search(before)):
        return None  # 300字以内: how much is to be written
    if unit is None and _GRADED.search(before):
        unit = SCORE.match(text, end)
    if unit is None:
        return _leave_bare(numeral) if has_lost_unit(text, numeral, before) else None
    word = unit["unit"]
    if word == "位" and _DIGITS_OF.search(before):
        return None  # 身份证号（18位）
    if word in "组页" and (_PLACE_OF_GROUP if word == "组" else _PAGE_OF).search(before):
        return None
    if word in "幢栋座" and (_HOUSE_AT.search(before) or _HOUSE_IN.match(text, unit.end())):
        return None
    approximate = numeral.approximate or unit[0].lstrip().startswith("余")
    if unit.re is UNIT:
        approximate = approximate or unit["about"] is not None
    if word in _EDITIONS and (is_year(text, start, end) or "." in text[start:end]):
        return None
    if isinstance(value, float) and word not in DIVISIBLE and _OPENS_CLAUSE.search(before):
        # 1.12件: the number of an item, and a figure.
        start = text.index(".", start) + 1
        value = int(text[start : numeral.figure_end])
    elif word in "%‰" and _MINUS.search(before):
        start, value = start - 1, -value
    return Figure(start, unit.end("unit"), value, word, approximate, "arabic")


def _is_number_of_parts(text: str, end: int) -> bool:
    """报告包括…等6个部分: how the report is divided, nothing that it counts."""
    parts = _PARTS.match(text, end)
    if parts is None or not (parts["sure"] or parts["maybe"]):
        return False
    return bool(
        parts["sure"]
        or _OF_REPORT.search(text, max(0, end - 48), end)
        or _COMPOSED.match(text, parts.end())
    )


def _leave_bare(numeral: FoundNumeral) -> Figure:
    start, end, value = numeral.start, numeral.end, numeral.value
    return Figure(start, end, value, None, numeral.approximate, numeral.numeral)


def _is_composed(value: float) -> bool:
    """Of two digits that are not 0 or more: 一百零八 and 十二, which no set phrase begins with."""
    return value > 10 and len(str(int(value)).replace("0", "")) > 1


def _read_chinese(text: str, numeral: FoundNumeral) -> Figure | None:
    start, end, value = numeral.start, numeral.end, numeral.value
    before = text[max(0, start - 24) : start]
    if share := _SHARE.search(before):
        begin = start - len(share[0])
        unit_of_share = "%" if share["of"] == "百" else "‰"
        if point := _POINT.match(text, end):
            decimals = [read_chinese_numeral(digit) for digit in point[1]]
            value, end = float(f"{value}.{''.join(map(str, decimals))}"), point.end()
        return Figure(begin, end, value, unit_of_share, numeral.approximate, "chinese")
    if _is_composed(value) and not (_ORDINAL.search(before) or _HABIT.search(before)):
        named = _ARTICLES.search(before) or DURATION.match(text, end)
        composed = None if named else UNIT.match(text, end)
        if composed and composed["unit"] not in _NAMING:
            about = numeral.approximate or composed["about"] is not None
            return Figure(start, composed.end("unit"), value, composed["unit"], about, "chinese")
    if before.endswith(_LASTING) and (lasted := DURATION.match(text, end)):
        word = lasted["unit"]
        about = numeral.approximate
        return Figure(start, lasted.end(), value, word, about, "chinese") if word == "天" else None
    unit = CHINESE_UNIT.match(text, end)
    rules = unit is not None and text.startswith("制度", unit.end())
    listed_rules = rules and _MADE_RULES.search(text, max(0, start - 96), start) is not None
    if (
        unit is None
        or (value == 0 and not (_HANDLED.search(before) and _ENDS.match(text, unit.end())))
        or _HABIT.search(before)
        or (not listed_rules and _PART_OF_WORD.search(before))
        or _ORDINAL.search(before)
    ):
        return None
    if not numeral.approximate and text[start] in "百千万亿":
        return None
    word = unit["unit"]
    approximate = numeral.approximate or unit["about"] is not None
    doubtful = value == 1 or (word in "条期批处家项个" and not approximate)
    if rules and not (before.endswith("等") or listed_rules):
        return None  # 三项制度 is a name, 登记、审核等四项制度 counts
    if value == 1 and (word in "批家起" or _PAIRED.search(before)) and not _DONE.search(before):
        return None
    plain = rules or (_NOUN_BEFORE.search(before) and _ENDS.match(text, unit.end()))
    if doubtful and not plain and _DONE.search(before) is None:
        return None
    # 一次, 二次 and their like stand in many words (一次性, 二次供水), but not before a stop.
    loose = (value == 1 and word in "条期批处家项个次") or text[start:end] == "二"
    if loose and not _ENDS.match(text, unit.end()):
        return None
    return Figure(start, unit.end("unit"), value, word, approximate, "chinese")
