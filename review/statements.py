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

from review.scopes import Scope
from review.sentences import Figure, Passage, read_passages

Fact = Literal[
    "received", "handled", "answered", "carried_in", "carried_out",
    "disclosed", "partial", "refused", "unable", "not_handled", "other",
    "refused.state_secret", "refused.security_stability", "refused.third_party",
    "refused.internal_affairs", "refused.deliberative", "refused.enforcement_file",
    "refused.statutory_inquiry", "unable.not_held", "unable.needs_creation", "unable.unclear",
    "not_handled.petition", "not_handled.repeat",
    "review", "review.upheld", "review.corrected", "review.other", "review.pending",
    "suit", "suit.upheld", "suit.corrected", "suit.other", "suit.pending",
    "suit_direct", "suit_after_review",
    "rules.issued", "rules.repealed", "rules.in_force",
    "normative_docs.issued", "normative_docs.repealed", "normative_docs.in_force",
    "licence", "penalty", "coercion", "fee",
]  # fmt: skip
Topic = Literal[
    "requests", "review", "suit", "suit_direct", "suit_after_review", "both", "bare", "foreign"
]

_WORTH_READING: Final = re.compile(
    r"申请|复议|诉讼|应诉|起诉|规范性文件|规章|行政许可|行政处罚|行政强制|收费|结转|转结|顺延|"
    r"答复|办结"
    r"|不?予以?公开|部分公开|无法提供|不予处理|其他处理|现行有效|收到"
)
_OPENS_REQUESTS: Final = re.compile(
    r"依申请|申请公开|信息(?:公开)?的?申请|公开申请|收到和处理|申请情况"
)
_OPENS_DISPUTES: Final = re.compile(r"复议|诉讼")
_ABOUT_DISCLOSURE: Final = re.compile(r"信息公开|政务公开|公开信息|依申请公开|申请公开|公开申请")
_TOPICS: Final = re.compile(
    r"(?P<both>复议[^\d，,]{0,4}[、和及与或][^\d，,]{0,12}?诉讼"
    r"|诉讼[^\d，,]{0,4}[、和及与或][^\d，,]{0,10}?复议)"
    r"|(?P<suit_direct>未经复议直接(?:起诉|提起(?:行政)?诉讼))"
    r"|(?P<suit_after_review>复议后(?:再)?(?:起诉|提起(?:行政)?诉讼))"
    r"|(?P<review>(?:行政)?复议)|(?P<suit>(?:行政)?诉讼|应诉)"
    r"|(?P<requests>信访、?举报、?投诉类(?:申请)?|(?:信息公开|公开信息|依申请公开|公开|依)(?:的|"
    r"类)?申请"
    r"|依申请公开|申请公开)"
    r"|(?P<bare>(?:^|(?<=[到理复结上面函件线的效人民织业众真寄网式次站台共类份转，,、\d\s]))申请)"
    r"|(?P<foreign>(?:12345|热线|来信|来访|来电|信访|咨询|问政|留言|建议|提案|议案|投诉|举报|工单|"
    r"诉求|信箱|求助"
    r"|许可|处罚|审批|救助|低保|备案|仲裁|调解|意见|舆情|便民|窗口|事项办理|办事|政务服务|解读|"
    r"发布|主动公开"
    r"|补贴|登记|贷款|认定|奖补|项目)(?:类|事项|资金|项目)?(?:申请)?)"
)
_UNITS: Final = frozenset(
    ("件", "条", "次", "份", "宗", "项", "个", "起", "例", "件次", "人次", "笔")
)
_BREAK: Final = re.compile(r"[，,；;]")
_NEXT: Final = re.compile(r"[，,；;、。]")

