"""Sentences read as statements: which fact of the tables they give, of how many, how plainly.

"受理 3119 件，答复 3050 件（含上年结转 34 件，另有 103 件顺延）" is four statements: handled
3119, answered 3050, carried in 34, carried out 103. A figure whose words are not all understood
states nothing: what is left unread can only cost a finding, what is misread would invent one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from review.absences import read_absences
from review.decisions import read_decision, read_fee
from review.facts import (
    ABOUT_DISCLOSURE,
    CARRIED_IN,
    CHANNEL,
    Fact,
    Statement,
    Topic,
    drop_actor,
    find_leftover,
    is_one_channel,
    is_one_kind,
    last_topic,
    list_topics,
    read_carry_over,
)
from review.scopes import Scope
from review.sentences import Figure, Passage, read_passages

_WORTH_READING: Final = re.compile(
    r"申请|复议|诉讼|应诉|起诉|规范性文件|规章|行政许可|行政处罚|行政强制|收费|结转|转结|顺延|"
    r"答复|办结"
    r"|予以?公开|部分公开|无法提供|不予处理|其他处理|现行有效|收到"
)
_OPENS_REQUESTS: Final = re.compile(
    r"依申请|申请公开|信息(?:公开)?的?申请|公开申请|收到和处理|申请情况"
)
_HEADS_REQUESTS: Final = re.compile(
    r"(?:^|[，,；;])[\s\d一二三四五六七八九十是第.、:：]*(?:政府信息)?依申请公开(?:政府信息)?"
    r"(?:办理)?(?:工作|申请)?(?:办理)?(?:情况|方面)?[，,:：\s]*$"
)
_OPENS_DISPUTES: Final = re.compile(r"复议|诉讼")
_UNITS: Final = frozenset(
    ("", "元", "件", "条", "次", "份", "宗", "项", "个", "起", "例", "件次", "人次", "笔")
)
_BREAK: Final = re.compile(r"[，,；;]")
_NEXT: Final = re.compile(r"[，,；;、。]")

_DILIGENCE: Final = re.compile(
    r"全[部年]|年内|依法依规|依规|依法|按时限|按时|按期|如期|及时|按照?规定|按照?要求|法定|规定|时限|期限|"
    r"时间|内|在|予以|给予"
    r"|作出|做出|完成|完毕|截至|截止|目前|年底|\d{4} ?年度?|\d{1,2} ?[月日]|底|办理|处理|受理|"
    r"答复|回复|办结|办复|进行|严格|我|本"
    r"|[局委办厅镇乡]|街道|机关|单位|率|规范|妥善|本年|当年|年|另|还|也|后|至"
)
_COMPARING: Final = re.compile(
    r"较|比|同期|环比|增长|增加|增幅|减少|下降|上升|降低|多出|少于|占|平均|每|各(?!类|种)|不足|以上"
)
_COMPARED: Final = re.compile(r"[较比][^，,；;]{0,8}$")
_VERB: Final = re.compile(
    r"(?P<received>新收到?|收到|接到|接收到?|收悉)|(?P<answered>答复|办结|办复|回复)"
    r"|(?P<handled>受理|办理|处理)"
)
_UNDONE: Final = re.compile(
    r"(?:未|没有|没|无|不予|不|逾期|超期|延期|延长|拟|应|待|当场|当面|口头|电话|仅|只|可|能|"
    r"再次)(?:予|能|再|曾)?$"
)
_OUTCOMES: Final = re.compile(
    r"(?P<not_handled__petition>信访、?举报、?投诉类(?:申请)?)|"
    r"(?P<not_handled__repeat>(?<!大量反复)重复申请)"
    r"|(?P<refused__state_secret>属于国家秘密)|(?P<refused__security_stability>三安全一稳定)"
    r"|(?P<refused__third_party>保护第三方合法权益)|(?P<refused__internal_affairs>三类内部事务信息)"
    r"|(?P<refused__deliberative>四类过程性信息)|(?P<refused__enforcement_file>属于行政执法案卷)"
    r"|(?P<refused__statutory_inquiry>属于行政查询事项)"
    r"|(?P<unable__not_held>本机关不掌握(?:相关政府信息)?)|"
    r"(?P<unable__needs_creation>没有现成信息需要另行制作)"
    r"|(?P<unable__unclear>补正后申请内容仍不明确)"
    r"|(?P<refused>不予公开)|(?P<disclosed>(?<!不)予以公开)|(?P<partial>部分公开)|"
    r"(?P<unable>无法提供)"
    r"|(?P<not_handled>不予处理)|(?P<other>其他处理)"
)
_DISPUTE_DETAILS: Final = re.compile(
    r"(?P<upheld>结果维持|维持)|(?P<corrected>结果纠正|纠正|纠错|败诉)|(?P<other>其他结果)|"
    r"(?P<pending>尚未审结)"
)
_DISPUTE_FILLER: Final = re.compile(
    r"政府信息公开|信息公开|政务公开|行政|复议|诉讼|应诉|案件|案|申请|数量|情况|因|发生|产生|出现|"
    r"引发|引起|引致|导致"
    r"|涉及|被|提起|提出|不服|答复|而|工作|新增|收到|接到|结果|予以|其中|未经|直接|起诉|后|得到|"
    r"裁决|判决|决定|类"
)
_DISPUTE_ACTED: Final = re.compile(
    r"办理|审理|(?<!未)审结|办结|受理|代理|出庭|参加|调解|结转|指导|一审|二审|再审|上年|撤回|撤销|"
    r"驳回|胜诉|化解|监督|规范"
)


def read_statements(text: str, scope: Scope, opening: str = "") -> tuple[Statement, ...]:
    """The statements of a paragraph about the scope's own body and year.

    ``opening`` is the heading it stands under, which tells what a bare "收到 3 件" speaks of."""
    if not _WORTH_READING.search(text):
        return ()
    opened: Topic | None = None
    if _OPENS_DISPUTES.search(opening):
        opened = "both"
    elif _OPENS_REQUESTS.search(opening):
        opened = "requests"
    # a bare 申请 may be one for a licence, where the paragraph speaks of no other
    bare: Topic = "requests" if _OPENS_REQUESTS.search(opening + text) else "foreign"
    informed = bool(ABOUT_DISCLOSURE.search(opening))
    found: list[Statement] = []
    topic = opened
    grounded = opened == "requests"
    for passage in read_passages(text):
        if topic is None and not _WORTH_READING.search(passage.text):
            continue
        topics = list_topics(passage.text, bare)
        context = _Context(scope, topic, bare, informed, grounded)
        told = tuple(_read_figures(passage, topics, context))
        found += told
        if passage.aside:
            continue
        found += read_absences(passage, scope, topic)
        # a topic lasts for one more sentence, and on while figures are told of it
        topic = last_topic(topics) or (topic if told else opened)
        grounded = opened == "requests" or bool(told or _HEADS_REQUESTS.search(passage.text))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Context:
    """What a passage speaks of before its own words say so. ``informed``: its heading names the
    disclosure of information, so that a bare 行政复议 is about it; ``grounded``: it goes on about
    requests, so that 收到 3 件 needs no object."""

    scope: Scope
    topic: Topic | None
    bare: Topic
    informed: bool
    grounded: bool


def _read_figures(
    passage: Passage, topics: Sequence[tuple[int, Topic]], context: _Context
) -> Iterator[Statement]:
    topic = context.topic
    text = passage.text
    if passage.lead:
        topic = last_topic(list_topics(passage.lead, context.bare)) or topic
    grounded = context.grounded or "申请" in passage.lead
    channels: list[Figure] = []
    whole = nested = False
    end = 0
    for n, figure in enumerate(passage.figures):
        start, end = end, figure.end
        if figure.approximate or figure.unit not in _UNITS:
            continue
        stops = [m.end() for m in _BREAK.finditer(text, start, figure.start)]
        head = text[stops[-1] if stops else start : figure.start].strip(" 、\u3000")
        said = passage.lead + text[: figure.start]
        if _COMPARING.search(head) or _COMPARED.search(said, max(0, len(said) - 10)):
            continue
        following = passage.figures[n + 1].start if n + 1 < len(passage.figures) else None
        stop = _NEXT.search(text, end, len(text) if following is None else following)
        tail = text[end : stop.start()].strip() if stop else ""
        if stop is None and following is None:
            tail = text[end:].strip()
        about = (
            last_topic([t for t in topics if end <= t[0] <= end + len(tail) + 1])
            or last_topic([t for t in topics if t[0] <= figure.start])
            or topic
        )
        read = _read_figure(figure, head, tail, about, said, context)
        if about == "requests" and read is not None:
            before = said[: len(said) - len(head)].rstrip()
            if not (grounded or "申请" in head + tail or _HEADS_REQUESTS.search(before)):
                continue
            grounded = True
        if read is None or not context.scope.covers(said):
            continue
        fact, clear = read
        # 书面申请 14 件，其中信函 7 件: what follows are parts of a channel, not more of them
        nested = nested or bool(channels and "其中" in text[start : figure.start])
        if fact in ("received", "handled"):
            if is_one_channel(head + tail):
                channels += [] if nested else [figure]
                continue
            whole = True
        elif channels and fact == "channel" and not nested:
            channels.append(figure)
        if fact == "channel":
            continue
        yield Statement(
            fact, figure.value, *passage.sentence,
            clear=clear and len(passage.figures) == 1,
            absent=figure.value == 0, unit=figure.unit, step=figure.step,
        )  # fmt: skip
    if len(channels) > 1 and not whole:
        yield Statement(
            "received", sum(figure.value for figure in channels), *passage.sentence, unit="件"
        )


def _read_figure(
    figure: Figure, head: str, tail: str, topic: Topic | None, said: str, context: _Context
) -> tuple[Fact | Literal["channel"], bool] | None:
    """The fact that a figure gives, and whether it is said plainly."""
    if figure.unit == "元":
        fee = read_fee(head)
        return (fee, False) if fee else None
    if not figure.unit and (tail or not re.search(r"(?:为|数量?|是)$", head)):
        return None
    if topic in ("review", "suit", "suit_direct", "suit_after_review", "both"):
        informed = context.informed or bool(ABOUT_DISCLOSURE.search(said))
        return _read_dispute(head, tail, topic, informed)
    if fact := read_decision(head, said):
        return fact, False
    if topic == "requests":
        return _read_request(head, tail, context.scope.year)
    return None


def _read_request(
    head: str, tail: str, year: int | None
) -> tuple[Fact | Literal["channel"], bool] | None:
    verbs = list(_VERB.finditer(head))
    receives = any(verb.lastgroup == "received" for verb in verbs)
    if not receives:
        if fact := read_carry_over(head, tail, year):
            return fact, False
        if fact := _read_outcome(head, tail):
            return fact, False
    if not verbs:
        if CHANNEL.search(head) and not find_leftover(head):
            return "channel", False
        words = drop_actor(head) + tail
        if "申请" in words and not find_leftover(words) and not is_one_kind(words):
            return "handled", False
        return None
    first, last = verbs[0], verbs[-1]
    if _UNDONE.search(head[: first.start()].rstrip()):
        return None
    between = CARRIED_IN.sub("", head[first.end() :])
    if find_leftover(_VERB.sub("", _DILIGENCE.sub("", between))):
        return None
    if find_leftover(_DILIGENCE.sub("", tail)) or is_one_kind(head[first.start() :] + tail):
        return None
    kinds = {verb.lastgroup for verb in verbs}
    if kinds == {"received"}:
        return "received", bool(ABOUT_DISCLOSURE.search(head[last.start() :] + tail))
    if kinds == {"answered"}:
        before = head[: first.start()]
        if CHANNEL.search(before) or find_leftover(_DILIGENCE.sub("", drop_actor(before))):
            return None
        return "answered", False
    return "handled", False


def _read_outcome(head: str, tail: str) -> Fact | None:
    for words in (head, tail):
        named = list(_OUTCOMES.finditer(words))
        if len(named) > 1:
            return None
        if named:
            rest = words[: named[0].start()] + words[named[0].end() :]
            if find_leftover(_DILIGENCE.sub("", rest)):
                return None
            group = named[0].lastgroup or ""
            return group.replace("__", ".")  # type: ignore[return-value]
    return None


def _read_dispute(head: str, tail: str, topic: Topic, informed: bool) -> tuple[Fact, bool] | None:
    if _DISPUTE_ACTED.search(head + tail):
        return None
    detail = _DISPUTE_DETAILS.search(head) or _DISPUTE_DETAILS.search(tail)
    words = _DISPUTE_DETAILS.sub("", head) + tail.replace(detail[0] if detail else "\0", "")
    if find_leftover(_DISPUTE_FILLER.sub("", drop_actor(words))):
        return None
    if topic == "both" or not informed:
        return None
    if detail:
        if topic not in ("review", "suit"):
            return None
        return f"{topic}.{detail.lastgroup}", False  # type: ignore[return-value]
    if not re.search(r"复议|诉讼|起诉|应诉", head + tail):
        return None
    return topic, True  # type: ignore[return-value]
