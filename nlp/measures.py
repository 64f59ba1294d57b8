"""What a count counts (公开信息, 办结率) and whose figure it is (全市, 本级)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_REACH: Final = 80  # characters before a figure
_CLAUSE_STOP: Final = re.compile(r".*[，。；：！？、,;:!?（(）)\n]", re.DOTALL)
_SENTENCE_STOP: Final = re.compile(r".*[。；;！？!?\n]", re.DOTALL)
_SCOPE: Final = re.compile(
    r"[全我](?:[省市县区州旗盟镇乡局村校院厅委办]|街道)|全系统|全街道|[省市县区州旗镇乡]?本级"
    r"|本(?:机关|单位|部门|街道|[省市县区州镇乡局院厅委办])"
    r"|各(?:级|部门|单位|乡镇|镇街|街道|镇|乡|县区|地区?|科室)(?:各?(?:部门|单位|乡镇|街道))?"
    r"|辖区内?|乡村两级"
)
_OPEN_BRACKET: Final = re.compile(r".*[（(]", re.DOTALL)
# 累计公开信息144条 counts 公开信息: what says when, where, how and by whom is no part of it.
_CIRCUMSTANCE: Final = re.compile(
    r".*(?:累计|共计|总计|合计|总共|一共|[^公一]共有?(?![享同建治性识])|等(?:多种|各种)?(?:形式|方式|渠道|途径|平台|载体))(?=.)"
)
_OPENING: Final = re.compile(
    r"(?:其中|[0-9]{1,2}[.．、)）]|截[至止][0-9年月日\s]{0,14}[底末]?|目前|[0-9]{4}\s?年(?:以来|度|来)?"
    r"|[一二三四五六七八九十]是|[0-9]{1,2}(?:[-—~～至到][0-9]{1,2})?月(?:[0-9]{1,2}日)?[底份前]?|全年度?|本年度?|年度?内"
    r"|今年(?:以来)?|同时|此外|另外?|并且?|已|累计|共计|总计|合计|总共|一共|共有?|均|各(?!项|类)|分别"
    r"|先后|继续|通过|依托|利用|对外|[全我本](?:[省市县区州镇乡局院厅委办]|街道)"
    r"|本(?:机关|单位|部门|级)|[市县区]本级|[在于含有对将与和及近超逾因—–~～-]|约(?!谈)|为(?!民)|\s)++"
)
_CLOSING: Final = re.compile(
    r"(?:累计|总计|合计|共计|分别|达到|高达|多达|数量|总数|总量|(?<!文)件数|条数|超过|将近|不少于|人民币"
    r"|(?<!行)为|(?<![下传转送表])达|(?<![预签节合])约|(?<!附)近|(?<![审统设会])计|(?<![收接])到|[超逾共有是了至各余仅的由]|(?<!平)均|[:：]|\s)++$"
)
_OBJECT: Final = re.compile(r"\s?的?(?P<noun>[“]?[\u4e00-\u9fff]{1,20}”?)")
# What stands behind the unit and is no noun that it could count. A verb there still tells what
# happened to them, where nothing stands before: 另有103件顺延到下年度.
_NEVER_OBJECT: Final = re.compile(
    r"\s?(?:其中|分别|同比|环比|较|比|占|均|全部|都|已|并|共|涉及|包括|包含|以[上下内]|左右|和|及|与|至|到|次"
    r"|[增减升降]|上升|下降|为|被|在|由)"
)
_VERB: Final = re.compile(
    r"\s?(?:予以|进行|参[加与]|用于|顺延|结转|转|办结|答复|回复|公开|发布|组成|撤回|维持|纠正)"
)


# 自然人、法人申请分别为5件和3件: which is whose takes more than the words beside the figure.
_RESPECTIVELY: Final = re.compile(r"(?:分别|依次)[为是有达共]?\s?$")


@dataclass(frozen=True, slots=True)
class Measure:
    """``text[start:end]`` are the words the figure stands in, the figure and its unit included."""

    start: int
    end: int
    measure: str | None
    scope: str | None


def read_measure(text: str, start: int, end: int, previous: int) -> Measure:
    """What the figure at ``text[start:end]`` counts; ``previous`` is where the count before it
    ends. The noun stands behind the figure (1条权责清单), before it (机构职能27条), or in the
    clause before, where the figure opens its own (公开栏（1个）, 信息公开情况:40条)."""
    scope = _read_scope(text, start)
    clause = _find_start(_CLAUSE_STOP, text, start, previous)
    while clause < start and text[clause].isspace():
        clause += 1
    if text.count("”", clause, start) > text.count("“", clause, start):
        clause = max(text.rfind("“", max(previous, clause - 20), clause), previous)
    if _RESPECTIVELY.search(text, clause, start):
        return Measure(clause, end, None, scope)
    left = _strip(text[clause:start])
    behind = None if _NEVER_OBJECT.match(text, end) else _OBJECT.match(text, end)
    if behind is not None and not (left and _VERB.match(text, end)):
        return Measure(clause, behind.end(), behind["noun"].strip("“”"), scope)
    if not left and clause > 0 and text[clause - 1] in "）)":
        # 公开信息数（不同渠道计1条）112条: what the bracket explains stands before it.
        opening = _OPEN_BRACKET.match(text, max(0, clause - _REACH), clause)
        clause, previous = (opening.end(), 0) if opening else (clause, previous)
    if not left and clause > previous and text[clause - 1] not in "。；;！？!?\n":
        earlier = _find_start(_CLAUSE_STOP, text, clause - 1, previous)
        if noun := _strip(text[earlier : clause - 1]):
            return Measure(earlier, end, noun, scope)
    return Measure(clause, end, left or None, scope)


def _find_start(stop: re.Pattern[str], text: str, before: int, at_least: int) -> int:
    """The place behind the last stop before a place, or as far back as we look."""
    lowest = max(at_least, before - _REACH, 0)
    match = stop.match(text, lowest, max(before, lowest))
    return match.end() if match else lowest


def _strip(words: str) -> str:
    words = _CLOSING.sub("", words.strip())
    for pattern in (_CIRCUMSTANCE, _OPENING):
        if (match := pattern.match(words)) and match.end() < len(words):
            words = words[match.end() :]
    return "" if _OPENING.fullmatch(words) else words


def _read_scope(text: str, start: int) -> str | None:
    """The last word of the sentence before the figure that says whose figure it is."""
    sentence = _find_start(_SENTENCE_STOP, text, start, 0)
    scopes = _SCOPE.findall(text, sentence, start)
    return scopes[-1] if scopes else None
