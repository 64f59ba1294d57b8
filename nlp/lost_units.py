"""Figures that lost their unit: 260余。 数量304， 申请87分别为, 文件46会议信息42， 不予处理32024年.

A word stands before such a figure, a stop or the next of a list behind it, and nothing says that it
only names something: no year, no telephone number, no number of an annex.
"""

from __future__ import annotations

from typing import Final

from documents.patterns import compile_late
from nlp.numerals import FoundNumeral

SHARED: Final = compile_late(r"(?:分别|各|依次)[^。；;]{0,40}$")
"""What says that several figures share what stands around them."""

_YEAR: Final = compile_late(r"(?:19|20)[0-9]{2}")
_TIED_RIGHT: Final = compile_late(r"[A-Za-z@#_+×*=/]|\s?[:：∶.·-][0-9A-Za-z]")
_GLUED_YEAR: Final = compile_late(r"([0-9]{1,4})20[0-3][0-9]")
_YEAR_WORD: Final = compile_late(r"\s?年")
_BARE_LEFT: Final = compile_late(r"[\u4e00-\u9fff”》][:：]?\s{0,3}$")
_BARE_RIGHT: Final = compile_late(
    r"\s{0,3}(?:[。；;！]|[，,](?!\s?[0-9])|分别|其中"
    r"|(?P<closing>[）)])|(?P<item>、)(?!\s?[0-9])|(?P<last>$))"
)
_NAMED: Final = compile_late(
    r"(?:附件|附表|附图|[图表号第路街巷版式前届年月日周时点至自从双令群室]|示例|号码|电话|手机|邮编|邮政编码|传真|热线"
    r"|编码|代码|密码|(?<!结)转|星期|类型|模块|方案|步骤|阶段|版本|微信号|问题|措施|任务|指标|单元|房间|工位"
    r"|(?:访问|点击|浏览|阅读)[量次数]{1,2}[:：])[:：]?\s{0,3}$"
)
_BRACKETED: Final = compile_late(r"([\u4e00-\u9fff])[（(]\s?$")
_COUNTED: Final = compile_late(
    r"(?:数量|总数|总量|条数|件数|篇数|份数|人次数)(?:分别)?(?:共计|共|为|是|达)?[:：]?\s?$"
)
_GREAT: Final = compile_late(r"大(?:板块|专栏|栏目|专题|领域|模块)")
_GOES_ON: Final = compile_late(r"[\u4e00-\u9fff](?<![年月日号时点])")
# 文件46会议信息42、: what is counted by the piece, its figure, the next such thing with its own.
_THING: Final = compile_late(
    r"(?:信息|文件|动态|公告|公报|公示|通知|规章|法规|简报|稿件|文章|图解|解读|视频|微博|微信|网站|公众号|客户端|平台|栏目|专栏|政策|建议|提案|申请|会议)\s?$"
)
_NEXT_THING: Final = compile_late(
    r"\s?(?![审校星强比号至到季层型维端网级线码代届版天日月年时分点多大个双单人])[\u4e00-\u9fff][\u4e00-\u9fff、“”（）]{1,24}?"
    r"(?<![第了约共近超计逾为达前])\s?(?!(?:19|20)[0-9]{2}(?:年|[\u4e00-\u9fff]))[0-9]{1,6}(?![0-9.年月日号时点:：-])"
)
# 统计期限202311日到1231: a date that lost its characters.
_DATED: Final = compile_late(
    r"(?:期限|时限|日期|时间|截[至止])[为是]?[:：]?[0-9年月日自从至到起\s—～~-]{0,16}$"
)
_AFTER_BRACKET: Final = compile_late(r"\s?[）)]\s?[，。；、,;]")
_AFTER_FIGURE: Final = compile_late(r"[0-9]\s?[、，,和及]\s?$")
_SCALED: Final = frozenset(("万余", "万多", "万+", "千余", "千多", "百余", "百多"))
_HOTLINES: Final = frozenset({110, 119, 120, 122, 12309, 12315, 12333, 12345, 12348, 12388})
_RATE: Final = compile_late(r"(?:分|率|额|费|为|达|值|比)\s?$")
_OPEN_BRACKET: Final = compile_late(r"[（(][^（()）]{0,40}$")
_STOP: Final = compile_late(r"[，。；：,;:]")


def follows_word(before: str) -> bool:
    """Whether a figure may count there: behind a word, and none that a number names (附件1)."""
    return _BARE_LEFT.search(before) is not None and _NAMED.search(before) is None


def is_year(text: str, start: int, end: int) -> bool:
    return _YEAR.fullmatch(text, start, end) is not None


def read_glued(text: str, numeral: FoundNumeral, before: str) -> FoundNumeral | None:
    """不予处理32024年: the figure that is run together with the year behind it; ``before`` is what
    stands before the numeral."""
    start = numeral.start
    glued = _GLUED_YEAR.fullmatch(text, start, numeral.end)
    if (
        glued is None
        or not _YEAR_WORD.match(text, numeral.end)
        or is_year(text, *glued.span(1))
        or not follows_word(before)
    ):
        return None
    end = glued.end(1)
    return FoundNumeral(start, end, int(glued[1]), False, numeral.numeral, end)


def has_lost_unit(text: str, numeral: FoundNumeral, before: str) -> bool:
    """260余。 数量304， 申请87分别为: whether a figure without a unit counts all the same."""
    start, end, value = numeral.start, numeral.end, numeral.value
    right = _BARE_RIGHT.match(text, end)
    if bracketed := _BRACKETED.search(before) if _AFTER_BRACKET.match(text, end) else None:
        before = before[: bracketed.end(1)]
    elif not _BARE_LEFT.search(before):
        listed = _AFTER_FIGURE.search(before) and SHARED.search(text, max(0, start - 48), start)
        if not listed:
            return False
    if _NAMED.search(before) or _TIED_RIGHT.match(text, end) or value in _HOTLINES:
        return False
    digits = numeral.figure_end - start - text.count(",", start, end)
    if digits > 3 and _DATED.search(before):
        return False
    if text[end - 1] in "万亿" or text[end - 2 : end] in _SCALED:
        return True
    if digits > 6:
        return False
    if right is None:
        return _runs_on(text, numeral, before)
    if not numeral.approximate and is_year(text, start, end):
        return False
    if isinstance(value, float) and not _RATE.search(before):
        return False
    if right["closing"] and not bracketed:
        return _OPEN_BRACKET.search(text, max(0, start - 48), start) is not None
    if right["item"]:
        return value >= 10
    ends_alone = right["last"] is not None and not _COUNTED.search(before)
    return not ends_alone or _STOP.search(text, 0, start) is not None


def _runs_on(text: str, numeral: FoundNumeral, before: str) -> bool:
    """发布信息数量304利用公开栏…: what it counts says that it does, and no stop stands behind; or
    the noun itself is counted (12大板块), or a list goes on (文件46会议信息42)."""
    if isinstance(numeral.value, float):
        return False
    counted = _COUNTED.search(before) and _GOES_ON.match(text, numeral.end)
    great = counted or _GREAT.match(text, numeral.end)
    if great or is_year(text, numeral.start, numeral.end) or not _THING.search(before):
        return great is not None
    return _NEXT_THING.match(text, numeral.end) is not None
