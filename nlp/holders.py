"""Whose figure it is: an area (全市), a body (我局, 县法院) or a channel (“云溪发布”微信公众号).

A figure belongs to whomever its clause names; where it names none, to whomever the sentence named
before, as long as it goes on about the same (公开信息12条，其中网站8条；全县受理5件，答复4件).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from documents.patterns import compile_late

_REACH: Final = 160  # characters before a figure
_SENTENCE_END: Final = compile_late(r"[。；;！？!?\n]")
_SUM: Final = compile_late(r"合计|共计|总计")  # of several holders
_OPENED_ASIDE: Final = compile_late(r"[（(][^（()）]*$")
_CLOSED: Final = compile_late(r"[）)]")

# What a clause may begin with before it names anyone.
_OPENING: Final = (
    r"(?:\s|其中|[0-9一二三四五六七八九十]{1,3}[.．、)）]|[一二三四五六七八九十]是|[0-9]{4}\s?年(?:以来|度)?"
    r"|全年|今年|本年度?|年内|同时|另外?|此外|由|以及|和)*"
)
_OPENED: Final = compile_late(_OPENING)
# Verbs of this work, and what stands before them: who is named there has done it.
_DOES: Final = (
    r"(?:本年|年内|全年|共|累计|先后|均|各|已|新?收(?![费入支])|受理|办[理结]|承办|接[到听待受]|发[出布]|公[开布示]|主动公开"
    r"|[下新增]?设|聘|听取|组织|召开|举[办行]|开展|实施|编|印发|制[定发作]|出台|作出|答复|下?辖|研究|邀请|推送|提出"
    r"|采用|采纳|刊[登发]|审理|通报|交办|转办|反馈|学习|日常|[张刊]|报送|处理|查处|更新|转发|播|摸排|审议)"
)
_ACTS: Final = compile_late(_DOES)
_BODY: Final = compile_late(
    rf"{_OPENING}(?P<body>(?![不非未每向对与为将把在按就被通利依会从给和及])[^，。；：、\s0-9]{{0,14}}?"
    r"(?:各级(?:行政)?机关|政府(?:系统|及其办公室)?|办公室|[镇区县市省]?[局委办]|党组|中心组|纪工?委|复议机构"
    r"|法院|检察院|常委会|委员会|管委会|海事处|管理处|派出所|司法所|税务所|[支大总]队|医院|学校|学院|大学|科协|残联|妇联|工会|协会|林场|农场|景区|园区|开发区|人大代表|人大|政协|纪委监委|监委|纪委|融媒体中心|办事处|乡镇(?:（街道）)?|街道|镇街|镇|乡|村(?:（社区）)?|社区|执法队|中心|系统|机关|单位|部门|会议|办公会)"
    rf"(?={_DOES}))"
)
# 其中区本级75件，街道53件: nothing but a body before the figure.
_BARE_BODY: Final = compile_late(
    rf"{_OPENING}(?P<body>[各省市州县区镇乡直属级下局]{{0,5}}(?:部门|乡镇（街道）|乡镇|镇街|街道办?|镇|乡|村|社区|单位|本级|机关|学校|医院|分局)"
    r"|(?:(?!召开|列席|参加|邀请|举[办行]|开展)[^，。；：\s0-9]){0,20}(?:会议|办公会|常务会|党[委组]会)(?:先后|累计|共|已)?)$"
)
_OF_WORK: Final = frozenset("条件次宗份篇期起批")
_BARE_ENDS: Final = frozenset("门乡）镇道办村区位级关校院局会后计共已")
_STOPS: Final = frozenset("，。；：、,;:（( ")
# The clause of 乡镇（街道）受理3件 begins before its bracket.
_SHORT_ASIDE: Final = compile_late(
    r"(?P<words>[^，。；：、\s（()）]{1,12}[（(][\u4e00-\u9fff]{1,4}[）)])$"
)
_AREA: Final = compile_late(
    r"全(?:[省市县区州旗盟镇乡局村校院厅委办]|街道|系统)(?![面力程文年体]|覆盖|部)"
    r"(?:各级(?:行政机关|政府|部门)|(?:政府|行政)?系统|行政机关)?"
    r"|我(?:[省市县区州旗盟镇乡局村校院厅委办]|街道)|本(?:[省市县区州旗盟镇乡局村校院厅委办]|街道)(?!公开|法|报告)"
    r"|本(?<!属于本)(?<![非向对属]本)(?:机关|单位|部门)(?!不|政府信息|其他|职责)"
    r"|本级(?:及各区、部门)?|辖区内?|乡村两级"
)
_OF_LEVEL: Final = compile_late(r"(?:(?!其中)[\u4e00-\u9fff]){0,5}[省市县区州旗镇乡道室府]$")
# 举办全市培训班1期 tells whom it was for; 组织全市42家部门 whose the 42 are.
_ATTRIBUTE: Final = compile_late(
    r"举[办行]|组织|开展|召开|参[加与]|纳入|列入|围绕|印发|制定|接受|覆盖|链接|位[列居]|排名|对|就|向|使|为|将|把"
)
_CHANNEL: Final = compile_late(
    r"(?:门户网站?|政府网站?|信息网|校园网|官网|网页|网站|公众号|服务号|订阅号|视频号|抖音号?|微博|微信群?|居民群|村民群|业主群"
    r"|头条号?|快手|客户端|APP|平台|专栏|栏目|频道|(?:公示|公开|公告|宣传)栏目?|橱窗|子屏|示屏|D屏|大屏|村村响”?(?:广播)?|广播|喇叭"
    r"|电视台|日报|(?<=政府)公报|热线|信箱|短视频|矩阵|查阅[点处]|查阅场所|识库|据库|件库|新媒体"
    r"|其[他它](?:渠道|方式|形式|途径|媒体|平台))"
    r"(?!建|管|维|运|整|改|检|培|迁|功|安|监|方|情|工|内容|[上的]?栏目|[上的]?频道|[上的]?专栏)"
    r"(?:“[^”]{1,12}”|等(?:平台|渠道|媒体|载体)?|(?:[、和及与](?:公共)?(?:图书馆|档案馆|查阅点))+)?"
)
_BY_MEANS: Final = compile_late(r".*(?:通过|依托|利用|借助|经由)", re.DOTALL)
_THROUGH: Final = compile_late(r".*(?:通过|依托|利用|借助|经由|[在于从由](?![线建]))", re.DOTALL)
# A channel that something is done to is no source of figures (更新栏目30个, 编印公报6期).
_MADE: Final = compile_late(
    r"更换|更新|设[立置有]?|开[设通]|建[成立设]|整[合改]|关停|注销|清理|撤并|合并|新增|增设|改版|维护|运营|升级"
    r"|打造|纳入|列入|加强|优化|完善|为|对|将|把|检查|抽查|围绕|制[发作]|编[印发]|印[发制]|办理|收到|回复|参加"
    r"|发放|链接|出版|上线|推出"
)
# Of these there is a number of channels, not what a channel tells.
_PIECES: Final = frozenset("个家处块种台名部套类面档㎡")
# Whoever tells of readers has a channel in mind.
_AUDIENCE: Final = compile_late("粉丝|关注|阅读|播放|点击|浏览|访问|订阅|点赞|推文|预约")


@dataclass(frozen=True, slots=True)
class Told:
    """Whom a sentence has named so far: an area or body, and a channel.

    ``lasting`` where the channel is what the sentence is about (公众号推送12条，粉丝3万人) and not
    only where one thing was published; ``parts`` while that one thing is broken down. ``span`` is
    the name's place where the figure's own clause has it."""

    holder: str | None = None
    channel: str | None = None
    lasting: bool = False
    parts: bool = False
    span: tuple[int, int] | None = None
    outside: Told | None = None
    """Within brackets, whom the sentence named before: 全市收到12件（本级3件），办结12件."""

    @property
    def scope(self) -> str | None:
        return self.channel or self.holder


NOBODY: Final = Told()


def read_holder(
    text: str, clause: int, start: int, unit: str | None, previous: int, told: Told
) -> Told:
    """Whose the figure at ``text[start]`` is, in the clause from ``clause``; ``told`` is what the
    count before it, which ends at ``previous``, was told of."""
    low = max(previous, start - _REACH)
    if ends := list(_SENTENCE_END.finditer(text, low, start)):
        low = ends[-1].end()
    if low > previous or _SUM.match(text, clause, start):
        told = NOBODY
    outside = told.outside
    if outside and _CLOSED.search(text, low, start):
        told, outside = outside, None
    if _OPENED_ASIDE.search(text, low, start):
        outside = told
    found = _find_holder(text, clause, start, unit, low, told)
    return replace(found, outside=outside) if outside else found


def _find_holder(
    text: str, clause: int, start: int, unit: str | None, low: int, told: Told
) -> Told:
    if channel := _find_channel(text, clause, start, unit, low):
        begin, end = channel
        area = _find_area(text, low, begin)
        holder = text[slice(*area)] if area else told.holder
        through = _THROUGH.match(text, clause, begin)
        return Told(holder, text[begin:end], through is None, span=channel)
    if (
        told.channel is None
        and _AUDIENCE.search(text, clause, start)
        and (channel := _find_last_channel(text, low, clause, made=True))
    ):
        return Told(told.holder, text[slice(*channel)], True)
    begin = clause
    if begin > low and text[begin - 1] in "）)":
        aside = _SHORT_ASIDE.search(text, max(low, clause - 20), clause)
        begin = aside.start("words") if aside else clause
    # 全县32个部门共发布信息1402条: the body is what the count before it counts.
    counted = begin == low > 0 and text[low - 1] not in _STOPS and text[low - 1] not in "！？!?\n"
    if not counted and (body := _BODY.match(text, begin, start)):
        return Told(body["body"], span=body.span("body"))
    bare = text[start - 1] in _BARE_ENDS and (unit is None or unit[0] in _OF_WORK)
    if bare and (body := _BARE_BODY.match(text, begin, start)):
        return Told(body["body"], span=body.span("body"))
    if area := _find_area(text, low, start):
        return Told(text[slice(*area)], span=area if area[0] >= clause else None)
    if low < clause and told is NOBODY and (subject := _BODY.match(text, low, clause)):
        return Told(subject["body"])
    parts = "其中" in text[low:start] or (told.parts and not _ACTS.match(text, clause))
    if told.channel and (told.lasting or parts):
        return Told(told.holder, told.channel, told.lasting, parts)
    return Told(told.holder)


def _find_channel(
    text: str, clause: int, start: int, unit: str | None, low: int
) -> tuple[int, int] | None:
    found = _find_last_channel(text, clause, start)
    if found is None:
        if clause > low and text[clause - 1] in "，,":
            # 依托区政府信息公开平台，公开信息12条
            before = max(low, text.rfind("，", low, clause - 1) + 1)
            if means := _BY_MEANS.match(text, before, clause - 1):
                return _find_last_channel(text, means.end(), clause - 1)
        return None
    pieces = unit is not None and unit[0] in _PIECES
    return None if pieces and not _THROUGH.match(text, clause, found[0]) else found


def _find_last_channel(
    text: str, low: int, high: int, *, made: bool = False
) -> tuple[int, int] | None:
    """The last channel named; one that something is done to only where ``made`` says so."""
    channels = list(_CHANNEL.finditer(text, low, high))
    if not channels:
        return None
    begin, end = channels[-1].span()
    through = _THROUGH.match(text, low, begin)
    first = through.end() if through else low
    if not made and _MADE.search(text, first, begin):
        return None
    opening = _OPENED.match(text, first, begin)
    first = opening.end() if opening else first
    quoted = text.startswith("”", end) and "“" in text[first:end]
    return first, end + quoted


def _find_area(text: str, low: int, start: int) -> tuple[int, int] | None:
    """The last area or body that is no attribute of something else."""
    found = None
    for area in _AREA.finditer(text, low, start):
        begin, end = area.span()
        if end == start or not _ATTRIBUTE.search(text, max(low, begin - 8), begin):
            level = area[0].startswith("本级") and _OF_LEVEL.search(
                text, max(low, begin - 6), begin
            )
            found = (level.start() if level else begin), end
    return found