_CHANNELS: Final = (
    "网上|网站|网络|互联网|在线|线上|线下|信函|信件|邮寄|邮政|邮件|邮箱|当面|现场|来函|传真|窗口|"
    "电子邮件|书面|平台|微信|系统|来人|快递|上门|口头"
)
_CHANNEL: Final = re.compile(_CHANNELS)
_PERSON: Final = re.compile(r"自然人|公民|个人")
_BODY: Final = re.compile(r"法人|企业|机构|组织|单位")
_FILLER = (
    "公民|法人|其[他它]组织|社会组织|自然人|个人|企业|单位|人民群众|群众|社会公众|社会各界|公众|社会|申请人"
    "|当事人|居民|市民|村民|以及|或者|并且|和|及|与|或|、|的|之|提交|提出|递交|寄送|各类|各种|所有|有效|正式"
    "|向[我本][局委办厅镇乡机单部街中县市区省州]?(?:机关|单位|部门|道|关|位|门|心)?|对"
    "|政府|政务|信息|公开|依申请|依法|申请书|申请表|申请函|申请件|申请|事项|要求|材料|案件|件|数量|总数|总量|量|数"
    "|共有|共|总计|共计|合计|累计|总共|为|有|计|达到|达|是|通过|以|等|渠道|方式|形式|途径|门户|新|并|均|都|已经|已"
    "|了|到|于|本年度?|年度|今年|全年|情况|工作|方面|任何|相关|有关|一[件起份例条宗]|人|其中|中"
)
_PLAIN: Final = re.compile(rf"(?:{_CHANNELS}|{_FILLER}|本机关|[\s:：“”\"'·])")
_DILIGENCE: Final = re.compile(
    r"全部|依法依规|依规|依法|按时限|按时|按期|如期|及时|按照?规定|按照?要求|法定|规定|时限|期限|"
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
_CARRIED_IN: Final = re.compile(
    r"(?:(?P<year>20\d\d) ?年度?|上一?年度?|去年|往年)(?:的)?(?:政府信息公开)?(?:申请)?(?:结转|"
    r"转结|转入|顺延|遗留)"
    r"|(?:结转|转结)(?:自)?(?:(?P<year2>20\d\d) ?年度?|上一?年度?|去年)"
)
_CARRIED_OUT: Final = re.compile(
    r"(?:结转|转结|顺延|转入|延续|转)(?:至|到|入|在)?(?:(?P<year>20\d\d) ?年|下一?年|次年|明年)"
    r"|顺延(?=$|办理|答复|处理)"
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
_DOCUMENTS: Final = re.compile(
    r"^(?:.{0,24}?(?P<verb>新?制发|新?制定|废止|现行有效)(?:的)?(?:行政)?"
    r"(?P<kind>规范性文件|规章)|.{0,24}?(?:行政)?(?P<kind2>规范性文件|规章)(?P<verb2>现行有效|"
    r"废止|制发))"
    r"(?:的)?(?:件数|数量|总数)?(?:共计|共|为|合计|有)?$"
)
_NOT_DOCUMENTS: Final = re.compile(
    r"修改|修订|公开|发布|备案|审查|审核|起草|清理|报送|名义|代拟|失效|解读|公示|征求|历年|"
    r"规范性文件和|规章和|"
    r"规章、|文件、|规章及|文件及|上传|更新|党内|重大"
)
_DOCUMENTS_GO_ON: Final = re.compile(r"^(?:其中)?(废止|现行有效)(?:的)?(?:件数|数量)?(?:为|共)?$")
_DECISIONS: Final = re.compile(
    r"^.{0,24}?(?:(?:作出|做出|下达)(?:的)?行政(?P<kind>许可|处罚|强制)(?:处理)?(?:决定)?"
    r"|行政(?P<kind2>许可|处罚|强制)(?:处理)?决定)(?:书)?(?:的)?(?:数量|总数)?(?:共计|共|为|合计|"
    r"有)?$"
)
_NOT_DECISIONS: Final = re.compile(
    r"公开|公示|发布|录入|上传|归集|推送|更新|予以|不予|撤销|简易|当场|一般程序|注销|变更|延续|"
    r"其中|听证|复议"
)
_FEES: Final = re.compile(
    r"^.{0,16}?(?:收取)?行政事业性收费(?:的)?(?:总?金额|总额|收入)?(?:共计|共|为|合计|累计|达)?$"
)
_NOT_FEES: Final = re.compile(r"免|减|预算|信息处理费|罚没|项目|清单|公示|其中|降低")
_KINDS: Final[dict[str, Fact]] = {"许可": "licence", "处罚": "penalty", "强制": "coercion"}
_DOCUMENT_ROWS: Final = {"规章": "rules", "规范性文件": "normative_docs"}
_DOCUMENT_COLUMNS: Final = {
    "制发": "issued",
    "制定": "issued",
    "废止": "repealed",
    "现行有效": "in_force",
}

_NONE: Final = re.compile(r"(?:未曾?|没有|没|从未|尚未|(?<![有全毫绝])无|不存在)")
_NONE_RECEIVED: Final = re.compile(
    r"(?:(?:未曾?|没有|没|从未|尚未)(?:收到过?|接到过?|接收到?|受理|接受|发生|产生|出现)|没有|"
    r"(?<![有全毫绝])无)"
    r"(?P<mid>[^，,；;]{0,60}?)(?P<object>(?:信息公开|公开信息|公开|依)的?(?:书面)?申请(?:公开)?|"
    r"依申请公开|申请公开)"
    r"(?P<rest>[^，,；;]{0,24})$"
)
_NONE_REQUESTS: Final = re.compile(
    r"(?:(?:信息公开|公开信息|公开|依)的?申请(?:公开)?)(?:政府信息)?(?:的)?(?:件数|数量|数|量|件|"
    r"情况|事项|受理量)?"
    r"(?:均|全部|都)?(?:为|:|：|是)? ?[零无]$"
)
_NONE_DISPUTED: Final = re.compile(
    r"(?:(?:未曾?|没有|没|从未|尚未|不存在|(?<![有全毫绝])无))(?P<mid>[^，,；;]{0,60}?)"
    r"(?P<object>(?:行政)?(?:复议|诉讼|应诉))(?P<rest>[^，,；;]{0,40})$"
    r"|(?P<object2>(?:行政)?(?:复议|诉讼)(?:案件)?)(?P<rest2>[^，,；;]{0,20}?)(?:均|都|数量?|"
    r"全部)*为零(?:[件起])?$"
)
_NONE_CARRIED: Final = re.compile(
    r"(?:未|没有|无)(?:有)?(?P<mid>[^，,；;]{0,16}(?:结转|转结|顺延)[^，,；;]{0,16})$"
)
_NONE_FILLER: Final = re.compile(
    r"发生|产生|出现|收到|接到|引起|引发|引致|导致|涉及|被|因|提起|行政|复议|诉讼|应诉|案件|案|"
    r"事件|情形|现象|举报|投诉"
    r"|答复|不服|而|类|过|对|关于|起|信访|工作|情况|问题|纠纷|异议"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """``value`` of the ``fact``; ``start`` and ``end`` are its sentence in the paragraph.

    ``clear``: said with 收到 or as 行政复议/行政诉讼 N 件, of government information, and the only
    figure of its sentence. ``absent``: said in words (未收到) or as a plain 0.
    ``unit`` is the figure's, empty where words gave the value."""

    fact: Fact
    value: int | float
    start: int
    end: int
    clear: bool = False
    absent: bool = False
    unit: str = ""
    step: float = 1


def read_statements(text: str, scope: Scope, opening: str = "") -> tuple[Statement, ...]:
    """The statements of a paragraph about the scope's own body and year.

    ``opening`` is the heading it stands under, which tells what a bare "收到 3 件" speaks of."""
    if not _WORTH_READING.search(text):
        return ()
    topic: Topic | None = None
    if _OPENS_DISPUTES.search(opening):
        topic = "both"
    elif _OPENS_REQUESTS.search(opening):
        topic = "requests"
    # a bare 申请 may be one for a licence, where the paragraph speaks of no other
    bare: Topic = "requests" if _OPENS_REQUESTS.search(opening + text) else "foreign"
    found: list[Statement] = []
    for passage in read_passages(text):
        if topic is None and not _WORTH_READING.search(passage.text):
            continue
        found += _read_figures(passage, scope, topic, bare)
        if not passage.aside:
            found += _read_absences(passage, scope)
            topic = _last_topic(_list_topics(passage.text, bare)) or topic
    return tuple(found)


def _read_figures(
    passage: Passage, scope: Scope, topic: Topic | None, bare: Topic
) -> Iterator[Statement]:
    text = passage.text
    topics = _list_topics(text, bare) if passage.figures else []
    if passage.lead:
        topic = _last_topic(_list_topics(passage.lead, bare)) or topic
    channels: list[Figure] = []
    whole = False
    end = 0
    for n, figure in enumerate(passage.figures):
        start, end = end, figure.end
        if figure.approximate or (figure.unit not in _UNITS and figure.unit != "元"):
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
            _last_topic([t for t in topics if end <= t[0] <= end + len(tail) + 1])
            or _last_topic([t for t in topics if t[0] <= figure.start])
            or topic
        )
        read = _read_figure(figure, head, tail, about, said)
        if read is None or not scope.covers(said):
            continue
        fact, clear = read
        if fact in ("received", "handled"):
            if _is_one_channel(head + tail):
                channels.append(figure)
                continue
            whole = True
        elif channels and fact == "channel":
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
    figure: Figure, head: str, tail: str, topic: Topic | None, said: str
) -> tuple[Fact | Literal["channel"], bool] | None:
    """The fact that a figure gives, and whether it is said plainly."""
    if figure.unit == "元":
        fee = _FEES.match(head) and not _NOT_FEES.search(head)
        return ("fee", False) if fee else None
    if figure.unit not in _UNITS:
        return None
    if topic in ("review", "suit", "suit_direct", "suit_after_review", "both"):
        return _read_dispute(head, tail, topic, said)
    if fact := _read_decision(head, said):
        return fact, False
    if topic == "requests":
        return _read_request(head, tail, said)
    return None


def _read_request(head: str, tail: str, said: str) -> tuple[Fact | Literal["channel"], bool] | None:
    verbs = list(_VERB.finditer(head))
    receives = any(verb.lastgroup == "received" for verb in verbs)
    if not receives:
        if fact := _read_carry_over(head, tail):
            return fact, False
        if fact := _read_outcome(head, tail):
            return fact, False
    if not verbs:
        if _CHANNEL.search(head) and not _leftover(head):
            return "channel", False
        words = _actorless(head) + tail
        if "申请" in words and not _leftover(words) and not _is_one_kind(words):
            return "handled", False
        return None
    first, last = verbs[0], verbs[-1]
    if _UNDONE.search(head[: first.start()].rstrip()):
        return None
    between = _CARRIED_IN.sub("", head[first.end() :])
    if _leftover(_VERB.sub("", _DILIGENCE.sub("", between))):
        return None
    if _leftover(_DILIGENCE.sub("", tail)) or _is_one_kind(head[first.start() :] + tail):
        return None
    kinds = {verb.lastgroup for verb in verbs}
    if kinds == {"received"}:
        return "received", bool(_ABOUT_DISCLOSURE.search(head[last.start() :] + tail))
    if kinds == {"answered"}:
        before = head[: first.start()]
        if _CHANNEL.search(before) or _leftover(_DILIGENCE.sub("", _actorless(before))):
            return None
        return "answered", False
    return "handled", False


def _read_carry_over(head: str, tail: str) -> Fact | None:
    inward = _CARRIED_IN.search(head) or _CARRIED_IN.search(tail)
    outward = _CARRIED_OUT.search(head) or _CARRIED_OUT.search(tail)
    if bool(inward) == bool(outward):
        return None
    return "carried_in" if inward else "carried_out"


def _read_outcome(head: str, tail: str) -> Fact | None:
    for words in (head, tail):
        named = list(_OUTCOMES.finditer(words))
        if len(named) > 1:
            return None
        if named:
            rest = words[: named[0].start()] + words[named[0].end() :]
            if _leftover(_DILIGENCE.sub("", rest)):
                return None
            group = named[0].lastgroup or ""
            return group.replace("__", ".")  # type: ignore[return-value]
    return None


def _read_dispute(head: str, tail: str, topic: Topic, said: str) -> tuple[Fact, bool] | None:
    if _DISPUTE_ACTED.search(head + tail):
        return None
    detail = _DISPUTE_DETAILS.search(head) or _DISPUTE_DETAILS.search(tail)
    words = _DISPUTE_DETAILS.sub("", head) + tail.replace(detail[0] if detail else "\0", "")
    if _leftover(_DISPUTE_FILLER.sub("", _actorless(words))):
        return None
    informed = bool(_ABOUT_DISCLOSURE.search(said))
    if topic == "both" or not informed:
        return None
    if detail:
        if topic not in ("review", "suit"):
            return None
        return f"{topic}.{detail.lastgroup}", False  # type: ignore[return-value]
    if not re.search(r"复议|诉讼|起诉|应诉", head + tail):
        return None
    return topic, True  # type: ignore[return-value]


def _read_decision(head: str, said: str) -> Fact | None:
    """T2: documents issued, repealed, in force; decisions taken (criterion TXT-04)."""
    if (match := _DOCUMENTS.match(head)) and not _NOT_DOCUMENTS.search(head):
        verb = (match["verb"] or match["verb2"]).removeprefix("新")
        row = _DOCUMENT_ROWS[match["kind"] or match["kind2"]]
        return f"{row}.{_DOCUMENT_COLUMNS[verb]}"  # type: ignore[return-value]
    if (match := _DOCUMENTS_GO_ON.match(head)) and (
        before := re.search(r"制[发定](?:行政)?(规范性文件|规章)[^；;，,]{0,12}[，,、]", said)
    ):
        return f"{_DOCUMENT_ROWS[before[1]]}.{_DOCUMENT_COLUMNS[match[1]]}"  # type: ignore[return-value]
    if (match := _DECISIONS.match(head)) and not _NOT_DECISIONS.search(head):
        return _KINDS[match["kind"] or match["kind2"]]
    return None


def _read_absences(passage: Passage, scope: Scope) -> Iterator[Statement]:
    """Claims of nothing in words: 未收到政府信息公开申请, 无行政复议、行政诉讼."""
    if not (_NONE.search(passage.text) or "零" in passage.text):
        return
    start = 0
    for stop in [*(m.start() for m in _BREAK.finditer(passage.text)), len(passage.text)]:
        clause = passage.text[start:stop].strip()
        said = passage.text[:stop]
        start = stop + 1
        facts = _read_absence(clause)
        if facts and scope.covers(said):
            for fact in facts:
                yield Statement(fact, 0, *passage.sentence, clear=True, absent=True)


def _read_absence(clause: str) -> tuple[Fact, ...]:
    if re.search(r"除|其[他它]申请|另外|再收", clause):
        return ()
    if (match := _NONE_CARRIED.search(clause)) and not re.search(r"复议|诉讼", clause):
        fact = _read_carry_over(match["mid"], "")
        return (fact,) if fact else ()
    facts: list[Fact] = []
    match = _NONE_RECEIVED.search(clause)
    if (match and _is_whole(match, clause)) or _NONE_REQUESTS.search(clause):
        facts.append("received")
    match = _NONE_DISPUTED.search(clause)
    if match:
        words = (match["mid"] or "") + (match["rest"] or match["rest2"] or "")
        if not _leftover(_NONE_FILLER.sub("", words)) and "决定" not in words:
            named = match[0]
            facts += ["review"] if "复议" in named else []
            facts += ["suit"] if re.search("诉讼|应诉", named) else []
    return tuple(facts)


def _is_whole(match: re.Match[str], clause: str) -> bool:
    """True where nothing narrows down which requests were not received."""
    rest = match["rest"]
    if (
        re.match(r"(?:人)?(?:提起|引起|引发|而|被)?(?:的)?(?:行政)?(?:复议|诉讼)", rest)
        or "因" in match["mid"]
    ):
        return False
    if _is_one_channel(clause) or _is_one_kind(clause) or "的申请的" in clause:
        return False
    return not _leftover(match["mid"]) and not _leftover(_NONE_FILLER.sub("", rest))


def _list_topics(words: str, bare: Topic) -> list[tuple[int, Topic]]:
    """What the words speak of, each with the place where its name ends."""
    found = []
    for match in _TOPICS.finditer(words):
        topic: Topic = match.lastgroup  # type: ignore[assignment]
        found.append((match.end(), bare if topic == "bare" else topic))
    return found


def _last_topic(topics: Sequence[tuple[int, Topic]]) -> Topic | None:
    return topics[-1][1] if topics else None


def _leftover(words: str) -> str:
    """What remains of the words once all that changes nothing is taken away."""
    return _PLAIN.sub("", words)


def _actorless(words: str) -> str:
    """Without who and when at the beginning: their meaning is the scope's affair."""
    return re.sub(
        r"^.{0,30}?(?:年度?|期间|[我本][局委办厅镇乡]|机关|单位|街道|全[省市县区乡镇])", "", words
    )


def _is_one_channel(words: str) -> bool:
    return len(_CHANNEL.findall(words)) == 1 and not re.search(r"等|各", words)


def _is_one_kind(words: str) -> bool:
    """True for one kind of applicants only (自然人, or 法人和其他组织 without 公民)."""
    return bool(_PERSON.search(words)) != bool(_BODY.search(words))
