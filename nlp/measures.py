"""What a count counts: 公开信息 (累计公开信息144条), 收到申请 (收到12件申请), 办结率 (办结率达99%).

It is the verb and the noun as printed, whichever side of the figure they stand on. What says when,
where, how and by whom is no part of it, nor is 累计, 共 or 约.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from documents.patterns import compile_late
from nlp.word_edges import find_word

_REACH: Final = 80  # characters before a figure
_LONG: Final = 24  # of a longer list only its verb and its last item are told
_CLAUSE_STOP: Final = compile_late(r".*[，。；：！？,;:!?（(）)<>\n]", re.DOTALL)
_OPEN_BRACKET: Final = compile_late(r".*[（(]", re.DOTALL)
_CIRCUMSTANCE: Final = compile_late(
    r".*(?:等(?:事项|领域|方面|话题|内容)(?=公开|发布|参加|开展|组织)|引发(?=行政|复议|诉讼)|.(?=被(?:申请(?!人)|提起))|累计|共计|总计|合计|总共|一共|[^公一]共有?(?![享同建治性识])|(?:等(?:多种|各种)?|[各多]种)(?:形式|方式|渠道|途径|平台|载体))(?=.)"
)
_OPENING: Final = compile_late(
    r"(?:其中|[0-9]{1,2}[.．、)）]|[一二三四五六七八九十]、|截[至止][0-9年月日\s]{0,14}[底末]?|目前|[0-9]{4}\s?年(?:以来|度|来|[末底初])?|近年来|近期"
    r"|[一二三四五六七八九十]是|[0-9]{1,2}(?:[-—~～至到][0-9]{1,2})?月(?:[0-9]{1,2}日)?[底份前]?|全年度?|本年度?|年度?内"
    r"|今年(?:以来)?|同时|此外|另外?|并且?|已|累计|共计|总计|合计|总共|一共|共有?|均|各(?!项|类|级)|分别|我们|还|也|则"
    r"|先后|继续|平时|当[日年月]|现场|首次|第?[一二三四1-4](?:、[一二三四])?季度|[上下]半年|每[年月周季半][年度月]?|[年日月]均|[仅即]|通过|依托|利用|对外|[全我本](?:[省市县区州镇乡局院厅委办]|街道)"
    r"|本(?:机关|单位|部门|级)|[市县区]本级|在(?![岗编建])|[于含有对将与和及近超逾因由—–~～、-]|(?:包括|包含)了?(?!在)|[中上里](?=主动|公开|发布|公[布示]|更新|推送|刊[登发]|[累共总合]计|$)|约(?!谈)|为(?!民)|\s)++"
)
_CLOSING: Final = compile_late(
    r"(?:累计|总计|合计|共计|分别|达到|高达|多达|总?数量|总数|总量|(?<!文)件数|条数|超过|突破|将近|不少于|不低于|人民币|为期|历时|[日月年人]均"
    r"|(?<!行)为|(?<![下传转送表])达|(?<![预签节合])约|(?<!附)近|(?<![审统设会])计|(?<![收接])到|一共|[超逾共有是了至各仅的由]|(?<!其)余|(?<!平)均|^占|[:：、]|\s)++$"
)
_NOUN: Final = compile_late(
    r"\s?的?(?:大(?=板块|专栏|栏目|专题|领域|模块))?(?P<noun>[“]?[\u4e00-\u9fff]{1,20}(?:”|（[\u4e00-\u9fff]{1,4}）(?=[，、。；\u4e00-\u9fff]))?)"
)
# Where the noun behind a figure ends: 1名副局长具体分管, 41人列席会议.
_PREDICATE: Final = compile_late(
    r"(?<=..)(?:具体|[一二三四五]是|负责|进行|开展|集中|参[加与观]|列席|担任|分管|专[职门]|作(?!品|者|出)|实地|点名|写明|系统(?=梳理|推进|展示|归集)|试点|讲解|合并|[每按在从对向将用]|均|全部|都|已|被|由|为|并|的|提出|答复|办结|公开(?![栏专申工信事目指平内情规制条培标]))"
)
# What stands behind the unit and is no noun that it could count.
_NEVER_OBJECT: Final = compile_late(
    r"\s?(?:其中|分别|同比|环比|较|比|占|涉及|包括|包含|以[上下内]|左右|和|及|与|至|到|次|中|等|当[月日年场]"
    r"|[增减升降]|上升|下降|都|并|共|由|其余)"
)
# A verb there tells what happened to them, where nothing stands before: 另有103件顺延到下年度.
_VERB: Final = compile_late(
    r"\s?(?:予以|进行|参[加与观]|列席|担任|用于|顺延|结转|转|办结|答复|回复|公开|发布|组成|撤回|维持|纠正|被|为|系|已|均|全部|未|不|告知"
    r"|因|在|列入|纳入|获|受|胜诉|败诉|终止|驳回|要求|当)"
)
_WEAK_VERB: Final = compile_late(r"\s?(?:已经?|均|全部|都|为|系|是|则)+")
# 收到12件申请: of these verbs the noun behind the figure is the object.
_VERBS: Final = (
    "收到|受理|接到|接待|接听|办理|办结|答复|处理|查处|回应|解答|解决|召开|举办|组织|开展|发布|公开|公布|公示|制作|制定|出台|印发|编发"
    "|发放|张贴|推送|转发|报送|更新|录入|设立|设置|[增新开]设|建成|建立|配备|安排|确定|明确|指定|聘请|选聘|聘任|招募|邀请|选取|抽[查取]|覆盖|涉及"
    "|细化|梳理|清理|删除|关停|注销|整改|完成|推出|推行|形成|采纳|吸收|征集|收集|收取|举行|发出|制发|废止|修订|任命|组建|约谈|通报|走访|服务|辖|设"
    "|[增减]|新增|提供|承办|参加|培训|发现|拆除|调整|精简|保留|下架|下发|印制|划定|建设|引入|配|引进|派出|抽调"
)
_TRANSITIVE: Final = compile_late(rf"(?:{_VERBS})了?$")
_TRANSITIVE_FIRST: Final = compile_late(rf"(?:{_VERBS})了?")
_VERBAL: Final = compile_late(
    rf"(?:{_VERBS}|解读|宣布|转办|撤回|维持|纠正|驳回|终止|部分|予以|不|回复|播放|关注|点击|举报|推文|粉丝|网上|当面|线[上下])"
)
_REST: Final = compile_late(r"(?:其余|余下|另|剩余|其他|(?:处理|办理|答复)?结果|.*的)$")
# 由1900人增加到7300人: the second figure counts what the first does.
_ENDPOINT: Final = compile_late(
    r"\s?(?:增加|减少|上升|下降|提高|降低|调整|整合|精简|压缩|缩短|扩大|增长|合并|[增减升降变扩])(?:到|至|为|成)(?:[0-9]{4}\s?年度?的?)?"
)
_OF_BEFORE: Final = compile_late(r"[、和及与]\s?$|^(?:方面|领域|大类|门类|部分|板块|环节)$")
# 比2021年（152条）增加34条: what the figure before counts, a year earlier.
_COMPARED: Final = compile_late(
    r"[，,]?\s?(?:比|较|而)?(?:[0-9]{4}\s?年度?|上年度?|去年|前年|上一?年度?)(?:同期)?的?[（(]?\s?"
)
_LEADS_ON: Final = compile_late(r"[对向在到进给于及和与有的等含选]\s?$")
_FROM: Final = compile_late(r"[由从](?:[0-9]{4}\s?年度?|去年|上一?年度?|原来)?的?$")
_NAMES: Final = compile_late("[、和及与]")
# Verbs that a list may share, alone or one after the other (组织办理); of others the compound is a
# noun as often as not: 建设项目, 服务指南, 组织机构.
_SHARED: Final = compile_late(
    rf"(?!建设|服务|公开(?:指南|目录|制度|年报|栏|平台))(?:{_VERBS})(?:(?!建设|服务)(?:{_VERBS}))?了?"
)
_JOINS: Final = compile_late(r"\s?[0-9]")
_RESPECTIVELY: Final = compile_late(r"(?:分别|依次)[为是有达共]?\s?$")


@dataclass(frozen=True, slots=True)
class Context:
    """``previous`` is where the count before ends and ``before`` what it counts, ``holder`` the
    place of the words that say whose the figure is; ``pieces`` where its unit is one of things
    and persons (家, 名), whose name follows; ``listed`` where nothing but 、 stands between it and
    the count before."""

    previous: int
    before: str | None
    holder: tuple[int, int] | None
    pieces: bool
    listed: bool


@dataclass(frozen=True, slots=True)
class Measure:
    """``text[start:end]`` are the words the figure stands in, the figure and its unit included."""

    start: int
    end: int
    measure: str | None
    names: tuple[str, ...] = ()
    """What several figures count one after the other (自然人、法人分别为5件和3件)."""


def find_clause(text: str, start: int, previous: int) -> int:
    """Where the clause of a figure begins: behind the last stop, or behind the count before it."""
    clause = _find_stop(text, start, previous)
    while clause < start and (
        text[clause].isspace() or (0 < clause == previous and text[clause] in "、和及")
    ):
        clause += 1
    if text.count("”", clause, start) > text.count("“", clause, start):
        clause = max(text.rfind("“", max(previous, clause - 20), clause), previous)
    return clause


def read_measure(text: str, clause: int, start: int, end: int, context: Context) -> Measure:
    """What the figure at ``text[start:end]`` counts, in the clause from ``clause``.

    The noun stands before the figure (机构职能27条), behind it (1条权责清单), or in the clause
    before, where the figure opens its own (公开栏（1个）, 信息公开情况:40条)."""
    previous, before = context.previous, context.before
    words = text[clause:start]
    if together := _RESPECTIVELY.search(words):
        names = tuple(_NAMES.split(_strip(words[: together.start()])))
        return Measure(clause, end, None, names)
    if before and (_ENDPOINT.fullmatch(words) or _COMPARED.fullmatch(text, previous, start)):
        return Measure(clause, end, before)
    if holder := context.holder:
        # 局党组听取汇报2次, 组织全市42家部门: whose it is is told apart
        words = text[clause : holder[0]] if holder[1] == start else text[holder[1] : start]
    left = _strip(words)
    if left and clause == previous > 0 and _OF_BEFORE.search(words) and _NOUN.match(text, end):
        left = words = ""  # 1件胜诉、1件在审, 5个方面18项任务: of the count before
    never = _NEVER_OBJECT.match(text, end) or _ENDPOINT.match(text, end)
    # 文件46会议信息42: behind a figure without a unit stands what the next one counts
    bare = text[end - 1].isdigit() and not text.startswith("大", end)
    behind = None if never or bare else _NOUN.match(text, end)
    if behind is not None and not _VERB.match(text, end):
        noun = behind["noun"].strip("“”")
        for predicate in _PREDICATE.finditer(noun):
            if not any(find_word(noun, edge) for edge in predicate.span()):
                noun = noun[: predicate.start()]
                break
        transitive = _TRANSITIVE.search(left, max(0, len(left) - 4))
        if (
            not left
            or transitive
            or context.pieces
            or _LEADS_ON.search(words, max(0, len(words) - 2))
        ):
            if noun.startswith("制度"):
                transitive = _TRANSITIVE_FIRST.match(left) or transitive
            head = transitive[0] if transitive else ""
            if _JOINS.match(text, behind.start("noun") + len(noun)):
                noun = noun.rstrip("和及与") or noun
            return Measure(clause, behind.start("noun") + len(noun), head + noun)
    elif behind is not None and (not left or _REST.fullmatch(left)):
        weak = _WEAK_VERB.match(text, end, behind.end())
        said = text[weak.end() if weak else end : behind.end()].strip()
        return Measure(clause, behind.end(), said or left or None)
    if not left and (holder is None or (clause > 0 and text[clause - 1] in "：:")):
        if clause > 0 and text[clause - 1] in "）)":
            # 公开信息数（不同渠道计1条）112条: what the bracket explains stands before it.
            opening = _OPEN_BRACKET.match(text, max(0, clause - _REACH), clause)
            if opening:
                clause = opening.end()
                previous = 0 if previous > clause else previous
        if clause > previous and text[clause - 1] not in "。；;！？!?\n":
            earlier = _find_stop(text, clause - 1, previous)
            if noun := _strip(text[earlier : clause - 1]):
                return Measure(earlier, end, noun)
    if left and before and context.listed and not _VERBAL.match(left):
        # 承办人大建议3件、政协提案5件: both of one verb
        shared = _SHARED.match(before)
        own = shared is None or shared.end() == len(before) or shared[0] in left
        left = ("" if own or shared is None else shared[0]) + left
    return Measure(clause, end, left or None)


def _find_stop(text: str, before: int, at_least: int) -> int:
    """The place behind the last stop before a place, or as far back as we look."""
    lowest = max(at_least, before - _REACH, 0)
    match = _CLAUSE_STOP.match(text, lowest, max(before, lowest))
    return match.end() if match else lowest


def _strip(words: str) -> str:
    words = words.strip()
    if begun := _FROM.search(words, max(0, len(words) - 8)):
        words = words[: begun.start()]
    if closing := _CLOSING.search(words, max(0, len(words) - 16)):
        torn = find_word(words, closing.start())
        words = words[: torn.end if torn else closing.start()]
    for pattern in (_CIRCUMSTANCE, _OPENING):
        if (match := pattern.match(words)) and match.end() < len(words):
            torn = find_word(words, match.end())
            words = words[torn.start if torn else match.end() :]
    if _OPENING.fullmatch(words):
        return ""
    if len(words) > _LONG and "、" in words:
        verb = _TRANSITIVE_FIRST.match(words)
        words = (verb[0] if verb else "") + words.rpartition("、")[2]
    return words
